import type { Roster } from './roster-problem';

/** The memory of a board, to be handed to other threads. */
export interface SharedMemory {
  readonly numbers: SharedArrayBuffer;
  readonly turns: SharedArrayBuffer;
  readonly rosters: SharedArrayBuffer;
}

const [COST, BOUND] = [0, 1];

/**
 * Where threads show each other the best they have, without waiting: each writes to a slot of its own, everybody reads all.
 * Costs and bounds are whole numbers.
 */
export class SharedBest {
  private readonly numbers: BigInt64Array;
  /** Odd while the slot is being written. */
  private readonly turns: Int32Array;
  private readonly rosters: Int16Array;

  constructor(
    readonly memory: SharedMemory,
    private readonly people: number,
    private readonly days: number,
  ) {
    this.numbers = new BigInt64Array(memory.numbers);
    this.turns = new Int32Array(memory.turns);
    this.rosters = new Int16Array(memory.rosters);
  }

  static open(slots: number, people: number, days: number): SharedBest {
    const memory = {
      numbers: new SharedArrayBuffer(slots * 2 * BigInt64Array.BYTES_PER_ELEMENT),
      turns: new SharedArrayBuffer(slots * Int32Array.BYTES_PER_ELEMENT),
      rosters: new SharedArrayBuffer(slots * people * days * Int16Array.BYTES_PER_ELEMENT),
    };
    const board = new SharedBest(memory, people, days);
    for (let slot = 0; slot < slots; slot++) {
      Atomics.store(board.numbers, 2 * slot + COST, BigInt(Number.MAX_SAFE_INTEGER));
    }
    return board;
  }

  show(slot: number, cost: number, rosters: readonly Roster[]): void {
    Atomics.add(this.turns, slot, 1);
    rosters.forEach((roster, person) => {
      this.rosters.set(roster, (slot * this.people + person) * this.days);
    });
    Atomics.store(this.numbers, 2 * slot + COST, BigInt(cost));
    Atomics.add(this.turns, slot, 1);
  }

  /** Nothing cheaper than this is possible; lower bounds than the one shown are ignored. */
  showBound(slot: number, bound: number): void {
    const known = Number(Atomics.load(this.numbers, 2 * slot + BOUND));
    if (bound > known) Atomics.store(this.numbers, 2 * slot + BOUND, BigInt(bound));
  }

  get bound(): number {
    return Math.max(...this.slots().map((slot) => Number(Atomics.load(this.numbers, 2 * slot + BOUND))));
  }

  get cost(): number {
    return Math.min(...this.slots().map((slot) => this.costAt(slot)));
  }

  /** The best rosters that somebody shows, if they are cheaper than `cost`; a slot that is just being written is passed over. */
  better(cost: number): { cost: number; rosters: Roster[] } | null {
    const cheaper = this.slots().filter((slot) => this.costAt(slot) < cost);
    for (const slot of cheaper.sort((a, b) => this.costAt(a) - this.costAt(b))) {
      const turn = Atomics.load(this.turns, slot);
      const shown = this.costAt(slot);
      const first = slot * this.people * this.days;
      const rosters = Array.from({ length: this.people }, (_, person) =>
        this.rosters.slice(first + person * this.days, first + (person + 1) * this.days),
      );
      const whole = turn % 2 === 0 && Atomics.load(this.turns, slot) === turn;
      if (whole && shown < cost) return { cost: shown, rosters };
    }
    return null;
  }

  private costAt(slot: number): number {
    return Number(Atomics.load(this.numbers, 2 * slot + COST));
  }

  private slots(): number[] {
    return [...this.turns.keys()];
  }
}
