import { cheapestWalk } from './cheapest-walk';
import { isWeekend, OFF, type PersonRules, type RosterProblem } from './roster-problem';
import type { ShortestRoster } from './shortest-roster';

/** So many rounds without a better bound, and the steps become half as long. */
const PATIENCE = 20;
/** Steps shorter than this part of the first ones lead nowhere any more. */
const SHORTEST = 1e-4;

export interface Watching {
  /** What the best known rosters cost. */
  cost(): number;
  over(): boolean;
  hears(bound: number): void;
}

/**
 * A bound for calendars that are too long to be searched with all their rules at once (Lagrange): the demand and each
 * person's limits on minutes, weekends and the times of a shift have prices, and what is left falls apart into one
 * person's cheapest walk over the days. Whatever the prices are, no rosters cost less. The prices follow a subgradient
 * with steps towards what the best known rosters cost (Polyak 1969).
 */
export function pricedBound(problem: RosterProblem, searches: readonly ShortestRoster[], watching: Watching): void {
  const prices = new Prices(problem, searches);
  let [best, scale, idle] = [-Infinity, 1, 0];
  while (scale > SHORTEST) {
    const bound = prices.round(watching);
    if (bound === null) return;
    if (bound > best + 1e-6) {
      best = bound;
      idle = 0;
      watching.hears(best);
    } else if (++idle % PATIENCE === 0) scale /= 2;
    if (!prices.move(scale * Math.max(1, watching.cost() - bound))) return;
  }
}

class Prices {
  private readonly shifts: number;
  /** What one more person in a place is worth, between what too many and too few cost there. */
  private readonly cover: Float64Array;
  private lacking = new Float64Array(0);
  /** One price for each limit of each person: her minutes, her weekends, then each shift. */
  private readonly dear: Float64Array;
  private beyond = new Float64Array(0);

  constructor(
    private readonly problem: RosterProblem,
    private readonly searches: readonly ShortestRoster[],
  ) {
    this.shifts = problem.shifts.length;
    this.cover = problem.need.map((need, at) => (need === 0 ? 0 : (problem.under[at] as number) / 2));
    this.dear = new Float64Array(problem.people.length * (2 + this.shifts));
  }

  /** Everybody's cheapest walk at the present prices: the bound that they prove, or null when there was no time. */
  round({ over }: Pick<Watching, 'over'>): number | null {
    const { problem, shifts } = this;
    this.lacking = problem.need.slice();
    this.beyond = new Float64Array(this.dear.length);
    let bound = this.cover.reduce((sum, price, at) => sum + price * (problem.need[at] as number), 0);
    for (const [person, { graph }] of this.searches.entries()) {
      if (over()) return null;
      const rules = problem.people[person] as PersonRules;
      const first = person * (2 + shifts);
      const { units, unit } = graph.classes;
      const dear = this.dear.subarray(first, first + 2 + shifts);
      const costs = this.cover.map((price, at) => {
        const shift = at % shifts;
        const limits = (dear[0] as number) * (units[shift] as number) + (dear[2 + shift] as number);
        return (rules.wishes[at] as number) - price + limits;
      });
      const { cost, roster } = cheapestWalk(graph, costs, dear[1] as number);
      const limits = [Math.floor(rules.minutes.most / unit), rules.mostWeekends, ...rules.most];
      bound += rules.base + cost;
      const beyond = this.beyond.subarray(first, first + 2 + shifts);
      limits.forEach((limit, i) => {
        bound -= (dear[i] as number) * limit;
        beyond[i] = -limit;
      });
      this.count(roster, units, beyond);
    }
    return bound;
  }

  private count(roster: Int16Array, units: Int32Array, beyond: Float64Array): void {
    const weekends = new Set<number>();
    roster.forEach((shift, day) => {
      if (shift === OFF) return;
      const at = day * this.shifts + shift;
      this.lacking[at] = (this.lacking[at] as number) - 1;
      beyond[0] = (beyond[0] as number) + (units[shift] as number);
      beyond[2 + shift] = (beyond[2 + shift] as number) + 1;
      if (isWeekend(day)) weekends.add(Math.floor(day / 7));
    });
    beyond[1] = (beyond[1] as number) + weekends.size;
  }

  /** How far demand and limits are from being met, squared; a limit kept at no price does not count. */
  private squares(): number {
    const over = this.beyond.reduce(
      (sum, more, i) => (more > 0 || (this.dear[i] as number) > 0 ? sum + more ** 2 : sum),
      0,
    );
    return this.lacking.reduce((sum, lack) => sum + lack ** 2, over);
  }

  /** Moves all prices so that the bound would rise by `distance` if it were straight; false when nothing moves. */
  move(distance: number): boolean {
    const { problem, cover, dear } = this;
    const squares = this.squares();
    if (squares === 0) return false;
    const step = distance / squares;
    this.lacking.forEach((lack, at) => {
      const moved = (cover[at] as number) + step * lack;
      cover[at] = Math.min(problem.under[at] as number, Math.max(-(problem.over[at] as number), moved));
    });
    this.beyond.forEach((more, i) => (dear[i] = Math.max(0, (dear[i] as number) + step * more)));
    return true;
  }
}
