import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import ICAL from 'ical.js';
import * as nodeIcal from 'node-ical';
import type { AnswerableEvent } from '../../src/calendar/domain/calendar-event';
import { calendarFile, invitationFile } from '../../src/calendar/ics';
import { newUid } from '../../src/kernel/ids';
import { readable } from './readable';

/** `CALENDAR_EVENTS=20000` reads that many instead. */
const EVENTS = Number(process.env.CALENDAR_EVENTS ?? 2_000);
const A_FILE = 50;

interface Found {
  readonly uid: string;
  readonly sequence: number;
  readonly status: string;
  readonly start: number;
  readonly end: number;
  readonly title: string;
  readonly place: string | null;
  readonly description: string | null;
}

const words = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        ',',
        ';',
        '\\',
        '"',
        "'",
        ':',
        '\n',
        '，',
        '😀👩‍👩‍👧',
        'é',
        '长'.repeat(30),
        '\\n',
        'END:VEVENT',
        '\t',
      ),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => `题${parts.join('')}末`);

const event: fc.Arbitrary<AnswerableEvent> = fc.record({
  uid: fc.constant('').map(newUid),
  sequence: fc.nat(1000),
  changed: fc.integer({ min: 1_700_000_000, max: 1_800_000_000 }).map((seconds) => seconds * 1000),
  start: fc.integer({ min: 28_000_000, max: 30_000_000 }).map((minutes) => minutes * 60_000),
  end: fc.integer({ min: 30_000_001, max: 30_010_000 }).map((minutes) => minutes * 60_000),
  zone: fc.constantFrom('Asia/Shanghai', 'Asia/Shanghai', 'America/New_York', 'Asia/Kolkata', 'Etc/Unknown'),
  title: words,
  place: fc.option(words),
  description: fc.option(words),
  category: fc.constantFrom('值班', '活动'),
  cancelled: fc.boolean(),
  alarmMinutes: fc.option(fc.constantFrom(15, 60)),
  partstat: fc.constantFrom('NEEDS-ACTION', 'ACCEPTED', 'TENTATIVE'),
});

const expected = (one: AnswerableEvent): Found => ({
  uid: one.uid,
  sequence: one.sequence,
  status: one.cancelled ? 'CANCELLED' : 'CONFIRMED',
  start: one.start,
  end: one.end,
  title: readable(one.title),
  place: one.place === null ? null : readable(one.place),
  description: one.description === null ? null : readable(one.description),
});

function byIcalJs(text: string): Found[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const found = new ICAL.Event(component);
    const said = (name: string): string | null => component.getFirstPropertyValue(name) as string | null;
    return {
      uid: found.uid,
      sequence: found.sequence,
      status: String(said('status')),
      start: found.startDate.toJSDate().getTime(),
      end: found.endDate.toJSDate().getTime(),
      title: found.summary,
      place: said('location'),
      description: said('description'),
    };
  });
}

const plain = (value: string | { val: string } | undefined): string | null =>
  typeof value === 'object' ? value.val : (value ?? null);

function byNodeIcal(text: string): Found[] {
  return Object.values(nodeIcal.sync.parseICS(text)).flatMap((found) => {
    if (found?.type !== 'VEVENT') return [];
    return [
      {
        uid: found.uid,
        sequence: Number(found.sequence),
        status: String(found.status),
        start: found.start.getTime(),
        end: found.end?.getTime() ?? 0,
        title: plain(found.summary) ?? '',
        place: plain(found.location),
        description: plain(found.description),
      },
    ];
  });
}

/** What Python's readers find, or null where they are not installed. */
function byPython(texts: readonly string[]): Record<'icalendar' | 'vobject', Found[]>[] | null {
  const script = join(__dirname, '../harness/read-calendars.py');
  // Debian's own, for which its packages are installed, before any other that the PATH finds first.
  const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
  const child = spawnSync(python, [script], { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 1 << 28 });
  if (child.status === 0) return JSON.parse(child.stdout) as Record<'icalendar' | 'vobject', Found[]>[];
  if (/No module named|not found/.test(child.stderr)) return null;
  throw new Error(child.stderr);
}

const byUid = (found: readonly Found[]): Found[] => [...found].sort((a, b) => (a.uid < b.uid ? -1 : 1));

describe(`${String(EVENTS)} events, read by readers that share no code with the writer`, () => {
  const events = fc.sample(event, { numRuns: EVENTS, seed: 20261125 });
  const files = Array.from({ length: Math.ceil(EVENTS / A_FILE) }, (_, i) =>
    events.slice(i * A_FILE, (i + 1) * A_FILE),
  );
  const texts = files.map((some) => calendarFile('心约日历', some, 'https://xinyue.test/chat?a=1,2;3'));
  const wanted = files.map((some) => byUid(some.map(expected)));

  it('mean the same to ical.js and to node-ical', () => {
    expect(texts.map((text) => byUid(byIcalJs(text)))).toEqual(wanted);
    expect(texts.map((text) => byUid(byNodeIcal(text)))).toEqual(wanted);
  });

  it('mean the same to icalendar and to vobject, which are Python’s', () => {
    const found = byPython(texts);
    if (!found) {
      expect(process.env.CI ?? '').toBe('');
      return;
    }
    expect(found.map(({ icalendar }) => byUid(icalendar))).toEqual(wanted);
    expect(found.map(({ vobject }) => byUid(vobject))).toEqual(wanted);
  });

  it('mean the same in an invitation, whatever the attendee is called', () => {
    const names = ['王"芳"', 'a;b,c:d', '\\^"', '\r\nATTENDEE:mailto:x@y.z', '', '😀', '志愿者　小陈'];
    const invitations = names.map((name, i) => {
      const one = events[i] ?? events[0];
      if (!one) throw new Error('no event');
      return invitationFile(one.cancelled ? 'CANCEL' : 'REQUEST', one, {
        organizer: { name: '心约;"小约"', email: 'bot@xinyue.test' },
        attendee: { name, email: 'jing@volunteers.test' },
        url: null,
      });
    });
    for (const [i, text] of invitations.entries()) {
      const one = events[i];
      const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
      const attendees = calendar.getFirstSubcomponent('vevent')?.getAllProperties('attendee') ?? [];
      expect(attendees).toHaveLength(1);
      expect(String(attendees[0]?.getFirstValue()).toLowerCase()).toBe('mailto:jing@volunteers.test');
      expect(calendar.getFirstPropertyValue('method')).toBe(one?.cancelled ? 'CANCEL' : 'REQUEST');
      expect(text.indexOf('METHOD:')).toBeLessThan(text.indexOf('BEGIN:VTIMEZONE') + 1 || text.indexOf('BEGIN:VEVENT'));
      expect(text).toMatch(/^ORGANIZER;CN="心约；＂小约＂":mailto:bot@xinyue\.test\r$/m);
    }
    const found = byPython(invitations);
    if (found)
      expect(found.every(({ icalendar, vobject }) => icalendar.length === 1 && vobject.length === 1)).toBe(true);
  });
});
