import { MINUTE, type Instant } from '../../kernel/clock';
import type { Interval } from '../../kernel/interval';
import { isExpected, type AssignmentState } from '../../programmes/domain/assignment-state';

/**
 * How somebody on a seat stands at a moment: still to come, really there, not there although it has begun, gone again;
 * `unheard` when it is over and she never said 到岗 nor 离岗.
 */
export type Presence = 'ahead' | 'here' | 'not-here' | 'over' | 'absent' | 'unheard';

interface Shift {
  readonly start: Instant;
  readonly end: Instant;
}

/** Whoever has arrived stays until she is relieved or says 离岗, however long her shift is over. */
export function presenceOf(state: AssignmentState, shift: Shift, now: Instant): Presence {
  if (state === 'on-duty') return 'here';
  if (state === 'no-show') return 'absent';
  if (!isExpected(state)) return 'over';
  if (now < shift.start) return 'ahead';
  return now < shift.end ? 'not-here' : 'unheard';
}

/** Whole minutes since `shift` has begun; 0 while it has not. */
export const minutesLate = (shift: Shift, now: Instant): number =>
  Math.max(0, Math.floor((now - shift.start) / MINUTE));

/** When somebody was really on the line during her shift and after it: from her arrival until she left, or until now. */
export function timeThere(seat: { arrivedMs: Instant | null; leftMs: Instant | null }, now: Instant): Interval | null {
  if (seat.arrivedMs === null) return null;
  return { from: seat.arrivedMs, to: seat.leftMs ?? now };
}
