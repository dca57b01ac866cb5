import { days, N, number, sticky, YEAR, YEAR_FIRST, yearOf, type TimeRule } from './time-rule';

/** What a period is counted for is said in so many months: 1-10月, a school year. */
const SCHOOL_YEAR_BEGINS = 9;

/** Periods of reports: 2020年1-10月, 去年同期, 2025-2026学年, 本学年. */
export const PERIODS: readonly TimeRule[] = [
  [
    YEAR_FIRST,
    sticky(`${YEAR}(${N})[-~—](${N})月份?(?![\\d底初末中上下])`),
    (m, thisYear) => {
      const [first, last] = [number(m[2]), number(m[3])];
      if (!(first >= 1 && last > first && last <= 12)) return null;
      return days({ kind: 'quarter', year: yearOf(m[1], thisYear), first, length: last - first + 1 });
    },
    '月',
  ],
  [
    '去上',
    sticky('(?<![月日号季度年])(?:去年|上一?年)(?:的)?(?:同期|同一时期|这个时候)'),
    () => days({ kind: 'year-to-date', years: -1 }),
    '同时',
  ],
  [
    '2',
    sticky('(20\\d\\d)年?[-~—/至到](20)?(\\d\\d)年?学年度?'),
    (m) => {
      const first = number(m[1]);
      return number(m[3]) === (first + 1) % 100
        ? days({ kind: 'quarter', year: first, first: SCHOOL_YEAR_BEGINS, length: 12 })
        : days({ kind: 'unknown' });
    },
    '学',
  ],
  [
    '本这上',
    sticky('(本|这个?|上一?个?)学年度?'),
    (m) => days({ kind: 'school-year', years: m[1]?.startsWith('上') === true ? -1 : 0 }),
    '学',
  ],
];
