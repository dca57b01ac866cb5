import type { Connection, RowDataPacket } from 'mysql2/promise';
import { MigrationExecutor, type DataSource, type Migration, type QueryRunner } from 'typeorm';

import { UNFINISHED, UNFINISHED_SENTENCE } from './unfinished';

type Log = (line: string) => void;

const LOCK_WAIT_SECONDS = 600;

/**
 * Runs what has not run yet, in order, each migration in a transaction where the engine has one for table changes; of
 * those in `only`, where that is given.
 */
export async function migrate(dataSource: DataSource, log: Log, only?: ReadonlySet<string>): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    if (!only && (await runner.hasTable(UNFINISHED))) throw new Error(UNFINISHED_SENTENCE);
    const executor = new MigrationExecutor(dataSource, runner);
    const known = new Set(dataSource.migrations.map((one) => one.name ?? one.constructor.name));
    const newer = (await executor.getExecutedMigrations()).filter(({ name }) => !known.has(name));
    if (newer.length > 0) {
      const names = newer.map(({ name }) => name).join(', ');
      throw new Error(
        `the tables of this database belong to a newer version of the service, which has ${names}; start that version, or restore the copy made before it`,
      );
    }
    const missing = await executor.getPendingMigrations();
    const pending = only ? missing.filter(({ name }) => only.has(name)) : missing;
    for (const [index, migration] of pending.entries()) {
      log(`database: ${String(index + 1)}/${String(pending.length)} ${migration.name}`);
      await runOne(executor, runner, migration);
    }
  } finally {
    await runner.release();
  }
}

async function runOne(executor: MigrationExecutor, runner: QueryRunner, migration: Migration): Promise<void> {
  // SQLite changes this setting only outside a transaction, and copying a table needs it off
  await runner.beforeMigration();
  await runner.startTransaction();
  try {
    await executor.executeMigration(migration);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the migration ${migration.name} failed: ${reason}`, { cause: error });
  } finally {
    await runner.afterMigration();
  }
}

/** Lets one process at a time migrate a MySQL database. `lock` is a connection of its own: the lock lives as long as it. */
export async function withMigrationLock(
  lock: Connection,
  database: string,
  log: Log,
  work: () => Promise<void>,
): Promise<void> {
  const name = `xinyue:${database}`.slice(0, 64);
  if (!(await takeLock(lock, name, 0))) {
    log('database: another process is migrating; waiting for it');
    if (!(await takeLock(lock, name, LOCK_WAIT_SECONDS))) {
      throw new Error(
        `another process has been migrating the database for ${String(LOCK_WAIT_SECONDS)} s; start again when it is done`,
      );
    }
  }
  try {
    await work();
  } finally {
    await lock.query('SELECT RELEASE_LOCK(?)', [name]);
  }
}

async function takeLock(lock: Connection, name: string, seconds: number): Promise<boolean> {
  const [rows] = await lock.query<RowDataPacket[]>('SELECT GET_LOCK(?, ?) AS held', [name, seconds]);
  return Number(rows[0]?.held) === 1;
}
