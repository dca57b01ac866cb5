import { featuresOf, scoredPieces } from './features';
import { BIAS, WEIGHTS } from './weights';

const weights = new Map<string, number>();
for (const [weight, features] of Object.entries(WEIGHTS)) {
  for (const feature of features.split('|')) weights.set(feature, Number(weight));
}

/** How much a text sounds like a danger to life, and whether the words of a veiled sign are in it. */
export interface Heard {
  /** In hundredths of a logit; -Infinity for characters that nobody speaks with. */
  readonly score: number;
  readonly hinted: boolean;
}

function heardIn(piece: string): Heard {
  const features = featuresOf(piece);
  let sum = 0;
  let known = 0;
  for (const feature of features) {
    const weight = weights.get(feature);
    if (weight === undefined) continue;
    sum += weight;
    if (feature.length === 1 && feature !== '^' && feature !== '$') known++;
  }
  const score = known < 2 || known * 2 < new Set(piece).size ? -Infinity : BIAS + sum / Math.sqrt(features.size);
  return { score, hinted: features.has('#hint') };
}

/** What is heard in a normal text: of a long one, its most alarming piece. */
export function heardDanger(text: string): Heard {
  const heard = scoredPieces(text).map(heardIn);
  return { score: Math.max(...heard.map(({ score }) => score)), hinted: heard.some(({ hinted }) => hinted) };
}
