import { i18n } from './words/i18n';

/**
 * The calendar in which the office lives, whatever the zone of the machine that shows the page: Asia/Shanghai, which
 * knows no summer time. A browser needs many milliseconds to open its own table of zones.
 */
const AHEAD_OF_UTC = 8 * 3_600_000;

/** The wall time of an instant, `2026-12-08T21:30`. */
const civilOf = (at: number): string => new Date(at + AHEAD_OF_UTC).toISOString().slice(0, 16);

const isEnglish = (): boolean => (i18n.global.locale.value as string) === 'en';

/** `20:00` of the minute 1200 of a day, and back. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** Today, `2026-12-08`. */
export const today = (): string => civilOf(Date.now()).slice(0, 10);

/** The month `offset` after that of `month`, `2026-12`. */
export function shiftMonth(month: string, offset: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + offset;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** The month that an address names, or this one when it names none that there is. */
export function monthAsked(asked: unknown): string {
  return /^\d{4}-(?:0[1-9]|1[0-2])$/u.test(String(asked ?? '')) ? String(asked) : today().slice(0, 7);
}

/** Every day of a month, `2026-12-01` and so on. */
export function daysOf(month: string): string[] {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return Array.from({ length: last }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`);
}

const moved = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
export const dayAfter = (day: string): string => moved(day, 1);
export const dayBefore = (day: string): string => moved(day, -1);

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];
const ENGLISH_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const ENGLISH_WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** 0 for Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

export function weekdayText(weekday: number): string {
  return isEnglish() ? (ENGLISH_WEEKDAYS[weekday] ?? '') : `周${WEEKDAYS[weekday] ?? ''}`;
}

/** `12月8日(周二)` of `2026-12-08`. */
export function dayText(day: string): string {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  const weekday = weekdayText(weekdayOf(day));
  return isEnglish() ? `${weekday} ${date} ${ENGLISH_MONTHS[month - 1] ?? ''}` : `${month}月${date}日(${weekday})`;
}

export function monthText(month: string): string {
  const number = Number(month.slice(5, 7));
  if (isEnglish()) return `${ENGLISH_MONTHS[number - 1] ?? ''} ${month.slice(0, 4)}`;
  return `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`;
}

/** `20:00–次日 08:00` of a shift. */
export function hoursText(startCivil: string, endCivil: string): string {
  const [start, end] = [startCivil.slice(11, 16), endCivil.slice(11, 16)];
  if (startCivil.slice(0, 10) === endCivil.slice(0, 10)) return `${start}–${end}`;
  return end === '00:00' ? `${start}–24:00` : `${start}–${isEnglish() ? 'next day' : '次日'} ${end}`;
}

/** `21:30` of an instant. */
export const clockAt = (at: number): string => civilOf(at).slice(11);

/** The instant of the midnight before another one. */
export const startOfDayOf = (at: number): number =>
  Math.floor((at + AHEAD_OF_UTC) / 86_400_000) * 86_400_000 - AHEAD_OF_UTC;

/** `11月24日 10:00` of an instant. */
export function momentText(at: number): string {
  const civil = civilOf(at);
  const [month, date] = [Number(civil.slice(5, 7)), Number(civil.slice(8, 10))];
  const day = isEnglish() ? `${date} ${ENGLISH_MONTHS[month - 1] ?? ''}` : `${month}月${date}日`;
  return `${day} ${civil.slice(11)}`;
}

/** A leave, whose end is no part of it, by its days, the last one included: `12月1日(周二) – 12月5日(周六)`; by the clock where it is a part of a day. */
export function leaveText(fromCivil: string, toCivil: string): string {
  const wholeDays = fromCivil.endsWith('T00:00') && toCivil.endsWith('T00:00');
  const [from, to] = [fromCivil.slice(0, 10), toCivil.slice(0, 10)];
  if (!wholeDays) {
    const end = from === to ? toCivil.slice(11, 16) : `${dayText(to)} ${toCivil.slice(11, 16)}`;
    return `${dayText(from)} ${fromCivil.slice(11, 16)} – ${end}`;
  }
  const last = dayBefore(to);
  return from === last ? dayText(from) : `${dayText(from)} – ${dayText(last)}`;
}
