import { civilAt, clockOf, dateOf, minutesOfClock, type CivilDate, type CivilDateTime } from '../../kernel/civil-time';

/** What a programme is, apart from its name: pure data, so that a further programme needs no further code. */
export interface ProgrammeSpecification {
  /** An RFC 5545 recurrence rule for the local date; null: only explicit sessions. */
  readonly recurrence: string | null;
  /** The date on which the recurrence is anchored, needed for INTERVAL > 1 and COUNT. */
  readonly since: CivilDate | null;
  /** The parts into which each recurring day falls; a programme with one start and end has one part with the key ''. */
  readonly dayParts: readonly DayPart[];
  readonly place: string | null;
  readonly capacity: Capacity | null;
  readonly posts: readonly Post[];
  readonly rules: RotaRules;
  readonly reminders: ReminderPolicy;
  readonly measures: readonly Measure[];
}

export interface DayPart {
  readonly key: string;
  readonly name: string;
  /** Wall-clock `HH:mm`. An end at or before the start lies on the next day; `24:00` is the midnight that ends the day. */
  readonly start: string;
  readonly end: string;
  readonly night: boolean;
}

/** Households that a session holds, and how many more may wait; null households: as many as come. */
export interface Capacity {
  readonly households: number | null;
  readonly waitlist: number;
}

export interface Post {
  readonly key: string;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** The key of the qualification it asks for. */
  readonly qualification: string | null;
  /** `not-alone`: only while somebody experienced serves in the same session. */
  readonly trainee: TraineePolicy;
}

export type TraineePolicy = 'allowed' | 'not-alone' | 'never';

export interface RotaRules {
  readonly minRestHours: number;
  readonly restAfterNightHours: number;
  readonly restAfterHighRiskHours: number;
  /** null: no limit. */
  readonly maxNightsInRow: number | null;
  readonly maxPerDay: number | null;
  /** Claims open at the beginning of the local day this many days before the session; null: always open. */
  readonly claimOpensDays: number | null;
  /** Later than this before its start a shift cannot be dropped, only offered. */
  readonly dropCutoffHours: number;
}

/** Hours before the start at which each step of confirm-or-replace falls due. */
export interface ReminderPolicy {
  readonly confirmHours: number;
  readonly askAgainHours: number;
  readonly offerHours: number;
  readonly alarmHours: number;
}

export interface Measure {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  /** An estimated figure is published rounded (`6万多人次`). */
  readonly estimated: boolean;
  /** `about` rounds a figure that is exact (`220多户`), `exact` prints an estimated one as it is. */
  readonly published?: 'exact' | 'about';
}

export const DEFAULT_RULES: RotaRules = {
  minRestHours: 0,
  restAfterNightHours: 0,
  restAfterHighRiskHours: 0,
  maxNightsInRow: null,
  maxPerDay: null,
  claimOpensDays: null,
  dropCutoffHours: 24,
};

export const DEFAULT_REMINDERS: ReminderPolicy = { confirmHours: 24, askAgainHours: 12, offerHours: 6, alarmHours: 3 };

/** Start and end of a day part on a date, as wall times. */
export function timesOf(part: DayPart, date: CivilDate): { start: CivilDateTime; end: CivilDateTime } {
  const start = minutesOfClock(part.start);
  const end = minutesOfClock(part.end);
  return { start: civilAt(date, start), end: civilAt(date, end > start ? end : end + 1440) };
}

/** The day part that begins at the wall time `start`, with the wall time at which it then ends; null when none does. */
export function dayPartBeginning(
  specification: ProgrammeSpecification,
  start: CivilDateTime,
): { dayPart: string; end: CivilDateTime } | null {
  const part = specification.dayParts.find((candidate) => candidate.start === clockOf(start));
  return part ? { dayPart: part.key, end: timesOf(part, dateOf(start)).end } : null;
}

export function postOf(specification: ProgrammeSpecification, key: string): Post | undefined {
  return specification.posts.find((post) => post.key === key);
}
