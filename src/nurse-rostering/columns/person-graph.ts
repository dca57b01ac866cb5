import { OFF, type PersonRules, type Roster, type RosterProblem } from './roster-problem';

/** Shifts that block the same shifts of the next day are one class: after them the rules cannot tell them apart. */
export interface ShiftClasses {
  readonly count: number;
  readonly of: Int32Array;
  /** 1 where class c blocks shift s on the next day, at `c * shifts + s`. */
  readonly blocks: Uint8Array;
  /** Minutes are counted in this unit, the greatest common divisor of all lengths. */
  readonly unit: number;
  readonly units: Int32Array;
}

export function shiftClasses({ shifts }: RosterProblem): ShiftClasses {
  const keys = new Map<string, number>();
  const of = Int32Array.from(shifts, ({ blocksNextDay }) => {
    const key = [...new Set(blocksNextDay)].sort((a, b) => a - b).join();
    if (!keys.has(key)) keys.set(key, keys.size);
    return keys.get(key) as number;
  });
  const blocks = new Uint8Array(keys.size * shifts.length);
  shifts.forEach(({ blocksNextDay }, shift) => {
    for (const next of blocksNextDay) blocks[(of[shift] as number) * shifts.length + next] = 1;
  });
  const unit = shifts.reduce((gcd, { minutes }) => greatestCommonDivisor(gcd, minutes), 0);
  return { count: keys.size, of, blocks, unit, units: Int32Array.from(shifts, ({ minutes }) => minutes / unit) };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * Where a person can stand in the evening as far as runs are concerned. Nodes are numbered: first the days off (the n-th in
 * a row, the last one standing for "enough"), then days worked (the n-th in a row, by class of the shift), then days worked
 * in a run that began with the calendar and may therefore end too early.
 */
export class PersonGraph {
  readonly offNodes: number;
  readonly longestRun: number;
  readonly nodes: number;
  private readonly firstEdge: number;
  private readonly edgeRun: number;

  constructor(
    readonly person: PersonRules,
    readonly classes: ShiftClasses,
    days: number,
  ) {
    this.offNodes = Math.min(Math.max(1, person.leastDaysOff), days);
    this.longestRun = Math.min(person.run.most, days);
    this.edgeRun = Math.min(this.longestRun, Math.max(0, person.run.least - 1));
    this.firstEdge = this.offNodes + this.longestRun * classes.count;
    this.nodes = this.firstEdge + this.edgeRun * classes.count;
  }

  /** Nothing is behind her at the edge of the calendar: as many days off as any rule may ask for. */
  get rested(): number {
    return this.offNodes - 1;
  }

  isOff(node: number): boolean {
    return node < this.offNodes;
  }

  classOf(node: number): number {
    return (node - this.offNodes) % this.classes.count;
  }

  /** Days in a row up to this node, of work or off. */
  length(node: number): number {
    if (this.isOff(node)) return node + 1;
    const from = node < this.firstEdge ? this.offNodes : this.firstEdge;
    return Math.floor((node - from) / this.classes.count) + 1;
  }

  /** Whether work on `day` after the evening at `node` is the first of its weekend. */
  opensWeekend(day: number, node: number): boolean {
    return day % 7 === 5 || (day % 7 === 6 && this.isOff(node));
  }

  /** The node after a day off, or −1 when the run of work is still too short. */
  afterOff(node: number): number {
    if (this.isOff(node)) return Math.min(node + 1, this.rested);
    return node >= this.firstEdge || this.length(node) >= this.person.run.least ? 0 : -1;
  }

  /** The node after a shift of this class, which must not be blocked, or −1; `opening` on the first day of the calendar. */
  afterWork(node: number, shiftClass: number, opening: boolean): number {
    if (this.isOff(node)) {
      if (node !== this.rested || this.longestRun === 0) return -1;
      return (opening && this.edgeRun > 0 ? this.firstEdge : this.offNodes) + shiftClass;
    }
    const length = this.length(node) + 1;
    if (length > this.longestRun) return -1;
    const edge = node >= this.firstEdge && length <= this.edgeRun;
    return (edge ? this.firstEdge : this.offNodes) + (length - 1) * this.classes.count + shiftClass;
  }

  /** The node after working `shift`, or −1 when a rule forbids it. */
  afterShift(node: number, shift: number, opening: boolean): number {
    const { of, blocks, units } = this.classes;
    if (!this.isOff(node) && blocks[this.classOf(node) * units.length + shift] === 1) return -1;
    return this.afterWork(node, of[shift] as number, opening);
  }

  /** The node after the days [from, to) of a roster, beginning at `node`; −1 when they break a rule of runs. */
  follow(node: number, roster: Roster, from: number, to: number): number {
    let at = node;
    for (let day = from; day < to && at >= 0; day++) {
      const shift = roster[day] as number;
      at = shift === OFF ? this.afterOff(at) : this.afterShift(at, shift, day === 0);
    }
    return at;
  }
}
