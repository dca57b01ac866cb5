import type { QueryRunner } from 'typeorm';
import type { SqlValue } from './tx';

/** One connection of one engine, as the gate needs it. Not for use outside this folder. */
export interface Session {
  /** TypeORM's runner on the same connection. */
  readonly runner: QueryRunner;
  /** The statement that opens a writing transaction. */
  readonly begin: string;
  /** See Tx.skipLocked. */
  readonly skipLocked: string;
  /** What follows an INSERT to change the row that is there already, found by this key. */
  orElse(key: string): string;
  rows<T>(sql: string, params: readonly SqlValue[]): Promise<T[]>;
  /** Answers the number of rows matched. */
  run(sql: string, params: readonly SqlValue[]): Promise<number>;
  lockRows(table: string, ids: readonly string[]): Promise<void>;
  /** Gives the connection back; `broken` ones are thrown away instead. */
  release(broken: boolean): Promise<void>;
}

/** A database engine: where sessions come from. */
export interface Engine {
  readonly name: 'sqlite' | 'mysql';
  /** True when only one writing unit may run at a time. */
  readonly oneWriter: boolean;
  openWriter(): Promise<Session>;
  openReader(): Promise<Session>;
  close(): Promise<void>;
}
