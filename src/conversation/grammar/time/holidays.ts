import { dayOf, monthRange, nthWeekday } from './civil-days';
import { SOLAR_TERMS, solarTerm } from './solar-terms';
import { lunarDay, lunarNewYearsEve } from './lunar';

const FIXED: Readonly<Record<string, readonly [number, number]>> = {
  元旦: [1, 1], 五一劳动节: [5, 1], 三八妇女节: [3, 8], 情人节: [2, 14], 妇女节: [3, 8], 三八: [3, 8], 三八节: [3, 8], 植树节: [3, 12], 劳动节: [5, 1], 五一: [5, 1], 五一节: [5, 1], 青年节: [5, 4], 五四: [5, 4],
  儿童节: [6, 1], 六一: [6, 1], 六一儿童节: [6, 1], 建党节: [7, 1], 七一: [7, 1], 建军节: [8, 1], 八一: [8, 1], 教师节: [9, 10], 国庆: [10, 1], 国庆节: [10, 1], 十一: [10, 1],
  志愿者日: [12, 5], 国际志愿者日: [12, 5], 平安夜: [12, 24], 圣诞前夜: [12, 24], 圣诞: [12, 25], 圣诞节: [12, 25], 跨年夜: [12, 31], 跨年: [12, 31], 元旦前夜: [12, 31], 警察节: [1, 10], 白色情人节: [3, 14], 学雷锋日: [3, 5], 雷锋日: [3, 5],
  女生节: [3, 7], 女神节: [3, 8], 国际妇女节: [3, 8], 三一五: [3, 15], '3·15': [3, 15], 消费者权益日: [3, 15], 愚人节: [4, 1], 读书日: [4, 23], 世界读书日: [4, 23], 护士节: [5, 12], 家庭日: [5, 15], 国际家庭日: [5, 15], 五二零: [5, 20], 网络情人节: [5, 20],
  无烟日: [5, 31], 世界无烟日: [5, 31], 国际儿童节: [6, 1], 环境日: [6, 5], 世界环境日: [6, 5], 六一八: [6, 18], 禁毒日: [6, 26], 国际禁毒日: [6, 26], 医师节: [8, 19], 预防自杀日: [9, 10], 世界预防自杀日: [9, 10], 精神卫生日: [10, 10], 世界精神卫生日: [10, 10],
  万圣夜: [10, 31], 双十一: [11, 11], 双11: [11, 11], 光棍节: [11, 11], 记者节: [11, 8], 世界儿童日: [11, 20], 反家暴日: [11, 25], 国际反家暴日: [11, 25], 消除对妇女暴力日: [11, 25], 国际消除对妇女暴力日: [11, 25], 国际消除对妇女的暴力日: [11, 25],
  艾滋病日: [12, 1], 世界艾滋病日: [12, 1], 宪法日: [12, 4], 国家宪法日: [12, 4], 双十二: [12, 12], 双12: [12, 12], 公祭日: [12, 13], 国家公祭日: [12, 13],
}; // prettier-ignore
const LUNAR: Readonly<Record<string, readonly [number, number]>> = {
  春节: [1, 1], 大年初一: [1, 1], 年初一: [1, 1], 正月初一: [1, 1], 初一: [1, 1], 大年初二: [1, 2], 大年初三: [1, 3], 大年初四: [1, 4], 大年初五: [1, 5], 大年初六: [1, 6], 大年初七: [1, 7],
  元宵: [1, 15], 元宵节: [1, 15], 端午: [5, 5], 端午节: [5, 5], 七夕: [7, 7], 七夕节: [7, 7], 中元节: [7, 15], 中秋: [8, 15], 中秋节: [8, 15], 重阳: [9, 9], 重阳节: [9, 9],
  腊八: [12, 8], 腊八节: [12, 8], 三月三: [3, 3], 老年节: [9, 9], 敬老节: [9, 9], 龙抬头: [2, 2], 寒衣节: [10, 1], 七月半: [7, 15],
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
    '感恩节',
    '助残日',
    '全国助残日',
    ...SOLAR_TERMS,
  ]),
];

const nthSunday = (year: number, month: number, nth: number): number | null =>
  nthWeekday(monthRange(year, month), nth, 7)[0]?.from ?? null;

/** Day number of a named day in a year, or null when the tables do not reach so far. */
export function holidayIn(name: string, year: number): number | null {
  const fixed = FIXED[name];
  if (fixed) return dayOf(year, fixed[0], fixed[1]);
  const lunar = LUNAR[name];
  if (lunar) return lunar[0] === 12 ? lunarDay(year - 1, 12, lunar[1]) : lunarDay(year, lunar[0], lunar[1]);
  const term = solarTerm(name === '清明节' ? '清明' : name, year);
  if (term !== null) return term;
  if (name === '感恩节') return nthWeekday(monthRange(year, 11), 4, 4)[0]?.from ?? null;
  if (name.endsWith('助残日')) return nthSunday(year, 5, 3);
  if (name === '母亲节') return nthSunday(year, 5, 2);
  if (name === '父亲节') return nthSunday(year, 6, 3);
  return lunarNewYearsEve(year - 1);
}
