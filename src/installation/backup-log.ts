import { hostname } from 'node:os';
import { basename } from 'node:path';
import type { Tx } from '../database/database';
import type { Forgetting } from '../database/forgetting';
import { DAY, type Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { BackupRow } from './backup.row';
import { rowsIn } from './copies/copy-header';
import type { MadeCopy } from './copies/make-copy';

/** Notes a copy that is whole. */
export async function noteBackup(tx: Tx, { path, header }: MadeCopy, now: Instant): Promise<void> {
  await tx.insert(BackupRow, {
    id: newId(now),
    atMs: now,
    file: basename(path).slice(0, 100),
    host: hostname().slice(0, 100),
    rowCount: rowsIn(header),
    encrypted: header.encryption !== null,
  });
}

/** Notes what trying a copy came to, where the copy is known. */
export async function noteTrial(tx: Tx, path: string, fault: string | null, now: Instant): Promise<void> {
  const tried = { triedMs: now, fault: fault?.slice(0, 300) ?? null };
  await tx.update(BackupRow, { file: basename(path).slice(0, 100) }, tried);
}

/** When the last copy was made that nothing speaks against; null: there is none. */
export async function lastGoodBackup(tx: Tx): Promise<Instant | null> {
  const [last] = await tx.find(BackupRow, { fault: null }, { columns: ['atMs'], orderBy: { atMs: 'desc' }, limit: 1 });
  return last?.atMs ?? null;
}

/** The copies that are known, the latest first. */
export function backupsIn(tx: Tx): Promise<BackupRow[]> {
  return tx.find(BackupRow, {}, { orderBy: { atMs: 'desc' }, limit: 200 });
}

/** That there was a copy which is gone long since. */
export const OLD_BACKUPS: Forgetting = {
  keepMs: 400 * DAY,
  bite: async (tx, before, most) => {
    const old = await tx.find(BackupRow, { atMs: { lt: before } }, { columns: ['id'], limit: most });
    return tx.delete(BackupRow, { id: old.map(({ id }) => id) });
  },
};
