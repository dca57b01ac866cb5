import type { EntityMetadata, ValueTransformer } from 'typeorm';
import { placeholders, quoted, VALUES_A_STATEMENT, type Statement } from './sql-values';
import type { SqlValue } from './tx';

type Values = Readonly<Record<string, unknown>>;

/** A row as the engine gave it becomes the row of the class, or the part of it that was asked for. */
export type Reading = (stored: object) => object;

/** The columns wanted, and how to read them; made once for each choice of columns. */
interface Choice {
  readonly select: string;
  readonly read: Reading;
}

interface RowColumn {
  readonly property: string;
  readonly name: string;
  readonly quoted: string;
  readonly mayBeEmpty: boolean;
  readonly transformer: ValueTransformer | null;
}

const COMPARISONS: Readonly<Record<string, string>> = { lt: ' < ?', lte: ' <= ?', gt: ' > ?', gte: ' >= ?' };

/** More choices than a program has written down: somebody makes them up, and they are forgotten in time. */
const MANY = 200;

const tables = new WeakMap<object, RowTable>();

/** The table of a row class; what the mapper knows of it is asked once. */
export function rowTable(row: object, metadata: () => EntityMetadata): RowTable {
  let table = tables.get(row);
  if (!table) tables.set(row, (table = new RowTable(metadata())));
  return table;
}

/**
 * Plain statements about one table, from what the mapper knows of it. Throws TypeError for what a compiler could not see:
 * a property that is no column, a value that is undefined, a change or removal of every row there is.
 */
export class RowTable {
  private readonly name: string;
  private readonly columns: readonly RowColumn[];
  private readonly byProperty: ReadonlyMap<string, RowColumn>;
  private readonly choices = new Map<string, Choice>();
  private readonly insertions = new Map<number, string>();

  constructor(metadata: EntityMetadata) {
    this.name = quoted(metadata.tableName);
    this.columns = metadata.columns.map((column) => ({
      property: column.propertyName,
      name: column.databaseName,
      quoted: quoted(column.databaseName),
      mayBeEmpty: column.isNullable,
      transformer: [column.transformer ?? []].flat()[0] ?? null,
    }));
    this.byProperty = new Map(this.columns.map((column) => [column.property, column]));
  }

  insert(rows: readonly object[]): Statement[] {
    const chunk = Math.floor(VALUES_A_STATEMENT / this.columns.length);
    const statements: Statement[] = [];
    for (let from = 0; from < rows.length; from += chunk) {
      const part = rows.slice(from, from + chunk);
      statements.push({
        sql: this.insertion(part.length),
        params: part.flatMap((row) => this.valuesOf(row as Values)),
      });
    }
    return statements;
  }

  update(where: object, set: object): Statement {
    const params: SqlValue[] = [];
    const changes: string[] = [];
    for (const [property, value] of Object.entries(set) as [string, unknown][]) {
      const column = this.column(property);
      const plus = isObject(value) ? value.plus : undefined;
      changes.push(`${column.quoted} = ${plus === undefined ? '?' : `${column.quoted} + ?`}`);
      params.push(this.bindable(column, plus ?? value));
    }
    if (changes.length === 0) throw new TypeError(`nothing to change in ${this.name}`);
    const sql = `UPDATE ${this.name} SET ${changes.join(', ')} WHERE ${this.some(where, params)}`;
    return { sql, params };
  }

  delete(where: object): Statement {
    const params: SqlValue[] = [];
    return { sql: `DELETE FROM ${this.name} WHERE ${this.some(where, params)}`, params };
  }

  find(
    where: object,
    columns: readonly string[] | undefined,
    orderBy: object | undefined,
    limit: number | undefined,
  ): Statement & { readonly read: Reading } {
    const { select, read } = this.choice(columns ?? [...this.byProperty.keys()]);
    const params: SqlValue[] = [];
    const conditions = this.conditions(where, params);
    let sql = conditions === '' ? select : `${select} WHERE ${conditions}`;
    const order = Object.entries(orderBy ?? {}).map(
      ([property, way]) => `${this.column(property).quoted}${way === 'desc' ? ' DESC' : ''}`,
    );
    if (order.length > 0) sql += ` ORDER BY ${order.join(', ')}`;
    if (limit !== undefined) {
      sql += ' LIMIT ?';
      params.push(limit);
    }
    return { sql, params, read };
  }

  private insertion(count: number): string {
    let sql = this.insertions.get(count);
    if (sql === undefined) {
      const tuple = `(${placeholders(this.columns.length)})`;
      const columns = this.columns.map((column) => column.quoted).join(', ');
      sql = `INSERT INTO ${this.name} (${columns}) VALUES ${new Array<string>(count).fill(tuple).join(', ')}`;
      remember(this.insertions, count, sql);
    }
    return sql;
  }

  private choice(properties: readonly string[]): Choice {
    const key = properties.join();
    let choice = this.choices.get(key);
    if (!choice) {
      const columns = properties.map((property) => this.column(property));
      const select = `SELECT ${columns.map((column) => column.quoted).join(', ')} FROM ${this.name}`;
      choice = { select, read: (stored) => read(stored as Values, columns) };
      remember(this.choices, key, choice);
    }
    return choice;
  }

  private valuesOf(row: Values): SqlValue[] {
    for (const property in row) this.column(property);
    return this.columns.map((column) => {
      const value = row[column.property];
      return value === undefined && column.mayBeEmpty ? null : this.bindable(column, value);
    });
  }

  private some(where: object, params: SqlValue[]): string {
    const conditions = this.conditions(where, params);
    if (conditions === '') throw new TypeError(`all rows of ${this.name} at once: say so in SQL`);
    return conditions;
  }

  private conditions(where: object, params: SqlValue[]): string {
    const conditions: string[] = [];
    for (const [property, value] of Object.entries(where) as [string, unknown][]) {
      const column = this.column(property);
      if (!isObject(value)) conditions.push(this.equal(column, value, params, false));
      else
        for (const [operator, other] of Object.entries(value)) {
          const comparison = COMPARISONS[operator];
          if (comparison === undefined && operator !== 'not') throw new TypeError(`no comparison: ${operator}`);
          if (comparison === undefined) conditions.push(this.equal(column, other, params, true));
          else {
            conditions.push(column.quoted + comparison);
            params.push(this.bindable(column, other));
          }
        }
    }
    return conditions.join(' AND ');
  }

  private equal(column: RowColumn, value: unknown, params: SqlValue[], not: boolean): string {
    if (value === null) return `${column.quoted} IS ${not ? 'NOT ' : ''}NULL`;
    if (!Array.isArray(value)) {
      params.push(this.bindable(column, value));
      return `${column.quoted} ${not ? '<>' : '='} ?`;
    }
    // an empty list is no list to SQL
    if (value.length === 0) return not ? '1 = 1' : '1 = 0';
    for (const one of value as unknown[]) params.push(this.bindable(column, one));
    return `${column.quoted} ${not ? 'NOT IN' : 'IN'} (${placeholders(value.length)})`;
  }

  private column(property: string): RowColumn {
    const column = this.byProperty.get(property);
    if (!column) throw new TypeError(`${this.name} has no column for ${property}`);
    return column;
  }

  private bindable({ property, transformer }: RowColumn, value: unknown): SqlValue {
    if (value === undefined) throw new TypeError(`no value for ${property} of ${this.name}`);
    return (transformer ? transformer.to(value) : value) as SqlValue;
  }
}

function read(stored: Values, columns: readonly RowColumn[]): object {
  const row: Record<string, unknown> = {};
  for (const { property, name, transformer } of columns) {
    row[property] = transformer ? transformer.from(stored[name]) : stored[name];
  }
  return row;
}

function remember<Key, Value>(kept: Map<Key, Value>, key: Key, value: Value): void {
  if (kept.size >= MANY) kept.clear();
  kept.set(key, value);
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);
}
