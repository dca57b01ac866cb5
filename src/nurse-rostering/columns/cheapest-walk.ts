import type { PersonGraph } from './person-graph';
import { OFF, type Roster } from './roster-problem';

/**
 * One person's cheapest way over the days by the rules of runs, days off and followers alone, with `weekend` to pay for
 * each weekend on which she works. `costs` holds day d and shift s at `d * shifts + s`.
 */
export function cheapestWalk(
  graph: PersonGraph,
  costs: Float64Array,
  weekend: number,
): { cost: number; roster: Roster } {
  const { nodes, classes, person } = graph;
  const shifts = classes.units.length;
  const days = costs.length / shifts;
  const free = new Set(person.daysOff);
  const back = new Int32Array(days * nodes).fill(-1);
  const choice = new Int16Array(days * nodes).fill(OFF);
  let now = new Float64Array(nodes).fill(Infinity);
  now[graph.rested] = 0;
  for (let day = 0; day < days; day++) {
    const next = new Float64Array(nodes).fill(Infinity);
    const go = (from: number, to: number, cost: number, shift: number): void => {
      if (to < 0 || cost >= (next[to] as number)) return;
      next[to] = cost;
      back[day * nodes + to] = from;
      choice[day * nodes + to] = shift;
    };
    for (let node = 0; node < nodes; node++) {
      const cost = now[node] as number;
      if (cost === Infinity) continue;
      go(node, graph.afterOff(node), cost, OFF);
      if (free.has(day)) continue;
      const opens = graph.opensWeekend(day, node);
      for (let shift = 0; shift < shifts; shift++) {
        if (person.most[shift] === 0) continue;
        const added = (costs[day * shifts + shift] as number) + (opens ? weekend : 0);
        go(node, graph.afterShift(node, shift, day === 0), cost + added, shift);
      }
    }
    now = next;
  }
  let end = 0;
  for (let node = 1; node < nodes; node++) if ((now[node] as number) < (now[end] as number)) end = node;
  const roster = new Int16Array(days);
  for (let day = days - 1, at = end; day >= 0; day--) {
    roster[day] = choice[day * nodes + at] as number;
    at = back[day * nodes + at] as number;
  }
  return { cost: now[end] as number, roster };
}
