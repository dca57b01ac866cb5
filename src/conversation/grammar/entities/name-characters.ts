/** The Chinese character at `at`, whatever plane it is written in; empty when there is none. */
export function hanAt(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0;
  const han =
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return han ? String.fromCodePoint(code) : '';
}

const LONGEST_PART = 8;
const MOST_PARTS = 4;

/** How many characters a name with a middle dot takes at `at` (热娜·艾力), 0 when there is none; its last part ends where `stops` says. */
export function withDotsAt(text: string, at: number, stops: (at: number) => boolean): number {
  let end = at;
  for (let parts = 0; parts < MOST_PARTS; parts++) {
    const begin = end;
    for (let char = hanAt(text, end); char !== '' && end - begin < LONGEST_PART; char = hanAt(text, end)) {
      if (stops(end)) break;
      end += char.length;
    }
    if (end === begin) return 0;
    if (text.charAt(end) !== '·') return parts > 0 ? end - at : 0;
    end++;
  }
  return 0;
}
