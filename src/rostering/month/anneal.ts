import { MonthBoard } from './month-board';
import type { Seating } from './price';
import type { MonthPerson, Problem } from './problem';
import { randomNumbers } from '../random';

/** So many changes are tried for each place of the month, so long as there is time. */
const TRIALS_A_PLACE = 12_000;
/** A change for the worse by this much is taken in one of e cases, at the beginning and at the end. */
const WARM = 3;
const COLD = 0.05;
/** So many trials between looks at the clock. */
const BETWEEN_LOOKS = 20_000;
const EPSILON = 1e-9;

interface Pace {
  /** The part of the time that has gone, from 0 to 1. */
  readonly spent: () => number;
  /** True once the best so far is wanted. */
  readonly stopped: () => boolean;
  /** Hears of every seating that is better than all before it. */
  readonly better: (seating: Seating) => void;
}

/**
 * Simulated annealing from a seating: a place goes to somebody else, two people change places, or an empty place moves,
 * for the worse as well at first and ever less. Every step keeps every rule.
 */
export function anneal(problem: Problem, begin: Seating, pace: Pace): void {
  new Annealing(problem, begin).run(pace);
}

class Annealing {
  private readonly board: MonthBoard;
  private readonly able: MonthPerson[][];
  /** Every place of the month, as its slot. */
  private readonly places: Int32Array;
  private readonly random = randomNumbers(1);
  private temperature = WARM;
  /** How much dearer than the beginning it has become. */
  private price = 0;

  constructor(problem: Problem, begin: Seating) {
    this.board = new MonthBoard(problem);
    this.board.seat(begin);
    this.able = problem.slots.map(() => []);
    for (const person of problem.people) for (const slot of person.open) this.able[slot]?.push(person);
    this.places = Int32Array.from(
      problem.slots.flatMap(({ index, places }) => Array.from({ length: places }, () => index)),
    );
  }

  run({ spent, stopped, better }: Pace): void {
    const trials = this.places.length * TRIALS_A_PLACE;
    let least = 0;
    for (let trial = 0; trial < trials && !stopped(); trial += BETWEEN_LOOKS) {
      const done = Math.max(trial / trials, spent());
      if (done >= 1) return;
      this.temperature = WARM * (COLD / WARM) ** done;
      for (let i = 0; i < BETWEEN_LOOKS; i++) this.trial();
      if (this.price < least - EPSILON) {
        least = this.price;
        better(this.board.seating());
      }
    }
  }

  private trial(): void {
    const slot = this.places[this.below(this.places.length)] ?? 0;
    const able = this.able[slot] ?? [];
    const holders = this.board.holders[slot] ?? [];
    const person = able[this.below(able.length)];
    if (!person || this.board.has(person, slot)) return;
    const at = this.below(holders.length + (this.board.empty[slot] ?? 0));
    const holder = holders[at] ?? null;
    const own = this.board.slotsOf(person);
    const other = own[this.below(2 * own.length + 1)];
    if (other === undefined) this.replace(slot, holder, person);
    else if (holder === null) this.move(person, other, slot);
    else this.exchange(holder, slot, person, other);
  }

  private replace(slot: number, holder: MonthPerson | null, person: MonthPerson): void {
    const { board } = this;
    if (!board.hasRoom(person, slot)) return;
    const freed = holder ? board.removed(holder, slot) : -board.emptyCost(slot);
    const change = freed + board.added(person, slot);
    if (!this.takes(change)) return;
    if (holder) board.take(holder, slot);
    board.put(person, slot);
    if (board.accompanied(slot)) {
      this.price += change;
      return;
    }
    board.take(person, slot);
    if (holder) board.put(holder, slot);
  }

  /** She leaves a place for an empty one. */
  private move(person: MonthPerson, from: number, to: number): void {
    const { board } = this;
    let change = board.emptyCost(from) - board.emptyCost(to) + board.removed(person, from);
    board.take(person, from);
    if (board.hasRoom(person, to)) {
      change += board.added(person, to);
      if (this.takes(change)) {
        board.put(person, to);
        if (board.accompanied(from) && board.accompanied(to)) {
          this.price += change;
          return;
        }
        board.take(person, to);
      }
    }
    board.put(person, from);
  }

  private exchange(a: MonthPerson, s: number, b: MonthPerson, t: number): void {
    const { board } = this;
    if (!board.isOpen(a, t) || board.has(a, t)) return;
    let change = board.removed(a, s) + board.removed(b, t);
    board.take(a, s);
    board.take(b, t);
    if (board.hasRoom(a, t) && board.hasRoom(b, s)) {
      change += board.added(a, t) + board.added(b, s);
      if (this.takes(change)) {
        board.put(a, t);
        board.put(b, s);
        if (board.accompanied(s) && board.accompanied(t)) {
          this.price += change;
          return;
        }
        board.take(a, t);
        board.take(b, s);
      }
    }
    board.put(b, t);
    board.put(a, s);
  }

  private takes(change: number): boolean {
    return change <= 0 || this.random() < Math.exp(-change / this.temperature);
  }

  private below(count: number): number {
    return Math.floor(this.random() * count);
  }
}
