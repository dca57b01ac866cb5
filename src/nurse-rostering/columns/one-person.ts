import type { Solver } from '../../rostering/solver/solver.port';
import { DirectModel } from './direct-model';
import type { Roster, RosterProblem } from './roster-problem';

/** A calendar for one person is enough; it need not be her cheapest. */
const GAP = 0.05;

/**
 * One person's calendar at these costs as a 0/1 model, for rules that have too many states to be searched: slower, but it
 * holds all of them at once. `none` is a proof; null: neither was found within `seconds`.
 */
export function rosterByModel(
  problem: RosterProblem,
  person: number,
  costs: Float64Array,
  solver: Solver,
  seconds: number,
): Roster | 'none' | null {
  const nothing = new Float64Array(costs.length);
  const alone = problem.people.slice(person, person + 1).map((rules) => ({ ...rules, wishes: costs, base: 0 }));
  const direct = new DirectModel({ ...problem, people: alone, need: nothing, under: nothing, over: nothing });
  const { status, values } = solver.solve(direct.model, { seconds, relativeGap: GAP });
  if (values) return direct.rosters(values)[0] ?? null;
  return status === 'infeasible' ? 'none' : null;
}
