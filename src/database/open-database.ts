import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import mysql, { type Pool, type PoolConnection, type PoolOptions } from 'mysql2';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Database } from './database';
import { readDatabaseUrl, type DatabaseAddress } from './database-url';
import { migrate, withMigrationLock } from './migrate';
import { MysqlEngine } from './mysql-engine';
import { assertExact, connect, inspectServer, sessionSettings, type MysqlServer } from './mysql-server';
import { SqliteDatabase } from './sqlite-driver';
import { prepareConnection, SqliteEngine } from './sqlite-engine';
import { ownFile, type Ownership } from './sqlite-owner';

/** The tables of the service as the mapper knows them, and the steps that make them. */
export type Schema = Required<Pick<DataSourceOptions, 'entities' | 'migrations'>>;

export interface OpenOptions {
  /** false: the tables are taken as they are. */
  readonly migrate?: boolean;
  /** true: an embedded database is opened beside the process that owns it, for a few short units. */
  readonly guest?: boolean;
  readonly log?: (line: string) => void;
}

const POOL_SIZE = 24;

const SHARED = { synchronize: false, logging: false } as const;

/**
 * Opens the database that `url` names, brings its tables up to date, and proves that it keeps our promises (durable
 * commits, exact comparison of texts). Throws an Error whose message is one clear sentence.
 */
export async function openWith(schema: Schema, url: string, options: OpenOptions = {}): Promise<Database> {
  const address = readDatabaseUrl(url);
  const log = options.log ?? silent;
  const wanted = options.migrate ?? true;
  const engine =
    address.engine === 'sqlite'
      ? await openSqlite(schema, address.file, { wanted, guest: options.guest ?? false }, log)
      : await openMysql(schema, address, wanted, log);
  return new Database(engine, log);
}

/** The connection of TypeORM to one SQLite file. */
export function sqliteSource(schema: Schema, file: string, role: 'writer' | 'reader'): DataSource {
  return new DataSource({
    ...SHARED,
    ...schema,
    type: 'better-sqlite3',
    driver: SqliteDatabase,
    database: file,
    // the driver keeps statements itself
    statementCacheSize: 0,
    prepareDatabase: (connection: SqliteDatabase) => {
      prepareConnection(connection, role);
    },
  });
}

/** TypeORM's pool for one MySQL or MariaDB database. */
export function mysqlSource(
  schema: Schema,
  address: Extract<DatabaseAddress, { engine: 'mysql' }>,
  server: MysqlServer,
): DataSource {
  const settings = sessionSettings(server);
  const createPool = (poolOptions: PoolOptions): Pool => {
    const pool = mysql.createPool(poolOptions);
    // queued on the connection before anybody can use it
    pool.on('connection', (connection: PoolConnection) => {
      connection.query(settings, (error) => {
        if (error) connection.destroy();
      });
    });
    return pool;
  };
  return new DataSource({
    ...SHARED,
    ...schema,
    type: server.kind,
    driver: { ...mysql, createPool },
    host: address.host,
    port: address.port,
    username: address.user,
    password: address.password,
    database: address.database,
    charset: 'utf8mb4',
    timezone: 'Z',
    bigNumberStrings: false,
    poolSize: POOL_SIZE,
    connectTimeout: 10_000,
    extra: { decimalNumbers: true, enableKeepAlive: true, idleTimeout: 300_000 },
  });
}

/** Another process owns the file, or nobody does. */
const NOT_OURS: Ownership = { release: () => undefined };

async function openSqlite(
  schema: Schema,
  file: string | null,
  { wanted, guest }: { readonly wanted: boolean; readonly guest: boolean },
  log: (line: string) => void,
): Promise<SqliteEngine> {
  const path = file === null ? join(await mkdtemp(join(tmpdir(), 'xinyue-')), 'xinyue.db') : resolve(file);
  await makeFolder(dirname(path));
  const owner = guest ? NOT_OURS : ownFile(path);
  try {
    const parts = await openFile(schema, path, wanted, log);
    return new SqliteEngine({ ...parts, owner, temporaryFile: file === null ? path : null });
  } catch (error) {
    owner.release();
    const reason = (error as Error).message;
    if (!isSqliteFault(error)) throw error;
    throw new Error(`cannot open the database ${path}: ${reason}`, { cause: error });
  }
}

/** True for what SQLite itself says; our own sentences stand alone. */
function isSqliteFault(error: unknown): boolean {
  return typeof (error as { errcode?: unknown }).errcode === 'number';
}

async function openFile(
  schema: Schema,
  path: string,
  wanted: boolean,
  log: (line: string) => void,
): Promise<{ readonly writer: DataSource; readonly reader: DataSource }> {
  const writer = sqliteSource(schema, path, 'writer');
  const reader = sqliteSource(schema, path, 'reader');
  try {
    await writer.initialize();
    if (wanted) await migrate(writer, log);
    await reader.initialize();
    return { writer, reader };
  } catch (error) {
    for (const source of [reader, writer]) if (source.isInitialized) await source.destroy();
    throw error;
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new Error(`cannot make the folder ${folder} for the database: ${(error as Error).message}`, { cause: error });
  }
}

async function openMysql(
  schema: Schema,
  address: Extract<DatabaseAddress, { engine: 'mysql' }>,
  wanted: boolean,
  log: (line: string) => void,
): Promise<MysqlEngine> {
  const first = await connect(address);
  try {
    const server = await inspectServer(first);
    await assertExact(first, server, address.database);
    const source = mysqlSource(schema, address, server);
    await source.initialize();
    try {
      if (wanted) await withMigrationLock(first, address.database, log, () => migrate(source, log));
    } catch (error) {
      await source.destroy();
      throw error;
    }
    return new MysqlEngine(source);
  } finally {
    await first.end();
  }
}

function silent(): void {
  // nobody asked for progress
}
