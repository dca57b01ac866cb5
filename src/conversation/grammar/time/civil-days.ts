/** Days from `from` up to and without `to`, as day numbers. */
export interface DayRange {
  readonly from: number;
  readonly to: number;
}

const MS_PER_DAY = 86_400_000;
export const one = (day: number): DayRange => ({ from: day, to: day + 1 });

export function weekdayOfDay(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export const mondayOfDay = (day: number): number => day - weekdayOfDay(day) + 1;

export function yearMonthOf(day: number): { year: number; month: number; date: number } {
  const date = new Date(day * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, date: date.getUTCDate() };
}

/** Day number of a date, or null when the calendar has no such day. */
export function dayOf(year: number, month: number, date: number): number | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || date < 1) return null;
  const time = Date.UTC(year, month - 1, date);
  return new Date(time).getUTCDate() === date ? time / MS_PER_DAY : null;
}

export function monthRange(year: number, month: number, length = 1): DayRange {
  return { from: Date.UTC(year, month - 1, 1) / MS_PER_DAY, to: Date.UTC(year, month - 1 + length, 1) / MS_PER_DAY };
}

/** The n-th of a weekday within a month, -1 for the last one, -2 for the one before it; none when the month has no such day. */
export function nthWeekday(month: DayRange, nth: number, weekday: number): DayRange[] {
  const first = month.from + ((weekday - weekdayOfDay(month.from) + 7) % 7);
  const last = first + Math.floor((month.to - 1 - first) / 7) * 7;
  const day = nth < 0 ? last + (nth + 1) * 7 : first + (nth - 1) * 7;
  return nth !== 0 && day >= month.from && day < month.to ? [one(day)] : [];
}
