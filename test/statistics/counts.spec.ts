import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Database } from '../../src/database/database';
import { addDays } from '../../src/kernel/civil-time';
import { CheckIn } from '../../src/registrations/check-in.service';
import { RegisterForSession } from '../../src/registrations/register-for-session.service';
import { monthPeriod, yearPeriod, type Counts, type ProgrammeCounts } from '../../src/statistics/domain/counts';
import { paragraph } from '../../src/statistics/domain/paragraph';
import { LookAtService } from '../../src/statistics/look-at-service.service';
import { SessionActs } from '../../src/sessions/session-acts.service';
import { Statistics } from '../../src/statistics/statistics.service';
import { Tallies } from '../../src/statistics/tallies.service';
import { Undo } from '../../src/acts/undo.service';
import { HOTLINE, House, at, measure, type Person } from '../builders/salon';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

interface Published {
  readonly counsellors: number;
  readonly tallies: readonly {
    readonly programme: string;
    readonly sessions?: number;
    readonly calls?: number;
    readonly listeners?: { readonly asPublished: string };
    readonly households?: { readonly asPublished: string };
  }[];
}

const DECEMBER = monthPeriod('2026-12');
const NEW_YEAR = '2027-01-02T09:00';

describe.each(databasesUnderTest())('counting what happened on %s', (engine) => {
  let database: Database;
  let fresh: FreshDatabase;
  let house: House;
  let li: Person;
  let jing: Person;
  let mei: Person;

  const counts = (when = NEW_YEAR, period = DECEMBER): Promise<Counts> =>
    house.get(Statistics).counts(house.scope, period, at(when));
  const of = (all: Counts, key: string): ProgrammeCounts => {
    const found = all.programmes.find((programme) => programme.programmeKey === key);
    if (!found) throw new Error(`no ${key}`);
    return found;
  };
  const report = async (session: { id: string }, values: Record<string, number>, when = NEW_YEAR): Promise<void> => {
    const result = await house.get(Tallies).report(house.as(li, when), { sessionId: session.id, values });
    if (!result.ok) throw new Error(result.refusal.rule);
  };

  beforeAll(async () => {
    fresh = await freshDatabase(engine);
    ({ database } = fresh);
  });
  afterAll(() => fresh.close());
  beforeEach(async () => {
    house = await House.on(database);
    li = await house.person('李统筹', 'coordinator');
    jing = await house.person('陈静', 'volunteer');
    mei = await house.person('莫红梅', 'volunteer');
  });
  afterEach(() => house.close());

  it('counts a session only when it is over, was not cancelled and left evidence', async () => {
    const salon = await house.programme('salon', '周周约');
    const served = await house.session(salon, '2026-12-05T15:00');
    await house.duty(served, jing, 'done');
    const told = await house.session(salon, '2026-12-06T15:00');
    await report(told, { households: 0 });
    const came = await house.session(salon, '2026-12-07T15:00');
    const family = await house.person('韦家', 'participant');
    await house
      .get(CheckIn)
      .walkIn(house.as(li, '2026-12-07T15:00'), { sessionId: came.id, personId: family.id, party: 4 });
    const missed = await house.session(salon, '2026-12-08T15:00');
    await house.duty(missed, jing, 'no-show');
    await house.duty(missed, mei, 'held');
    const cancelled = await house.session(salon, '2026-12-09T15:00', { cancelled: true });
    await house.duty(cancelled, jing, 'dropped');
    const running = await house.session(salon, '2026-12-10T15:00');
    await house.duty(running, jing, 'on-duty');

    expect(of(await counts('2026-12-10T16:00'), 'salon')).toMatchObject({
      sessions: 3,
      past: 4,
      running: 1,
      cancelled: 1,
    });
    const after = await counts('2026-12-10T17:00');
    expect(of(after, 'salon')).toMatchObject({
      sessions: 4,
      past: 5,
      volunteers: 1,
      attended: { households: 1, people: 4 },
    });
    expect(after.totals).toMatchObject({ sessions: 4, volunteers: 1, attended: { households: 1, people: 4 } });
    expect(after.open.uncheckedDuties).toMatchObject({ total: 1, first: [{ personName: '莫红梅' }] });
    const untold = after.open.sessionsWithoutTally.first.map((session) => session.sessionId);
    expect(untold).toEqual([served.id, told.id, missed.id, running.id]);
    expect(after.open.sessionsWithoutTally.first[1]?.missing).toEqual(['参与']);
  });

  it('forgets a session whose only evidence was taken back', async () => {
    const session = await house.session(await house.programme('salon', '周周约'), '2026-12-05T15:00');
    await report(session, { people: 30 }, '2026-12-06T09:00');
    expect(of(await counts(), 'salon').sessions).toBe(1);
    await house.get(Undo).undo(house.as(li, '2026-12-06T09:05'));
    expect(of(await counts(), 'salon').sessions).toBe(0);
  });

  it('asks again for a figure that was taken back, of whoever served, until a household is ticked at the door', async () => {
    const session = await house.session(await house.programme('salon', '周周约'), '2026-12-05T15:00');
    await house.duty(session, jing, 'done');
    const week = { from: at('2026-12-01T00:00'), to: at('2026-12-08T00:00') };
    const asked = async () => ({
      owing: await house.get(Tallies).owing(house.scope, at('2026-12-06T10:00')),
      unreported: (await house.get(LookAtService).unreported(house.scope, week, at(NEW_YEAR))).length,
    });
    expect(await asked()).toEqual({ owing: [jing.id], unreported: 1 });
    await report(session, { people: 30 }, '2026-12-06T09:00');
    expect(await asked()).toEqual({ owing: [], unreported: 0 });
    await house.get(Undo).undo(house.as(li, '2026-12-06T09:05'));
    expect(await asked()).toEqual({ owing: [jing.id], unreported: 1 });
    expect(await house.get(SessionActs).cancel(house.as(li, '2026-12-05T16:30'), session.id, '停电')).toMatchObject({
      refusal: { happened: { served: 1, figures: 0 } },
    });
    const family = await house.person('韦家', 'participant');
    await house
      .get(CheckIn)
      .walkIn(house.as(li, '2026-12-05T16:00'), { sessionId: session.id, personId: family.id, party: 4 });
    expect(await asked()).toEqual({ owing: [], unreported: 0 });
  });

  it('adds up corrected figures, and says for how many sessions they are known', async () => {
    const hotline = await house.programme('hotline', '天天询', HOTLINE);
    const first = await house.session(hotline, '2026-12-01T08:00', { end: '2026-12-01T20:00' });
    const second = await house.session(hotline, '2026-12-01T20:00', { end: '2026-12-02T08:00', night: true });
    await house.session(hotline, '2026-12-02T08:00', { end: '2026-12-02T20:00' });
    await report(first, { calls: 5 });
    await report(second, { calls: 9 });
    await report(second, { calls: 4 });
    const counted = of(await counts(), 'hotline');
    expect(counted).toMatchObject({ roundTheClock: true, sessions: 2 });
    expect(counted.measures).toMatchObject([
      { key: 'calls', value: 9, sessions: 2 },
      { key: 'highRisk', value: 0, sessions: 0 },
    ]);
  });

  it('calls staffed around the clock what leaves no hour of a day out, and not hours that merely add up to one', async () => {
    const part = (key: string, start: string, end: string) => ({ key, name: key, start, end, night: false });
    const daily = { ...HOTLINE, recurrence: 'FREQ=DAILY' };
    const plans: Record<string, object> = {
      gap: { ...daily, dayParts: [part('early', '08:00', '21:00'), part('late', '09:00', '21:00')] },
      one: { ...daily, dayParts: [part('day', '00:00', '24:00')] },
      two: { ...daily, dayParts: [part('early', '08:00', '20:00'), part('late', '20:00', '08:00')] },
      weekly: { ...daily, recurrence: 'FREQ=WEEKLY' },
    };
    for (const [key, plan] of Object.entries(plans)) await house.programme(key, key, plan);
    const all = await counts();
    const always = all.programmes.filter(({ roundTheClock }) => roundTheClock).map(({ programmeKey }) => programmeKey);
    expect(always).toEqual(['one', 'two']);
  });

  it('counts people once, hours as noted or as planned, and nothing for those still on duty', async () => {
    const hotline = await house.programme('hotline', '天天询', HOTLINE);
    const salon = await house.programme('salon', '周周约');
    const day = await house.session(hotline, '2026-12-01T08:00', { end: '2026-12-01T20:00' });
    const night = await house.session(hotline, '2026-12-01T20:00', { end: '2026-12-02T08:00', night: true });
    const meeting = await house.session(salon, '2026-12-05T15:00');
    await house.duty(day, jing, 'done', { minutes: 715 });
    await house.duty(night, jing, 'done');
    await house.duty(night, mei, 'on-duty');
    await house.duty(meeting, jing, 'done', { minutes: 120 });
    const all = await counts();
    expect(of(all, 'hotline')).toMatchObject({ volunteers: 2, serviceMinutes: 715 + 720 });
    expect(all.totals).toMatchObject({ volunteers: 2, serviceMinutes: 715 + 720 + 120 });

    const mine = await house.get(Statistics).personal(house.scope, jing.id, yearPeriod(2026), at(NEW_YEAR));
    expect(mine).toMatchObject({ shifts: 3, nights: 1, serviceMinutes: 1555, ahead: 0 });
    expect(mine.months).toEqual([{ month: '2026-12', shifts: 3, nights: 1, serviceMinutes: 1555 }]);
  });

  it('counts one programme alone, its people, its hours and its open points with it', async () => {
    const hotline = await house.programme('hotline', '天天询', HOTLINE);
    const salon = await house.programme('salon', '周周约');
    await house.duty(await house.session(hotline, '2026-12-01T08:00'), jing, 'done');
    await house.duty(await house.session(salon, '2026-12-05T15:00'), jing, 'done');
    await house.duty(await house.session(salon, '2026-12-06T15:00'), mei, 'held');
    const only = (programmeKey: string): Promise<Counts> =>
      house.get(Statistics).counts(house.scope, DECEMBER, at(NEW_YEAR), { programmeKey });
    const [line, salons] = [await only('hotline'), await only('salon')];
    expect(line.programmes.map(({ programmeKey }) => programmeKey)).toEqual(['hotline']);
    expect(line.totals).toMatchObject({ sessions: 1, volunteers: 1, serviceMinutes: 120 });
    expect(line.open.uncheckedDuties.total).toBe(0);
    expect(line.open.sessionsWithoutTally.first.map(({ programmeName }) => programmeName)).toEqual(['天天询']);
    expect(salons.totals).toMatchObject({ sessions: 1, volunteers: 1, serviceMinutes: 120 });
    expect(salons.open.uncheckedDuties).toMatchObject({ total: 1, first: [{ personName: '莫红梅' }] });
    expect((await counts()).totals).toMatchObject({ sessions: 2, volunteers: 1, serviceMinutes: 240 });
    expect(await only('none')).toMatchObject({ programmes: [], totals: { sessions: 0, volunteers: 0 } });
  });

  it('keeps to the local days of the period', async () => {
    const hotline = await house.programme('hotline', '天天询', HOTLINE);
    for (const start of ['2026-11-30T23:59', '2026-12-01T00:00', '2026-12-31T23:59', '2027-01-01T00:00'])
      await house.duty(await house.session(hotline, start), jing, 'done');
    expect((await counts()).totals.sessions).toBe(2);
    expect((await counts(NEW_YEAR, { from: '2026-11-30', to: '2026-11-30' })).totals.sessions).toBe(1);
    await expect(counts(NEW_YEAR, { from: '2026-12-02', to: '2026-12-01' })).rejects.toThrow(RangeError);
  });

  it('adds up the organisations below, and none beside', async () => {
    const branches = [await house.branch('城中区妇联'), await house.branch('鱼峰区妇联')];
    const beside = await House.on(database);
    for (const each of [house, ...branches, beside]) {
      const session = await each.session(await each.programme('salon', '周周约'), '2026-12-05T15:00');
      await each.duty(session, await each.person('某人', 'volunteer'), 'done');
    }
    await beside.close();
    const own = await house.get(Statistics).counts(house.scope, DECEMBER, at(NEW_YEAR), { own: true });
    expect(own.totals).toMatchObject({ sessions: 1, volunteers: 1, serviceMinutes: 120 });
    const tree = await counts();
    expect(tree.programmes).toMatchObject([
      {
        programmeKey: 'salon',
        sessions: 3,
        volunteers: 3,
        organisations: [
          { sessions: 1 },
          { organisationName: '城中区妇联', sessions: 1 },
          { sessions: 1, volunteers: 1 },
        ],
      },
    ]);
    expect(tree.totals).toMatchObject({ sessions: 3, volunteers: 3, serviceMinutes: 360 });
  });

  it('keeps apart what only happens to share a key or a name, and never adds what is counted in different units', async () => {
    const [city, county] = [await house.branch('城中区妇联'), await house.branch('鱼峰区妇联')];
    const families = (unit: string) => ({ measures: [measure('households', '家庭', unit)] });
    const programmes = [
      [house, await house.programme('salon', '周周约', families('户'))],
      [city, await city.programme('salon', '周周约', families('个'))],
      [county, await county.programme('shalong', '周周约', families('户'))],
    ] as const;
    for (const [whose, salon] of programmes) {
      const session = await whose.session(salon, '2026-12-05T15:00');
      const who = await whose.person('统筹', 'coordinator');
      await whose.get(Tallies).report(whose.as(who, NEW_YEAR), { sessionId: session.id, values: { households: 5 } });
    }
    const all = await counts();
    expect(all.programmes.map(({ programmeKey, sessions }) => [programmeKey, sessions])).toEqual([
      ['salon', 2],
      ['shalong', 1],
    ]);
    expect(all.programmes[0]?.measures).toMatchObject([
      { value: 5, unit: '户' },
      { value: 5, unit: '个' },
    ]);
    expect(all.programmes[1]?.label).toBe('周周约（鱼峰区妇联）');
    const only = all.organisations.find(({ name }) => name === '鱼峰区妇联');
    const alone = await house.get(Statistics).counts(house.scope, DECEMBER, at(NEW_YEAR), { organisationId: only?.id });
    expect(alone.programmes).toMatchObject([{ programmeKey: 'shalong', label: '周周约', sessions: 1 }]);
    const elsewhere = { organisationId: house.scope.orgId };
    await expect(county.get(Statistics).counts(county.scope, DECEMBER, at(NEW_YEAR), elsewhere)).rejects.toThrow(
      RangeError,
    );
  });

  it('says what a figure rests on, and asks for the whole where only its share was said', async () => {
    const hotline = await house.programme('hotline', '天天询', HOTLINE);
    const days = ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'];
    const sessions = [];
    for (const day of days) sessions.push(await house.session(hotline, `${day}T08:00`, { end: `${day}T20:00` }));
    const [first, second, third] = sessions;
    if (!first || !second || !third) throw new Error('four');
    await report(first, { calls: 5, highRisk: 1 });
    await report(second, { calls: 4 });
    await report(third, { highRisk: 2 });
    const all = await counts();
    expect(of(all, 'hotline').measures).toMatchObject([
      { key: 'calls', value: 9, sessions: 2, ofSessions: 4 },
      { key: 'highRisk', value: 3, sessions: 2, ofSessions: 4 },
    ]);
    expect(paragraph(all)).toContain('来电9个（4班中2班已登记）');
    expect(all.open.sessionsWithoutTally).toMatchObject({
      total: 2,
      first: [{ sessionId: third.id, missing: ['来电'] }, { missing: ['来电'] }],
    });
  });

  it('claims to be staffed day and night only where somebody was there, and names the gaps', async () => {
    const line = await house.programme('hotline', '天天询', HOTLINE);
    const day = await house.session(line, '2026-12-01T08:00', { end: '2026-12-01T20:00' });
    const night = await house.session(line, '2026-12-01T20:00', { end: '2026-12-02T08:00', night: true });
    const next = await house.session(line, '2026-12-02T08:00', { end: '2026-12-02T20:00' });
    await house.duty(day, jing, 'done');
    await house.duty(night, mei, 'done');
    const missed = await house.duty(next, jing, 'held');
    expect(paragraph(await counts('2026-12-02T08:00'))).toContain('天天询24小时值守');
    const after = await counts('2026-12-02T14:00');
    expect(of(after, 'hotline')).toMatchObject({
      running: 1,
      cover: {
        coveredMinutes: 24 * 60,
        ofMinutes: 30 * 60,
        gaps: { total: 1, first: [{ startCivil: '2026-12-02T08:00', endCivil: '2026-12-02T14:00', minutes: 360 }] },
      },
    });
    expect(paragraph(after)).toContain('天天询值守覆盖80%');
    expect(missed).toBeTruthy();
  });

  it('goes on counting what happened in a session that was broken off, and asks before it is', async () => {
    const salon = await house.programme('salon', '周周约');
    const broken = await house.session(salon, '2026-12-05T15:00', { households: 5 });
    const [served, gone] = [await house.duty(broken, jing, 'on-duty'), await house.duty(broken, mei, 'held')];
    const family = await house.person('韦家', 'participant');
    const late = await house.person('覃家', 'participant');
    await house
      .get(RegisterForSession)
      .register(house.as(late, '2026-12-01T09:00'), { sessionId: broken.id, party: 2 });
    await house
      .get(CheckIn)
      .walkIn(house.as(li, '2026-12-05T15:10'), { sessionId: broken.id, personId: family.id, party: 4 });
    const cancel = (known?: boolean) =>
      house.get(SessionActs).cancel(house.as(li, '2026-12-05T16:00'), broken.id, '停电', known);
    expect(await cancel()).toMatchObject({
      refusal: { rule: 'already-happened', happened: { served: 1, came: 1, figures: 0 } },
    });
    expect(await cancel(true)).toMatchObject({ ok: true });
    await report(broken, { households: 2 }, '2026-12-05T18:00').catch((why: unknown) => {
      expect(String(why)).toContain('differs-from-door');
    });
    expect(of(await counts(), 'salon')).toMatchObject({
      sessions: 1,
      past: 1,
      cancelled: 0,
      attended: { households: 1, people: 4 },
      volunteers: 1,
      serviceMinutes: 60,
    });
    const states = await house.all(
      'SELECT id, state, origin, vouched_by FROM assignments WHERE id IN (?, ?) ORDER BY state',
      [served, gone],
    );
    expect(states).toEqual([
      { id: served, state: 'done', origin: 'door', vouchedBy: li.id },
      { id: gone, state: 'dropped', origin: null, vouchedBy: null },
    ]);
    const empty = await house.session(salon, '2026-12-12T15:00');
    expect(await house.get(SessionActs).cancel(house.as(li, '2026-12-12T15:30'), empty.id, '没人')).toMatchObject({
      ok: true,
    });
    expect(of(await counts(), 'salon')).toMatchObject({ sessions: 1, past: 1, cancelled: 1 });
  });

  it('never adds what was ticked at the door to what was reported, and tells where the two differ', async () => {
    const salon = await house.programme('salon', '周周约');
    const session = await house.session(salon, '2026-12-05T15:00', { households: 9 });
    const tick = async (name: string, party: number): Promise<void> => {
      const family = await house.person(name, 'participant');
      await house
        .get(CheckIn)
        .walkIn(house.as(li, '2026-12-05T15:00'), { sessionId: session.id, personId: family.id, party });
    };
    const say = (values: Record<string, number>, door?: 'report' | 'door') =>
      house.get(Tallies).report(house.as(li, NEW_YEAR), { sessionId: session.id, values, door });
    const figures = async (): Promise<number[]> => of(await counts(), 'salon').measures.map(({ value }) => value);
    expect(await say({ households: 2, people: 7 })).toMatchObject({ ok: true });
    await tick('韦家', 3);
    await tick('覃家', 4);
    expect(await figures()).toEqual([2, 7]);
    expect((await counts()).open.figuresInDoubt.total).toBe(0);
    await tick('黄家', 2);
    expect(await figures()).toEqual([2, 7]);
    expect((await counts()).open.figuresInDoubt).toMatchObject({
      total: 2,
      first: [
        { measure: 'households', reported: 2, door: 3 },
        { measure: 'people', reported: 7, door: 9 },
      ],
    });
    expect(await say({ households: 4 })).toMatchObject({
      refusal: { rule: 'differs-from-door', figures: [{ value: 4, door: 3 }] },
    });
    await say({ households: 4 }, 'report');
    await say({ people: 7 }, 'door');
    expect(await figures()).toEqual([4, 9]);
    expect((await counts()).open.figuresInDoubt.total).toBe(0);
  });

  it('counts who signed up beside who came', async () => {
    const session = await house.session(await house.programme('salon', '周周约'), '2026-12-05T15:00', {
      households: 2,
    });
    for (const [name, party] of [
      ['韦家', 3],
      ['覃家', 2],
      ['黄家', 5],
    ] as const) {
      const family = await house.person(name, 'participant');
      await house
        .get(RegisterForSession)
        .register(house.as(family, '2026-12-01T09:00'), { sessionId: session.id, party });
      if (name === '韦家')
        await house
          .get(CheckIn)
          .walkIn(house.as(li, '2026-12-05T15:00'), { sessionId: session.id, personId: family.id, party });
    }
    expect(of(await counts(), 'salon')).toMatchObject({
      registered: { households: 2, people: 5 },
      attended: { households: 1, people: 3 },
    });
  });

  it('counts a household once beside its visits, by its telephone, also where two organisations know it', async () => {
    const county = await house.branch('城中区妇联');
    const [salon, other] = [await house.programme('salon', '周周约'), await county.programme('salon', '周周约')];
    const came = async (where: House, programme: typeof salon, day: string, who: Person, party: number) => {
      const { id: sessionId } = await where.session(programme, `${day}T15:00`);
      const walkIn = { sessionId, personId: who.id, party };
      expect(await where.get(CheckIn).walkIn(where.as(li, `${day}T15:00`), walkIn)).toMatchObject({ ok: true });
    };
    const [wei, again, qin] = [
      await house.person('韦家', 'participant'),
      await house.person('韦太太', 'participant'),
      await house.person('覃家', 'participant'),
    ];
    const below = await county.person('韦家', 'participant');
    const phone = (who: Person) =>
      database.write((tx) => tx.run("UPDATE people SET phone_index = 'one' WHERE id = ?", [who.id]));
    for (const who of [wei, again, below]) await phone(who);
    await came(house, salon, '2026-12-05', wei, 3);
    await came(house, salon, '2026-12-06', again, 4);
    await came(house, salon, '2026-12-07', qin, 2);
    await came(house, salon, '2026-12-08', qin, 2);
    await came(county, other, '2026-12-09', below, 1);
    const all = await counts();
    expect(of(all, 'salon')).toMatchObject({
      attended: { households: 5, people: 12 },
      distinct: { households: 2, people: 6 },
      organisations: [
        { organisationName: '市妇联', attended: { households: 4 }, distinct: { households: 2, people: 6 } },
        { organisationName: '城中区妇联', attended: { households: 1 }, distinct: { households: 1, people: 1 } },
      ],
    });
    expect(all.totals).toMatchObject({ attended: { households: 5 }, distinct: { households: 2, people: 6 } });
  });

  it('prints the published figures of 2020 from a year that adds up to them', async () => {
    const published = JSON.parse(readFileSync(path.join(__dirname, 'report-2020.json'), 'utf8')) as Published;
    const [talks, salons, hotline] = published.tallies;
    const counsellors = await house.people(
      Array.from({ length: published.counsellors }, (_, i) => `咨询师${String(i + 1)}`),
      'volunteer',
    );
    const AFTER = '2020-11-13T09:00';

    const talk = await house.programme('talk', '月月讲', {
      capacity: null,
      measures: [measure('listeners', '听众', '人次', { estimated: true })],
    });
    const listeners = [9_000, 11_500, 10_200, 12_000, 9_800, 11_000];
    for (const [month, heard] of listeners.entries()) {
      const session = await house.session(talk, `2020-0${String(month + 3)}-18T19:00`);
      await report(session, { listeners: heard }, AFTER);
    }

    const salon = await house.programme('salon', '周周约', {
      measures: [measure('households', '家庭', '户', { published: 'about' })],
    });
    for (let week = 0; week < (salons?.sessions ?? 0); week++) {
      const session = await house.session(salon, `${addDays('2020-05-09', 7 * week)}T15:00`);
      await report(session, { households: week < 6 ? 11 : 10 }, AFTER);
    }

    const line = await house.programme('hotline', '天天询', HOTLINE);
    // from September on somebody answers at every hour, and the 44 take turns
    const DAYS = 61;
    for (let day = 0; day < DAYS; day++) {
      const session = await house.session(line, `${addDays('2020-09-01', day)}T08:00`, {
        end: `${addDays('2020-09-01', day + 1)}T08:00`,
      });
      await house.duty(session, counsellors[day % counsellors.length]!, 'done');
      await report(session, { calls: day === 0 ? (hotline?.calls ?? 0) - (DAYS - 1) * 4 : 5 }, AFTER);
      if (day > 0) await report(session, { calls: 4 }, AFTER);
    }

    const year = await counts(AFTER, { from: '2020-01-01', to: '2020-10-31' });
    const text = paragraph(year);
    expect(text).toBe(
      '2020年1月1日至10月31日，月月讲开展6场，听众6万多人次；周周约开展22场，家庭220多户；' +
        '天天询24小时值守，来电313个；参与服务的志愿者44名，服务时长1464小时。',
    );
    expect(text).toContain(`月月讲开展${String(talks?.sessions)}场，听众${talks?.listeners?.asPublished ?? ''}`);
    expect(text).toContain(`周周约开展${String(salons?.sessions)}场，家庭${salons?.households?.asPublished ?? ''}`);
    expect(text).toContain(`来电${String(hotline?.calls)}个`);
    expect(text).toContain(`志愿者${String(published.counsellors)}名`);
  }, 60_000);
});
