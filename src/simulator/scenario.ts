import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { isCivilDateTime } from '../kernel/civil-time';
import { Fault } from './fault';

const at = z
  .string()
  .refine(
    (text) => isCivilDateTime(text) || !Number.isNaN(Date.parse(text)),
    'must be a time such as 2026-12-01T09:00',
  );
const name = z.string().min(1);

const load = z.strictObject({
  load: z.union([z.string().min(1), z.looseObject({ schema: z.string() })]),
  at: at.optional(),
});
const say = z.strictObject({
  at,
  from: z.union([name, z.array(name).min(1)]),
  say: z.string(),
  in: name.optional(),
});
const crash = z.strictObject({ at, crash: z.literal(true) });
const wind = z.strictObject({ at });

export type Step =
  | { readonly kind: 'load'; readonly line: number; readonly organisation: unknown; readonly source: string }
  | {
      readonly kind: 'say';
      readonly line: number;
      readonly at: string;
      readonly from: readonly string[];
      readonly text: string;
      readonly group: string | null;
    }
  | { readonly kind: 'crash'; readonly line: number; readonly at: string }
  | { readonly kind: 'wind'; readonly line: number; readonly at: string };

/** Reads a scenario. Throws Fault naming file, line and field for anything that is not one. */
export function readScenario(file: string): Step[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Fault(`${file}: cannot be read`);
  }
  const steps: Step[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .forEach((line, index) => {
      if (line.trim() !== '') steps.push(readStep(file, index + 1, line));
    });
  return steps;
}

function readStep(file: string, line: number, text: string): Step {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Fault(`${file}:${String(line)}: not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null) throw new Fault(`${file}:${String(line)}: must be an object`);
  if ('load' in value) return loadStep(file, line, checked(load, value, file, line).load);
  if ('crash' in value) return { kind: 'crash', line, at: checked(crash, value, file, line).at };
  if (!('say' in value) && !('from' in value)) return { kind: 'wind', line, at: checked(wind, value, file, line).at };
  const given = checked(say, value, file, line);
  const from = typeof given.from === 'string' ? [given.from] : given.from;
  return { kind: 'say', line, at: given.at, from, text: given.say, group: given.in ?? null };
}

function loadStep(file: string, line: number, given: string | object): Step {
  if (typeof given !== 'string') return { kind: 'load', line, organisation: given, source: `${file}:${String(line)}` };
  const path = resolve(dirname(file), given);
  try {
    return { kind: 'load', line, organisation: JSON.parse(readFileSync(path, 'utf8')) as unknown, source: path };
  } catch (error) {
    throw new Fault(`${file}:${String(line)}: load: ${path}: ${(error as Error).message}`);
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, file: string, line: number): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Fault(`${file}:${String(line)}: ${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'wrong'}`);
}
