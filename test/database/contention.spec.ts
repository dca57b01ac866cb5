import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Tx } from '../../src/database/database';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';
import { insertInto } from '../harness/insert-into';

const shift = (id: string, seats: number): Record<string, string | number> => ({ id, taken: 0, seats });

/** Lets everybody go on once `count` have come, or after a while: on SQLite the second never comes before the first ends. */
function meeting(count: number): () => Promise<void> {
  let come = 0;
  let open: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (open = resolve));
  return async () => {
    come += 1;
    if (come >= count) open();
    await Promise.race([all, sleep(1000)]);
  };
}

describe.each(databasesUnderTest())('units that want the same rows on %s', (engine) => {
  let fresh: FreshDatabase;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase(engine);
    database = fresh.database;
    await database.write(async (tx) => {
      await tx.run('CREATE TABLE seats (id varchar(40) PRIMARY KEY, taken int NOT NULL, seats int NOT NULL)');
      await insertInto(tx, 'seats', [shift('a', 0), shift('b', 0), shift('last', 1)]);
    });
  });
  beforeEach(() => database.write((tx) => tx.run('UPDATE seats SET taken = 0')));
  afterAll(() => fresh.close());

  const add = (tx: Tx, id: string): Promise<number> => tx.run('UPDATE seats SET taken = taken + 1 WHERE id = ?', [id]);
  const taken = async (id: string): Promise<number | undefined> =>
    (await database.read((tx) => tx.one<{ taken: number }>('SELECT taken FROM seats WHERE id = ?', [id])))?.taken;

  it('gives the last place to exactly one of three hundred', async () => {
    const claim = (): Promise<boolean> =>
      database.write(
        async (tx) => (await tx.run("UPDATE seats SET taken = taken + 1 WHERE id = 'last' AND taken < seats")) === 1,
      );
    const answers = await Promise.all(Array.from({ length: 300 }, claim));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await taken('last')).toBe(1);
  });

  it('runs a unit again that lost a dead-lock, and loses no increment', async () => {
    let tries = 0;
    const met = meeting(2);
    const crossing = (first: string, second: string): Promise<void> =>
      database.write(async (tx) => {
        tries += 1;
        await add(tx, first);
        await met();
        await add(tx, second);
      });
    await Promise.all([crossing('a', 'b'), crossing('b', 'a')]);
    expect([await taken('a'), await taken('b')]).toEqual([2, 2]);
    expect(tries).toBe(engine === 'mysql' ? 3 : 2);
  });

  it('keeps nothing half done when a unit swallows the dead-lock that took its transaction along', async () => {
    const met = meeting(2);
    const crossing = (first: string, second: string): Promise<void> =>
      database.write(async (tx) => {
        await add(tx, first);
        await met();
        await tx.nested((inner) => add(inner, second)).catch(() => 0);
        await tx.run("UPDATE seats SET taken = taken + 10 WHERE id = 'last'").catch(() => 0);
      });
    await Promise.all([crossing('a', 'b'), crossing('b', 'a')]);
    expect([await taken('a'), await taken('b'), await taken('last')]).toEqual([2, 2, 20]);
  });

  it('holds locked rows until the whole unit ends', async () => {
    const order: string[] = [];
    let tell: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (tell = resolve));
    const first = database.write(async (tx) => {
      await tx.lockRows('seats', ['b', 'a']);
      order.push('first has them');
      tell();
      await sleep(60);
      order.push('first ends');
    });
    await held;
    const second = database.write(async (tx) => {
      await tx.lockRows('seats', ['a']);
      order.push('second has it');
    });
    await Promise.all([first, second]);
    expect(order).toEqual(['first has them', 'first ends', 'second has it']);
  });

  it('lets go of nothing that failed: the next unit starts clean on every connection', async () => {
    const failing = Array.from({ length: 60 }, () =>
      database
        .write(async (tx) => {
          await add(tx, 'a');
          await tx.run('UPDATE nowhere SET x = 1');
        })
        .catch(() => 'failed'),
    );
    expect(new Set(await Promise.all(failing))).toEqual(new Set(['failed']));
    await Promise.all(Array.from({ length: 60 }, () => database.write((tx) => add(tx, 'b'))));
    expect([await taken('a'), await taken('b')]).toEqual([0, 60]);
  });
});
