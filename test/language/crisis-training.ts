import { featuresOf, HINT_NAME, scoredPieces } from '../../src/conversation/grammar/crisis/features';
import { soundsVeiled } from '../../src/conversation/grammar/crisis/hear-crisis';
import { hintsAtDanger, namesDanger, withoutHarmless } from '../../src/conversation/grammar/crisis/signs';
import { CLASS_FEATURES } from '../../src/conversation/grammar/crisis/word-classes';
import { inPlainWords } from '../../src/conversation/grammar/text/dialect';
import { normalise } from '../../src/conversation/grammar/text/normalise';
import { hashOf } from '../../src/conversation/grammar/text/pieces';
import { crisisLines, ordinaryLines, singleLines, type CrisisLine } from './crisis-lines';
import { random } from './fuzzing';

const ROUNDS = 12;
const STEP = 0.3;
const DECAY = 1e-4;
/** Ordinary lines are many and easy. */
const ORDINARY = 0.3;
const LONGEST = 200;

/** A trained score: the weight of each feature by its hash, and what a text of unknown words gets. */
export interface Trained {
  readonly bias: number;
  readonly weights: ReadonlyMap<number, number>;
  /** In logits, of a normal text. */
  score(text: string): number;
}

const pieces = (text: string): string[] => scoredPieces(inPlainWords(normalise(text)).text);

/** All that the shipped score is trained on. */
export const trainingLines = (): CrisisLine[] => [
  ...crisisLines('learnt'),
  ...singleLines(),
  ...ordinaryLines().filter(({ text }) => text.length <= LONGEST),
];

/** Logistic regression by AdaGrad over the lines in an order that depends on their number alone. */
export function train(lines: readonly CrisisLine[]): Trained {
  const index = new Map<number, number>();
  const rows = lines.map(({ text, tone, voice }) => ({
    at: featuresOf(pieces(text)[0] ?? '').hashes.map((feature) => {
      const known = index.get(feature) ?? index.size;
      index.set(feature, known);
      return known;
    }),
    right: tone === 'none' ? 0 : 1,
    counts: voice === 'ordinary' ? ORDINARY : 1,
  }));
  const weights = new Float64Array(index.size);
  const squares = new Float64Array(index.size);
  let bias = 0;
  let biasSquares = 0;
  const next = random(20261130);
  const order = rows.map((_, i) => i);
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, next);
    for (const i of order) {
      const row = rows[i];
      if (!row) continue;
      const scale = 1 / Math.sqrt(row.at.length);
      let sum = bias;
      for (const at of row.at) sum += (weights[at] ?? 0) * scale;
      const off = (1 / (1 + Math.exp(-sum)) - row.right) * row.counts;
      for (const at of row.at) {
        const slope = off * scale + DECAY * (weights[at] ?? 0);
        squares[at] = (squares[at] ?? 0) + slope * slope;
        weights[at] = (weights[at] ?? 0) - (STEP * slope) / Math.sqrt((squares[at] ?? 0) + 1e-8);
      }
      biasSquares += off * off;
      bias -= (STEP * off) / Math.sqrt(biasSquares + 1e-8);
    }
  }
  const named = new Map([...index].map(([feature, at]) => [feature, weights[at] ?? 0]));
  return {
    bias,
    weights: named,
    score: (text) => Math.max(...pieces(text).map((piece) => scored(piece, bias, named))),
  };
}

function scored(piece: string, bias: number, weights: ReadonlyMap<number, number>): number {
  const { hashes } = featuresOf(piece);
  let sum = 0;
  for (const feature of hashes) sum += weights.get(feature) ?? 0;
  return bias + sum / Math.sqrt(hashes.length);
}

/** Puts a list in another order. */
export function shuffle(order: number[], next: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
}

/** How a text is heard with another score than the shipped one. */
export const hearing =
  ({ score }: Trained) =>
  (text: string): boolean => {
    const heard = normalise(text);
    const plain = inPlainWords(heard);
    const piece = withoutHarmless(plain.text);
    return namesDanger(heard.text) || namesDanger(plain.text) || soundsVeiled(score(text) * 100, hintsAtDanger(piece));
  };

/** Smaller weights decide nothing. */
const SMALLEST = 4;

/** The features of some lines as they are written, by their hashes. */
function namesIn(lines: readonly CrisisLine[]): Map<number, string> {
  const names = new Map([HINT_NAME, ...CLASS_FEATURES].map((name) => [hashOf(name), name]));
  for (const { text } of lines) {
    const framed = `^${pieces(text)[0] ?? ''}$`;
    for (let at = 0; at < framed.length; at++)
      for (let end = at + 1; end <= Math.min(at + 3, framed.length); end++)
        names.set(hashOf(framed.slice(at, end)), framed.slice(at, end));
  }
  return names;
}

/** A score in the form it is shipped in: weights in hundredths of a logit, each with the features that have it. */
function rounded(
  { bias, weights }: Trained,
  lines: readonly CrisisLine[],
): { bias: number; weights: Map<number, string[]> } {
  const byWeight = new Map<number, string[]>();
  const names = namesIn(lines);
  for (const [hash, weight] of weights) {
    const hundredths = Math.round(weight * 100);
    const feature = names.get(hash);
    if (Math.abs(hundredths) < SMALLEST || feature === undefined || feature.includes('|')) continue;
    byWeight.set(hundredths, [...(byWeight.get(hundredths) ?? []), feature]);
  }
  return { bias: Math.round(bias * 100), weights: byWeight };
}

/** The source file of a score that was trained on `lines`. */
export function written(trained: Trained, lines: readonly CrisisLine[]): string {
  const { bias, weights } = rounded(trained, lines);
  const rows = [...weights]
    .sort(([a], [b]) => a - b)
    .map(
      ([weight, features]) =>
        `  ${weight < 0 ? `'${String(weight)}'` : String(weight)}: ${JSON.stringify(features.sort().join('|'))},`,
    );
  return [
    '/* Written by tools/train-crisis.mjs from the lines in test/language/crisis; change those and run it again. */',
    `export const BIAS = ${String(bias)};`,
    '/** The features by their weight in hundredths of a logit. */',
    'export const WEIGHTS: Readonly<Record<string, string>> = {',
    ...rows,
    '};',
    '',
  ].join('\n');
}
