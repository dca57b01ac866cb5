import { isCivilDateTime } from '../kernel/civil-time';
import type { Reading, WallContext } from './grammar/reading';
import { understandAt } from './grammar/understand';

/** A fault in one line of the input, to be shown with the file's name. */
export class ParseLineError extends Error {
  constructor(
    readonly line: number,
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

const NOW = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

interface Line {
  readonly text: string;
  readonly context: WallContext;
}

function readLine(source: string, line: number): Line {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    throw new ParseLineError(line, '', 'is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ParseLineError(line, '', 'is not an object');
  const { now, text, numbered } = value as Record<string, unknown>;
  if (typeof text !== 'string') throw new ParseLineError(line, 'text', 'must be a string');
  const wall = typeof now === 'string' ? NOW.exec(now)?.[1] : undefined;
  if (wall === undefined || !isCivilDateTime(wall))
    throw new ParseLineError(line, 'now', 'must be a local instant with its offset, 2026-11-24T10:00:00+08:00');
  if (numbered !== undefined && numbered !== null && !(Number.isInteger(numbered) && Number(numbered) >= 0))
    throw new ParseLineError(line, 'numbered', 'must be a whole number');
  return {
    text,
    context: { wall, ...(numbered === undefined || numbered === null ? {} : { numbered: Number(numbered) }) },
  };
}

const shown = (text: string, { act, slots, ask }: Reading): object => ({ text, act, slots, ask });

/** One reading as JSON for one line of input; several acts in one utterance make a JSON list. Throws ParseLineError. */
export function parseLine(source: string, line: number, holidays?: WallContext['holidays']): string {
  const { text, context } = readLine(source, line);
  const readings = understandAt(text, holidays ? { ...context, holidays } : context).map((reading) =>
    shown(text, reading),
  );
  return JSON.stringify(readings.length === 1 ? readings[0] : readings);
}

/** The readings of a whole file, one output line for each line that is not blank. Throws ParseLineError for the first faulty one. */
export function parseLines(source: string, holidays?: WallContext['holidays']): string[] {
  return source
    .split('\n')
    .map((line, index) => ({ line: line.replace(/^\ufeff/, '').trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => parseLine(line, number, holidays));
}
