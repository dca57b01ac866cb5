import type { Job } from '../../rostering/solver/job';
import { SharedBest, type SharedMemory } from './shared-best';
import { randomNumbers } from '../../rostering/random';
import type { RosterProblem } from './roster-problem';
import { Search } from './search';
import { searchesFor } from './shortest-roster';

export interface SearchInput {
  readonly problem: RosterProblem;
  readonly memory: SharedMemory;
  /** Its slot on the board, also its seed; slot 1 begins with the bound of the whole, the others with the direct model. */
  readonly slot: number;
  readonly seconds: number;
}

/** One thread of a search, which shows on the board what it finds. */
export const job: Job<SearchInput, null> = ({ problem, memory, slot, seconds }, bench) => {
  const board = new SharedBest(memory, problem.people.length, problem.days);
  const searches = searchesFor(problem);
  const search = new Search(problem, searches, bench.solver, board, slot, () => bench.elapsed(), seconds);
  if (slot === 1) search.root();
  else search.direct();
  search.neighbourhoods(randomNumbers(slot));
  return null;
};
