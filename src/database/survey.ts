import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import type { Instant } from '../kernel/clock';
import { asNumber } from './column-types';
import { readDatabaseUrl, type DatabaseAddress } from './database-url';
import { connect, inspectServer, type MysqlServer } from './mysql-server';
import { SqliteDatabase } from './sqlite-driver';
import { ownFile } from './sqlite-owner';

/** What a database is and how it stands, found without changing anything in it. */
export interface Survey {
  readonly engine: 'sqlite' | 'mysql';
  /** Of the server, or of the library. */
  readonly version: string;
  /** Without anybody's password. */
  readonly place: string;
  /** The names of the migrations that it has had; empty: it has no tables. */
  readonly executed: readonly string[];
  /** A text column, or the database itself, in which different texts count as equal; null: there is none. */
  readonly looseCollation: { readonly of: string; readonly is: string; readonly wanted: string } | null;
  /** What the server holds for now, and how long it took to say so; null: it has no clock of its own. */
  readonly clock: { readonly ms: Instant; readonly answeredInMs: number } | null;
  /** Who else is connected or owns the file, in words; null: nobody is seen. */
  readonly usedBy: string | null;
}

/** The file of an embedded database is not there. */
export class NoDatabaseYet extends Error {}

/** Throws an Error of one sentence when there is no database, or none that can be used. */
export async function surveyDatabase(url: string): Promise<Survey> {
  const address = readDatabaseUrl(url);
  return address.engine === 'sqlite' ? surveyFile(address.file) : surveyServer(address);
}

/** Who owns the file now; null: nobody. */
export function ownerOfFile(file: string): string | null {
  try {
    ownFile(file).release();
    return null;
  } catch (error) {
    const [, owner] = /is already in use by (process \S+?);/.exec((error as Error).message) ?? [];
    if (owner === undefined) throw error;
    return owner;
  }
}

function surveyFile(file: string | null): Survey {
  const path = file === null ? null : resolve(file);
  if (path === null || !existsSync(path)) throw new NoDatabaseYet(`there is no database ${path ?? ':memory:'}`);
  const connection = new SqliteDatabase(path, { timeout: 5000 });
  try {
    const [{ version } = { version: '?' }] = connection.prepare('SELECT sqlite_version() AS version').all() as {
      version: string;
    }[];
    const [state] = connection.pragma('quick_check(1)');
    if (state?.quick_check !== 'ok') throw new Error(`the database ${path} is damaged: ${String(state?.quick_check)}`);
    const tables = connection.prepare("SELECT name FROM sqlite_master WHERE name = 'migrations'").all();
    const executed =
      tables.length === 0 ? [] : (connection.prepare('SELECT name FROM migrations ORDER BY id').all() as Named[]);
    return {
      engine: 'sqlite',
      version,
      place: path,
      executed: executed.map(({ name }) => name),
      looseCollation: null,
      clock: null,
      usedBy: ownerOfFile(path),
    };
  } finally {
    connection.close();
  }
}

interface Named {
  readonly name: string;
}

async function surveyServer(address: Extract<DatabaseAddress, { engine: 'mysql' }>): Promise<Survey> {
  const connection = await connect(address);
  try {
    const server = await inspectServer(connection);
    return {
      engine: 'mysql',
      version: server.version,
      place: `${address.host}:${String(address.port)}/${address.database}`,
      executed: await executedOn(connection),
      looseCollation: await looseCollation(connection, server, address.database),
      clock: await clockOf(connection),
      usedBy: await othersOn(connection),
    };
  } finally {
    await connection.end();
  }
}

async function rowsOf(connection: Connection, sql: string, values: unknown[] = []): Promise<RowDataPacket[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql, values);
  return rows;
}

async function executedOn(connection: Connection): Promise<string[]> {
  if ((await rowsOf(connection, "SHOW TABLES LIKE 'migrations'")).length === 0) return [];
  const rows = await rowsOf(connection, 'SELECT name FROM migrations ORDER BY id');
  return rows.map(({ name }) => String(name));
}

async function looseCollation(
  connection: Connection,
  { collation }: MysqlServer,
  database: string,
): Promise<Survey['looseCollation']> {
  const [column] = await rowsOf(
    connection,
    "SELECT CONCAT(table_name, '.', column_name) AS place, collation_name AS found FROM information_schema.columns " +
      'WHERE table_schema = DATABASE() AND collation_name IS NOT NULL AND collation_name <> ? LIMIT 1',
    [collation],
  );
  if (column) return { of: String(column.place), is: String(column.found), wanted: collation };
  const [own] = await rowsOf(connection, 'SELECT @@collation_database AS found');
  if (String(own?.found) === collation) return null;
  return { of: database, is: String(own?.found), wanted: collation };
}

async function clockOf(connection: Connection): Promise<Survey['clock']> {
  const asked = performance.now();
  const [row] = await rowsOf(connection, 'SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED) AS ms');
  return row ? { ms: asNumber(row.ms), answeredInMs: performance.now() - asked } : null;
}

/** A user without further rights sees the connections of her own name, which are those of the services. */
async function othersOn(connection: Connection): Promise<string | null> {
  const [row] = await rowsOf(
    connection,
    'SELECT COUNT(*) AS others FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()',
  );
  const others = asNumber(row?.others ?? 0);
  return others === 0 ? null : `${String(others)} other connections`;
}
