import type { EntityManager } from 'typeorm';

/** What may be bound to a `?`: nothing else, so that a JSON number, array or object can never slip in unseen. */
export type SqlValue = string | number | boolean | null | Buffer;

/** A row to be inserted: column name → value. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/**
 * One unit's view of the database; dead once its unit has ended: late work is refused with UnitEnded.
 * Everything done through it is kept or taken back together.
 *
 * On MySQL and MariaDB a NUMBER compared with a text column equals every text that does not begin with digits, so a
 * secret is looked up by the hex of its hash, made from something that was tested to be a string.
 */
export interface Tx {
  /** TypeORM's manager inside this unit, for simple reads and saves; its own `transaction()` is refused, use `nested`. */
  readonly manager: EntityManager;
  /** The rows of a portable query with `?`; bigint, decimal and count columns come as numbers, flags as 0 and 1; `start_ms` is called `startMs`. */
  all<T>(sql: string, params?: readonly SqlValue[]): Promise<T[]>;
  /** The first row, or null. */
  one<T>(sql: string, params?: readonly SqlValue[]): Promise<T | null>;
  /** What ends a SELECT that takes rows for itself and passes over those that another process has taken. */
  readonly skipLocked: string;
  /** Runs a statement that gives no rows and answers how many rows it matched (also when it changed nothing in them). */
  run(sql: string, params?: readonly SqlValue[]): Promise<number>;
  /** Inserts all rows or throws; every row has the columns of the first. */
  insert(table: string, rows: SqlRow | readonly SqlRow[]): Promise<void>;
  /** Holds these rows, in the order of their ids, until the top-level unit ends. */
  lockRows(table: string, ids: readonly string[]): Promise<void>;
  /** A part that can fail alone: when `fn` throws, only what `fn` did is taken back and the error is thrown on. */
  nested<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs `fn` once the TOP-LEVEL unit has committed, never after a rollback; an error in it is logged, not thrown. */
  afterCommit(fn: () => void): void;
}
