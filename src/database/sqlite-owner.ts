import { SqliteDatabase } from './sqlite-driver';

/** Holds a SQLite file for this process until `release`. */
export interface Ownership {
  release(): void;
}

/**
 * Makes this process the only one that writes `file`, or throws one clear sentence. The lock is the operating system's,
 * on a small file beside the database, so it goes with its process however that ends.
 */
export function ownFile(file: string): Ownership {
  const lock = new SqliteDatabase(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY');
    lock.exec('BEGIN IMMEDIATE');
    lock.exec(`PRAGMA user_version = ${String(process.pid)}`);
    lock.exec('COMMIT');
    lock.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const owner = (error as { code?: unknown }).code === 'SQLITE_BUSY' ? ownerOf(lock) : null;
    lock.close();
    if (owner === null) throw error;
    throw new Error(`the database ${file} is already in use by process ${owner}; stop that one first`, {
      cause: error,
    });
  }
  return {
    release() {
      lock.exec('ROLLBACK');
      lock.close();
    },
  };
}

function ownerOf(lock: SqliteDatabase): string {
  const pid = lock.pragma('user_version')[0]?.user_version;
  return typeof pid === 'number' ? String(pid) : 'unknown';
}
