import type { DraftedMonth } from '../domain/drafted-month';
import type { MonthFacts } from '../domain/month-facts';
import { relativeGap } from '../solver/solver.port';
import type { Job } from '../solver/job';
import { explain } from './explain';
import { problemOf } from './problem';
import { solveMonth } from './solve-month';

/** A month from its facts to the draft with its reasons. */
export const job: Job<{ facts: MonthFacts; seconds: number }, DraftedMonth> = ({ facts, seconds }, bench) => {
  const problem = problemOf(facts);
  const { status, objective, bound, seating } = solveMonth(problem, bench, seconds);
  return {
    status,
    objective,
    bound,
    gap: relativeGap(objective, bound),
    ...explain(problem, seating),
    seconds: bench.elapsed(),
  };
};
