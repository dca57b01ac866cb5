import type { Master, Prices, Relaxed } from './master';
import { columnOf, type Column, type Piece } from './piece';
import type { ShortestRoster } from './shortest-roster';

/** Reduced costs above this are noise of the linear programme. */
const NOISE = 1e-6;
const PATHS = 4;

export interface Limits {
  /** Seconds since some fixed moment; the work ends soon after `until`. */
  elapsed(): number;
  readonly until: number;
  /** It ends as soon as the bound reaches this: nothing below it can be there. */
  readonly cutoff: number;
  /** It ends when value and bound are this near to each other. */
  readonly tolerance: number;
  /** It ends after so many relaxations. */
  readonly rounds: number;
  /** Hears of each bound that is better than the one before. */
  readonly heard?: (bound: number) => void;
}

export interface Generated {
  readonly relaxed: Relaxed;
  /** No choice of whole calendars for the piece is cheaper (Lagrange): valid however early it ended. */
  readonly bound: number;
  /** The prices that the bound was found at. */
  readonly at: Centre;
}

/** Prices of the demand, and what each person's cheapest days cost at them. */
interface Centre {
  readonly cover: Float64Array;
  readonly least: Float64Array;
}

/**
 * Column generation with prices smoothed towards the best seen (Wentges 1997; Pessoa et al. 2018 for the return to the true
 * prices when a smoothed round finds nothing). `fixed` are people whose column stands.
 */
export function generate(
  master: Master,
  searches: readonly ShortestRoster[],
  limits: Limits,
  fixed: ReadonlyMap<number, number> = new Map(),
): Generated {
  let best = -Infinity;
  let centre: Centre | null = null;
  let smoothing = 0.7;
  for (let round = 1; ; round++) {
    const relaxed = master.relax();
    const { prices } = relaxed;
    for (let share = centre ? smoothing : 0; ; share = share > 0.3 ? share / 2 : 0) {
      const cover: Float64Array = centre && share > 0 ? mixed(centre.cover, prices.cover, share) : prices.cover;
      const priced = price(master, searches, cover, prices, fixed);
      if (priced.bound > best) {
        best = priced.bound;
        centre = { cover, least: priced.least };
        limits.heard?.(best);
      }
      const over = limits.elapsed() > limits.until || round >= limits.rounds;
      if (over || best >= limits.cutoff || relaxed.value - best < limits.tolerance) {
        return { relaxed, bound: best, at: centre ?? { cover, least: priced.least } };
      }
      if (priced.improving > 0) {
        smoothing = Math.min(0.9, share > 0 ? smoothing + 0.05 : smoothing);
        break;
      }
      if (share === 0) return { relaxed, bound: best, at: centre ?? { cover, least: priced.least } };
      smoothing = Math.max(0.3, smoothing - 0.1);
    }
  }
}

/** The columns that may be part of a choice cheaper than `cutoff`: the others cost more by themselves (reduced-cost fixing). */
export function worthwhile({ piece, columns }: Master, { bound, at }: Generated, cutoff: number): number[] {
  const indexOf = new Map(piece.people.map((person, index) => [person, index]));
  return [...columns.keys()].filter((index) => {
    const column = columns[index] as Column;
    const least = at.least[indexOf.get(column.person) as number] as number;
    return bound + reduced(column, at.cover) - least < cutoff;
  });
}

function mixed(a: Float64Array, b: Float64Array, share: number): Float64Array {
  return a.map((value, at) => share * value + (1 - share) * (b[at] as number));
}

/** Every person's cheapest days at these prices, added to the master; how many improve its relaxation; the bound of Lagrange. */
function price(
  master: Master,
  searches: readonly ShortestRoster[],
  cover: Float64Array,
  current: Prices,
  fixed: ReadonlyMap<number, number>,
): { improving: number; bound: number; least: Float64Array } {
  const { piece } = master;
  let bound = 0;
  let improving = 0;
  const least = new Float64Array(piece.people.length);
  for (let at = 0; at < cover.length; at++) bound += (cover[at] as number) * (piece.need[at] as number);
  piece.people.forEach((person, index) => {
    const standing = fixed.get(person);
    if (standing !== undefined) {
      bound += least[index] = reduced(master.columns[standing] as Column, cover);
      return;
    }
    const search = searches[person] as ShortestRoster;
    const found = search.find(piece.rooms[index] as Piece['rooms'][number], costsAt(piece, person, cover), PATHS);
    bound += least[index] = found.bound;
    for (const { roster } of found.paths) {
      const column = columnOf(piece, person, roster);
      if (reduced(column, current.cover) - (current.people[index] as number) > -NOISE) continue;
      improving++;
      master.add(column);
    }
  });
  return { improving, bound, least };
}

function reduced(column: Column, cover: Float64Array): number {
  let cost = column.cost;
  for (const at of column.covers) cost -= cover[at] as number;
  return cost;
}

/** What each shift of each day of the piece costs this person: her wishes less what she is worth there. */
export function costsAt({ problem, span }: Piece, person: number, cover: Float64Array): Float64Array {
  const wishes = problem.people[person]?.wishes as Float64Array;
  const first = span.from * problem.shifts.length;
  return cover.map((price, at) => (wishes[first + at] as number) - price);
}
