import ICAL from 'ical.js';
import { addDays, firstOfMonth, mondayOf, type CivilDate } from '../kernel/civil-time';
import { timesOf, type DayPart, type ProgrammeSpecification } from './domain/specification';

/** One session that a programme's recurrence gives, in wall times of the organisation. */
export interface Occurrence {
  readonly date: CivilDate;
  readonly dayPart: DayPart;
  readonly start: string;
  readonly end: string;
}

const MAX_STEPS = 100_000;

interface Recurrence {
  readonly freq: string;
  readonly interval: number;
  readonly count: number | null;
  readonly parts: Readonly<Record<string, unknown>>;
}

/** Why a text is no recurrence that the planner can follow; null when it is one (RFC 5545, section 3.3.10). */
export function faultOfRule(rule: string, since: CivilDate | null): string | null {
  let recur: Recurrence;
  try {
    recur = ICAL.Recur.fromString(rule);
  } catch (error) {
    return `not a recurrence rule: ${(error as Error).message}`;
  }
  if (!['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(recur.freq))
    return 'FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY';
  if (since !== null) return null;
  const days = ['BYDAY', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO'].some((part) => part in recur.parts);
  if (recur.interval > 1 || recur.count !== null)
    return 'INTERVAL and COUNT need the programme to say since which date';
  return recur.freq === 'DAILY' || days ? null : `FREQ=${recur.freq} needs BYDAY or BYMONTHDAY, or the date since when`;
}

/** Every session between two local dates, both included, in order of time. */
export function occurrences(specification: ProgrammeSpecification, from: CivilDate, to: CivilDate): Occurrence[] {
  return datesOf(specification, from, to).flatMap((date) =>
    specification.dayParts
      .map((dayPart): Occurrence => ({ date, dayPart, ...timesOf(dayPart, date) }))
      .sort((a, b) => (a.start < b.start ? -1 : 1)),
  );
}

function datesOf({ recurrence, since }: ProgrammeSpecification, from: CivilDate, to: CivilDate): CivilDate[] {
  if (recurrence === null || to < from) return [];
  const recur = ICAL.Recur.fromString(recurrence);
  const anchor = since ?? nearbyStart(recurrence, from);
  const walk = recur.iterator(ICAL.Time.fromDateString(anchor));
  const dates: CivilDate[] = [];
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = walk.next() as ICAL.Time | null;
    const date = next?.toString().slice(0, 10);
    if (date === undefined || date > to) break;
    if (date >= from) dates.push(date);
  }
  return dates;
}

/**
 * Without an anchor of its own a rule gives the same dates from the beginning of any earlier period, so the walk starts
 * nearby; a whole period earlier, since the library gives the anchor itself as the first date of some rules.
 */
function nearbyStart(recurrence: string, from: CivilDate): CivilDate {
  if (recurrence.includes('FREQ=DAILY')) return addDays(from, -1);
  if (recurrence.includes('FREQ=WEEKLY')) return addDays(mondayOf(from), -7);
  if (recurrence.includes('FREQ=MONTHLY')) return firstOfMonth(from, -1);
  return `${String(Number(from.slice(0, 4)) - 1)}-01-01`;
}
