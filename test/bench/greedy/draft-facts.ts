import type { ZoneName } from '../../../src/kernel/civil-time';
import type { Instant } from '../../../src/kernel/clock';
import type { Volunteer } from '../../../src/volunteers/domain/volunteer';
import type { Companion, Duty, Seat } from '../../../src/rota/domain/seat';
import type { Violation } from '../../../src/rota/domain/violation';

/** A shift with places to fill. `rank`: 0 for the post that matters most. */
export interface DraftShift {
  readonly seat: Omit<Seat, 'companions'>;
  readonly places: number;
  readonly rank: number;
}

export interface DraftFacts {
  readonly shifts: readonly DraftShift[];
  readonly volunteers: readonly Volunteer[];
  /** Duties that stand already, by person: they count for every rule and for fairness. */
  readonly duties: ReadonlyMap<string, readonly Duty[]>;
  /** People already on the sessions, by session. */
  readonly companions: ReadonlyMap<string, readonly Companion[]>;
  readonly now: Instant;
  readonly zone: ZoneName;
}

export interface DraftEntry {
  readonly shiftId: string;
  readonly personId: string;
  /** How many people could have had the place when it was filled, and how many shifts she has in the month. */
  readonly fitting: number;
  readonly load: number;
}

export interface Unfilled {
  readonly shiftId: string;
  readonly missing: number;
  /** How many people each rule keeps away, counting for each person the gravest. */
  readonly blocked: Readonly<Partial<Record<Violation['rule'], number>>>;
}

export interface Draft {
  readonly entries: readonly DraftEntry[];
  readonly unfilled: readonly Unfilled[];
}
