const DIGITS: Readonly<Record<string, number>> = {
  〇: 0, 零: 0, 一: 1, 壹: 1, 二: 2, 两: 2, 俩: 2, 贰: 2, 三: 3, 仨: 3, 叁: 3, 四: 4, 肆: 4, 五: 5, 伍: 5,
  六: 6, 陆: 6, 七: 7, 柒: 7, 八: 8, 捌: 8, 九: 9, 玖: 9,
}; // prettier-ignore
const TENS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 廿: 20, 卅: 30 };
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };

/** Source of a regular expression for a whole number as people write it; 壹…玖 are left to amounts of money. */
export const NUMBER = '(?:\\d{1,6}|[〇零一二两三四五六七八九十廿卅百千万]{1,9})';

function below10000(text: string): number | null {
  let total = 0;
  let digit: number | null = null;
  let last = 10000;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const value = DIGITS[char];
    if (value !== undefined) {
      if (digit !== null && digit !== 0) return null;
      digit = value;
      continue;
    }
    const unit = UNITS[char] ?? TENS[char];
    if (unit === undefined || unit >= last) return null;
    if (char === '廿' || char === '卅') {
      if (digit !== null && digit !== 0) return null;
      total += unit;
      last = 10;
    } else {
      if (digit === 0) digit = null;
      if (digit === null && unit !== 10) return null;
      total += (digit ?? 1) * unit;
      last = unit;
    }
    digit = null;
  }
  if (digit !== null && last >= 100 && last < 10000 && UNITS[text.charAt(text.length - 2)] === last)
    return total + digit * (last / 10); // 一百二 is 120
  return total + (digit ?? 0);
}

/** 五六个 is about five or six, not 56: true for two neighbouring figures in words. */
export const isAbout = (text: string): boolean => /^(?:一[二两]|[二两]三|三四|四五|五六|六七|七八|八九)$/.test(text);

/** The value of digits or a Chinese numeral (〇…九, 两, 十, 廿, 卅, 百, 千, 万); null for anything else, never a wrong figure. */
export function readNumber(text: string): number | null {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  if (text === '') return null;
  if (/^[〇零一二三四五六七八九]{2,}$/.test(text)) {
    return Number([...text].map((char) => String(DIGITS[char])).join(''));
  }
  const parts = text.split('万');
  if (parts.length > 2) return null;
  if (parts.length === 1) return below10000(text);
  const high = readNumber(parts[0] ?? '');
  if (high === null || high >= 10000) return null;
  if (parts[1] === '') return high * 10000;
  // 一万二 is 12 000
  const [only, ...rest] = parts[1] ?? '';
  if (only !== undefined && rest.length === 0 && (DIGITS[only] ?? 0) > 0)
    return high * 10000 + (DIGITS[only] ?? 0) * 1000;
  const low = below10000(parts[1] ?? '');
  return low === null ? null : high * 10000 + low;
}
