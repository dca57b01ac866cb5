import {
  addDays,
  civilAt,
  clockOf,
  dateOf,
  instantOf,
  minutesOfClock,
  type CivilDate,
  type CivilDateTime,
} from '../../kernel/civil-time';
import { MINUTE } from '../../kernel/clock';
import type { Stretch } from '../grammar/reading';
import { isWholeDays } from './matching';

/** From when to when a session is held, on the wall. */
export interface Times {
  readonly start: CivilDateTime;
  readonly end: CivilDateTime;
}

/** The hours at which a programme is held as a rule. */
export interface UsualHours {
  readonly start: string;
  readonly end: string;
}

const DAY_MINUTES = 1440;

/** `minutes` may be negative. */
export function later(at: CivilDateTime, minutes: number): CivilDateTime {
  const total = minutesOfClock(clockOf(at)) + minutes;
  const days = Math.floor(total / DAY_MINUTES);
  return civilAt(addDays(dateOf(at), days), total - days * DAY_MINUTES);
}

const lengthOf = ({ start, end }: UsualHours): number =>
  (minutesOfClock(end) - minutesOfClock(start) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;

const on = (date: CivilDate, usual: UsualHours): Times => {
  const start: CivilDateTime = `${date}T${usual.start}`;
  return { start, end: later(start, lengthOf(usual)) };
};

/**
 * What was said as the time of a session: an hour as it is, a day or a part of it at the usual hours. null: the hour is missing,
 * since the programme has no usual one then, or several.
 */
export function timesSaid(when: Stretch, part: string | undefined, usual: readonly UsualHours[]): Times | null {
  const { from, to } = when;
  const [only, another] = usual;
  if (to === null) return only ? { start: from, end: later(from, lengthOf(only)) } : null;
  const oneDay = isWholeDays(when) ? addDays(dateOf(from), 1) === dateOf(to) : true;
  if (!oneDay) return null;
  if (isWholeDays(when)) return only && !another ? on(dateOf(from), only) : null;
  if (part === undefined) return { start: from, end: to };
  const within = usual.map((one) => on(dateOf(from), one)).filter(({ start }) => from <= start && start < to);
  const [fitting, ...more] = within;
  return fitting && more.length === 0 ? fitting : null;
}

/** The hours of `hour` on the day of `day`. */
export function onDay(day: Stretch, { from, to }: Stretch): Stretch {
  const start: CivilDateTime = `${dateOf(day.from)}T${clockOf(from)}`;
  return { from: start, to: to && later(start, (instantOf(to, 'UTC') - instantOf(from, 'UTC')) / MINUTE) };
}

/** The same for a session that is moved: it keeps its length, and on another day its hour. */
export function movedTimes(before: Times, when: Stretch, part: string | undefined): Times | null {
  const own = { start: clockOf(before.start), end: clockOf(before.end) };
  if (part === undefined && when.to !== null && !isWholeDays(when)) return { start: when.from, end: when.to };
  return timesSaid(when, part, [own]);
}
