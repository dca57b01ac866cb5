import { getDayDetail } from 'chinese-days';
import { isCivilDate, type CivilDate } from '../kernel/civil-time';

/** What the published table of holidays and make-up workdays (国务院办公厅) says about a day. */
export interface CalendarDay {
  readonly works: boolean;
  /** The holiday that makes it free, or for whose sake it is worked; null for a usual day. */
  readonly holiday: string | null;
}

const covered = new Map<string, boolean>();

/** null when no table has been published for the year: then it is unknown whether people work, never assumed. */
export function calendarDay(date: CivilDate): CalendarDay | null {
  if (!isCivilDate(date) || !isCovered(date.slice(0, 4))) return null;
  const { work, name } = getDayDetail(date);
  return { works: work, holiday: nameOf(name) };
}

/** Every year's table names its National Day; without a table that day is called after its weekday. */
function isCovered(year: string): boolean {
  let known = covered.get(year);
  if (known === undefined) {
    known = nameOf(getDayDetail(`${year}-10-01`).name) !== null;
    covered.set(year, known);
  }
  return known;
}

/** The library writes `National Day,国庆节,3` for a day of the table and `Friday` for any other. */
function nameOf(name: string): string | null {
  return name.split(',')[1] ?? null;
}
