import * as fc from 'fast-check';
import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { calendarFile } from '../../src/calendar/ics';
import type { CalendarEvent } from '../../src/calendar/domain/calendar-event';
import { instantOf } from '../../src/kernel/civil-time';
import { readable } from './readable';

const START = instantOf('2026-12-08T20:00', 'Asia/Shanghai');

const anEvent = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: '01kb000000000000000000000a@xinyue',
  sequence: 3,
  changed: instantOf('2026-11-24T09:30', 'Asia/Shanghai'),
  start: START,
  end: instantOf('2026-12-09T08:00', 'Asia/Shanghai'),
  zone: 'Asia/Shanghai',
  title: '值班：接线员',
  place: null,
  description: null,
  category: '值班',
  alarmMinutes: null,
  cancelled: false,
  ...more,
});

const linesOf = (text: string): string[] => text.split('\r\n').slice(0, -1);

function parsed(text: string): { calendar: ICAL.Component; events: ICAL.Event[] } {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each)) };
}

/** Reads DTSTART without the library that wrote it: the wall time and zone as printed. */
function printedStart(text: string): number {
  const match = /^DTSTART;TZID=([^:]+):(\d{8}T\d{6})$/m.exec(text.replaceAll('\r\n', '\n'));
  return DateTime.fromFormat(match?.[2] ?? '', "yyyyMMdd'T'HHmmss", { zone: match?.[1] }).toMillis();
}

describe('a calendar file', () => {
  it('is read back by an unrelated reader as what went in', () => {
    const text = calendarFile('心约日历', [anEvent({ place: '三楼沙龙室', description: '第一行\n第二行' })]);
    const { calendar, events } = parsed(text);
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('心约日历');
    expect(events).toHaveLength(1);
    const [event] = events;
    expect(event?.uid).toBe('01kb000000000000000000000a@xinyue');
    expect(event?.sequence).toBe(3);
    expect(event?.summary).toBe('值班：接线员');
    expect(event?.location).toBe('三楼沙龙室');
    expect(event?.description).toBe('第一行\n第二行');
    expect(event?.startDate.toString()).toBe('2026-12-08T20:00:00');
    expect(event?.endDate.toString()).toBe('2026-12-09T08:00:00');
    expect(printedStart(text)).toBe(START);
  });

  it('defines its zone before the events, stamps in UTC, and ends with a line end', () => {
    const text = calendarFile('心约日历', [anEvent()]);
    expect(text.indexOf('BEGIN:VTIMEZONE')).toBeLessThan(text.indexOf('BEGIN:VEVENT'));
    expect(text).toMatch(/\r\nDTSTAMP:20261124T013000Z\r\n/);
    expect(text).toMatch(/\r\nLAST-MODIFIED:20261124T013000Z\r\n/);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n');
    expect(text).not.toContain('METHOD');
  });

  it('is the same text for the same facts, whenever it is written', () => {
    expect(calendarFile('心约日历', [anEvent()])).toBe(calendarFile('心约日历', [anEvent()]));
  });

  it('marks a cancelled entry for readers that show it all the same', () => {
    const text = calendarFile('心约日历', [anEvent({ cancelled: true })]);
    expect(text).toContain('STATUS:CANCELLED');
    expect(text).toContain('TRANSP:TRANSPARENT');
    expect(calendarFile('心约日历', [anEvent()])).toContain('STATUS:CONFIRMED');
  });

  it('defines every other zone that it writes in', () => {
    const text = calendarFile('心约日历', [anEvent(), anEvent({ zone: 'America/New_York' })]);
    expect(text).toContain('DTSTART;TZID=America/New_York:20261208T070000\r\n');
    expect(text.match(/^TZID:.+$/gm)).toEqual(['TZID:Asia/Shanghai', 'TZID:America/New_York']);
  });

  it('writes in UTC what lies in a zone that nobody defined', () => {
    const text = calendarFile('心约日历', [anEvent({ zone: 'PRC' })]);
    const start = /^DTSTART(.*)$/m.exec(text)?.[1]?.trim();
    expect([';TZID=PRC:20261208T200000', ':20261208T120000Z']).toContain(start);
    const unknown = calendarFile('心约日历', [anEvent({ zone: 'Etc/Unknown' })]);
    expect(unknown).toContain('DTSTART:20261208T120000Z');
    expect(unknown).not.toContain('VTIMEZONE');
  });

  it('escapes the name of the calendar', () => {
    expect(calendarFile('a;b,c\nd', [])).toContain('X-WR-CALNAME:a\\;b\\,c\\nd\r\n');
  });

  it('is no subscription without a name', () => {
    const text = calendarFile(null, [anEvent()]);
    expect(text).not.toMatch(/^(NAME|X-WR-CALNAME|REFRESH|X-PUBLISHED)/m);
    expect(parsed(text).events).toHaveLength(1);
  });

  it('is a valid file even without an event', () => {
    expect(parsed(calendarFile('心约日历', [])).events).toHaveLength(0);
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '王"芳";,\\n',
      'a\r\nATTENDEE:mailto:x@example.org',
      'END:VEVENT\r\nEND:VCALENDAR',
      '😀'.repeat(60),
      '\u0000\u001b\u0085\u2028x',
      '\ud800 half a pair',
      '长'.repeat(200),
    ),
  );

  it('keeps every line within 75 octets and every hostile text inside its own property', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (title, place, description) => {
        const text = calendarFile(title, [anEvent({ title, place, description })]);
        expect(text).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
        for (const line of linesOf(text)) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
        const { calendar, events } = parsed(text);
        expect(events).toHaveLength(1);
        expect(events[0]?.component.getAllProperties('attendee')).toHaveLength(0);
        expect(events[0]?.summary).toBe(readable(title));
        expect(events[0]?.description ?? '').toBe(readable(description));
        // This reader does not know NAME and hands it out as it is written.
        expect(unescaped(String(calendar.getFirstPropertyValue('name')))).toBe(readable(title));
      }),
      { numRuns: 300 },
    );
  });
});

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
