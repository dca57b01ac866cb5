/** Which way an unfinished date looks: a claim lies ahead, a report behind, a look at the rota may do either. */
export type Direction = 'ahead' | 'behind' | 'either';

/** A month as it was said: by its number, or counted from this one. */
export interface SaidMonth {
  readonly year: number | null;
  readonly month: number | null;
  readonly months: number | null;
}

/** A day, or several, as it was said and before it is known which one is meant. */
export type DaySpec =
  | { readonly kind: 'offset'; readonly days: number; readonly last?: number; readonly doubtfulAtNight: boolean }
  | { readonly kind: 'weekday'; readonly week: number | null; readonly day: number; readonly last?: number }
  | { readonly kind: 'week'; readonly week: number }
  /** Days, whole weeks or whole months counted from the one that is now. */
  | { readonly kind: 'around'; readonly unit: 'day' | 'week' | 'month'; readonly from: number; readonly length: number }
  /** `last`: the last day of a few in a row. */
  | ({ readonly kind: 'date'; readonly day: number; readonly last?: number } & SaidMonth)
  /** Today's date so many months on. */
  | { readonly kind: 'this-date'; readonly months: number }
  /** A date written with a stroke or a point, which some write day first. */
  | { readonly kind: 'either-order'; readonly month: number; readonly day: number }
  /** `days`: which of its days, from 0, to null for the last; a negative beginning counts from the end. */
  | ({ readonly kind: 'month'; readonly days?: readonly [from: number, to: number | null] } & SaidMonth)
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'quarter'; readonly year: number | null; readonly first: number; readonly length: number }
  /** From 1 January until today, so many years on: said of reports alone. */
  | { readonly kind: 'year-to-date'; readonly years: number }
  /** From September to August; the one that is now, or so many years on: said of reports alone. */
  | { readonly kind: 'school-year'; readonly years: number }
  | { readonly kind: 'quarter-from-now'; readonly quarters: number }
  /** The n-th weekday of a month, -1 for the last one; `weekend`: that Saturday and the Sunday behind it. */
  | ({ readonly kind: 'nth-weekday'; readonly nth: number; readonly day: number; readonly weekend?: true } & SaidMonth)
  /** The n-th week of a month, -1 for the last one, or one day of it. */
  | ({ readonly kind: 'week-of-month'; readonly nth: number; readonly day: number | null } & SaidMonth)
  | { readonly kind: 'holiday'; readonly name: string; readonly year: number | null; readonly official: boolean }
  | {
      readonly kind: 'lunar';
      readonly year: number | null;
      readonly month: number;
      readonly day: number;
      readonly leap: boolean;
    }
  | { readonly kind: 'workdays'; readonly week: number | null }
  | { readonly kind: 'next-workday' }
  /** From the `first` to the `last` day before or behind another. */
  | {
      readonly kind: 'beside';
      readonly of: DaySpec;
      readonly side: 'before' | 'behind';
      readonly first: number;
      readonly last: number;
    }
  /** So many days that begin with another. */
  | { readonly kind: 'run'; readonly of: DaySpec; readonly days: number }
  | { readonly kind: 'unsure'; readonly readings: readonly DaySpec[] }
  /** A time that is named but stands in no calendar at hand: 夏天, 下学期. It is asked for, never left out. */
  | { readonly kind: 'unknown' };
