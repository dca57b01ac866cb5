import type { PersonGraph } from './person-graph';
import { OFF, type Roster } from './roster-problem';
import type { Room } from './span';

/** More states than this are not opened: 8 bytes each. */
const MOST_STATES = 6_000_000;
/** So many steps of the search through them, then it is given up. */
const MOST_STEPS = 5_000_000;

/** A choice for one day from one node. */
interface Step {
  readonly target: number;
  readonly shift: number;
  readonly cost: number;
  readonly units: number;
  readonly weekend: number;
}

/**
 * All of one person's rosters that keep her rules and cost at most `limit`: a search in depth that never enters a state from which
 * the rest costs too much, by the cheapest rests of all states. `costs` as for ShortestRoster. Null when there are more than `most`,
 * or too many to look through.
 */
export function nearShortest(
  graph: PersonGraph,
  room: Room,
  costs: Float64Array,
  limit: number,
  most: number,
): Roster[] | null {
  if (room.source < 0) return [];
  const search = new NearShortest(graph, room, costs);
  return search.states > MOST_STATES ? null : search.within(limit, most);
}

class NearShortest {
  readonly states: number;
  private readonly days: number;
  private readonly usable: readonly number[];
  private readonly minutes: number;
  private readonly weekends: number;
  private readonly layer: number;
  private steps: Step[][][] = [];
  private rest: Float64Array = new Float64Array(0);

  constructor(
    private readonly graph: PersonGraph,
    private readonly room: Room,
    private readonly costs: Float64Array,
  ) {
    const { units } = graph.classes;
    this.days = room.span.to - room.span.from;
    this.usable = [...room.shifts.keys()].filter((shift) => (room.shifts[shift] as number) > 0);
    const longest = Math.max(0, ...this.usable.map((shift) => units[shift] as number));
    this.minutes = Math.max(0, Math.min(room.most, this.days * longest) + 1);
    this.weekends = Math.max(0, Math.min(room.weekends, Math.ceil(this.days / 7)) + 1);
    this.layer = graph.nodes * this.weekends * this.minutes;
    this.states = this.layer * (this.days + 1);
  }

  within(limit: number, most: number): Roster[] | null {
    if (this.layer === 0) return [];
    this.steps = Array.from({ length: this.days }, (_, day) => this.stepsOf(day));
    this.rest = this.rests();
    const found: Roster[] = [];
    const roster = new Int16Array(this.days).fill(OFF);
    const times = new Int32Array(this.room.shifts.length);
    let left = MOST_STEPS;
    const go = (day: number, node: number, weekends: number, units: number, cost: number): boolean => {
      if (day === this.days) return found.push(roster.slice()) <= most;
      if (--left < 0) return false;
      for (const step of this.steps[day]?.[node] ?? []) {
        const [w, m] = [weekends + step.weekend, units + step.units];
        if (w >= this.weekends || m >= this.minutes) continue;
        if (cost + step.cost + (this.rest[this.at(day + 1, step.target, w, m)] as number) > limit) continue;
        if (!this.count(times, step.shift, 1)) continue;
        roster[day] = step.shift;
        const goesOn = go(day + 1, step.target, w, m, cost + step.cost);
        this.count(times, step.shift, -1);
        if (!goesOn) return false;
      }
      return true;
    };
    return go(0, this.room.source, 0, 0, 0) ? found : null;
  }

  /** False, and nothing counted, when a shift was worked as often as it may be. */
  private count(times: Int32Array, shift: number, by: 1 | -1): boolean {
    if (shift === OFF) return true;
    const now = (times[shift] as number) + by;
    if (now > (this.room.shifts[shift] as number)) return false;
    times[shift] = now;
    return true;
  }

  private at(day: number, node: number, weekends: number, units: number): number {
    return day * this.layer + (node * this.weekends + weekends) * this.minutes + units;
  }

  private stepsOf(day: number): Step[][] {
    const { graph, room, costs, usable } = this;
    const { units } = graph.classes;
    const today = room.span.from + day;
    const isFree = graph.person.daysOff.includes(today);
    return Array.from({ length: graph.nodes }, (_, node) => {
      const off = graph.afterOff(node);
      const steps: Step[] = off >= 0 ? [{ target: off, shift: OFF, cost: 0, units: 0, weekend: 0 }] : [];
      if (isFree) return steps;
      const weekend = graph.opensWeekend(today, node) ? 1 : 0;
      for (const shift of usable) {
        const target = graph.afterShift(node, shift, today === 0);
        const cost = costs[day * room.shifts.length + shift] as number;
        if (target >= 0) steps.push({ target, shift, cost, units: units[shift] as number, weekend });
      }
      return steps;
    });
  }

  /** For each state what the days after it cost at least, the times of single shifts aside. */
  private rests(): Float64Array {
    const { graph, room, days, minutes, weekends } = this;
    const rest = new Float64Array(this.states).fill(Infinity);
    for (let node = 0; node < graph.nodes; node++) {
      if (room.accepts[node] === 0) continue;
      for (let w = 0; w < weekends; w++)
        rest.fill(0, this.at(days, node, w, Math.max(0, room.least)), this.at(days, node, w, 0) + minutes);
    }
    for (let day = days - 1; day >= 0; day--) {
      this.steps[day]?.forEach((steps, node) => {
        for (const { target, cost, units, weekend } of steps) {
          for (let w = 0; w + weekend < weekends; w++) {
            const from = this.at(day, node, w, 0);
            const to = this.at(day + 1, target, w + weekend, units);
            for (let m = 0; m + units < minutes; m++) {
              const value = (rest[to + m] as number) + cost;
              if (value < (rest[from + m] as number)) rest[from + m] = value;
            }
          }
        }
      });
    }
    return rest;
  }
}
