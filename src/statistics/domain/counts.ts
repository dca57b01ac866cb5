import { addDays, firstOfMonth, startOfDay, type CivilDateTime, type ZoneName } from '../../kernel/civil-time';
import type { MinutesByOrigin } from '../../programmes/domain/service-origin';
import type { Cover } from './cover';
import type { Certainty } from './certainty';
import type { Period } from './period';
import type { PeriodTotal } from './period-total';
import type { Interval } from '../../kernel/interval';

export type { Period };

export interface MeasureCount {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  /** `about`: published rounded down (`220多户`). */
  readonly published: 'exact' | 'about';
  readonly value: number;
  /** Sessions for which this figure was said or counted; with none the value is unknown rather than zero. */
  readonly sessions: number;
  /** Sessions for which it could be known by now: the figure rests on so many of these. */
  readonly ofSessions: number;
  /** A sum is no surer than the least sure of its parts. */
  readonly certainty: Certainty;
  /** Who says so, of figures that were given for whole periods; they stand in place of what sessions of that time add up to. */
  readonly sources: readonly string[];
}

export interface Turnout {
  readonly households: number;
  readonly people: number;
}

/** What was counted of a programme, or of its part in one organisation. */
export interface ProgrammeFigures {
  /** Staffed day and night, every day: published as hours on duty, not as a number of sessions. */
  readonly roundTheClock: boolean;
  /** Part of it in which somebody was there, for what is staffed day and night; null for all else. */
  readonly cover: Cover | null;
  /** Sessions that are over, or were broken off, and are known to have taken place. */
  readonly sessions: number;
  /** Sessions that are over and were not cancelled before anything happened, whether or not anything shows that they took place. */
  readonly past: number;
  /** Sessions that are going on; they count nowhere yet, though their figures do. */
  readonly running: number;
  readonly cancelled: number;
  readonly measures: readonly MeasureCount[];
  /** Households with a place, whether or not they came. */
  readonly registered: Turnout;
  /** Visits: a household that came twice is two. */
  readonly attended: Turnout;
  /**
   * Of those who were ticked at the door the different households, one telephone being one household, and how many people they are at
   * least: of each household the largest party that came.
   */
  readonly distinct: Turnout;
  /** Different people who served. */
  readonly volunteers: number;
  readonly serviceMinutes: number;
  /** The same minutes by how they are known. */
  readonly minutesByOrigin: MinutesByOrigin;
}

/** The part of a programme that one organisation did. */
export interface OrganisationShare extends ProgrammeFigures {
  readonly organisationId: string;
  readonly organisationName: string;
}

/** What one programme did in a period. Programmes are one where several organisations run them under one key and one name. */
export interface ProgrammeCounts extends ProgrammeFigures {
  readonly programmeKey: string;
  readonly programmeName: string;
  /** As it is told apart from another of the same name: with its organisation, or its key. */
  readonly label: string;
  /** By organisation, in the order of the tree. */
  readonly organisations: readonly OrganisationShare[];
}

export interface CountTotals {
  readonly sessions: number;
  /** Visits. */
  readonly attended: Turnout;
  /** Different households that came to anything, and how many people they are at least. */
  readonly distinct: Turnout;
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

/** A past session of which a figure was neither said nor counted at the door. A share (高危 of 来电) is asked for with the whole alone. */
export interface SessionWithoutTally {
  readonly sessionId: string;
  readonly programmeName: string;
  readonly startCivil: CivilDateTime;
  readonly endCivil: CivilDateTime;
  /** The names of the figures that nobody has said. */
  readonly missing: readonly string[];
}

/** A figure that was reported as one number and ticked at the door as another, and nobody has said which is right. */
export interface FigureInDoubt {
  readonly sessionId: string;
  readonly programmeName: string;
  readonly startCivil: CivilDateTime;
  readonly endCivil: CivilDateTime;
  /** The key of the measure. */
  readonly measure: string;
  readonly reported: number;
  readonly door: number;
}

/** What still has to be said before the counts are complete; the lists are cut, the totals are not. */
export interface OpenPoints {
  readonly uncheckedDuties: { readonly total: number; readonly first: readonly UncheckedDuty[] };
  readonly sessionsWithoutTally: { readonly total: number; readonly first: readonly SessionWithoutTally[] };
  readonly figuresInDoubt: { readonly total: number; readonly first: readonly FigureInDoubt[] };
}

export interface Counts {
  readonly period: Period;
  /** Whose counts these are: the organisation that was asked about first, then those below it. */
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
  readonly programmes: readonly ProgrammeCounts[];
  readonly totals: CountTotals;
  /** Figures for whole periods that reach out of this one and are no part of it. */
  readonly cutTotals: readonly PeriodTotal[];
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
