import type { Database } from '../../src/database/database';
import { Statistics } from '../../src/statistics/statistics.service';
import { Tallies } from '../../src/statistics/tallies.service';
import { monthPeriod } from '../../src/statistics/domain/counts';
import { Duty } from '../../src/rota/duty.service';
import { LookAtRota } from '../../src/rota/look-at-rota.service';
import { MarkNoShow } from '../../src/rota/mark-no-show.service';
import { RotaClockwork } from '../../src/rota/rota-clockwork.service';
import { aTown, at, HOTLINE_POSTS, ruleOf, valueOf, type Town } from '../builders/town';
import { databasesUnderTest, freshDatabase } from '../harness/databases';

const LATE = '2026-12-08T14:00';
const EVENING = '2026-12-08T20:00';
const NIGHT = '2026-12-09T00:00';

describe.each(databasesUnderTest())('how it is known that somebody served, on %s', (engine) => {
  let database: Database;
  let close: () => Promise<void>;
  let town: Town;

  beforeAll(async () => {
    ({ database, close } = await freshDatabase(engine));
  });
  afterAll(() => close());
  beforeEach(async () => {
    town = await aTown(database)
      .withVolunteers('陈静', '韦兰')
      .withCoordinator('李统筹')
      .withHotline({ from: '2026-12-07', days: 3, posts: HOTLINE_POSTS })
      .open();
  });
  afterEach(() => town.close());

  const seat = (id: string) => town.get(LookAtRota).assignment(town.scope, id);
  const arrive = (name: string, id: string, when: string) =>
    town.get(Duty).arrive(town.as(name, when), { assignmentId: id });
  const leave = (name: string, id: string, when: string) =>
    town.get(Duty).offDuty(town.as(name, when), { assignmentId: id });
  const served = (id: string, when: string, more: { minutes?: number; reason?: string } = {}) =>
    town.get(MarkNoShow).served(town.as('李统筹', when), { assignmentId: id, ...more });
  const minutes = async () => {
    const counts = await town.get(Statistics).counts(town.scope, monthPeriod('2026-12'), at('2026-12-31T12:00'));
    expect(counts.programmes.map((one) => one.serviceMinutes)).toEqual([counts.totals.serviceMinutes]);
    return counts.totals.minutesByOrigin;
  };
  const report = async (name: string, id: string, when: string) => {
    const sessionId = (await seat(id))?.sessionId ?? '';
    return town.get(Tallies).report(town.as(name, when), { sessionId, values: { highRisk: 0 }, beside: 'add' });
  };

  it('keeps apart who signed off herself, who was seen, whom the clock sent home and who was entered later', async () => {
    const own = await town.has('陈静', LATE);
    valueOf(await arrive('陈静', own, LATE));
    valueOf(await leave('陈静', own, EVENING));
    const seen = await town.has('韦兰', LATE, 'backup');
    valueOf(await served(seen, '2026-12-08T20:10'));
    const clocked = await town.has('陈静', EVENING);
    valueOf(await arrive('陈静', clocked, EVENING));
    await town.get(RotaClockwork).run(at('2026-12-09T00:30'));
    const entered = await town.has('韦兰', EVENING, 'backup');
    valueOf(await served(entered, '2026-12-10T09:00', { minutes: 180, reason: '手机没电，现场有签字' }));

    expect(await minutes()).toEqual({ signed: 360, door: 360, clock: 240, entered: 180 });
    const row = await database.read((tx) =>
      tx.one('SELECT origin_note AS note, vouched_by AS voucher FROM assignments WHERE id = ?', [entered]),
    );
    expect(row).toEqual({ note: '手机没电，现场有签字', voucher: town.id('李统筹') });
    const mine = await town
      .get(Statistics)
      .personal(town.scope, town.id('陈静'), monthPeriod('2026-12'), at('2026-12-31T12:00'));
    expect(mine).toMatchObject({
      serviceMinutes: 600,
      minutesByOrigin: { signed: 360, door: 0, clock: 240, entered: 0 },
    });
  });

  it('counts one who leaves without having said that she came', async () => {
    const id = await town.has('陈静', EVENING);
    expect(valueOf(await leave('陈静', id, '2026-12-09T00:05'))).toMatchObject({
      serviceMinutes: 240,
      unannounced: true,
    });
    expect(await minutes()).toMatchObject({ signed: 240 });
  });

  it('takes the report of somebody on the rota for her presence, and nobody else’s', async () => {
    const during = await town.has('陈静', EVENING);
    const beside = await town.has('韦兰', EVENING, 'backup');
    expect(ruleOf(await report('陈静', during, '2026-12-08T23:00'))).toBe('done');
    expect(await seat(during)).toMatchObject({ state: 'on-duty', arrivedMs: null });
    expect((await seat(beside))?.state).toBe('held');
    expect(valueOf(await leave('陈静', during, NIGHT)).serviceMinutes).toBe(240);
    const after = await town.has('陈静', LATE);
    expect(ruleOf(await report('陈静', after, '2026-12-09T07:00'))).toBe('done');
    expect(await seat(after)).toMatchObject({ state: 'done', serviceMinutes: 360, origin: 'clock' });
    expect(ruleOf(await report('李统筹', beside, '2026-12-09T07:00'))).toBe('done');
    expect((await seat(beside))?.state).toBe('held');
  });

  it('lets a late sign-in wait for a coordinator, who is asked once, and counts it only with her word', async () => {
    const id = await town.has('陈静', EVENING);
    expect(valueOf(await arrive('陈静', id, '2026-12-09T09:00'))).toMatchObject({ waits: true, already: false });
    expect(valueOf(await arrive('陈静', id, '2026-12-09T09:01'))).toMatchObject({ waits: true, already: true });
    expect((await town.owed('李统筹')).filter((kind) => kind === 'late-sign-in')).toHaveLength(1);
    expect(await minutes()).toEqual({ signed: 0, door: 0, clock: 0, entered: 0 });
    const waiting = () => town.get(LookAtRota).lateSignIns(town.scope, at('2026-12-10T09:00'));
    expect((await waiting()).map((one) => one.personName)).toEqual(['陈静']);

    valueOf(await served(id, '2026-12-10T09:00', { reason: '补签' }));
    expect(await waiting()).toEqual([]);
    expect(await town.owed('陈静')).toContain('late-sign-in-answered');
    expect(await minutes()).toEqual({ signed: 0, door: 0, clock: 0, entered: 240 });
  });

  it('may be refused, and tells her so', async () => {
    const id = await town.has('陈静', EVENING);
    valueOf(await leave('陈静', id, '2026-12-09T13:00'));
    valueOf(await town.get(MarkNoShow).noShow(town.as('李统筹', '2026-12-10T09:00'), { assignmentId: id }));
    expect(await seat(id)).toMatchObject({ state: 'no-show', claimedMs: null, origin: null });
    expect(await town.owed('陈静')).toContain('late-sign-in-answered');
  });

  it('is too late after three days, and is nobody else’s to say', async () => {
    const id = await town.has('陈静', EVENING);
    expect(await arrive('陈静', id, '2026-12-12T00:01')).toMatchObject({
      refusal: { rule: 'too-late', since: at('2026-12-12T00:00') },
    });
    expect(ruleOf(await arrive('韦兰', id, '2026-12-09T09:00'))).toBe('not-yours');
    expect(ruleOf(await arrive('李统筹', id, '2026-12-09T09:00'))).toBe('too-late');
    expect(ruleOf(await arrive('陈静', id, '2026-12-12T00:00'))).toBe('done');
  });
});
