import { hashOf } from '../text/pieces';
import { featuresOf, scoredPieces } from './features';
import { BIAS, WEIGHTS } from './weights';

const weights = new Map<number, number>();
for (const [weight, features] of Object.entries(WEIGHTS)) {
  for (const feature of features.split('|')) weights.set(hashOf(feature), Number(weight));
}
/** Where a text begins and where it ends: no characters that anybody speaks with. */
const ENDS = [hashOf('^'), hashOf('$')];

/** How much a text sounds like a danger to life, and whether the words of a veiled sign are in it. */
export interface Heard {
  /** In hundredths of a logit; -Infinity for characters that nobody speaks with. */
  readonly score: number;
  readonly hinted: boolean;
}

function heardIn(piece: string): Heard {
  const { hashes, characters, hinted } = featuresOf(piece);
  let sum = 0;
  let known = 0;
  for (let i = 0; i < hashes.length; i++) {
    const hash = hashes[i] ?? 0;
    const weight = weights.get(hash);
    if (weight === undefined) continue;
    sum += weight;
    if (i < characters && !ENDS.includes(hash)) known++;
  }
  const spoken = known >= 2 && known * 2 >= characters - ENDS.length;
  return { score: spoken ? BIAS + sum / Math.sqrt(hashes.length) : -Infinity, hinted };
}

/** What is heard in a normal text: of a long one, its most alarming piece. */
export function heardDanger(text: string): Heard {
  let score = -Infinity;
  let hinted = false;
  for (const piece of scoredPieces(text)) {
    const heard = heardIn(piece);
    score = Math.max(score, heard.score);
    hinted ||= heard.hinted;
  }
  return { score, hinted };
}
