import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseLines } from './conversation/parse-lines';
import { daysOffOf } from './programmes/holidays';
import { Fault, WrongUsage } from './simulator/fault';
import { roster } from './simulator/roster';
import { simulate } from './simulator/simulate';

const USAGE = `simulate -- FILE [--database URL] [--state OUT.json]
roster   -- --organisation FILE --month 2026-12 [--seconds N]
roster   -- --nrp FILE [--seconds N]
parse    -- FILE`;

const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

const commands: Record<string, (args: string[]) => Promise<void>> = {
  simulate: async (args) => {
    const { values, positionals } = options(args, { database: { type: 'string' }, state: { type: 'string' } });
    await simulate(
      { file: onlyFile(positionals), database: values.database ?? null, state: values.state ?? null },
      print,
    );
  },
  roster: async (args) => {
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
  parse: async (args) => {
    const { positionals } = options(args, {});
    const file = onlyFile(positionals);
    for (const line of parseLines(file, readText(file), daysOffOf)) print(line);
    await Promise.resolve();
  },
};

function options<T extends Record<string, { type: 'string' }>>(
  args: string[],
  known: T,
): { values: Partial<Record<keyof T, string>>; positionals: string[] } {
  try {
    const parsed = parseArgs({ args, options: known, allowPositionals: true });
    return { values: parsed.values as Partial<Record<keyof T, string>>, positionals: parsed.positionals };
  } catch (error) {
    throw new WrongUsage((error as Error).message);
  }
}

function onlyFile(positionals: readonly string[]): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new WrongUsage('exactly one FILE is needed');
  return file;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Fault(`${file}: cannot be read`);
  }
}

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  const command = name === undefined ? undefined : commands[name];
  try {
    if (!command) throw new WrongUsage(`unknown command: ${name ?? '(none)'}`);
    await command(args.filter((arg) => arg !== '--'));
    return 0;
  } catch (error) {
    if (error instanceof WrongUsage) {
      process.stderr.write(`${error.message}\n${USAGE}\n`);
      return 2;
    }
    process.stderr.write(
      `${error instanceof Error ? (error instanceof Fault ? error.message : (error.stack ?? error.message)) : String(error)}\n`,
    );
    return 1;
  }
}

void main().then((status) => {
  process.exitCode = status;
});
