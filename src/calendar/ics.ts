import {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendar,
  ICalEvent,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { DateTime } from 'luxon';
import { civilOf, type ZoneName } from '../kernel/civil-time';
import { SECOND, type Instant } from '../kernel/clock';
import type { AnswerableEvent, CalendarEvent } from './domain/calendar-event';
import { addressable, cleaned, escaped, folded, personName } from './domain/calendar-text';
import { SHANGHAI, zoneComponent } from './zones';

/** A person or the service as a calendar names it. */
export interface Party {
  readonly name: string;
  readonly email: string;
}

/** What an attendee's calendar program is asked to do (RFC 5546). */
export type Method = 'REQUEST' | 'CANCEL' | 'DECLINECOUNTER';

/** How an entry is shown beside its own facts. */
interface Setting {
  /** Where its owner can act on it; null: nowhere. */
  readonly url: string | null;
  readonly invitation: { readonly organizer: Party; readonly attendee: Party; readonly event: AnswerableEvent } | null;
}

const BARE: Setting = { url: null, invitation: null };

/**
 * A calendar file (RFC 5545) of these events: CRLF, lines of at most 75 octets, every zone defined, stamps taken from
 * the events' own changes so that the same facts always give the same text. Without a name it is no calendar to
 * subscribe to but a few entries to put into one's own. `url`: where the owner of the entries can act on them.
 */
export function calendarFile(name: string | null, events: readonly CalendarEvent[], url: string | null = null): string {
  const setting = url === null ? BARE : { ...BARE, url };
  const named = name === null ? [] : subscription(name, events[0]?.zone ?? SHANGHAI);
  return envelope(named, events, (event) => eventText(event, setting));
}

/** One entry as an invitation, its withdrawal, or the answer to a counter-proposal, for one attendee (RFC 5546, 3.2.2, 3.2.5 and 3.2.8). */
export function invitationFile(
  method: Method,
  event: AnswerableEvent,
  parties: { readonly organizer: Party; readonly attendee: Party; readonly url: string | null },
): string {
  const { url, organizer, attendee } = parties;
  const silent = { ...event, alarmMinutes: method === 'REQUEST' ? event.alarmMinutes : null };
  return envelope([`METHOD:${method}`], [silent], () =>
    eventText(silent, { url, invitation: { organizer, attendee, event } }),
  );
}

function envelope<E extends CalendarEvent>(more: readonly string[], events: readonly E[], write: (event: E) => string) {
  const zones = [...new Set(events.map((event) => event.zone))];
  const head = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Xinyue//Xinyue//ZH',
    'CALSCALE:GREGORIAN',
    ...more,
    ...zones.flatMap((zone) => zoneComponent(zone) ?? []),
  ];
  const lines = head.map((line) => `${folded(line)}\r\n`);
  return `${lines.join('')}${events.map(write).join('')}END:VCALENDAR\r\n`;
}

const subscription = (name: string, zone: ZoneName): string[] => [
  `NAME:${escaped(name)}`,
  `X-WR-CALNAME:${escaped(name)}`,
  `X-WR-TIMEZONE:${zone}`,
  'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
  'X-PUBLISHED-TTL:PT1H',
];

/** A folded VEVENT in parts: text, and the lines that differ between entries with the same words. */
type Skeleton = readonly ((event: CalendarEvent) => string)[];

const uidOf = (event: CalendarEvent): string => event.uid.replaceAll(/[^\w.@-]/g, '');

const LINES: Readonly<Record<string, (event: CalendarEvent) => string>> = {
  UID: (event) => `UID:${uidOf(event)}\r\n`,
  SEQUENCE: (event) => `SEQUENCE:${String(event.sequence)}\r\n`,
  DTSTAMP: (event) => `DTSTAMP:${wallTime(event.changed, 'UTC')}Z\r\n`,
  DTSTART: (event) => `DTSTART${time(event.start, event.zone)}\r\n`,
  DTEND: (event) => `DTEND${time(event.end, event.zone)}\r\n`,
  'LAST-MODIFIED': (event) => `LAST-MODIFIED:${wallTime(event.changed, 'UTC')}Z\r\n`,
};
const PROPERTY = /^[A-Z-]+/;
const KEPT_SKELETONS = 2_000;
const skeletons = new Map<string, Skeleton>();

/**
 * The folded VEVENT. The library writes each wording once; a county's 5 000 sessions have a few dozen of them, and
 * identity, revision and times are plain ASCII lines that are filled in.
 */
function eventText(event: CalendarEvent, setting: Setting): string {
  const { zone, title, place, description, category, cancelled, alarmMinutes } = event;
  const { url, invitation } = setting;
  const parties = invitation && [invitation.organizer, invitation.attendee, invitation.event.partstat];
  const key = JSON.stringify([zone, title, place, description, category, cancelled, alarmMinutes, url, parties]);
  let skeleton = skeletons.get(key);
  if (!skeleton) {
    if (skeletons.size >= KEPT_SKELETONS) skeletons.clear();
    skeleton = skeletonOf(event, setting);
    skeletons.set(key, skeleton);
  }
  return skeleton.map((part) => part(event)).join('');
}

const time = (instant: Instant, zone: ZoneName): string =>
  zoneComponent(zone) ? `;TZID=${zone}:${wallTime(instant, zone)}` : `:${wallTime(instant, 'UTC')}Z`;

/** `20261208T200000` */
function wallTime(instant: Instant, zone: ZoneName): string {
  const seconds = String(Math.floor(instant / SECOND) % 60).padStart(2, '0');
  return `${civilOf(instant, zone).replaceAll(/[-:]/g, '')}${seconds}`;
}

function skeletonOf(event: CalendarEvent, setting: Setting): Skeleton {
  const lines = written(event, setting)
    .split('\r\n')
    .filter((line) => line !== '');
  return lines.map((line) => {
    const text = `${folded(line)}\r\n`;
    return LINES[PROPERTY.exec(line)?.[0] ?? ''] ?? (() => text);
  });
}

/** Parent of every event: the library asks for one, and without a zone of its own the stamps keep their Z. */
const PARENT = new ICalCalendar();

function written(event: CalendarEvent, { url, invitation }: Setting): string {
  const known = zoneComponent(event.zone) !== null;
  const changed = moment(event.changed, 'utc');
  const { alarmMinutes, cancelled, place, description } = event;
  return new ICalEvent(
    {
      id: uidOf(event),
      sequence: event.sequence,
      stamp: changed,
      lastModified: changed,
      // Only Luxon's dates give the right hour whatever zone the process runs in.
      start: moment(event.start, known ? event.zone : 'utc'),
      end: moment(event.end, known ? event.zone : 'utc'),
      timezone: known ? event.zone : null,
      summary: cleaned(event.title),
      location: place === null ? null : cleaned(place),
      description: description === null ? null : cleaned(description),
      categories: [{ name: cleaned(event.category) }],
      url: url === null ? null : addressable(url),
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: cancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
      alarms:
        alarmMinutes === null
          ? []
          : [{ type: ICalAlarmType.display, trigger: alarmMinutes * 60, description: cleaned(event.title) }],
      organizer: invitation && { name: personName(invitation.organizer.name), email: invitation.organizer.email },
      attendees: invitation ? [attendeeOf(invitation)] : [],
    },
    PARENT,
  ).toString();
}

function attendeeOf({ attendee, event }: NonNullable<Setting['invitation']>) {
  const partstat = event.cancelled ? 'NEEDS-ACTION' : event.partstat;
  return {
    name: personName(attendee.name),
    email: attendee.email,
    type: ICalAttendeeType.INDIVIDUAL,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus[partstat === 'NEEDS-ACTION' ? 'NEEDSACTION' : partstat],
    rsvp: !event.cancelled && partstat === 'NEEDS-ACTION',
  };
}

const moment = (instant: Instant, zone: string): DateTime => DateTime.fromMillis(instant, { zone });
