/** Calendar days and times of day with their marks; they are no numbers of anybody. */
const WHEN =
  /(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])|(?<!\d)20\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![\d/.-])/gu;
/** Figures of Chinese, as they are written and as they stand on bank notes, to those that count. */
const FIGURES: ReadonlyMap<string, string> = new Map(
  ['〇零○', '一壹幺弌', '二贰两弍', '三叁弎', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((same, value) =>
    Array.from(same, (figure): [string, string] => [figure, String(value)]),
  ),
);
const LONG_NUMBER = /\d{7,}/u;
/** A mobile number with a word between its parts: 138转1234转5678. */
const MOBILE = /1[3-9]\d\p{L}?\d{4}\p{L}?\d{4}/u;
const ACCOUNT = /@[\w-]+\.[\w.]+|(?:微信|weixin|wechat|vx|QQ)(?:号|id|是)*[\w-]{5,}/iu;

/**
 * True when a note seems to carry who somebody is: a telephone or identity number in whatever figures and with whatever
 * between them, or an account. Clock times and dates with their marks pass.
 */
export function seemsToIdentify(note: string): boolean {
  const plain = note.normalize('NFKC').replace(/\p{Cf}/gu, '');
  const figures = Array.from(plain.replace(WHEN, 'x'), figureOf).join('');
  const joined = figures.replace(/[^\p{L}\p{N}]/gu, '');
  return LONG_NUMBER.test(joined) || MOBILE.test(joined) || ACCOUNT.test(plain.replace(/[\s:：]/gu, ''));
}

/** `7` for 七 and ٧; every other character as it is. */
function figureOf(character: string): string {
  const chinese = FIGURES.get(character);
  if (chinese !== undefined) return chinese;
  if (!/^\p{Nd}$/u.test(character)) return character;
  // Unicode gives each script its ten figures in a row.
  let zero = character.codePointAt(0) ?? 0;
  const value = zero;
  while (value - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(value - zero);
}
