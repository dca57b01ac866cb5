import { HOUR, MINUTE, type Instant } from '../../kernel/clock';
import type { ShiftView } from './shift-view';

/** When somebody would serve instead: the shift begins within [from, to), in the named day part when one is named. */
export interface WantedTime {
  readonly from: Instant;
  readonly to: Instant;
  readonly dayPart?: string;
}

/** True when a shift is one of those that were wanted; nothing wanted in particular means any. */
export function isWanted(wanted: readonly WantedTime[], shift: Pick<ShiftView, 'start' | 'dayPartName'>): boolean {
  if (wanted.length === 0) return true;
  return wanted.some(
    ({ from, to, dayPart }) =>
      shift.start >= from && shift.start < to && (dayPart === undefined || dayPart === shift.dayPartName),
  );
}

/** A wish waits until two hours before its own shift, but half an hour at least unless the shift begins before. */
export function wishEnds(now: Instant, start: Instant): Instant {
  return Math.max(start - 2 * HOUR, Math.min(now + 30 * MINUTE, start));
}
