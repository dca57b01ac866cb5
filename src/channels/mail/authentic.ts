import type { ArrivedMail } from './reply-parser';

/**
 * Whether our own mail server vouches for the sender: the topmost Authentication-Results under its name (RFC 8601) says
 * that DMARC passed. What others have stamped is worth nothing. Without a name there is nobody to ask.
 */
export function isVouchedFor(
  { authentication }: Pick<ArrivedMail, 'authentication'>,
  authservId: string | null,
): boolean {
  if (authservId === null) return true;
  const own = authentication.find(
    (value) => /^\s*([^\s;]+)/.exec(value)?.[1]?.toLowerCase() === authservId.toLowerCase(),
  );
  return own !== undefined && /(?:^|;)\s*dmarc\s*=\s*pass\b/i.test(own.replaceAll(/\([^()]*\)/g, ' '));
}
