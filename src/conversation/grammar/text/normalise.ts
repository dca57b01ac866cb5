import { SIMPLIFIED } from './simplified';

/** A text in the one form that the grammar reads, with the place of each character in what was typed. */
export interface Normal {
  readonly text: string;
  /** `origin[i]` is where `text[i]` stood in `raw`; one more entry marks the end. */
  readonly origin: readonly number[];
  readonly raw: string;
}

const CIRCLED: readonly (readonly [number, number, number])[] = [
  [0x2460, 20, 1], // ①
  [0x2474, 20, 1], // ⑴
  [0x2776, 10, 1], // ❶
  [0x2780, 10, 1], // ➀
  [0x278a, 10, 1], // ➊
  [0x24f5, 10, 1], // ⓵
  [0x24eb, 10, 11], // ⓫
];

const OWN: Readonly<Record<string, string>> = {
  '〜': '~', '～': '~', '∼': '~', '∶': ':', '︰': ':', '：': ':', '﹕': ':', '—': '-', '–': '-', '―': '-', '−': '-', '‐': '-', '‑': '-', '─': '-', '→': '到',
  '。': '。', '．': '.', '【': ' ', '】': ' ', '「': ' ', '」': ' ', '『': ' ', '』': ' ', '《': ' ', '》': ' ', '“': ' ', '”': ' ', '‘': ' ', '’': ' ', '"': ' ',
  '[': ' ', ']': ' ', '［': ' ', '］': ' ', '<': ' ', '>': ' ', '`': ' ', '*': ' ', '_': ' ', '\\': ' ', '|': ' ', '^': ' ',
  '，': ',', '﹐': ',', '；': ';', '！': '!', '？': '?', '（': ' ', '）': ' ', '(': ' ', ')': ' ', '…': '…', '㊙': ' ', '½': '半', '\n': ';', '\r': ' ', '•': '·', '・': '·', '･': '·', '‧': '·', '∙': '·', '⋅': '·', 'ᐧ': '·', '⸱': '·', '\u2028': ';', '\u2029': ';',
}; // prettier-ignore

/** What a code point becomes; `plain` when that is one character that is neither a space nor a Latin letter or digit. */
interface Folded {
  readonly text: string;
  readonly plain: boolean;
}

const cache = new Map<number, Folded>();

/** Code points that carry no reading: controls, zero-width and bidirectional marks, selectors, halves of broken pairs. */
function isInvisible(code: number): boolean {
  return (
    (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) ||
    (code >= 0x7f && code <= 0x9f) ||
    code === 0xad ||
    code === 0x034f ||
    code === 0x061c ||
    code === 0x3164 ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    code === 0x20e3 ||
    (code >= 0xd800 && code <= 0xdfff) ||
    (code >= 0xe000 && code <= 0xf8ff) ||
    code >= 0xe0000
  );
}

function circled(code: number): string | null {
  if (code === 0x24ea || code === 0x24ff) return ' 0 ';
  for (const [first, count, value] of CIRCLED) {
    if (code >= first && code < first + count) return ` ${String(value + code - first)} `;
  }
  return null;
}

function convert(code: number): string {
  const char = String.fromCodePoint(code);
  const own = OWN[char];
  if (own !== undefined) return own;
  if (isInvisible(code)) return '';
  const number = circled(code);
  if (number !== null) return number;
  if (code === 0x1f51f) return ' 10 ';
  const simple = SIMPLIFIED.get(char);
  if (simple !== undefined) return simple;
  if (code > 0xffff && code < 0x20000 && !(code >= 0x1d400 && code <= 0x1d7ff)) return ' ';
  if ((code >= 0x2190 && code <= 0x2bff) || (code >= 0x1f000 && code < 0x20000)) return ' ';
  let folded = '';
  for (const part of char.normalize('NFKC')) folded += SIMPLIFIED.get(part) ?? OWN[part] ?? part;
  return folded.toLowerCase();
}

function fold(code: number): Folded {
  let folded = cache.get(code);
  if (folded === undefined) {
    const text = convert(code);
    folded = { text, plain: text.length === 1 && !/\s/.test(text) && !isWordChar(text) };
    if (cache.size < 20000) cache.set(code, folded);
  }
  return folded;
}

/** WeChat's stickers in text, [强] or [OK]; a command in brackets is none. */
const STICKER =
  /^\[(?!认领|退班|求替|换班|确认|到岗|离岗|请假|签到|空班|撤销|交接|登记|报名|提醒|帮助|日历|同意|绑定)[\u4e00-\u9fffA-Za-z]{1,5}\]/;

const ALRIGHT = /^\s*(?:[\u{1F44C}\u{1F197}][\u{1F3FB}-\u{1F3FF}]?|\[ok\])+\s*$/iu;

const isWordChar = (char: string): boolean => /[0-9a-z]/.test(char);

/**
 * Folds width, traditional characters, circled and keycap digits, invisible characters, emoji and quotation marks, and keeps
 * a space only between two Latin letters or digits. Never fails, whatever it is given.
 */
export function normalise(raw: string): Normal {
  let text = '';
  const origin: number[] = [];
  let space = -1;
  for (let at = 0; at < raw.length;) {
    const code = raw.codePointAt(at) ?? 0;
    const sticker = code === 0x5b ? STICKER.exec(raw.slice(at, at + 8)) : null;
    if (sticker) {
      space = at;
      at += sticker[0].length;
      continue;
    }
    // A digit in a keycap stands alone: 3️⃣5️⃣ is three and five.
    const keycap = code >= 0x30 && code <= 0x39 && /^\ufe0f?\u20e3/.test(raw.slice(at + 1, at + 3));
    const folded = fold(code);
    if (folded.plain && !keycap) {
      space = -1;
      text += folded.text;
      origin.push(at);
      at += code > 0xffff ? 2 : 1;
      continue;
    }
    for (const char of keycap ? ` ${String.fromCharCode(code)} ` : folded.text) {
      if (/\s/.test(char)) {
        space = at;
        continue;
      }
      if (space >= 0 && text !== '' && isWordChar(char) && isWordChar(text.charAt(text.length - 1))) {
        text += ' ';
        origin.push(space);
      }
      space = -1;
      text += char;
      for (let unit = 0; unit < char.length; unit++) origin.push(at);
    }
    at += code > 0xffff ? 2 : 1;
  }
  // A sign that stands alone says what it shows; behind words it is only a gesture.
  if (text === '' && ALRIGHT.test(raw)) return { text: 'ok', origin: [0, 0, raw.length], raw };
  origin.push(raw.length);
  return { text, origin, raw };
}

/** What was typed from `from` up to `to` of the normal form, trimmed. */
export function typed(normal: Normal, from: number, to: number): string {
  return normal.raw.slice(normal.origin[from] ?? normal.raw.length, normal.origin[to] ?? normal.raw.length).trim();
}

/** The same without the marks and line ends behind it that carry no meaning; a question mark stays. */
export function withoutEnding(normal: Normal): Normal {
  const text = normal.text.replace(/[;,。!~…]+$/, '');
  return text === '' || text.length === normal.text.length ? normal : { ...normal, text };
}
