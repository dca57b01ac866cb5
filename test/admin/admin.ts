import { runAdmin } from '../../src/admin/admin';
import { ConfigurationError } from '../../config/configuration';
import { Fault, WrongUsage } from '../../src/kernel/fault';

/** A key that nothing was written with so far. */
export const KEY = 'a key for the operator, long enough to be one';
/** The key of the services that the tests run. */
export const SHARED = 'a secret for tests, long enough to be one';

export interface Ran {
  readonly status: number;
  readonly out: readonly string[];
  readonly error: readonly string[];
}

/** One of the operator's commands, with these settings and no others. */
export async function admin(env: Record<string, string>, ...words: string[]): Promise<Ran> {
  const out: string[] = [];
  const error: string[] = [];
  const output = { out: (line: string) => out.push(line), error: (line: string) => error.push(line) };
  const status = await runAdmin(words, output, env).catch((thrown: unknown) => {
    if (thrown instanceof WrongUsage) return error.push(thrown.message, thrown.usage ?? '') && 2;
    if (!(thrown instanceof Fault) && !(thrown instanceof ConfigurationError)) throw thrown;
    return error.push(thrown.message) && 1;
  });
  return { status, out, error };
}
