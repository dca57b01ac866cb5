/** The shortest ring is a plain exchange of two; beyond four the word of everybody hardly ever comes together. */
const MOST = 4;

/**
 * The rings through `start` in which everybody gives her shift to the next and takes the one of the one before her, the
 * last giving to `start`. Shorter rings come first, and among equally long ones those of who stands earlier in `others`.
 * Nobody is in a ring twice. `takes` must answer the same every time; it is asked once for each pair at most.
 */
export function* ringsThrough<W extends { readonly personId: string }>(
  start: W,
  others: readonly W[],
  takes: (taker: W, giver: W) => boolean,
): Generator<readonly W[]> {
  const known = new Map<W, Map<W, boolean>>();
  const may = (taker: W, giver: W): boolean => {
    const row = known.get(taker) ?? new Map<W, boolean>();
    known.set(taker, row);
    const before = row.get(giver);
    if (before !== undefined) return before;
    const answer = takes(taker, giver);
    row.set(giver, answer);
    return answer;
  };
  const closing = others.filter((other) => may(start, other));
  if (closing.length === 0) return;
  for (let length = 2; length <= MOST; length++) yield* grown([start], others, closing, length, may);
}

function* grown<W extends { readonly personId: string }>(
  ring: readonly W[],
  others: readonly W[],
  closing: readonly W[],
  length: number,
  may: (taker: W, giver: W) => boolean,
): Generator<readonly W[]> {
  const giver = ring[ring.length - 1];
  if (giver === undefined) return;
  const last = ring.length === length - 1;
  for (const next of last ? closing : others) {
    if (ring.some((one) => one.personId === next.personId) || !may(next, giver)) continue;
    if (last) yield [...ring, next];
    else yield* grown([...ring, next], others, closing, length, may);
  }
}
