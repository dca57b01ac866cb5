import { DAY, MINUTE, SECOND, type Instant } from '../../kernel/clock';
import type { DueMessage, MessageClass } from './message';

/** The first wait and the longest one; each wait is twice the one before. */
const WAITS: Readonly<Record<MessageClass, { readonly first: number; readonly longest: number }>> = {
  urgent: { first: 2 * SECOND, longest: 2 * MINUTE },
  normal: { first: 5 * SECOND, longest: 10 * MINUTE },
  bulk: { first: 30 * SECOND, longest: 30 * MINUTE },
};
/** A message that could not be handed over is kept trying this long unless it says otherwise. */
const GIVEN_UP_AFTER = DAY;

/**
 * When a message that could not be handed over is tried again: later each time, by its class, or after what the
 * provider asked for. null when that would be too late. `chance` from 0 to 1 spreads waits by a fifth either way, so
 * that what failed together does not come back together.
 */
export function retryAt(message: DueMessage, now: Instant, chance: number, afterMs?: number): Instant | null {
  const { first, longest } = WAITS[message.class];
  const wait = afterMs ?? Math.round(Math.min(first * 2 ** message.attempts, longest) * (0.8 + chance * 0.4));
  const last = message.notAfterMs ?? message.createdMs + GIVEN_UP_AFTER;
  return now + wait > last ? null : now + wait;
}
