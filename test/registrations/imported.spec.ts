import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monthPeriod } from '../../src/statistics/domain/counts';
import { paragraph } from '../../src/statistics/domain/paragraph';
import { Statistics } from '../../src/statistics/statistics.service';
import { importerOn } from '../builders/importer';
import { at } from '../builders/salon';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

const SAMPLE = join(__dirname, '../../src/import/sample/sample-organisation.json');
const salon = (start: string, person: string, party: number, state: string): object => ({
  programme: 'zhouzhouyue',
  session: { start },
  person,
  party,
  state,
});

describe.each(databasesUnderTest())('families of an organisation file on %s', (engine) => {
  let fresh: FreshDatabase;
  const importAt = async (now: number, more: object): Promise<void> => {
    const sample = JSON.parse(readFileSync(SAMPLE, 'utf8')) as object;
    const result = await (await importerOn(fresh.database)).take.import({ ...sample, ...more }, now);
    if (!result.ok) throw new Error(result.refusal.faults.join());
  };

  beforeEach(async () => {
    fresh = await freshDatabase(engine);
  });
  afterEach(() => fresh.close());

  it('are reminded the day before like those who signed up themselves', async () => {
    const registrations = [
      salon('2026-12-05T15:00', 'f01', 3, 'registered'),
      salon('2026-12-05T15:00', 'f02', 2, 'cancelled'),
      salon('2026-12-12T15:00', 'f03', 2, 'waiting'),
    ];
    const owed = (): Promise<object[]> =>
      fresh.database.read((tx) =>
        tx.all(
          "SELECT o.due_ms, p.slug FROM outbox o JOIN people p ON p.id = o.person_id WHERE o.kind = 'registration-reminder' ORDER BY p.slug",
        ),
      );
    await importAt(at('2026-11-24T10:00'), { registrations });
    expect(await owed()).toEqual([{ dueMs: at('2026-12-04T15:00'), slug: 'f01' }]);
    const promoted = [...registrations.slice(0, 2), salon('2026-12-12T15:00', 'f03', 2, 'registered')];
    await importAt(at('2026-11-25T10:00'), { registrations: promoted });
    expect(await owed()).toEqual([
      { dueMs: at('2026-12-04T15:00'), slug: 'f01' },
      { dueMs: at('2026-12-11T15:00'), slug: 'f03' },
    ]);
  });

  it('are counted where they came, unless a figure says otherwise', async () => {
    const registrations = [
      salon('2026-12-05T15:00', 'f01', 3, 'attended'),
      salon('2026-12-05T15:00', 'f02', 2, 'registered'),
      salon('2026-12-12T15:00', 'f03', 4, 'attended'),
    ];
    const session = { start: '2026-12-12T15:00' };
    const tallies = [{ programme: 'zhouzhouyue', session, measure: 'households', value: 9 }];
    await importAt(at('2026-12-20T10:00'), { registrations, tallies });
    const org = await fresh.database.read((tx) => tx.one<{ id: string }>('SELECT id FROM organisations'));
    const scope = { orgId: org?.id ?? '', zone: 'Asia/Shanghai' };
    const counts = await new Statistics(fresh.database).counts(scope, monthPeriod('2026-12'), at('2026-12-20T10:00'));
    expect(paragraph(counts)).toBe(
      '2026年12月1日至12月31日，天天询进行中1班；周周约开展2场，家庭10户（3场中2场已登记），参与7人次（3场中2场已登记）。',
    );
  });
});
