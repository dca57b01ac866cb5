import { isCivilDateTime } from '../kernel/civil-time';
import { Fault } from '../kernel/fault';
import { understandAt } from './grammar/parse';
import type { Reading, WallContext } from './grammar/reading';

const NOW = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** What the `parse` command shows of a reading. */
export interface ShownReading extends Pick<Reading, 'act' | 'slots' | 'ask'> {
  readonly text: string;
}

interface Line {
  readonly text: string;
  readonly context: WallContext;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(source: string, where: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    throw new Fault(`${where}: is not JSON`);
  }
  if (!isRecord(value)) throw new Fault(`${where}: is not an object`);
  return value;
}

function readLine(source: string, where: string): Line {
  const { now, text, numbered } = parsed(source, where);
  if (typeof text !== 'string') throw new Fault(`${where}: text must be a string`);
  const wall = typeof now === 'string' ? NOW.exec(now)?.[1] : undefined;
  if (wall === undefined || !isCivilDateTime(wall)) {
    throw new Fault(`${where}: now must be a local instant with its offset, such as 2026-11-24T10:00:00+08:00`);
  }
  if (numbered === undefined || numbered === null) return { text, context: { wall } };
  if (typeof numbered !== 'number' || !Number.isInteger(numbered) || numbered < 0) {
    throw new Fault(`${where}: numbered must be a whole number`);
  }
  return { text, context: { wall, numbered } };
}

/**
 * The readings of a file in JSON Lines, one result for each line that is not blank; several acts in one utterance are a list.
 * Throws a Fault that names file, line and field for the first line that is not as the contract has it.
 */
export function* parseLines(
  file: string,
  source: string,
  holidays?: WallContext['holidays'],
): Generator<ShownReading | ShownReading[]> {
  let number = 0;
  for (const line of source.split('\n')) {
    number++;
    const trimmed = line.replace(/^\ufeff/, '').trim();
    if (trimmed === '') continue;
    const { text, context } = readLine(trimmed, `${file}: line ${String(number)}`);
    const readings = understandAt(text, holidays ? { ...context, holidays } : context);
    const shown = readings.map(({ act, slots, ask }): ShownReading => ({ text, act, slots, ask }));
    const [only] = shown;
    yield shown.length === 1 && only ? only : shown;
  }
}
