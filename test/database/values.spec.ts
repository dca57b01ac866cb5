import { createHash } from 'node:crypto';
import { asNumber, flagTransformer, numberTransformer } from '../../src/database/column-types';
import type { Database, SqlValue } from '../../src/database/database';
import { ScheduleSlotRow } from '../../src/database/schedule-slot.row';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';
import { insertInto } from '../harness/insert-into';

/** What a JSON body may really hold where a text was expected. */
const smuggled = (value: unknown): SqlValue => value as SqlValue;

describe.each(databasesUnderTest())('values on %s', (engine) => {
  let fresh: FreshDatabase;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase(engine);
    database = fresh.database;
    await database.write(async (tx) => {
      await tx.run('CREATE TABLE things (id varchar(64) PRIMARY KEY, big bigint, flag tinyint, body text, raw blob)');
      await insertInto(tx, 'things', { id: 'secret-token', big: 1, flag: true, body: null, raw: null });
    });
  });
  afterAll(() => fresh.close());

  const find = (value: SqlValue): Promise<object | null> =>
    database.read((tx) => tx.one<object>('SELECT id FROM things WHERE id = ?', [value]));

  it.each([
    ['an array', ['secret-token']],
    ['an array with a number', [0]],
    ['an object', { id: 1 }],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['nothing at all', undefined],
    ['a function', () => 0],
    ['not a number', NaN],
    ['an endless number', Infinity],
    ['a number that JavaScript cannot hold exactly', 2 ** 60],
    ['a text with NUL', 'secret\0token'],
  ])('refuses to bind %s, in a read, a write, an insert and the typed statements', async (_, value) => {
    const bad = smuggled(value);
    await expect(find(bad)).rejects.toThrow(/^cannot bind/);
    await expect(database.write((tx) => tx.run('DELETE FROM things WHERE id = ?', [bad]))).rejects.toThrow(
      /^cannot bind/,
    );
    await expect(database.write((tx) => insertInto(tx, 'things', { id: 'x', body: bad }))).rejects.toThrow(
      /cannot bind|no value/,
    );
    const wrong = bad as string;
    await expect(database.read((tx) => tx.find(ScheduleSlotRow, { job: { lt: wrong } }))).rejects.toThrow(
      /cannot bind|no value/,
    );
    await expect(database.write((tx) => tx.update(ScheduleSlotRow, { id: 'x' }, { job: wrong }))).rejects.toThrow(
      /cannot bind|no value/,
    );
    expect(await find('secret-token')).not.toBeNull();
  });

  it('never finds a secret by a number, because secrets are looked up by the hash of a tested text', async () => {
    const hashOf = (token: unknown): string | null =>
      typeof token === 'string' ? createHash('sha256').update(token).digest('hex') : null;
    await database.write((tx) =>
      insertInto(tx, 'things', { id: hashOf('right') ?? '', big: null, flag: false, body: null, raw: null }),
    );
    const bySecret = async (token: unknown): Promise<object | null> => {
      const hash = hashOf(token);
      return hash === null ? null : find(hash);
    };
    expect(await bySecret('right')).not.toBeNull();
    for (const wrong of [0, [0], true, null, 'wrong']) expect(await bySecret(wrong)).toBeNull();
    // the trap itself, so that nobody takes the remedy for decoration
    expect(await find(0)).toEqual(engine === 'mysql' ? { id: 'secret-token' } : null);
  });

  it('gives back what it was given', async () => {
    const body = '小王🐲 ③ \u{20000} "quoted" \\ \'; DROP TABLE things; -- \n\t%_';
    const raw = Buffer.from([0, 1, 255, 39, 92]);
    await database.write((tx) =>
      insertInto(tx, 'things', { id: 'round', big: Number.MAX_SAFE_INTEGER, flag: true, body, raw }),
    );
    const row = await database.read((tx) =>
      tx.one<{ raw: Uint8Array }>('SELECT big, flag, body, raw FROM things WHERE id = ?', ['round']),
    );
    expect({ ...row, raw: Buffer.from(row?.raw ?? []) }).toEqual({ big: Number.MAX_SAFE_INTEGER, flag: 1, body, raw });
  });

  it('joins texts with || alike', async () => {
    expect(await database.read((tx) => tx.one("SELECT 'a' || ? AS joined", ['b']))).toEqual({ joined: 'ab' });
  });

  it('refuses a value that does not fit instead of cutting it', async () => {
    if (engine === 'sqlite') return;
    const long = database.write((tx) => tx.run('UPDATE things SET id = ?', ['x'.repeat(65)]));
    await expect(long).rejects.toThrow(/too long/i);
    const wide = database.write((tx) => tx.run('UPDATE things SET flag = 300'));
    await expect(wide).rejects.toThrow(/out of range/i);
  });
});

describe('numbers and flags of rows', () => {
  it('come back as themselves whatever the engine made of them', () => {
    expect([asNumber('23000'), asNumber(0), numberTransformer.from('17'), numberTransformer.from(null)]).toEqual([
      23000,
      0,
      17,
      null,
    ]);
    expect([
      flagTransformer.to(true),
      flagTransformer.from(1),
      flagTransformer.from('0'),
      flagTransformer.from(null),
    ]).toEqual([1, true, false, null]);
  });

  it.each([null, undefined, '', 'many', {}])('are not made out of %p', (value) => {
    expect(() => asNumber(value)).toThrow(TypeError);
  });
});
