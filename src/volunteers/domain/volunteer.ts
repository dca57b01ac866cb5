import type { CivilDate } from '../../kernel/civil-time';
import type { Interval } from '../../kernel/interval';

/** What the rules need to know about a volunteer, apart from her duties. */
export interface Volunteer {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly trainee: boolean;
  readonly qualifications: readonly HeldQualification[];
  /** Weekly windows; an empty list means always available. */
  readonly availability: readonly AvailabilityWindow[];
  readonly leave: readonly Interval[];
  readonly caps: Caps;
}

export interface HeldQualification {
  readonly key: string;
  /** The last day on which it is valid; null: without end. */
  readonly validUntil: CivilDate | null;
}

/** Minutes of the local day, half open; `toMinute` 1440 is the midnight that ends it. */
export interface AvailabilityWindow {
  readonly weekday: number;
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** The most shifts in a local day, a week from Monday, a month; of those, nights in a month. Left out: no cap. */
export interface Caps {
  readonly perDay?: number;
  readonly perWeek?: number;
  readonly perMonth?: number;
  readonly nightsPerMonth?: number;
}
