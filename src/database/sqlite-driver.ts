import { createRequire } from 'node:module';
import type { DatabaseSync, DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';

/** What SQLite answers to a statement that gives no rows. */
interface Changes {
  readonly changes: number;
  readonly lastInsertRowid: number;
}

/** What both engines take; the rest is refused before it reaches them. */
type Bound = string | number | bigint | Uint8Array | null;

interface SqliteModule {
  readonly DatabaseSync: typeof DatabaseSync;
}

/** The extended result codes whose names TypeORM and its users look at. */
const NAMES: Readonly<Record<number, string>> = {
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  13: 'SQLITE_FULL',
  19: 'SQLITE_CONSTRAINT',
  275: 'SQLITE_CONSTRAINT_CHECK',
  517: 'SQLITE_BUSY_SNAPSHOT',
  787: 'SQLITE_CONSTRAINT_FOREIGNKEY',
  1299: 'SQLITE_CONSTRAINT_NOTNULL',
  1555: 'SQLITE_CONSTRAINT_PRIMARYKEY',
  2067: 'SQLITE_CONSTRAINT_UNIQUE',
};

const CACHED_STATEMENTS = 256;

/** Node's own SQLite (22.13 and later), else the same engine as a package with its binaries inside: no compiler needed. */
function loadEngine(): SqliteModule {
  const load = createRequire(__filename);
  try {
    return load('node:sqlite') as SqliteModule;
  } catch {
    return load('@photostructure/sqlite') as SqliteModule;
  }
}

const engine = loadEngine();

/** Binds one meaning or throws: the engines would silently cut a text at NUL and store NULL for what they do not know. */
function bindable(value: unknown): Bound {
  switch (typeof value) {
    case 'string':
      if (value.includes('\0')) throw new TypeError('cannot bind a text that contains NUL');
      return value;
    case 'number':
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1 : 0;
    case 'undefined':
      return null;
    default:
      if (value === null) return null;
      if (value instanceof Uint8Array) return value;
      throw new TypeError(`cannot bind ${Object.prototype.toString.call(value)}`);
  }
}

/** Gives errors the names that better-sqlite3 has and TypeORM knows. */
function named<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { errcode } = error as { errcode?: unknown };
    // no instanceof: an addon's errors may come from another realm
    if (typeof errcode === 'number') {
      const name = NAMES[errcode] ?? NAMES[errcode & 0xff];
      if (name) Object.assign(error as object, { code: name });
    }
    throw error;
  }
}

/** A prepared statement with the face of better-sqlite3. */
class SqliteStatement {
  /** True when the statement gives rows (`SELECT`, `… RETURNING`, `PRAGMA`). */
  readonly reader: boolean;

  constructor(private readonly statement: StatementSyncInstance) {
    this.reader = statement.columns().length > 0;
  }

  all(...params: unknown[]): unknown[] {
    return named(() => this.statement.all(...params.map(bindable)) as unknown[]);
  }

  run(...params: unknown[]): Changes {
    const { changes, lastInsertRowid } = named(() => this.statement.run(...params.map(bindable)));
    return { changes, lastInsertRowid: Number(lastInsertRowid) };
  }
}

/** The part of better-sqlite3 that TypeORM uses, over an engine that needs no compiler; statements are kept prepared. */
export class SqliteDatabase {
  private readonly database: DatabaseSyncInstance;
  private readonly statements = new Map<string, SqliteStatement>();

  constructor(path: string, options: { readonly timeout?: number } = {}) {
    this.database = named(() => new engine.DatabaseSync(path, { timeout: options.timeout ?? 0 }));
  }

  /** The statement, prepared at most once while it is among the last few hundred used. */
  prepare(sql: string): SqliteStatement {
    let statement = this.statements.get(sql);
    if (statement) this.statements.delete(sql);
    else statement = new SqliteStatement(named(() => this.database.prepare(sql)));
    this.statements.set(sql, statement);
    if (this.statements.size > CACHED_STATEMENTS) this.forgetOldest();
    return statement;
  }

  pragma(text: string): Record<string, unknown>[] {
    return named(() => this.database.prepare(`PRAGMA ${text}`).all() as Record<string, unknown>[]);
  }

  /** Runs a statement whose rows nobody wants; nothing of it stays behind in the engine. */
  exec(sql: string): void {
    named(() => {
      this.database.exec(sql);
    });
  }

  /**
   * Closes the file. The package's engine lets go of a file only when its statements have been collected as garbage, so
   * whoever holds a lock ends its transaction first.
   */
  close(): void {
    this.statements.clear();
    this.database.close();
  }

  private forgetOldest(): void {
    for (const sql of this.statements.keys()) {
      this.statements.delete(sql);
      return;
    }
  }
}
