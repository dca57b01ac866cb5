import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { dataFolder, type Configuration } from '../../../config/configuration';
import { readDatabaseUrl } from '../../database/database-url';
import { ownFile } from '../../database/sqlite-owner';
import { NoDatabaseYet, surveyDatabase, type Survey } from '../../database/survey';
import { copyName, makeCopy } from '../../installation/copies/make-copy';
import { systemClock } from '../../kernel/clock';
import { Fault } from '../../kernel/fault';
import { secretFile } from '../../organisations/secrets.service';
import { openDatabase } from '../../schema/open-database';
import { TEXTS } from '../admin-texts';
import { asFault, type AdminCall } from '../command';
import { countsOf, fill, headerOf, tryCopy, type Counts, type Trial } from './trial';

/** Puts a copy in the place of the database, after it was tried aside and what is there was copied. */
export async function restore(
  call: AdminCall,
  configuration: Configuration,
  path: string,
  yes: boolean,
): Promise<0 | 1> {
  const { databaseUrl } = configuration;
  const { engine } = readDatabaseUrl(databaseUrl);
  const header = await headerOf(path);
  if (header.engine === 'sqlite' && engine === 'mysql') throw new Fault(TEXTS.copyOfFile);
  const there = await surveyed(databaseUrl);
  refuseWhenInUse(there, yes);
  const folder = resolve(engine === 'sqlite' ? dataFolder(databaseUrl) : configuration.backup.folder);
  await mkdir(folder, { recursive: true });
  const work = await mkdtemp(join(folder, '.restore-'));
  try {
    const trial = await tryCopy(path, configuration, work, call.note);
    if (trial.differences.length > 0) throw new Fault(TEXTS.tryFailed(trial.differences.length));
    if (!trial.keyFits) throw new Fault(TEXTS.tryKey);
    const before =
      there && there.executed.length > 0 ? await keepWhatIsThere(call, configuration) : new Map<string, number>();
    if (engine === 'mysql') {
      await fill(databaseUrl, header, work).catch((error: unknown) => {
        throw asFault(error);
      });
      await (await openDatabase(databaseUrl)).close();
    } else await putInPlace(call, databaseUrl, work);
    tell(call, path, trial, before);
    return 0;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function surveyed(url: string): Promise<Survey | null> {
  try {
    return await surveyDatabase(url);
  } catch (error) {
    if (error instanceof NoDatabaseYet) return null;
    throw asFault(error);
  }
}

/** An embedded database is never taken from under its service; who else is connected to a server cannot be told for sure. */
export function refuseWhenInUse(there: Survey | null, yes: boolean): void {
  if (!there || there.usedBy === null) return;
  if (there.engine === 'sqlite') throw new Fault(TEXTS.running(there.usedBy));
  if (!yes) throw new Fault(TEXTS.runningYes(there.usedBy));
}

async function keepWhatIsThere(call: AdminCall, configuration: Configuration): Promise<Counts> {
  const before = await countsOf(configuration.databaseUrl);
  const now = systemClock.now();
  const name = copyName(now).replace(/^xinyue-/, 'before-restore-');
  const { path } = await makeCopy(configuration, now, name).catch((error: unknown) => {
    throw new Fault(TEXTS.copyNotMade(asFault(error).message));
  });
  call.note(TEXTS.restorePoint(path));
  return before;
}

/** The restored database was brought up to date aside: all that is left is to exchange the files. */
async function putInPlace(call: AdminCall, databaseUrl: string, work: string): Promise<void> {
  const address = readDatabaseUrl(databaseUrl);
  if (address.engine !== 'sqlite' || address.file === null) throw new Fault(TEXTS.copyOfFile);
  const file = resolve(address.file);
  // closing it empties the log of the old database, which must not meet the new one
  if (existsSync(file)) await (await openDatabase(databaseUrl, { migrate: false })).close();
  const owner = ownFile(file);
  try {
    for (const end of ['-wal', '-shm']) await rm(`${file}${end}`, { force: true });
    const key = join(work, 'secret.key');
    if (existsSync(key)) {
      await rename(key, secretFile(databaseUrl));
      call.note(TEXTS.restoredKey);
    }
    await rename(join(work, 'xinyue.db'), file);
  } finally {
    owner.release();
  }
}

function tell(call: AdminCall, path: string, { header, counts }: Trial, before: Counts): void {
  call.say(TEXTS.restored(path, header.at));
  for (const [table, rows] of counts) {
    const earlier = before.get(table) ?? 0;
    if (earlier !== rows) call.say(TEXTS.replaced(table, earlier, rows));
  }
  call.note(TEXTS.restoredNote);
}
