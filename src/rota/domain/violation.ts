import type { CivilDate } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';

/** Another duty that stands in the way, enough to name it to its owner. */
export interface DutyRef {
  readonly shiftId: string;
  readonly start: Instant;
  readonly end: Instant;
}

/** One rule that a seat and a person break together. Hard ones nobody overrides. */
export type Violation =
  | { readonly rule: 'past' }
  | { readonly rule: 'cancelled' }
  | { readonly rule: 'inactive' }
  | { readonly rule: 'already-yours' }
  | { readonly rule: 'full' }
  | { readonly rule: 'qualification-missing'; readonly qualification: string }
  | { readonly rule: 'qualification-expired'; readonly qualification: string; readonly validUntil: CivilDate }
  | { readonly rule: 'overlap'; readonly other: DutyRef }
  | { readonly rule: 'not-open-yet'; readonly opens: Instant }
  | { readonly rule: 'rest'; readonly neededHours: number; readonly gapHours: number; readonly other: DutyRef }
  | { readonly rule: 'cap'; readonly period: CapPeriod; readonly limit: number }
  | { readonly rule: 'nights-in-row'; readonly limit: number }
  | { readonly rule: 'trainee-never' }
  | { readonly rule: 'trainee-alone' }
  | { readonly rule: 'on-leave'; readonly from: Instant; readonly to: Instant }
  | { readonly rule: 'unavailable' };

export type CapPeriod = 'day' | 'week' | 'month' | 'nights-month';

const HARD: readonly Violation['rule'][] = [
  'past',
  'cancelled',
  'inactive',
  'already-yours',
  'full',
  'qualification-missing',
  'qualification-expired',
  'overlap',
];

/** Capacity, overlap, a missing qualification and what is over or gone: no reason and no role overrides these. */
export function isHard(violation: Violation): boolean {
  return HARD.includes(violation.rule);
}
