import { dayOf } from './civil-days';

/** The usual formula of the almanac for 2000–2099: each term's month and the constant of its day. */
const CONSTANTS: Readonly<Record<string, readonly [month: number, constant: number]>> = {
  小寒: [1, 5.4055], 大寒: [1, 20.12], 立春: [2, 3.87], 雨水: [2, 18.73], 惊蛰: [3, 5.63], 春分: [3, 20.646], 清明: [4, 4.81], 谷雨: [4, 20.1], 立夏: [5, 5.52], 小满: [5, 21.04], 芒种: [6, 5.678], 夏至: [6, 21.37],
  小暑: [7, 7.108], 大暑: [7, 22.83], 立秋: [8, 7.5], 处暑: [8, 23.13], 白露: [9, 7.646], 秋分: [9, 23.042], 寒露: [10, 8.318], 霜降: [10, 23.438], 立冬: [11, 7.438], 小雪: [11, 22.36], 大雪: [12, 7.18], 冬至: [12, 21.94],
}; // prettier-ignore

/** Where the formula is a day off. */
const EXCEPTIONS: Readonly<Record<string, number>> = { 冬至2021: -1, 小寒2019: -1, 雨水2026: -1, 小满2008: 1, 小暑2016: 1, 立秋2002: 1, 霜降2089: 1, 立冬2089: 1, 大寒2082: 1 }; // prettier-ignore

/** Those that are also what the weather brings, or somebody's name: a day only where nothing else can be meant. */
const EVERYDAY = new Set(['大雪', '小雪', '雨水', '白露', '小满', '大寒', '小寒', '大暑', '小暑']);

export const SOLAR_TERMS: readonly string[] = Object.keys(CONSTANTS).filter((term) => !EVERYDAY.has(term));
export const EVERYDAY_TERMS: readonly string[] = [...EVERYDAY];

/** Day number of a solar term in a year of this century, or null. */
export function solarTerm(name: string, year: number): number | null {
  const entry = CONSTANTS[name];
  if (!entry || year < 2000 || year > 2099) return null;
  const [month, constant] = entry;
  const short = year - 2000;
  const leaps = Math.floor((month <= 2 ? short - 1 : short) / 4);
  const day = Math.floor(short * 0.2422 + constant) - leaps + (EXCEPTIONS[`${name}${String(year)}`] ?? 0);
  return dayOf(year, month, day);
}
