import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Configuration } from '../../../config/configuration';
import { backupsIn, noteBackup, noteTrial } from '../../installation/backup-log';
import { readHeader, rowsIn } from '../../installation/copies/copy-header';
import { makeCopy, type MadeCopy } from '../../installation/copies/make-copy';
import { copiesIn, keepLatest, putSecond } from '../../installation/keep-copies';
import type { Database } from '../../database/database';
import { systemClock } from '../../kernel/clock';
import { Fault, WrongUsage } from '../../kernel/fault';
import { TEXTS } from '../admin-texts';
import { asFault, besideTheService, settingsOf, wordsOf, type AdminCall } from '../command';
import { restore } from './restore';
import { tryCopy } from './trial';

const USAGE = 'backup now | list | try FILE | restore FILE [--yes]';

/** `backup now|list|try FILE|restore FILE`. */
export async function backup(call: AdminCall): Promise<0 | 1> {
  const { values, positionals } = wordsOf(call, { yes: { type: 'boolean' } });
  const [verb, file, ...more] = positionals;
  if (more.length > 0) throw new WrongUsage(USAGE);
  const configuration = settingsOf(call);
  if (verb === 'now' && file === undefined) return backUpNow(call, configuration);
  if (verb === 'list' && file === undefined) return list(call, configuration);
  if (verb === 'try' && file !== undefined) return tryOut(call, configuration, file);
  if (verb === 'restore' && file !== undefined) return restore(call, configuration, file, values.yes ?? false);
  throw new WrongUsage(USAGE);
}

async function backUpNow(call: AdminCall, configuration: Configuration): Promise<0> {
  const { folder, secondFolder, keep } = configuration.backup;
  const made = await makeCopy(configuration, systemClock.now()).catch((error: unknown) => {
    throw new Fault(TEXTS.copyNotMade(asFault(error).message));
  });
  await noted(call, configuration, (database) => noteMade(database, made));
  if (keep > 0) await keepLatest(folder, keep);
  if (secondFolder !== null) await putSecond(made.path, secondFolder);
  const { header } = made;
  const how = header.engine === 'sqlite' ? TEXTS.engineCopy : TEXTS.readerCopy;
  call.note(TEXTS.copyMade(how, rowsIn(header), header.encryption !== null));
  call.say(made.path);
  return 0;
}

const noteMade = (database: Database, made: MadeCopy): Promise<void> =>
  database.write((tx) => noteBackup(tx, made, systemClock.now()));

/** A copy of tables that are older than the program is as good as any; only its account cannot be kept in them. */
async function noted(
  call: AdminCall,
  { databaseUrl }: Configuration,
  work: (database: Database) => Promise<void>,
): Promise<void> {
  try {
    await besideTheService(databaseUrl, work);
  } catch (error) {
    call.note(TEXTS.notNoted(asFault(error).message));
  }
}

async function list(call: AdminCall, configuration: Configuration): Promise<0> {
  const folder = resolve(configuration.backup.folder);
  const names = await copiesIn(folder);
  if (names.length === 0) {
    call.note(TEXTS.noCopies(folder));
    return 0;
  }
  const known = await besideTheService(configuration.databaseUrl, (database) => database.read(backupsIn)).catch(
    () => [],
  );
  for (const name of names) {
    const path = join(folder, name);
    const { header } = await readHeader(path);
    const row = known.find(({ file }) => file === name);
    const tried = row?.triedMs ? (row.fault ?? `✓ ${new Date(row.triedMs).toISOString()}`) : '–';
    const encrypted = header.encryption ? 'encrypted' : 'plain';
    const about = [
      header.at,
      header.engine,
      header.program,
      `${String(rowsIn(header))} rows`,
      encrypted,
      `tried: ${tried}`,
    ];
    call.say(`${path}  ${about.join('  ')}`);
  }
  return 0;
}

async function tryOut(call: AdminCall, configuration: Configuration, path: string): Promise<0 | 1> {
  const work = await mkdtemp(join(tmpdir(), 'xinyue-try-'));
  try {
    const { differences, header, keyFits } = await tryCopy(path, configuration, work, call.note);
    const fault = differences.length > 0 ? TEXTS.tryFailed(differences.length) : keyFits ? null : TEXTS.tryKey;
    const now = systemClock.now();
    await noted(call, configuration, (database) => database.write((tx) => noteTrial(tx, path, fault, now)));
    for (const [table, rows] of Object.entries(header.tables)) if (rows > 0) call.say(`${table}: ${String(rows)}`);
    for (const { table, wanted, found } of differences) call.note(TEXTS.tryCounts(table, wanted, found));
    if (fault === null) call.say(TEXTS.tryWhole(Object.keys(header.tables).length, rowsIn(header)));
    else call.note(fault);
    return fault === null ? 0 : 1;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
