import type { Connection as CoreConnection } from 'mysql2';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { asNumber } from './column-types';
import { readDatabaseUrl } from './database-url';
import { connect, inspectServer, sessionSettings } from './mysql-server';
import { quoted } from './sql-values';
import { SqliteDatabase } from './sqlite-driver';

/** A row as plain values, in the order of its table's columns. */
export type PlainRow = readonly (string | number | null)[];

export interface PlainTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

/** All rows of a database as they stand at one moment, whatever is written meanwhile. */
export interface RowStore {
  readonly tables: readonly PlainTable[];
  /** The names of the migrations that it has had. */
  readonly executed: readonly string[];
  /** The rows of a table, some hundred at a time. */
  rowsOf(table: PlainTable): AsyncIterable<PlainRow[]>;
  close(): Promise<void>;
}

const BATCH = 500;
/** What the engines and the mapper keep for themselves. */
const NOT_OURS = new Set(['migrations', 'sqlite_sequence']);

/** Opens what `url` names for reading all of it. Throws an Error of one sentence when there is nothing. */
export async function openRows(url: string): Promise<RowStore> {
  const address = readDatabaseUrl(url);
  if (address.engine === 'sqlite') return new FileRows(address.file ?? '');
  return ServerRows.of(await connect(address));
}

class FileRows implements RowStore {
  readonly tables: readonly PlainTable[];
  readonly executed: readonly string[];
  private readonly connection: SqliteDatabase;

  constructor(file: string) {
    this.connection = new SqliteDatabase(file, { timeout: 5000 });
    this.connection.exec('BEGIN');
    const names = this.column("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
    this.executed = names.includes('migrations') ? this.column('SELECT name FROM migrations ORDER BY id') : [];
    this.tables = names
      .filter((name) => !NOT_OURS.has(name))
      .map((name) => ({
        name,
        columns: this.column(`SELECT name FROM pragma_table_info('${name}')`),
        rows: Number(this.column(`SELECT COUNT(*) AS name FROM ${quoted(name)}`)[0]),
      }));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the engine answers at once, the other one does not
  async *rowsOf({ name, columns }: PlainTable): AsyncIterable<PlainRow[]> {
    const list = columns.map(quoted).join(', ');
    const sql = `SELECT rowid AS row_number, ${list} FROM ${quoted(name)} WHERE rowid > ? ORDER BY rowid LIMIT ?`;
    for (let after = -1; ;) {
      const rows = this.connection.prepare(sql).all(after, BATCH) as Record<string, unknown>[];
      const last = rows.at(-1);
      if (!last) return;
      after = asNumber(last.row_number);
      yield rows.map((row) => columns.map((column) => plain(name, column, row[column])));
    }
  }

  close(): Promise<void> {
    this.connection.exec('COMMIT');
    this.connection.close();
    return Promise.resolve();
  }

  private column(sql: string): string[] {
    return (this.connection.prepare(sql).all() as { name: unknown }[]).map(({ name }) => String(name));
  }
}

class ServerRows implements RowStore {
  private constructor(
    private readonly connection: Connection,
    readonly tables: readonly PlainTable[],
    readonly executed: readonly string[],
  ) {}

  /** One transaction that sees all tables as they are when it begins. */
  static async of(connection: Connection): Promise<ServerRows> {
    const server = await inspectServer(connection);
    await connection.query(sessionSettings(server));
    await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    const names = (await rowsFrom(connection, "SHOW FULL TABLES WHERE table_type = 'BASE TABLE'")).map(firstOf);
    const executed = names.includes('migrations')
      ? (await rowsFrom(connection, 'SELECT name FROM migrations ORDER BY id')).map(firstOf)
      : [];
    const tables: PlainTable[] = [];
    for (const name of names.filter((one) => !NOT_OURS.has(one))) {
      const columns = (await rowsFrom(connection, `SHOW COLUMNS FROM ${quoted(name)}`)).map(firstOf);
      const [count] = await rowsFrom(connection, `SELECT COUNT(*) AS n FROM ${quoted(name)}`);
      tables.push({ name, columns, rows: asNumber(count?.n) });
    }
    return new ServerRows(connection, tables, executed);
  }

  async *rowsOf({ name, columns }: PlainTable): AsyncIterable<PlainRow[]> {
    const { connection: core } = this.connection as unknown as { connection: CoreConnection };
    const sql = `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)}`;
    const stream = core.query({ sql, rowsAsArray: true }).stream({ highWaterMark: BATCH });
    let batch: PlainRow[] = [];
    for await (const row of stream as AsyncIterable<unknown[]>) {
      batch.push(row.map((value, at) => plain(name, columns[at] ?? '', value)));
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  async close(): Promise<void> {
    await this.connection.query('COMMIT');
    await this.connection.end();
  }
}

async function rowsFrom(connection: Connection, sql: string): Promise<RowDataPacket[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  return rows;
}

const firstOf = (row: RowDataPacket): string => String(Object.values(row)[0]);

/** Throws for what no column of ours holds: a copy that lost it in silence would be none. */
function plain(table: string, column: string, value: unknown): string | number | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value);
  throw new Error(`${table}.${column} holds a value that cannot be copied (${typeof value})`);
}
