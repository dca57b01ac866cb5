import { FAMILIES, type Family } from '../../programmes/domain/goals';
import { mostOf } from './model';
import { stepCost } from './price';
import { emptyCost, type MonthPerson, type Problem } from './problem';

/**
 * A price that no draft is below, in the time of a sort: each family is shared out by itself, place after place to whoever
 * it costs least, as if no rule but caps kept anybody from any of its slots; an empty place pays an equal part of its price
 * in each family; every wish that can help is granted, and every post goes on with whoever had it.
 */
export function quickBound(problem: Problem): number {
  return sum(FAMILIES.map((family) => leastOf(problem, family))) - wished(problem) - continued(problem);
}

function leastOf(problem: Problem, family: Family): number {
  const weight = problem.weights[family];
  const own = problem.slots.filter(({ families }) => families.includes(family));
  const places = sum(own.map((slot) => slot.places));
  const empty = own.reduce((least, slot) => Math.min(least, emptyCost(slot) / FAMILIES.length), Infinity);
  const inside = new Set(own.map(({ index }) => index));
  let price = 0;
  const steps: number[] = [];
  for (const person of problem.people) {
    price += weight * person.targets[family] ** 2;
    const most = mostInside(person, inside);
    for (let k = 1; k <= most; k++) steps.push(stepCost(weight, person.targets[family], k));
  }
  steps.sort((a, b) => a - b);
  for (let i = 0; i < places; i++) price += Math.min(steps[i] ?? Infinity, empty);
  return price;
}

const mostInside = (person: MonthPerson, inside: ReadonlySet<number>): number =>
  mostOf(
    person,
    person.open.filter((slot) => inside.has(slot)),
  );

/** What wishes could take off the price at best: no slot has more people than places, nobody more slots than her caps allow. */
function wished({ people, slots }: Problem): number {
  const gain = (costs: Iterable<number>, most: number): number =>
    [...costs]
      .filter((cost) => cost < 0)
      .sort((a, b) => a - b)
      .slice(0, most)
      .reduce((sum, cost) => sum - cost, 0);
  const bySlot = slots.map(({ index, places }) =>
    gain(
      people.flatMap(({ costs }) => costs.get(index) ?? []),
      places,
    ),
  );
  const byPerson = people.map((person) => gain(person.costs.values(), mostOf(person, person.open)));
  return Math.min(sum(bySlot), sum(byPerson));
}

const continued = ({ slots }: Problem): number =>
  sum(slots.map(({ before, places, goals }) => (before === null ? 0 : places * goals.continuity)));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
