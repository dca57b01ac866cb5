import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { CHANGES_SO_FAR, countChanges } from './change-counter';
import { isConnectionLost, isUniqueViolation, isWorthAnotherTry } from './engine-errors';
import type { Engine, Session } from './session';
import type { Tx } from './tx';
import { Unit } from './unit';

// the two words that every feature writes, where features look for them
export type { SqlValue, Tx } from './tx';

const TRIES = 5;

/**
 * The connection broke while COMMIT was under way: the work may be kept or not. Whoever holds an idempotency key looks
 * for it, and does the work again only when it is absent.
 */
export class LostCommit extends Error {
  constructor(cause: unknown) {
    super('the connection was lost during COMMIT; what it was to keep may be kept or not', { cause });
  }
}

/**
 * The gate: the only way to the data. Units never share a transaction; on SQLite writing units run one after the other
 * in the order of arrival, on MySQL and MariaDB each has a connection of its own.
 */
@Injectable()
export class Database {
  readonly engine: 'sqlite' | 'mysql';
  private readonly current = new AsyncLocalStorage<Unit>();
  private queue: Promise<void> = Promise.resolve();
  private counting: Promise<number> | null = null;
  private waitingUnits = 0;
  private closing = false;

  constructor(
    private readonly source: Engine,
    private readonly log: (line: string) => void,
  ) {
    this.engine = source.name;
  }

  /** How many writing units wait for their turn or run now. */
  get waiting(): number {
    return this.waitingUnits;
  }

  /**
   * All of `fn` or nothing of it, durable once the promise is fulfilled. Called inside a unit, it is a nested unit of
   * that one. `fn` may run up to five times (dead-locks, lock waits, lost connections), so it touches nothing but the
   * database: no HTTP, no files, no message. Throws LostCommit when nobody knows whether the work was kept.
   */
  async write<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    const around = this.current.getStore();
    if (around) return around.nested(fn);
    if (this.closing) throw new Error('the database is closed');
    this.waitingUnits += 1;
    try {
      for (let attempt = 1; ; attempt++) {
        try {
          return await (this.source.oneWriter ? this.inTurn(() => this.attempt(fn)) : this.attempt(fn));
        } catch (error) {
          if (attempt >= TRIES || !isWorthAnotherTry(error)) throw error;
          await sleep(Math.random() * 10 * 2 ** attempt);
        }
      }
    } finally {
      this.waitingUnits -= 1;
    }
  }

  /**
   * Reads what is committed, statement by statement, without waiting for any writer. Called inside a writing unit it
   * joins that unit and sees what the unit has written so far.
   */
  async read<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    const around = this.current.getStore();
    if (around) return fn(around);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.readOnce(fn);
      } catch (error) {
        if (attempt >= TRIES || !isWorthAnotherTry(error)) throw error;
        await sleep(Math.random() * 10 * 2 ** attempt);
      }
    }
  }

  /**
   * A number that moves with every committed change of what shows in calendars, whoever made it: the same number twice
   * means that nothing has changed between. All who ask in the same turn of the loop share one query.
   */
  changes(): Promise<number> {
    this.counting ??= this.current.exit(() => this.countNext());
    return this.counting;
  }

  /** True when `error` says that a row with that key is there already. */
  isUnique(error: unknown): boolean {
    return isUniqueViolation(error);
  }

  /** True for what passes by itself: the database is away for a while, or others were in the way too often. */
  mayPass(error: unknown): boolean {
    return error instanceof LostCommit || isWorthAnotherTry(error);
  }

  /** Throws unless the database answers. */
  async ping(): Promise<void> {
    await this.read((tx) => tx.one('SELECT 1 AS alive'));
  }

  /** Waits for the units under way, then gives everything back. */
  async close(): Promise<void> {
    this.closing = true;
    while (this.waitingUnits > 0) await sleep(2);
    await this.source.close();
    // Node tells every store in use of every promise made: one left behind slows a process that opens many databases.
    this.current.disable();
  }

  private async readOnce<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    const session = await this.source.openReader();
    let broken = false;
    try {
      return await new Unit(session, this.current, true, null).perform(fn);
    } catch (error) {
      broken = isConnectionLost(error);
      throw error;
    } finally {
      await session.release(broken);
    }
  }

  private async countNext(): Promise<number> {
    await nextTurn();
    // whoever asks from now on may know of something that this query does not see
    this.counting = null;
    const row = await this.read((tx) => tx.one<{ changes: number }>(`SELECT ${CHANGES_SO_FAR} AS changes`));
    return row?.changes ?? 0;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work);
    this.queue = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  private async attempt<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    const session = await this.source.openWriter();
    const unit = new Unit(session, this.current, false, null);
    let broken = true;
    let value: T;
    try {
      await session.run(session.begin, []);
      value = await this.performed(unit, fn);
      await countChanges(session, unit.counted);
      await this.commit(session);
      broken = false;
    } catch (error) {
      broken = error instanceof LostCommit || !(await this.rolledBack(session));
      throw error;
    } finally {
      await session.release(broken);
    }
    this.announce(unit);
    return value;
  }

  private async performed<T>(unit: Unit, fn: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await unit.perform(fn);
    } finally {
      // a dead-lock took everything along, even when `fn` caught it: the unit is run again or fails as a whole
      unit.throwIfDoomed();
    }
  }

  private async commit(session: Session): Promise<void> {
    try {
      await session.run('COMMIT', []);
    } catch (error) {
      throw isConnectionLost(error) ? new LostCommit(error) : error;
    }
  }

  /** True when the connection is clean again; a connection that could not be rolled back must not be used by anyone. */
  private async rolledBack(session: Session): Promise<boolean> {
    try {
      await session.run('ROLLBACK', []);
      return true;
    } catch {
      return this.source.oneWriter;
    }
  }

  private announce(unit: Unit): void {
    for (const callback of unit.takeCallbacks()) {
      try {
        callback();
      } catch (error) {
        this.log(`after a commit: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    }
  }
}
