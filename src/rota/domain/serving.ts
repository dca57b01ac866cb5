import { HOUR, MINUTE, type Instant } from '../../kernel/clock';
import type { Interval } from '../../kernel/interval';

/** One may report for duty this long before the start. */
export const ARRIVAL_LEAD = 60 * MINUTE;
/** One may still sign off, and leave a note, this long after the end. */
export const SIGN_OFF_GRACE = 12 * HOUR;
/** That one was there may still be said this long after the end; it then waits for a coordinator's word. */
export const LATE_SIGN_IN = 72 * HOUR;
/** A duty that nobody signed off is closed this long after its end. */
export const CLOSING_DELAY = 30 * MINUTE;
/** Arriving late or leaving early by no more than this does not shorten the hours; being kept longer counts up to two hours. */
export const TOLERANCE = 15 * MINUTE;
const LONGEST_OVERTIME = 2 * HOUR;

/** What a coordinator's word on a duty is: seen at the door while it runs or has just ended, else entered later. */
export const witnessAt = (end: Instant, now: Instant): 'door' | 'entered' =>
  now <= end + CLOSING_DELAY ? 'door' : 'entered';

export type ServingTime = 'too-early' | 'in-time' | 'too-late';

export function arrivalTime(shift: Interval, now: Instant): ServingTime {
  if (now < shift.from - ARRIVAL_LEAD) return 'too-early';
  return now < shift.to ? 'in-time' : 'too-late';
}

export function signOffTime(shift: Interval, now: Instant): ServingTime {
  if (now < shift.from) return 'too-early';
  return now <= shift.to + SIGN_OFF_GRACE ? 'in-time' : 'too-late';
}

/**
 * Whole minutes of service. Planned time counts in full; arriving or leaving more than 15 minutes off it counts from
 * arrival or until leaving. `relievedAt` is set only when somebody stayed until her relief came: up to two hours more.
 */
export function serviceMinutes(
  shift: Interval,
  times: { arrived: Instant | null; left: Instant | null; relievedAt?: Instant },
): number {
  const from = times.arrived !== null && times.arrived > shift.from + TOLERANCE ? times.arrived : shift.from;
  let to = times.left !== null && times.left < shift.to - TOLERANCE ? times.left : shift.to;
  if (times.relievedAt !== undefined) to = Math.min(Math.max(to, times.relievedAt), shift.to + LONGEST_OVERTIME);
  return Math.max(0, Math.round((to - from) / MINUTE));
}

/** What a shift counts by the plan alone, in whole minutes. */
export const plannedMinutes = (shift: Interval): number => serviceMinutes(shift, { arrived: null, left: null });
