import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../src/database/database';
import { importerOn } from '../builders/importer';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

const SAMPLE = join(__dirname, '../../src/import/sample/sample-organisation.json');
const sample = (): Record<string, never[]> => JSON.parse(readFileSync(SAMPLE, 'utf8')) as Record<string, never[]>;
const NOW = Date.parse('2026-11-24T10:00:00+08:00');

/** With the words of the organisation for what it does and measures. */
const inItsWords = (programme: { key: string; measures: { key: string }[] }): object =>
  programme.key === 'tiantianxun'
    ? {
        ...programme,
        names: ['热线', '12338 热线'],
        measures: programme.measures.map((one) => (one.key === 'calls' ? { ...one, words: ['通', '个电话'] } : one)),
      }
    : programme;

const LIVED = {
  ...sample(),
  programmes: (sample().programmes ?? []).map(inItsWords),
  assignments: [
    {
      programme: 'tiantianxun',
      session: { start: '2026-12-01T20:00', end: '2026-12-02T00:00' },
      post: 'answer',
      person: 'v01',
      state: 'held',
    },
    {
      programme: 'tiantianxun',
      session: { start: '2026-12-02T20:00' },
      post: 'backup',
      person: 'v02',
      state: 'dropped',
    },
    { programme: 'zhouzhouyue', session: { start: '2026-12-05T15:00' }, post: 'lead', person: 'v04', state: 'done' },
  ],
  registrations: [
    { programme: 'zhouzhouyue', session: { start: '2026-12-05T15:00' }, person: 'f01', party: 3, state: 'registered' },
    { programme: 'zhouzhouyue', session: { start: '2026-12-05T15:00' }, person: 'f02', party: 2, state: 'cancelled' },
  ],
  tallies: [{ programme: 'tiantianxun', session: { start: '2026-12-01T20:00' }, measure: 'calls', value: 5 }],
};

describe.each(databasesUnderTest())('the organisation file on %s', (engine) => {
  let fresh: FreshDatabase;
  let database: Database;
  beforeEach(async () => {
    fresh = await freshDatabase(engine);
    database = fresh.database;
  });
  afterEach(async () => {
    await fresh.close();
  });

  it('is taken in whole, and a second time changes nothing', async () => {
    const { take } = await importerOn(database);
    const first = await take.import(LIVED, NOW);
    expect(first).toMatchObject({ ok: true });
    const second = await take.import(LIVED, NOW + 1000);
    if (!second.ok) throw new Error(second.refusal.faults.join());
    for (const [part, counts] of Object.entries(second.value.counts)) {
      expect([part, counts.created, counts.changed]).toEqual([part, 0, 0]);
    }
    const row = await database.read((tx) =>
      tx.one<{ people: number; taken: number; households: number }>(
        `SELECT (SELECT COUNT(*) FROM people) AS people, (SELECT SUM(taken) FROM shifts) AS taken,
           (SELECT SUM(households_taken) FROM sessions) AS households`,
      ),
    );
    expect(row && [row.people, row.taken, row.households]).toEqual([60, 2, 1]);
  });

  it('comes out as it went in: export, import elsewhere and export again give the same text', async () => {
    const { take, give } = await importerOn(database);
    const taken = await take.import(LIVED, NOW);
    if (!taken.ok) throw new Error(taken.refusal.faults.join());
    const text = JSON.stringify(await give.export(taken.value.orgId, NOW));
    expect(text).toContain('"names":["热线","12338 热线"]');
    expect(text).toContain('"words":["通","个电话"]');
    const elsewhere = await freshDatabase(engine);
    try {
      const other = await importerOn(elsewhere.database);
      const again = await other.take.import(JSON.parse(text), NOW + 5);
      if (!again.ok) throw new Error(again.refusal.faults.join());
      // compared as text, so that the order of fields counts as well
      expect(JSON.stringify(await other.give.export(again.value.orgId, NOW))).toBe(text);
    } finally {
      await elsewhere.close();
    }
  });

  it('plans the sessions of the next ten weeks with their shifts', async () => {
    await (await importerOn(database)).take.import(sample(), NOW);
    const row = await database.read((tx) =>
      tx.one<{ hotline: number; december: number }>(
        `SELECT COUNT(*) AS hotline, SUM(CASE WHEN s.start_civil LIKE '2026-12-%' THEN 1 ELSE 0 END) AS december
           FROM sessions s JOIN programmes p ON p.id = s.programme_id WHERE p.slug = 'tiantianxun'`,
      ),
    );
    expect(row && [row.hotline, row.december]).toEqual([72 * 4, 31 * 4]);
  });

  const faults: [string, (file: Record<string, unknown[]>) => void, RegExp][] = [
    [
      'a date that is none',
      (f) => Object.assign(f.people?.[0] as object, { qualifications: [{ key: 'hotline', validUntil: '2026-02-30' }] }),
      /^\/people\/0\/qualifications\/0\/validUntil: /,
    ],
    [
      'an unknown qualification',
      (f) => Object.assign(f.people?.[3] as object, { qualifications: [{ key: 'flying' }] }),
      /^\/people\/3\/qualifications\/0\/key: /,
    ],
    [
      'a key used twice',
      (f) => Object.assign(f.people?.[5] as object, { key: 'v01' }),
      /^\/people\/5\/key: v01 is also \/people\/0/,
    ],
    [
      'a rule that is none',
      (f) => Object.assign(f.programmes?.[0] as object, { recurrence: 'FREQ=SOMETIMES' }),
      /^\/programmes\/0\/recurrence: /,
    ],
    [
      'a session that nothing makes',
      (f) =>
        Object.assign(f, {
          tallies: [
            { programme: 'yueyuejiang', session: { start: '2026-12-15T19:00' }, measure: 'listeners', value: 1 },
          ],
        }),
      /^\/tallies\/0\/session\/start: /,
    ],
    [
      'more people than seats',
      (f) =>
        Object.assign(f, {
          assignments: ['v01', 'v02'].map((person) => ({
            programme: 'tiantianxun',
            session: { start: '2026-12-01T20:00' },
            post: 'answer',
            person,
          })),
        }),
      /^\/assignments\/1: .*only 1 seats/,
    ],
  ];
  it.each(faults)('with %s is refused with its place, and nothing of it is kept', async (_, spoil, message) => {
    const file = sample() as unknown as Record<string, unknown[]>;
    spoil(file);
    const result = await (await importerOn(database)).take.import(file, NOW);
    expect(result.ok ? [] : result.refusal.faults).toEqual([expect.stringMatching(message)]);
    const row = await database.read((tx) => tx.one<{ n: number }>('SELECT COUNT(*) AS n FROM organisations'));
    expect(Number(row?.n)).toBe(0);
  });
});
