import type { DaySpec } from './day-spec';
import { N, number, sticky, stepsOf, weekday } from './time-rule';

export interface Joint<T> {
  readonly value: T;
  readonly length: number;
}

export type Weekday = DaySpec & { kind: 'weekday' };

/** The two as one day, or two days that are listed: 、 leaves it open. */
export interface Gloss {
  readonly weekday: Weekday;
  readonly listed: boolean;
}

const WEEKDAY_BEHIND = sticky(
  '(,?(?:也?就是|即)|[,、的是])((?:这|本|下下|下|上)(?:一个|个|一)?)?(?:周|星期|礼拜)([一二三四五六日天])(?!(?:[、,/和跟到至~-]|周|星期|礼拜)(?:周|星期|礼拜)?[一二三四五六日天末])',
);

/** The ,周三 of 12月9号,周三. */
export function glossAt(text: string, at: number): Joint<Gloss> | null {
  if (!',、的是也就即'.includes(text.charAt(at) || ' ')) return null;
  WEEKDAY_BEHIND.lastIndex = at;
  const match = WEEKDAY_BEHIND.exec(text);
  if (!match) return null;
  const week = match[2] === undefined ? null : stepsOf(match[2]);
  const said: Weekday = { kind: 'weekday', week, day: weekday(match[3] ?? '') };
  return { value: { weekday: said, listed: match[1] === '、' }, length: match[0].length };
}

const BESIDE = sticky(
  `的?(?:(前|后)(一|1)[天日](?!到|至)|(前|后)(${N}|几)(?:天|日|个?星期|个?礼拜|周|个月)|(后)第?(${N})[天日]|(前)(?:一?[晚夜](?!班)|夕)|(前后))`,
);

/** The 前一天 of 元旦前一天; a number of days is asked: the last of them, or all. */
export function besideAt(text: string, at: number, of: DaySpec): Joint<DaySpec> | null {
  if (!'的前后'.includes(text.charAt(at) || ' ')) return null;
  BESIDE.lastIndex = at;
  const match = BESIDE.exec(text);
  if (!match) return null;
  const before = match[0].includes('前');
  const near = (first: number, last: number): DaySpec => ({
    kind: 'beside',
    of,
    side: before ? 'before' : 'behind',
    first,
    last,
  });
  const length = match[0].length;
  if (match[2] !== undefined) return { value: near(1, 1), length };
  // 前一晚 keeps its evening for the part of the day that is read next
  if (/晚|夜/.test(match[7] === undefined ? '' : match[0])) return { value: near(1, 1), length: length - 1 };
  const count = number(match[4]);
  if (Number.isNaN(count) || !/[天日]$/.test(match[0])) return { value: { kind: 'unknown' }, length };
  return { value: { kind: 'unsure', readings: [near(1, count), near(count, count)] }, length };
}

const RUN = sticky(
  `(?:,|的)?(?:连续|连着|一连|一共|总共|共|往后)?(?:请假?)?(${N}|半)个?(天|周|星期|礼拜|月)(?![一二三四五六日天末内后前])`,
);

/** The 三天 of 5号起三天. */
export function runAt(text: string, at: number, of: DaySpec): Joint<DaySpec> | null {
  RUN.lastIndex = at;
  const match = RUN.exec(text);
  if (!match || match[0].includes('请')) return null;
  const count = number(match[1]);
  const length = match[0].length;
  if (Number.isNaN(count) || match[2] === '月') return { value: { kind: 'unknown' }, length };
  return { value: { kind: 'run', of, days: count * (match[2] === '天' ? 1 : 7) }, length };
}

const WITHIN = sticky('之?以?内(?![容部科场心])|期间|里(?![面头程])|当中|之中');

/** The 内 of 本周内 adds nothing to a stretch that has an end. */
export function withinAt(text: string, at: number, { kind }: DaySpec): number {
  if (!'之以内期里当'.includes(text.charAt(at) || ' ')) return 0;
  if (!['week', 'month', 'quarter', 'quarter-from-now', 'year'].includes(kind)) return 0;
  WITHIN.lastIndex = at;
  return WITHIN.exec(text)?.[0].length ?? 0;
}

const SINCE = sticky('以来|至今|到(?:现在|今天|目前)(?:为止)?|开始到(?:现在|今天)|起至今');

/** The 以来 of 今年以来: from then until now. */
export function sinceAt(text: string, at: number): number {
  if (!'以至到开起'.includes(text.charAt(at) || ' ')) return 0;
  SINCE.lastIndex = at;
  return SINCE.exec(text)?.[0].length ?? 0;
}
