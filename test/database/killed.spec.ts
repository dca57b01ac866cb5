import { join } from 'node:path';
import { openDatabase } from '../../src/schema/open-database';
import { databasesUnderTest, freshUrl } from '../harness/databases';
import { startChild } from '../harness/processes';

const CHILD = join(__dirname, 'writing-child.ts');

describe.each(databasesUnderTest())('a process killed in the middle on %s', (engine) => {
  it('keeps every acknowledged unit whole, and its database can be opened at once', async () => {
    const fresh = await freshUrl(engine);
    const first = await openDatabase(fresh.url, { migrate: false });
    await first.write((tx) =>
      tx.run('CREATE TABLE pairs (id int NOT NULL, half varchar(1) NOT NULL, PRIMARY KEY (id, half))'),
    );
    await first.close();
    for (const rounds of [3, 40, 111]) {
      const child = startChild(CHILD, [fresh.url]);
      await child.said(rounds);
      await child.kill();
      const acknowledged = child.lines.slice(1).length;
      expect(acknowledged).toBeGreaterThanOrEqual(rounds - 1);
      const database = await openDatabase(fresh.url, { migrate: false });
      const pairs = await database.read((tx) =>
        tx.all<{ id: number; n: number }>('SELECT id, count(*) AS n FROM pairs GROUP BY id ORDER BY id'),
      );
      expect(pairs.map((pair) => pair.id).slice(0, acknowledged)).toEqual(
        Array.from({ length: acknowledged }, (_, i) => i),
      );
      expect(pairs.filter((pair) => pair.n !== 2)).toEqual([]);
      expect(pairs.length - acknowledged).toBeLessThanOrEqual(1);
      await database.write((tx) => tx.run('DELETE FROM pairs'));
      await database.close();
    }
    await fresh.drop();
  }, 60_000);
});

describe('a SQLite file that a process holds', () => {
  it('is refused to a second one with one sentence, and free as soon as the first is gone', async () => {
    const fresh = await freshUrl('sqlite');
    const first = await openDatabase(fresh.url, { migrate: false });
    await first.write((tx) => tx.run('CREATE TABLE pairs (id int NOT NULL, half varchar(1) NOT NULL)'));
    await expect(openDatabase(fresh.url)).rejects.toThrow(/already in use by process \d+; stop that one first$/);
    await expect(startChild(CHILD, [fresh.url]).said(1)).rejects.toThrow(
      new RegExp(`already in use by process ${String(process.pid)}; stop that one first`),
    );
    await first.close();
    const child = startChild(CHILD, [fresh.url]);
    await child.said(1);
    await expect(openDatabase(fresh.url)).rejects.toThrow(/already in use/);
    await child.kill();
    await (await openDatabase(fresh.url)).close();
    await fresh.drop();
  });
});
