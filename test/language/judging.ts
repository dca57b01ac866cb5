import type { Reading } from '../../src/conversation/grammar/reading';
import type { Expected, Utterance } from './corpus';

/** How a reading compares with the right one: `silently wrong` is what nobody would have noticed before it was done. */
export type Outcome = 'right' | 'asked' | 'not understood' | 'silently wrong';

export const OUTCOMES: readonly Outcome[] = ['right', 'asked', 'not understood', 'silently wrong'];

/** A reading as the corpus writes one. */
export const shown = ({ act, slots, ask }: Reading): Expected => ({ act, slots, ...(ask ? { ask: ask.about } : {}) });

/** The same value with its keys in order, so that two of them compare as text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** Judges what the grammar made of an utterance. */
export function judge(said: Utterance, readings: readonly Reading[]): Outcome {
  const asked = said.readings.map(({ act, slots, ask }): Expected => ({ act, slots, ...(ask ? { ask } : {}) }));
  if (same(readings.map(shown), asked) && isCourteousAs(said, readings)) return 'right';
  if (readings.some(({ ask }) => ask !== null)) return 'asked';
  return readings.every(({ act }) => act === 'none') ? 'not understood' : 'silently wrong';
}

const isCourteousAs = (said: Utterance, readings: readonly Reading[]): boolean =>
  said.readings.every(({ courtesy }, i) => courtesy === undefined || (readings[i]?.courtesy ?? 'none') === courtesy);

/** True when the utterance means one thing that nothing has to be asked about. */
export const isPlain = (said: Utterance): boolean => said.readings.every(({ ask }) => ask === undefined);
