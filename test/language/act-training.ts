import { evidenceAt } from '../../src/conversation/grammar/parse';
import { COMMAND, type Act } from '../../src/conversation/grammar/reading';
import { BUCKETS, featuresOf } from '../../src/conversation/grammar/supposing/features';
import { likelyActs, type Score } from '../../src/conversation/grammar/supposing/score';
import { corpus } from './corpus';
import { singleLines } from './crisis-lines';
import { shuffle } from './crisis-training';
import { random } from './fuzzing';

const ROUNDS = 6;
const STEP = 0.25;
const DECAY = 2e-5;
/** A question that nobody wanted costs more than one that was not put. */
const NONE_COUNTS = 2;
/** By which the shipped score is as sure as it is right of what was first seen. */
export const TEMPERED = 0.8;
const USUAL = '2026-11-24T10:00';

/** A text as the score sees it, and the act that is meant by it. */
export interface ActLine {
  readonly text: string;
  readonly skeleton: string;
  readonly act: Act;
  readonly of: string;
}

/** Acts that are no command of a sentence (a list, a cry for help), and questions that are told by their words in whatever order. */
const NEVER: ReadonlySet<string> = new Set([
  'crisis', 'chain-list', 'my-leave', 'my-requests', 'who-is-free', 'most-served', 'handovers', 'unreported', 'hotline', 'questions',
  'ask-coordinator', 'reply',
]); // prettier-ignore
/** Lines of such questions, whatever look answers them. */
const BY_WORDS = 'what-people-ask';
const isAct = (act: string): act is Act => act in COMMAND && !NEVER.has(act);

/** Every utterance of one act, and what asks for nothing. `but`: groups that are kept apart. */
export function actLines(but: readonly string[] = ['kept']): ActLine[] {
  const said = [...corpus(), ...corpus('regression'), ...corpus('first-sight')].flatMap(([of, lines]) =>
    but.includes(of) || of === BY_WORDS
      ? []
      : lines.flatMap(({ text, now, readings: [only, ...more] }) =>
          only && more.length === 0 && isAct(only.act) && text.length <= 200 ? [{ text, now, act: only.act, of }] : [],
        ),
  );
  const chatter = singleLines().flatMap(({ text, tone }) =>
    tone === 'none' ? [{ text, now: USUAL, act: 'none' as const, of: 'chatter' }] : [],
  );
  return [...said, ...chatter].map(({ text, now, act, of }) => ({
    text,
    skeleton: evidenceAt(text, { wall: now }).skeleton,
    act,
    of,
  }));
}

/** Multinomial logistic regression by AdaGrad, over the lines in an order that depends on their number alone. */
export function trainActs(lines: readonly ActLine[], temperature = 1): Score {
  const classes = [...new Set(lines.map(({ act }) => act))].sort();
  const width = classes.length;
  const weights = new Float64Array(BUCKETS * width);
  const squares = new Float64Array(BUCKETS * width);
  const biases = new Float64Array(width);
  const odds = new Float64Array(width);
  const rows = lines.map(({ skeleton, act }) => ({ at: featuresOf(skeleton), right: classes.indexOf(act) }));
  const order = rows.map((_, i) => i);
  const next = random(20261130);
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, next);
    for (const i of order) {
      const row = rows[i];
      if (!row) continue;
      const counts = classes[row.right] === 'none' ? NONE_COUNTS : 1;
      const scale = 1 / Math.sqrt(row.at.length);
      odds.set(biases);
      for (const at of row.at)
        for (let k = 0; k < width; k++) odds[k] = (odds[k] ?? 0) + (weights[at * width + k] ?? 0) * scale;
      normalise(odds);
      for (let k = 0; k < width; k++) {
        const off = ((odds[k] ?? 0) - (k === row.right ? 1 : 0)) * counts;
        if (Math.abs(off) < 1e-3) continue;
        biases[k] = (biases[k] ?? 0) - 0.02 * off;
        for (const at of row.at) {
          const place = at * width + k;
          const slope = off * scale + DECAY * (weights[place] ?? 0);
          squares[place] = (squares[place] ?? 0) + slope * slope;
          weights[place] = (weights[place] ?? 0) - (STEP * slope) / Math.sqrt((squares[place] ?? 0) + 1e-6);
        }
      }
    }
  }
  return rounded(classes, biases, weights, temperature);
}

/** Logits become odds that add up to one. */
function normalise(odds: Float64Array): void {
  const highest = Math.max(...odds);
  let all = 0;
  for (let k = 0; k < odds.length; k++) {
    odds[k] = Math.exp((odds[k] ?? 0) - highest);
    all += odds[k] ?? 0;
  }
  for (let k = 0; k < odds.length; k++) odds[k] = (odds[k] ?? 0) / all;
}

function rounded(classes: Act[], biases: Float64Array, weights: Float64Array, temperature: number): Score {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = Number((largest / 127).toPrecision(6));
  return {
    classes,
    biases: [...biases].map((bias) => Number(bias.toFixed(3))),
    weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)),
    scale,
    temperature,
  };
}

/** Each line as it is seen by a score that was trained without its part of the lines. */
export function crossed(
  lines: readonly ActLine[],
  folds: number,
  temperature: number,
): ReturnType<typeof likelyActs>[] {
  const seen: ReturnType<typeof likelyActs>[] = [];
  const order = lines.map((_, i) => i);
  shuffle(order, random(7));
  for (let fold = 0; fold < folds; fold++) {
    const out = new Set(order.filter((_, place) => place % folds === fold));
    const score = trainActs(
      lines.filter((_, i) => !out.has(i)),
      temperature,
    );
    for (const i of out) seen[i] = likelyActs(lines[i]?.skeleton ?? '', score);
  }
  return seen;
}

/** The source file of a score. */
export function writtenActs({ classes, biases, weights, scale, temperature }: Score): string {
  return [
    '/* Written by tools/train-acts.mjs from the lines in test/language; change those and run it again. */',
    "import type { Act } from '../reading';",
    '',
    `export const CLASSES: readonly Act[] = ${JSON.stringify(classes)};`,
    `export const BIASES: readonly number[] = ${JSON.stringify(biases)};`,
    `export const SCALE = ${String(scale)};`,
    `export const TEMPERATURE = ${String(temperature)};`,
    '/** A byte a weight, by bucket and class. */',
    'export const WEIGHTS =',
    `  '${Buffer.from(weights).toString('base64')}';`,
    '',
  ].join('\n');
}
