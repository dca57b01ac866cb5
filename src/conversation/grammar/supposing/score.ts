import type { Act } from '../reading';
import { BUCKETS, featuresOf } from './features';
import { BIASES, CLASSES, SCALE, TEMPERATURE, WEIGHTS } from './weights';

/** An act, and how likely it is that it was meant. */
export interface Likely {
  readonly act: Act;
  readonly p: number;
}

/** A score as it is used: the weights of a bucket stand side by side, one a class. */
export interface Score {
  readonly classes: readonly Act[];
  readonly biases: readonly number[];
  readonly weights: Int8Array;
  /** What a step of a weight is worth, in logits. */
  readonly scale: number;
  /** Divides the logits, so that what is said with 0.8 is right eight times of ten. */
  readonly temperature: number;
}

const shipped: Score = {
  classes: CLASSES,
  biases: BIASES,
  weights: new Int8Array(Buffer.from(WEIGHTS, 'base64')),
  scale: SCALE,
  temperature: TEMPERATURE,
};

/** The acts by what they are worth in the skeleton of a text, the likeliest first; `none` is among them. */
export function likelyActs(skeleton: string, score: Score = shipped): Likely[] {
  const { classes, biases, weights, scale, temperature } = score;
  const features = featuresOf(skeleton);
  const sums = new Float64Array(classes.length);
  for (const feature of features) {
    const row = (feature % BUCKETS) * classes.length;
    for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] ?? 0) + (weights[row + k] ?? 0);
  }
  const length = Math.sqrt(features.length);
  const logits = classes.map((_, k) => ((biases[k] ?? 0) + ((sums[k] ?? 0) * scale) / length) / temperature);
  const highest = Math.max(...logits);
  const odds = logits.map((logit) => Math.exp(logit - highest));
  const all = odds.reduce((sum, each) => sum + each, 0);
  return classes.map((act, k) => ({ act, p: (odds[k] ?? 0) / all })).sort((a, b) => b.p - a.p);
}
