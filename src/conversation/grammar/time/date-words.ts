import type { DaySpec } from './day-spec';
import {
  days,
  DIGIT_FIRST,
  N,
  number,
  sticky,
  validDate,
  WEEKDAYS,
  YEAR,
  YEAR_FIRST,
  yearOf,
  MONTH_WORD,
  stepsOf,
  type TimeRule,
  type TimeWord,
} from './time-rule';

const NOT_A_DAY = '(?![班楼线院码名桌位个]|热线)';

function dateWord(
  year: number | null,
  month: number | null,
  day: number,
  months: number | null = null,
): TimeWord | null {
  if (Number.isNaN(day) || (month !== null && Number.isNaN(month))) return null;
  return days({ kind: 'date', year, month, months, day });
}

/** 12/8 and 12.8: the month first, as it is written here, unless the other order is much nearer. */
const eitherOrder = (month: number, day: number): TimeWord | null =>
  validDate(month, day) ? days({ kind: 'either-order', month, day }) : null;

const ENGLISH_MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';

/** Dec 8, 8th of December. */
function englishDate(month: string | undefined, day: string | undefined): TimeWord | null {
  const number = ENGLISH_MONTHS.split('|').indexOf(month ?? '') + 1;
  return validDate(number, Number(day)) ? dateWord(null, number, Number(day)) : null;
}

const QUARTERS: Readonly<Record<string, readonly [number, number]>> = {
  上半年: [1, 6], 下半年: [7, 6], 一季度: [1, 3], 二季度: [4, 3], 三季度: [7, 3], 四季度: [10, 3],
}; // prettier-ignore

/** 12月8日, 8号, 下个月3号, 月底, 十二月第一个周日, 二季度: dates, and stretches of months. */
export const DATES: readonly TimeRule[] = [
  [
    'jfmasond',
    sticky(`(?<![a-z])(${ENGLISH_MONTHS})[a-z]{0,6}\\.? ?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:.a-z])`),
    ([, month, day]) => englishDate(month, day),
  ],
  [
    '0123456789',
    sticky(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?(?: ?of)? ?(${ENGLISH_MONTHS})[a-z]{0,6}(?![a-z])`),
    ([, day, month]) => englishDate(month, day),
    'jfmasond',
  ],
  // Dates
  [
    '12',
    sticky('(\\d{4})(?:年|[-/.])(\\d{1,2})(?:月|[-/.])(\\d{1,2})(?:日|号)?(?!\\d)'),
    (m) => dateWord(number(m[1]), number(m[2]), number(m[3])),
  ],
  [
    '2',
    sticky('(?<![\\d定到码])(20\\d\\d)(\\d\\d)(\\d\\d)(?!\\d)'),
    (m) => (validDate(number(m[2]), number(m[3])) ? dateWord(number(m[1]), number(m[2]), number(m[3])) : null),
  ],
  [
    '2',
    sticky('(2\\d)([./-])(\\d{1,2})\\2(\\d{1,2})(?![\\d.])'),
    (m) => (validDate(number(m[3]), number(m[4])) ? dateWord(2000 + number(m[1]), number(m[3]), number(m[4])) : null),
  ],
  [
    YEAR_FIRST,
    sticky(`${YEAR}(${N})月份?的?(?:底|末|最后一天)`),
    (m, y) => dateWord(yearOf(m[1], y), number(m[2]), -1),
    '月',
  ],
  [YEAR_FIRST, sticky(`${YEAR}(${N})月初`), (m, y) => dateWord(yearOf(m[1], y), number(m[2]), 1), '月'],
  [
    YEAR_FIRST,
    sticky(`${YEAR}(${N})月份?的?(${N})(?:日|号)`),
    // 一二月八号 is of no month.
    (m, y) =>
      /^[一二三四五六七八九]{2}$/.test(m[2] ?? '')
        ? days({ kind: 'unknown' })
        : dateWord(yearOf(m[1], y), number(m[2]), number(m[3])),
    '月',
  ],
  [
    YEAR_FIRST,
    sticky(`${YEAR}(\\d{1,2})月(\\d{1,2})(?:-|~|到|至)(\\d{1,2})(?![\\d点时个人户位月号日:./-])`),
    (m, y) => {
      const [month, day, last] = [number(m[2]), number(m[3]), number(m[4])];
      if (!validDate(month, day) || last <= day || last > 31) return null;
      return days({ kind: 'date', year: yearOf(m[1], y), month, months: null, day, last });
    },
    '月',
  ],
  [
    YEAR_FIRST,
    sticky(`${YEAR}(\\d{1,2})月(\\d{1,2})(?![\\d点个人户位时份:.])`),
    (m, y) => dateWord(yearOf(m[1], y), number(m[2]), number(m[3])),
    '月',
  ],
  [
    '一二三四五六七八九十',
    sticky('([一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿卅]{1,3})(?![点个人户位时月])'),
    (m) => {
      const month = number(m[1]);
      const day = number(m[2]);
      if (!validDate(month, day)) return null;
      const solar: DaySpec = { kind: 'date', year: null, month, months: null, day };
      return days({ kind: 'unsure', readings: [solar, { kind: 'lunar', year: null, month, day, leap: false }] });
    },
  ],
  ['下这本当上', sticky(`(${MONTH_WORD})的?(?:底|末|最后一天)`), (m) => dateWord(null, null, -1, stepsOf(m[1] ?? ''))],
  ['下这本当上', sticky(`(${MONTH_WORD})的?初`), (m) => dateWord(null, null, 1, stepsOf(m[1] ?? ''))],
  [
    '下这本当上',
    sticky(`(${MONTH_WORD})的?(${N})(?:日|号)`),
    (m) => dateWord(null, null, number(m[2]), stepsOf(m[1] ?? '')),
  ],
  [
    '下这本当上',
    sticky(`(${MONTH_WORD})的?`),
    (m) => days({ kind: 'month', year: null, month: null, months: stepsOf(m[1] ?? '') }),
  ],
  ['月', sticky('月底|月末'), () => dateWord(null, null, -1)],
  ['月', sticky('月初'), () => dateWord(null, null, 1)],
  [
    '今明去年',
    sticky('(今年|明年|去年)?的?年?(?:年底|年末)|(今年|明年|去年)底'),
    (m, y) => dateWord(yearOf(m[1] ?? m[2], y), 12, -1),
  ],
  [
    '今明去年',
    sticky('(今年|明年|去年)?(?:年初)|(今年|明年|去年)初'),
    (m, y) => dateWord(yearOf(m[1] ?? m[2], y), 1, 1),
  ],
  [
    '这本上下',
    sticky('(这|本|上|下)(?:一)?个?季度'),
    (m) => days({ kind: 'quarter-from-now', quarters: stepsOf(m[1] ?? '') }),
  ],
  [
    '2q',
    sticky('(20\\d\\d)?年?(?:q([1-4])(?![a-z\\d])|(?<=\\d)(?:第?([一二三四1-4])季度|(上半年|下半年)))'),
    (m) => {
      const quarter = number(m[2] ?? m[3]);
      const half = QUARTERS[m[4] ?? ''];
      const [first, length] = half ?? [quarter * 3 - 2, 3];
      return Number.isNaN(first)
        ? null
        : days({ kind: 'quarter', year: m[1] === undefined ? null : number(m[1]), first, length });
    },
  ],
  [
    YEAR_FIRST + '第上下全',
    sticky(`${YEAR}第?(上半年|下半年|[一二三四1-4]季度)`),
    (m, y) => {
      const name = (m[2] ?? '').replace(/^[1-4]/, (digit) => WEEKDAYS.charAt(Number(digit) - 1));
      const found = QUARTERS[name];
      return found ? days({ kind: 'quarter', year: yearOf(m[1], y), first: found[0], length: found[1] }) : null;
    },
  ],
  [
    '0123456789',
    sticky('(\\d{1,2})[/.](\\d{1,2})(?:-|~|到|至)(\\d{1,2})(?![\\d:./点时个人户])'),
    (m) => {
      const [month, day, last] = [number(m[1]), number(m[2]), number(m[3])];
      if (!validDate(month, day) || last <= day || last > 31) return null;
      return days({ kind: 'date', year: null, month, months: null, day, last });
    },
  ],
  [
    '0123456789',
    sticky('(\\d{1,2})/(\\d{1,2})(?![\\d/])'),
    // 24/12 can only be day first, which is not how it is written here.
    (m) =>
      number(m[1]) > 12 && validDate(number(m[2]), number(m[1]))
        ? days({ kind: 'unknown' })
        : eitherOrder(number(m[1]), number(m[2])),
  ],
  [
    '0123456789',
    sticky('(\\d{1,2})\\.(\\d{2})(?![\\d.]|小时|个|元|分)'),
    (m) => eitherOrder(number(m[1]), number(m[2])),
  ],
  // 12.8: one digit behind the point is a date where nothing else can stand.
  [
    '0123456789',
    sticky(
      '(?<=^|(?:请假|休假|空班|缺口|谁值班|谁在班|认领|退班|求替|班表|未确认)[:,]?)(\\d{1,2})\\.(\\d{1,2})(?=$|[晚早夜白]|上午|下午|请假|休假|谁|有|的|到岗|,?(?:周|星期|礼拜)[一二三四五六日天])|(\\d{1,2})\\.(\\d{1,2})(?=(?:[早午中晚夜白]班|[早晚]上|上午|下午|,?(?:周|星期|礼拜)[一二三四五六日天]))',
    ),
    (m) => {
      const [month, day] = [number(m[1] ?? m[3]), number(m[2] ?? m[4])];
      return eitherOrder(month, day);
    },
  ],
  // 12.1-12.5: one digit behind the point is a date only beside another date.
  [
    '0123456789',
    sticky('(\\d{1,2})\\.(\\d{1,2})(?=(?:-|~|到|至|、|和)\\d{1,2}\\.\\d{1,2}(?![\\d.]))'),
    (m) => (validDate(number(m[1]), number(m[2])) ? dateWord(null, number(m[1]), number(m[2])) : null),
  ],
  [
    '0123456789',
    sticky('(?<=\\d{1,2}\\.\\d{1,2}(?:-|~|到|至|、|和))(\\d{1,2})\\.(\\d{1,2})(?![\\d.]|小时|个|元|分)'),
    (m) => (validDate(number(m[1]), number(m[2])) ? dateWord(null, number(m[1]), number(m[2])) : null),
  ],
  [
    '0123456789',
    sticky('(\\d{1,2})-(\\d{2})(?![\\d:点时人户个号日.]|月)'),
    (m) => {
      const padded = /^0/.test(m[1] ?? '') || /^0/.test(m[2] ?? '') || number(m[2]) > 12;
      return padded && number(m[2]) > number(m[1]) - 12 && validDate(number(m[1]), number(m[2]))
        ? dateWord(null, number(m[1]), number(m[2]))
        : null;
    },
  ],
  // 12-8 falls, as no range does.
  [
    '1',
    sticky('(?<![\\d领退换替认])(1[0-2])-([1-9])(?=$|谁|请假|休假|[早晚夜]|上午|下午)'),
    (m) => dateWord(null, number(m[1]), number(m[2])),
  ],
  [DIGIT_FIRST, sticky(`(${N})(?:号|日)${NOT_A_DAY}`), (m) => dateWord(null, null, number(m[1]))],
  [
    DIGIT_FIRST,
    sticky(`(${N})(?=(?:[、,和跟或/~-]|到|至)(?:${N}[、,和/])*${N}[号日](?![班楼线院码名桌位个]))`),
    (m) => (number(m[1]) >= 1 && number(m[1]) <= 31 ? dateWord(null, null, number(m[1])) : null),
  ],
];

/** 12月, 明年二月, 2026年: read only where no date goes further. */
export const MONTHS_AND_YEARS: readonly TimeRule[] = [
  [
    YEAR_FIRST,
    sticky(`${YEAR}(${N})月份?(?!\\d)`),
    (m, y) => {
      const month = number(m[2]);
      // 一二月 are two of them.
      if (/^[一二三四五六七八九]{2}$/.test(m[2] ?? '')) return days({ kind: 'unknown' });
      return Number.isNaN(month) ? null : days({ kind: 'month', year: yearOf(m[1], y), month, months: null });
    },
  ],
  ['本全', sticky('本年度?(?![级纪])|全年'), (_, y) => days({ kind: 'year', year: y })],
  [
    '大今明后去前2二',
    sticky(
      '(大前年|大后年|今年|明年|去年|前年|20\\d\\d年?度|20\\d\\d年|二[〇零][一二三四五六七八九〇零]{2}年)(?:全年|度)?',
    ),
    (m, y) => {
      const year = yearOf((m[1] ?? '').replace(/年?度$/, '年'), y);
      return year === null ? null : days({ kind: 'year', year });
    },
  ],
];
