import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { dataFolder, type Configuration } from '../../config/configuration';
import { readDatabaseUrl } from '../database/database-url';

type Settings = Pick<Configuration, 'databaseUrl' | 'backup'>;

/** Outside the folder that may be gone: beside that of an embedded database, with the copies of a server's. */
export function markerFile({ databaseUrl, backup }: Settings): string {
  const address = readDatabaseUrl(databaseUrl);
  if (address.engine === 'sqlite') return `${resolve(dataFolder(databaseUrl))}.marker`;
  const place = `${address.host}:${String(address.port)}/${address.database}`;
  const name = createHash('sha256').update(place).digest('hex').slice(0, 12);
  return join(resolve(backup.folder), `in-use-${name}.marker`);
}

/**
 * Throws an Error of one sentence when an embedded database was in use here and its file is gone: a disk that is not
 * mounted must not be taken for a new installation.
 */
export function refuseWhenGone(settings: Settings): void {
  const address = readDatabaseUrl(settings.databaseUrl);
  if (address.engine !== 'sqlite' || address.file === null || existsSync(address.file)) return;
  if (existsSync(markerFile(settings))) throw gone(settings, resolve(address.file));
}

/** The same for a database that is there and has lost everything. */
export function refuseWhenEmptied(settings: Settings): void {
  if (existsSync(markerFile(settings))) throw gone(settings, 'DATABASE_URL');
}

/** Notes that this database is in use. A place that cannot be written to is told by what is answered. */
export async function markInUse(settings: Settings): Promise<string | null> {
  const file = markerFile(settings);
  if (settings.databaseUrl === 'sqlite::memory:' || existsSync(file)) return null;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(
      file,
      'A database of Xinyue is in use here; while this file is there, an empty one is not taken for new.\n',
    );
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function gone(settings: Settings, what: string): Error {
  return new Error(
    `数据库空了 ${what} was in use and is suddenly empty: mount its disk again, or restore a copy with admin -- backup restore; only to begin anew remove ${markerFile(settings)}`,
  );
}
