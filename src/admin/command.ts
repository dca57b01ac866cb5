import { parseArgs, type ParseArgsConfig } from 'node:util';
import { readConfiguration, type Configuration } from '../../config/configuration';
import type { Database } from '../database/database';
import { Fault, WrongUsage } from '../kernel/fault';
import { openDatabase } from '../schema/open-database';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a command of the operator's is given. */
export interface AdminCall {
  /** What follows the command's name. */
  readonly args: readonly string[];
  readonly env: Environment;
  /** One line of the answer. */
  readonly say: (line: string) => void;
  /** One line of progress or of warning, beside the answer. */
  readonly note: (line: string) => void;
}

/** Answers the exit status: 0 done, 1 a fault that it has named. Throws Fault for one that is named by its message. */
export type AdminCommand = (call: AdminCall) => Promise<0 | 1>;

export const settingsOf = ({ env }: AdminCall): Configuration => readConfiguration({ ...env });

/** The options and words of a call. Throws WrongUsage for those that the command does not know. */
export function wordsOf<Options extends NonNullable<ParseArgsConfig['options']>>(call: AdminCall, options: Options) {
  try {
    return parseArgs({ args: [...call.args], options, allowPositionals: true });
  } catch (error) {
    throw new WrongUsage((error as Error).message);
  }
}

/** Opens the database beside the service, which may be running, as its tables are; for a few short units. */
export async function besideTheService<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(url, { migrate: false, guest: true }).catch((error: unknown) => {
    throw asFault(error);
  });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** What the database or a file said, as the one line that the operator reads. */
export const asFault = (error: unknown): Fault =>
  error instanceof Fault ? error : new Fault(error instanceof Error ? error.message : String(error));
