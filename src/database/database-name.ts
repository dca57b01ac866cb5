import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import type { Database } from './database';

/** A short name of this very database, the same for every process on it however its address is spelt. */
export async function nameOf(database: Database): Promise<string> {
  const sql =
    database.engine === 'mysql'
      ? "SELECT CONCAT_WS(' ', @@hostname, @@port, DATABASE()) AS place"
      : 'SELECT file AS place FROM pragma_database_list WHERE seq = 0';
  const row = await database.read((tx) => tx.one<{ place: string }>(sql));
  const place = database.engine === 'mysql' ? row?.place : `${hostname()} ${row?.place ?? ''}`;
  return createHash('sha256')
    .update(place ?? '')
    .digest('hex')
    .slice(0, 16);
}
