import type { Workbench } from '../solver/job';
import { monthModel } from './model';
import { emptyPlaces, priceOf, priceOfPerson, type Seating } from './price';
import type { MonthPerson, Problem } from './problem';
import { randomNumbers } from '../random';

/** A team's month is to be about as large as the month that one model solves in a few seconds. */
const TEAM_PAIRS = 6_000;
const SECONDS_A_TEAM = 8;
/** So many teams in a row without a gain, and the search is at its end. */
const PATIENCE = 60;

/**
 * Solves the month of one team of people after the other while all others stay where they are, and answers each better
 * seating. Teams are drawn at random around somebody who is far from her share or could take an empty place.
 */
export function* improveByTeams(
  problem: Problem,
  begin: Seating,
  bench: Workbench,
  until: number,
): Generator<Seating, void, undefined> {
  const random = randomNumbers(1);
  let seating = begin;
  let price = priceOf(problem, begin);
  for (let idle = 0; idle < PATIENCE && !bench.stopped() && bench.elapsed() < until; idle++) {
    const model = monthModel(problem, seating, teamOf(problem, seating, random));
    const seconds = Math.min(SECONDS_A_TEAM, until - bench.elapsed());
    const options = { seconds, start: model.startOf(seating), relativeGap: 1e-6 };
    const { values } = bench.solver.solve(model.linear, options, { stopped: () => bench.stopped() });
    if (!values) continue;
    const found = model.seatingOf(values);
    const cost = priceOf(problem, found);
    if (cost > price + 1e-7) continue;
    if (cost < price - 1e-7) {
      idle = -1;
      yield found;
    }
    seating = found;
    price = cost;
  }
}

function teamOf(problem: Problem, seating: Seating, random: () => number): MonthPerson[] {
  const empty = emptyPlaces(problem, seating);
  const weights = problem.people.map((person) => {
    const holes = person.open.some((slot) => (empty[slot] ?? 0) > 0);
    return 0.1 + priceOfPerson(problem, person, seating[person.index] ?? []) + (holes ? 5 : 0);
  });
  const team: MonthPerson[] = [];
  let pairs = 0;
  const left = new Set(problem.people);
  while (left.size > 0 && pairs < TEAM_PAIRS) {
    const person = drawn(left, weights, random);
    left.delete(person);
    team.push(person);
    pairs += person.open.length;
  }
  return team.sort((a, b) => a.index - b.index);
}

function drawn(people: ReadonlySet<MonthPerson>, weights: readonly number[], random: () => number): MonthPerson {
  let left = random() * [...people].reduce((sum, { index }) => sum + (weights[index] ?? 0), 0);
  let last: MonthPerson | undefined;
  for (const person of people) {
    last = person;
    left -= weights[person.index] ?? 0;
    if (left <= 0) break;
  }
  if (!last) throw new Error('nobody is left to draw');
  return last;
}
