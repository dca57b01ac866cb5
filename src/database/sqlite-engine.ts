import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DataSource, QueryRunner } from 'typeorm';
import type { Engine, Session } from './session';
import type { SqliteDatabase } from './sqlite-driver';
import type { Ownership } from './sqlite-owner';
import type { SqlValue } from './tx';

/** Everything an open SQLite file consists of. */
export interface SqliteParts {
  readonly writer: DataSource;
  readonly reader: DataSource;
  readonly owner: Ownership;
  /** The file is removed with its folder when the database closes. */
  readonly temporaryFile: string | null;
}

/** Sets what a connection to our file must have and proves it. Throws when SQLite did not take a setting. */
export function prepareConnection(connection: SqliteDatabase, role: 'writer' | 'reader'): void {
  const wanted: [string, string, unknown][] = [
    ['journal_mode', 'WAL', 'wal'],
    ['synchronous', 'FULL', 2],
    ['foreign_keys', 'ON', 1],
    ['busy_timeout', '5000', 5000],
    // what is erased is overwritten, not only let go of
    ['secure_delete', 'ON', 1],
    ['query_only', role === 'reader' ? 'ON' : 'OFF', role === 'reader' ? 1 : 0],
  ];
  for (const [name, value] of wanted) connection.pragma(`${name} = ${value}`);
  for (const [name, value, expected] of wanted) {
    const got = Object.values(connection.pragma(name)[0] ?? {})[0];
    if (got !== expected) throw new Error(`SQLite refused ${name} = ${value} and stayed at ${String(got)}`);
  }
}

class SqliteSession implements Session {
  /** Takes the write lock at once: a unit that reads first can then never find its snapshot outdated. */
  readonly begin = 'BEGIN IMMEDIATE';
  /** The one writer has all rows to itself. */
  readonly skipLocked = '';

  constructor(
    readonly runner: QueryRunner,
    private readonly connection: SqliteDatabase,
  ) {}

  orElse(key: string): string {
    return `ON CONFLICT (${key}) DO UPDATE SET`;
  }

  // async: an error of the driver must come as a rejection, as from every other engine
  // eslint-disable-next-line @typescript-eslint/require-await
  async rows<T>(sql: string, params: readonly SqlValue[]): Promise<T[]> {
    return this.connection.prepare(sql).all(...params) as T[];
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async run(sql: string, params: readonly SqlValue[]): Promise<number> {
    return this.connection.prepare(sql).run(...params).changes;
  }

  /** The one writer holds every row already. */
  async lockRows(): Promise<void> {
    await Promise.resolve();
  }

  /** Moves everything from the log into the file. */
  checkpoint(): void {
    this.connection.pragma('wal_checkpoint(TRUNCATE)');
  }

  async release(): Promise<void> {
    await Promise.resolve();
  }
}

/** One connection that writes, one that reads and never waits for it. */
export class SqliteEngine implements Engine {
  readonly name = 'sqlite';
  readonly oneWriter = true;
  private readonly writing: SqliteSession;
  private readonly reading: SqliteSession;

  constructor(private readonly parts: SqliteParts) {
    this.writing = sessionOf(parts.writer);
    this.reading = sessionOf(parts.reader);
  }

  openWriter(): Promise<Session> {
    return Promise.resolve(this.writing);
  }

  openReader(): Promise<Session> {
    return Promise.resolve(this.reading);
  }

  async close(): Promise<void> {
    const { writer, reader, owner, temporaryFile } = this.parts;
    await reader.destroy();
    // so that the one file is the whole database, whenever the engine lets go of its other files
    this.writing.checkpoint();
    // what the log still holds goes into the file itself, so that the one file is the whole database
    await this.writing.rows('PRAGMA wal_checkpoint(TRUNCATE)', []);
    await writer.destroy();
    owner.release();
    if (temporaryFile) await rm(dirname(temporaryFile), { recursive: true, force: true });
  }
}

function sessionOf(dataSource: DataSource): SqliteSession {
  const { databaseConnection } = dataSource.driver as unknown as { databaseConnection: SqliteDatabase };
  return new SqliteSession(dataSource.createQueryRunner(), databaseConnection);
}
