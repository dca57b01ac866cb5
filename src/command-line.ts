import { parseArgs } from 'node:util';
import { ConfigurationError } from '../config/configuration';
import { runAdmin } from './admin/admin';
import { parseLines } from './conversation/parse-lines';
import { daysOffOf } from './programmes/holidays';
import { Fault, WrongUsage } from './kernel/fault';
import { readTextFile } from './simulator/json-file';
import { report } from './simulator/report';
import { roster } from './simulator/roster';
import { simulate } from './simulator/simulate';

const USAGE = `simulate -- FILE [--database URL] [--state OUT.json]
roster   -- --organisation FILE --month 2026-12 [--seconds N]
roster   -- --nrp FILE [--seconds N]
parse    -- FILE
report   -- --organisation FILE --period 2026-01..2026-12 --as json|xlsx|docx|pdf --out FILE
admin    -- doctor|backup|maintenance|copy|coordinator|keys|upgrade … (admin -- --help)`;

/** Where a command writes: each call is one line, without its end. */
interface Output {
  out(line: string): void;
  error(line: string): void;
}

type Print = (value: unknown) => void;

const commands: Readonly<Record<string, (args: string[], print: Print) => Promise<void>>> = {
  simulate: async (args, print) => {
    const { values, positionals } = options(args, { database: { type: 'string' }, state: { type: 'string' } });
    await simulate(
      { file: onlyFile(positionals), database: values.database ?? null, state: values.state ?? null },
      print,
    );
  },
  roster: async (args, print) => {
    const { values, positionals } = options(args, {
      organisation: { type: 'string' },
      month: { type: 'string' },
      nrp: { type: 'string' },
      seconds: { type: 'string' },
    });
    if (positionals.length > 0) throw new WrongUsage(`unexpected: ${positionals.join(' ')}`);
    const seconds = values.seconds === undefined ? 60 : Number(values.seconds);
    if (!(seconds > 0)) throw new WrongUsage('--seconds must be a number above 0');
    print(await roster({ ...values, seconds }));
  },
  report: async (args, print) => {
    const { values, positionals } = options(args, {
      organisation: { type: 'string' },
      period: { type: 'string' },
      as: { type: 'string' },
      out: { type: 'string' },
      now: { type: 'string' },
    });
    if (positionals.length > 0) throw new WrongUsage(`unexpected: ${positionals.join(' ')}`);
    const made = await report(values);
    if (made) print(made);
  },
  parse: async (args, print) => {
    const { positionals } = options(args, {});
    const file = onlyFile(positionals);
    // All are read before the first is printed: a fault in a late line leaves nothing half said.
    for (const line of [...parseLines(file, readTextFile(file), daysOffOf)]) print(line);
    await Promise.resolve();
  },
};

function options<T extends Record<string, { type: 'string' }>>(
  args: string[],
  known: T,
): { values: Partial<Record<keyof T, string>>; positionals: string[] } {
  try {
    const parsed = parseArgs({ args, options: known, allowPositionals: true });
    return { values: parsed.values, positionals: parsed.positionals };
  } catch (error) {
    throw new WrongUsage((error as Error).message);
  }
}

function onlyFile(positionals: readonly string[]): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new WrongUsage('exactly one FILE is needed');
  return file;
}

/** Runs one command and answers the exit status: 0 done, 1 a fault in what was given, 2 wrong usage. */
export async function runCommand(argv: readonly string[], output: Output): Promise<number> {
  const [name, ...args] = argv;
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    // the operator's commands answer in words and have statuses of their own
    if (name === 'admin')
      return await runAdmin(
        args.filter((arg) => arg !== '--'),
        output,
      );
    if (!command) throw new WrongUsage(`unknown command: ${name ?? '(none)'}`);
    await command(
      args.filter((arg) => arg !== '--'),
      (value) => {
        output.out(JSON.stringify(value));
      },
    );
    return 0;
  } catch (error) {
    if (error instanceof WrongUsage) {
      output.error(`${error.message}\n${error.usage ?? USAGE}`);
      return 2;
    }
    output.error(lineOf(error));
    return 1;
  }
}

/** One line for what the person can mend; the whole trace for a fault of ours. */
function lineOf(error: unknown): string {
  if (error instanceof Fault || error instanceof ConfigurationError) return error.message.replace(/\s*\n\s*/g, ' ');
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
