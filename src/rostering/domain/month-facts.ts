import type { CivilDate, ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { Interval } from '../../kernel/interval';
import type { Companion, Duty, Seat } from '../../rota/domain/seat';
import type { Volunteer } from '../../volunteers/domain/volunteer';
import type { Wish } from '../../volunteers/domain/wish';
import type { Family, Goals } from '../../programmes/domain/goals';

/** A shift with places to fill. `rank`: 0 for the post that matters most. */
export interface MonthShift {
  readonly seat: Omit<Seat, 'companions'>;
  readonly places: number;
  readonly rank: number;
  readonly programme: string;
  readonly post: string;
  readonly dayPart: string;
  readonly holiday: boolean;
  readonly goals: Goals;
}

export interface MonthVolunteer extends Volunteer {
  readonly joined?: CivilDate | null;
  readonly wishes?: readonly Wish[];
}

/** What somebody did, each family for itself. */
export type Counts = Readonly<Record<Family, number>>;

/** Everything that a month's draft is made from: plain data, so that it can be given to another thread. */
export interface MonthFacts {
  readonly shifts: readonly MonthShift[];
  /** In the organisation's own order, so that the same facts give the same draft. */
  readonly volunteers: readonly MonthVolunteer[];
  /** Duties that stand already, by person, those of the weeks around the month included. */
  readonly duties: ReadonlyMap<string, readonly Duty[]>;
  /** People already on the sessions, by session. */
  readonly companions: ReadonlyMap<string, readonly Companion[]>;
  /** What each did in this month by what stands, by person. */
  readonly standing: ReadonlyMap<string, Counts>;
  /** What each did in the two months before, with credit for covering, by person. */
  readonly history: ReadonlyMap<string, Counts>;
  /** Over which presence is counted: the month, and of the two before it what there is a record of. */
  readonly window: Interval;
  readonly now: Instant;
  readonly zone: ZoneName;
}

export const NOTHING: Counts = { shifts: 0, nights: 0, weekends: 0, holidays: 0 };
