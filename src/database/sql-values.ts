import type { SqlRow, SqlValue } from './tx';

const NAME = /^[a-z_][a-z0-9_]*$/;

/** SQLite takes 32 766 values in a statement, and long statements are slow to prepare on both engines. */
export const VALUES_A_STATEMENT = 6000;

/** Throws TypeError unless every value can be bound with one meaning on every engine. */
export function assertBindable(values: readonly unknown[]): void {
  for (const value of values) {
    if (typeof value === 'string') {
      if (value.includes('\0')) throw new TypeError('cannot bind a text that contains NUL');
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
        throw new TypeError(`cannot bind the number ${String(value)}`);
      }
    } else if (value !== null && typeof value !== 'boolean' && !Buffer.isBuffer(value)) {
      throw new TypeError(`cannot bind ${Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`}`);
    }
  }
}

/** A table or column name, quoted the way both engines read it. Throws RangeError for anything but snake case. */
export function quoted(name: string): string {
  if (!NAME.test(name)) throw new RangeError(`not a name in the database: ${name}`);
  return `\`${name}\``;
}

/** `?, ?, ?` */
export const placeholders = (count: number): string => new Array<string>(count).fill('?').join(', ');

/** A statement with its values. */
export interface Statement {
  readonly sql: string;
  readonly params: SqlValue[];
}

/** The INSERT statements for these rows. Throws TypeError when a row has other columns than the first. */
export function insertStatements(table: string, rows: readonly SqlRow[]): Statement[] {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return [];
  const head = `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES `;
  const tuple = `(${placeholders(columns.length)})`;
  const chunk = Math.max(1, Math.floor(VALUES_A_STATEMENT / columns.length));
  const statements: Statement[] = [];
  for (let from = 0; from < rows.length; from += chunk) {
    const part = rows.slice(from, from + chunk);
    const params = part.flatMap((row) => valuesOf(table, row, columns));
    statements.push({ sql: head + new Array<string>(part.length).fill(tuple).join(', '), params });
  }
  return statements;
}

function valuesOf(table: string, row: SqlRow, columns: readonly string[]): SqlValue[] {
  if (Object.keys(row).length !== columns.length) throw new TypeError(`rows for ${table} differ in their columns`);
  return columns.map((column) => {
    const value = row[column];
    if (value === undefined) throw new TypeError(`no value for ${table}.${column}`);
    return value;
  });
}
