import type { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager, QueryRunner } from 'typeorm';
import { camelRows } from './camel-case';
import { changesCalendars } from './change-counter';
import { takesTransactionAlong } from './engine-errors';
import type { Session } from './session';
import { assertBindable, insertStatements } from './sql-values';
import type { SqlRow, SqlValue, Tx } from './tx';

/** Thrown for work that comes after its unit has ended: a forgotten `await`, or a kept `tx`. */
export class UnitEnded extends Error {
  constructor() {
    super('this unit of work has ended; await everything that belongs to it, and keep no tx');
  }
}

/** Tells which unit the running code is inside of. */
export type CurrentUnit = AsyncLocalStorage<Unit>;

const READS = /^\s*(?:select|with|explain|show|pragma)\b/i;

/**
 * One unit of work on one connection. Its own statements and its nested units never overlap: savepoints are a stack, and
 * a statement that slipped between two of them would be rolled back with somebody else's work.
 */
export class Unit implements Tx {
  private closed = false;
  private tail: Promise<void> | null = null;
  private readonly underWay = new Set<Promise<unknown>>();
  private callbacks: (() => void)[] = [];
  private ownManager: EntityManager | null = null;
  private readonly root: Unit;
  private readonly depth: number;
  private doom: { readonly error: unknown } | null = null;
  private changing = false;

  constructor(
    private readonly session: Session,
    private readonly current: CurrentUnit,
    private readonly readOnly: boolean,
    parent: Unit | null,
  ) {
    this.root = parent?.root ?? this;
    this.depth = parent ? parent.depth + 1 : 0;
  }

  /** Whether this unit has written anything that shows in calendars. */
  get changesCalendars(): boolean {
    return this.root.changing;
  }

  get skipLocked(): string {
    return this.session.skipLocked;
  }

  get manager(): EntityManager {
    this.ownManager ??= this.makeManager();
    return this.ownManager;
  }

  async all<T>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    assertBindable(params);
    return camelRows<T>(await this.statement(() => this.session.rows<object>(sql, params)));
  }

  async one<T>(sql: string, params: readonly SqlValue[] = []): Promise<T | null> {
    const rows = await this.all<T>(sql, params);
    return rows[0] ?? null;
  }

  async run(sql: string, params: readonly SqlValue[] = []): Promise<number> {
    this.refuseWhenReading();
    assertBindable(params);
    this.notice(sql);
    return this.statement(() => this.session.run(sql, params));
  }

  async insert(table: string, rows: SqlRow | readonly SqlRow[]): Promise<void> {
    const list = Array.isArray(rows) ? (rows as readonly SqlRow[]) : [rows as SqlRow];
    for (const { sql, params } of insertStatements(table, list)) await this.run(sql, params);
  }

  async lockRows(table: string, ids: readonly string[]): Promise<void> {
    this.refuseWhenReading();
    assertBindable(ids);
    if (ids.length > 0) await this.statement(() => this.session.lockRows(table, ids));
  }

  async nested<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    this.assertOpen();
    const before = this.tail;
    const turn = (async () => {
      if (before) await before;
      this.assertOpen();
      await this.settled();
      return this.readOnly ? fn(this) : this.savepoint(fn);
    })();
    const settled = turn.then(nothing, nothing);
    this.tail = settled;
    void settled.then(() => {
      if (this.tail === settled) this.tail = null;
    });
    return turn;
  }

  afterCommit(fn: () => void): void {
    this.assertOpen();
    this.callbacks.push(fn);
  }

  /** Runs `fn` inside this unit, then ends it: later work is refused, work under way is waited for. */
  async perform<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.current.run(this, async () => fn(this));
    } finally {
      this.closed = true;
      while (this.tail) await this.tail;
      await this.settled();
    }
  }

  /** Throws the error that took the whole transaction along, should there have been one, however it was handled inside. */
  throwIfDoomed(): void {
    if (this.root.doom) throw this.root.doom.error;
  }

  takeCallbacks(): (() => void)[] {
    const taken = this.callbacks;
    this.callbacks = [];
    return taken;
  }

  private async savepoint<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    const child = new Unit(this.session, this.current, this.readOnly, this);
    const name = `unit_${String(child.depth)}`;
    await this.watched(() => this.session.run(`SAVEPOINT ${name}`, []));
    let value: T;
    try {
      value = await child.perform(fn);
    } catch (error) {
      this.throwIfDoomed();
      await this.watched(() => this.session.run(`ROLLBACK TO SAVEPOINT ${name}`, []));
      await this.watched(() => this.session.run(`RELEASE SAVEPOINT ${name}`, []));
      throw error;
    }
    this.throwIfDoomed();
    await this.watched(() => this.session.run(`RELEASE SAVEPOINT ${name}`, []));
    this.callbacks.push(...child.takeCallbacks());
    return value;
  }

  private async statement<T>(work: () => Promise<T>): Promise<T> {
    this.assertOpen();
    while (this.tail) {
      await this.tail;
      this.assertOpen();
    }
    const running = this.watched(work);
    this.underWay.add(running);
    try {
      return await running;
    } finally {
      this.underWay.delete(running);
    }
  }

  private async watched<T>(work: () => Promise<T>): Promise<T> {
    this.throwIfDoomed();
    try {
      return await work();
    } catch (error) {
      if (takesTransactionAlong(error)) this.root.doom ??= { error };
      throw error;
    }
  }

  private async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  private assertOpen(): void {
    if (this.closed) throw new UnitEnded();
    const inside = this.current.getStore();
    if (inside && inside !== this && inside.root === this.root && inside.depth > this.depth && !inside.closed) {
      throw new Error('inside a nested unit use the tx that it was given, not the one around it');
    }
  }

  private notice(sql: string): void {
    this.root.changing ||= changesCalendars(sql);
  }

  private refuseWhenReading(): void {
    if (this.readOnly) throw new Error('this unit only reads; write inside Database.write');
  }

  private makeManager(): EntityManager {
    const { runner } = this.session;
    const view = Object.create(runner) as QueryRunner;
    const query = (sql: string, params?: unknown[], structured?: boolean): Promise<unknown> => {
      if (this.readOnly && !READS.test(sql)) this.refuseWhenReading();
      assertBindable(params ?? []);
      this.notice(sql);
      return this.statement(() => runner.query(sql, params, structured as true));
    };
    const refuse = (): Promise<never> => Promise.reject(new Error('use tx.nested, not a transaction of TypeORM'));
    Object.defineProperties(view, {
      query: { value: query },
      isTransactionActive: { value: !this.readOnly },
      isReleased: { value: false },
      startTransaction: { value: refuse },
      commitTransaction: { value: refuse },
      rollbackTransaction: { value: refuse },
      release: { value: () => Promise.resolve() },
    });
    const manager = runner.manager.dataSource.createEntityManager(view);
    Object.defineProperty(view, 'manager', { value: manager });
    return manager;
  }
}

function nothing(): void {
  // a queue goes on whether the unit before it was kept or taken back
}
