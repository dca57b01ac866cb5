import {
  Table,
  TableCheck,
  TableColumn,
  TableIndex,
  type QueryRunner,
  type TableColumnOptions,
  type TableForeignKeyOptions,
  type TableIndexOptions,
  type ValueTransformer,
} from 'typeorm';
import { quoted } from './sql-values';

/** 26 characters that sort by time, the primary key of nearly every table. */
export const id = (): TableColumnOptions => key('id', 26);

/** A primary key that is a text of ours. */
export const key = (name: string, length: number): TableColumnOptions => ({ ...text(name, length), isPrimary: true });

/** The id of a row of another table. */
export const ref = (name: string): TableColumnOptions => text(name, 26);

export const text = (name: string, length: number): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
});

/** Up to 65 535 bytes, without a default: MySQL allows none here. JSON lies in such columns too: the engines' own types differ. */
export const longText = (name: string): TableColumnOptions => ({ name, type: 'text' });

/** An instant, UTC milliseconds. */
export const ms = (name: string): TableColumnOptions => ({ name, type: 'bigint' });

export const int = (name: string): TableColumnOptions => ({ name, type: 'integer' });

/** Stored as 0 or 1. */
export const flag = (name: string): TableColumnOptions => ({ name, type: 'tinyint' });

/** The same column, empty allowed. */
export const nullable = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true });

/** A count or sum as a number, whatever an engine made of it. Throws TypeError for anything that is none. */
export function asNumber(value: unknown): number {
  const number = typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : NaN;
  if (Number.isNaN(number)) throw new TypeError(`not a number: ${String(value)}`);
  return number;
}

/** For rows: a bigint column as a number. */
export const numberTransformer: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: unknown) => (value === null || value === undefined ? value : asNumber(value)),
};

/** For rows: a flag column as a boolean. */
export const flagTransformer: ValueTransformer = {
  to: (value: unknown) => (typeof value === 'boolean' ? Number(value) : value),
  from: (value: unknown) => (value === null || value === undefined ? value : asNumber(value) !== 0),
};

export interface ForeignKeyDescription {
  readonly name: string;
  readonly column: string;
  /** The table whose `id` the column holds. */
  readonly table: string;
  readonly onDelete?: 'CASCADE' | 'NO ACTION';
}

export interface TableDescription {
  readonly name: string;
  readonly columns: readonly TableColumnOptions[];
  readonly indices?: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly unique?: boolean;
  }[];
  readonly foreignKeys?: readonly ForeignKeyDescription[];
  readonly checks?: readonly { readonly name: string; readonly expression: string }[];
}

const isSqlite = (queryRunner: QueryRunner): boolean => queryRunner.dataSource.options.type === 'better-sqlite3';

/**
 * Creates the table with its indices, foreign keys and checks; what is there already is left alone, so a migration that
 * was cut off half-way can run again on engines that keep each table change at once.
 */
export async function createTable(queryRunner: QueryRunner, description: TableDescription): Promise<void> {
  const { name, checks = [] } = description;
  const table = new Table({
    name,
    columns: [...description.columns],
    indices: (description.indices ?? []).map(indexOptions),
    foreignKeys: (description.foreignKeys ?? []).map(foreignKeyOptions),
    // SQLite has checks from the beginning or never; TypeORM gives none to MySQL and MariaDB
    checks: isSqlite(queryRunner) ? checks.map((check) => ({ ...check })) : [],
  });
  await queryRunner.createTable(table, true);
  if (!isSqlite(queryRunner))
    for (const check of checks) await addCheck(queryRunner, name, check.name, check.expression);
}

/** Adds a column unless the table has it: engines that keep each change at once may run a cut-off migration again. */
export async function addColumn(queryRunner: QueryRunner, table: string, column: TableColumnOptions): Promise<void> {
  if (await queryRunner.hasColumn(table, column.name)) return;
  await queryRunner.addColumn(table, new TableColumn(column));
}

/** Adds a count that begins at 0, without rewriting the table; a table that has it is left alone. */
export async function addCount(queryRunner: QueryRunner, table: string, name: string): Promise<void> {
  if (await queryRunner.hasColumn(table, name)) return;
  await queryRunner.query(`ALTER TABLE ${quoted(table)} ADD COLUMN ${quoted(name)} integer NOT NULL DEFAULT 0`);
}

/** Adds a check to a table of MySQL or MariaDB unless it has it. Throws on SQLite, where `createTable` makes the checks. */
export async function addCheck(
  queryRunner: QueryRunner,
  table: string,
  name: string,
  expression: string,
): Promise<void> {
  if (isSqlite(queryRunner)) throw new Error(`SQLite takes the check ${name} only when the table is made`);
  if (await hasCheck(queryRunner, table, name)) return;
  await queryRunner.query(`ALTER TABLE ${quoted(table)} ADD CONSTRAINT ${quoted(name)} CHECK (${expression})`);
}

/** Gives a check that the table has another expression. */
export async function replaceCheck(
  queryRunner: QueryRunner,
  table: string,
  name: string,
  expression: string,
): Promise<void> {
  if (isSqlite(queryRunner)) {
    await queryRunner.dropCheckConstraint(table, name, true);
    await queryRunner.createCheckConstraint(table, new TableCheck({ name, expression }));
    return;
  }
  if (await hasCheck(queryRunner, table, name)) {
    await queryRunner.query(`ALTER TABLE ${quoted(table)} DROP CONSTRAINT ${quoted(name)}`);
  }
  await addCheck(queryRunner, table, name, expression);
}

async function hasCheck(queryRunner: QueryRunner, table: string, name: string): Promise<boolean> {
  const known = (await queryRunner.query(
    "SELECT 1 FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND table_name = ? AND constraint_name = ? AND constraint_type = 'CHECK'",
    [table, name],
  )) as unknown[];
  return known.length > 0;
}

/** Adds an index unless the table has one of that name. */
export async function addIndex(
  queryRunner: QueryRunner,
  table: string,
  index: { readonly name: string; readonly columns: readonly string[] },
): Promise<void> {
  if (await hasIndex(queryRunner, table, index.name)) return;
  await queryRunner.createIndex(table, new TableIndex(indexOptions(index)));
}

export async function dropIndex(queryRunner: QueryRunner, table: string, name: string): Promise<void> {
  if (!(await hasIndex(queryRunner, table, name))) return;
  await queryRunner.dropIndex(table, name);
}

async function hasIndex(queryRunner: QueryRunner, table: string, name: string): Promise<boolean> {
  const found = await queryRunner.getTable(table);
  return found?.indices.some((index) => index.name === name) ?? false;
}

function indexOptions(index: { name: string; columns: readonly string[]; unique?: boolean }): TableIndexOptions {
  return { name: index.name, columnNames: [...index.columns], isUnique: index.unique ?? false };
}

function foreignKeyOptions(foreignKey: ForeignKeyDescription): TableForeignKeyOptions {
  return {
    name: foreignKey.name,
    columnNames: [foreignKey.column],
    referencedTableName: foreignKey.table,
    referencedColumnNames: ['id'],
    onDelete: foreignKey.onDelete ?? 'NO ACTION',
    // written out on purpose: left out, MariaDB reports another default and the tables would differ for ever
    onUpdate: 'NO ACTION',
  };
}
