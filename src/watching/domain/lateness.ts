import { HOUR, MINUTE, type Instant } from '../../kernel/clock';

/** How long before the start somebody may say that she will be late. */
export const TOLD_AHEAD = 3 * HOUR;
/** A post waits for somebody who is expected no later than this after the start; for anybody later others are called at once. */
export const LONGEST_WAIT = 30 * MINUTE;

/** When the first call is due for somebody expected at `expected`: the usual minutes behind her, or at once. */
export function firstCall(start: Instant, expected: Instant, lateMinutes: number, now: Instant): Instant {
  if (expected - start > LONGEST_WAIT) return now;
  return Math.max(start, expected) + lateMinutes * MINUTE;
}
