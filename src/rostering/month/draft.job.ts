import type { DraftedMonth } from '../domain/drafted-month';
import type { MonthFacts } from '../domain/month-facts';
import { relativeGap } from '../solver/solver.port';
import type { Job } from '../solver/job';
import { explain } from './explain';
import { problemOf } from './problem';
import { solveMonth } from './solve-month';

/** Giving the reasons asks the rules about as often as laying the month out did; with many empty places, twice as often. */
const EXPLAINING = 2;

/** A month from its facts to the draft with its reasons, in `seconds` of the bench's clock. */
export const job: Job<{ facts: MonthFacts; seconds: number }, DraftedMonth> = ({ facts, seconds }, bench) => {
  const problem = problemOf(facts);
  const { status, objective, bound, seating } = solveMonth(problem, bench, seconds - EXPLAINING * bench.elapsed());
  return {
    status,
    objective,
    bound,
    gap: relativeGap(objective, bound),
    ...explain(problem, seating),
    seconds: bench.elapsed(),
  };
};
