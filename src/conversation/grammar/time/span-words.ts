import { readNumber } from '../text/numbers';
import { days, DIGIT_FIRST, N, number, sticky, weekday, type TimeRule, type TimeWord } from './time-rule';

const UNIT_MINUTES: Readonly<Record<string, number>> = { 分钟: 1, 分: 1, 小时: 60, 钟头: 60, 刻钟: 15 };
const UNIT_DAYS: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 星期: 7, 礼拜: 7 };

/** Amounts such as 半, 一个半, 2.5 — with the unit's own 半 (两天半) added. */
export function amountOf(text: string, halfAfter: boolean): number {
  // 三四天 is about so many
  if (/^[一二三四五六七八九两]{2,}$/.test(text)) return NaN;
  const half = text.includes('半');
  const base = text.replace(/[个半]/g, '');
  const value = base === '' ? 0 : /^\d+\.\d+$/.test(base) ? Number(base) : (readNumber(base) ?? NaN);
  return value + (half || halfAfter ? 0.5 : 0);
}

/** A length of time from now; one that comes to no whole days or months (半个月, 一周半) is asked for. */
function spanWord(amount: number, unit: string, mode: 'after' | 'within' | 'ago'): TimeWord | null {
  if (Number.isNaN(amount)) return days({ kind: 'unknown' });
  if (amount > 5000) return null;
  const inMinutes = UNIT_MINUTES[unit];
  if (inMinutes !== undefined)
    return { kind: 'span', mode, minutes: Math.round(amount * inMinutes), days: 0, months: 0 };
  const inMonths = unit === '月' ? amount : unit === '年' ? amount * 12 : null;
  if (inMonths !== null) {
    if (!Number.isInteger(inMonths) || inMonths === 0) return days({ kind: 'unknown' });
    return { kind: 'span', mode, minutes: 0, days: 0, months: inMonths };
  }
  const inDays = amount * (UNIT_DAYS[unit] ?? NaN);
  if (!Number.isInteger(inDays)) return days({ kind: 'unknown' });
  if (mode === 'within') return { kind: 'span', mode, minutes: 0, days: inDays, months: 0 };
  return days({ kind: 'offset', days: mode === 'ago' ? -inDays : inDays, doubtfulAtNight: false });
}

/** 一百二十, 一百零五 */
const HUNDREDS = '[一二两三四五六七八九]百(?:零?[一二三四五六七八九]?十?[一二三四五六七八九]?)';
const SPAN = `(半个?|${N}个半|${HUNDREDS}个?|${N}个?|\\d+\\.\\d个?|\\d{3}个?)(分钟|小时|钟头|刻钟|天|周|星期|礼拜|(?<=[个半])月|年(?![级代]))(半)?`;

/** 两小时后, 三天内, 过两天再: lengths that point somewhere from now. */
export const SPANS: readonly TimeRule[] = [
  // Lengths that point somewhere
  [
    DIGIT_FIRST,
    sticky(`(${N})个?(?:周|星期|礼拜)(?:之后|以后|后)的?(?:周|星期|礼拜)([一二三四五六日天])`),
    (m) =>
      Number.isNaN(number(m[1])) ? null : days({ kind: 'weekday', week: number(m[1]), day: weekday(m[2] ?? '') }),
    '后',
  ],
  [
    DIGIT_FIRST + '半',
    sticky(`${SPAN}(?:之后|以后|过后|后)(?![天日])`),
    (m) => spanWord(amountOf(m[1] ?? '', m[3] !== undefined), m[2] ?? '', 'after'),
    '后',
  ],
  [
    DIGIT_FIRST + '半',
    sticky(`${SPAN}(?:之内|以内|内)`),
    (m) => spanWord(amountOf(m[1] ?? '', m[3] !== undefined), m[2] ?? '', 'within'),
    '内',
  ],
  [
    DIGIT_FIRST + '半',
    sticky(`${SPAN}(?:之前|以前|前)(?!天)`),
    (m) => spanWord(amountOf(m[1] ?? '', m[3] !== undefined), m[2] ?? '', 'ago'),
    '前',
  ],
  [
    '未接往今',
    sticky(`(?:未来|接下来|往后|今后)的?${SPAN}`),
    (m) => spanWord(amountOf(m[1] ?? '', m[3] !== undefined), m[2] ?? '', 'within'),
  ],
  [
    '过',
    sticky(`过${SPAN}(?=[再我来去才])`),
    (m) => spanWord(amountOf(m[1] ?? '', m[3] !== undefined), m[2] ?? '', 'after'),
  ],
];
