import { generate, type Limits } from './generate';
import type { Master } from './master';
import type { ShortestRoster } from './shortest-roster';

/** A column that takes this much of its person is taken without asking further. */
const NEARLY_WHOLE = 0.999;
/** Of many people, this part is decided at a time. */
const AT_A_TIME = 1 / 15;

/**
 * Diving: the columns that the relaxation wants most are taken, columns are generated for the others around them, and so on
 * until every person has one. Answers one column for each person of the piece, or null when none below the cutoff was on the way.
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
  const wanted = new Map<number, number>();
  for (const [index, share] of shares.entries()) {
    const person = master.columns[index]?.person as number;
    if (!taken.has(person) && share > (shares[wanted.get(person) ?? -1] ?? 0)) wanted.set(person, index);
  }
  const ordered = [...wanted.values()].sort((a, b) => (shares[b] as number) - (shares[a] as number));
  const whole = ordered.filter((index) => (shares[index] as number) > NEARLY_WHOLE).length;
  return ordered.slice(0, Math.max(1, whole, Math.floor(ordered.length * AT_A_TIME)));
}
