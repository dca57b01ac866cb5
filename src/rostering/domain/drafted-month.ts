import type { Violation } from '../../rota/domain/violation';
import type { Shares } from './fair-shares';
import type { Counts } from './month-facts';

/** Why a place went to somebody: how many no rule keeps from it, how many of the others still had room, and what spoke for her. */
export interface Why {
  readonly able: number;
  readonly free: number;
  /** Her shifts in the month, and what would be fair. */
  readonly shifts: number;
  readonly share: number;
  readonly wish?: 'like' | 'dislike';
  /** She also has the post in the session before or after. */
  readonly steady?: boolean;
  /** Somebody else with room would do just as well. */
  readonly tie?: boolean;
}

export interface DraftedEntry {
  readonly shiftId: string;
  readonly personId: string;
  readonly why: Why;
}

/** Whom a rule keeps from a place, with what it says of the first of them. */
export interface Closed {
  readonly violation: Violation;
  readonly people: readonly string[];
}

/** The smallest thing that, changed for one person, would let her fill a place. */
export interface Relief {
  readonly personId: string;
  readonly violation: Extract<Violation, { rule: 'cap' | 'on-leave' | 'unavailable' }>;
  /** Days by which the leave would end sooner or begin later; 1 for a cap; 0 for hours at which she is not available. */
  readonly by: number;
  readonly end?: 'sooner' | 'later';
}

export interface Hole {
  readonly shiftId: string;
  readonly missing: number;
  readonly closed: readonly Closed[];
  readonly change: Relief | null;
}

/** Why somebody's shifts differ from her fair share by one or more. */
export type Difference = 'even' | 'claimed' | 'needed' | 'no-room' | 'others';

export interface Account {
  readonly personId: string;
  /** What she has in the month, what stood already included. */
  readonly counts: Counts;
  readonly fair: Shares;
  readonly difference: Difference;
}

/** A month's draft, with the proof of how good it is and the reasons for all of it. */
export interface DraftedMonth {
  readonly status: 'optimal' | 'feasible';
  readonly objective: number;
  readonly bound: number;
  readonly gap: number;
  readonly seconds: number;
  readonly entries: readonly DraftedEntry[];
  readonly holes: readonly Hole[];
  readonly accounts: readonly Account[];
}
