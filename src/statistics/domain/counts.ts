import {
  addDays,
  firstOfMonth,
  startOfDay,
  type CivilDate,
  type CivilDateTime,
  type ZoneName,
} from '../../kernel/civil-time';
import type { MinutesByOrigin } from '../../programmes/domain/service-origin';
import type { Interval } from '../../kernel/interval';

/** A stretch of whole days, `from` and `to` both included, as people say "1st to 31st". */
export interface Period {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

export interface MeasureCount {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  /** `about`: published rounded down (`220多户`). */
  readonly published: 'exact' | 'about';
  readonly value: number;
  /** Sessions for which this figure was said or counted; with none the value is unknown rather than zero. */
  readonly sessions: number;
}

export interface Turnout {
  readonly households: number;
  readonly people: number;
}

/** What one programme did in a period. */
export interface ProgrammeCounts {
  readonly programmeKey: string;
  readonly programmeName: string;
  /** Staffed day and night, every day: published as hours on duty, not as a number of sessions. */
  readonly roundTheClock: boolean;
  /** Sessions that are over, were not cancelled and are known to have taken place. */
  readonly sessions: number;
  /** Sessions that are over and were not cancelled, whether or not anything shows that they took place. */
  readonly past: number;
  readonly cancelled: number;
  readonly measures: readonly MeasureCount[];
  /** Households with a place, whether or not they came. */
  readonly registered: Turnout;
  readonly attended: Turnout;
  /** Different people who served. */
  readonly volunteers: number;
  readonly serviceMinutes: number;
  /** The same minutes by how they are known. */
  readonly minutesByOrigin: MinutesByOrigin;
}

export interface CountTotals {
  readonly sessions: number;
  readonly attended: Turnout;
  /** Different people who served; somebody who served in two programmes counts once. */
  readonly volunteers: number;
  readonly serviceMinutes: number;
  /** The same minutes by how they are known. */
  readonly minutesByOrigin: MinutesByOrigin;
}

/** A past duty of which nobody said that it was served or missed. */
export interface UncheckedDuty {
  readonly assignmentId: string;
  readonly personName: string;
  readonly programmeName: string;
  readonly startCivil: CivilDateTime;
  readonly endCivil: CivilDateTime;
}

/** A past session of a programme that measures something, of which no figure was said and nobody checked in. */
export interface SessionWithoutTally {
  readonly sessionId: string;
  readonly programmeName: string;
  readonly startCivil: CivilDateTime;
  readonly endCivil: CivilDateTime;
}

/** What still has to be said before the counts are complete; the lists are cut, the totals are not. */
export interface OpenPoints {
  readonly uncheckedDuties: { readonly total: number; readonly first: readonly UncheckedDuty[] };
  readonly sessionsWithoutTally: { readonly total: number; readonly first: readonly SessionWithoutTally[] };
}

export interface Counts {
  readonly period: Period;
  readonly programmes: readonly ProgrammeCounts[];
  readonly totals: CountTotals;
  readonly open: OpenPoints;
}

export interface MonthOfService {
  readonly month: string;
  readonly shifts: number;
  readonly nights: number;
  readonly serviceMinutes: number;
}

/** What one person has given in a period. */
export interface PersonalCounts {
  readonly period: Period;
  readonly shifts: number;
  readonly nights: number;
  readonly serviceMinutes: number;
  /** The same minutes by how they are known. */
  readonly minutesByOrigin: MinutesByOrigin;
  readonly months: readonly MonthOfService[];
  /** Duties in the period that still lie ahead. */
  readonly ahead: number;
}

export const monthPeriod = (month: string): Period => ({
  from: `${month}-01`,
  to: addDays(firstOfMonth(`${month}-01`, 1), -1),
});

export const yearPeriod = (year: number): Period => ({ from: `${String(year)}-01-01`, to: `${String(year)}-12-31` });

/** The instants of a period in a zone. Throws RangeError when it ends before it begins or names no days. */
export function instantsOf(period: Period, zone: ZoneName): Interval {
  if (period.to < period.from) throw new RangeError(`the period ends before it begins: ${period.from} ${period.to}`);
  return { from: startOfDay(period.from, zone), to: startOfDay(addDays(period.to, 1), zone) };
}
