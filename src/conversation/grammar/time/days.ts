import { dayNumber } from '../../../kernel/civil-time';
import { mondayOfDay, monthRange, one, weekdayOfDay, yearMonthOf, type DayRange } from './civil-days';
import type { DaySpec, Direction } from './day-spec';
import { holidayIn, OFFICIAL } from './holidays';
import { lunarDay } from './lunar';
import { nthWeekdays, resolveMonth, resolveQuarter, schoolYear, weeksOfMonth, yearToDate } from './months';
import type { HolidayStretch } from '../reading';

/** The day on which a phrase is read. */
export interface Today {
  /** Day number of today on the speaker's wall. */
  readonly day: number;
  /** Minutes since midnight. */
  readonly minute: number;
  readonly holidays?: (year: number) => readonly HolidayStretch[] | null;
}

/** What a day phrase may mean, the likeliest first. None: there is no such day. More than one: it has to be asked. */
export interface Days {
  readonly readings: readonly DayRange[];
  /** The year whose official table is missing. */
  readonly unknownYear?: number;
}

const NIGHT_ENDS = 5 * 60;
/** How far back a month and day without a year may lie and still be doubtful rather than next year's. */
const RECENT = 75;
/** How far away a month and day without a year may be at most. */
const YEAR = 366;

/** Picks the occurrence a direction asks for from a rising list of day numbers, and adds the near past one when that is in doubt. */
function choose(days: readonly number[], today: number, direction: Direction, doubt: number): DayRange[] {
  const before = days.filter((day) => day < today).pop();
  const current = days.find((day) => day === today);
  const after = days.find((day) => day > today);
  if (direction === 'behind') {
    const past = current ?? before;
    // 12月5号 in November is hardly last year's: asked.
    if (
      current === undefined &&
      before !== undefined &&
      after !== undefined &&
      today - before > 270 &&
      after - today < 90
    )
      return [one(before), one(after)];
    return past !== undefined ? [one(past)] : after !== undefined ? [one(after)] : [];
  }
  const ahead = current ?? after;
  if (ahead === undefined) return before === undefined ? [] : [one(before)];
  if (before === undefined || ahead === today || today - before > doubt || ahead - today < today - before)
    return [one(ahead)];
  return direction === 'either' ? [one(before)] : [one(ahead), one(before)];
}

function resolveDate(spec: DaySpec & { kind: 'date' }, today: Today, direction: Direction): DayRange[] {
  const now = yearMonthOf(today.day);
  const days: number[] = [];
  const collect = (year: number, month: number): void => {
    const range = monthRange(year, month);
    const last = range.to - range.from;
    const there = spec.day > 0 && spec.day <= last;
    const day = spec.day < 0 ? range.to + spec.day : there ? range.from + spec.day - 1 : null;
    if (day !== null) days.push(day);
  };
  if (spec.month !== null) {
    if (spec.month < 1 || spec.month > 12) return [];
    if (spec.year !== null) collect(spec.year, spec.month);
    else for (let year = now.year - 1; year <= now.year + 4; year++) collect(year, spec.month);
    if (spec.year !== null) return days.map(one);
    // 29 February is no day that anybody plans for years ahead.
    return choose(days, today.day, direction, RECENT).filter(({ from }) => Math.abs(from - today.day) <= YEAR);
  }
  if (spec.months !== null) {
    collect(now.year, now.month + spec.months);
    return days.map(one);
  }
  for (let month = -2; month <= 4; month++) collect(now.year, now.month + month);
  return choose(days, today.day, direction, 0);
}

function resolveWeekday(spec: DaySpec & { kind: 'weekday' }, today: Today, direction: Direction): DayRange[] {
  const monday = mondayOfDay(today.day);
  const last = spec.last ?? spec.day;
  const stretch = (week: number): DayRange => ({
    from: monday + week * 7 + spec.day - 1,
    to: monday + week * 7 + last,
  });
  if (spec.week !== null) {
    const said = stretch(spec.week);
    if (spec.week === 0 && direction === 'ahead' && said.to <= today.day) return [said, stretch(1)];
    return [said];
  }
  const current = stretch(0);
  if (direction === 'behind') return [current.from <= today.day ? current : stretch(-1)];
  if (current.to <= today.day) return [stretch(1)];
  // On the day itself people say 今天; its name may mean the one in a week.
  if (current.from <= today.day && spec.day === last && direction === 'ahead') return [current, stretch(1)];
  return [current];
}

function resolveHoliday(spec: DaySpec & { kind: 'holiday' }, today: Today, direction: Direction): Days {
  const { year } = yearMonthOf(today.day);
  const years = spec.year !== null ? [spec.year] : [year - 1, year, year + 1, year + 2];
  const days = years.flatMap((each) => holidayIn(spec.name, each) ?? []).sort((a, b) => a - b);
  const readings = choose(days, today.day, direction, 0);
  const first = readings[0];
  if (!spec.official || !first) return { readings };
  const wanted = yearMonthOf(first.from).year;
  const table = today.holidays?.(wanted) ?? null;
  const name = OFFICIAL[spec.name] ?? spec.name;
  const listed = table?.find((entry) => entry.name.includes(name));
  if (!listed) return { readings, unknownYear: wanted };
  return { readings: [{ from: dayNumber(listed.from), to: dayNumber(listed.to) }] };
}

/** Whether people work on a day by the published table: its days off and make-up workdays; by the weekday where no table is at hand. */
function worksOn(day: number, today: Today): { works: boolean; unknownYear?: number } {
  const { year } = yearMonthOf(day);
  const usual = weekdayOfDay(day) <= 5;
  if (!today.holidays) return { works: usual };
  const table = today.holidays(year);
  if (table === null) return { works: usual, unknownYear: year };
  if (table.some(({ worked }) => worked?.some((date) => dayNumber(date) === day))) return { works: true };
  return { works: usual && !table.some(({ from, to }) => dayNumber(from) <= day && day < dayNumber(to)) };
}

const unknown = (year: number | undefined): { unknownYear?: number } =>
  year === undefined ? {} : { unknownYear: year };

/** The workdays of a week; holidays or make-up workdays may leave several stretches, which have to be asked. */
function workdaysOfWeek(monday: number, today: Today): Days {
  const readings: { from: number; to: number }[] = [];
  let unknownYear: number | undefined;
  for (let day = monday; day < monday + 7; day++) {
    const found = worksOn(day, today);
    unknownYear ??= found.unknownYear;
    if (!found.works) continue;
    const last = readings[readings.length - 1];
    if (last?.to === day) last.to = day + 1;
    else readings.push({ from: day, to: day + 1 });
  }
  return { readings, ...unknown(unknownYear) };
}

function resolveLunar(spec: DaySpec & { kind: 'lunar' }, today: Today, direction: Direction): DayRange[] {
  const { year } = yearMonthOf(today.day);
  const years = spec.year !== null ? [spec.year] : [year - 2, year - 1, year, year + 1, year + 2];
  const days = years.flatMap((each) => lunarDay(each, spec.month, spec.day, spec.leap) ?? []);
  return choose(days, today.day, direction, 0);
}

/** Days, whole weeks or whole months counted from today's. */
function around({ unit, from, length }: DaySpec & { kind: 'around' }, today: Today): DayRange {
  if (unit === 'day') return { from: today.day + from, to: today.day + from + length };
  const monday = mondayOfDay(today.day);
  if (unit === 'week') return { from: monday + from * 7, to: monday + (from + length) * 7 };
  const { year, month } = yearMonthOf(today.day);
  return monthRange(year, month + from, length);
}

/** Today's date in another month; none when that month is too short for it. */
function sameDate(months: number, today: Today): DayRange[] {
  const { year, month, date } = yearMonthOf(today.day);
  const there = monthRange(year, month + months);
  return there.from + date <= there.to ? [one(there.from + date - 1)] : [];
}

/** Farther ahead than this, a date written with a stroke is doubted when its other order is nearer. */
const FAR = 120;

/** 8/12 in November is hardly next August's 12th: the 8th of December is near, so it is asked. */
function eitherOrder(spec: DaySpec & { kind: 'either-order' }, today: Today, direction: Direction): DayRange[] {
  const dated = (month: number, day: number): DayRange[] =>
    resolveDate({ kind: 'date', year: null, month, months: null, day }, today, direction);
  const usual = dated(spec.month, spec.day);
  const other = dated(spec.day, spec.month);
  const away = (list: readonly DayRange[]): number => Math.abs((list[0]?.from ?? Infinity) - today.day);
  return away(usual) > FAR && away(other) < FAR ? [...usual, ...other] : usual;
}

/** The days right before or right behind a range. */
function beside({ from, to }: DayRange, { side, first, last }: DaySpec & { kind: 'beside' }): DayRange {
  return side === 'before' ? { from: from - last, to: from - first + 1 } : { from: to + first - 1, to: to + last };
}

/** Each once: two ways to read a phrase that come to the same days leave nothing to be asked. */
const distinct = (ranges: readonly DayRange[]): DayRange[] =>
  ranges.filter(({ from, to }, i) => ranges.findIndex((range) => range.from === from && range.to === to) === i);

/** The days a phrase may mean for somebody who says it on `today`. */
export function resolveDays(spec: DaySpec, today: Today, direction: Direction): Days {
  const monday = mondayOfDay(today.day);
  switch (spec.kind) {
    case 'offset': {
      const said = { from: today.day + spec.days, to: today.day + (spec.last ?? spec.days) + 1 };
      if (spec.doubtfulAtNight && today.minute < NIGHT_ENDS)
        return { readings: [said, { from: said.from - 1, to: said.to - 1 }] };
      return { readings: [said] };
    }
    case 'weekday':
      return { readings: resolveWeekday(spec, today, direction) };
    case 'week':
      return { readings: [{ from: monday + spec.week * 7, to: monday + spec.week * 7 + 7 }] };
    case 'around':
      return { readings: [around(spec, today)] };
    case 'this-date':
      return { readings: sameDate(spec.months, today) };
    case 'date': {
      const more = (spec.last ?? spec.day) - spec.day;
      return { readings: resolveDate(spec, today, direction).map(({ from, to }) => ({ from, to: to + more })) };
    }
    case 'either-order':
      return { readings: eitherOrder(spec, today, direction) };
    case 'month':
      return { readings: resolveMonth(spec, today.day, direction) };
    case 'year':
      return { readings: [monthRange(spec.year, 1, 12)] };
    case 'quarter':
      return { readings: [resolveQuarter(spec, today.day, direction)] };
    case 'year-to-date':
      return { readings: direction === 'behind' ? [yearToDate(today.day, spec.years)] : [] };
    case 'school-year':
      return { readings: direction === 'behind' ? [schoolYear(today.day, spec.years)] : [] };
    case 'quarter-from-now': {
      const { year, month } = yearMonthOf(today.day);
      return { readings: [monthRange(year, (Math.ceil(month / 3) - 1 + spec.quarters) * 3 + 1, 3)] };
    }
    case 'nth-weekday':
      return { readings: nthWeekdays(spec, today.day, direction) };
    case 'week-of-month':
      return { readings: weeksOfMonth(spec, today.day, direction) };
    case 'beside':
      return { readings: resolveDays(spec.of, today, direction).readings.map((range) => beside(range, spec)) };
    case 'run': {
      const starts = resolveDays(spec.of, today, direction).readings;
      return { readings: starts.map(({ from }) => ({ from, to: from + spec.days })) };
    }
    case 'unknown':
      return { readings: [] };
    case 'holiday':
      return resolveHoliday(spec, today, direction);
    case 'lunar':
      return { readings: resolveLunar(spec, today, direction) };
    case 'workdays': {
      if (spec.week !== null) return workdaysOfWeek(monday + spec.week * 7, today);
      const [now, next] = [workdaysOfWeek(monday, today), workdaysOfWeek(monday + 7, today)];
      return { ...next, ...now, readings: [...now.readings, ...next.readings] };
    }
    case 'next-workday': {
      let day = today.day + 1;
      while (!worksOn(day, today).works && day < today.day + 20) day++;
      return { readings: [one(day)], ...unknown(worksOn(day, today).unknownYear) };
    }
    case 'unsure':
      return {
        readings: distinct(spec.readings.flatMap((reading) => resolveDays(reading, today, direction).readings)),
      };
  }
}
