import { NoDatabaseYet, surveyDatabase, type Survey } from '../database/survey';
import { WrongUsage } from '../kernel/fault';
import { MIGRATION_NAMES } from '../schema/open-database';
import { TEXTS } from './admin-texts';
import { asFault, settingsOf, wordsOf, type AdminCall } from './command';
import { programVersion } from '../installation/program-version';

/** What the tables of a database have had, beside what this program knows. */
export interface SchemaState {
  readonly state: 'empty' | 'same' | 'older' | 'newer';
  /** What a start would run. */
  readonly pending: readonly string[];
  /** What this program does not know. */
  readonly unknown: readonly string[];
}

export function schemaState(executed: readonly string[]): SchemaState {
  const pending = MIGRATION_NAMES.filter((name) => !executed.includes(name));
  const unknown = executed.filter((name) => !MIGRATION_NAMES.includes(name));
  if (unknown.length > 0) return { state: 'newer', pending, unknown };
  if (executed.length === 0) return { state: 'empty', pending, unknown };
  return { state: pending.length > 0 ? 'older' : 'same', pending, unknown };
}

/** `upgrade check`: 1 when this program must not be started on this database. */
export async function upgrade(call: AdminCall): Promise<0 | 1> {
  const { positionals } = wordsOf(call, {});
  if (positionals.join(' ') !== 'check') throw new WrongUsage('upgrade check');
  const { executed, place } = await tablesOf(settingsOf(call).databaseUrl);
  const { state, pending, unknown } = schemaState(executed);
  call.say(TEXTS.program(programVersion(), place));
  switch (state) {
    case 'same':
      call.say(TEXTS.tablesSame(executed.length));
      return 0;
    case 'empty':
      call.say(TEXTS.tablesNone(pending.length));
      return 0;
    case 'older':
      call.say(TEXTS.tablesOlder);
      for (const name of pending) call.say(`  ${name}`);
      return 0;
    case 'newer':
      call.note(TEXTS.tablesNewer(unknown.join(', ')));
      return 1;
  }
}

async function tablesOf(url: string): Promise<Pick<Survey, 'executed' | 'place'>> {
  try {
    return await surveyDatabase(url);
  } catch (error) {
    // a start makes the file as well
    if (error instanceof NoDatabaseYet) return { executed: [], place: url };
    throw asFault(error);
  }
}
