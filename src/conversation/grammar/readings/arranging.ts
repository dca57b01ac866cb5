import type { Entity } from '../entities/entity';
import { lexiconOf } from '../entities/measure-lexicon';
import { SkeletonReader, type Skeleton } from '../entities/skeleton';
import { withoutFillers } from '../clauses/fillers';
import { COMMAND, type Act, type Reading, type Slots, type Stretch, type WallContext } from '../reading';
import { typed, type Normal } from '../text/normalise';
import { aboutSession, type SessionWords } from './session-words';
import { gather, otherOf, todayIn, type Gathered } from './slots';

/* 加一场周六下午沙龙, 周六的沙龙改到周日下午, 周六沙龙名额加到20户: what a coordinator does with single sessions. */

export type ArrangingAct =
  'add-session' | 'change-session' | 'cancel-session' | 'restore-session' | 'close-sign-up' | 'open-sign-up';

/** What a session is called in a sentence, and what stands around it. */
const WHICH =
  '(?:把|将|给|关于|我们|咱们|这|那|原定|原来|已经定好|本来|T|G|的|个|场|次|期|活动|讲座|课|培训|宣讲|时间|日期|要|先|就|临时|统一|需要|得|想|请|麻烦|帮忙|帮我|帮|我|在|还|再)*';
const END = '(?:开|办|举行|举办|进行|上|开始|了|吧|掉|一下|哈|哦|啊|去)*';
const A_SESSION = '(?:个|一|[两二三四五六七八九十2-9]|N|多)*(?:场|次|期|节|堂)';
const form = (source: string): RegExp => new RegExp(`^${source.replaceAll('{W}', WHICH)}${END}$`);

const ADDS = [
  form(
    `{W}(?:加开|增开|加办|增办|加设|增设|增加|新增|添加|新建|加|开|办|组织|安排|排|添)(?:上)?${A_SESSION}(?:新的?|亲子|专场|{W})*`,
  ),
  form('{W}(?:加开|增开|加办|增设|增加|新增|添加|新建)(?:个|一个)?(?:G|活动)(?:{W})'),
];
const TO =
  '(?:改期到|改到|改成|改在|改为|改|挪到|移到|调到|调整到|换到|换成|推到|推迟到|延期到|延后到|延到|顺延到|提前到|放到|放在|安排到)';
const MOVES = form(`{W}${TO}(?<to>T)[T的]*`);
/** 推迟一周, 提前半小时. */
const SHIFTS = form('{W}(?:推迟|延后|延期|顺延|往后(?:推|延|挪|移)|后推|提前|往前(?:提|挪|移)|晚|早)?(?<by>L)(?:再)?');
const EARLIER = /提前|往前|早(?!上|班|点钟)/;
const SHIFTED = /推迟|延后|延期|顺延|往后|后推|提前|往前|[早晚](?=半|[一两二三四五六七八九十\d])/;
const SIGN_UP = '(?:的)?(?:报名|登记|接龙)(?:通道|入口)?';
const CLOSES = [
  form('{W}(?:别再|不要再|别|不再|不要|先别)让(?:人|大家|她们|他们)?(?:再)?报(?:名)?{W}'),
  form(`{W}(?:关闭|停止|截止|关掉|关了|关|停掉|停|暂停|结束|不开放){W}${SIGN_UP}`),
  form(`{W}${SIGN_UP}(?:就|先|可以|都)*(?:关闭|截止|停止|关掉|关了|关|停了|停|暂停|结束|到此为止)`),
  form(
    `{W}(?:不再|别再|不要再|不用再|先别再?|先不|不|别|停止)(?:收人|收新人|收|接受${SIGN_UP}|接${SIGN_UP}|放人|让人${SIGN_UP}|${SIGN_UP})`,
  ),
];
const OPENS = [
  form(`{W}(?:又|重新|现在)*(?:可以|能)(?:继续|再)?${SIGN_UP}`),
  form(`{W}(?:重新|恢复|再|继续)*(?:开放|打开|开启|恢复|放开){W}${SIGN_UP}`),
  form(`{W}${SIGN_UP}(?:重新|再|继续)*(?:开放|打开|恢复|放开|开启)`),
];
const CANCELS = [
  form('{W}(?:停办|撤掉|砍掉|停开|叫停)(?:{W})'),
  form('{W}(?:停办|不办|不开|不搞|不举行|停一次|停一期|停一场|办不成|开不成|作罢)'),
];
/** For whoever has sessions to cancel; to everybody else it is about her own place or duty. */
const CANCELS_HERS = [form('{W}(?:取消|撤销)(?:{W})'), form('{W}(?:(?:因为|由于|因)[^A-Z]{1,14})?(?:取消|撤销)')];
/** 恢复26号的沙龙, 26号沙龙照常举行: what was cancelled is held after all. */
const RESTORES = [
  form('{W}(?:恢复|重新(?:开|办|举行)|照常|照旧|如期)(?:举行?|举办|开|办|进行)?{W}'),
  form('{W}(?:不|别|不用)(?:再)?取消(?:了)?{W}'),
];
const ONLY_WHICH = form(
  `{W}(?:(?:改|换)个?(?:地方|地点|场地|时间|日子))?(?:地点|场地|主题|题目|名额)?(?:改|换|变|调整|调|更新|修改)?(?:一下)?`,
);

/** 怎么加一场, 周六沙龙取消了吗, 听说周六沙龙改到周日: asked or told, and no order. */
const ASKED =
  /(?:照常|照旧|如期).*[吗么]|怎么|如何|怎样|为什么|为啥|谁|哪|几(?!个?户)|什么|多少|要不要|是不是|有没有|[了过](?:吗|么|没有?|不)[?。]*$|听说|据说|(?:她|他|他们|她们|家长|有人|刚才)(?:都)?[说问讲]|已经|刚才|刚刚|昨天|如果|要是|万一|假如/;
const POLITE = /^(?:能不能|可不可以|可否|能否|可以|能|想|请)+|(?:可以|行|好|能)?(?:吗|么|不|嘛)\?*$|\?+$/g;
/** A clause that only says when, what or for how many. */
const PARTICULARS = /^(?:[TGHL]|的|在|从|开始|开|时间|是|到|定在)+$/;
const SEVERAL = /(?:[两二三四五六七八九十]|[2-9])(?:场|次|期|节|堂)/;

/** What an utterance does with a session, or null. `coordinates`: whoever speaks arranges sessions, and does not come to them. */
export function arrangement(normal: Normal, context: WallContext): Reading | null {
  const words = aboutSession(normal, context.vocabulary);
  if (words === null || ASKED.test(words.rest.text)) return null;
  const skeleton = new SkeletonReader(words.rest, Number(context.wall.slice(0, 4)), context.vocabulary).read();
  const clauses = clausesIn(skeleton);
  for (const clause of clauses) {
    // 加一场沙龙，下周六下午三点: what stands behind is of the same session
    const beside = clauses.filter((other) => other !== clause && PARTICULARS.test(other.core));
    const adds = ADDS.some((one) => one.test(clause.core));
    // 周六那场满了,报名通道关掉: which one was said before
    const before = clauses.slice(0, clauses.indexOf(clause)).flatMap(({ entities }) => entities);
    const around = adds ? beside.flatMap(({ entities }) => entities) : clause.entities.length === 0 ? before : [];
    const found = read({ ...clause, entities: [...clause.entities, ...around] }, words, normal.text, context);
    const others = found?.act === 'add-session' ? clauses.filter((other) => !beside.includes(other)) : clauses;
    if (found) return withReason(found, others, clause, words.rest);
  }
  return null;
}

interface SaidClause {
  readonly core: string;
  readonly entities: readonly Entity[];
  readonly from: number;
  readonly to: number;
}

function clausesIn(skeleton: Skeleton): SaidClause[] {
  return [...skeleton.text.matchAll(/[^,;。!~\s?]+/g)].map(({ 0: said, index }) => {
    const entities: Entity[] = [];
    for (let i = index; i < index + said.length; i++) {
      const entity = skeleton.entities.get(i);
      if (entity) entities.push(entity);
    }
    const core = withoutFillers(said.replace(POLITE, ''));
    return { core, entities, from: skeleton.places[index] ?? 0, to: skeleton.places[index + said.length] ?? 0 };
  });
}

function read(clause: SaidClause, words: SessionWords, text: string, context: WallContext): Reading | null {
  const { core, entities } = clause;
  const described =
    words.topic !== undefined || words.place !== undefined || words.capacity !== undefined || words.more !== undefined;
  const named = /G|场|活动|讲座|课|宣讲|培训/.test(core);
  if (ADDS.some((one) => one.test(core))) return added(entities, words, text, context);
  if (/^改场[TG的]*$/.test(core)) return plain('change-session', entities, context);
  if (!named && !/报名/.test(core)) return null;
  if (CLOSES.some((one) => one.test(core))) return plain('close-sign-up', entities, context);
  if (OPENS.some((one) => one.test(core))) return plain('open-sign-up', entities, context);
  if (!named) return null;
  if (RESTORES.some((one) => one.test(core))) return plain('restore-session', entities, context);
  if (CANCELS.some((one) => one.test(core))) return plain('cancel-session', entities, context);
  if (context.coordinates === true && CANCELS_HERS.some((one) => one.test(core)))
    return plain('cancel-session', entities, context);
  const moved = context.coordinates === true || described ? MOVES.exec(core) : null;
  if (moved) return changed(entities, words, context, lastTime(entities));
  if (SHIFTS.test(core) && SHIFTED.test(text)) {
    const reading = changed(entities, words, context, null);
    const length = entities.find((entity) => entity.kind === 'L');
    if (length?.kind !== 'L') return null;
    const minutes = EARLIER.test(text) ? -length.minutes : length.minutes;
    return { ...reading, slots: { ...reading.slots, minutes } };
  }
  return described && ONLY_WHICH.test(core) ? changed(entities, words, context, null) : null;
}

const slotsOfWords = ({ topic, place, capacity, more }: SessionWords): Slots => ({
  ...(topic === undefined ? {} : { topic }),
  ...(place === undefined ? {} : { place }),
  ...(capacity === undefined ? {} : { capacity }),
  ...(more === undefined ? {} : { capacityBy: more }),
});

function added(entities: readonly Entity[], words: SessionWords, text: string, context: WallContext): Reading {
  const { slots, ask } = gathered('add-session', entities, context);
  const { households, party, numbers: _, ...more } = slots;
  const capacity = words.capacity ?? households ?? party;
  // 这个月加一场,12月18日: the day within the month
  const when = slots.when?.filter((one) => slots.when?.every((other) => other === one || !within(other, one)));
  const reading: Reading = {
    act: 'add-session',
    slots: {
      ...more,
      ...(when ? { when } : {}),
      ...slotsOfWords(words),
      ...(capacity === undefined ? {} : { capacity }),
    },
    ask,
  };
  // 加两场: one is asked for after the other
  return SEVERAL.test(text) ? { ...reading, ask: { about: 'number', options: [] } } : reading;
}

const within = (inner: Stretch, outer: Stretch): boolean =>
  outer.to !== null && outer.from <= inner.from && (inner.to ?? inner.from) <= outer.to;

function changed(entities: readonly Entity[], words: SessionWords, context: WallContext, to: Entity | null): Reading {
  const session = gathered(
    'change-session',
    entities.filter((entity) => entity !== to && entity.kind !== 'L'),
    context,
  );
  const { households: _, party: __, numbers, ...slots } = session.slots;
  const wanted = to ? gathered('change-session', [to], context, session.week) : null;
  const other = wanted && otherOf(onDayOf(session, to, wanted));
  return {
    act: 'change-session',
    slots: { ...slots, ...(numbers ? { numbers } : {}), ...(other ? { other } : {}), ...slotsOfWords(words) },
    ask: session.ask ?? wanted?.ask ?? null,
  };
}

/** 挪到下午四点: on the day of the session, where no other is named; the day is asked for where that is not known. */
function onDayOf(session: Gathered, to: Entity | null, wanted: Gathered): Gathered {
  if (to?.kind !== 'T' || to.phrase.items.some(({ days, nextDay }) => days !== null || nextDay)) return wanted;
  const [day, another] = session.slots.when ?? [];
  const [hour] = wanted.slots.when ?? [];
  if (!hour) return wanted;
  if (!day || another) return { ...wanted, slots: {} };
  const on = (civil: string): string => `${day.from.slice(0, 10)}T${civil.slice(11)}`;
  const end = hour.to === null ? null : hour.to.slice(11) === '00:00' ? hour.to : on(hour.to);
  return { ...wanted, slots: { ...wanted.slots, when: [{ from: on(hour.from), to: end }] } };
}

function plain(act: ArrangingAct, entities: readonly Entity[], context: WallContext): Reading {
  const { slots, ask } = gathered(act, entities, context);
  return { act, slots, ask };
}

const lastTime = (entities: readonly Entity[]): Entity | null => entities.findLast(({ kind }) => kind === 'T') ?? null;

function gathered(act: Act, entities: readonly Entity[], context: WallContext, week: number | null = null): Gathered {
  const { numbered, vocabulary } = context;
  const today = todayIn(context);
  const measures = lexiconOf(vocabulary);
  return gather(entities, { today, direction: 'ahead', numbered, act, command: COMMAND[act], week, measures });
}

/** What else was said, as it was said: why, most of the time; shown before anything is done. */
function withReason(reading: Reading, clauses: readonly SaidClause[], own: SaidClause, normal: Normal): Reading {
  const others = clauses.filter((clause) => clause !== own && clause.core !== '');
  const note = others.map(({ from, to }) => typed(normal, from, to)).join('，');
  if (note === '') return reading;
  return { ...reading, slots: { ...reading.slots, note: note.replace(/^(?:因为|由于|原因是?|理由是?)[:：]?/u, '') } };
}
