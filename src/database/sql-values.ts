import type { SqlValue } from './tx';

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

/** As many question marks as there are values. */
export const marks = (values: readonly unknown[]): string => placeholders(values.length);

/** A statement with its values. */
export interface Statement {
  readonly sql: string;
  readonly params: SqlValue[];
}
