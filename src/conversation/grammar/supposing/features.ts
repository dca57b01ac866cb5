/** Into so many weights an act the features are folded: nothing but weights has to be shipped. */
export const BUCKETS = 8192;
/** Longer texts are stories; what they ask for is not told by their characters. */
const LONGEST = 60;
const LENGTHS = [4, 7, 11, 16, 24, 36];

/** FNV-1a, folded. */
function bucketOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) hash = Math.imul(hash ^ feature.charCodeAt(i), 0x01000193);
  return ((hash >>> 13) ^ hash) & (BUCKETS - 1);
}

/**
 * What the acts are told by: the pieces of one to three characters of a skeleton, in which dates, numbers and names are capitals, the
 * kinds of these, and about how long it is. Each at most once.
 */
export function featuresOf(skeleton: string): number[] {
  const plain = skeleton
    .replace(/[,。!~;…、.:\s]+/g, ',')
    .replace(/,$/, '')
    .slice(0, LONGEST);
  const framed = `^${plain}$`;
  const found = new Set<number>();
  for (let at = 0; at < framed.length; at++) {
    for (let length = 1; length <= 3 && at + length <= framed.length; length++) {
      found.add(bucketOf(framed.slice(at, at + length)));
    }
  }
  found.add(bucketOf(`#${[...new Set(plain.replace(/[^A-Z]/g, ''))].sort().join('')}`));
  found.add(bucketOf(`#${String(LENGTHS.filter((length) => plain.length > length).length)}`));
  return [...found];
}
