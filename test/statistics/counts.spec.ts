import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Database } from '../../src/database/database';
import { addDays } from '../../src/kernel/civil-time';
import { CheckIn } from '../../src/registrations/check-in.service';
import { RegisterForSession } from '../../src/registrations/register-for-session.service';
import { monthPeriod, yearPeriod, type Counts, type ProgrammeCounts } from '../../src/statistics/domain/counts';
import { paragraph } from '../../src/statistics/domain/paragraph';
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

    expect(of(await counts('2026-12-10T16:00'), 'salon')).toMatchObject({ sessions: 3, past: 4, cancelled: 1 });
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
    expect(untold).toEqual([served.id, missed.id, running.id]);
  });

  it('forgets a session whose only evidence was taken back', async () => {
    const session = await house.session(await house.programme('salon', '周周约'), '2026-12-05T15:00');
    await report(session, { people: 30 }, '2026-12-06T09:00');
    expect(of(await counts(), 'salon').sessions).toBe(1);
    await house.get(Undo).undo(house.as(li, '2026-12-06T09:05'));
    expect(of(await counts(), 'salon').sessions).toBe(0);
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
    const own = await counts();
    expect(own.totals).toMatchObject({ sessions: 1, volunteers: 1, serviceMinutes: 120 });
    const tree = await house
      .get(Statistics)
      .counts(house.scope, DECEMBER, at(NEW_YEAR), { withSubOrganisations: true });
    expect(tree.programmes).toMatchObject([{ programmeKey: 'salon', sessions: 3, volunteers: 3 }]);
    expect(tree.totals).toMatchObject({ sessions: 3, volunteers: 3, serviceMinutes: 360 });
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
    for (const [day, counsellor] of counsellors.entries()) {
      const session = await house.session(line, `${addDays('2020-09-01', day)}T08:00`, {
        end: `${addDays('2020-09-01', day)}T20:00`,
      });
      await house.duty(session, counsellor, 'done');
      await report(session, { calls: day === 0 ? (hotline?.calls ?? 0) - 43 * 7 : 8 }, AFTER);
      if (day > 0) await report(session, { calls: 7 }, AFTER);
    }

    const year = await counts(AFTER, { from: '2020-01-01', to: '2020-10-31' });
    const text = paragraph(year);
    expect(text).toBe(
      '2020年1月1日至10月31日，月月讲开展6场，听众6万多人次；周周约开展22场，家庭220多户；' +
        '天天询24小时值守，来电313个；参与服务的志愿者44名，服务时长528小时。',
    );
    expect(text).toContain(`月月讲开展${String(talks?.sessions)}场，听众${talks?.listeners?.asPublished ?? ''}`);
    expect(text).toContain(`周周约开展${String(salons?.sessions)}场，家庭${salons?.households?.asPublished ?? ''}`);
    expect(text).toContain(`来电${String(hotline?.calls)}个`);
    expect(text).toContain(`志愿者${String(published.counsellors)}名`);
  }, 60_000);
});
