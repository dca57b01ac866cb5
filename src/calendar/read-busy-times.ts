import ICAL from 'ical.js';
import { instantOf, isZoneName, type ZoneName } from '../kernel/civil-time';
import { DAY, SECOND, type Instant } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import type { BusyTime } from '../programmes/busy-times.service';

/** Why a text gives no busy times. */
export type ReadFault = 'not-a-calendar' | 'too-many';

export interface Bounds {
  /** The zone of times that name none. */
  readonly zone: ZoneName;
  readonly now: Instant;
}

const PAST = DAY;
/** No occurrence of a recurrence is longer. */
const LONGEST = 31 * DAY;
const AHEAD = 400 * DAY;
const MOST_TIMES = 5_000;
const MOST_STEPS = 20_000;

/** Thrown to end an expansion that goes beyond what is kept. */
class Beyond extends Error {}

/**
 * When the calendar (RFC 5545) says that something is, from yesterday for 400 days, at most 5 000 times; cancelled and
 * transparent events leave the time free. Rules that match nothing can keep the library busy for ever: texts of others
 * are read by BusyTimesReader.
 */
export function readBusyTimes(
  text: string,
  bounds: Bounds,
): Result<readonly BusyTime[], { readonly fault: ReadFault }> {
  try {
    return done(timesIn(text, bounds));
  } catch (error) {
    return refused({ fault: error instanceof Beyond ? 'too-many' : 'not-a-calendar' });
  }
}

function timesIn(text: string, bounds: Bounds): readonly BusyTime[] {
  const parsed = ICAL.parse(text) as unknown[];
  const calendars = typeof parsed[0] === 'string' ? [parsed] : parsed;
  if (calendars.length === 0) throw new Error('no calendar');
  const found: BusyTime[] = [];
  const budget = { steps: MOST_STEPS };
  for (const calendar of calendars) {
    const component = new ICAL.Component(calendar as ConstructorParameters<typeof ICAL.Component>[0]);
    if (component.name !== 'vcalendar') throw new Error('no calendar');
    for (const event of eventsOf(component)) expand(event, bounds, budget, found);
  }
  return found;
}

/** Events with the exceptions from their recurrence; an exception whose event is missing stands alone. */
function eventsOf(calendar: ICAL.Component): ICAL.Event[] {
  const all = calendar.getAllSubcomponents('vevent').filter((one) => one.hasProperty('dtstart'));
  const masters = new Map<string, ICAL.Event>();
  const alone: ICAL.Event[] = [];
  for (const one of all.filter((event) => !event.hasProperty('recurrence-id'))) {
    const event = new ICAL.Event(one, { exceptions: [], strictExceptions: true });
    if (masters.has(event.uid)) alone.push(event);
    else masters.set(event.uid, event);
  }
  for (const one of all.filter((event) => event.hasProperty('recurrence-id'))) {
    const event = new ICAL.Event(one);
    const master = masters.get(event.uid);
    if (master?.isRecurring()) master.relateException(one);
    else alone.push(event);
  }
  return [...masters.values(), ...alone];
}

function expand(event: ICAL.Event, bounds: Bounds, budget: { steps: number }, found: BusyTime[]): void {
  if (!event.isRecurring() || event.isRecurrenceException()) {
    keep(event, event.startDate, event.endDate, bounds, found);
    return;
  }
  const zone = zoneOf(event, bounds);
  const walk = event.iterator();
  for (;;) {
    const next = walk.next() as ICAL.Time | null;
    if (!next) return;
    if (budget.steps-- <= 0) throw new Beyond();
    const begins = instant(next, zone);
    if (begins > bounds.now + AHEAD) return;
    if (begins < bounds.now - PAST - LONGEST) continue;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    keep(item, startDate, endDate, bounds, found);
  }
}

function keep(event: ICAL.Event, start: ICAL.Time, end: ICAL.Time, bounds: Bounds, found: BusyTime[]): void {
  const valueOf = (name: string): string => String(event.component.getFirstPropertyValue(name) ?? '').toUpperCase();
  if (valueOf('status') === 'CANCELLED' || valueOf('transp') === 'TRANSPARENT') return;
  const zone = zoneOf(event, bounds);
  const startMs = instant(start, zone);
  const endMs = instant(end, zone);
  if (!(startMs < endMs && endMs > bounds.now - PAST && startMs < bounds.now + AHEAD)) return;
  if (found.length >= MOST_TIMES) throw new Beyond();
  found.push({ startMs, endMs, title: titleOf(event) });
}

/** One line without control characters, at most 100 characters. */
function titleOf(event: ICAL.Event): string {
  const words = String(event.component.getFirstPropertyValue('summary') ?? '')
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return words === '' ? '已占用' : [...words].slice(0, 100).join('');
}

/** For times whose zone the calendar does not define: the one of that name that we know, else the organisation's. */
function zoneOf(event: ICAL.Event, bounds: Bounds): ZoneName {
  const named = event.component.getFirstProperty('dtstart')?.getFirstParameter('tzid') ?? '';
  return isZoneName(named) ? named : bounds.zone;
}

function instant(time: ICAL.Time, zone: ZoneName): Instant {
  if (time.zone !== ICAL.Timezone.localTimezone) return time.toUnixTime() * SECOND;
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`;
  const civil = time.isDate ? `${date}T00:00` : `${date}T${two(time.hour)}:${two(time.minute)}`;
  return instantOf(civil, zone);
}
