import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDatabaseUrl } from '../../src/database/database-url';
import { openDatabase } from '../../src/schema/open-database';

describe('the database URL', () => {
  it.each([
    ['sqlite:./data/xinyue.db', { engine: 'sqlite', file: './data/xinyue.db' }],
    ['sqlite:/var/lib/xinyue.db', { engine: 'sqlite', file: '/var/lib/xinyue.db' }],
    ['sqlite:///var/lib/xinyue.db', { engine: 'sqlite', file: '/var/lib/xinyue.db' }],
    ['sqlite::memory:', { engine: 'sqlite', file: null }],
    [
      'mysql://root@127.0.0.1/x',
      { engine: 'mysql', host: '127.0.0.1', port: 3306, user: 'root', password: '', database: 'x' },
    ],
    [
      'mysql://me:p%40ss%2F@[::1]:3307/xinyue',
      { engine: 'mysql', host: '::1', port: 3307, user: 'me', password: 'p@ss/', database: 'xinyue' },
    ],
  ])('%s is understood', (url, address) => {
    expect(readDatabaseUrl(url)).toEqual(address);
  });

  it.each([
    ['postgres://localhost/x', /must look like/],
    ['', /must look like/],
    ['sqlite:', /must name a file/],
    ['sqlite:./data/', /must name a file/],
    ['mysql://', /must/],
    ['mysql://root@localhost', /must end with the name/],
    ['mysql://root@localhost/a/b', /must end with the name/],
    ['mysql://root@localhost/a`b', /must end with the name/],
    ['mysql://root:hidden%zz@localhost/x', /not followed by two/],
    ['mysql://root:hidden@localhost:port/x', /must look like/],
  ])('%p is refused in one sentence that shows no password', (url, reason) => {
    const refusal = (): unknown => readDatabaseUrl(url);
    expect(refusal).toThrow(reason);
    expect(refusal).not.toThrow(/hidden|\n/);
  });
});

describe('opening', () => {
  it('makes the folder of a new SQLite file, and keeps what was written for the next time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xinyue-test-'));
    const url = `sqlite:${join(folder, 'deep/er/xinyue.db')}`;
    const lines: string[] = [];
    const first = await openDatabase(url, { log: (line) => lines.push(line) });
    await first.write((tx) => tx.run('CREATE TABLE kept (id int)'));
    await first.close();
    expect(lines.length).toBeGreaterThan(0);
    const second = await openDatabase(url, { log: (line) => lines.push(`again ${line}`) });
    expect(await second.read((tx) => tx.all('SELECT * FROM kept'))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('again'))).toEqual([]);
    await second.close();
    await rm(folder, { recursive: true });
  });

  it('has durable commits and a reader that cannot write, on SQLite', async () => {
    const database = await openDatabase('sqlite::memory:');
    const pragma = (name: string): Promise<unknown> => database.read((tx) => tx.one(`PRAGMA ${name}`));
    expect(await pragma('journal_mode')).toEqual({ journalMode: 'wal' });
    expect(await pragma('query_only')).toEqual({ queryOnly: 1 });
    const settings = await database.write(async (tx) => [
      await tx.one('PRAGMA synchronous'),
      await tx.one('PRAGMA foreign_keys'),
      await tx.one('PRAGMA query_only'),
    ]);
    expect(settings).toEqual([{ synchronous: 2 }, { foreignKeys: 1 }, { queryOnly: 0 }]);
    await database.ping();
    await database.close();
    await expect(database.write(() => Promise.resolve())).rejects.toThrow(/closed/);
  });

  it('fails in one sentence when the file is no database, and gives the file free again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xinyue-test-'));
    const file = join(folder, 'letter.db');
    await writeFile(file, 'Dear diary, '.repeat(1000));
    for (let i = 0; i < 2; i++)
      await expect(openDatabase(`sqlite:${file}`)).rejects.toThrow(/^cannot open the database .*not a database$/);
    await expect(openDatabase(`sqlite:${file}/below.db`)).rejects.toThrow(/^cannot make the folder/);
    expect(existsSync(file)).toBe(true);
    await rm(folder, { recursive: true });
  });

  it('fails in one sentence when no server answers, without the password', async () => {
    const opening = openDatabase('mysql://me:hidden@127.0.0.1:9/xinyue');
    await expect(opening).rejects.toThrow(/^cannot use the database at 127\.0\.0\.1:9\/xinyue: [^\n]*ECONNREFUSED/);
    await expect(openDatabase('mysql://me:hidden@127.0.0.1:9/xinyue')).rejects.not.toThrow(/hidden/);
  });
});
