import { DAY, MINUTE, type Instant } from './clock';

/** A calendar day on people's walls, `2026-12-08`. Compares correctly as text. */
export type CivilDate = string;
/** A wall-clock time to the minute, `2026-12-08T20:00`; it means an instant only together with a zone. */
export type CivilDateTime = string;
/** An IANA zone name, `Asia/Shanghai`. */
export type ZoneName = string;
/** Monday is 1, Sunday is 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/;
const CLOCK = /^(\d{2}):(\d{2})$/;

const pad = (value: number): string => String(value).padStart(2, '0');

/** Looking at a rota names the same few hundred days thousands of times; both directions are remembered. */
const DAYS_KEPT = 4096;
const numbers = new Map<CivilDate, number>();
const dates = new Map<number, CivilDate>();

function keep<K, V>(known: Map<K, V>, key: K, value: V): V {
  if (known.size >= DAYS_KEPT) known.clear();
  known.set(key, value);
  return value;
}

/** Days since 1970-01-01 of a civil date. Throws RangeError for text that names no day. */
export function dayNumber(date: CivilDate): number {
  return numbers.get(date) ?? keep(numbers, date, numberOf(date));
}

export function dateOfDayNumber(day: number): CivilDate {
  return dates.get(day) ?? keep(dates, day, new Date(day * DAY).toISOString().slice(0, 10));
}

function numberOf(date: CivilDate): number {
  const match = DATE.exec(date);
  if (!match) throw new RangeError(`not a date: ${date}`);
  const utc = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  if (dateOfDayNumber(utc / DAY) !== date) throw new RangeError(`no such day: ${date}`);
  return utc / DAY;
}

export function isCivilDate(text: string): boolean {
  try {
    dayNumber(text);
    return true;
  } catch {
    return false;
  }
}

const WITHIN_REACH = /^(?:19|20|21)\d\d-/;

/** A day, or wall time, of the years 1900 to 2199. Beyond them it is a slip of the hand, and the day after 9999-12-31 could not be written. */
export const isWithinReach = (text: CivilDateTime): boolean => WITHIN_REACH.test(text);

export function isCivilDateTime(text: string): boolean {
  const match = DATE_TIME.exec(text);
  return match !== null && isCivilDate(match[1] ?? '') && Number(match[2]) < 24 && Number(match[3]) < 60;
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

export function weekdayOf(date: CivilDate): Weekday {
  return (((((dayNumber(date) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** The Monday of the week that contains `date`. */
export function mondayOf(date: CivilDate): CivilDate {
  return addDays(date, 1 - weekdayOf(date));
}

/** `2026-12` of `2026-12-08`. */
export function monthOf(date: CivilDate): string {
  return date.slice(0, 7);
}

/** The first day of the month `offset` months after the month of `date`. */
export function firstOfMonth(date: CivilDate, offset = 0): CivilDate {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + offset;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${pad((months % 12) + 1)}-01`;
}

/** Minutes since midnight of `HH:mm`; `24:00` is 1440. Throws RangeError for anything else. */
export function minutesOfClock(text: string): number {
  const match = CLOCK.exec(text);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : NaN;
  if (!match || Number(match[2]) > 59 || minutes > 1440) throw new RangeError(`not a time of day: ${text}`);
  return minutes;
}

export function clockOfMinutes(minutes: number): string {
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** The wall time `minutes` after the midnight that begins `date`; 1440 and beyond fall on later days. */
export function civilAt(date: CivilDate, minutes: number): CivilDateTime {
  const days = Math.floor(minutes / 1440);
  return `${days === 0 ? date : addDays(date, days)}T${clockOfMinutes(minutes - days * 1440)}`;
}

export const dateOf = (civil: CivilDateTime): CivilDate => civil.slice(0, 10);
export const clockOf = (civil: CivilDateTime): string => civil.slice(11, 16);

const formats = new Map<ZoneName, Intl.DateTimeFormat>();
/** Since then China has one offset, and everywhere clocks are changed at whole quarters of an hour (IANA tz database). */
const REGULAR_SINCE = Date.UTC(1992, 0, 1);
const QUARTER = 15 * MINUTE;
const offsets = new Map<ZoneName, Map<number, number>>();

function formatOf(zone: ZoneName): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

export function isZoneName(text: string): boolean {
  try {
    formatOf(text);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds that the wall clock of `zone` is ahead of UTC at `instant`. Throws RangeError for an unknown zone. */
export function offsetAt(instant: Instant, zone: ZoneName): number {
  if (instant < REGULAR_SINCE) return askedOffset(instant, zone);
  if (zone === 'Asia/Shanghai') return 8 * 60 * MINUTE;
  const known = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, known);
  const quarter = Math.floor(instant / QUARTER);
  return known.get(quarter) ?? keep(known, quarter, askedOffset(quarter * QUARTER, zone));
}

/** Asking Intl costs microseconds each time, and a look at a rota asks thousands of times. */
function askedOffset(instant: Instant, zone: ZoneName): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) part[type] = Number(value);
  const wall = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second);
  return wall - Math.floor(instant / 1000) * 1000;
}

/** What the wall clock in `zone` shows at `instant`, seconds cut off. */
export function civilOf(instant: Instant, zone: ZoneName): CivilDateTime {
  const wall = instant + offsetAt(instant, zone);
  const day = Math.floor(wall / DAY);
  return `${dateOfDayNumber(day)}T${clockOfMinutes(Math.floor((wall - day * DAY) / MINUTE))}`;
}

export function civilDateOf(instant: Instant, zone: ZoneName): CivilDate {
  return dateOf(civilOf(instant, zone));
}

/**
 * The instant at which the wall clock in `zone` shows `civil`. A time that is skipped when clocks go forward is taken
 * as that much later; one that happens twice is taken the first time (Temporal's "compatible" rule).
 * Throws RangeError for text that is no wall time.
 */
export function instantOf(civil: CivilDateTime, zone: ZoneName): Instant {
  const match = DATE_TIME.exec(civil);
  if (!match || !isCivilDateTime(civil)) throw new RangeError(`not a wall time: ${civil}`);
  const wall = dayNumber(match[1] ?? '') * DAY + (Number(match[2]) * 60 + Number(match[3])) * MINUTE;
  const before = offsetAt(wall - DAY, zone);
  const first = wall - before;
  if (offsetAt(first, zone) === before) return first;
  const after = offsetAt(wall + DAY, zone);
  const second = wall - after;
  return offsetAt(second, zone) === after ? second : first;
}

/**
 * The instant whose wall clock in `zone` shows `minutes` less than that of `at`: twelve hours before eight in the morning
 * are eight in the evening, also in a night in which clocks are changed.
 */
export function earlierOnTheWall(at: Instant, minutes: number, zone: ZoneName): Instant {
  const civil = civilOf(at, zone);
  return instantOf(civilAt(dateOf(civil), minutesOfClock(clockOf(civil)) - minutes), zone);
}

/** The instant at which `date` begins in `zone`. */
export function startOfDay(date: CivilDate, zone: ZoneName): Instant {
  return instantOf(`${date}T00:00`, zone);
}
