import { HOLIDAY_NAMES, type DaySpec } from './days';
import { DAY_PARTS, type DayPart, type SaidTime } from './hours';
import { readNumber } from './numbers';

/** One word of a time phrase. */
export type TimeWord =
  | { readonly kind: 'days'; readonly spec: DaySpec }
  | { readonly kind: 'part'; readonly part: DayPart; readonly word: string }
  | { readonly kind: 'time'; readonly time: SaidTime }
  | { readonly kind: 'next-day' }
  | { readonly kind: 'link'; readonly link: 'to' | 'and' | 'or' }
  | { readonly kind: 'edge'; readonly edge: 'before' | 'after' }
  | {
      readonly kind: 'span';
      readonly mode: 'after' | 'within' | 'ago';
      readonly minutes: number;
      readonly days: number;
      readonly months: number;
    }
  | { readonly kind: 'every'; readonly rule: string };

export interface Found {
  readonly word: TimeWord;
  readonly length: number;
}

type Build = (match: RegExpExecArray, thisYear: number) => TimeWord | null;
type Rule = readonly [first: string, pattern: RegExp, build: Build];

const N = '(?:\\d{1,2}|[一二三四五六七八九十廿卅两〇零]{1,3})';
const DIGIT_FIRST = '0123456789一二三四五六七八九十廿卅两〇零';
const YEAR = '(?:(今年|明年|后年|去年|前年|\\d{4}年|\\d{2}年|[二〇零一三四五六七八九]{4}年)的?)?';
const YEAR_FIRST = '今明后去前' + DIGIT_FIRST;
const MONTH_WORD = '下下个月|下下月|下个月|下月|这个月|这月|本月|当月|上个月|上月';
const MONTH_FIRST = '下这本当上';
const WEEKDAYS = '一二三四五六日';
const RRULE_DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const NOT_A_DAY = '(?![班楼线院码名桌位个]|热线)';

const sticky = (source: string): RegExp => new RegExp(source, 'y');
const days = (spec: DaySpec): TimeWord => ({ kind: 'days', spec });
const number = (text: string | undefined): number => readNumber(text ?? '') ?? NaN;

function monthsOf(word: string): number {
  if (word.startsWith('下下')) return 2;
  if (word.startsWith('下')) return 1;
  return word.startsWith('上') ? -1 : 0;
}

function weekOf(word: string): number {
  if (word.startsWith('下下下')) return 3;
  if (word.startsWith('下下')) return 2;
  if (word.startsWith('下')) return 1;
  if (word.startsWith('上上')) return -2;
  return word.startsWith('上') ? -1 : 0;
}

const weekday = (char: string): number => {
  if (/[1-7]/.test(char)) return Number(char);
  return char === '天' ? 7 : WEEKDAYS.indexOf(char) + 1;
};

const RELATIVE: Readonly<Record<string, number>> = { 前年: -2, 去年: -1, 今年: 0, 明年: 1, 后年: 2 };

function yearOf(word: string | undefined, thisYear: number): number | null {
  if (word === undefined) return null;
  const relative = RELATIVE[word];
  if (relative !== undefined) return thisYear + relative;
  const value = number(word.slice(0, -1));
  return value < 100 ? 2000 + value : value;
}

const time = (hour: number, minute: number, colon = false, padded = false): TimeWord | null =>
  Number.isNaN(hour) || Number.isNaN(minute) || hour > 24 || minute > 59
    ? null
    : { kind: 'time', time: { hour, minute, colon, padded } };

function validDate(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

function dateWord(
  year: number | null,
  month: number | null,
  day: number,
  months: number | null = null,
): TimeWord | null {
  if (Number.isNaN(day) || (month !== null && Number.isNaN(month))) return null;
  return days({ kind: 'date', year, month, months, day });
}

const thirdWord = (char: string | undefined): { third?: number } =>
  char === undefined ? {} : { third: '上中下'.indexOf(char) };

function dayList(first: string, more: string): DaySpec[] {
  return [...(first + more)].map((char) => ({ kind: 'weekday', week: null, day: weekday(char) }));
}

function weekdayWord(prefix: string, names: string): TimeWord | null {
  const week = prefix === '' ? null : weekOf(prefix);
  if (names === '末') return days({ kind: 'weekday', week, day: 6, last: 7 });
  if (names.length === 1) return days({ kind: 'weekday', week, day: weekday(names) });
  return { kind: 'days', spec: { kind: 'unsure', readings: dayList('', names) } };
}

/** 看下下周 is 看下·下周 as well as 看·下下周: both are candidates. */
function doubled(match: RegExpExecArray, said: TimeWord | null, other: TimeWord | null): TimeWord | null {
  const shared = /^下下(?!下)/.test(match[0]) && /[看查问]/.test(match.input.charAt(match.index - 1));
  if (!shared || said?.kind !== 'days' || other?.kind !== 'days') return said;
  return days({ kind: 'unsure', readings: [other.spec, said.spec] });
}

const ruleDays = (names: string): string =>
  names.includes('末')
    ? 'SA,SU'
    : [...names.replace(/[^一二三四五六日天1-7]/g, '')].map((char) => RRULE_DAYS[weekday(char) - 1]).join(',');

/** 一 and 五: 一二三四五. */
function weekdaysBetween(first: string, last: string): string {
  const names = WEEKDAYS.slice(weekday(first) - 1, weekday(last));
  return names === '' ? first + last : names;
}

function everyWord(interval: number, names: string): TimeWord {
  const step = interval === 1 ? '' : `;INTERVAL=${String(interval)}`;
  return { kind: 'every', rule: names === '' ? `FREQ=WEEKLY${step}` : `FREQ=WEEKLY${step};BYDAY=${ruleDays(names)}` };
}

const UNIT_MINUTES: Readonly<Record<string, number>> = { 分钟: 1, 分: 1, 小时: 60, 钟头: 60, 刻钟: 15 };
const UNIT_DAYS: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 星期: 7, 礼拜: 7 };

/** Amounts such as 半, 一个半, 2.5 — with the unit's own 半 (两天半) added. */
export function amountOf(text: string, halfAfter: boolean): number {
  const half = text.includes('半');
  const base = text.replace(/[个半]/g, '');
  const value = base === '' ? 0 : /^\d+\.\d+$/.test(base) ? Number(base) : (readNumber(base) ?? NaN);
  return value + (half || halfAfter ? 0.5 : 0);
}

function spanWord(amount: number, unit: string, mode: 'after' | 'within' | 'ago'): TimeWord | null {
  if (Number.isNaN(amount) || amount > 5000) return null;
  if (unit === '月')
    return Number.isInteger(amount) ? { kind: 'span', mode, minutes: 0, days: 0, months: amount } : null;
  const inMinutes = UNIT_MINUTES[unit];
  if (inMinutes !== undefined)
    return { kind: 'span', mode, minutes: Math.round(amount * inMinutes), days: 0, months: 0 };
  const inDays = amount * (UNIT_DAYS[unit] ?? NaN);
  if (!Number.isInteger(inDays)) return null;
  return { kind: 'span', mode, minutes: 0, days: inDays, months: 0 };
}

const SPAN = `(半个?|${N}个半|${N}个?|\\d+\\.\\d个?|\\d{3}个?)(分钟|小时|钟头|刻钟|天|周|星期|礼拜|(?<=个)月)(半)?`;
const PLAIN_HOLIDAYS = HOLIDAY_NAMES.filter((name) => !/^[一二三四五六七八九十]+$/.test(name)).sort(
  (a, b) => b.length - a.length,
);
const NUMERAL_HOLIDAYS = HOLIDAY_NAMES.filter((name) => /^[一二三四五六七八九十]+$/.test(name));
const OFFICIAL = '假期|放假|长假|小长假|黄金周|期间|七天|三天假';
const holidayFirst = (names: readonly string[]): string => [...new Set(names.map((name) => name.charAt(0)))].join('');

function holiday(match: RegExpExecArray, thisYear: number): TimeWord {
  return days({
    kind: 'holiday',
    name: match[2] ?? '',
    year: yearOf(match[1], thisYear),
    official: match[3] !== undefined,
  });
}

const LUNAR_MONTHS: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 };

function lunarWord(match: RegExpExecArray, thisYear: number): TimeWord | null {
  const monthText = match[3] ?? '';
  const month = LUNAR_MONTHS[monthText] ?? number(monthText);
  const day = number((match[4] ?? '').replace('初', ''));
  if (Number.isNaN(month) || Number.isNaN(day)) return null;
  return days({ kind: 'lunar', year: yearOf(match[1], thisYear), month, day, leap: match[2] === '闰' });
}

const QUARTERS: Readonly<Record<string, readonly [number, number]>> = {
  上半年: [1, 6], 下半年: [7, 6], 一季度: [1, 3], 二季度: [4, 3], 三季度: [7, 3], 四季度: [10, 3],
}; // prettier-ignore

const RULES: readonly Rule[] = [
  // Recurrences
  [
    '每逢',
    sticky(
      '(?:每逢?|逢)(?:个|一)?(?:周|星期|礼拜)([一二三四五六])(?:到|至|-|~)(?:周|星期|礼拜)?([二三四五六日天])(?![个点])',
    ),
    (m) => everyWord(1, weekdaysBetween(m[1] ?? '', m[2] ?? '')),
  ],
  [
    '每',
    sticky(`每(?:个)?月的?((?:${N}[号日]?[、和跟及,])+${N})[号日]`),
    (m) => ({
      kind: 'every',
      rule: `FREQ=MONTHLY;BYMONTHDAY=${(m[1] ?? '')
        .split(/[号日]?[、和跟及,]/)
        .map(number)
        .join(',')}`,
    }),
  ],
  [
    '每逢',
    sticky(
      '(?:每逢?|逢)(?:个|一)?(?:周|星期|礼拜)((?:[一二三四五六日天末1-7](?:[、和跟及,/](?:周|星期|礼拜)?(?=[一二三四五六日天]))?)+)?(?![个点])',
    ),
    (m) => everyWord(1, m[1] ?? ''),
  ],
  [
    '每隔双',
    sticky(
      '(?:每隔一|每两|每二|每2|每隔1|隔一|隔|双)(?:个)?(?:周|星期|礼拜)的?(?:周|星期|礼拜)?([一二三四五六日天末]?)',
    ),
    (m) => everyWord(2, m[1] ?? ''),
  ],
  ['每', sticky('每(?:个)?(?:工作日|上班日)'), () => ({ kind: 'every', rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' })],
  ['每', sticky('每(?:天|日|(?=[晚早夜]))'), () => ({ kind: 'every', rule: 'FREQ=DAILY' })],
  [
    '每',
    sticky(`每(?:个)?月的?(?:第(${N})|(最后一))个(?:周|星期|礼拜)([一二三四五六日天])`),
    (m) => ({ kind: 'every', rule: `FREQ=MONTHLY;BYDAY=${m[2] ? '-1' : String(number(m[1]))}${ruleDays(m[3] ?? '')}` }),
  ],
  [
    '每',
    sticky(`每(?:个)?月的?(${N})[号日]`),
    (m) => ({ kind: 'every', rule: `FREQ=MONTHLY;BYMONTHDAY=${String(number(m[1]))}` }),
  ],
  ['每', sticky('每(?:个)?月(?:底|最后一天)'), () => ({ kind: 'every', rule: 'FREQ=MONTHLY;BYMONTHDAY=-1' })],
  ['每', sticky('每(?:个)?月'), () => ({ kind: 'every', rule: 'FREQ=MONTHLY' })],
  // Lengths that point somewhere
  [
    DIGIT_FIRST,
    sticky(`(${N})个?(?:周|星期|礼拜)(?:之后|以后|后)的?(?:周|星期|礼拜)([一二三四五六日天])`),
    (m) =>
      Number.isNaN(number(m[1])) ? null : days({ kind: 'weekday', week: number(m[1]), day: weekday(m[2] ?? '') }),
  ],
  [
    DIGIT_FIRST + '半',
    sticky(`${SPAN}(?:之后|以后|过后|后)(?!天)`),
    (m) => spanWord(amountOf(m[1] ?? '', m[3] !== undefined), m[2] ?? '', 'after'),
  ],
  [
    DIGIT_FIRST + '半',
    sticky(`${SPAN}(?:之内|以内|内)`),
    (m) => spanWord(amountOf(m[1] ?? '', m[3] !== undefined), m[2] ?? '', 'within'),
  ],
  [
    DIGIT_FIRST + '半',
    sticky(`${SPAN}(?:之前|以前|前)(?!天)`),
    (m) => spanWord(amountOf(m[1] ?? '', m[3] !== undefined), m[2] ?? '', 'ago'),
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
  // Lunar dates
  ['农阴旧今明去', sticky(`(今年|明年|去年)?(?:农历|阴历|旧历)(闰)?(正|冬|腊|${N})月(初?${N})(?:日|号)?`), lunarWord],
  ['正冬腊', sticky(`(去年|今年|明年)?(闰)?(正|冬|腊)月(初?${N})`), (m, y) => lunarWord(m, y)],
  [
    '一二三四五六七八九十',
    sticky('(去年|今年|明年)?(闰)?([一二三四五六七八九十]{1,2})月(初[一二三四五六七八九十])'),
    (m, y) => lunarWord(m, y),
  ],
  // Holidays
  [
    holidayFirst(PLAIN_HOLIDAYS) + YEAR_FIRST,
    sticky(`${YEAR}(${PLAIN_HOLIDAYS.join('|')})的?(?:那天|当天|当日|(${OFFICIAL}))?`),
    holiday,
  ],
  [
    holidayFirst(NUMERAL_HOLIDAYS) + YEAR_FIRST,
    sticky(`${YEAR}(${NUMERAL_HOLIDAYS.join('|')})的?(?:那天|当天|当日|(${OFFICIAL}))`),
    holiday,
  ],
  [
    holidayFirst(NUMERAL_HOLIDAYS),
    sticky(
      `(?<![第\\d一二三四五六七八九十领退替选班周期拜])(今年|明年)?(${NUMERAL_HOLIDAYS.join('|')})(?=$|请假|休假|值班|的?[早晚夜白]?班|的?(?:晚上|上午|下午|早上)|[我谁有要放])`,
    ),
    (m, y) => (m[2] === '十一' && m[0].length === m.input.length ? null : holiday(m, y)),
  ],
  // 小年 is the 23rd in the north and the 24th in the south.
  [
    '小北南',
    sticky('([北南])?方?小年(?![轻龄级糕])'),
    (m) => {
      const eves = [23, 24].map((day): DaySpec => ({ kind: 'lunar', year: null, month: 12, day, leap: false }));
      const [north, south] = eves;
      if (m[1] !== undefined && north && south) return days(m[1] === '北' ? north : south);
      return days({ kind: 'unsure', readings: eves });
    },
  ],
  // Dates
  [
    YEAR_FIRST + MONTH_FIRST,
    sticky(`(?:${YEAR}(${N})月份?|(${MONTH_WORD}))的?(?:第(${N})|(最后一))个(?:周|星期|礼拜)([一二三四五六日天])`),
    (m, y) => {
      const month = m[2] === undefined ? null : number(m[2]);
      const nth = m[5] === undefined ? number(m[4]) : -1;
      const months = m[3] === undefined ? null : monthsOf(m[3]);
      if (Number.isNaN(month) || Number.isNaN(nth)) return null;
      return days({ kind: 'nth-weekday', year: yearOf(m[1], y), month, months, nth, day: weekday(m[6] ?? '') });
    },
  ],
  [
    '12',
    sticky('(\\d{4})(?:年|[-/.])(\\d{1,2})(?:月|[-/.])(\\d{1,2})(?:日|号)?(?!\\d)'),
    (m) => dateWord(number(m[1]), number(m[2]), number(m[3])),
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
  ],
  [YEAR_FIRST, sticky(`${YEAR}(${N})月初`), (m, y) => dateWord(yearOf(m[1], y), number(m[2]), 1)],
  [
    YEAR_FIRST,
    sticky(`${YEAR}(${N})月份?的?(${N})(?:日|号)`),
    (m, y) => dateWord(yearOf(m[1], y), number(m[2]), number(m[3])),
  ],
  [
    YEAR_FIRST,
    sticky(`${YEAR}(\\d{1,2})月(\\d{1,2})(?![\\d点个人户位时份:.])`),
    (m, y) => dateWord(yearOf(m[1], y), number(m[2]), number(m[3])),
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
  ['下这本当上', sticky(`(${MONTH_WORD})的?(?:底|末|最后一天)`), (m) => dateWord(null, null, -1, monthsOf(m[1] ?? ''))],
  ['下这本当上', sticky(`(${MONTH_WORD})的?初`), (m) => dateWord(null, null, 1, monthsOf(m[1] ?? ''))],
  [
    '下这本当上',
    sticky(`(${MONTH_WORD})的?(${N})(?:日|号)`),
    (m) => dateWord(null, null, number(m[2]), monthsOf(m[1] ?? '')),
  ],
  [
    '下这本当上',
    sticky(`(${MONTH_WORD})的?(?:([上中下])旬)?`),
    (m) => days({ kind: 'month', year: null, month: null, months: monthsOf(m[1] ?? ''), ...thirdWord(m[2]) }),
  ],
  ['月', sticky('月底|月末'), () => dateWord(null, null, -1)],
  ['月', sticky('月初'), () => dateWord(null, null, 1)],
  [
    '今明去年',
    sticky('(今年|明年|去年)?的?年?(?:年底|年末)|(今年|明年|去年)底'),
    (m, y) => dateWord(yearOf(m[1] ?? m[2], y), 12, 31),
  ],
  [
    '今明去年',
    sticky('(今年|明年|去年)?(?:年初)|(今年|明年|去年)初'),
    (m, y) => dateWord(yearOf(m[1] ?? m[2], y), 1, 1),
  ],
  [
    '这本上下',
    sticky('(这|本|上|下)(?:一)?个?季度'),
    (m) => days({ kind: 'quarter-from-now', quarters: monthsOf(m[1] ?? '') }),
  ],
  [
    YEAR_FIRST + '第上下',
    sticky(`${YEAR}第?(上半年|下半年|[一二三四1-4]季度)`),
    (m, y) => {
      const name = (m[2] ?? '').replace(/^[1-4]/, (digit) => WEEKDAYS.charAt(Number(digit) - 1));
      const found = QUARTERS[name];
      return found ? days({ kind: 'quarter', year: yearOf(m[1], y), first: found[0], length: found[1] }) : null;
    },
  ],
  [
    '0123456789',
    sticky('(\\d{1,2})/(\\d{1,2})(?![\\d/])'),
    (m) => (validDate(number(m[1]), number(m[2])) ? dateWord(null, number(m[1]), number(m[2])) : null),
  ],
  [
    '0123456789',
    sticky('(\\d{1,2})\\.(\\d{2})(?![\\d.]|小时|个|元|分)'),
    (m) => (validDate(number(m[1]), number(m[2])) ? dateWord(null, number(m[1]), number(m[2])) : null),
  ],
  // 12.8: one digit behind the point is a date where nothing else can stand.
  [
    '0123456789',
    sticky(
      '(?<=^|(?:请假|休假|空班|缺口|谁值班|谁在班|认领|退班|求替|班表|未确认)[:,]?)(\\d{1,2})\\.(\\d{1,2})(?=$|[晚早夜白]|上午|下午|请假|休假|谁|有|的|到岗)|(\\d{1,2})\\.(\\d{1,2})(?=(?:[早晚夜白]班|[早晚]上|上午|下午))',
    ),
    (m) => {
      const [month, day] = [number(m[1] ?? m[3]), number(m[2] ?? m[4])];
      return validDate(month, day) ? dateWord(null, month, day) : null;
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
  [DIGIT_FIRST, sticky(`(${N})(?:号|日)${NOT_A_DAY}`), (m) => dateWord(null, null, number(m[1]))],
  [
    DIGIT_FIRST,
    sticky(`(${N})(?=(?:[、,和跟或/~-]|到|至)(?:${N}[、,和/])*${N}[号日](?![班楼线院码名桌位个]))`),
    (m) => (number(m[1]) >= 1 && number(m[1]) <= 31 ? dateWord(null, null, number(m[1])) : null),
  ],
  // Times of day
  [
    '0123456789',
    sticky('(\\d{1,2})(?::(\\d{2}))?(am|pm)(?![a-z])'),
    (m) => {
      const hour = number(m[1]);
      if (hour < 1 || hour > 12) return null;
      return time((hour % 12) + (m[3] === 'pm' ? 12 : 0), Number(m[2] ?? 0), true, true);
    },
  ],
  [
    '0123456789',
    sticky('(\\d{1,2}):(\\d{2})(?::\\d{2})?(?!\\d)'),
    (m) => time(number(m[1]), number(m[2]), true, (m[1] ?? '').startsWith('0')),
  ],
  [
    '差',
    sticky(`差(一刻|${N}分钟?)(?:到|就)?(${N})点`),
    (m) => {
      const short = m[1] === '一刻' ? 15 : number((m[1] ?? '').replace(/分钟?/, ''));
      return time(number(m[2]) - 1, 60 - short);
    },
  ],
  [
    DIGIT_FIRST,
    sticky(
      `(${N})(?:点钟?|时(?![间长候段常刻]))(?:(半)|([一三13])刻|整|过?(${N})分?(?![\\d一二三四五六七八九十人户个位次条号月日点天周]|小时))?`,
    ),
    (m) => {
      const minute = m[2] ? 30 : m[3] ? (m[3] === '一' || m[3] === '1' ? 15 : 45) : m[4] ? number(m[4]) : 0;
      return time(number(m[1]), minute);
    },
  ],
  [
    DIGIT_FIRST,
    sticky(`(${N})(?=(?:到|至|-|~)(?:次日|第二天)?(?:早上?|晚上?|下午|上午|中午|凌晨)?${N}(?:点|时(?![间长候段])))`),
    (m) => time(number(m[1]), 0),
  ],
  // Days
  ['大', sticky('大后天|大后日'), () => days({ kind: 'offset', days: 3, doubtfulAtNight: false })],
  ['大', sticky('大前天'), () => days({ kind: 'offset', days: -3, doubtfulAtNight: false })],
  [
    '今',
    sticky('今(?:天|日|儿个?)?(?=的?[晚夜])|今(?=[晚夜])'),
    () => days({ kind: 'offset', days: 0, doubtfulAtNight: true }),
  ],
  ['今', sticky('今(?:天|日|儿个?|(?=[早晨午]))'), () => days({ kind: 'offset', days: 0, doubtfulAtNight: false })],
  [
    '明',
    sticky('明(?:天|日(?!期)|儿个?|(?=[早晚夜晨午上下])(?!上[周个]))'),
    () => days({ kind: 'offset', days: 1, doubtfulAtNight: true }),
  ],
  ['后', sticky('后(?:天|日(?!期)|(?=晚))'), () => days({ kind: 'offset', days: 2, doubtfulAtNight: true })],
  ['昨', sticky('昨(?:天|日|儿个?|(?=[早晚夜晨午]))'), () => days({ kind: 'offset', days: -1, doubtfulAtNight: true })],
  ['前', sticky('前(?:天|日|(?=晚))'), () => days({ kind: 'offset', days: -2, doubtfulAtNight: false })],
  [
    '今明后',
    sticky('(?:今明|明后|今明后)(?:两|三|2|3)?天'),
    (m) =>
      days({
        kind: 'offset',
        days: m[0].startsWith('今') ? 0 : 1,
        last: m[0].includes('后') ? 2 : 1,
        doubtfulAtNight: true,
      }),
  ],
  ['次第隔翌转', sticky('(?:次日|第二天|隔天|翌日|转天)'), () => ({ kind: 'next-day' })],
  [
    '这本上下周星礼',
    sticky(
      '((?:这|本|上上|上|下下下|下下|下)(?:一个|个|一)?)?(?:周|星期|礼拜)([一二三四五六日末](?!整)|天(?!天询)|[1-7](?![\\d点:人户个位号月日./-]))',
    ),
    (m) => doubled(m, weekdayWord(m[1] ?? '', m[2] ?? ''), weekdayWord('下', m[2] ?? '')),
  ],
  ['这本上下', sticky('((?:这|本|上上|上|下下|下)(?:个|一)?)(?:双休日|双休)'), (m) => weekdayWord(m[1] ?? '', '末')],
  ['双', sticky('双休日'), () => weekdayWord('', '末')],
  [
    '这本上下',
    sticky('((?:这|本|上上|上|下下|下)(?:一个|个|一)?)(?:周|星期|礼拜)(?:的)?(?:工作日|上班日)'),
    (m) => days({ kind: 'workdays', week: weekOf(m[1] ?? '') }),
  ],
  ['工上', sticky('工作日|上班日'), () => days({ kind: 'workdays', week: null })],
  ['下', sticky('下一?个?(?:工作日|上班日)'), () => days({ kind: 'next-workday' })],
  [
    '这本上下',
    sticky('((?:这|本|上上|上|下下|下)(?:一个|个|一)?)(?:周|星期|礼拜)(?!约)'),
    (m) => doubled(m, days({ kind: 'week', week: weekOf(m[1] ?? '') }), days({ kind: 'week', week: 1 })),
  ],
  [
    YEAR_FIRST,
    sticky(`${YEAR}(${N})月份?(?:([上中下])旬|(?!\\d))`),
    (m, y) => {
      const month = number(m[2]);
      return Number.isNaN(month)
        ? null
        : days({ kind: 'month', year: yearOf(m[1], y), month, months: null, ...thirdWord(m[3]) });
    },
  ],
  [
    '今明后去前2二',
    sticky('(今年|明年|去年|前年|20\\d\\d年?度|20\\d\\d年|二[〇零][一二三四五六七八九〇零]{2}年)(?:全年|度)?'),
    (m, y) => {
      const year = yearOf((m[1] ?? '').replace(/年?度$/, '年'), y);
      return year === null ? null : days({ kind: 'year', year });
    },
  ],
];

const BY_FIRST = new Map<string, Rule[]>();
for (const rule of RULES) {
  for (const char of rule[0]) {
    const list = BY_FIRST.get(char);
    if (!list) BY_FIRST.set(char, [rule]);
    else if (!list.includes(rule)) list.push(rule);
  }
}

const PART_WORDS = [...DAY_PARTS.keys()].sort((a, b) => b.length - a.length);
const PARTS_BY_FIRST = new Map<string, string[]>();
for (const word of PART_WORDS) {
  const first = word.charAt(0);
  PARTS_BY_FIRST.set(first, [...(PARTS_BY_FIRST.get(first) ?? []), word]);
}
const BEFORE_HOUR = sticky(`(?:${N}(?:点|时(?![间长候段])|:)|${N}(?:到|至|-|~))`);

const FIRST = new Set([...BY_FIRST.keys(), ...PARTS_BY_FIRST.keys(), '到', '至']);

/** False when no time phrase can begin with `char`. */
export function beginsTime(char: string): boolean {
  return FIRST.has(char);
}

/** The part of the day that stands at `at`; a single 早 or 晚 counts only right after a day or right before an hour. */
export function partAt(text: string, at: number, afterDay: boolean, extra: readonly string[]): Found | null {
  for (const word of extra) {
    if (text.startsWith(word, at)) {
      const shift = DAY_PARTS.get('夜班');
      return shift ? { word: { kind: 'part', part: DAY_PARTS.get(word) ?? shift, word }, length: word.length } : null;
    }
  }
  for (const word of PARTS_BY_FIRST.get(text.charAt(at)) ?? []) {
    if (!text.startsWith(word, at)) continue;
    const part = DAY_PARTS.get(word);
    if (!part) continue;
    if (word.length === 1 && !afterDay) {
      BEFORE_HOUR.lastIndex = at + 1;
      if (!BEFORE_HOUR.test(text)) continue;
    }
    if (word === '一天' && !afterDay) continue;
    return { word: { kind: 'part', part, word }, length: word.length };
  }
  return null;
}

const isDigit = (char: string): boolean => char >= '0' && char <= '9';
/** What stands behind the figure that a time begins with. */
const BEHIND_FIGURE = new Set('年月号日点时:/.-~到至、,和跟或及与个周星礼天小钟分刻半季ap');

/** A glance at what follows the digits, so that a mere number is not held against every rule. */
function figureBeginsTime(text: string, at: number): boolean {
  let end = at + 1;
  while (isDigit(text.charAt(end))) end++;
  return end < text.length && BEHIND_FIGURE.has(text.charAt(end));
}

/** The time word at `at`, or null. `thisYear` is what 今年 means. */
export function timeWordAt(text: string, at: number, thisYear: number): Found | null {
  const char = text.charAt(at);
  const rules = BY_FIRST.get(char);
  if (!rules || (isDigit(char) && !figureBeginsTime(text, at))) return null;
  for (const [, pattern, build] of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match || match[0] === '') continue;
    const word = build(match, thisYear);
    if (word) return { word, length: match[0].length };
  }
  return null;
}

const BARE_HOUR = sticky('(\\d{1,2})(?![\\d.:点人户个位号月日/])');
const LUNAR_END = sticky('(?:大年|正月)?初([一二三四五六七八九十])');
const MORE_WEEKDAYS = sticky('[一二三四五六日](?![个人户位点号月时到至刻十])');
const TO_WEEKDAY = sticky('(?:到|至|-|~)([一二三四五六日天])(?![点号月个时人十])');
const LISTED_WEEKDAY = sticky('[、,/和跟]([一二三四五六日天])(?![个人户位点号月时到至刻十\\d])');
const LINK = sticky('到|至|~+|-+|以及|还有|和|跟|与|及|或者?|还是|、|/');
const EDGE = sticky('之后|以后|过后|之前|以前|前(?!天|台)|起(?!来)|开始');

/** An hour without 点 where only an hour can stand: 晚上8-10. */
export function bareHourAt(text: string, at: number): Found | null {
  BARE_HOUR.lastIndex = at;
  const match = BARE_HOUR.exec(text);
  const word = match ? time(number(match[1]), 0) : null;
  return match && word ? { word, length: match[0].length } : null;
}

/** The lunar month and day that a day was named by, if it was: 除夕 is the last of the year. */
function lunarOf(from: DaySpec): readonly [month: number, day: number] | null {
  if (from.kind === 'lunar') return [from.month, from.day];
  if (from.kind !== 'holiday') return null;
  if (/除夕|三十/.test(from.name)) return [12, 30];
  const day = /初([一二三四五六七八九十])$/.exec(from.name)?.[1] ?? (from.name === '春节' ? '一' : undefined);
  return day === undefined ? null : [1, number(day)];
}

/** The 初三 of 腊月二十八到初三: of the same lunar month, or of the next one when that is past. */
export function lunarEndAt(text: string, at: number, from: DaySpec): Found | null {
  LUNAR_END.lastIndex = at;
  const match = LUNAR_END.exec(text);
  const [month, first] = lunarOf(from) ?? [];
  if (!match || month === undefined || first === undefined) return null;
  const day = number(match[1]);
  const end = day > first ? month : (month % 12) + 1;
  return { word: days({ kind: 'lunar', year: null, month: end, day, leap: false }), length: match[0].length };
}

/** A further weekday right behind one: the 三 and 五 of 周一三五. */
export function moreWeekdayAt(text: string, at: number): Found | null {
  MORE_WEEKDAYS.lastIndex = at;
  const match = MORE_WEEKDAYS.exec(text);
  return match ? { word: days({ kind: 'weekday', week: null, day: weekday(match[0]) }), length: 1 } : null;
}

/** The 到五 of 周一到五. */
export function toWeekdayAt(text: string, at: number): { day: TimeWord; length: number } | null {
  TO_WEEKDAY.lastIndex = at;
  const match = TO_WEEKDAY.exec(text);
  return match
    ? { day: days({ kind: 'weekday', week: null, day: weekday(match[1] ?? '') }), length: match[0].length }
    : null;
}

/** The 、三 of 周一、三. */
export function listedWeekdayAt(text: string, at: number): { day: TimeWord; length: number } | null {
  LISTED_WEEKDAY.lastIndex = at;
  const match = LISTED_WEEKDAY.exec(text);
  return match
    ? { day: days({ kind: 'weekday', week: null, day: weekday(match[1] ?? '') }), length: match[0].length }
    : null;
}

export function linkAt(text: string, at: number): Found | null {
  LINK.lastIndex = at;
  const match = LINK.exec(text);
  if (!match) return null;
  const said = match[0];
  const link = /^(?:到|至|~|-)/.test(said) ? 'to' : /^(?:或|还是)/.test(said) ? 'or' : 'and';
  return { word: { kind: 'link', link }, length: said.length };
}

export function edgeAt(text: string, at: number): Found | null {
  EDGE.lastIndex = at;
  const match = EDGE.exec(text);
  if (!match) return null;
  return { word: { kind: 'edge', edge: /前/.test(match[0]) ? 'before' : 'after' }, length: match[0].length };
}
