import type { DaySpec } from './day-spec';
import { HOLIDAY_NAMES } from './holidays';
import { EVERYDAY_TERMS } from './solar-terms';
import {
  days,
  number,
  sticky,
  N,
  YEAR,
  YEAR_FIRST,
  yearOf,
  type Found,
  type TimeRule,
  type TimeWord,
} from './time-rule';

const PLAIN_HOLIDAYS = HOLIDAY_NAMES.filter((name) => !/^[一二三四五六七八九十]+$/.test(name)).sort(
  (a, b) => b.length - a.length,
);
const NUMERAL_HOLIDAYS = HOLIDAY_NAMES.filter((name) => /^[一二三四五六七八九十]+$/.test(name)).sort(
  (a, b) => b.length - a.length,
);
/** Days that people call by their digits; elsewhere such digits are a number. */
const IN_DIGITS: Readonly<Record<string, readonly [month: number, day: number]>> = {
  315: [3, 15], '38节': [3, 8], 520: [5, 20], 618: [6, 18], 1111: [11, 11], 1212: [12, 12],
}; // prettier-ignore
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

/** A bare 初五 is of the first month, as people count the days of 春节. */
const FIRST_MONTH = sticky('(去年|今年|明年)?(?:大年|年)?初([一二三四五六七八九十])(?![中级期次衷])');

const LUNAR_MONTHS: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 };

function lunarWord(match: RegExpExecArray, thisYear: number): TimeWord | null {
  const monthText = match[3] ?? '';
  const month = LUNAR_MONTHS[monthText] ?? number(monthText);
  const day = number((match[4] ?? '').replace('初', ''));
  if (Number.isNaN(month) || Number.isNaN(day)) return null;
  return days({ kind: 'lunar', year: yearOf(match[1], thisYear), month, day, leap: match[2] === '闰' });
}

const LUNAR_END = sticky('(?:大年|正月)?初([一二三四五六七八九十])');

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

/** 除夕, 国庆假期, 腊月廿三: days that have a name, or a date in the Chinese calendar. */
export const HOLIDAYS: readonly TimeRule[] = [
  // Lunar dates
  ['农阴旧今明去', sticky(`(今年|明年|去年)?(?:农历|阴历|旧历)(闰)?(正|冬|腊|${N})月(初?${N})(?:日|号)?`), lunarWord],
  ['正冬腊闰', sticky(`(去年|今年|明年)?(闰)?(正|冬|腊)月(初?${N})`), (m, y) => lunarWord(m, y)],
  [
    '闰一二三四五六七八九十',
    sticky('(去年|今年|明年)?(闰)?([一二三四五六七八九十]{1,2})月(初[一二三四五六七八九十])'),
    (m, y) => lunarWord(m, y),
  ],
  // 万圣节 is the eve for some, the day for others; so is 圣诞夜.
  [
    '万圣',
    sticky('万圣节(?!快乐)|圣诞夜'),
    (m) => {
      const eves: readonly (readonly [number, number])[] =
        m[0] === '圣诞夜'
          ? [
              [12, 24],
              [12, 25],
            ]
          : [
              [10, 31],
              [11, 1],
            ];
      return days({
        kind: 'unsure',
        readings: eves.map(([month, day]) => ({ kind: 'date' as const, year: null, month, months: null, day })),
      });
    },
  ],
  // Holidays
  [
    holidayFirst(PLAIN_HOLIDAYS),
    sticky(`()(${PLAIN_HOLIDAYS.join('|')})的?(?:那天|当天|当日|(${OFFICIAL}))?`),
    (m, y) => holiday(Object.assign(m, { 1: undefined }), y),
  ],
  [YEAR_FIRST, sticky(`${YEAR}(${PLAIN_HOLIDAYS.join('|')})的?(?:那天|当天|当日|(${OFFICIAL}))?`), holiday, '年'],
  [
    holidayFirst(NUMERAL_HOLIDAYS) + YEAR_FIRST,
    sticky(`${YEAR}(${NUMERAL_HOLIDAYS.join('|')})的?(?:那天|当天|当日|(${OFFICIAL}))`),
    holiday,
  ],
  [
    holidayFirst(NUMERAL_HOLIDAYS),
    sticky(
      `(?:(?<![第\\d一二三四五六七八九十领退替选班周期拜])|(?<=空班))(今年|明年)?(${NUMERAL_HOLIDAYS.join('|')})(?=$|请假|休假|值班|的?[早晚夜白]?班|的?(?:晚上|上午|下午|早上)|[我谁有要放])`,
    ),
    (m, y) => (m[2] === '十一' && m[0].length === m.input.length ? null : holiday(m, y)),
  ],
  [
    '大年初去今明',
    FIRST_MONTH,
    (m, y) => days({ kind: 'lunar', year: yearOf(m[1], y), month: 1, day: number(m[2]), leap: false }),
  ],
  [
    '小大雨白',
    sticky(`(${EVERYDAY_TERMS.join('|')})(?:节气|那天|当天|当日|(?=谁|前一天|后一天))`),
    (m, y) => holiday(Object.assign(m, { 1: undefined, 2: m[1] }), y),
  ],
  [
    '3516',
    sticky('(?<!\\d)(1111|1212|315|38节|520|618)(?:那天|当天|当日|(?=[谁早晚]|大促|值班))'),
    (m) => {
      const [month, day] = IN_DIGITS[m[1] ?? ''] ?? [];
      return month === undefined || day === undefined
        ? null
        : days({ kind: 'date', year: null, month, months: null, day });
    },
  ],
  ['3516', sticky('(?<=^(?:请假|休假|空班|缺口):?)(?:1111|1212|315|38节|520|618)$'), () => days({ kind: 'unknown' })],
  // 年廿八 is of the last month.
  [
    '年',
    sticky(
      '(?<![今明去后前本半全每\\d〇零一二三四五六七八九十])年(廿[一二三四五六七八九]|二十[一二三四五六七八九])(?![号日人个])',
    ),
    (m) => days({ kind: 'lunar', year: null, month: 12, day: number(m[1]), leap: false }),
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
];
