import { solveRoster } from '../columns/solve-roster';
import type { Instance } from './read-instance';

/** An instance's answer as the `roster` command prints it; objective, bound and gap are null when there is no schedule. */
export interface InstanceResult {
  /** `unsettled`: it is not known whether there is a schedule at all. */
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'unsettled';
  readonly objective: number | null;
  readonly bound: number | null;
  /** (objective − bound) / objective. */
  readonly gap: number | null;
  readonly seconds: number;
  /** The shift of each person on each day, empty on a day off. */
  readonly schedule: Readonly<Record<string, readonly string[]>>;
  /** Who has no schedule that keeps her rules, or for whom none was found. */
  readonly impossible?: string;
}

/** The best schedule found within `seconds`, with a bound that no schedule can be below. */
export async function solveInstance(instance: Instance, seconds: number): Promise<InstanceResult> {
  const begun = performance.now();
  const { people, shifts, problem } = instance;
  const solved = await solveRoster(problem, seconds);
  const took = Math.round(performance.now() - begun) / 1000;
  if (!('rosters' in solved)) {
    const nothing = { objective: null, bound: null, gap: null, seconds: took, schedule: {} };
    if ('unsettled' in solved) return { status: 'unsettled', ...nothing, impossible: people[solved.unsettled] };
    return { status: 'infeasible', ...nothing, impossible: people[solved.impossible] };
  }
  const { cost, bound, rosters } = solved;
  const schedule = people.map((person, index) => [
    person,
    Array.from(rosters[index] ?? [], (shift) => shifts[shift] ?? ''),
  ]);
  return {
    status: cost <= bound ? 'optimal' : 'feasible',
    objective: cost,
    bound,
    gap: cost === 0 ? 0 : Math.round(((cost - bound) / cost) * 1e6) / 1e6,
    seconds: took,
    schedule: Object.fromEntries(schedule) as Record<string, string[]>,
  };
}
