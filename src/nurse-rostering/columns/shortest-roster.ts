import { PersonGraph, shiftClasses } from './person-graph';
import { penalised } from './penalised';
import { OFF, type Roster, type RosterProblem } from './roster-problem';
import { shiftGroups, type ShiftGroup } from './shift-groups';
import type { Room } from './span';

/** A roster for the days of a span, and what it costs by the costs it was asked for. */
export interface Path {
  readonly roster: Roster;
  readonly cost: number;
}

export interface ShortestPaths {
  /** No roster that keeps every rule is cheaper; Infinity when there is none, −Infinity when that would take too long to say. */
  readonly bound: number;
  /** The cheapest first, each for another total of minutes or weekends, all within the rules; none when that was too hard. */
  readonly paths: readonly Path[];
}

/** More states than this are not opened: 2 bytes each. */
const MOST_STATES = 30_000_000;
/** Counting a further shift must not lead to more states than this: that many take a good part of a second. */
const MOST_COUNTED = 6_000_000;

/** Memory that all searches of a thread share: what one search leaves in it, nothing reads. */
let now = new Float64Array(0);
let next = new Float64Array(0);
let back = new Uint16Array(0);

/**
 * One person's cheapest rosters by dynamic programming over the days: a shortest path with resources. A state is the node
 * (see PersonGraph), the minutes so far, the weekends so far, and the times each of a few counted shifts was worked. Which
 * shifts are counted follows the need: a limit that no cheapest roster breaks costs nothing (decremental state-space
 * relaxation), and one that the last cheapest roster did not reach is forgotten again.
 */
export class ShortestRoster {
  private counted: readonly number[] = [];
  private readonly groups = new Map<string, readonly ShiftGroup[]>();

  constructor(readonly graph: PersonGraph) {}

  /** `costs` holds day d (from the start of the span) and shift s at `d * shifts + s`; `many` is the most paths to answer. */
  find(room: Room, costs: Float64Array, many: number): ShortestPaths {
    let relaxed: ShortestPaths = { bound: -Infinity, paths: [] };
    for (;;) {
      const search = new Search(this.graph, this.groupsFor(this.counted), this.counted, room, costs);
      if (search.states > (this.counted.length > 0 ? MOST_COUNTED : MOST_STATES)) {
        this.counted = [];
        return relaxed.paths.length > 0 ? relaxed : { ...relaxed, paths: this.within(room, costs) };
      }
      const paths = search.paths(many);
      const [cheapest] = paths;
      if (!cheapest) return { bound: Infinity, paths: [] };
      const times = timesOf(cheapest.roster, room.shifts.length);
      relaxed = {
        bound: cheapest.cost,
        paths: paths.filter(({ roster }) => !breaks(timesOf(roster, times.length), room)),
      };
      const broken = times.findIndex((number, shift) => number > (room.shifts[shift] as number));
      if (broken < 0) {
        this.counted = this.counted.filter((shift) => times[shift] === room.shifts[shift]);
        return relaxed;
      }
      this.counted = [...this.counted, broken];
    }
  }

  /** Some roster within the limits where their states would be too many. */
  private within(room: Room, costs: Float64Array): Path[] {
    const roster = penalised(room, costs, (free, asked) => {
      const search = new Search(this.graph, this.groupsFor([]), [], free, asked);
      return search.states > MOST_STATES ? undefined : search.paths(1)[0]?.roster;
    });
    if (!roster) return [];
    const cost = roster.reduce(
      (sum, shift, day) => (shift === OFF ? sum : sum + (costs[day * room.shifts.length + shift] as number)),
      0,
    );
    return [{ roster, cost }];
  }

  /** How many states a search of this room opens while nothing is counted: a measure of its time and memory. */
  statesOf(room: Room): number {
    return new Search(this.graph, this.groupsFor([]), [], room, new Float64Array(0)).states;
  }

  private groupsFor(counted: readonly number[]): readonly ShiftGroup[] {
    const key = counted.join();
    const known = this.groups.get(key) ?? shiftGroups(this.graph, counted);
    this.groups.set(key, known);
    return known;
  }
}

/** A search for each person. */
export function searchesFor(problem: RosterProblem): ShortestRoster[] {
  const classes = shiftClasses(problem);
  return problem.people.map((person) => new ShortestRoster(new PersonGraph(person, classes, problem.days)));
}

function timesOf(roster: Roster, shifts: number): Int32Array {
  const times = new Int32Array(shifts);
  for (const shift of roster) if (shift !== OFF) times[shift] = (times[shift] as number) + 1;
  return times;
}

const breaks = (times: Int32Array, room: Room): boolean =>
  times.some((number, shift) => number > (room.shifts[shift] as number));

/** One run over the days of a room. Every layer holds the states of one evening at ((node·W + weekends)·C + counts)·M + units. */
class Search {
  readonly states: number;
  private readonly days: number;
  private readonly minutes: number;
  private readonly weekends: number;
  private readonly counts: number;
  private readonly strides: number[];
  private readonly limits: number[];
  private readonly rows: number;
  private readonly layer: number;
  private readonly cheapest: Int16Array;
  /** The fewest units at each evening from which the least can still be reached. */
  private readonly floor: Int32Array;

  constructor(
    private readonly graph: PersonGraph,
    private readonly groups: readonly ShiftGroup[],
    counted: readonly number[],
    private readonly room: Room,
    private readonly costs: Float64Array,
  ) {
    const { from, to } = room.span;
    this.days = to - from;
    const longest = Math.max(0, ...groups.map(({ units }) => units));
    this.floor = this.floors(longest);
    this.minutes = Math.max(0, Math.min(room.most, this.days * longest) + 1);
    const touched = Math.ceil(this.days / 7);
    this.weekends = room.weekends >= touched ? 1 : Math.max(0, room.weekends + 1);
    this.strides = [];
    this.limits = counted.map((shift) => Math.max(0, Math.min(room.shifts[shift] as number, this.days)));
    this.counts = this.limits.reduce((stride, limit) => {
      this.strides.push(stride);
      return stride * (limit + 1);
    }, 1);
    this.rows = graph.nodes * this.weekends * this.counts;
    this.layer = this.rows * this.minutes;
    this.states = this.layer * this.days;
    this.cheapest = this.cheapestShifts();
  }

  private floors(longest: number): Int32Array {
    const { graph, room, days } = this;
    const cycle = graph.longestRun + graph.offNodes;
    const floor = new Int32Array(days + 1);
    for (let evening = 0; evening <= days; evening++) {
      const left = days - evening;
      const worked = Math.floor(left / cycle) * graph.longestRun + Math.min(left % cycle, graph.longestRun);
      floor[evening] = Math.max(0, room.least - worked * longest);
    }
    return floor;
  }

  /** The cheapest shift of each group on each day, or OFF where she may not work it. */
  private cheapestShifts(): Int16Array {
    const { groups, room, costs, days, graph } = this;
    const shifts = room.shifts.length;
    const cheapest = new Int16Array(days * groups.length).fill(OFF);
    const free = new Set(graph.person.daysOff);
    for (let day = 0; day < days; day++) {
      if (free.has(room.span.from + day)) continue;
      groups.forEach((group, g) => {
        let best = OFF;
        for (const shift of group.shifts) {
          if ((room.shifts[shift] as number) <= 0) continue;
          if (best === OFF || (costs[day * shifts + shift] as number) < (costs[day * shifts + best] as number))
            best = shift;
        }
        cheapest[day * groups.length + g] = best;
      });
    }
    return cheapest;
  }

  paths(many: number): Path[] {
    const { graph, room, layer, minutes } = this;
    if (layer === 0 || room.source < 0) return [];
    if (now.length < layer) {
      now = new Float64Array(layer);
      next = new Float64Array(layer);
    }
    if (back.length < this.states) back = new Uint16Array(this.states);
    let reached = new Uint8Array(this.rows);
    now.fill(Infinity, 0, layer);
    now[room.source * this.weekends * this.counts * minutes] = 0;
    reached[room.source * this.weekends * this.counts] = 1;
    for (let day = 0; day < this.days; day++) {
      next.fill(Infinity, 0, layer);
      const reaches = new Uint8Array(this.rows);
      for (let node = 0; node < graph.nodes; node++) this.expand(day, node, reached, reaches);
      [now, next] = [next, now];
      reached = reaches;
    }
    return this.collect(many, reached);
  }

  private expand(day: number, node: number, reached: Uint8Array, reaches: Uint8Array): void {
    const { graph, groups, room } = this;
    const shifts = room.shifts.length;
    const block = this.weekends * this.counts;
    if (!anyReached(reached, node * block, block)) return;
    const today = room.span.from + day;
    const off = graph.afterOff(node);
    if (off >= 0) this.relax(day, node, off, 0, 0, 0, -1, 0, reached, reaches);
    const isOff = graph.isOff(node);
    const opens = graph.opensWeekend(today, node);
    if (opens && room.weekends <= 0) return;
    const newWeekend = opens && this.weekends > 1 ? 1 : 0;
    const shiftClass = isOff ? -1 : graph.classOf(node);
    for (let g = 0; g < groups.length; g++) {
      const shift = this.cheapest[day * groups.length + g] as number;
      const group = groups[g] as ShiftGroup;
      if (shift === OFF || (shiftClass >= 0 && group.blockedBy[shiftClass] === 1)) continue;
      const target = graph.afterWork(node, group.shiftClass, today === 0);
      if (target < 0) continue;
      const cost = this.costs[day * shifts + shift] as number;
      this.relax(day, node, target, g + 1, cost, group.units, group.counted, newWeekend, reached, reaches);
    }
  }

  /** All states of `node` go on to `target` with one choice; the cheapest way into each state stays. */
  private relax(
    day: number,
    node: number,
    target: number,
    choice: number,
    cost: number,
    units: number,
    counted: number,
    newWeekend: number,
    reached: Uint8Array,
    reaches: Uint8Array,
  ): void {
    const { weekends, counts, minutes } = this;
    const code = node * (this.groups.length + 1) + choice;
    const low = this.floor[day] as number;
    const high = Math.min(minutes - 1 - units, (day + 1) * 1e6);
    const needed = this.floor[day + 1] as number;
    const first = Math.max(low, needed - units, 0);
    const stride = counted < 0 ? 0 : (this.strides[counted] as number);
    const limit = counted < 0 ? 0 : (this.limits[counted] as number);
    const layer = day * this.layer;
    for (let w = 0; w + newWeekend < weekends; w++) {
      for (let c = 0; c < counts; c++) {
        const from = (node * weekends + w) * counts + c;
        if (reached[from] === 0) continue;
        if (counted >= 0 && Math.floor(c / stride) % (limit + 1) >= limit) continue;
        const to = (target * weekends + w + newWeekend) * counts + c + stride;
        reaches[to] = 1;
        const source = from * minutes;
        const sink = to * minutes + units;
        for (let m = first; m <= high; m++) {
          const value = (now[source + m] as number) + cost;
          if (value < (next[sink + m] as number)) {
            next[sink + m] = value;
            back[layer + sink + m] = code;
          }
        }
      }
    }
  }

  private collect(many: number, reached: Uint8Array): Path[] {
    const { room, weekends, counts, minutes } = this;
    const best = new Map<number, { cost: number; state: number }>();
    for (let row = 0; row < this.rows; row++) {
      if (reached[row] === 0 || room.accepts[Math.floor(row / (weekends * counts))] === 0) continue;
      const w = Math.floor(row / counts) % weekends;
      for (let m = Math.max(0, room.least); m < minutes; m++) {
        const cost = now[row * minutes + m] as number;
        if (cost === Infinity) continue;
        const known = best.get(m * weekends + w);
        if (!known || cost < known.cost) best.set(m * weekends + w, { cost, state: row * minutes + m });
      }
    }
    const ends = [...best.values()].sort((a, b) => a.cost - b.cost).slice(0, many);
    return ends.map(({ cost, state }) => ({ cost, roster: this.trace(state) }));
  }

  private trace(end: number): Roster {
    const { graph, groups, room, weekends, counts, minutes, days } = this;
    const roster = new Int16Array(days);
    let state = end;
    for (let day = days - 1; day >= 0; day--) {
      const code = back[day * this.layer + state] as number;
      const choice = code % (groups.length + 1);
      const node = Math.floor(code / (groups.length + 1));
      const row = Math.floor(state / minutes);
      let m = state % minutes;
      let c = row % counts;
      let w = Math.floor(row / counts) % weekends;
      roster[day] = OFF;
      if (choice > 0) {
        const group = groups[choice - 1] as ShiftGroup;
        roster[day] = this.cheapest[day * groups.length + choice - 1] as number;
        m -= group.units;
        if (group.counted >= 0) c -= this.strides[group.counted] as number;
        const today = room.span.from + day;
        if (graph.opensWeekend(today, node) && weekends > 1) w--;
      }
      state = ((node * weekends + w) * counts + c) * minutes + m;
    }
    return roster;
  }
}

function anyReached(reached: Uint8Array, from: number, length: number): boolean {
  for (let row = from; row < from + length; row++) if (reached[row] === 1) return true;
  return false;
}
