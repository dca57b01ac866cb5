/** Nothing that the service asks for is nested deeper; what is would end every walk through it. */
const DEEPEST = 32;
const [QUOTE, BACKSLASH, OPEN, CLOSE] = [0x22, 0x5c, new Set([0x5b, 0x7b]), new Set([0x5d, 0x7d])];

/** An error that the body parser answers with 400. */
class DeepJson extends Error {
  readonly status = 400;
}

/** Throws for JSON that is nested deeper than anything that the service asks for, before it is parsed. */
export function assertPlainJson(bytes: Uint8Array): void {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (inText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (OPEN.has(byte)) depth++;
    else if (CLOSE.has(byte)) depth--;
    if (depth > DEEPEST) throw new DeepJson('nested too deep');
  }
}
