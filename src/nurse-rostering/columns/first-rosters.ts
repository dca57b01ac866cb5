import type { Solver } from '../../rostering/solver/solver.port';
import { rosterByModel } from './one-person';
import type { PersonGraph } from './person-graph';
import { OFF, type Roster, type RosterProblem } from './roster-problem';
import { addCover, coverCost } from './score';
import type { Path, ShortestRoster } from './shortest-roster';
import { roomFor, type Room } from './span';

/** A calendar with more states than this is laid out a few weeks at a time: as few as it can be done with. */
const AT_ONCE = 3_000_000;
const WEEKS = [2, 4, 8, 13];

export type FirstRosters =
  | { readonly rosters: Roster[] }
  /** Her rules leave no calendar. */
  | { readonly impossible: number }
  /** Neither a calendar was found for her within the time nor a proof that there is none. */
  | { readonly unsettled: number };

/**
 * A calendar for each person that keeps all her rules, one after the other, each drawn to where people are still missing.
 * `left` tells how many seconds the harder ones may still take.
 */
export function firstRosters(
  problem: RosterProblem,
  searches: readonly ShortestRoster[],
  solver: Solver,
  left: () => number,
): FirstRosters {
  const shifts = problem.shifts.length;
  const cover = new Int32Array(problem.days * shifts);
  const rosters: Roster[] = [];
  for (const [person, search] of searches.entries()) {
    const costs = marginalCosts(problem, cover, person);
    const roster =
      firstRoster(problem, search, costs) ?? rosterByModel(problem, person, costs, solver, Math.max(1, left()));
    if (roster === null) return { unsettled: person };
    if (roster === 'none') return { impossible: person };
    addCover(cover, roster, shifts, 1);
    rosters.push(roster);
  }
  return { rosters };
}

/** What each shift of each day costs this person: her wish, and what one more there saves or costs. */
export function marginalCosts(problem: RosterProblem, cover: Int32Array, person: number): Float64Array {
  const wishes = problem.people[person]?.wishes as Float64Array;
  return wishes.map((wish, at) => {
    const there = cover[at] as number;
    return wish + coverCost(problem, at, there + 1) - coverCost(problem, at, there);
  });
}

/** By searching: null when there were too many states for it. */
function firstRoster(problem: RosterProblem, search: ShortestRoster, costs: Float64Array): Roster | 'none' | null {
  const whole = roomFor(search.graph, { from: 0, to: problem.days }, null);
  if (search.statesOf(whole) > AT_ONCE) {
    for (const weeks of WEEKS) {
      const roster = byWeeks(problem, search, costs, whole, weeks);
      if (roster) return roster;
    }
  }
  const { bound, paths } = search.find(whole, costs, 1);
  if (paths[0]) return paths[0].roster;
  return bound === Infinity ? 'none' : null;
}

/** Lays out a long calendar from left to right, each part with its share of the minutes, weekends and counted shifts. */
function byWeeks(
  problem: RosterProblem,
  search: ShortestRoster,
  costs: Float64Array,
  whole: Room,
  weeks: number,
): Roster | null {
  const { graph } = search;
  const shifts = problem.shifts.length;
  const roster = new Int16Array(problem.days).fill(OFF);
  const used = new Used(graph);
  let source = whole.source;
  let to: number;
  for (let from = 0; from < problem.days; from = to) {
    // What would be left for a last part of less than its length belongs to the one before.
    to = from + 14 * weeks > problem.days ? problem.days : from + 7 * weeks;
    const share = used.share(to, problem.days);
    const room: Room = {
      ...used.rest(whole, share, to === problem.days),
      span: { from, to },
      source,
      accepts: whole.accepts,
    };
    const part = withLess(search, room, costs.subarray(from * shifts, to * shifts), to === problem.days);
    if (!part) return null;
    roster.set(part.roster, from);
    used.add(part.roster, from);
    source = graph.follow(source, roster, from, to);
  }
  return roster;
}

/** A part may stay below its share of minutes when it must, but the last one may not. */
function withLess(search: ShortestRoster, room: Room, costs: Float64Array, last: boolean): Path | null {
  const longest = Math.max(1, ...search.graph.classes.units);
  for (let { least } = room; ; least -= longest) {
    const [path] = search.find({ ...room, least }, costs, 1).paths;
    if (path) return path;
    if (last || least <= 0) return null;
  }
}

/** What the days laid out so far have used of what a person may and must work. */
class Used {
  private units = 0;
  private weekends = 0;
  private readonly times: number[];

  constructor(private readonly graph: PersonGraph) {
    this.times = graph.person.most.map(() => 0);
  }

  /** How much of the days that she can work lie before `to`. */
  share(to: number, days: number): number {
    const { daysOff } = this.graph.person;
    const before = new Set(daysOff.filter((day) => day < to)).size;
    return days > new Set(daysOff).size ? (to - before) / (days - new Set(daysOff).size) : 1;
  }

  /** Before the end it aims at the middle between the least and the most, so that the end can be met. */
  rest(whole: Room, share: number, end: boolean): Pick<Room, 'least' | 'most' | 'weekends' | 'shifts'> {
    return {
      least:
        Math.ceil((end ? whole.least : (whole.least + Math.max(whole.least, whole.most)) / 2) * share) - this.units,
      most: Math.floor(whole.most * share) - this.units,
      weekends: Math.floor(whole.weekends * share + 1e-9) - this.weekends,
      shifts: whole.shifts.map((most, shift) => Math.floor(most * share + 1e-9) - (this.times[shift] as number)),
    };
  }

  add(part: Roster, from: number): void {
    const weeks = new Set<number>();
    part.forEach((shift, day) => {
      if (shift === OFF) return;
      this.units += this.graph.classes.units[shift] as number;
      this.times[shift] = (this.times[shift] as number) + 1;
      if ((from + day) % 7 >= 5) weeks.add(Math.floor((from + day) / 7));
    });
    this.weekends += weeks.size;
  }
}
