import { generate, type Limits } from './generate';
import type { Master } from './master';
import type { ShortestRoster } from './shortest-roster';

/** A column that takes this much of its person is taken without asking further. */
const NEARLY_WHOLE = 0.999;

/**
 * Diving: the column that the relaxation wants most is taken, columns are generated for the others around it, and so on until
 * every person has one. Answers one column for each person of the piece, or null when none below the cutoff was on the way.
 */
export function dive(master: Master, searches: readonly ShortestRoster[], limits: Limits): number[] | null {
  const taken = new Map<number, number>();
  try {
    for (;;) {
      const { relaxed, bound } = generate(master, searches, limits, taken);
      if (bound >= limits.cutoff || limits.elapsed() > limits.until) return null;
      for (const index of mostWanted(master, relaxed.shares, taken)) {
        taken.set(master.columns[index]?.person as number, index);
        master.bound(index, 1, 1);
      }
      if (taken.size === master.piece.people.length) return [...taken.values()];
    }
  } finally {
    for (const index of taken.values()) master.bound(index, 0, Infinity);
  }
}

function mostWanted(master: Master, shares: Float64Array, taken: ReadonlyMap<number, number>): number[] {
  const open = [...shares.keys()]
    .filter((index) => !taken.has(master.columns[index]?.person as number))
    .sort((a, b) => (shares[b] as number) - (shares[a] as number));
  const whole = open.filter((index) => (shares[index] as number) > NEARLY_WHOLE);
  return whole.length > 0 ? whole : open.slice(0, 1);
}
