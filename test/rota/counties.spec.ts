import type { Database } from '../../src/database/database';
import { HOUR } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { DraftRota } from '../../src/drafts/draft-rota.service';
import { PublishRota } from '../../src/drafts/publish-rota.service';
import { aTown, at, valueOf, type Town } from '../builders/town';
import { databasesUnderTest, freshDatabase } from '../harness/databases';
import { insertInto } from '../harness/insert-into';

const MONTH = '2026-12';
const REST_HOURS = 12;
const A_WEEK = 4;

interface Served {
  readonly orgId: string;
  readonly startMs: number;
  readonly endMs: number;
}

describe.each(databasesUnderTest())('a counsellor lent to another county, on %s', (engine) => {
  let database: Database;
  let close: () => Promise<void>;
  let north: Town;
  let south: Town;

  beforeAll(async () => {
    ({ database, close } = await freshDatabase(engine));
  });
  afterAll(() => close());

  beforeEach(async () => {
    const hotline = { from: '2026-12-07', days: 5, rules: { minRestHours: REST_HOURS, maxPerDay: 1 } };
    const shorter = { ...hotline, days: 3 };
    north = await aTown(database)
      .withVolunteer('陈静', { caps: { perWeek: A_WEEK } })
      .withVolunteers('韦兰', '黄丽', '覃芳', '莫明', '罗雪', '蓝佳', '刘思')
      .withCoordinator('李统筹')
      .withHotline(shorter)
      .open();
    south = await aTown(database).withVolunteers('农玉').withCoordinator('赵统筹').withHotline(hotline).open(north);
    await database.write((tx) =>
      insertInto(tx, 'grants', {
        id: newId(0),
        org_id: south.scope.orgId,
        person_id: north.id('陈静'),
        role: 'volunteer',
        created_ms: 0,
      }),
    );
  });
  afterEach(async () => {
    expect(await north.miscounted()).toEqual([]);
    expect(await south.miscounted()).toEqual([]);
    await north.close();
  });

  const coordinator = (town: Town) => town.as(town === north ? '李统筹' : '赵统筹');
  const draft = async (town: Town) => valueOf(await town.get(DraftRota).draft(coordinator(town), MONTH));
  const publish = async (town: Town, version = 1) =>
    valueOf(await town.get(PublishRota).publish(coordinator(town), { month: MONTH, version }));

  const duties = (): Promise<Served[]> =>
    database.read((tx) =>
      tx.all<Served>(
        "SELECT org_id, start_ms, end_ms FROM assignments WHERE person_id = ? AND ended_key = '' ORDER BY start_ms",
        [north.id('陈静')],
      ),
    );
  const countiesOf = (served: readonly Served[]): number => new Set(served.map(({ orgId }) => orgId)).size;
  const shortestRest = (served: readonly Served[]): number =>
    served.slice(1).reduce((least, { startMs }, i) => Math.min(least, startMs - (served[i]?.endMs ?? 0)), Infinity);

  it('has her rest between them and no more a week than she wants, of both together', async () => {
    await draft(north);
    await publish(north);
    const first = (await duties()).length;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(A_WEEK);
    const made = await draft(south);
    const hers = made.accounts.find(({ personId }) => personId === north.id('陈静'));
    expect(hers?.counts.shifts).toBe(A_WEEK);
    expect((await publish(south)).conflicts).toEqual([]);
    const served = await duties();
    expect(served).toHaveLength(A_WEEK);
    expect(countiesOf(served)).toBe(2);
    expect(shortestRest(served)).toBeGreaterThanOrEqual(REST_HOURS * HOUR);
  });

  it('is named as the reason for what stays empty where the other county has her already', async () => {
    await north.has('陈静', '2026-12-07T08:00');
    await south.has('农玉', '2026-12-07T08:00');
    const made = await draft(south);
    const hole = made.unfilled.find(
      ({ shift }) => shift.start === at('2026-12-07T14:00') && shift.postKey === 'answer',
    );
    const rules = hole?.closed.map(({ violation, people }) => [violation.rule, people]);
    expect(rules).toContainEqual(['rest', expect.arrayContaining(['陈静'])]);
  });

  it('keeps both also when the two months are drafted side by side, whichever is published last', async () => {
    await Promise.all([draft(north), draft(south)]);
    await Promise.all([publish(north), publish(south)]);
    const served = await duties();
    expect(served.length).toBeLessThanOrEqual(A_WEEK);
    expect(shortestRest(served)).toBeGreaterThanOrEqual(REST_HOURS * HOUR);
    // What the one publication left out is drafted once more around what the other gave her.
    const again = await draft(south);
    expect((await publish(south, again.version)).conflicts).toEqual([]);
    expect(shortestRest(await duties())).toBeGreaterThanOrEqual(REST_HOURS * HOUR);
    expect((await duties()).length).toBeLessThanOrEqual(A_WEEK);
  });
});
