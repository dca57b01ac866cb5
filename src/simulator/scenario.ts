import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { isZoneName, type ZoneName } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { Fault } from '../kernel/fault';
import { readJsonFile, readTextFile } from './json-file';
import { isScenarioTime, scenarioInstant } from './scenario-time';

const DEFAULT_ZONE = 'Asia/Shanghai';

const at = z.string().refine(isScenarioTime, 'must be a time such as 2026-12-01T09:00');
const name = z.string().min(1);

const load = z.strictObject({
  load: z.union([z.string().min(1), z.looseObject({})], { error: 'must be an organisation file or the path of one' }),
  at: at.optional(),
});
const say = z.strictObject({
  at,
  from: z.union([name, z.array(name).min(1)], { error: 'must be a name or a list of names' }),
  say: z.string(),
  in: name.optional(),
});
const crash = z.strictObject({ at, crash: z.literal(true) });
const wind = z.strictObject({ at });

interface Load {
  readonly kind: 'load';
  readonly organisation: unknown;
  readonly source: string;
}

interface Say {
  readonly kind: 'say';
  readonly from: readonly string[];
  readonly text: string;
  readonly group: string | null;
}

/** One line of a scenario; only a load may come without a time. */
export type Step = { readonly line: number } & (
  | (Load & { readonly at: Instant | null })
  | ((Say | { readonly kind: 'crash' } | { readonly kind: 'wind' }) & { readonly at: Instant })
);

type Untimed = { readonly at: string | undefined } & (
  Load | Say | { readonly kind: 'crash' } | { readonly kind: 'wind' }
);

/**
 * Reads a scenario as a whole, so that nothing is played of one with a fault. Throws Fault naming file, line and field.
 * Times without an offset are in the zone of the organisation loaded last.
 */
export function readScenario(file: string): Step[] {
  const steps: Step[] = [];
  let zone: ZoneName = DEFAULT_ZONE;
  let latest = -Infinity;
  for (const [index, text] of readTextFile(file)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (text.trim() === '') continue;
    const line = index + 1;
    const { at: given, ...what } = readStep(file, line, text);
    if (what.kind === 'load') zone = zoneOf(what.organisation) ?? zone;
    const instant = given === undefined ? null : scenarioInstant(given, zone);
    if (instant !== null && instant < latest) {
      throw new Fault(`${file}:${String(line)}: at: ${given ?? ''} lies before an earlier line`);
    }
    latest = instant ?? latest;
    steps.push({ line, at: instant, ...what } as Step);
  }
  return steps;
}

function readStep(file: string, line: number, text: string): Untimed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Fault(`${file}:${String(line)}: not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null) throw new Fault(`${file}:${String(line)}: must be an object`);
  if ('load' in value) return loadStep(file, line, checked(load, value, file, line));
  if ('crash' in value) return { kind: 'crash', at: checked(crash, value, file, line).at };
  if (!('say' in value) && !('from' in value)) return { kind: 'wind', at: checked(wind, value, file, line).at };
  const given = checked(say, value, file, line);
  const from = typeof given.from === 'string' ? [given.from] : given.from;
  return { kind: 'say', at: given.at, from, text: given.say, group: given.in ?? null };
}

function loadStep(file: string, line: number, given: z.infer<typeof load>): Untimed {
  const where = `${file}:${String(line)}`;
  if (typeof given.load !== 'string') {
    return { kind: 'load', at: given.at, organisation: given.load, source: `${where}: load` };
  }
  const path = resolve(dirname(file), given.load);
  try {
    return { kind: 'load', at: given.at, organisation: readJsonFile(path), source: `${where}: load: ${path}` };
  } catch (error) {
    throw error instanceof Fault ? new Fault(`${where}: load: ${error.message}`) : error;
  }
}

/** The zone of an organisation file, as far as it can be made out before the file is checked. */
function zoneOf(file: unknown): ZoneName | null {
  const parsed = z.object({ organisation: z.object({ timeZone: z.string().refine(isZoneName) }) }).safeParse(file);
  return parsed.success ? parsed.data.organisation.timeZone : null;
}

function checked<T>(schema: z.ZodType<T>, value: unknown, file: string, line: number): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Fault(`${file}:${String(line)}: ${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'wrong'}`);
}
