/** A kind of shift that can be worked once a day. */
export interface ShiftKind {
  readonly minutes: number;
  /** Which shifts (by index) must not be worked on the day after this one. */
  readonly blocksNextDay: readonly number[];
}

/** The hard rules and wishes that run along one person's calendar. */
export interface PersonRules {
  /** The most times she may work each shift; 0 where she may not at all. */
  readonly most: readonly number[];
  readonly minutes: { readonly least: number; readonly most: number };
  /** Days worked in a row. A run that the edge of the calendar cuts off counts as long enough. */
  readonly run: { readonly least: number; readonly most: number };
  /** Days off in a row, at least; cut off at the edge likewise. */
  readonly leastDaysOff: number;
  /** The most weekends with a shift on Saturday or Sunday. */
  readonly mostWeekends: number;
  /** Days (from 0) on which she does not work. */
  readonly daysOff: readonly number[];
  /** What it costs that she works shift s on day d, at `d * shifts + s`; below 0 where she asked for it. */
  readonly wishes: Float64Array;
  /** What her wishes cost when she works nothing. */
  readonly base: number;
}

/** How many are needed for shift s on day d, at `d * shifts + s`; each person missing costs `under`, each too many `over`. */
export interface Demand {
  readonly need: Float64Array;
  readonly under: Float64Array;
  readonly over: Float64Array;
}

/** People, each with rules along her own calendar, and a demand that they meet together. The calendar begins on a Monday. */
export interface RosterProblem extends Demand {
  readonly days: number;
  readonly shifts: readonly ShiftKind[];
  readonly people: readonly PersonRules[];
}

/** One person's calendar: the index of a shift for each day, or OFF. */
export type Roster = Int16Array;

export const OFF = -1;

/** Saturday and Sunday, counted from a Monday. */
export const isWeekend = (day: number): boolean => day % 7 >= 5;
