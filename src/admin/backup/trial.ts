import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '../../../config/configuration';
import { fillTables } from '../../database/fill-tables';
import { openRows } from '../../database/row-store';
import { makeTrialDatabase } from '../../database/trial-database';
import { unpackCopy } from '../../installation/copies/copy-file';
import { readHeader, type CopyHeader } from '../../installation/copies/copy-header';
import { RowLines } from '../../installation/copies/row-lines';
import { Fault } from '../../kernel/fault';
import { secretFits } from '../../organisations/secret-proof.service';
import { existingSecret, Secrets } from '../../organisations/secrets.service';
import { MIGRATION_NAMES, openDatabase, SCHEMA } from '../../schema/open-database';
import { TEXTS } from '../admin-texts';
import { asFault } from '../command';

/** The rows of each table, by its name. */
export type Counts = ReadonlyMap<string, number>;

/** What restoring a copy aside came to. */
export interface Trial {
  readonly header: CopyHeader;
  /** Tables that do not have as many rows as the copy says. */
  readonly differences: readonly { readonly table: string; readonly wanted: number; readonly found: number | null }[];
  readonly counts: Counts;
  /** Whether the key that would be used opens what is sealed. */
  readonly keyFits: boolean;
}

/** Throws Fault for a copy that this program must not restore. */
export async function headerOf(path: string): Promise<CopyHeader> {
  const { header } = await readHeader(path);
  const unknown = header.executed.filter((name) => !MIGRATION_NAMES.includes(name));
  if (unknown.length > 0) throw new Fault(TEXTS.copyNewer(unknown.join(', ')));
  return header;
}

/** The rows of each table of a database; none when it has no tables. */
export async function countsOf(url: string): Promise<Counts> {
  const store = await openRows(url);
  try {
    return new Map(store.tables.map(({ name, rows }) => [name, rows]));
  } finally {
    await store.close();
  }
}

/**
 * Restores a copy into a database of its own, counts, compares with what the copy says, and brings it up to date. The
 * parts of the copy lie in `work` afterwards; of an embedded one, the database as it would be put in place.
 */
export async function tryCopy(
  path: string,
  configuration: Configuration,
  work: string,
  note: (line: string) => void,
): Promise<Trial> {
  await headerOf(path);
  const header = await unpackCopy(path, work, configuration.backup.passphrase);
  const own = header.engine === 'mysql' ? await makeTrialDatabase(configuration.databaseUrl) : null;
  const url = own?.url ?? `sqlite:${join(work, 'xinyue.db')}`;
  note(TEXTS.tryingIn(own ? 'MySQL/MariaDB' : 'SQLite'));
  try {
    if (header.engine === 'mysql') await fill(url, header, work);
    const restored = await countsOf(url);
    const database = await openDatabase(url).catch((error: unknown) => {
      throw asFault(error);
    });
    const keyFits = await database
      .read(async (tx) => {
        const secret = secretOf(configuration, work);
        if (secret === null) return true;
        const secrets = new Secrets({ secretKey: secret, databaseUrl: url });
        return (await secretFits(tx, secrets)) !== 'another';
      })
      .finally(() => database.close());
    const differences = Object.entries(header.tables)
      .map(([table, wanted]) => ({ table, wanted, found: restored.get(table) ?? null }))
      .filter(({ wanted, found }) => wanted !== found);
    return { header, differences, counts: await countsOf(url), keyFits };
  } finally {
    await own?.drop();
  }
}

/** Puts the rows that lie in `work` into a database in place of what is there. */
export async function fill(url: string, header: CopyHeader, work: string): Promise<void> {
  const rows = await RowLines.of(join(work, 'rows.jsonl'));
  const filling = { tables: rows.tables, executed: header.executed, rowsOf: rows.rowsOf.bind(rows) };
  await fillTables(SCHEMA, url, filling, { replace: true, log: () => undefined });
}

/** The key that lies in the copy, else the one that is set here. */
function secretOf(configuration: Configuration, work: string): string | null {
  const inside = join(work, 'secret.key');
  if (configuration.secretKey === null && existsSync(inside)) return readFileSync(inside, 'utf8').trim();
  return existingSecret(configuration);
}
