import type { SqlValue, Tx } from '../../src/database/database';
import { placeholders, quoted } from '../../src/database/sql-values';

export type SqlRow = Readonly<Record<string, SqlValue>>;

const VALUES_A_STATEMENT = 6000;

/**
 * Inserts rows by the names of table and columns: for what a test makes by itself, in whatever table. Every row has the
 * columns of the first; throws TypeError for one that has others.
 */
export async function insertInto(tx: Tx, table: string, rows: SqlRow | readonly SqlRow[]): Promise<void> {
  const list = [rows].flat() as readonly SqlRow[];
  const columns = Object.keys(list[0] ?? {});
  const tuple = `(${placeholders(columns.length)})`;
  const chunk = Math.floor(VALUES_A_STATEMENT / columns.length);
  for (let from = 0; from < list.length; from += chunk) {
    const part = list.slice(from, from + chunk);
    await tx.run(
      `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES ${part.map(() => tuple).join(', ')}`,
      part.flatMap((row) => valuesOf(table, row, columns)),
    );
  }
}

function valuesOf(table: string, row: SqlRow, columns: readonly string[]): SqlValue[] {
  if (Object.keys(row).length !== columns.length) throw new TypeError(`rows for ${table} differ in their columns`);
  return columns.map((column) => {
    const value = row[column];
    if (value === undefined) throw new TypeError(`no value for ${table}.${column}`);
    return value;
  });
}
