import type { Demand, PersonRules, Roster, RosterProblem } from './roster-problem';

/** What one calendar costs by the person's own wishes. */
export function wishCost(person: PersonRules, roster: Roster, shifts: number): number {
  let cost = person.base;
  for (let day = 0; day < roster.length; day++) {
    const shift = roster[day] as number;
    if (shift >= 0) cost += person.wishes[day * shifts + shift] as number;
  }
  return cost;
}

/** How many work each shift of each day, at `d * shifts + s`. */
export function coverOf(problem: RosterProblem, rosters: readonly Roster[]): Int32Array {
  const shifts = problem.shifts.length;
  const cover = new Int32Array(problem.days * shifts);
  for (const roster of rosters) addCover(cover, roster, shifts, 1);
  return cover;
}

export function addCover(cover: Int32Array, roster: Roster, shifts: number, sign: 1 | -1): void {
  for (let day = 0; day < roster.length; day++) {
    const shift = roster[day] as number;
    if (shift >= 0) cover[day * shifts + shift] = (cover[day * shifts + shift] as number) + sign;
  }
}

/** What it costs that `number` people are there. */
export function coverCost(problem: Demand, at: number, number: number): number {
  const missing = (problem.need[at] as number) - number;
  return missing > 0 ? missing * (problem.under[at] as number) : -missing * (problem.over[at] as number);
}

/** The objective: wishes not granted, people missing and people too many. */
export function costOf(problem: RosterProblem, rosters: readonly Roster[]): number {
  const shifts = problem.shifts.length;
  const cover = coverOf(problem, rosters);
  let cost = 0;
  problem.people.forEach((person, index) => {
    cost += wishCost(person, rosters[index] as Roster, shifts);
  });
  for (let at = 0; at < cover.length; at++) cost += coverCost(problem, at, cover[at] as number);
  return cost;
}
