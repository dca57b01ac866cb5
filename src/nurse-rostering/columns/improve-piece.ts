import type { Solver } from '../../rostering/solver/solver.port';
import { dive } from './dive';
import { generate, worthwhile, type Limits } from './generate';
import { Master } from './master';
import { pieceCost, type Column, type Piece } from './piece';
import type { ShortestRoster } from './shortest-roster';

/** Costs are whole numbers: a choice is better when it is cheaper by one. */
export const STEP = 1 - 1e-6;
/** More columns than this are too many for a branch and bound of seconds. */
export const MOST_WHOLE = 1500;

export interface Improved {
  /** A cheaper choice than the current one, if one was found. */
  readonly columns: readonly Column[] | null;
  /** True when nothing better is there, or was left out: a larger piece would be worth the time. */
  readonly settled: boolean;
}

/** Looks for cheaper days for the people of a piece: column generation, a dive, then whole numbers over what was generated. */
export function improvePiece(
  solver: Solver,
  searches: readonly ShortestRoster[],
  piece: Piece,
  current: readonly Column[],
  limits: Pick<Limits, 'elapsed' | 'until'>,
): Improved {
  const master = new Master(solver, piece);
  try {
    const before = pieceCost(piece, current);
    let best = current.map((column) => master.add(column));
    let cost = before;
    const root = { ...limits, tolerance: 0.1, rounds: 200 };
    const generated = generate(master, searches, { ...root, cutoff: cost - STEP });
    if (generated.bound >= cost - STEP) return { columns: null, settled: true };
    const dived = dive(master, searches, { ...root, rounds: 6, cutoff: cost - STEP });
    const costOf = (chosen: readonly number[]) =>
      pieceCost(
        piece,
        chosen.map((index) => master.columns[index] as Column),
      );
    if (dived && costOf(dived) < cost) {
      best = dived;
      cost = costOf(dived);
    }
    const left = limits.until - limits.elapsed();
    const among = worthwhile(master, generated, cost - STEP);
    const tried = generated.bound < cost - STEP && among.length <= MOST_WHOLE && left > 0.05;
    if (tried) {
      const all = [...new Set([...among, ...best])];
      best = master.whole(all, best, cost, left) ?? best;
      cost = costOf(best);
    }
    const columns = cost < before ? best.map((index) => master.columns[index] as Column) : null;
    return { columns, settled: limits.elapsed() < limits.until };
  } finally {
    master.dispose();
  }
}
