import { mondayOfDay, monthRange, nthWeekday, weekdayOfDay, yearMonthOf, type DayRange } from './civil-days';
import type { DaySpec, Direction, SaidMonth } from './day-spec';

function wholeMonth(spec: SaidMonth, today: number, direction: Direction): DayRange | null {
  const now = yearMonthOf(today);
  const { year, month } = spec;
  if (month === null) return monthRange(now.year, now.month + (spec.months ?? 0));
  if (month < 1 || month > 12) return null;
  if (year !== null) return monthRange(year, month);
  if (direction === 'behind') return monthRange(month <= now.month ? now.year : now.year - 1, month);
  if (direction === 'either' && month < now.month && now.month - month <= 6) return monthRange(now.year, month);
  return monthRange(month >= now.month ? now.year : now.year + 1, month);
}

/** The month that was said, or those of its days. */
export function resolveMonth(spec: DaySpec & { kind: 'month' }, today: number, direction: Direction): DayRange[] {
  const month = wholeMonth(spec, today, direction);
  if (!month) return [];
  if (!spec.days) return [month];
  const [from, to] = spec.days;
  const within = { from: (from < 0 ? month.to : month.from) + from, to: to === null ? month.to : month.from + to };
  return within.from >= month.from && within.to <= month.to ? [within] : [];
}

/** The n-th of a weekday within a month; a first or last weekend of one day only may not be counted as one. */
export function nthWeekdays(
  spec: DaySpec & { kind: 'nth-weekday' },
  today: number,
  direction: Direction,
): readonly DayRange[] {
  const month = wholeMonth(spec, today, direction);
  if (!month) return [];
  const found = nthWeekday(month, spec.nth, spec.day);
  if (!spec.weekend) return found;
  const torn = spec.nth < 0 ? weekdayOfDay(month.to - 1) === 6 : weekdayOfDay(month.from) === 7;
  const other = torn ? found.map(({ from }) => from - 7) : [];
  return [...found.map(({ from }) => from), ...other].map((from) => ({ from, to: from + 2 }));
}

/** The n-th week of a month: counted from its 1st, by the weeks it touches, and by its whole weeks. Where they agree, that is the one. */
export function weeksOfMonth(
  spec: DaySpec & { kind: 'week-of-month' },
  today: number,
  direction: Direction,
): readonly DayRange[] {
  const month = wholeMonth(spec, today, direction);
  if (!month || spec.nth === 0 || spec.nth > 5) return [];
  const { nth, day } = spec;
  const touched = mondayOfDay(month.from);
  const whole = touched === month.from ? touched : touched + 7;
  const last = mondayOfDay(month.to - 1);
  const starts =
    nth < 0
      ? [last, month.to - 7, last + 7 === month.to ? last : last - 7]
      : [touched, month.from, whole].map((start) => start + (nth - 1) * 7);
  const weeks = [...new Set(starts)].map((from) => ({ from, to: from + 7 }));
  if (day === null) return weeks;
  const days = new Set(weeks.map(({ from }) => from + ((day - weekdayOfDay(from) + 7) % 7)));
  return [...days].sort((a, b) => a - b).map((from) => ({ from, to: from + 1 }));
}

/** Months in a row of a year; without a year those of this one, or looking back the last that have begun: 下半年 said in January. */
export function resolveQuarter(spec: DaySpec & { kind: 'quarter' }, today: number, direction: Direction): DayRange {
  const { year } = yearMonthOf(today);
  const here = monthRange(spec.year ?? year, spec.first, spec.length);
  const isAhead = spec.year === null && direction === 'behind' && here.from > today;
  return isAhead ? monthRange(year - 1, spec.first, spec.length) : here;
}

/** From the first day of a year to the day of it that today is; 29 February has 28 February beside it. */
export function yearToDate(today: number, years: number): DayRange {
  const { year, month, date } = yearMonthOf(today);
  const last = monthRange(year + years, month).to - 1;
  return {
    from: monthRange(year + years, 1).from,
    to: Math.min(monthRange(year + years, month).from + date, last + 1),
  };
}

/** The school year that today lies in, or one of so many years on: September to August. */
export function schoolYear(today: number, years: number): DayRange {
  const { year, month } = yearMonthOf(today);
  return monthRange((month >= 9 ? year : year - 1) + years, 9, 12);
}
