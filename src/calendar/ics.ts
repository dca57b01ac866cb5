import { ICalCalendar, ICalEvent, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { DateTime } from 'luxon';
import type { ZoneName } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { CalendarEvent } from './domain/calendar-event';
import { cleaned, escaped, folded } from './domain/calendar-text';

const SHANGHAI: ZoneName = 'Asia/Shanghai';

/** One standard time without summer time, which is all that the zone has had since 1992. */
const SHANGHAI_COMPONENT = [
  'BEGIN:VTIMEZONE',
  `TZID:${SHANGHAI}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/** Parent of every event: the library asks for one, and without a zone of its own the stamps keep their Z. */
const PARENT = new ICalCalendar();

const CACHED_EVENTS = 10_000;
const cache = new Map<string, string>();

/**
 * A calendar file (RFC 5545) of these events: CRLF, lines of at most 75 octets, every zone defined, stamps taken from
 * the events' own changes so that the same facts always give the same text. Without a name it is no calendar to
 * subscribe to but a few entries to put into one's own.
 */
export function calendarFile(name: string | null, events: readonly CalendarEvent[]): string {
  const head = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Xinyue//Xinyue//ZH',
    'CALSCALE:GREGORIAN',
    ...(name === null ? [] : subscription(name)),
    ...(events.some((event) => event.zone === SHANGHAI) ? SHANGHAI_COMPONENT : []),
  ];
  const lines = head.map((line) => `${folded(line)}\r\n`);
  return `${lines.join('')}${events.map(eventText).join('')}END:VCALENDAR\r\n`;
}

const subscription = (name: string): string[] => [
  `NAME:${escaped(name)}`,
  `X-WR-CALNAME:${escaped(name)}`,
  `X-WR-TIMEZONE:${SHANGHAI}`,
  'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
  'X-PUBLISHED-TTL:PT1H',
];

/** The folded VEVENT; kept, because feeds are asked for far more often than they change. */
function eventText(event: CalendarEvent): string {
  const key = JSON.stringify(event);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const text = written(event);
  for (const oldest of cache.keys()) {
    if (cache.size < CACHED_EVENTS) break;
    cache.delete(oldest);
  }
  cache.set(key, text);
  return text;
}

function written(event: CalendarEvent): string {
  const inShanghai = event.zone === SHANGHAI;
  const changed = moment(event.changed, 'utc');
  const lines = new ICalEvent(
    {
      id: event.uid.replaceAll(/[^\w.@-]/g, ''),
      sequence: event.sequence,
      stamp: changed,
      lastModified: changed,
      // Only Luxon's dates give the right hour whatever zone the process runs in; other zones are written in UTC.
      start: moment(event.start, inShanghai ? SHANGHAI : 'utc'),
      end: moment(event.end, inShanghai ? SHANGHAI : 'utc'),
      timezone: inShanghai ? SHANGHAI : null,
      summary: cleaned(event.title),
      location: event.place === null ? null : cleaned(event.place),
      description: event.description === null ? null : cleaned(event.description),
      status: event.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: event.cancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    },
    PARENT,
  )
    .toString()
    .split('\r\n');
  return lines.map((line) => (line === '' ? '' : `${folded(line)}\r\n`)).join('');
}

const moment = (instant: Instant, zone: string): DateTime => DateTime.fromMillis(instant, { zone });
