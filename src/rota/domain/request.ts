import { HOUR, MINUTE, type Instant } from '../../kernel/clock';

const LONGEST_WAIT = 48 * HOUR;
const CLOSED_BEFORE_START = 2 * HOUR;
const SHORTEST_WAIT = 30 * MINUTE;

/**
 * When an asked person's time to answer ends: after 48 hours or two hours before the earliest shift concerned, whichever
 * comes first, but never before half an hour has passed unless the shift itself begins.
 */
export function answerBy(now: Instant, earliestStart: Instant): Instant {
  const usual = Math.min(now + LONGEST_WAIT, earliestStart - CLOSED_BEFORE_START);
  return Math.max(usual, Math.min(now + SHORTEST_WAIT, earliestStart));
}
