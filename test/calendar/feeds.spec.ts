import { gunzipSync } from 'node:zlib';
import ICAL from 'ical.js';
import { CalendarFeeds, type FeedAnswer } from '../../src/calendar/calendar-feeds.service';
import { CalendarFiles } from '../../src/calendar/calendar-files.service';
import { FeedReader } from '../../src/calendar/feed-reader.service';
import { FeedTokens, feedPath } from '../../src/calendar/feed-tokens.service';
import type { Database } from '../../src/database/database';
import type { FileAttachment } from '../../src/messaging/channel';
import { CancelRegistration } from '../../src/registrations/cancel-registration.service';
import { RegisterForSession } from '../../src/registrations/register-for-session.service';
import { HOTLINE, House, at, type Person } from '../builders/salon';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

const MORNING = '2026-12-01T09:00';

interface Entry {
  readonly title: string;
  readonly start: string;
  readonly status: unknown;
}

function entriesOf(text: string): Entry[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      title: event.summary,
      start: event.startDate.toString(),
      status: component.getFirstPropertyValue('status'),
    };
  });
}

const textOf = (file: FileAttachment | null): string => Buffer.from(file?.base64 ?? '', 'base64').toString('utf8');

describe.each(databasesUnderTest())('a person’s calendar on %s', (engine) => {
  let database: Database;
  let fresh: FreshDatabase;
  let house: House;
  let jing: Person;
  let mei: Person;
  let hotline: Awaited<ReturnType<House['programme']>>;
  let token: string;

  const read = (when = MORNING, ifNoneMatch?: string, key = token): Promise<FeedAnswer> =>
    house.get(CalendarFeeds).read(key, { ifNoneMatch }, at(when));
  const entries = async (when = MORNING): Promise<Entry[]> => {
    const answer = await read(when);
    if (answer.status !== 200) throw new Error(String(answer.status));
    return entriesOf(answer.body.toString());
  };
  const tag = async (when = MORNING): Promise<string> => {
    const answer = await read(when);
    return answer.status === 404 ? 'none' : answer.etag;
  };

  beforeAll(async () => {
    fresh = await freshDatabase(engine);
    ({ database } = fresh);
  });
  afterAll(() => fresh.close());
  beforeEach(async () => {
    house = await House.on(database);
    jing = await house.person('陈静', 'volunteer');
    mei = await house.person('莫红梅', 'volunteer');
    hotline = await house.programme('hotline', '天天询', HOTLINE);
    token = await house.get(FeedTokens).issue(house.as(jing, MORNING));
  });
  afterEach(() => house.close());

  it('shows her own duties and nobody else’s, with no name in them', async () => {
    const session = await house.session(hotline, '2026-12-08T20:00', { end: '2026-12-09T08:00', night: true });
    await house.duty(session, jing, 'held');
    await house.duty(session, mei, 'held');
    await house.duty(await house.session(hotline, '2026-12-10T08:00'), mei, 'held');
    expect(await entries()).toEqual([{ title: '值班：接线员', start: '2026-12-08T20:00:00', status: 'CONFIRMED' }]);
    const answer = await read();
    if (answer.status !== 200) throw new Error('no feed');
    expect(answer.body.toString()).not.toMatch(/莫红梅|陈静/);
  });

  it('answers 304 until anything that shows has changed, time itself included', async () => {
    const session = await house.session(hotline, '2026-12-08T20:00');
    const duty = await house.duty(session, jing, 'held');
    const first = await tag();
    expect(await read(MORNING, first)).toEqual({ status: 304, etag: first });
    expect(await read(MORNING, `W/${first}, "other"`)).toMatchObject({ status: 304 });
    expect(await read(MORNING, '"other"')).toMatchObject({ status: 200 });
    const changes: [sql: string, id: string][] = [
      ["UPDATE sessions SET place = '二楼', revision = revision + 1 WHERE id = ?", session.id],
      ["UPDATE sessions SET topic = '新' WHERE id = ?", session.id],
      ["UPDATE assignments SET state = 'dropped' WHERE id = ?", duty],
    ];
    const tags = [first];
    for (const [sql, id] of changes) {
      await database.write((tx) => tx.run(sql, [id]));
      tags.push(await tag());
    }
    tags.push(await tag('2027-01-30T09:00'));
    expect(new Set(tags).size).toBe(tags.length);
  });

  it('is one query while nothing changes, and looks again after any change that might show', async () => {
    await house.duty(await house.session(hotline, '2026-12-08T20:00'), jing, 'held');
    const etag = await tag();
    const looked = jest.spyOn(house.get(FeedReader), 'contents');
    for (let i = 0; i < 3; i++) expect(await read(MORNING, etag)).toEqual({ status: 304, etag });
    expect(looked).not.toHaveBeenCalled();
    // somebody else's duty: looked at again, and still the same feed
    await house.duty(await house.session(hotline, '2026-12-10T08:00'), mei, 'held');
    expect(await read(MORNING, etag)).toEqual({ status: 304, etag });
    expect(looked).toHaveBeenCalledTimes(1);
    looked.mockRestore();
  });

  it('is another representation when it is packed', async () => {
    const plain = await house.get(CalendarFeeds).read(token, {}, at(MORNING));
    const packed = await house.get(CalendarFeeds).read(token, { acceptsGzip: true }, at(MORNING));
    if (plain.status !== 200 || packed.status !== 200) throw new Error('two feeds');
    expect(packed.etag).not.toBe(plain.etag);
    expect(gunzipSync(packed.body)).toEqual(plain.body);
    const again = { ifNoneMatch: packed.etag, acceptsGzip: true };
    expect(await house.get(CalendarFeeds).read(token, again, at(MORNING))).toMatchObject({ status: 304 });
  });

  it('shows a coordinator every session of a programme or of all, in numbers, for as long as she is one', async () => {
    const boss = await house.person('林主任', 'coordinator', 'county-coordinator');
    await house.grant(boss, 'county-coordinator');
    const session = await house.session(hotline, '2026-12-08T20:00', { end: '2026-12-09T08:00' });
    await house.duty(session, jing, 'held');
    const salon = await house.programme('salon', '周周约');
    await house.session(salon, '2026-12-05T15:00', { topic: '情绪急救箱' });
    const branch = await house.branch('县妇联');
    await branch.session(await branch.programme('lecture', '宣讲'), '2026-12-07T09:00');
    const refused = await house.get(FeedTokens).issueSessions(house.as(jing, MORNING), 'organisation');
    expect(refused).toEqual({ ok: false, refusal: { rule: 'not-allowed' } });
    const own = token;
    const all = await house.get(FeedTokens).issueSessions(house.as(boss, MORNING), 'organisation');
    const one = await house.get(FeedTokens).issueSessions(house.as(boss, MORNING), { programmeId: hotline.id });
    if (!all.ok || !one.ok) throw new Error('a coordinator');
    token = one.value;
    expect((await entries()).map(({ title }) => title)).toEqual(['天天询（缺1人）']);
    token = all.value;
    expect((await entries()).map(({ title }) => title)).toEqual([
      '周周约：情绪急救箱（缺1人）',
      '宣讲（缺1人）',
      '天天询（缺1人）',
    ]);
    await database.write((tx) => tx.run("UPDATE grants SET role = 'coordinator' WHERE person_id = ?", [boss.id]));
    expect((await entries()).map(({ title }) => title)).not.toContain('宣讲（缺1人）');
    const body = await read();
    expect(body.status === 200 && body.body.toString()).not.toMatch(/陈静/);
    // ending the addresses of one programme, or of her own entries, ends no others
    const tokens = house.get(FeedTokens);
    const other = await tokens.resetSessions(house.as(boss, MORNING), { programmeId: hotline.id });
    expect(other).toMatchObject({ ok: true, value: { others: true } });
    expect(await tokens.reset(house.as(boss, MORNING))).toMatchObject({ others: true });
    expect(await read(MORNING, undefined, one.value)).toEqual({ status: 404 });
    expect(await read()).toMatchObject({ status: 200 });
    expect(await tokens.reset(house.as(boss, MORNING), 'everything')).toMatchObject({ others: false });
    expect(await read()).toEqual({ status: 404 });
    const again = await tokens.issueSessions(house.as(boss, MORNING), 'organisation');
    token = again.ok ? again.value : '';
    expect(await read()).toMatchObject({ status: 200 });
    await database.write((tx) => tx.run('DELETE FROM grants WHERE person_id = ?', [boss.id]));
    expect(await read()).toEqual({ status: 404 });
    token = own;
    expect(await read()).toMatchObject({ status: 200 });
  });

  it('marks a duty that was given up as cancelled, and forgets it 14 days after', async () => {
    await house.duty(await house.session(hotline, '2026-12-08T20:00'), jing, 'dropped');
    expect(await entries()).toMatchObject([{ title: '【已取消】值班：接线员', status: 'CANCELLED' }]);
    expect(await entries('2026-12-22T21:59')).toHaveLength(1);
    expect(await entries('2026-12-22T22:00')).toHaveLength(0);
  });

  it('is the same 404 for what is no token, unknown, revoked, or of somebody who has left', async () => {
    const etag = await tag();
    const hostile = ['', 'x', `${token}x`, 'A'.repeat(43), "' OR 1=1 --", `${token.slice(0, -1)}\u0000`];
    for (const wrong of hostile) expect(await read(MORNING, '*', wrong)).toEqual({ status: 404 });
    const notText = 0 as unknown as string;
    expect(await read(MORNING, undefined, notText)).toEqual({ status: 404 });
    expect(await house.get(FeedTokens).revokeAll(house.as(jing, MORNING))).toBe(1);
    expect(await read(MORNING, etag)).toEqual({ status: 404 });
    token = await house.get(FeedTokens).issue(house.as(jing, MORNING));
    expect(await read()).toMatchObject({ status: 200 });
    await database.write((tx) => tx.run('UPDATE people SET active = 0 WHERE id = ?', [jing.id]));
    expect(await read()).toEqual({ status: 404 });
  });

  it('keeps five addresses alive, ends them all on a reset, and stores none of them', async () => {
    const tokens = [token];
    for (let minute = 1; minute <= 5; minute++)
      tokens.push(await house.get(FeedTokens).issue(house.as(jing, `2026-12-01T09:0${String(minute)}`)));
    const statuses = await Promise.all(tokens.map(async (each) => (await read(MORNING, undefined, each)).status));
    expect(statuses).toEqual([404, 200, 200, 200, 200, 200]);
    // of those that may end, one that nobody ever asked for ends first
    await read('2026-12-01T10:30', undefined, tokens[1]);
    await house.get(FeedTokens).issue(house.as(jing, '2026-12-01T10:40'));
    expect((await read(MORNING, undefined, tokens[1])).status).toBe(200);
    const { token: fresh, others } = await house.get(FeedTokens).reset(house.as(jing, '2026-12-01T10:50'));
    expect(others).toBe(false);
    expect(await read(MORNING, undefined, tokens[5])).toEqual({ status: 404 });
    expect(await read(MORNING, undefined, fresh)).toMatchObject({ status: 200 });
    expect(feedPath(fresh)).toBe(`/calendar/${fresh}.ics`);
    const stored = JSON.stringify([
      await house.all('SELECT * FROM feed_tokens'),
      await house.all('SELECT * FROM operations'),
      await house.all('SELECT * FROM audit_entries'),
    ]);
    for (const each of [...tokens, fresh]) expect(stored).not.toContain(each);
  });

  it('notes when it was last asked for, once an hour', async () => {
    const used = async (): Promise<number | null | undefined> =>
      (await house.all<{ usedMs: number | null }>('SELECT used_ms FROM feed_tokens WHERE person_id = ?', [jing.id]))[0]
        ?.usedMs;
    expect(await used()).toBeNull();
    await read(MORNING);
    await read('2026-12-01T09:59');
    expect(await used()).toBe(at(MORNING));
    await read('2026-12-01T10:01');
    expect(await used()).toBe(at('2026-12-01T10:01'));
  });

  it('hands out files of all her shifts ahead, of one, and of a registration', async () => {
    const files = house.get(CalendarFiles);
    expect(await files.allOf(house.scope, jing.id, at(MORNING))).toBeNull();
    await house.duty(await house.session(hotline, '2026-11-30T08:00'), jing, 'done');
    await house.duty(await house.session(hotline, '2026-12-09T08:00'), jing, 'dropped');
    const duty = await house.duty(await house.session(hotline, '2026-12-08T20:00'), jing, 'confirmed');
    const all = await files.allOf(house.scope, jing.id, at(MORNING));
    expect(all).toMatchObject({ name: '值班日历.ics', type: 'text/calendar; charset=utf-8' });
    expect(entriesOf(textOf(all)).map((entry) => entry.start)).toEqual(['2026-12-08T20:00:00']);
    const one = await files.assignment(house.scope, jing.id, duty);
    expect(one?.name).toBe('值班 2026-12-08.ics');
    expect(entriesOf(textOf(one))).toHaveLength(1);
    expect(await files.assignment(house.scope, mei.id, duty)).toBeNull();
  });

  it('shows a family its place, not its turn in the queue, and a cancelled place as cancelled', async () => {
    const salon = await house.session(await house.programme('salon', '周周约'), '2026-12-05T15:00', {
      households: 1,
      topic: '情绪急救箱',
    });
    const families = await house.people(['韦家', '覃家'], 'participant');
    const held: { token: string; registrationId: string }[] = [];
    for (const family of families) {
      const result = await house
        .get(RegisterForSession)
        .register(house.as(family, MORNING), { sessionId: salon.id, party: 3 });
      if (!result.ok) throw new Error(result.refusal.rule);
      const { registrationId } = result.value;
      held.push({ registrationId, token: await house.get(FeedTokens).issue(house.as(family, MORNING)) });
    }
    const [wei, qin] = held;
    const [weiPerson] = families;
    if (!wei || !qin || !weiPerson) throw new Error('two families');
    const seenBy = async (family: { token: string }): Promise<string[]> => {
      token = family.token;
      return (await entries()).map((entry) => entry.title);
    };
    const files = house.get(CalendarFiles);
    expect(await seenBy(wei)).toEqual(['周周约：情绪急救箱']);
    expect(await seenBy(qin)).toEqual([]);
    const file = await files.registration(house.scope, wei.registrationId);
    expect(file?.name).toBe('周周约 2026-12-05.ics');
    expect(textOf(file)).toContain('LOCATION:三楼沙龙室');
    expect(await files.registration(house.scope, qin.registrationId)).toBeNull();
    await house.get(CancelRegistration).cancel(house.as(weiPerson, MORNING), { registrationId: wei.registrationId });
    expect(await seenBy(wei)).toEqual(['【已取消】周周约：情绪急救箱']);
    expect(await seenBy(qin)).toEqual(['周周约：情绪急救箱']);
  });
});
