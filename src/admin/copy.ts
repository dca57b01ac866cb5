import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { readDatabaseUrl } from '../database/database-url';
import { fillTables } from '../database/fill-tables';
import { openRows } from '../database/row-store';
import { surveyDatabase } from '../database/survey';
import { Fault, WrongUsage } from '../kernel/fault';
import { secretFile } from '../organisations/secrets.service';
import { openDatabase, SCHEMA } from '../schema/open-database';
import { TEXTS } from './admin-texts';
import { refuseWhenInUse } from './backup/restore';
import { countsOf } from './backup/trial';
import { asFault, settingsOf, wordsOf, type AdminCall } from './command';
import { schemaState } from './upgrade';

/** `copy FROM TO`: all rows of one database into an empty other one, on either engine; all of them or none. */
export async function copy(call: AdminCall): Promise<0> {
  const { values, positionals } = wordsOf(call, { yes: { type: 'boolean' } });
  const [from, to, ...more] = positionals;
  if (from === undefined || to === undefined || more.length > 0) throw new WrongUsage('copy FROM TO [--yes]');
  try {
    await mayBeCopied(from, to, values.yes ?? false);
    await copyRows(call, from, to);
  } catch (error) {
    throw asFault(error);
  }
  await compare(call, from, to);
  const { secretKey } = settingsOf(call);
  if (secretKey === null) call.note(TEXTS.copyKey(secretFile(from)));
  return 0;
}

async function mayBeCopied(from: string, to: string, yes: boolean): Promise<void> {
  const survey = await surveyDatabase(from);
  refuseWhenInUse(survey, yes);
  const { state } = schemaState(survey.executed);
  if (state !== 'same') throw new Fault(TEXTS.copyOtherTables(survey.place));
  const target = readDatabaseUrl(to);
  if (target.engine === 'sqlite' && (target.file === null || existsSync(target.file))) {
    throw new Fault(TEXTS.copyThere(target.file ?? to));
  }
}

async function copyRows(call: AdminCall, from: string, to: string): Promise<void> {
  const rows = await openRows(from);
  try {
    const target = readDatabaseUrl(to);
    const fill = (url: string): Promise<void> => fillTables(SCHEMA, url, rows, { replace: false, log: call.note });
    if (target.engine === 'mysql') await fill(to);
    else await intoFile(resolve(target.file ?? ''), fill);
  } finally {
    await rows.close();
  }
}

/** The file is there under its name when all rows are in it. */
async function intoFile(file: string, fill: (url: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const work = await mkdtemp(join(dirname(file), '.copy-'));
  try {
    const unfinished = join(work, basename(file));
    await fill(`sqlite:${unfinished}`);
    await (await openDatabase(`sqlite:${unfinished}`, { migrate: false })).close();
    await rename(unfinished, file);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function compare(call: AdminCall, from: string, to: string): Promise<void> {
  const wanted = await countsOf(from);
  const found = await countsOf(to);
  for (const [table, rows] of wanted) {
    if (found.get(table) !== rows) throw new Fault(TEXTS.copyDiffers(table, rows, found.get(table) ?? null));
    if (rows > 0) call.say(`${table}: ${String(rows)}`);
  }
  const all = [...found.values()].reduce((sum, rows) => sum + rows, 0);
  call.say(TEXTS.copied(found.size, all));
}
