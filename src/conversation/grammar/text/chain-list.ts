export interface ChainList {
  /** What stands above the entries, without the line that names the form. */
  readonly title: readonly string[];
  readonly entries: readonly { readonly number: number; readonly text: string }[];
}

const HEAD = /^[\s\ufeff\u200b]*#\s*(?:接龙|接龍|Group Note)/i;
/** `12.8晚班` in a title is a date: without a space no digit follows the mark. */
const ENTRY = /^\s*(\d{1,3})\s*(?:[.、．:：)）]\s+|[.、．:：)）](?!\d))(\S.*?)\s*$/;
const EXAMPLE = /^\s*(?:例|e\.g\.|example)/i;
const LONGEST = 20_000;
const TITLE = ['<title>', '</title>'] as const;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** The text of a 接龙, whether it came plainly, with XML entities, or inside a card's XML; null when it is none. */
export function chainText(typed: string): string | null {
  if (!/[#<&]/.test(typed)) return null;
  const said = titleOf(typed.slice(0, LONGEST));
  const text = said.includes('&') ? unescaped(said) : said;
  return HEAD.test(text.slice(0, 64)) ? text.trim() : null;
}

/** Reads a pasted 接龙; null when the text is none. Numbers may skip; an example line is no entry. */
export function parseChainList(typed: string): ChainList | null {
  const text = chainText(typed);
  if (text === null) return null;
  const title: string[] = [];
  const entries: { number: number; text: string }[] = [];
  for (const line of text.replace(HEAD, '').split(/\r?\n/)) {
    const entry = ENTRY.exec(line);
    if (entry) entries.push({ number: Number(entry[1]), text: entry[2] ?? '' });
    else if (entries.length === 0 && line.trim() !== '' && !EXAMPLE.test(line)) title.push(line.trim());
  }
  return { title, entries };
}

function titleOf(typed: string): string {
  const [open, close] = TITLE;
  const from = typed.indexOf(open);
  const to = typed.indexOf(close, from);
  if (!/^[\s\ufeff]*</.test(typed) || from < 0 || to < 0) return typed;
  return typed.slice(from + open.length, to).replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '');
}

/** What was escaped once or, on its way through a gateway, twice. */
function unescaped(text: string): string {
  const once = (escaped: string): string =>
    escaped.replace(/&(?:(lt|gt|quot|apos|amp)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (whole, name, decimal, hex) => {
      if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? whole;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
    });
  return once(once(text));
}
