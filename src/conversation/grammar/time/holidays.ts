import { dayOf, monthRange, nthWeekday } from './civil-days';
import { lunarDay, lunarNewYearsEve } from './lunar';

const FIXED: Readonly<Record<string, readonly [number, number]>> = {
  元旦: [1, 1], 五一劳动节: [5, 1], 三八妇女节: [3, 8], 情人节: [2, 14], 妇女节: [3, 8], 三八: [3, 8], 三八节: [3, 8], 植树节: [3, 12], 劳动节: [5, 1], 五一: [5, 1], 五一节: [5, 1], 青年节: [5, 4], 五四: [5, 4],
  儿童节: [6, 1], 六一: [6, 1], 六一儿童节: [6, 1], 建党节: [7, 1], 七一: [7, 1], 建军节: [8, 1], 八一: [8, 1], 教师节: [9, 10], 国庆: [10, 1], 国庆节: [10, 1], 十一: [10, 1],
  志愿者日: [12, 5], 平安夜: [12, 24], 圣诞: [12, 25], 圣诞节: [12, 25], 跨年夜: [12, 31], 跨年: [12, 31],
}; // prettier-ignore
const LUNAR: Readonly<Record<string, readonly [number, number]>> = {
  春节: [1, 1], 大年初一: [1, 1], 年初一: [1, 1], 正月初一: [1, 1], 初一: [1, 1], 大年初二: [1, 2], 大年初三: [1, 3], 大年初四: [1, 4], 大年初五: [1, 5], 大年初六: [1, 6], 大年初七: [1, 7],
  元宵: [1, 15], 元宵节: [1, 15], 端午: [5, 5], 端午节: [5, 5], 七夕: [7, 7], 七夕节: [7, 7], 中元节: [7, 15], 中秋: [8, 15], 中秋节: [8, 15], 重阳: [9, 9], 重阳节: [9, 9],
  腊八: [12, 8], 腊八节: [12, 8], 三月三: [3, 3],
}; // prettier-ignore
/** Names under which the official table lists what people call otherwise. */
export const OFFICIAL: Readonly<Record<string, string>> = {
  元旦: '元旦', 春节: '春节', 清明: '清明', 清明节: '清明', 五一: '劳动节', 劳动节: '劳动节', 端午: '端午', 端午节: '端午', 中秋: '中秋', 中秋节: '中秋', 国庆: '国庆', 国庆节: '国庆', 十一: '国庆',
}; // prettier-ignore

export const HOLIDAY_NAMES: readonly string[] = [
  ...new Set([
    ...Object.keys(FIXED),
    ...Object.keys(LUNAR),
    '清明',
    '清明节',
    '除夕',
    '大年三十',
    '年三十',
    '母亲节',
    '父亲节',
    '冬至',
  ]),
];

const nthSunday = (year: number, month: number, nth: number): number | null =>
  nthWeekday(monthRange(year, month), nth, 7)[0]?.from ?? null;

/** Qingming by the usual formula for 2000–2099 (solar longitude 15°): day 4 or 5 of April. */
function qingming(year: number): number {
  const short = year - 2000;
  return monthRange(year, 4).from + Math.floor(short * 0.2422 + 4.81) - Math.floor(short / 4) - 1;
}

/** Winter solstice by the usual formula for 2000–2099 (solar longitude 270°), with its one exception. */
function winterSolstice(year: number): number {
  const short = year - 2000;
  const late = year === 2021 ? 1 : 0;
  return monthRange(year, 12).from + Math.floor(short * 0.2422 + 21.94) - Math.floor(short / 4) - 1 - late;
}

/** Day number of a named day in a year, or null when the tables do not reach so far. */
export function holidayIn(name: string, year: number): number | null {
  const fixed = FIXED[name];
  if (fixed) return dayOf(year, fixed[0], fixed[1]);
  const lunar = LUNAR[name];
  if (lunar) return lunar[0] === 12 ? lunarDay(year - 1, 12, lunar[1]) : lunarDay(year, lunar[0], lunar[1]);
  if (name === '清明' || name === '清明节') return qingming(year);
  if (name === '冬至') return winterSolstice(year);
  if (name === '母亲节') return nthSunday(year, 5, 2);
  if (name === '父亲节') return nthSunday(year, 6, 3);
  return lunarNewYearsEve(year - 1);
}
