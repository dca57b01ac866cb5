import { civilOf, type CivilDate, type ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { RingView, WishView } from '../../rota/domain/ring-view';
import type { ShiftView } from '../../rota/domain/shift-view';
import type { WantedTime } from '../../rota/domain/wish';
import { saidMoment, saidShift, saidStretch } from '../../kernel/said-time';

/*
 * What the bot says of wishes to serve at another time, and of the rings that come of them.
 */

interface At {
  readonly scope: { readonly zone: ZoneName };
  readonly today: CivilDate;
}

export const swapHow = (): string =>
  '没有指名的换班要说想换到什么时间，比如：3换周五晚上。\n换某人的某个班要说名字，比如：我的3换王芳周四晚班';

export const swapWhen = (line: string): string =>
  `把 ${line} 换到什么时候？\n可以说：3换周五晚上 · 换班 3 给王芳\n什么时候都行就回复 是；回复 算了 就不办。`;

export const wishPast = (): string => '想换到的时间已经过去了，没有登记。\n请说以后的时间，比如：3换周五晚上';

function wantedText(wanted: readonly WantedTime[], { scope, today }: At): string {
  const times = wanted.map(({ from, to, dayPart }) => {
    const start = civilOf(from, scope.zone);
    const stretch = to - from === 1 ? saidMoment(start, today) : saidStretch(start, civilOf(to, scope.zone), today);
    return dayPart === undefined ? stretch : `${stretch} ${dayPart}`;
  });
  return times.length === 0 ? '别的时间' : times.join(' 或 ');
}

export function wished(line: string, wanted: readonly WantedTime[], free: string | null, at: At): string {
  return [
    `✓ 已登记：想把 ${line} 换到 ${wantedText(wanted, at)}`,
    '有人能对上（两人互换，或三四人换一圈）会马上问你；都同意之前班还是你的。',
    ...(free === null ? [] : [`这个时间现在有空班，也可以直接认领：${free}`]),
    '不换了回复 不换了；急着找人回复 求替。',
  ].join('\n');
}

export const wishLine = ({ shift, wanted }: WishView, at: At): string =>
  `${saidShift(shift, at.today)} 想换到 ${wantedText(wanted, at)}`;

export const wishMark = (): string => '（想换）';

export const takeWishBack = (lines: readonly string[]): string =>
  lines.length === 1
    ? `你登记过：${lines[0] ?? ''}\n要撤掉这个换班愿望吗？回复 是 撤掉；回复 算了 就留着。`
    : `你登记过这些换班愿望：\n${lines.map((line, i) => `${String(i + 1)}. ${line}`).join('\n')}\n撤掉哪一个？回复数字；回复 算了 就都留着。`;

export const wishTakenBack = (): string => '✓ 换班愿望已撤掉，班没有动。\n回复 我的班 看现在的安排。';

export const noticeWishExpired = (shift: ShiftView, today: CivilDate): string =>
  `一直没找到能换的：${saidShift(shift, today)}，这个班还是你的。\n来不了请尽快回复 求替。`;

const nameFor = (person: { personId: string; name: string }, reader: string): string =>
  person.personId === reader ? '你' : person.name;

function circle(ring: RingView, reader: string, today: CivilDate): string[] {
  return ring.legs.map(
    ({ person, gives, to }) => `${nameFor(person, reader)}的 ${saidShift(gives, today)} → ${nameFor(to, reader)}`,
  );
}

const people = (ring: RingView): string =>
  ring.legs.length === 2 ? '两人互换' : `${String(ring.legs.length)} 人换一圈`;

const answerUntil = (expires: Instant, { zone, today }: { zone: ZoneName; today: CivilDate }): string =>
  `同意回复 同意，不换回复 不行（${saidMoment(civilOf(expires, zone), today)} 前有效）。`;

/** The wish of `personId` found a ring at once. */
export function ringFound(ring: RingView, personId: string, { scope, today }: At): string {
  return [
    `✓ 已登记，正好能换（${people(ring)}）：`,
    ...circle(ring, personId, today),
    '每个人都同意才换，之前谁的班都不动。',
    answerUntil(ring.expires, { zone: scope.zone, today }),
  ].join('\n');
}

export function noticeRingAsked(ring: RingView, personId: string, at: { zone: ZoneName; today: CivilDate }): string {
  return [
    `你想换的班有着落了（${people(ring)}）：`,
    ...circle(ring, personId, at.today),
    '每个人都同意才换，之前谁的班都不动。',
    answerUntil(ring.expires, at),
  ].join('\n');
}

/** One line of what waits for her word. */
export function ringLine(ring: RingView, personId: string, today: CivilDate): string {
  const mine = ring.legs.find(({ person }) => person.personId === personId);
  if (!mine) return people(ring);
  return `${people(ring)}：你的 ${saidShift(mine.gives, today)} 给${mine.to.name}，你值 ${saidShift(mine.takes, today)}`;
}

/** After her 同意: whom it still waits for, or what she has now. */
export function ringAgreed(ring: RingView, personId: string, today: CivilDate): string {
  const mine = ring.legs.find(({ person }) => person.personId === personId);
  if (ring.state === 'done')
    return `✓ 都同意了，换好了。\n${newShift(mine, today)}\n改主意了 10 分钟内回复 撤销；回复 我的班 看安排。`;
  const waiting = ring.legs.filter(({ answer }) => answer === 'waiting').map(({ person }) => person.name);
  return `✓ 记下你同意了，还在等 ${waiting.join('、')}。\n都同意之前你的班不动，换好了会告诉你。\n改主意了 10 分钟内回复 撤销。`;
}

const newShift = (mine: RingView['legs'][number] | undefined, today: CivilDate): string =>
  mine ? `你的新班：${saidShift(mine.takes, today)}\n${mine.to.name}接：${saidShift(mine.gives, today)}` : '';

export const ringRefused = (): string =>
  '好的，这次不换，已告诉其他人，班都没有动。\n换班愿望还留着，有别的会再问你；不想换了回复 不换了。';

export const ringFailed = (reason: string): string =>
  `没有换成，谁的班都没有动：${reason.replace(/，班没有动(?=。)/u, '')}\n回复 我的班 看现在的安排。`;

/** To everybody in a ring but the one whose word ended it. */
export function noticeRingEnded(ring: RingView, personId: string, today: CivilDate): string | null {
  const mine = ring.legs.find(({ person }) => person.personId === personId);
  if (!mine) return null;
  const kept = `${saidShift(mine.gives, today)} 还是你的`;
  const looking = '会继续帮你找能换的；等不及可以说 求替。';
  const who = ring.endedBy && nameFor(ring.endedBy, personId);
  switch (ring.state) {
    case 'open':
      return null;
    case 'done':
      return `都同意了，换好了。\n${newShift(mine, today)}\n回复 我的班 看现在的安排。`;
    case 'undone':
      return `刚才的换班已被撤回：${kept}。\n回复 我的班 看现在的安排。`;
    case 'refused':
      return `${who ?? '有人'}这次换不了，没有换成：${kept}。\n${looking}`;
    case 'expired': {
      const silent = ring.legs
        .filter(({ answer }) => answer === 'expired')
        .map(({ person }) => nameFor(person, personId));
      return `${silent.join('、')}一直没有答复，没有换成：${kept}。\n${looking}`;
    }
    case 'withdrawn':
      return ring.endedBy?.personId === personId
        ? `你的班有了变化，之前说的${people(ring)}作废了，其他人的班没有动。\n回复 我的班 看现在的安排。`
        : `${who === null ? '其中的班' : `${who}那边`}有了变化，没有换成：${kept}。\n${looking}`;
  }
}

export const noticeGivenBack = (shift: ShiftView, today: CivilDate): string =>
  `对方撤回了刚才的换班，这个班又是你的了：${saidShift(shift, today)}\n来不了请尽早回复 求替。`;
