import type { Connection, RowDataPacket } from 'mysql2/promise';
import type { QueryRunner } from 'typeorm';
import { asNumber } from './column-types';
import { readDatabaseUrl, type DatabaseAddress } from './database-url';
import { migrate } from './migrate';
import { assertExact, connect, inspectServer } from './mysql-server';
import { mysqlSource, sqliteSource, type Schema } from './open-database';
import type { PlainRow, PlainTable } from './row-store';
import { placeholders, quoted, VALUES_A_STATEMENT } from './sql-values';
import { UNFINISHED } from './unfinished';

/** What fills a database: tables with their counts, and their rows. */
export interface Filling {
  readonly tables: readonly PlainTable[];
  /** The migrations that the rows have had. */
  readonly executed: readonly string[];
  rowsOf(table: PlainTable): AsyncIterable<PlainRow[]>;
}

export interface FillOptions {
  /** true: what is there is dropped; false: every table must be empty. */
  readonly replace: boolean;
  readonly log: (line: string) => void;
}

/**
 * Makes the tables as the rows know them, then puts all rows in, in one transaction that ends only when each table has
 * as many as it must. Throws an Error of one sentence; then an emptied database says at the next start what it is.
 */
export async function fillTables(schema: Schema, url: string, filling: Filling, options: FillOptions): Promise<void> {
  const address = readDatabaseUrl(url);
  const source =
    address.engine === 'sqlite'
      ? sqliteSource(schema, address.file ?? '', 'writer')
      : await serverSource(schema, address);
  await source.initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.connect();
    if (options.replace) await dropAll(runner);
    await migrate(source, options.log, new Set(filling.executed));
    if (!options.replace) await mustBeEmpty(runner);
    await withoutForeignKeys(runner, async () => {
      await runner.startTransaction();
      try {
        await putAll(runner, filling);
        await runner.commitTransaction();
      } catch (error) {
        await runner.rollbackTransaction();
        throw error;
      }
    });
    if (options.replace) await runner.query(`DROP TABLE ${UNFINISHED}`);
    // so that the one file is the whole database
    if (isSqlite(runner)) await runner.query('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    await runner.release();
    await source.destroy();
  }
}

async function serverSource(schema: Schema, address: Extract<DatabaseAddress, { engine: 'mysql' }>) {
  const connection: Connection = await connect(address);
  try {
    const server = await inspectServer(connection);
    await connection.query<RowDataPacket[]>('SELECT 1');
    await assertExact(connection, server, address.database);
    return mysqlSource(schema, address, server);
  } finally {
    await connection.end();
  }
}

const isSqlite = (runner: QueryRunner): boolean => runner.dataSource.options.type === 'better-sqlite3';

async function tableNames(runner: QueryRunner): Promise<string[]> {
  const sql = isSqlite(runner)
    ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'";
  return ((await runner.query(sql)) as { name: string }[]).map(({ name }) => name);
}

/** Notes first that it has begun: a database that is found like this is not taken for a new one. */
async function dropAll(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE IF NOT EXISTS ${UNFINISHED} (since_ms bigint)`);
  await withoutForeignKeys(runner, async () => {
    for (const name of await tableNames(runner))
      if (name !== UNFINISHED) await runner.query(`DROP TABLE ${quoted(name)}`);
  });
}

async function mustBeEmpty(runner: QueryRunner): Promise<void> {
  for (const name of await tableNames(runner)) {
    if (name === 'migrations') continue;
    const found = (await runner.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`)) as unknown[];
    if (found.length > 0) throw new Error(`the target is not empty: there are rows in ${name}; nothing was copied`);
  }
}

async function withoutForeignKeys(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
  const set = (on: boolean): string =>
    isSqlite(runner) ? `PRAGMA foreign_keys = ${on ? 'ON' : 'OFF'}` : `SET foreign_key_checks = ${on ? '1' : '0'}`;
  await runner.query(set(false));
  try {
    await work();
  } finally {
    await runner.query(set(true));
  }
}

async function putAll(runner: QueryRunner, filling: Filling): Promise<void> {
  for (const table of filling.tables) {
    // what a migration put there itself is in the rows as well
    await runner.query(`DELETE FROM ${quoted(table.name)}`);
    for await (const rows of filling.rowsOf(table)) await put(runner, table, rows);
    const [count] = (await runner.query(`SELECT COUNT(*) AS n FROM ${quoted(table.name)}`)) as { n: unknown }[];
    const found = asNumber(count?.n);
    if (found !== table.rows) {
      throw new Error(`${table.name} has ${String(found)} rows instead of ${String(table.rows)}; nothing was kept`);
    }
  }
}

async function put(runner: QueryRunner, { name, columns }: PlainTable, rows: readonly PlainRow[]): Promise<void> {
  const most = Math.max(1, Math.floor(VALUES_A_STATEMENT / columns.length));
  for (let from = 0; from < rows.length; from += most) {
    const part = rows.slice(from, from + most);
    const tuple = `(${placeholders(columns.length)})`;
    const sql = `INSERT INTO ${quoted(name)} (${columns.map(quoted).join(', ')}) VALUES ${part.map(() => tuple).join(', ')}`;
    try {
      await runner.query(sql, part.flat());
    } catch (error) {
      throw new Error(`${name}: ${(error as Error).message}; nothing was kept`, { cause: error });
    }
  }
}
