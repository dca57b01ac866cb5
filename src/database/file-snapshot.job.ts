import { SqliteDatabase } from './sqlite-driver';
import { openRows, type PlainTable } from './row-store';

export interface SnapshotWanted {
  readonly file: string;
  /** Must not be there yet. */
  readonly into: string;
}

export interface Snapshot {
  readonly tables: readonly PlainTable[];
  readonly executed: readonly string[];
}

/** Lets the engine write all of a file as it stands at one moment into another, and proves that one sound. */
export async function job({ file, into }: SnapshotWanted): Promise<Snapshot> {
  const connection = new SqliteDatabase(file, { timeout: 30_000 });
  try {
    connection.exec(`VACUUM INTO '${into.replaceAll("'", "''")}'`);
  } finally {
    connection.close();
  }
  return soundRows(into);
}

async function soundRows(file: string): Promise<Snapshot> {
  const connection = new SqliteDatabase(file, { timeout: 5000 });
  try {
    const [state] = connection.pragma('integrity_check(1)');
    if (state?.integrity_check !== 'ok') throw new Error(`the copy is damaged: ${String(state?.integrity_check)}`);
  } finally {
    connection.close();
  }
  const rows = await openRows(`sqlite:${file}`);
  const { tables, executed } = rows;
  await rows.close();
  return { tables, executed };
}
