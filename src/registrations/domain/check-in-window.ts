import { HOUR, MINUTE, type Instant } from '../../kernel/clock';
import type { PublicSession } from './public-session';

const CHECK_IN_BEFORE_START = 60 * MINUTE;
const CHECK_IN_AFTER_END = 2 * HOUR;

/** When people can check in: from an hour before the start until two hours after the end. */
export function checkInWindow(session: Pick<PublicSession, 'start' | 'end'>): { opens: Instant; closes: Instant } {
  return { opens: session.start - CHECK_IN_BEFORE_START, closes: session.end + CHECK_IN_AFTER_END };
}
