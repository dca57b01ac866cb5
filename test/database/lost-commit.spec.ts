import { LostCommit, type Database } from '../../src/database/database';
import { openDatabase } from '../../src/schema/open-database';
import { startCuttingProxy, type CuttingProxy } from '../harness/cutting-proxy';
import { databasesUnderTest, freshUrl, type FreshUrl } from '../harness/databases';
import { insertInto } from '../harness/insert-into';

const withServer = databasesUnderTest().includes('mysql') ? describe : describe.skip;

withServer('a connection that breaks', () => {
  let fresh: FreshUrl;
  let proxy: CuttingProxy;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshUrl('mysql');
    const url = new URL(fresh.url);
    proxy = await startCuttingProxy(url.hostname, Number(url.port || 3306));
    url.hostname = '127.0.0.1';
    url.port = String(proxy.port);
    database = await openDatabase(url.href, { migrate: false });
    await database.write((tx) => tx.run('CREATE TABLE acts (idem_key varchar(64) PRIMARY KEY)'));
  });
  beforeEach(() => database.write((tx) => tx.run('DELETE FROM acts')));
  afterAll(async () => {
    await database.close();
    await proxy.close();
    await fresh.drop();
  });

  const act = (key: string, seen: string[] = []): Promise<void> =>
    database.write((tx) => {
      seen.push(key);
      return insertInto(tx, 'acts', { idem_key: key });
    });
  const kept = (key: string): Promise<object | null> =>
    database.read((tx) => tx.one('SELECT idem_key FROM acts WHERE idem_key = ?', [key]));

  it('before the answer to COMMIT came is never guessed about: the work is there, and it is not done again', async () => {
    proxy.cutNext('COMMIT', 'before its answer');
    const tries: string[] = [];
    await expect(act('answer lost', tries)).rejects.toThrow(LostCommit);
    expect(await kept('answer lost')).not.toBeNull();
    expect(tries).toHaveLength(1);
  });

  it('before COMMIT arrived looks the same to us, and the work is absent', async () => {
    proxy.cutNext('COMMIT', 'before it arrives');
    await expect(act('commit lost')).rejects.toThrow(LostCommit);
    expect(await kept('commit lost')).toBeNull();
  });

  it('earlier than COMMIT took nothing along, so the unit is simply run again', async () => {
    for (const cut of ['before it arrives', 'before its answer'] as const) {
      proxy.cutNext('INSERT INTO', cut);
      const tries: string[] = [];
      await act(cut, tries);
      expect(tries).toHaveLength(2);
      expect(await kept(cut)).not.toBeNull();
    }
  });

  it('during a read lets the read be done again', async () => {
    await act('to be read');
    proxy.cutNext('SELECT idem_key', 'before its answer');
    expect(await kept('to be read')).not.toBeNull();
  });

  it('neither loses nor doubles work for a caller with a key, among many that are fine', async () => {
    const answers = await Promise.all(
      Array.from({ length: 120 }, async (_, i) => {
        if (i % 6 === 0) proxy.cutNext('COMMIT', i % 12 === 0 ? 'before its answer' : 'before it arrives');
        for (;;) {
          try {
            await act(`k${String(i)}`);
            return 'done';
          } catch (error) {
            if (database.isUnique(error)) return 'found';
            if (!(error instanceof LostCommit)) throw error;
            if (await kept(`k${String(i)}`)) return 'found';
          }
        }
      }),
    );
    expect(answers).toHaveLength(120);
    const count = await database.read((tx) => tx.one<{ n: number }>('SELECT count(*) AS n FROM acts'));
    expect(count).toEqual({ n: 120 });
  });
});
