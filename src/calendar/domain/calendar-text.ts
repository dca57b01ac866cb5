const CONTINUATION = '\r\n ';
const MAX_OCTETS = 75;

/** C0 controls but for tab and newline, and DEL. */
// eslint-disable-next-line no-control-regex -- these are exactly the characters that must go
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;

/** Text that every reader of calendar files takes: well formed, no controls, one kind of newline, no backslash. */
export function cleaned(text: string): string {
  return text.toWellFormed().replace(LINE_ENDS, '\n').replace(CONTROLS, '').replaceAll('\\', '＼');
}

/** A cleaned text as the value of a property (RFC 5545, 3.3.11). */
export function escaped(text: string): string {
  return cleaned(text).replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll('\n', '\\n');
}

/**
 * Folds one content line (RFC 5545, 3.1): no line longer than 75 octets of UTF-8, the space of a continuation included,
 * and never a character cut in two.
 */
export function folded(line: string): string {
  let text = '';
  let from = 0;
  let octets = 0;
  for (let at = 0; at < line.length;) {
    const [length, size] = characterAt(line, at);
    if (octets + size > MAX_OCTETS) {
      text += line.slice(from, at) + CONTINUATION;
      from = at;
      octets = 1;
    }
    octets += size;
    at += length;
  }
  return text + line.slice(from);
}

/** Length in UTF-16 units and size in octets of the character at an index of a well-formed text. */
function characterAt(line: string, index: number): [length: number, octets: number] {
  const code = line.charCodeAt(index);
  if (code < 0x80) return [1, 1];
  if (code < 0x800) return [1, 2];
  return code >= 0xd800 && code < 0xdc00 ? [2, 4] : [1, 3];
}

/** A name as a parameter of an address (RFC 5545, 3.2.2): without what readers choke on in quotes, and never empty. */
export function personName(name: string): string {
  const plain = cleaned(name)
    .replaceAll(/\s+/g, ' ')
    .replaceAll('"', '＂')
    .replaceAll('^', '＾')
    .replaceAll(/[\t;,:]/g, (sign) => ({ ';': '；', ',': '，', ':': '：' })[sign] ?? ' ')
    .trim();
  return plain === '' ? '志愿者' : plain;
}

/** A link as a value that some writers escape like text: nothing is left in it to escape. */
export function addressable(url: string): string {
  return cleaned(url).replaceAll(/\s/g, '').replaceAll(',', '%2C').replaceAll(';', '%3B');
}
