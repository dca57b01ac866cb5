import type { Changes, FindOptions, NewRow, RowClass, Where } from './typed';

/** What may be bound to a `?`: nothing else, so that a JSON number, array or object can never slip in unseen. */
export type SqlValue = string | number | boolean | null | Buffer;

/**
 * One unit's view of the database; dead once its unit has ended: late work is refused with UnitEnded.
 * Everything done through it is kept or taken back together.
 *
 * On MySQL and MariaDB a NUMBER compared with a text column equals every text that does not begin with digits, so a
 * secret is looked up by the hex of its hash, made from something that was tested to be a string.
 */
export interface Tx {
  /**
   * The rows of one table as its class describes them, plain objects: flags are booleans here. Of `columns` alone when
   * they are named, in no order unless one is named.
   */
  find<Row extends object, Column extends keyof Row = keyof Row>(
    row: RowClass<Row>,
    where: Where<NoInfer<Row>>,
    options?: FindOptions<NoInfer<Row>, Column>,
  ): Promise<Pick<Row, Column>[]>;
  /** The first of them, or null. */
  findOne<Row extends object, Column extends keyof Row = keyof Row>(
    row: RowClass<Row>,
    where: Where<NoInfer<Row>>,
    options?: FindOptions<NoInfer<Row>, Column>,
  ): Promise<Pick<Row, Column> | null>;
  /** Inserts all rows or throws; a column that may be empty is empty when it is left out. */
  insert<Row extends object>(
    row: RowClass<Row>,
    rows: NewRow<NoInfer<Row>> | readonly NewRow<NoInfer<Row>>[],
  ): Promise<void>;
  /** Changes the rows found and answers how many they were (also when nothing in them changed). Throws for an empty `where`. */
  update<Row extends object>(
    row: RowClass<Row>,
    where: Where<NoInfer<Row>>,
    set: Changes<NoInfer<Row>>,
  ): Promise<number>;
  /** Removes the rows found and answers how many they were. Throws for an empty `where`. */
  delete<Row extends object>(row: RowClass<Row>, where: Where<NoInfer<Row>>): Promise<number>;
  /** The rows of a portable query with `?`; bigint, decimal and count columns come as numbers, flags as 0 and 1; `start_ms` is called `startMs`. */
  all<T>(sql: string, params?: readonly SqlValue[]): Promise<T[]>;
  /** The first row, or null. */
  one<T>(sql: string, params?: readonly SqlValue[]): Promise<T | null>;
  /** What ends a SELECT that takes rows for itself and passes over those that another process has taken. */
  readonly skipLocked: string;
  /** Runs a statement that gives no rows and answers how many rows it matched (also when it changed nothing in them). */
  run(sql: string, params?: readonly SqlValue[]): Promise<number>;
  /** Holds these rows, in the order of their ids, until the top-level unit ends. */
  lockRows(table: string, ids: readonly string[]): Promise<void>;
  /** A part that can fail alone: when `fn` throws, only what `fn` did is taken back and the error is thrown on. */
  nested<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs `fn` once the TOP-LEVEL unit has committed, never after a rollback; an error in it is logged, not thrown. */
  afterCommit(fn: () => void): void;
}
