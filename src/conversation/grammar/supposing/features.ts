import { hashOf, piecesOf } from '../text/pieces';

/** Into so many weights an act the features are folded: nothing but weights has to be shipped. */
export const BUCKETS = 8192;
/** Longer texts are stories; what they ask for is not told by their characters. */
const LONGEST = 60;
const LENGTHS = [4, 7, 11, 16, 24, 36];

/** The hash of a feature, folded. */
const bucketOf = (hash: number): number => ((hash >>> 13) ^ hash) & (BUCKETS - 1);

/**
 * What the acts are told by: the pieces of one to three characters of a skeleton, in which dates, numbers and names are capitals, the
 * kinds of these, and about how long it is. Each at most once.
 */
export function featuresOf(skeleton: string): number[] {
  const plain = skeleton
    .replace(/[,。!~;…、.:\s]+/g, ',')
    .replace(/,$/, '')
    .slice(0, LONGEST);
  const found = new Set(piecesOf(`^${plain}$`).hashes.map(bucketOf));
  found.add(bucketOf(hashOf(`#${[...new Set(plain.replace(/[^A-Z]/g, ''))].sort().join('')}`)));
  found.add(bucketOf(hashOf(`#${String(LENGTHS.filter((length) => plain.length > length).length)}`)));
  return [...found];
}
