import type { RepairFacts, RepairMove } from '../domain/repair';
import { MonthBoard } from './month-board';
import { problemOf, type MonthPerson, type Problem } from './problem';

/** One more person who hears of a change weighs more than any unfairness; one who had confirmed, more than that again. */
const PER_PERSON = 100_000;
const PER_CONFIRMED = 1_000_000;

interface Plan {
  readonly cost: number;
  readonly moves: readonly RepairMove[];
}

/**
 * The cheapest way to fill each hole in turn: somebody who takes it directly; or else somebody who leaves a seat that may
 * move and a third person who takes that one. Holes that neither can fill stay.
 */
export function repair(facts: RepairFacts): RepairMove[] {
  const problem = problemOf(facts.month);
  const board = new MonthBoard(problem);
  const slotOf = new Map(problem.slots.map(({ seat, index }) => [seat.shiftId, index]));
  const personOf = new Map(problem.people.map((person) => [person.volunteer.id, person]));
  const confirmed = new Set<string>();
  for (const seat of facts.movable) {
    const [person, slot] = [personOf.get(seat.personId), slotOf.get(seat.shiftId)];
    if (!person || slot === undefined || !board.hasRoom(person, slot)) continue;
    board.put(person, slot);
    if (seat.confirmed) confirmed.add(`${seat.personId} ${seat.shiftId}`);
  }
  return facts.holes.flatMap((shiftId) => {
    const slot = slotOf.get(shiftId);
    if (slot === undefined) return [];
    const gone = new Set(facts.gone.filter((one) => one.shiftId === shiftId).map((one) => one.personId));
    const plan = new Mender(problem, board, confirmed, gone).mend(slot);
    if (!plan) return [];
    for (const { personId, from, to } of plan.moves) apply(board, personOf.get(personId), slotOf, from, to);
    return plan.moves;
  });
}

function apply(
  board: MonthBoard,
  person: MonthPerson | undefined,
  slotOf: ReadonlyMap<string, number>,
  from: string | null,
  to: string,
): void {
  const [left, taken] = [from === null ? undefined : slotOf.get(from), slotOf.get(to)];
  if (!person || taken === undefined) return;
  if (left !== undefined) board.take(person, left);
  board.put(person, taken);
}

class Mender {
  constructor(
    private readonly problem: Problem,
    private readonly board: MonthBoard,
    private readonly confirmed: ReadonlySet<string>,
    /** They have just let the place go: nobody asks them for another. */
    private readonly gone: ReadonlySet<string>,
  ) {}

  mend(slot: number): Plan | null {
    return this.directly(slot, this.gone) ?? this.byMoving(slot);
  }

  private directly(slot: number, not: ReadonlySet<string>): Plan | null {
    let best: Plan | null = null;
    for (const person of this.problem.people) {
      if (not.has(person.volunteer.id) || !this.board.hasRoom(person, slot) || !this.isCompany(person, slot)) continue;
      const cost = PER_PERSON + this.board.added(person, slot);
      if (best && cost >= best.cost) continue;
      best = { cost, moves: [{ personId: person.volunteer.id, from: null, to: this.shiftOf(slot) }] };
    }
    return best;
  }

  private byMoving(slot: number): Plan | null {
    let best: Plan | null = null;
    for (const person of this.problem.people) {
      if (this.gone.has(person.volunteer.id) || this.board.has(person, slot)) continue;
      for (const other of [...this.board.slotsOf(person)]) {
        const plan = this.moving(person, other, slot);
        if (plan && (!best || plan.cost < best.cost)) best = plan;
      }
    }
    return best;
  }

  private moving(person: MonthPerson, from: number, to: number): Plan | null {
    const { board } = this;
    const personId = person.volunteer.id;
    const [left, taken] = [this.shiftOf(from), this.shiftOf(to)];
    let cost =
      PER_PERSON + board.removed(person, from) + (this.confirmed.has(`${personId} ${left}`) ? PER_CONFIRMED : 0);
    board.take(person, from);
    let plan: Plan | null = null;
    if (board.hasRoom(person, to)) {
      cost += board.added(person, to);
      board.put(person, to);
      const third = board.accompanied(to) ? this.directly(from, new Set([personId, ...this.gone])) : null;
      if (third) {
        plan = { cost: cost + third.cost, moves: [{ personId, from: left, to: taken }, ...third.moves] };
      }
      board.take(person, to);
    }
    board.put(person, from);
    return plan;
  }

  /** The hole may be the company of a trainee who stays: whoever comes must be company enough for her as well. */
  private isCompany(person: MonthPerson, slot: number): boolean {
    if (!person.volunteer.trainee) return true;
    this.board.put(person, slot);
    const fits = this.board.accompanied(slot);
    this.board.take(person, slot);
    return fits;
  }

  private shiftOf(slot: number): string {
    return this.problem.slots[slot]?.seat.shiftId ?? '';
  }
}
