import type { SaidMonth } from './day-spec';
import {
  days,
  MONTH_FIRST,
  MONTH_WORD,
  stepsOf,
  N,
  number,
  sticky,
  weekday,
  YEAR,
  YEAR_FIRST,
  yearOf,
  type TimeRule,
} from './time-rule';

const MONTH = `(?:${YEAR}(${N})月份?|(${MONTH_WORD}))`;

/** The month of a match of `MONTH`, which has the first three groups. */
function monthOf(match: RegExpExecArray, thisYear: number): SaidMonth {
  const month = match[2] === undefined ? null : number(match[2]);
  return { year: yearOf(match[1], thisYear), month, months: match[3] === undefined ? null : stepsOf(match[3]) };
}

const isNumber = ({ month }: SaidMonth): boolean => !Number.isNaN(month);

/** 第二 and 第2 as 2, 最后一 as -1, 倒数第二 as -2. */
function ordinal(said: string): number {
  if (/^(?:最后|末)/.test(said)) return -1;
  if (/^[头首]/.test(said)) return 1;
  const value = number(said.replace(/^(?:倒数)?第/, ''));
  return said.startsWith('倒') ? -value : value;
}

const NTH = `((?:倒数)?第${N}|最后一?|末|头一|首)`;

const DAYS_OF: Readonly<Record<string, readonly [from: number, to: number | null]>> = {
  上旬: [0, 10], 中旬: [10, 20], 下旬: [20, null], 上半: [0, 15], 前半: [0, 15], 下半: [15, null], 后半: [15, null],
}; // prettier-ignore

const daysOfPart = (said: string): readonly [from: number, to: number | null] | undefined => DAYS_OF[said.slice(0, 2)];

const RULES: readonly TimeRule[] = [
  [
    YEAR_FIRST + MONTH_FIRST,
    sticky(`${MONTH}的?${NTH}个?(?:(?:周|星期|礼拜)([一二三四五六日天])|(?:周|星期)?(末|双休日)(?!尾))`),
    (m, y) => {
      const month = monthOf(m, y);
      const nth = ordinal(m[4] ?? '');
      if (!isNumber(month) || Number.isNaN(nth)) return null;
      if (m[6] !== undefined) return days({ kind: 'nth-weekday', ...month, nth, day: 6, weekend: true });
      // 第二周三 lacks its 个: the Wednesday of a week, or the second Wednesday.
      const day = weekday(m[5] ?? '');
      if (/个(?:周|星期|礼拜)[一二三四五六日天]$/.test(m[0])) return days({ kind: 'nth-weekday', ...month, nth, day });
      return days({
        kind: 'unsure',
        readings: [
          { kind: 'nth-weekday', ...month, nth, day },
          { kind: 'week-of-month', ...month, nth, day },
        ],
      });
    },
  ],
  [
    YEAR_FIRST + MONTH_FIRST,
    sticky(`${MONTH}的?${NTH}个?(?:周|星期|礼拜)的?(?:(?:周|星期|礼拜)([一二三四五六日天]))?(?!约)`),
    (m, y) => {
      const month = monthOf(m, y);
      const nth = ordinal(m[4] ?? '');
      if (!isNumber(month) || Number.isNaN(nth)) return null;
      return days({ kind: 'week-of-month', ...month, nth, day: m[5] === undefined ? null : weekday(m[5]) });
    },
  ],
  [YEAR_FIRST + MONTH_FIRST, sticky(`${MONTH}的?${NTH}个?(?:工作日|上班日)`), () => days({ kind: 'unknown' })],
  [
    YEAR_FIRST + MONTH_FIRST,
    sticky(`${MONTH}的?第(${N})(?:天|日)`),
    (m, y) => {
      const month = monthOf(m, y);
      const day = number(m[4]);
      return isNumber(month) && !Number.isNaN(day) ? days({ kind: 'date', ...month, day }) : null;
    },
  ],
  [
    YEAR_FIRST + MONTH_FIRST,
    sticky(`${MONTH}的?(前|头|最后|后)(${N})天`),
    (m, y) => {
      const month = monthOf(m, y);
      const count = number(m[5]);
      if (!isNumber(month) || Number.isNaN(count) || count < 1 || count > 31) return null;
      // 12月后三天 may be its last days, or those behind it.
      if (m[4] === '后') return days({ kind: 'unknown' });
      return days({ kind: 'month', ...month, days: m[4] === '最后' ? [-count, null] : [0, count] });
    },
  ],
  [
    YEAR_FIRST + MONTH_FIRST,
    sticky(`${MONTH}的?((?:上|下|前|后)半个?月|[上中下]旬)`),
    (m, y) => {
      const month = monthOf(m, y);
      const part = daysOfPart(m[4] ?? '');
      return isNumber(month) && part ? days({ kind: 'month', ...month, days: part }) : null;
    },
  ],
  [
    YEAR_FIRST + MONTH_FIRST,
    sticky(`${MONTH}的?(?:月中|中(?![旬午秋元]))`),
    (m, y) => {
      const month = monthOf(m, y);
      if (!isNumber(month)) return null;
      return days({
        kind: 'unsure',
        readings: [
          { kind: 'date', ...month, day: 15 },
          { kind: 'month', ...month, days: [10, 20] },
        ],
      });
    },
  ],
  // Without a month it may be this one's or the next one's.
  [
    '上中下月',
    sticky('上半个?月|下半个?月|[上中下]旬|月中(?![旬秋])'),
    (m) => {
      const part = m[0] === '月中' ? DAYS_OF['中旬'] : daysOfPart(m[0]);
      if (!part) return null;
      return days({
        kind: 'unsure',
        readings: [0, 1].map((months) => ({ kind: 'month' as const, year: null, month: null, months, days: part })),
      });
    },
  ],
  [
    '今明后去前第' + '0123456789二',
    sticky(`${YEAR}第(${N})个月`),
    (m, y) => {
      const year = yearOf(m[1], y);
      const month = number(m[2]);
      return year === null || Number.isNaN(month)
        ? days({ kind: 'unknown' })
        : days({ kind: 'month', year, month, months: null });
    },
  ],
];

/** 十二月第一个周日, 下个月第二周, 12月上半月, 12月头三天: parts of a month. */
export const PARTS_OF_MONTHS: readonly TimeRule[] = RULES.map(([first, pattern, build]) => [
  first,
  pattern,
  build,
  '月旬',
]);
