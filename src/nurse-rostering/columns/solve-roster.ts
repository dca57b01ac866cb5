import { join } from 'node:path';
import { highsSolver } from '../../rostering/solver/highs-solver';
import { runInThread } from '../../rostering/solver/thread';
import { SharedBest } from './shared-best';
import { firstRosters, type FirstRosters } from './first-rosters';
import type { Roster, RosterProblem } from './roster-problem';
import { costOf } from './score';
import type { SearchInput } from './search.job';
import { searchesFor } from './shortest-roster';

const THREADS = 2;
const LOOK_MS = 20;
/** What ending the threads and printing takes. */
const MARGIN = 0.3;

export interface Rostered {
  /** The best rosters found; they keep every rule of every person. */
  readonly rosters: readonly Roster[];
  readonly cost: number;
  /** No rosters cost less. */
  readonly bound: number;
}

/** Rosters for everybody at the least cost found within `seconds`; or whose rules leave no roster at all, or none that was found. */
export async function solveRoster(
  problem: RosterProblem,
  seconds: number,
): Promise<Rostered | Exclude<FirstRosters, { rosters: unknown }>> {
  const begun = performance.now();
  const left = () => seconds - MARGIN - (performance.now() - begun) / 1000;
  const first = firstRosters(problem, searchesFor(problem), await highsSolver(), left);
  if (!('rosters' in first)) return first;
  const board = SharedBest.open(THREADS + 1, problem.people.length, problem.days);
  board.show(0, costOf(problem, first.rosters), first.rosters);
  const threads = Array.from({ length: THREADS }, (_, index) => {
    const input: SearchInput = { problem, memory: board.memory, slot: index + 1, seconds: left() };
    return runInThread<null>(join(__dirname, 'search.job'), input);
  });
  // A thread that fails leaves the work to the others; what it showed stays.
  const ended = Promise.allSettled(threads.map(({ answer }) => answer)).then(() => true);
  while (left() > 0 && board.cost > board.bound) {
    const look = new Promise<false>((resolve) => setTimeout(() => resolve(false), Math.min(LOOK_MS, left() * 1000)));
    if (await Promise.race([ended, look])) break;
  }
  for (const thread of threads) thread.kill();
  await ended;
  const best = board.better(Infinity);
  if (!best) throw new Error('the board has lost its first rosters');
  return { ...best, bound: Math.min(board.bound, best.cost) };
}
