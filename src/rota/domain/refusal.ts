import type { Instant } from '../../kernel/clock';
import type { AssignmentState } from '../../programmes/domain/assignment-state';
import type { PersonRef, ShiftView } from './shift-view';
import { isHard, type Violation } from './violation';

/** Why an act of the rota was not done. Every door turns each of these into its own words. */
export type RotaRefusal =
  | RuleRefusal
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'not-found'; readonly what: 'shift' | 'assignment' | 'person' | 'request' | 'rota' }
  | { readonly rule: 'not-yours' }
  | { readonly rule: 'state'; readonly state: AssignmentState; readonly shift: ShiftView }
  | { readonly rule: 'over'; readonly end: Instant; readonly shift: ShiftView }
  | { readonly rule: 'started'; readonly start: Instant; readonly shift: ShiftView }
  | { readonly rule: 'trainee-left-alone'; readonly shift: ShiftView; readonly overridable: boolean }
  | { readonly rule: 'with-yourself' }
  | { readonly rule: 'same-shift'; readonly shift: ShiftView }
  | { readonly rule: 'already-asked'; readonly requestId: string }
  | { readonly rule: 'request-gone'; readonly state: RequestEnd }
  | { readonly rule: 'too-early'; readonly opens: Instant; readonly shift: ShiftView }
  | { readonly rule: 'too-late'; readonly since: Instant; readonly shift: ShiftView }
  | { readonly rule: 'note-too-long'; readonly most: number }
  | { readonly rule: 'note-empty' }
  | { readonly rule: 'identity-in-note' }
  | { readonly rule: 'bad-minutes'; readonly most: number }
  | { readonly rule: 'bad-month' }
  | { readonly rule: 'no-draft'; readonly month: string }
  | { readonly rule: 'no-draft-running'; readonly month: string }
  | { readonly rule: 'draft-changed'; readonly version: number }
  /** Somebody else changed the shift after it was looked at; `people` serve on it now. */
  | {
      readonly rule: 'changed-meanwhile';
      readonly by: string | null;
      readonly people: readonly string[];
      readonly shift: ShiftView;
    }
  | { readonly rule: 'entries-unknown'; readonly entries: readonly { shiftId: string; personId: string }[] };

export type RequestEnd = 'accepted' | 'refused' | 'expired' | 'withdrawn';

/** A person and a seat break rules together; `rule` is the first and gravest of `violations`. */
export interface RuleRefusal {
  readonly rule: Violation['rule'];
  readonly violations: readonly Violation[];
  /** A coordinator may override with a reason. */
  readonly overridable: boolean;
  /** Whom the rule keeps from the shift. */
  readonly person: PersonRef;
  readonly shift: ShiftView;
}

/** A coordinator's recorded wish to go beyond the soft rules. */
export interface Override {
  readonly reason: string;
}

/** What remains refused once the soft rules may be overridden; null: nothing. */
export function refusalOf(
  violations: readonly Violation[],
  person: PersonRef,
  shift: ShiftView,
  overriding: boolean,
): RuleRefusal | null {
  const remaining = overriding ? violations.filter(isHard) : violations;
  const first = remaining[0];
  if (!first) return null;
  return { rule: first.rule, violations: remaining, overridable: !remaining.some(isHard), person, shift };
}
