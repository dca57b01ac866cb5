import type { Instant } from './clock';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `length` characters of Crockford base 32, 5 random bits each, from the platform's secure source. */
export function randomCode(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  let text = '';
  for (const byte of bytes) text += CROCKFORD.charAt(byte & 31);
  return text;
}

/** The name of a calendar entry for all its life: 130 random bits, so that only who was sent it can know it. */
export const newUid = (): string => `${randomCode(26).toLowerCase()}@xinyue`;

/** A six-digit code such as `048291`, uniform over all million of them. */
export const sixDigitCode = (): string => digits(6);

/** `length` decimal digits, uniform. */
export function digits(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) if (byte < 250) text += String(byte % 10);
  }
  return text.slice(0, length);
}

let latest = { now: -1, tail: '' };

/**
 * A fresh 26-character identifier that sorts by time: 48 bits of milliseconds, 80 random bits (the ULID layout). Those
 * that this process makes one after the other for one instant sort in the order of their making.
 */
export function newId(now: Instant): string {
  const tail = now === latest.now ? following(latest.tail) : randomCode(16);
  latest = { now, tail };
  let time = now;
  let head = '';
  for (let i = 0; i < 10; i++) {
    head = CROCKFORD.charAt(time % 32) + head;
    time = Math.floor(time / 32);
  }
  return head + tail;
}

/** The next higher code of the same length, after the highest the lowest. */
function following(code: string): string {
  const kept = code.replace(/Z+$/, '');
  const zeros = '0'.repeat(code.length - kept.length);
  if (kept === '') return zeros;
  return kept.slice(0, -1) + CROCKFORD.charAt(CROCKFORD.indexOf(kept.slice(-1)) + 1) + zeros;
}
