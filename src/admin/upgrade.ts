import { NoDatabaseYet, surveyDatabase, type Survey } from '../database/survey';
import { WrongUsage } from '../kernel/fault';
import { MIGRATION_NAMES } from '../schema/open-database';
import { asFault, settingsOf, wordsOf, type AdminCall } from './command';
import { programVersion } from './program-version';

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
  call.say(`程序 program ${programVersion()}，数据库 database ${place}`);
  switch (state) {
    case 'same':
      call.say(`数据表与程序相符，启动不会改表 the tables are this program’s (${String(executed.length)} migrations)`);
      return 0;
    case 'empty':
      call.say(`还没有数据表，启动会建 no tables yet; a start makes them (${String(pending.length)} migrations)`);
      return 0;
    case 'older':
      call.say(`数据表较旧，启动会改这些（请先备份） the tables are older; a start runs, so make a copy before:`);
      for (const name of pending) call.say(`  ${name}`);
      return 0;
    case 'newer':
      call.note(
        `数据表属于更新的版本，这个程序不能用它：the tables belong to a newer version, which has ${unknown.join(', ')}; start that version, or restore the copy made before it`,
      );
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
