import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Act, Ask, Courtesy, Slots } from '../../src/conversation/grammar/reading';

/** The right reading of an utterance: the act, what was said with it, and what has to be asked first. */
export interface Expected {
  readonly act: Act;
  readonly slots: Slots;
  readonly ask?: Ask['about'];
  /** What is said beside the request; where it is left out, it is not looked at. */
  readonly courtesy?: Courtesy | 'none';
}

/** One line of the corpus. Without `now` it is said on Tuesday, 24 November 2026 at 10:00. */
export interface Utterance {
  readonly text: string;
  readonly now: string;
  readonly numbered?: number;
  /** Said by a coordinator. */
  readonly coordinates?: true;
  /** The people whom the organisation knows, where that matters. */
  readonly people?: readonly string[];
  readonly readings: readonly Expected[];
}

/**
 * The utterances the grammar was made with, those written after it was frozen, by which it has been mended since, and those by which
 * is judged what is made of words that it does not know.
 */
export type Part = 'corpus' | 'regression' | 'first-sight';

/** The built benches stand in `dist`, the utterances beside the sources. */
const here = existsSync(join(__dirname, 'corpus')) ? __dirname : join(__dirname, '../../../test/language');
const USUAL_NOW = '2026-11-24T10:00';

type Line = {
  text: string;
  now?: string;
  numbered?: number;
  coordinates?: true;
  people?: string[];
  acts?: Expected[];
} & Partial<Expected>;

/** The utterances of a part by phenomenon: the name of the file and its utterances. */
export function corpus(part: Part = 'corpus'): [string, Utterance[]][] {
  const folder = join(here, part);
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => {
      const lines = readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '');
      return [name.replace('.jsonl', ''), lines.map((line) => utterance(JSON.parse(line) as Line))];
    });
}

function utterance({ text, now, numbered, coordinates, people, acts, act, slots, ask, courtesy }: Line): Utterance {
  const readings = acts ?? [
    { act: act ?? 'none', slots: slots ?? {}, ...(ask ? { ask } : {}), ...(courtesy ? { courtesy } : {}) },
  ];
  return {
    text,
    now: now ?? USUAL_NOW,
    ...(numbered === undefined ? {} : { numbered }),
    ...(coordinates ? { coordinates } : {}),
    ...(people ? { people } : {}),
    readings,
  };
}
