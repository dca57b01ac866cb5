import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A text column of MySQL holds 65 535 bytes; the answer of publishing a month is several times that. */
const PLAIN_UP_TO = 16_000;
const PACKED = 'deflate:';

/** An answer as a column keeps it: JSON, packed when it is long. */
export function packAnswer(answer: object): string {
  const json = JSON.stringify(answer);
  return json.length <= PLAIN_UP_TO ? json : PACKED + deflateRawSync(json).toString('base64');
}

export function unpackAnswer(stored: string): unknown {
  if (!stored.startsWith(PACKED)) return JSON.parse(stored);
  return JSON.parse(inflateRawSync(Buffer.from(stored.slice(PACKED.length), 'base64')).toString('utf8'));
}
