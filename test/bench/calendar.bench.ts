import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import ICAL from 'ical.js';
import { ICalCalendar } from 'ical-generator';
import { DateTime } from 'luxon';
import { readConfiguration } from '../../config/configuration';
import { FeedTokens, feedPath } from '../../src/calendar/feed-tokens.service';
import { Database } from '../../src/database/database';
import { civilOf, instantOf } from '../../src/kernel/civil-time';
import { HOUR } from '../../src/kernel/clock';
import { newId, newUid } from '../../src/kernel/ids';
import type { Role } from '../../src/acts/domain/act-context';
import { startServer, type Server } from '../../src/server';
import { freshUrl } from '../harness/databases';
import { getAll, type Got } from './http-get';
import { quantile } from './measure';
import type { Report } from './report';
import { insertInto } from '../harness/insert-into';

const ZONE = 'Asia/Shanghai';
const DUTIES = 100;
const SESSIONS = 5_000;
/** `BENCH_SHORT=1` sends a tenth. */
const PART = process.env.BENCH_SHORT ? 0.1 : 1;
const AT_ONCE = 8;
/** Ours and the bare server take turns, so that whatever else the machine does falls on both. */
const ROUNDS = 5;

interface Feed {
  readonly name: string;
  readonly url: string;
  readonly times: number;
}

/** Feeds as subscribers ask for them, beside ical-generator's own text and a bare server that sends the same bytes. */
export async function run(report: Report): Promise<void> {
  const { url, drop } = await freshUrl('sqlite');
  const configuration = readConfiguration({ PORT: '0', DATABASE_URL: url, XINYUE_SAMPLE: 'none', LOG_LEVEL: 'silent' });
  const server = await startServer(configuration);
  try {
    for (const feed of await aBusyCounty(server)) await measure(server, feed, report);
  } finally {
    await server.stop();
    await drop();
  }
}

async function measure(server: Server, { name, url, times }: Feed, report: Report): Promise<void> {
  const began = performance.now();
  const cold = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
  const body = Buffer.from(await cold.arrayBuffer());
  const coldMs = performance.now() - began;
  const events = eventsOf(body.toString());
  const own = performance.now();
  const byLibrary = libraryText(events);
  const libraryMs = performance.now() - own;
  report.say(
    `${name}: ${String(events.length)} events, ${String(body.length)} bytes, the library's own ${String(byLibrary.length)}`,
  );
  const beside = { reference: 'ical-generator toString', referenceValue: libraryMs };
  report.measured({ case: `${name}: cold`, value: coldMs, unit: 'ms', ...beside });

  // a change elsewhere makes it look again; every wording is known by then
  await server.app.get(Database).write((tx) => tx.run('UPDATE programmes SET sort_order = sort_order + 1'));
  const again = performance.now();
  await (await fetch(url, { headers: { 'accept-encoding': 'identity' } })).arrayBuffer();
  report.measured({
    case: `${name}: looked at again after a change`,
    value: performance.now() - again,
    unit: 'ms',
    ...beside,
  });

  const tag = cold.headers.get('etag') ?? '';
  const packed = Buffer.from(await (await fetch(url)).arrayBuffer());
  const zipped = await rawBody(url);
  if (!gunzipSync(zipped).equals(body) || packed.length !== body.length) throw new Error('packed and plain differ');
  const plainHeaders = { 'accept-encoding': 'identity' };
  const kinds = [
    { kind: 'warm, plain', headers: plainHeaders, status: 200, bytes: body },
    { kind: 'warm, packed', headers: { 'accept-encoding': 'gzip' }, status: 200, bytes: zipped },
    { kind: '304', headers: { ...plainHeaders, 'if-none-match': tag }, status: 304, bytes: null },
  ];
  for (const { kind, headers, status, bytes } of kinds) {
    const many = Math.ceil((kind === '304' ? 20_000 : times) * PART);
    const bare = await bareServer(status, bytes);
    const load = { headers, status, times: Math.ceil(many / ROUNDS), atOnce: AT_ONCE };
    const bareUrl = `http://127.0.0.1:${String((bare.address() as AddressInfo).port)}/`;
    await getAll({ ...load, url });
    const ours: Got[] = [];
    const theirs: Got[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await getAll({ ...load, url }));
      theirs.push(await getAll({ ...load, url: bareUrl }));
    }
    bare.close();
    const per = (got: readonly Got[]): number => (eachOf(got).length / sum(got.map(({ tookMs }) => tookMs))) * 1000;
    const reference = 'bare Node server';
    report.measured({ case: `${name}: ${kind}`, value: per(ours), unit: '/s', reference, referenceValue: per(theirs) });
    const p99 = { value: quantile(eachOf(ours), 0.99), referenceValue: quantile(eachOf(theirs), 0.99) };
    report.measured({ case: `${name}: ${kind}, p99 of ${String(AT_ONCE)} at once`, unit: 'ms', reference, ...p99 });
  }
}

const eachOf = (rounds: readonly Got[]): number[] => rounds.flatMap(({ each }) => each);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The same bytes from nothing but Node. */
async function bareServer(status: number, bytes: Buffer | null): Promise<HttpServer> {
  const bare = createServer((_, response) => {
    response.writeHead(status, { 'Content-Type': 'text/calendar; charset=utf-8', ETag: '"bare"' });
    response.end(bytes ?? undefined);
  });
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  return bare;
}

async function rawBody(url: string): Promise<Buffer> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('end', () => {
        resolve(Buffer.concat(parts));
      });
    })
      .once('error', reject)
      .end();
  });
}

const eventsOf = (text: string): ICAL.Event[] =>
  new ICAL.Component(ICAL.parse(text) as unknown[])
    .getAllSubcomponents('vevent')
    .map((component) => new ICAL.Event(component));

/** What the library makes of the same events when it is left to itself. */
function libraryText(events: readonly ICAL.Event[]): string {
  const calendar = new ICalCalendar({ name: '心约日历', ttl: 3600 });
  for (const event of events) {
    calendar.createEvent({
      id: event.uid,
      sequence: event.sequence,
      start: DateTime.fromISO(event.startDate.toString(), { zone: ZONE }),
      end: DateTime.fromISO(event.endDate.toString(), { zone: ZONE }),
      timezone: ZONE,
      summary: event.summary,
      description: event.description,
    });
  }
  return calendar.toString();
}

/** A county with 5 000 sessions ahead, and one volunteer with a hundred duties. */
async function aBusyCounty(server: Server): Promise<Feed[]> {
  const database = server.app.get(Database);
  const now = Date.now();
  const [orgId, programmeId, bossId, jingId] = [newId(now), newId(now), newId(now), newId(now)];
  const first = instantOf(`${civilOf(now, ZONE).slice(0, 10)}T08:00`, ZONE);
  await database.write(async (tx) => {
    await insertInto(tx, 'organisations', {
      id: orgId, parent_id: null, path: `/${orgId}/`, slug: 'county', name: '县妇联', time_zone: ZONE, region_code: null,
      sample: 0, settings: '{}', created_ms: now,
    }); // prettier-ignore
    for (const [id, slug, role] of [
      [bossId, 'boss', 'coordinator'],
      [jingId, 'jing', 'volunteer'],
    ] as const) {
      await insertInto(tx, 'people', {
        id, org_id: orgId, slug, name: slug, email: null, phone_cipher: null, phone_index: null, joined: null, trainee: 0,
        caps: '{}', preferences: '{}', active: 1, created_ms: now,
      }); // prettier-ignore
      await insertInto(tx, 'grants', { id: newId(now), org_id: orgId, person_id: id, role, created_ms: now });
    }
    const parts = ['早班', '午班', '晚班', '夜班'].map((name, i) => ({
      key: `p${String(i)}`, name, start: `${String(i * 6).padStart(2, '0')}:00`, end: `${String(i * 6 + 6).padStart(2, '0')}:00`, night: i === 3,
    })); // prettier-ignore
    const post = { key: 'answer', name: '接线员', min: 2, max: 3, qualification: null, trainee: 'allowed' };
    await insertInto(tx, 'programmes', {
      id: programmeId, org_id: orgId, slug: 'hotline', name: '天天询', sort_order: 0, planned_until: '9999-12-31', created_ms: now,
      specification: JSON.stringify({
        recurrence: null, since: null, dayParts: parts, place: null, capacity: null, posts: [post], measures: [],
        rules: { minRestHours: 0, restAfterNightHours: 0, restAfterHighRiskHours: 0, maxNightsInRow: null, maxPerDay: null, claimOpensDays: null, dropCutoffHours: 24 },
        reminders: { confirmHours: 24, askAgainHours: 12, offerHours: 6, alarmHours: 3 },
      }),
    }); // prettier-ignore
    const sessions = Array.from({ length: SESSIONS }, (_, i) => ({
      id: newId(now),
      shiftId: newId(now),
      i,
      start: first + i * 6 * HOUR,
    }));
    await insertInto(tx, 'sessions', sessions.map(({ id, i, start }) => ({
      id, org_id: orgId, programme_id: programmeId, day_part: `p${String(i % 4)}`, start_ms: start, end_ms: start + 6 * HOUR,
      start_civil: civilOf(start, ZONE), end_civil: civilOf(start + 6 * HOUR, ZONE), topic: null, place: null, state: 'planned',
      reason: null, households_max: null, waitlist_max: 0, households_taken: 0, waiting: 0, check_in_code: null, revision: i % 3,
      created_ms: now, changed_ms: now,
    }))); // prettier-ignore
    await insertInto(tx, 'shifts', sessions.map(({ id, shiftId, i, start }) => ({
      id: shiftId, org_id: orgId, session_id: id, programme_id: programmeId, post_key: 'answer', post_order: 0, start_ms: start,
      end_ms: start + 6 * HOUR, night: i % 4 === 3 ? 1 : 0, seats_min: 2, seats_max: 3, taken: i % 3, state: 'open',
    }))); // prettier-ignore
    await insertInto(tx, 'assignments', sessions.slice(0, DUTIES).map(({ shiftId, start }) => ({
      id: newId(now), org_id: orgId, shift_id: shiftId, person_id: jingId, state: 'held', ended_key: '', start_ms: start,
      end_ms: start + 6 * HOUR, night: 0, source: 'claim', uid: newUid(), sequence: 0, created_ms: now, changed_ms: now,
      confirmed_ms: null, arrived_ms: null, left_ms: null, service_minutes: null, replaced_by: null, note: null,
    }))); // prettier-ignore
  });
  const tokens = server.app.get(FeedTokens, { strict: false });
  const as = (actorId: string, ...roles: Role[]) => ({
    scope: { orgId, zone: ZONE },
    actorId,
    roles,
    now,
    channel: 'bench',
  });
  const county = await tokens.issueSessions(as(bossId, 'coordinator'), 'organisation');
  if (!county.ok) throw new Error('a coordinator');
  const own = await tokens.issue(as(jingId, 'volunteer'));
  return [
    { name: `personal feed (${String(DUTIES)} events)`, url: `${server.baseUrl}${feedPath(own)}`, times: 10_000 },
    { name: `county feed (${String(SESSIONS)} events)`, url: `${server.baseUrl}${feedPath(county.value)}`, times: 400 },
  ];
}
