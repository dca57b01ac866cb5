import type { AsyncLocalStorage } from 'node:async_hooks';
import { camelRows } from './camel-case';
import { noteChange, type Counted } from './change-counter';
import { takesTransactionAlong } from './engine-errors';
import type { Session } from './session';
import { rowTable, type RowTable } from './row-table';
import { assertBindable, type Statement } from './sql-values';
import type { SqlValue, Tx } from './tx';
import type { Changes, FindOptions, NewRow, RowClass, Where } from './typed';

/** Thrown for work that comes after its unit has ended: a forgotten `await`, or a kept `tx`. */
export class UnitEnded extends Error {
  constructor() {
    super('this unit of work has ended; await everything that belongs to it, and keep no tx');
  }
}

/** Tells which unit the running code is inside of. */
export type CurrentUnit = AsyncLocalStorage<Unit>;

/**
 * One unit of work on one connection. Its own statements and its nested units never overlap: savepoints are a stack, and
 * a statement that slipped between two of them would be rolled back with somebody else's work.
 */
export class Unit implements Tx {
  private closed = false;
  private tail: Promise<void> | null = null;
  private readonly underWay = new Set<Promise<unknown>>();
  private callbacks: (() => void)[] = [];
  private readonly root: Unit;
  private readonly depth: number;
  private doom: { readonly error: unknown } | null = null;
  private readonly changed: Counted = { calendars: false, people: false };

  constructor(
    private readonly session: Session,
    private readonly current: CurrentUnit,
    private readonly readOnly: boolean,
    parent: Unit | null,
  ) {
    this.root = parent?.root ?? this;
    this.depth = parent ? parent.depth + 1 : 0;
  }

  /** What this unit has written that is counted. */
  get counted(): Counted {
    return this.root.changed;
  }

  get skipLocked(): string {
    return this.session.skipLocked;
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

  async find<Row extends object, Column extends keyof Row = keyof Row>(
    row: RowClass<Row>,
    where: Where<Row>,
    { columns, orderBy, limit }: FindOptions<Row, Column> = {},
  ): Promise<Pick<Row, Column>[]> {
    const { sql, params, read } = this.table(row).find(where, columns as readonly string[] | undefined, orderBy, limit);
    assertBindable(params);
    const stored = await this.statement(() => this.session.rows<object>(sql, params));
    return stored.map(read) as Pick<Row, Column>[];
  }

  async findOne<Row extends object, Column extends keyof Row = keyof Row>(
    row: RowClass<Row>,
    where: Where<Row>,
    options: FindOptions<Row, Column> = {},
  ): Promise<Pick<Row, Column> | null> {
    const rows = await this.find(row, where, { ...options, limit: 1 });
    return rows[0] ?? null;
  }

  async insert<Row extends object>(row: RowClass<Row>, rows: NewRow<Row> | readonly NewRow<Row>[]): Promise<void> {
    const list = [rows].flat() as readonly object[];
    for (const statement of this.table(row).insert(list)) await this.carryOut(statement);
  }

  async update<Row extends object>(row: RowClass<Row>, where: Where<Row>, set: Changes<Row>): Promise<number> {
    return this.carryOut(this.table(row).update(where, set));
  }

  async delete<Row extends object>(row: RowClass<Row>, where: Where<Row>): Promise<number> {
    return this.carryOut(this.table(row).delete(where));
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

  private table(row: RowClass<object>): RowTable {
    return rowTable(row, () => this.session.runner.dataSource.getMetadata(row as new () => object));
  }

  private carryOut({ sql, params }: Statement): Promise<number> {
    return this.run(sql, params);
  }

  private notice(sql: string): void {
    noteChange(this.root.changed, sql);
  }

  private refuseWhenReading(): void {
    if (this.readOnly) throw new Error('this unit only reads; write inside Database.write');
  }
}

function nothing(): void {
  // a queue goes on whether the unit before it was kept or taken back
}
