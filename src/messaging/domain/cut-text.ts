/** UTF-8 length of a text in bytes. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/**
 * `text` in pieces of at most `maxBytes` UTF-8 bytes, cut at line ends, else after 。！？；, else between characters.
 * Nothing is lost but the line ends at which it was cut.
 */
export function cutText(text: string, maxBytes: number): string[] {
  const pieces: string[] = [];
  let current = '';
  for (const part of text.split(/(?<=\n)|(?<=[。！？；])/u)) {
    if (byteLength(current + part) <= maxBytes) {
      current += part;
      continue;
    }
    if (current) pieces.push(current);
    current = '';
    for (const character of part) {
      if (byteLength(current + character) > maxBytes && current) {
        pieces.push(current);
        current = '';
      }
      current += character;
    }
  }
  if (current) pieces.push(current);
  return pieces.map((piece) => piece.replace(/\n$/, '')).filter((piece) => piece !== '');
}
