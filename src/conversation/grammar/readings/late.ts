import { addDays, civilAt, dateOf } from '../../../kernel/civil-time';
import type { Normal } from '../text/normalise';
import { readNumber } from '../text/numbers';
import type { Reading, Slots, WallContext } from '../reading';

/* 我要晚到10分钟, 堵车了，八点十分才能到, 快到了: somebody is on her way and will not be there in time. */

const N = '(?:\\d{1,3}|[零〇一二两三四五六七八九十]{1,3})';
const LENGTH = `(?:(?<m>${N})(?:来|几|多)?分钟?|(?<half>半)个?(?:小时|钟头|钟)|(?<q>${N})?刻钟?|(?<h>${N})个?(?<more>半)?(?:小时|钟头|钟))`;
const CLOCK = `(?<part>(?:今天|今晚|今早|晚上|早上|上午|中午|下午|凌晨|夜里|半夜)*)(?<hour>${N})(?:点钟?|:)(?<minute>半|[一三13]刻|整|过?${N}分?)?`;

/** Why, in the same breath: 路上堵车要晚到. */
const WHY =
  '(?:[^,]{0,8}?(?:堵车|堵住|堵|塞车|限行|晚点|故障|停运|出事故|抛锚|误点|错过了?车)(?:了|着|上|得(?:厉害|很|死|慢|走不动)*)*)?';
const HEDGE =
  '(?:可能|大概|大约|估计|恐怕|应该|差不多|也许|怕是|要|会|得|需要|想|先|就|还|也|都|今晚|今天|今早|今夜|这班|这一班|我们?|俺|本人|这边|真的|实在|稍微?|约|最多|顶多|路上)*';
const AROUND = '(?:大概|大约|差不多|可能|约|最多|个|那么|将近|左右|的样子|上下)*';
const COME = '(?:到岗|到达|赶到|上岗|接班|过来|到得了|到|来)';
const END = '(?:左右|的样子|吧|了|哈|啊|哦|呢|呀|啦|哟|咯|才行|岗)*';

const form = (source: string): RegExp => new RegExp(`^${WHY}${HEDGE}${source}${END}$`);
const LATE = '(?:晚|迟)';
/** 晚到10分钟, 晚20分钟到, 迟一刻钟上岗. */
const BY = form(`(?:来|到)?${LATE}(?:点|些|一点)?${COME}?了?${AROUND}${LENGTH}${AROUND}${COME}?`);
const BARE = form(
  `(?:${LATE}到|来晚|到晚|(?:${LATE})(?:点儿?|些|一点儿?|一些|一会儿?|会儿?|一下)${COME})(?:一会儿?|会儿|一点儿?|点儿?|几分钟|一下|一些|些)?`,
);
/** 八点十分才能到, 我八点半才赶得到; 八点十分到 tells of lateness only beside a reason. */
const AT_LAST = form(
  `(?:要|得|等|到)*${CLOCK}${AROUND}(?:(?:才|方)(?:能|会|可以|得)?(?:赶得?)?${COME}|(?:能|会|可以)?赶得?(?:到|来|过来))`,
);
const AT = form(`(?:要|得|等|到)*${CLOCK}${AROUND}(?:能|会|可以|就)*${COME}`);
/** 还要10分钟才到, 20分钟后到. */
const IN = form(
  `(?:还有|还要|还得|再有|再过|再要|有)*${AROUND}${LENGTH}(?:之后|以后|后)?(?:就|才|能|会|可以)*(?:赶得?)?${COME}`,
);
const NEAR = /^(?:我|们|就|已经|马上|路上|在)*(?:(?:快到|快要到|就快到|马上要到)(?:了|啦|岗|楼下|门口)*)+$/;
const REST = new RegExp(`^(?:还有|还要|再有|再过|大概|大约|差不多|最多|就)+${LENGTH}${END}$`);

/** Somebody else's lateness: 小王说她要晚到. */
const OTHER =
  /^(?:听说|刚才|刚刚)?(?:[她他]们?|[小老阿][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,3}(?:老师|姐|哥|阿姨|叔叔?|主任)|(?:(?![不没别未我])[\u4e00-\u9fff]){2,4}?(?=[说讲]|(?:要|会|可能|得)+(?:晚|迟)))(?:刚刚?|发消息|打电话)*[说讲]?(?:[她他自]己?们?)?/;
/** 明天我要晚到: late for a shift that is not the next hours' matter. */
const ANOTHER_DAY =
  /^我?(明天|后天|大后天|下?个?(?:周|星期|礼拜)[一二三四五六日天]|(?:\d{1,2}月)?\d{1,2}[号日])(?:的?(?:早上?|上午|中午|下午|晚上?|夜里)?的?(?:早班|午班|中班|晚班|夜班|班)?)?/;
const ASKS = /^(?:我)?(?:能不能|可不可以|可以|可否|能否|能)|(?:可以|行|好|能)?(?:吗|么|不)?\?*$/g;

/** What else may stand beside it: why, and courtesies; an act, an answer, a negation of coming or a condition may not. */
const MORE =
  /[\d?A-Za-z]|认领|领|退|换|替|顶|请假|报名|确认|登记|签到|离岗|到岗|谁|吗|么|几|如果|要是|万一|假如|除非|但|不过|比如|昨|前天|上次|每次|老是|总是|不[来去值上能会要用想]|[来去值]不|别|取消|撤|^(?:好的?|可以|行|同意|收到|嗯|能|没问题|ok)$/;
const WORTH = /[晚迟]|到|赶|上岗/;

type Groups = Readonly<Record<string, string | undefined>>;

interface Said {
  readonly slots: Slots;
  /** Means lateness only beside a reason that was said. */
  readonly weak?: true;
}

const number = (said: string | undefined): number => (said === undefined ? 0 : (readNumber(said) ?? 0));

function minutesIn({ m, half, q, h, more }: Groups): number {
  if (m !== undefined) return number(m);
  if (half !== undefined) return 30;
  if (h !== undefined) return number(h) * 60 + (more === undefined ? 0 : 30);
  return (q === undefined ? 1 : number(q)) * 15;
}

function after(wall: string, minutes: number): string {
  return new Date(Date.parse(`${wall}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

/** The next such hour on the wall; without a part of the day either half of it. */
function nextHour({ part = '', hour: saidHour, minute: saidMinute = '' }: Groups, wall: string): string | null {
  const hour = number(saidHour);
  const minute =
    saidMinute === '' || saidMinute === '整'
      ? 0
      : saidMinute === '半'
        ? 30
        : saidMinute.endsWith('刻')
          ? number(saidMinute.slice(0, 1)) * 15
          : number(saidMinute.replace(/[过分]/g, ''));
  if (hour > 24 || minute > 59) return null;
  const late = /晚|下午/.test(part) || (/中午/.test(part) && hour < 11);
  const early = /早|上午|凌晨|夜/.test(part);
  const hours =
    hour > 12 || hour === 0 || early ? [hour % 24] : late ? [(hour % 12) + 12] : [hour % 24, (hour + 12) % 24];
  const today = dateOf(wall);
  const ahead = [today, addDays(today, 1)]
    .flatMap((date) => hours.map((each) => civilAt(date, each * 60 + minute)))
    .filter((civil) => civil > wall);
  return ahead.sort()[0] ?? null;
}

function lateIn(clause: string, wall: string): Said | null {
  const by = BY.exec(clause)?.groups;
  if (by) return { slots: { minutes: minutesIn(by) } };
  const last = AT_LAST.exec(clause)?.groups;
  const at = last ?? AT.exec(clause)?.groups;
  if (at) {
    const from = nextHour(at, wall);
    return from === null ? null : { slots: { when: [{ from, to: null }] }, ...(last ? {} : { weak: true }) };
  }
  const within = IN.exec(clause)?.groups;
  if (within) {
    const slots = { when: [{ from: after(wall, minutesIn(within)), to: null }] };
    return /才|还要|还得/.test(clause) ? { slots } : { slots, weak: true };
  }
  return BARE.test(clause) || NEAR.test(clause) ? { slots: {} } : null;
}

const isReason = (clause: string): boolean => clause.length <= 16 && !MORE.test(clause);
const EXPLAINS = /堵|塞车|路上|地铁|公交|高铁|火车|飞机|电梯|打不到车|没打到车|下雨|暴雨|晚点|抛锚|故障|耽误|耽搁/;

/** That somebody will be late, with how much or until when; asked about when it is put as a question or told of another. */
export function lateness({ text }: Normal, { wall, coordinates, vocabulary }: WallContext): Reading | null {
  if (text.length > 60 || !WORTH.test(text)) return null;
  const asks = /[?]|[吗么]$|能不能|可不可以|可否|能否|可以晚|(?<!可)能晚/.test(text);
  const clauses = text.split(/[,。;!~…、\s?]+/).filter((clause) => clause !== '');
  let slots = null as Slots | null;
  let day = '';
  let other = false;
  let weak = false;
  for (const clause of clauses) {
    const own = ANOTHER_DAY.exec(clause);
    const bare = own ? clause.slice(own[0].length) : clause;
    const said = asks ? bare.replace(ASKS, '') : bare;
    const rest: Groups | undefined = slots === null ? undefined : REST.exec(said)?.groups;
    if (rest) {
      slots = { ...slots, when: [{ from: after(wall, minutesIn(rest)), to: null }] };
      continue;
    }
    const mine = lateIn(said, wall);
    const theirs = mine ? null : OTHER.test(said) ? lateIn(said.replace(OTHER, ''), wall) : null;
    const found = mine ?? theirs;
    if (found) {
      if (own) day = own[1] ?? '';
      slots = { ...slots, ...found.slots };
      other ||= theirs !== null;
      weak ||= found.weak === true;
    } else if (said !== '' && !isReason(said)) return null;
  }
  if (slots === null) return null;
  if (weak && !EXPLAINS.test(text)) return null;
  if (day !== '') return { act: 'late', slots: {}, ask: { about: 'act', options: ['晚到', `请假 ${day}`] } };
  const reading: Reading = { act: 'late', slots, ask: null };
  const name = other && coordinates ? vocabulary?.people?.find((one) => text.includes(one)) : undefined;
  if (name !== undefined) return forHer(name, slots);
  return asks || other ? { ...reading, ask: { about: 'act', options: [plainly(slots)] } } : reading;
}

/** A coordinator tells of somebody: whether to note it for her. */
function forHer(person: string, slots: Slots): Reading {
  const held = { by: 'other-subject' as const, said: person, act: 'late' as const };
  const ask = { about: 'act' as const, options: [`代 ${person} ${plainly(slots)}`] };
  return { act: 'act-for', doing: 'late', slots: { ...slots, person }, ask, held };
}

/** The same in words that leave no doubt. */
function plainly({ when, minutes }: Slots): string {
  if (minutes !== undefined) return `晚到${String(minutes)}分钟`;
  const from = when?.[0]?.from;
  return from === undefined ? '晚到' : `${from.slice(11)}才能到`;
}
