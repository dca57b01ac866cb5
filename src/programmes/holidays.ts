import { getDayDetail } from 'chinese-days';
import { addDays, isCivilDate, weekdayOf, type CivilDate } from '../kernel/civil-time';

/** What the published table of holidays and make-up workdays (国务院办公厅) says about a day. */
export interface CalendarDay {
  readonly works: boolean;
  /** The holiday that makes it free, or for whose sake it is worked; null for a usual day. */
  readonly holiday: string | null;
}

/** A holiday's days off, half open, and the days that are worked for its sake. */
export interface DaysOff {
  readonly name: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly worked: readonly CivilDate[];
}

const covered = new Map<string, boolean>();
const daysOff = new Map<number, readonly DaysOff[]>();

/** null when no table has been published for the year: then it is unknown whether people work, never assumed. */
export function calendarDay(date: CivilDate): CalendarDay | null {
  if (!isCivilDate(date) || !isCovered(date.slice(0, 4))) return null;
  const { work, name } = getDayDetail(date);
  return { works: work, holiday: nameOf(name) };
}

/** The days off of every holiday of a year, in order; null while its table is not published. */
export function daysOffOf(year: number): readonly DaysOff[] | null {
  const known = daysOff.get(year);
  if (known) return known;
  if (!isCovered(String(year))) return null;
  const found: { name: string; from: CivilDate; to: CivilDate; worked: CivilDate[] }[] = [];
  const worked: [name: string, date: CivilDate][] = [];
  const end = `${String(year + 1)}-01-01`;
  for (let date = `${String(year)}-01-01`; date < end; date = addDays(date, 1)) {
    const day = calendarDay(date);
    if (!day || day.holiday === null) continue;
    if (day.works) {
      worked.push([day.holiday, date]);
      continue;
    }
    const last = found[found.length - 1];
    if (last?.name === day.holiday && last.to === date) last.to = addDays(date, 1);
    else found.push({ name: day.holiday, from: date, to: addDays(date, 1), worked: [] });
  }
  for (const [name, date] of worked) found.find((holiday) => holiday.name === name)?.worked.push(date);
  daysOff.set(year, found);
  return found;
}

/** The holidays that hold for an organisation: of each year its own table, else the published one. */
export interface HolidayTable {
  day(date: CivilDate): CalendarDay | null;
  /** null while a year's table is known to nobody. */
  daysOff(year: number): readonly DaysOff[] | null;
  /** Whether the year's table is the organisation's own. */
  isOwn(year: number): boolean;
}

/** `own`: the organisation's tables by year. */
export function holidayTable(own: Readonly<Record<string, readonly DaysOff[]>> = {}): HolidayTable {
  return {
    isOwn: (year) => String(year) in own,
    daysOff: (year) => own[String(year)] ?? daysOffOf(year),
    day: (date) => {
      const table = own[date.slice(0, 4)];
      return table ? dayIn(table, date) : calendarDay(date);
    },
  };
}

function dayIn(table: readonly DaysOff[], date: CivilDate): CalendarDay {
  const off = table.find(({ from, to }) => from <= date && date < to);
  if (off) return { works: false, holiday: off.name };
  const worked = table.find((holiday) => holiday.worked.includes(date));
  return { works: worked !== undefined || weekdayOf(date) <= 5, holiday: worked?.name ?? null };
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
