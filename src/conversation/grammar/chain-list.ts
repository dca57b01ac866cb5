export interface ChainList {
  /** What stands above the entries, without the line that names the form. */
  readonly title: readonly string[];
  readonly entries: readonly { readonly number: number; readonly text: string }[];
}

const HEAD = /^[\s\ufeff\u200b]*#\s*(?:接龙|接龍|Group Note)/i;
const ENTRY = /^\s*(\d{1,3})\s*[.、．:：)）]\s*(\S.*?)\s*$/;

/** Reads a pasted 接龙; null when the text is none. Numbers may skip; an example line is no entry. */
export function parseChainList(text: string): ChainList | null {
  if (!HEAD.test(text)) return null;
  const title: string[] = [];
  const entries: { number: number; text: string }[] = [];
  for (const line of text.replace(HEAD, '').split(/\r?\n/)) {
    const entry = ENTRY.exec(line);
    if (entry) entries.push({ number: Number(entry[1]), text: entry[2] ?? '' });
    else if (entries.length === 0 && line.trim() !== '' && !/^\s*例/.test(line)) title.push(line.trim());
  }
  return { title, entries };
}
