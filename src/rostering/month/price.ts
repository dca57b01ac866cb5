import type { Family } from '../../programmes/domain/goals';
import { emptyCost, type MonthPerson, type Problem } from './problem';

/** Who serves where: the slots of each person, by her index. */
export type Seating = readonly (readonly number[])[];

export const nobody = (problem: Problem): number[][] => problem.people.map(() => []);

/** What one more shift of a family adds to the squared distance from the target, being the k-th. */
export const stepCost = (weight: number, target: number, k: number): number => weight * (2 * k - 1 - 2 * target);

/** How unfair, unwished and unsteady the slots are to one person. */
export function priceOfPerson(problem: Problem, person: MonthPerson, slots: readonly number[]): number {
  let price = 0;
  for (const [family, weight] of Object.entries(problem.weights) as [Family, number][]) {
    if (weight === 0) continue;
    const count = slots.reduce((sum, s) => sum + (problem.slots[s]?.families.includes(family) ? 1 : 0), 0);
    price += weight * (count - person.targets[family]) ** 2;
  }
  const own = new Set(slots);
  for (const s of slots) {
    const slot = problem.slots[s];
    price += person.costs.get(s) ?? 0;
    if (slot && slot.before !== null && own.has(slot.before)) price -= slot.goals.continuity;
  }
  return price;
}

/** How many places of each slot are empty. */
export function emptyPlaces(problem: Problem, seating: Seating): number[] {
  const empty = problem.slots.map(({ places }) => places);
  for (const slots of seating) for (const s of slots) empty[s] = (empty[s] ?? 0) - 1;
  return empty;
}

/** The objective of a draft: every person's price and every empty place. */
export function priceOf(problem: Problem, seating: Seating): number {
  const people = problem.people.reduce(
    (sum, person) => sum + priceOfPerson(problem, person, seating[person.index] ?? []),
    0,
  );
  const empty = emptyPlaces(problem, seating);
  return people + problem.slots.reduce((sum, slot) => sum + (empty[slot.index] ?? 0) * emptyCost(slot), 0);
}
