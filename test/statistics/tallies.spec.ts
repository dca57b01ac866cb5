import type { Database } from '../../src/database/database';
import type { Result } from '../../src/kernel/result';
import { TallyLedger } from '../../src/statistics/tally-ledger.service';
import { Undo } from '../../src/acts/undo.service';
import type { TallyRefusal } from '../../src/statistics/domain/tally';
import { Statistics } from '../../src/statistics/statistics.service';
import { monthPeriod } from '../../src/statistics/domain/counts';
import { Tallies, type TallyReported, type TallyRequest } from '../../src/statistics/tallies.service';
import { HOTLINE, House, at, type Person } from '../builders/salon';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

describe.each(databasesUnderTest())('reporting figures on %s', (engine) => {
  let database: Database;
  let fresh: FreshDatabase;
  let house: House;
  let jing: Person;
  let mei: Person;
  let li: Person;
  let session: { id: string; shiftId: string };

  const EVENING = '2026-12-01T20:00';
  const report = (
    who: Person,
    values: Record<string, number>,
    when = '2026-12-01T23:00',
    answers: Pick<TallyRequest, 'beside' | 'door' | 'kinds'> = {},
  ): Promise<Result<TallyReported, TallyRefusal>> =>
    house.get(Tallies).report(house.as(who, when), { sessionId: session.id, values, ...answers });
  const told = (): Promise<object[]> =>
    house.all(
      "SELECT person_id, kind FROM outbox WHERE kind = 'tally-changed' AND org_id = ? ORDER BY created_ms, id",
      [house.scope.orgId],
    );
  const ruleOf = (result: Result<unknown, TallyRefusal>): string => (result.ok ? 'done' : result.refusal.rule);
  const figures = async (): Promise<Record<string, number>> =>
    Object.fromEntries(
      ((await house.get(Tallies).figures(house.scope, session.id)) ?? []).map(({ measure, value }) => [
        measure.key,
        value,
      ]),
    );
  const entries = (): Promise<object[]> =>
    house.all(
      'SELECT measure, value, kind, person_id FROM tally_entries WHERE session_id = ? ORDER BY at_ms, measure',
      [session.id],
    );

  beforeAll(async () => {
    fresh = await freshDatabase(engine);
    ({ database } = fresh);
  });
  afterAll(() => fresh.close());
  beforeEach(async () => {
    house = await House.on(database);
    jing = await house.person('陈静', 'volunteer');
    mei = await house.person('莫红梅', 'volunteer');
    li = await house.person('李统筹', 'coordinator');
    session = await house.session(await house.programme('hotline', '天天询', HOTLINE), EVENING, {
      end: '2026-12-02T00:00',
    });
    await house.duty(session, jing, 'on-duty');
  });
  afterEach(() => house.close());

  it('keeps every word: a correction is an entry to the difference, with its author', async () => {
    expect(await report(jing, { calls: 5, 高危来电: 1 })).toMatchObject({
      value: {
        figures: [
          { before: 0, value: 5 },
          { before: 0, value: 1 },
        ],
      },
    });
    expect(await report(li, { calls: 3 }, '2026-12-02T09:00', { beside: 'replace' })).toMatchObject({
      value: { figures: [{ before: 5, value: 3, parts: [{ reporterId: jing.id, value: 3 }] }] },
    });
    expect(await told()).toEqual([{ personId: jing.id, kind: 'tally-changed' }]);
    expect(await figures()).toEqual({ calls: 3, highRisk: 1 });
    expect(await entries()).toEqual([
      { measure: 'calls', value: 5, kind: 'report', personId: jing.id },
      { measure: 'highRisk', value: 1, kind: 'report', personId: jing.id },
      { measure: 'calls', value: -2, kind: 'counter', personId: li.id },
    ]);
  });

  it('keeps how sure each part is, through corrections, other reporters, undoing and a file', async () => {
    const counted = async () => {
      const counts = await house.get(Statistics).counts(house.scope, monthPeriod('2026-12'), at('2026-12-02T12:00'));
      const [calls] = counts.programmes[0]?.measures ?? [];
      return [calls?.value, calls?.certainty];
    };
    const undo = () => house.get(Undo).undo(house.as(jing, '2026-12-01T23:05'));
    await house.duty(session, mei, 'done');
    expect(await report(jing, { 来电: 40 }, '2026-12-01T23:01', { kinds: { 来电: 'about' } })).toMatchObject({
      value: { figures: [{ value: 40, certainty: 'about' }] },
    });
    expect(await counted()).toEqual([40, 'about']);
    await report(jing, { calls: 40 }, '2026-12-01T23:02');
    expect(await counted()).toEqual([40, 'exact']);
    expect(await entries()).toHaveLength(2);
    await report(jing, { calls: 41 }, '2026-12-01T23:03', { kinds: { calls: 'at-least' } });
    expect(await undo()).toMatchObject({ ok: true });
    expect(await counted()).toEqual([40, 'exact']);
    await report(mei, { calls: 3 }, '2026-12-01T23:40', { beside: 'add', kinds: { calls: 'at-least' } });
    expect(await counted()).toEqual([43, 'at-least']);
    await report(mei, { calls: 3 }, '2026-12-01T23:41');
    expect(await counted()).toEqual([43, 'exact']);

    const other = await house.session(await house.programme('line', '值班', HOTLINE), '2026-12-01T08:00');
    const [row] = await house.all<{ programmeId: string }>('SELECT programme_id FROM sessions WHERE id = ?', [
      other.id,
    ]);
    const told = { sessionId: other.id, programmeId: row?.programmeId ?? '', measure: 'calls', value: 9 };
    const bring = (certainty: 'exact' | 'about', source?: string) =>
      database.write((tx) =>
        house
          .get(TallyLedger)
          .bring(tx, house.scope, [{ ...told, reporterId: null, certainty, source }], at('2026-12-02T09:00')),
      );
    expect(await bring('about', '电台')).toEqual(['created']);
    expect(await bring('about', '电台')).toEqual(['unchanged']);
    expect(await bring('exact')).toEqual(['changed']);
    expect(await bring('exact')).toEqual(['unchanged']);
  });

  it('writes nothing for the same figure again, and a zero the first time', async () => {
    await report(jing, { calls: 0 });
    await report(jing, { calls: 0 });
    expect(await entries()).toHaveLength(1);
  });

  it('asks the second of two who report at once whether hers comes besides or instead', async () => {
    await house.duty(session, mei, 'done');
    const both = await Promise.all([report(jing, { calls: 5 }), report(mei, { calls: 8 })]);
    expect(both.map(ruleOf).sort()).toEqual(['done', 'reported-by-others']);
    const [[second, said]] = (ruleOf(both[0]) === 'done' ? [[mei, 8]] : [[jing, 5]]) as [[Person, number]];
    expect(await report(second, { calls: said }, '2026-12-01T23:01', { beside: 'add' })).toMatchObject({ ok: true });
    expect(await figures()).toMatchObject({ calls: 13 });
  });

  it('keeps a part for each reporter: she corrects her own, and both hear of a change', async () => {
    await house.duty(session, mei, 'done');
    await report(jing, { calls: 3 });
    const asked = await report(mei, { calls: 5, highRisk: 1 });
    expect(asked).toMatchObject({
      refusal: { rule: 'reported-by-others', figures: [{ value: 5, parts: [{ reporterName: '陈静', value: 3 }] }] },
    });
    expect(await figures()).toEqual({ calls: 3, highRisk: 0 });
    await report(mei, { calls: 5, highRisk: 1 }, '2026-12-01T23:02', { beside: 'add' });
    expect(await figures()).toEqual({ calls: 8, highRisk: 1 });
    await report(jing, { calls: 4 }, '2026-12-01T23:03');
    expect(await figures()).toEqual({ calls: 9, highRisk: 1 });
    expect(await told()).toMatchObject([{ personId: jing.id }, { personId: mei.id }]);
    await house.get(Undo).undo(house.as(mei, '2026-12-01T23:05'));
    expect(await figures()).toEqual({ calls: 4, highRisk: 0 });
  });

  it('lets a coordinator say what the whole session had: the parts go, and come back when that is taken back', async () => {
    await house.duty(session, mei, 'done');
    await report(jing, { calls: 3 });
    await report(mei, { calls: 5 }, '2026-12-01T23:02', { beside: 'add' });
    expect(ruleOf(await report(li, { calls: 6 }))).toBe('reported-by-others');
    expect(await report(li, { calls: 6 }, '2026-12-02T09:00', { beside: 'replace' })).toMatchObject({
      value: { figures: [{ before: 8, value: 6, parts: [{ reporterId: li.id, value: 6 }] }] },
    });
    await house.get(Undo).undo(house.as(li, '2026-12-02T09:05'));
    expect(await house.get(Tallies).figures(house.scope, session.id)).toMatchObject([
      { value: 8, parts: [{ value: 3 }, { value: 5 }] },
      { known: false },
    ]);
  });

  it('takes parts from a file, and nothing back that was said here since', async () => {
    const { id: sessionId } = session;
    const [row] = await house.all<{ programmeId: string }>('SELECT programme_id FROM sessions WHERE id = ?', [
      sessionId,
    ]);
    const programmeId = row?.programmeId ?? '';
    const told = (value: number, reporterId: string | null) => ({
      sessionId, programmeId, measure: 'calls', value, reporterId,
    }); // prettier-ignore
    const bring = (...figures: ReturnType<typeof told>[]): Promise<string[]> =>
      database.write((tx) => house.get(TallyLedger).bring(tx, house.scope, figures, at('2026-12-02T09:00')));
    expect(await bring(told(3, jing.id), told(2, null))).toEqual(['created', 'created']);
    expect(await bring(told(3, jing.id), told(2, null))).toEqual(['unchanged', 'unchanged']);
    expect(await bring(told(5, null))).toEqual(['unchanged']);
    expect(await bring(told(6, null))).toEqual(['changed']);
    expect(await figures()).toMatchObject({ calls: 6 });
    await report(jing, { calls: 4 });
    expect(await bring(told(3, jing.id), told(3, null))).toEqual(['kept', 'unchanged']);
    expect(await figures()).toMatchObject({ calls: 7 });
  });

  it('listens only to who serves in the session or coordinates', async () => {
    expect(ruleOf(await report(mei, { calls: 1 }))).toBe('not-allowed');
    await house.duty(session, mei, 'dropped');
    expect(ruleOf(await report(mei, { calls: 1 }))).toBe('not-allowed');
    expect(ruleOf(await report(li, { calls: 1 }))).toBe('done');
    const elsewhere = await house.branch('城中区妇联');
    const foreign = await elsewhere.person('远', 'coordinator');
    const result = await house
      .get(Tallies)
      .report(elsewhere.as(foreign, '2026-12-01T23:00'), { sessionId: session.id, values: { calls: 9 } });
    expect(ruleOf(result)).toBe('not-found');
  });

  it('refuses what cannot be, and then keeps none of it', async () => {
    expect(ruleOf(await report(jing, { calls: 2, highRisk: -1 }))).toBe('bad-value');
    expect(ruleOf(await report(jing, { calls: 2, listeners: 7 }))).toBe('unknown-measure');
    expect(ruleOf(await report(jing, {}))).toBe('nothing-said');
    expect(ruleOf(await report(jing, { calls: 2 }, '2026-12-01T19:59'))).toBe('too-early');
    expect(await entries()).toEqual([]);
    const cancelled = await house.session(await house.programme('talk', '月月讲'), '2026-12-01T10:00', {
      cancelled: true,
    });
    const result = await house
      .get(Tallies)
      .report(house.as(li, '2026-12-02T09:00'), { sessionId: cancelled.id, values: { people: 9 } });
    expect(ruleOf(result)).toBe('session-cancelled');
  });

  it('knows which session a bare report can mean', async () => {
    const reportable = (who: Person, when: string): Promise<{ sessionId: string }[]> =>
      house.get(Tallies).reportable(house.scope, who.id, at(when));
    expect(await reportable(jing, '2026-12-01T19:00')).toEqual([]);
    expect(await reportable(jing, '2026-12-02T08:00')).toMatchObject([{ sessionId: session.id }]);
    expect(await reportable(jing, '2026-12-04T08:00')).toEqual([]);
    expect(await reportable(mei, '2026-12-02T08:00')).toEqual([]);
  });

  it('takes a report back, unless somebody has corrected it since', async () => {
    await report(jing, { calls: 5 });
    const undo = (): ReturnType<Undo['undo']> => house.get(Undo).undo(house.as(jing, '2026-12-01T23:05'));
    expect(await undo()).toMatchObject({ ok: true });
    expect(await figures()).toMatchObject({ calls: 0 });
    expect(await entries()).toHaveLength(2);
    await report(jing, { calls: 6 });
    await report(li, { calls: 7 }, undefined, { beside: 'replace' });
    expect(await undo()).toMatchObject({ refusal: { rule: 'cannot-undo', because: { rule: 'changed-since' } } });
    expect(await figures()).toMatchObject({ calls: 7 });
  });
});
