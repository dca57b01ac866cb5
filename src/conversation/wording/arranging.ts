import type { CivilDate, CivilDateTime, ZoneName } from '../../kernel/civil-time';
import { civilOf, dateOf } from '../../kernel/civil-time';
import { saidDate, saidSpan } from '../../kernel/said-time';
import type { BusyConflict } from '../../programmes/busy-times.service';
import type { Concerned, ConcernedPeople, PlannedSession, SignUp } from '../../sessions/look-at-planned.service';
import type { MoveRefusal } from '../../sessions/move-session.service';
import type { Happened } from '../../sessions/happened.queries';
import type { Act } from '../grammar/reading';
import type { SessionRefusal } from '../../sessions/session-acts.service';

/* What a coordinator hears when she adds, changes or cancels a session. */

interface Times {
  readonly start: CivilDateTime;
  readonly end: CivilDateTime;
}

export const saidTimes = ({ start, end }: Times, today: CivilDate): string =>
  saidSpan({ startCivil: start, endCivil: end }, today);
const titled = (programme: string, topic: string | null | undefined): string =>
  `${programme}${topic ? `「${topic}」` : ''}`;
export const sessionToBe = (programme: string, topic: string | undefined, times: Times, today: CivilDate): string =>
  `${saidTimes(times, today)} ${titled(programme, topic)}`;
export const plannedLine = (session: PlannedSession, today: CivilDate): string =>
  `${saidSpan(session, today)} ${titled(session.programmeName, session.topic)}`;

export const noSessions = (): string => '近期没有排好的场次。\n要加一场就说，比如：加一场 下周六下午3点 沙龙';
export const sessionsHeading = (count: number, cancelled: boolean): string =>
  `${cancelled ? '取消了的' : '近期的'}场次 ${String(count)} 场：`;
/** How it is said of the first of those that are shown. */
export function sessionsNext(act: Act, first: PlannedSession, today: CivilDate): string {
  const which = `${saidDate(dateOf(first.startCivil), today).replace(/\(.*\)$/u, '')}的${first.programmeName}`;
  return `请带上日期再说一遍，比如：${SAID_OF[act]?.(which) ?? which}`;
}
const SAID_OF: Partial<Record<Act, (which: string) => string>> = {
  'change-session': (which) => `${which}改到下午4点`,
  'cancel-session': (which) => `取消${which}`,
  'close-sign-up': (which) => `${which}停止报名`,
  'open-sign-up': (which) => `${which}重新开放报名`,
  'restore-session': (which) => `${which}照常举行`,
};
export const noProgramme = (called: string): string =>
  `没有叫「${called}」的项目，什么都没有加。\n请用项目的名字再说一遍，比如：加一场 下周六下午3点 沙龙`;
export const whichProgramme = (): string => '加哪个项目的？';
export const oneSessionAtATime = (): string => '一次加一场，请一场一场说，比如：加一场 下周六下午3点 沙龙';
export const whenPlease = (programme: string): string =>
  `${programme}加在哪天、几点？比如：下周六下午3点\n回复 算了 就不加。`;
export const hourPlease = (programme: string): string =>
  `${programme}这天没有固定的时间，从几点到几点？比如：下午3点到5点\n回复 算了 就不加。`;
export const newHourPlease = (line: string): string => `${line}\n改到那天几点？比如：下午3点\n回复 算了 就不改。`;

const NAMES = 6;
const names = (people: readonly Concerned[]): string => {
  const shown = people.slice(0, NAMES).map(({ name }) => name);
  return `${shown.join('、')}${people.length > NAMES ? ' 等' : ''}`;
};
const group = (what: string, unit: string, people: readonly Concerned[]): string[] =>
  people.length === 0 ? [] : [`${what} ${String(people.length)} ${unit}（${names(people)}）`];

/** Whom it is told to, and who has to be told otherwise. */
function toldTo({ serving, coming, waiting }: ConcernedPeople): string[] {
  const groups = [...group('值班的', '人', serving), ...group('已报名', '户', coming), ...group('候补', '户', waiting)];
  const unreached = [...serving, ...coming, ...waiting].filter(({ reached }) => !reached);
  return [
    groups.length > 0 ? `会告诉：${groups.join('、')}` : '还没有人报名和值班，不用告诉谁。',
    ...(unreached.length > 0 ? [`我联系不上 ${String(unreached.length)} 位，要另外打电话：${names(unreached)}`] : []),
  ];
}

const households = (seats: number | null): string => (seats === null ? '不限' : `${String(seats)} 户`);
const beside = (note: string | undefined): string[] =>
  note === undefined ? [] : [`另外说的「${note}」我只记下不处理。`];

export const addPreview = (facts: {
  readonly line: string;
  readonly place: string | null;
  readonly seats: { readonly said: number | null | undefined; readonly usual: number | null } | null;
  readonly note: string | undefined;
  readonly past: boolean;
}): string =>
  [
    `要加一场：${facts.line}`,
    `地点：${facts.place ?? '未定'}`,
    ...(facts.seats === null
      ? []
      : [`名额：${households(facts.seats.said === undefined ? facts.seats.usual : facts.seats.said)}`]),
    ...(facts.past ? ['这个时间已经过去了，加上只作记录。'] : []),
    ...beside(facts.note),
    '现在不通知任何人；加好后就能报名、认领。',
    '回复 是 就加；回复 算了 就不加。',
  ].join('\n');
export const added = (line: string): string => `✓ 加好了：${line}\n要通知谁可以说 通知 …；安排人说 缺口。`;
export const addedWithoutCapacity = (line: string): string => `✓ 加好了：${line}\n这个项目不收报名，名额没有设。`;

export interface ChangeFacts {
  readonly line: string;
  readonly times: string | null;
  readonly place: { readonly before: string | null; readonly after: string } | null;
  readonly topic: { readonly before: string | null; readonly after: string } | null;
  readonly seats: { readonly before: SignUp; readonly after: number | null } | null;
  /** null: nobody is told but those who move up. */
  readonly people: ConcernedPeople | null;
  readonly note: string | undefined;
}

function seatsLine({ before, after }: NonNullable<ChangeFacts['seats']>): string {
  const free = after === null ? before.waiting : Math.max(0, after - before.householdsTaken);
  const up = Math.min(before.waiting, free);
  const over = after !== null && after < before.householdsTaken;
  return [
    `名额：${households(before.householdsMax)} → ${households(after)}（已报 ${String(before.householdsTaken)} 户`,
    ...(up > 0 ? [`，候补会转正 ${String(up)} 户并告诉她们`] : []),
    ...(over ? ['，已报上的都保留'] : []),
    '）',
  ].join('');
}

export const changePreview = (facts: ChangeFacts): string =>
  [
    `要改：${facts.line}`,
    ...(facts.times === null ? [] : [`时间 → ${facts.times}`]),
    ...(facts.place === null ? [] : [`地点：${facts.place.before ?? '未定'} → ${facts.place.after}`]),
    ...(facts.topic === null ? [] : [`主题：${facts.topic.before ?? '未定'} → ${facts.topic.after}`]),
    ...(facts.seats === null ? [] : [seatsLine(facts.seats)]),
    ...(facts.people === null ? [] : toldTo(facts.people)),
    ...beside(facts.note),
    '回复 是 就改；回复 算了 就不改。',
  ].join('\n');
export const changeHow = (line: string): string =>
  `${line}\n要改什么？比如：改到周日下午3点 · 地点改成二楼会议室 · 主题改成… · 名额改成20户（请连场次一起说）`;
export const noSignUp = (line: string): string => `${line} 不收报名，没有名额可改。`;
export const past = (): string => '这个时间已经过去了，没有改。';
export const moved = (times: string, released: readonly { readonly name: string }[]): string =>
  `时间改到 ${times}${released.length > 0 ? `；${released.map(({ name }) => name).join('、')}那时另有班，已从这一场撤下，请看缺口` : ''}`;
export const described = (topic: string | undefined, place: string | undefined): string =>
  [
    ...(place === undefined ? [] : [`地点改成 ${place}`]),
    ...(topic === undefined ? [] : [`主题改成「${topic}」`]),
  ].join('；');
export const notDescribed = (refusal: SessionRefusal, zone: ZoneName): string =>
  `地点和主题没有改：${sessionRefusal(refusal, zone)}`;
export const resized = (seats: number | null, promoted: number): string =>
  `名额改成 ${households(seats)}${promoted > 0 ? `，候补转正 ${String(promoted)} 户` : ''}`;
/** `people`: those who are told; null: nobody is but who moves up. */
export const changed = (line: string, did: readonly string[], people: ConcernedPeople | null): string =>
  [`✓ 改好了（原来是 ${line}）：`, ...did, ...(people ? toldTo(people) : [])].join('\n');
export const releasePlease = (text: string): string =>
  `还没有改：${text}\n回复 是 就照改，并把她们从这一场撤下；回复 算了 就不改。`;
export const reasonPlease = (text: string): string =>
  `还没有办：${text}\n仍要这样办，请回复一句原因（会记进操作记录）；回复 算了 就不办。`;

export const whyCancel = (line: string, people: ConcernedPeople): string =>
  [`要取消：${line}`, ...toldTo(people), '为什么取消？请回复一句原因，会一起告诉大家；回复 算了 就不取消。'].join('\n');
export const cancelPreview = (line: string, people: ConcernedPeople, reason: string): string =>
  [
    `要取消：${line}`,
    `原因：${reason}`,
    ...toldTo(people),
    '取消后班和报名都会结束；要再办可以说 照常举行，但班和报名要重新来。',
    '回复 是 就取消；回复 算了 就不取消。',
  ].join('\n');
export const cancelled = (line: string, told: number): string =>
  `✓ 已取消：${line}\n${told > 0 ? `正在告诉 ${String(told)} 人。` : '没有人要告诉。'}`;

export const signUpStands = (line: string, open: boolean): string =>
  open ? `${line} 本来就在收报名，什么都没有改。` : `${line} 已经停止报名了，什么都没有改。`;
export const signUpPreview = (line: string, open: boolean, signUp: SignUp | null): string => {
  const taken = `已报 ${String(signUp?.householdsTaken ?? 0)} 户、候补 ${String(signUp?.waiting ?? 0)} 户都不变，不通知任何人`;
  return open
    ? `要重新开放报名：${line}\n${taken}。\n回复 是 就开放；回复 算了 就不动。`
    : `要停止报名：${line}\n${taken}；有人退出时候补照样转正，只是不再收新的。\n回复 是 就停止；回复 算了 就不动。`;
};
export const signUpChanged = (line: string, open: boolean): string =>
  open ? `✓ 又可以报名了：${line}` : `✓ 已停止报名：${line}\n要再收，说 重新开放报名 加日期。`;

const happenedText = ({ figures, served, came }: Happened): string =>
  [
    ...(served > 0 ? [`${String(served)} 人在班或值过`] : []),
    ...(came > 0 ? [`${String(came)} 户已签到`] : []),
    ...(figures > 0 ? [`${String(figures)} 项数字已登记`] : []),
  ].join('，');

const takenBy = ({ sourceName, title, startMs, endMs }: BusyConflict, zone: ZoneName): string =>
  `${sourceName}在 ${civilOf(startMs, zone).replace('T', ' ')} 到 ${civilOf(endMs, zone).slice(11)} 已有“${title}”`;

export function sessionRefusal(refusal: SessionRefusal, zone: ZoneName): string {
  switch (refusal.rule) {
    case 'not-allowed':
      return '这件事只有统筹员能办。';
    case 'not-found':
      return '没有找到这一场，什么都没有做。';
    case 'bad-time':
      return '时间不对：要有开始和结束，结束要晚于开始。';
    case 'session-exists':
      return '这个时间已经有一场了，没有再加。';
    case 'place-taken':
      return `${takenBy(refusal.by, zone)}。`;
    case 'already-cancelled':
      return '这一场已经取消了。';
    case 'not-cancelled':
      return '这一场没有取消，照常举行，什么都不用做。';
    case 'session-over':
      return '这一场已经结束了，不能再取消或恢复；发生过的照样计入统计。';
    case 'already-happened':
      return `这一场已经开始：${happenedText(refusal.happened)}。`;
  }
}

/** What has happened in a session that is to be called off, and that it stays. */
export const cancelHappened = (line: string, happened: Happened): string =>
  `${line} 已经开始：${happenedText(happened)}。\n现在取消，这些会保留并计入统计，其余的人会收到取消通知。\n回复 是 就取消；回复 算了 就不取消。`;

export const nothingCancelled = (): string =>
  '近期没有取消的场次，没有要恢复的。\n要加一场就说，比如：加一场 下周六下午3点 沙龙';
const freshStart = (told: readonly Concerned[]): string[] => {
  const unreached = told.filter(({ reached }) => !reached);
  return [
    told.length === 0
      ? '取消时没有人要告诉，现在也不用告诉谁。'
      : `会告诉取消时通知过的 ${String(told.length)} 人（${names(told)}）`,
    ...(unreached.length > 0 ? [`我联系不上 ${String(unreached.length)} 位，要另外打电话：${names(unreached)}`] : []),
  ];
};
/** `told`: who was told that it was cancelled. */
export const restorePreview = (line: string, told: readonly Concerned[]): string =>
  [
    `要恢复，照常举行：${line}`,
    ...freshStart(told),
    '原来的班和报名不会自动回来：会请她们自己决定，再认领、再报名。',
    '回复 是 就恢复；回复 算了 就不动。',
  ].join('\n');
export const restored = (line: string, told: number): string =>
  `✓ 照常举行：${line}\n${told > 0 ? `正在告诉当时通知过的 ${String(told)} 人，她们要来得再认领、再报名。` : '没有人要告诉。'}\n回复 缺口 看要补的人。`;

export function moveRefusal(refusal: MoveRefusal, zone: ZoneName): string {
  switch (refusal.rule) {
    case 'already-begun':
      return '这一场已经开始了，改不了时间。';
    case 'people-busy':
      return `${refusal.people.map(({ name }) => name).join('、')}那个时间另有班。`;
    case 'trainee-left-alone':
      return `这样一改，见习 ${refusal.people.map(({ name }) => name).join('、')} 就没有人陪了。`;
    case 'bad-time':
      return refusal.reason === 'past' ? past() : sessionRefusal({ ...refusal, reason: refusal.reason }, zone);
    case 'not-allowed':
    case 'not-found':
    case 'session-exists':
    case 'place-taken':
    case 'already-cancelled':
      return sessionRefusal(refusal, zone);
  }
}
