export const LONGEST_NOTE = 200;

const SEPARATORS = /[\s\-–—_.·・,，、()（）]/gu;
const LONG_NUMBER = /\d{7,}|\d{17}[\dXx]/u;
const CHINESE_DIGITS = /[〇零一二三四五六七八九幺]{7,}/u;
const ADDRESS = /@[\w-]+\.[\w.]+|(?:微信|weixin|wechat|vx|QQ)\s*(?:号|id)?\s*[:：]?\s*[\w-]{5,}/iu;

/**
 * True when a note seems to carry who a caller is: a telephone or identity number in any spacing, full-width or Chinese
 * figures, or an account. Clock times and dates with their marks pass.
 */
export function seemsToIdentify(note: string): boolean {
  const plain = note.normalize('NFKC');
  const withoutTimes = plain.replace(/\d{4}-\d{1,2}-\d{1,2}|\d{1,2}:\d{2}/gu, '|');
  const joined = withoutTimes.replace(SEPARATORS, '');
  return LONG_NUMBER.test(joined) || CHINESE_DIGITS.test(joined) || ADDRESS.test(plain);
}
