import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource, QueryRunner } from 'typeorm';
import { CheckMetadata } from 'typeorm/metadata/CheckMetadata';
import { MIGRATIONS } from '../../config/data-source';
import { readDatabaseUrl } from '../../src/database/database-url';
import { migrate } from '../../src/database/migrate';
import { connect, inspectServer, assertExact } from '../../src/database/mysql-server';
import { mysqlSource, sqliteSource } from '../../src/database/open-database';
import { openDatabase, SCHEMA } from '../../src/schema/open-database';
import { bareUrl, databasesUnderTest, freshDatabase, type EngineUnderTest } from '../harness/databases';
import { insertInto } from '../harness/insert-into';

const silent = (): void => undefined;

async function sourceOf(url: string): Promise<DataSource> {
  const address = readDatabaseUrl(url);
  if (address.engine === 'sqlite') return sqliteSource(SCHEMA, address.file ?? '', 'writer').initialize();
  const connection = await connect(address);
  try {
    const server = await inspectServer(connection);
    await assertExact(connection, server, address.database);
    return await mysqlSource(SCHEMA, address, server).initialize();
  } finally {
    await connection.end();
  }
}

/** Everything that the engine says about its tables, as text. */
async function tablesOf(engine: EngineUnderTest, source: DataSource): Promise<string[]> {
  if (engine === 'sqlite') {
    const rows: { sql: string }[] = await source.query(
      "SELECT sql FROM sqlite_master WHERE sql <> '' ORDER BY type, name",
    );
    return rows.map((row) => row.sql);
  }
  const names: object[] = await source.query('SHOW TABLES');
  const tables: string[] = [];
  for (const name of names.map((row) => String(Object.values(row)[0])).sort()) {
    const [made]: Record<string, string>[] = await source.query(`SHOW CREATE TABLE \`${name}\``);
    tables.push((made?.['Create Table'] ?? '').replace(/ AUTO_INCREMENT=\d+/, ''));
  }
  return tables;
}

async function recorded(source: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await source.query('SELECT name FROM migrations ORDER BY id');
  return rows.map((row) => row.name);
}

const NAMES = MIGRATIONS.map((migration) => migration.name);

/** Makes the process "die" at the n-th statement that changes tables: it and all later statements fail. */
function dieAt(source: DataSource, n: number): { readonly died: () => boolean } {
  const create = source.createQueryRunner.bind(source);
  let changes = 0;
  source.createQueryRunner = (...args): QueryRunner => {
    const runner = create(...args);
    const query = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
    Object.assign(runner, {
      query: (sql: string, ...rest: unknown[]) => {
        if (/^\s*(?:CREATE|ALTER|DROP|INSERT)/i.test(sql)) changes += 1;
        if (changes >= n && !/^\s*ROLLBACK/i.test(sql)) return Promise.reject(new Error('the process died'));
        return query(sql, ...rest);
      },
    });
    return runner;
  };
  return { died: () => changes >= n };
}

const engines = databasesUnderTest();

describe.each(engines)('migrations on %s', (engine) => {
  let whole: string[];

  beforeAll(async () => {
    const bare = await bareUrl(engine);
    const source = await sourceOf(bare.url);
    await migrate(source, silent);
    whole = await tablesOf(engine, source);
    expect(await recorded(source)).toEqual(NAMES);
    await source.destroy();
    await bare.drop();
  });

  it('go up, down and up again to the same tables', async () => {
    const bare = await bareUrl(engine);
    const source = await sourceOf(bare.url);
    await migrate(source, silent);
    for (let i = 0; i < NAMES.length; i++) await source.undoLastMigration({ transaction: 'each' });
    expect(await recorded(source)).toEqual([]);
    expect((await tablesOf(engine, source)).filter((sql) => !sql.includes('migrations'))).toEqual(
      engine === 'sqlite' ? [expect.stringContaining('sqlite_sequence')] : [],
    );
    await migrate(source, silent);
    expect(await tablesOf(engine, source)).toEqual(whole);
    await source.destroy();
    await bare.drop();
  }, 120_000);

  it('can be cut off anywhere and started again, to the same tables', async () => {
    for (const n of [2, 3, 4, 9, 28, 51, 64]) {
      const bare = await bareUrl(engine);
      const first = await sourceOf(bare.url);
      const death = dieAt(first, n);
      await expect(migrate(first, silent)).rejects.toThrow(/the process died/);
      expect(death.died()).toBe(true);
      await first.destroy();
      const second = await sourceOf(bare.url);
      await migrate(second, silent);
      expect(await tablesOf(engine, second)).toEqual(whole);
      expect(await recorded(second)).toEqual(NAMES);
      await second.destroy();
      await bare.drop();
    }
  }, 120_000);

  it('leave nothing to do between the tables and the rows', async () => {
    const fresh = await freshDatabase(engine);
    await fresh.database.close();
    const source = await sourceOf(fresh.url);
    const runner = source.createQueryRunner();
    for (const metadata of source.entityMetadatas) {
      // checks belong to the migrations alone: TypeORM would give them to one engine only
      const table = await runner.getTable(metadata.tableName);
      for (const { name = '', expression = '' } of table?.checks ?? []) {
        const check = new CheckMetadata({
          entityMetadata: metadata,
          args: { target: metadata.target, name, expression },
        });
        metadata.checks.push(Object.assign(check, { name }));
      }
    }
    await runner.release();
    const difference = await source.driver.createSchemaBuilder().log();
    expect(difference.upQueries.map((query) => query.query)).toEqual([]);
    expect(source.entityMetadatas.length).toBeGreaterThan(20);
    await source.destroy();
    const again = await openDatabase(fresh.url);
    await again.close();
  });

  it('give every check to the engine, and the engine holds it', async () => {
    const folder = join(__dirname, '../../migrations');
    const written = readdirSync(folder).flatMap(
      (file) => readFileSync(join(folder, file), 'utf8').match(/\bck_\w+/g) ?? [],
    );
    expect(written.length).toBeGreaterThan(5);
    expect(written.filter((name) => !whole.some((table) => table.includes(name)))).toEqual([]);
    const fresh = await freshDatabase(engine);
    const shift = (taken: number): Promise<unknown> =>
      fresh.database.write((tx) => insertInto(tx, 'shifts', { ...SHIFT, taken }));
    await fresh.database.write(async (tx) => {
      await insertInto(tx, 'organisations', ORGANISATION);
      await insertInto(tx, 'programmes', PROGRAMME);
      await insertInto(tx, 'sessions', SESSION);
    });
    await expect(shift(3)).rejects.toThrow(/ck_shifts_taken/i);
    await expect(shift(-1)).rejects.toThrow(/ck_shifts_taken/i);
    await shift(2);
    await expect(fresh.database.write((tx) => tx.run('UPDATE shifts SET taken = 3'))).rejects.toThrow(
      /ck_shifts_taken/i,
    );
    const orphan = fresh.database.write((tx) =>
      insertInto(tx, 'shifts', { ...SHIFT, id: 's2', session_id: 'none', taken: 0 }),
    );
    await expect(orphan).rejects.toThrow(/foreign key/i);
    await fresh.close();
  });
});

const ORGANISATION = {
  id: 'o',
  parent_id: null,
  path: '/o/',
  slug: 'o',
  name: 'O',
  time_zone: 'Asia/Shanghai',
  region_code: null,
  sample: false,
  settings: '{}',
  created_ms: 0,
};
const PROGRAMME = { id: 'p', org_id: 'o', slug: 'p', name: 'P', sort_order: 0, specification: '{}', created_ms: 0 };
const SESSION = {
  id: 'e',
  org_id: 'o',
  programme_id: 'p',
  day_part: '',
  start_ms: 0,
  end_ms: 1,
  start_civil: '1970-01-01T08:00',
  end_civil: '1970-01-01T08:01',
  state: 'planned',
  waitlist_max: 0,
  households_taken: 0,
  waiting: 0,
  revision: 0,
  created_ms: 0,
  changed_ms: 0,
};
const SHIFT = {
  id: 's',
  org_id: 'o',
  session_id: 'e',
  programme_id: 'p',
  post_key: 'answer',
  post_order: 0,
  start_ms: 0,
  end_ms: 1,
  night: false,
  seats_min: 1,
  seats_max: 2,
  state: 'open',
};

(engines.includes('mysql') ? describe : describe.skip)('several processes that start on one empty server', () => {
  it('migrate once, one after the other', async () => {
    const bare = await bareUrl('mysql');
    const lines: string[] = [];
    const open = (): ReturnType<typeof openDatabase> => openDatabase(bare.url, { log: (line) => lines.push(line) });
    const databases = await Promise.all([open(), open(), open(), open()]);
    const first = databases[0];
    const names = await first.read((tx) => tx.all<{ name: string }>('SELECT name FROM migrations ORDER BY id'));
    expect(names.map((row) => row.name)).toEqual(NAMES);
    expect(lines.filter((line) => line.includes(`/${String(NAMES.length)} `))).toHaveLength(NAMES.length);
    expect(lines.filter((line) => line.includes('another process is migrating')).length).toBeGreaterThan(0);
    await Promise.all(databases.map((database) => database.close()));
    await bare.drop();
  }, 60_000);
});
