import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { dataFolder, type Configuration } from '../../../config/configuration';
import { readDatabaseUrl } from '../../database/database-url';
import type { Snapshot, SnapshotWanted } from '../../database/file-snapshot.job';
import { openRows, type PlainTable } from '../../database/row-store';
import type { Instant } from '../../kernel/clock';
import { MINUTE } from '../../kernel/clock';
import { programVersion } from '../program-version';
import { JobThread } from '../../threads/job-thread';
import { writeCopy, type PartName } from './copy-file';
import type { CopyHeader } from './copy-header';
import { writeRowLines } from './row-lines';

export interface MadeCopy {
  readonly path: string;
  readonly header: CopyHeader;
}

type Settings = Pick<Configuration, 'databaseUrl' | 'secretKey' | 'backup'>;

/**
 * Copies the whole database as it stands now into one file of the folder for copies, while the service goes on. An
 * embedded database is copied by its engine, a server's by one transaction that sees one moment of all tables.
 * Throws an Error; then no file of that name is there.
 */
export async function makeCopy(settings: Settings, at: Instant, name = copyName(at)): Promise<MadeCopy> {
  const { databaseUrl, secretKey, backup } = settings;
  const folder = resolve(backup.folder);
  await mkdir(folder, { recursive: true });
  const work = await mkdtemp(join(folder, '.unfinished-'));
  try {
    const { tables, executed, part } = await snapshotOf(databaseUrl, work);
    const key = join(dataFolder(databaseUrl), 'secret.key');
    const parts = [
      part,
      ...(secretKey === null && existsSync(key) ? [{ name: 'secret.key' as const, path: key }] : []),
    ];
    const { engine } = readDatabaseUrl(databaseUrl);
    const counts = Object.fromEntries(tables.map((table) => [table.name, table.rows]));
    const about = { at: new Date(at).toISOString(), program: programVersion(), engine, executed: [...executed] };
    const path = join(folder, name);
    return { path, header: await writeCopy(path, { ...about, tables: counts }, parts, backup.passphrase) };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** `xinyue-20261201T030000Z.copy`: names in the order of time. */
export const copyName = (at: Instant): string => `xinyue-${new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')}.copy`;

async function snapshotOf(
  url: string,
  work: string,
): Promise<{
  readonly tables: readonly PlainTable[];
  readonly executed: readonly string[];
  readonly part: { readonly name: PartName; readonly path: string };
}> {
  const address = readDatabaseUrl(url);
  if (address.engine === 'sqlite') {
    if (address.file === null || !existsSync(address.file))
      throw new Error(`there is no database ${address.file ?? ':memory:'}`);
    const path = join(work, 'xinyue.db');
    return { ...(await snapshotFile({ file: resolve(address.file), into: path })), part: { name: 'xinyue.db', path } };
  }
  const store = await openRows(url);
  try {
    const path = join(work, 'rows.jsonl');
    await writeRowLines(store, path);
    return { tables: store.tables, executed: store.executed, part: { name: 'rows.jsonl', path } };
  } finally {
    await store.close();
  }
}

/** In a thread: the engine works without a pause until it is done. */
async function snapshotFile(wanted: SnapshotWanted): Promise<Snapshot> {
  const thread = new JobThread<SnapshotWanted, Snapshot>(join(__dirname, '../../database/file-snapshot.job'), {
    mostMs: 10 * MINUTE,
    megabytes: 512,
  });
  try {
    return await thread.run(wanted);
  } finally {
    await thread.close();
  }
}
