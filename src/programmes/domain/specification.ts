import { civilAt, clockOf, dateOf, minutesOfClock, type CivilDate, type CivilDateTime } from '../../kernel/civil-time';
import type { Goals } from './goals';

/** What a programme is, apart from its name: pure data, so that a further programme needs no further code. */
export interface ProgrammeSpecification {
  /** What people call it every day, beyond its name: 热线, 沙龙. */
  readonly names?: readonly string[];
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
  /** Left out: the usual ones. */
  readonly goals?: Goals;
  readonly reminders: ReminderPolicy;
  /** How the post is handed from one session to the next; null: nobody waits to be relieved. */
  readonly handover: HandoverPolicy | null;
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

/** Hours before the start at which each step of confirm-or-replace falls due, and how many are asked at a time. */
export interface ReminderPolicy {
  readonly confirmHours: number;
  readonly askAgainHours: number;
  readonly offerHours: number;
  readonly alarmHours: number;
  /** The most people asked at once to step in. */
  readonly waveSize: number;
  /** How long a wave has before the next one is asked. */
  readonly waveMinutes: number;
  /** After this many waves nobody more is asked; the seat stays open to everybody. */
  readonly mostWaves: number;
  /** Nobody is asked to step in more often than this within 24 hours. */
  readonly asksPerDay: number;
}

/** Minutes of each step when whoever is due does not come; each step waits that long for an acknowledgement. */
export interface HandoverPolicy {
  /** After the start, nobody having said 到岗, the backup is called. */
  readonly lateMinutes: number;
  readonly backupMinutes: number;
  readonly supervisorMinutes: number;
  /** The coordinators are called again after this long, once. */
  readonly coordinatorMinutes: number;
  /** Before the start, a seat that nobody has is alarmed about, whatever the hour. */
  readonly emptyMinutes: number;
  /** The posts whose people are called; they hand over to nobody themselves. */
  readonly backupPost: string;
  readonly supervisorPost: string;
  /** Who is called as a supervisor where no session has that post. */
  readonly supervisorQualification: string;
}

export interface Measure {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  /** An estimated figure is published rounded (`6万多人次`). */
  readonly estimated: boolean;
  /** `about` rounds a figure that is exact (`220多户`), `exact` prints an estimated one as it is. */
  readonly published?: 'exact' | 'about';
  /** What people say for it or count it in, beyond its name and unit: 家, 户, 个电话. */
  readonly words?: readonly string[];
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

export const DEFAULT_REMINDERS: ReminderPolicy = {
  confirmHours: 24,
  askAgainHours: 12,
  offerHours: 6,
  alarmHours: 3,
  waveSize: 3,
  waveMinutes: 45,
  mostWaves: 4,
  asksPerDay: 3,
};

export const DEFAULT_HANDOVER: HandoverPolicy = {
  lateMinutes: 10,
  backupMinutes: 3,
  supervisorMinutes: 3,
  coordinatorMinutes: 5,
  emptyMinutes: 30,
  backupPost: 'backup',
  supervisorPost: 'supervisor',
  supervisorQualification: 'supervision',
};

/** Whether the parts of a day follow one another around the clock; a single part of 24 hours follows itself. */
export function fillDay(parts: readonly DayPart[]): boolean {
  const minutes = (clock: string): number => minutesOfClock(clock) % 1440;
  const follow = parts.every((part) => parts.some((next) => minutes(next.start) === minutes(part.end)));
  return parts.length > 0 && follow;
}

/** Whether people of one part are relieved by those of the next, around the clock, as on a hotline. */
export const relieveOneAnother = (parts: readonly DayPart[]): boolean => parts.length > 1 && fillDay(parts);

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
