/** What a reader must get of a text: the same characters but for controls, with plain newlines. */
export function readable(text: string): string {
  let out = '';
  for (const character of text.toWellFormed().replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')) {
    const code = character.codePointAt(0) ?? 0;
    const control = (code < 32 && code !== 9 && code !== 10) || code === 127;
    if (!control) out += character === '\\' ? '＼' : character;
  }
  return out;
}
