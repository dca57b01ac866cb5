import type { Solver } from '../../rostering/solver/solver.port';
import { costsAt, type Generated } from './generate';
import { STEP } from './improve-piece';
import { gapOfOne } from './master';
import { masterModel } from './master-model';
import { nearShortest } from './near-shortest';
import { columnOf, type Column, type Piece } from './piece';
import type { ShortestRoster } from './shortest-roster';

/** More columns than this are too many for a branch and bound of seconds. */
const MOST = 8_000;

export interface Closed {
  /** A choice that costs less than the given one, when there is any and it was found. */
  readonly columns: readonly Column[] | null;
  /** No choice for the piece costs less than this and less than the given one. */
  readonly bound: number;
}

/**
 * Closes what is left between a bound and a `cost`: every column that a cheaper choice may hold costs little more than its person's
 * cheapest at the prices of the bound, so all of those are listed and the best choice among them is found with whole numbers
 * (column enumeration by reduced cost; Baldacci, Christofides and Mingozzi 2008). Null when there are too many.
 */
export function close(
  solver: Solver,
  searches: readonly ShortestRoster[],
  piece: Piece,
  { bound, at }: Pick<Generated, 'bound' | 'at'>,
  cost: number,
  limits: { readonly seconds: number; stopped(): boolean },
): Closed | null {
  const slack = cost - STEP - bound + 1e-6;
  const columns: Column[] = [];
  for (const [index, person] of piece.people.entries()) {
    const { graph } = searches[person] as ShortestRoster;
    const room = piece.rooms[index] as Piece['rooms'][number];
    const limit = (at.least[index] as number) + slack;
    const rosters = nearShortest(graph, room, costsAt(piece, person, at.cover), limit, MOST - columns.length);
    if (rosters === null) return null;
    if (rosters.length === 0) return { columns: null, bound: cost };
    columns.push(...rosters.map((roster) => columnOf(piece, person, roster)));
  }
  const master = masterModel(piece, columns);
  const options = { seconds: limits.seconds, relativeGap: gapOfOne(cost) };
  const solved = solver.solve(master.model, options, limits);
  const chosen = solved.values?.subarray(master.firstColumn);
  const isBetter = chosen !== undefined && solved.objective <= cost - STEP;
  return {
    columns: isBetter ? columns.filter((_, position) => (chosen[position] as number) > 0.5) : null,
    bound: Math.min(cost, solved.bound),
  };
}
