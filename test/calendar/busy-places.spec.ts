import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BusyTimesReader } from '../../src/calendar/busy-times-reader.service';
import { isPublic, PUBLIC_DOOR, type CalendarDoor } from '../../src/calendar/calendar-door';
import { fetchCalendar } from '../../src/calendar/fetch-calendar';
import { readBusyTimes } from '../../src/calendar/read-busy-times';
import { HOUR, type Instant } from '../../src/kernel/clock';
import { aRunningService, TUESDAY_TEN, type Agent, type RunningService } from '../http/running-service';

jest.setTimeout(60_000);

const STUDIO = '市广播电台直播间';
const SHANGHAI = { zone: 'Asia/Shanghai', now: TUESDAY_TEN };

const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//radio//ZH', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (uid: string, ...lines: string[]): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20261101T000000Z',
  ...lines,
  'END:VEVENT',
];
const NEWS = event(
  'news',
  'DTSTART;TZID=Asia/Shanghai:20261201T090000',
  'DTEND;TZID=Asia/Shanghai:20261201T100000',
  'RRULE:FREQ=WEEKLY;COUNT=3',
  'EXDATE;TZID=Asia/Shanghai:20261208T090000',
  'SUMMARY:早间新闻\\, 直播',
);
const read = (...lines: string[]) => readBusyTimes(calendar(...lines), SHANGHAI);
const at = (text: string): Instant => Date.parse(`${text}+08:00`);

describe('the calendar of a radio or a room', () => {
  let folder: string;
  let peer: Server;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let door: CalendarDoor;
  let asked = 0;
  let service: RunningService;
  let coordinator: Agent;

  const url = (path = '/radio.ics', host = 'radio.example'): string =>
    `https://${host}:${String((peer.address() as AddressInfo).port)}${path}`;
  const says = (text: string | Buffer): void => {
    answer = (_, response) => response.setHeader('Content-Type', 'text/calendar').end(text);
  };
  const fetched = async (over: Partial<CalendarDoor> = {}) =>
    fetchCalendar(url(), ['radio.example'], { ...door, ...over });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xinyue-radio-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const names = ['-subj', '/CN=radio.example', '-addext', 'subjectAltName=DNS:radio.example'];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '3650', '-keyout', key, '-out', cert, ...names],
      { stdio: 'ignore' },
    );
    const ca = readFileSync(cert, 'utf8');
    peer = createServer({ key: readFileSync(key), cert: ca }, (request, response) => {
      asked++;
      answer(request, response);
    });
    await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
    door = {
      ...PUBLIC_DOOR,
      ca,
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
      permits: () => true,
    };
    service = await aRunningService({ calendarDoor: door, env: { CALENDAR_HOSTS: 'radio.example' } });
    coordinator = await service.signedInAs('c01');
  });
  afterAll(async () => {
    await service.stop();
    peer.closeAllConnections();
    await new Promise((resolve) => peer.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  it('stands in the way of a session at its place until the coordinator says why, and follows every hour', async () => {
    const programme = await service.database.read((tx) =>
      tx.one<{ slug: string }>('SELECT slug FROM programmes WHERE specification LIKE ?', [`%${STUDIO}%`]),
    );
    const session = { programmeKey: programme?.slug, start: '2026-12-01T09:30', end: '2026-12-01T10:30' };
    says(calendar(...NEWS));
    await coordinator.post('/api/calendar/sources').send({ name: '电台日程', url: url(), place: STUDIO }).expect(201);
    const { body } = await coordinator.get('/api/calendar/sources').expect(200);
    expect(body).toMatchObject({ sources: [{ name: '电台日程', fault: null, busyTimes: 2, readMs: TUESDAY_TEN }] });

    const refusal = await coordinator.post('/api/sessions').send(session).expect(409);
    expect(refusal.body).toMatchObject({
      rule: 'place-taken',
      detail: '电台日程在 2026-12-01 09:00 到 2026-12-01 10:00 已有“早间新闻, 直播”；仍要安排，请写明原因',
    });
    // elsewhere, and on the day that is left out, nothing is in the way
    await coordinator
      .post('/api/sessions')
      .send({ ...session, start: '2026-12-08T09:30', end: '2026-12-08T10:30' })
      .expect(201);
    const elsewhere = await coordinator
      .post('/api/sessions')
      .send({ ...session, place: '大塘村' })
      .expect(201);
    const { sessionId } = elsewhere.body as { sessionId: string };
    const there = coordinator.patch(`/api/activities/${sessionId}`).send({ place: STUDIO });
    expect((await there.expect(409)).body).toMatchObject({ rule: 'place-taken' });
    await coordinator.patch(`/api/activities/${sessionId}`).send({ topic: '换个题目' }).expect(200);
    await coordinator.post(`/api/sessions/${sessionId}/cancel`).send({ reason: '换地方' }).expect(200);

    const free = await coordinator
      .post('/api/sessions')
      .send({ ...session, start: '2026-12-02T09:30', end: '2026-12-02T10:30' })
      .expect(201);
    const { sessionId: moved } = free.body as { sessionId: string };
    const wish = { start: '2026-12-15T09:00' };
    expect((await coordinator.post(`/api/sessions/${moved}/move`).send(wish).expect(409)).body).toMatchObject({
      rule: 'place-taken',
    });
    await coordinator
      .post(`/api/sessions/${moved}/move`)
      .send({ ...wish, reason: '台长同意' })
      .expect(200);
    const audit = await service.database.read((tx) =>
      tx.all<{ detail: string }>("SELECT detail FROM audit_entries WHERE act = 'session.move'"),
    );
    expect(audit.map(({ detail }) => detail).join()).toContain('台长同意');
    const after = await coordinator.get('/api/calendar/sources').expect(200);
    expect(after.body).toMatchObject({ conflicts: [{ sessionId: moved, title: '早间新闻, 直播' }] });

    says(calendar());
    const before = asked;
    service.clock.windTo(TUESDAY_TEN + HOUR);
    await service.beat();
    await service.beat();
    expect(asked - before).toBe(1);
    await coordinator
      .post('/api/sessions')
      .send({ ...session, start: '2026-12-01T09:40' })
      .expect(201);
  });

  it('is refused where it may not be read, and keeps what it said when it cannot be', async () => {
    const add = (text: string) =>
      coordinator.post('/api/calendar/sources').send({ name: '甲', url: text, place: '甲' });
    expect((await add(url('/a', 'other.example')).expect(422)).body).toMatchObject({ rule: 'bad-url' });
    await add(url().replace('https', 'http')).expect(422);
    await add('https://user:secret@radio.example/').expect(422);
    says(calendar(...NEWS));
    await add(url()).expect(201);
    answer = (_, response) => response.writeHead(500).end();
    service.clock.windTo(TUESDAY_TEN + 2 * HOUR);
    await service.beat();
    const { body } = await coordinator.get('/api/calendar/sources').expect(200);
    const { sources } = body as { sources: { id: string; name: string }[] };
    expect(sources.find(({ name }) => name === '甲')).toMatchObject({ fault: 'bad-status', busyTimes: 2 });
    for (const { id } of sources) await coordinator.delete(`/api/calendar/sources/${id}`).expect(200);
    expect(await service.database.read((tx) => tx.all('SELECT id FROM busy_times'))).toEqual([]);
  });

  it('leads to no private address, whatever the name says and wherever it is sent on to', async () => {
    says(calendar());
    expect(await fetched()).toMatchObject({ ok: true });
    const before = asked;
    expect(await fetched({ permits: isPublic })).toEqual({ ok: false, refusal: { fault: 'private-address' } });
    const both = [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    expect(await fetched({ permits: isPublic, resolve: () => Promise.resolve(both) })).toMatchObject({ ok: false });
    for (const host of ['127.0.0.1', '[::1]', '2130706433', '0x7f.1']) {
      const literal = new URL(`https://${host}:1/`);
      const read = await fetchCalendar(literal.href, [literal.hostname], { ...door, permits: isPublic });
      expect(read).toEqual({ ok: false, refusal: { fault: 'private-address' } });
    }
    expect(asked).toBe(before);
    answer = (_, response) => response.writeHead(302, { Location: 'https://127.0.0.1/' }).end();
    expect(await fetched()).toEqual({ ok: false, refusal: { fault: 'redirected' } });
  });

  it.each([
    ['127.0.0.1', 4, false],
    ['169.254.169.254', 4, false],
    ['192.168.1.1', 4, false],
    ['172.31.0.1', 4, false],
    ['100.100.100.200', 4, false],
    ['0.0.0.0', 4, false],
    ['93.184.216.34', 4, true],
    ['::1', 6, false],
    ['::ffff:93.184.216.34', 6, false],
    ['fd00::1', 6, false],
    ['fe80::1', 6, false],
    ['64:ff9b::7f00:1', 6, false],
    ['2002:7f00:1::', 6, false],
    ['2606:2800:220:1::1', 6, true],
  ])('%s (IPv%i) may be connected to: %s', (address, family, open) => {
    expect(isPublic({ address, family })).toBe(open);
  });

  it('is given up when it is too long, too slow, packed or in no known charset', async () => {
    says(Buffer.alloc(door.mostBytes + 1, 'A'));
    expect(await fetched()).toEqual({ ok: false, refusal: { fault: 'too-long' } });
    answer = (_, response) => {
      response.write('BEGIN:VCALENDAR\r\n');
    };
    expect(await fetched({ timeMs: 300 })).toEqual({ ok: false, refusal: { fault: 'too-slow' } });
    answer = (_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('x');
    expect(await fetched()).toEqual({ ok: false, refusal: { fault: 'packed' } });
    says(Buffer.from([0xd0, 0xc2, 0xce, 0xc5]));
    expect(await fetched()).toEqual({ ok: false, refusal: { fault: 'not-utf-8' } });
    expect(await fetched({ resolve: () => Promise.reject(new Error('ENOTFOUND')) })).toEqual({
      ok: false,
      refusal: { fault: 'unreachable' },
    });
  });

  it('is read with its recurrences, exceptions, whole days and zones', () => {
    const moved = event(
      'news',
      'RECURRENCE-ID;TZID=Asia/Shanghai:20261215T090000',
      'DTSTART:20261215T020000Z',
      'DTEND:20261215T030000Z',
      'SUMMARY:改到十点',
    );
    const holiday = event('day', 'DTSTART;VALUE=DATE:20261224', 'SUMMARY:检修');
    const floating = event('float', 'DTSTART:20261225T080000', 'DURATION:PT30M');
    const gone = event('gone', 'DTSTART:20261226T000000Z', 'DURATION:PT1H', 'STATUS:CANCELLED');
    const open = event('open', 'DTSTART:20261227T000000Z', 'DURATION:PT1H', 'TRANSP:TRANSPARENT');
    expect(read(...NEWS, ...moved, ...holiday, ...floating, ...gone, ...open)).toEqual({
      ok: true,
      value: [
        { startMs: at('2026-12-01T09:00'), endMs: at('2026-12-01T10:00'), title: '早间新闻, 直播' },
        { startMs: at('2026-12-15T10:00'), endMs: at('2026-12-15T11:00'), title: '改到十点' },
        { startMs: at('2026-12-24T00:00'), endMs: at('2026-12-25T00:00'), title: '检修' },
        { startMs: at('2026-12-25T08:00'), endMs: at('2026-12-25T08:30'), title: '已占用' },
      ],
    });
  });

  it.each([
    ['every second', 'FREQ=SECONDLY'],
    ['every second since 1970', 'FREQ=SECONDLY;UNTIL=20400101T000000Z', '19700101T000000Z'],
    ['never', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31'],
    ['nonsense', 'FREQ=SOMETIMES'],
  ])('ends a rule of %s', async (_, rule, start = '20261124T030000Z') => {
    const text = calendar(...event('bomb', `DTSTART:${start}`, 'DURATION:PT1S', `RRULE:${rule}`));
    const reader = service.server.app.get(BusyTimesReader, { strict: false });
    let turns = 0;
    const beat = setInterval(() => turns++, 5);
    expect(await reader.read({ text, ...SHANGHAI })).toMatchObject({ ok: false });
    clearInterval(beat);
    // the service went on meanwhile, and the next calendar is read as ever
    if (rule.includes('BYMONTHDAY=31')) expect(turns).toBeGreaterThan(100);
    expect(await reader.read({ text: calendar(...NEWS), ...SHANGHAI })).toMatchObject({ ok: true });
  });

  it('reads or refuses texts that are no calendars', () => {
    const long = event('long', 'DTSTART:20261201T000000Z', 'DURATION:PT1H', `SUMMARY:${'长'.repeat(600_000)}`);
    expect(read(...long)).toMatchObject({ ok: true, value: [{ title: '长'.repeat(100) }] });
    for (const text of ['', '<html>', 'BEGIN:VCALENDAR', 'BEGIN:VCARD\r\nEND:VCARD', '\u0000'.repeat(1000)]) {
      expect(readBusyTimes(text, SHANGHAI)).toEqual({ ok: false, refusal: { fault: 'not-a-calendar' } });
    }
  });
});
