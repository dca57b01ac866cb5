import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../src/database/database';
import { yearPeriod } from '../../src/statistics/domain/counts';
import { paragraph } from '../../src/statistics/domain/paragraph';
import type { SaidTotal } from '../../src/statistics/domain/period-total';
import { PeriodTotals } from '../../src/statistics/period-totals.service';
import { Statistics } from '../../src/statistics/statistics.service';
import { Tallies } from '../../src/statistics/tallies.service';
import { importerOn } from '../builders/importer';
import { House, at, measure, type Person } from '../builders/salon';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

const FILE = JSON.parse(readFileSync(join(__dirname, 'office-2020.json'), 'utf8')) as { totals: object[] };
const PUBLISHED = JSON.parse(readFileSync(join(__dirname, 'report-2020.json'), 'utf8')) as {
  counsellors: number;
  tallies: {
    sessions?: number;
    calls?: number;
    listeners?: { asPublished: string };
    households?: { asPublished: string };
  }[];
};
const NEW_YEAR = '2027-01-02T09:00';

describe.each(databasesUnderTest())('figures for whole periods on %s', (engine) => {
  let database: Database;
  let fresh: FreshDatabase;
  let house: House;
  let li: Person;

  const total = (more: Partial<SaidTotal> = {}): SaidTotal & { programmeKey: string } => ({
    ...{ programmeKey: 'talk', measure: 'listeners', from: '2026-01-01', to: '2026-12-31' },
    ...{ value: 60_000, certainty: 'at-least', source: '电台', ...more },
  });
  const note = (more: Partial<SaidTotal> = {}, when = NEW_YEAR, who = li) =>
    house.get(PeriodTotals).note(house.as(who, when), total(more));
  const ruleOf = (result: Awaited<ReturnType<typeof note>>): string => (result.ok ? 'done' : result.refusal.rule);
  const year = () => house.get(Statistics).counts(house.scope, yearPeriod(2026), at(NEW_YEAR));

  beforeAll(async () => {
    fresh = await freshDatabase(engine);
    ({ database } = fresh);
  });
  afterAll(() => fresh.close());
  beforeEach(async () => {
    house = await House.on(database);
    li = await house.person('李统筹', 'coordinator');
  });
  afterEach(() => house.close());

  const talks = () =>
    house.programme('talk', '月月讲', {
      capacity: null,
      measures: [measure('listeners', '听众', '人次', { estimated: true })],
    });
  const heard = async (talk: Awaited<ReturnType<typeof talks>>, start: string, listeners: number) => {
    const { id } = await house.session(talk, start);
    await house.get(Tallies).report(house.as(li, NEW_YEAR), { sessionId: id, values: { listeners } });
  };

  it('stand in place of what their sessions add up to, and are never added to it', async () => {
    const talk = await talks();
    await heard(talk, '2026-03-18T19:00', 9_000);
    await heard(talk, '2026-09-18T19:00', 500);
    expect(ruleOf(await note({ from: '2026-01-01', to: '2026-06-30' }))).toBe('done');
    expect((await year()).programmes).toMatchObject([
      { sessions: 2, measures: [{ value: 60_500, certainty: 'at-least', sources: ['电台'], sessions: 2 }] },
    ]);
    expect(paragraph(await year())).toContain('月月讲开展2场，听众6万多人次');
    expect(ruleOf(await note({ value: 70_000 }))).toBe('done');
    expect((await year()).programmes).toMatchObject([{ measures: [{ value: 70_000 }] }]);
  });

  it('are corrected and never overwritten, and may be taken back', async () => {
    await talks();
    await note({ value: 50_000 });
    const corrected = await note({ value: 61_000, certainty: 'exact', source: '电台更正' });
    expect(corrected).toMatchObject({ ok: true, value: { before: 50_000, total: { value: 61_000 } } });
    const rows = await house.all<{ value: number }>('SELECT value FROM period_totals WHERE org_id = ? ORDER BY value', [
      house.scope.orgId,
    ]);
    expect(rows.map(({ value }) => value)).toEqual([50_000, 61_000]);
    expect((await year()).programmes).toMatchObject([{ measures: [{ value: 61_000, certainty: 'exact' }] }]);
    if (!corrected.ok) return;
    await house.get(PeriodTotals).withdraw(house.as(li, NEW_YEAR), corrected.value.total.id);
    expect((await year()).programmes).toMatchObject([{ measures: [{ value: 0, sources: [] }] }]);
  });

  it('that reach out of a period are no part of it, which is said', async () => {
    await talks();
    await note({ from: '2025-09-01', to: '2026-08-31' });
    const counts = await year();
    expect(counts.programmes).toMatchObject([{ measures: [{ value: 0 }] }]);
    expect(counts.cutTotals).toMatchObject([{ from: '2025-09-01', to: '2026-08-31' }]);
  });

  it('are refused where they cannot be', async () => {
    await talks();
    const jing = await house.person('陈静', 'volunteer');
    expect(ruleOf(await note({}, NEW_YEAR, jing))).toBe('not-allowed');
    expect(ruleOf(await note({ measure: 'calls' }))).toBe('unknown-measure');
    expect(ruleOf(await note({ value: 2.5 }))).toBe('bad-value');
    expect(ruleOf(await note({ to: '2025-12-31' }))).toBe('bad-period');
    expect(ruleOf(await note({ to: '2027-12-31' }))).toBe('too-early');
    expect(ruleOf(await note({ source: ' ' }))).toBe('source-needed');
    expect(ruleOf(await note())).toBe('done');
    expect(ruleOf(await note({ from: '2026-07-01', to: '2027-01-01' }))).toBe('overlaps');
    expect(ruleOf(await note({ from: '2026-07-01', to: '2026-07-31', value: 9_000 }))).toBe('done');
    expect((await year()).programmes).toMatchObject([{ measures: [{ value: 60_000 }] }]);
  });

  it('say what was published of 2020 from what the office really has, and come out of a file as they went in', async () => {
    const { take, give } = await importerOn(database);
    const now = at('2020-11-13T09:00');
    const taken = await take.import(FILE, now);
    if (!taken.ok) throw new Error(taken.refusal.faults.join());
    const { orgId } = taken.value;
    const scope = { orgId, zone: 'Asia/Shanghai' };
    const counts = await house.get(Statistics).counts(scope, { from: '2020-01-01', to: '2020-10-31' }, now);
    const [talk, salon, line] = PUBLISHED.tallies;
    expect(paragraph(counts)).toBe(
      `2020年1月1日至10月31日，月月讲开展${String(talk?.sessions)}场，听众${talk?.listeners?.asPublished ?? ''}；` +
        `周周约开展${String(salon?.sessions)}场，家庭${salon?.households?.asPublished ?? ''}；` +
        `天天询，来电${String(line?.calls)}个；参与服务的志愿者${String(PUBLISHED.counsellors)}名。`,
    );
    expect(await house.all('SELECT id FROM sessions WHERE org_id = ?', [orgId])).toEqual([]);
    const { totals } = (await give.export(orgId, now)) as { totals: object[] };
    expect(totals).toHaveLength(FILE.totals.length);
    expect(totals).toEqual(expect.arrayContaining(FILE.totals));
    const again = await take.import(FILE, now);
    expect(again).toMatchObject({ ok: true, value: { counts: { totals: { created: 0, changed: 0 } } } });
  });

  it('that were taken back here stay so when an older file is imported, and none comes beside one that it overlaps', async () => {
    const { take } = await importerOn(database);
    const now = at('2020-11-13T09:00');
    const file = { ...FILE, organisation: { key: `again-${engine}`, name: '某县妇联' } };
    const taken = await take.import(file, now);
    if (!taken.ok) throw new Error(taken.refusal.faults.join());
    const scope = { orgId: taken.value.orgId, zone: 'Asia/Shanghai' };
    const context = { ...house.as(li, '2020-11-14T09:00'), scope };
    const standing = () => house.get(PeriodTotals).list(scope);
    const [first, ...rest] = await standing();
    await house.get(PeriodTotals).withdraw(context, first?.id ?? '');
    const again = await take.import(file, now);
    expect(again).toMatchObject({ ok: true, value: { kept: [expect.stringContaining('taken back')] } });
    expect(await standing()).toEqual(rest);
    const across = {
      ...file,
      totals: file.totals.map((total) => ({ ...total, to: '2020-11-12', from: '2020-02-01' })),
    };
    expect(await take.import(across, now)).toMatchObject({
      refusal: { faults: [expect.stringMatching(/^\/totals\/\d: a figure that stands here/)] },
    });
    expect(await standing()).toEqual(rest);
  });

  it.each([
    [{ to: '2019-12-31' }, '/totals/0: to must not lie before from'],
    [{ measure: 'calls' }, '/totals/0: the programme has no measure calls'],
    [{ programme: 'none' }, '/totals/0/programme: no programme has the key none'],
    [{ from: '2020-05-01', to: '2020-12-31' }, '/totals/0: the period is not over before 2020-12-31'],
  ])('are refused in a file: %j', async (more, fault) => {
    const [first] = FILE.totals;
    const { take } = await importerOn(database);
    const result = await take.import(
      { ...FILE, organisation: { key: 'faulty', name: '某县妇联' }, totals: [{ ...first, ...more }] },
      at('2020-11-13T09:00'),
    );
    expect(result).toMatchObject({ ok: false, refusal: { faults: [fault] } });
  });
});
