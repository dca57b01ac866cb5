import { createHash, timingSafeEqual } from 'node:crypto';

/** SHA-1, in hex, of the token and the other parts, sorted and joined: how the platform signs what it sends. */
export function signatureOf(token: string, ...parts: readonly string[]): string {
  return createHash('sha1')
    .update([token, ...parts].sort().join(''), 'utf8')
    .digest('hex');
}

/** Compares in a time that tells nothing about how much of it was right. */
export function isSignature(expected: string, given: string): boolean {
  const [a, b] = [expected, given].map((text) => createHash('sha256').update(text, 'utf8').digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
