import { FAMILIES } from '../../programmes/domain/goals';
import { stepCost, type Seating } from './price';
import { emptyCost, type Candidate, type Problem } from './problem';

interface Stand {
  /** Rows that a slot counts in, by slot, with its weight there. */
  readonly rowsOf: ReadonlyMap<number, readonly { row: number; weight: number }[]>;
  readonly filled: number[];
  readonly counts: Record<string, number>;
  readonly slots: Set<number>;
}

/** A seating under way: what fits and what a change costs, each answered at once. Everything it holds keeps every rule. */
export class Board {
  readonly empty: number[];
  /** Who is on each slot. */
  readonly holders: Set<Candidate>[];
  private readonly stands: Stand[];
  private readonly experienced = new Map<string, number>();
  private readonly needy = new Map<string, number>();

  constructor(readonly problem: Problem) {
    this.empty = problem.slots.map(({ places }) => places);
    this.holders = problem.slots.map(() => new Set());
    this.stands = problem.people.map((person) => standOf(person));
  }

  seating(): Seating {
    return this.stands.map(({ slots }) => [...slots].sort((a, b) => a - b));
  }

  slotsOf(person: Candidate): ReadonlySet<number> {
    return this.stand(person).slots;
  }

  /** True when her rows leave room for the slot; company is asked apart. */
  hasRoom(person: Candidate, slot: number): boolean {
    const stand = this.stand(person);
    const rows = stand.rowsOf.get(slot);
    if (!rows || stand.slots.has(slot)) return false;
    return rows.every(({ row, weight }) => (stand.filled[row] ?? 0) + weight <= (person.rows[row]?.most ?? 0));
  }

  /** True when nobody who must not be alone would be, if it stayed as it is now. */
  accompanied(slot: number): boolean {
    const id = this.sessionOf(slot);
    return !this.problem.sessions.has(id) || (this.needy.get(id) ?? 0) === 0 || (this.experienced.get(id) ?? 0) > 0;
  }

  /** True when she may join the slot: she has company where she needs it. Her coming never takes it from anybody. */
  hasCompany({ volunteer }: Candidate, slot: number): boolean {
    const needed = volunteer.trainee && this.problem.slots[slot]?.seat.trainee === 'not-alone';
    const id = this.sessionOf(slot);
    return !needed || !this.problem.sessions.has(id) || (this.experienced.get(id) ?? 0) > 0;
  }

  /** What taking the slot adds to her price. */
  added(person: Candidate, slot: number): number {
    return this.change(person, slot, 1);
  }

  /** What leaving the slot adds to her price. */
  removed(person: Candidate, slot: number): number {
    return this.change(person, slot, -1);
  }

  put(person: Candidate, slot: number): void {
    this.count(person, slot, 1);
    this.stand(person).slots.add(slot);
    this.holders[slot]?.add(person);
  }

  take(person: Candidate, slot: number): void {
    this.count(person, slot, -1);
    this.stand(person).slots.delete(slot);
    this.holders[slot]?.delete(person);
  }

  emptyCost(slot: number): number {
    const found = this.problem.slots[slot];
    return found ? emptyCost(found) : 0;
  }

  private change(person: Candidate, index: number, by: 1 | -1): number {
    const { slots, counts } = this.stand(person);
    const slot = this.problem.slots[index];
    if (!slot) return 0;
    let price = by * (person.costs.get(index) ?? 0);
    for (const family of slot.families) {
      const k = (counts[family] ?? 0) + (by === 1 ? 1 : 0);
      price += by * stepCost(this.problem.weights[family], person.targets[family], k);
    }
    if (slot.before !== null && slots.has(slot.before)) price -= by * slot.goals.continuity;
    const after = this.problem.after.get(index);
    if (after !== undefined && slots.has(after)) price -= by * slot.goals.continuity;
    return price;
  }

  private count(person: Candidate, index: number, by: 1 | -1): void {
    const stand = this.stand(person);
    const slot = this.problem.slots[index];
    for (const { row, weight } of stand.rowsOf.get(index) ?? [])
      stand.filled[row] = (stand.filled[row] ?? 0) + by * weight;
    for (const family of slot?.families ?? []) stand.counts[family] = (stand.counts[family] ?? 0) + by;
    this.empty[index] = (this.empty[index] ?? 0) - by;
    const id = this.sessionOf(index);
    if (!person.volunteer.trainee) this.experienced.set(id, (this.experienced.get(id) ?? 0) + by);
    else if (slot?.seat.trainee === 'not-alone') this.needy.set(id, (this.needy.get(id) ?? 0) + by);
  }

  private sessionOf(slot: number): string {
    return this.problem.slots[slot]?.seat.sessionId ?? '';
  }

  private stand(person: Candidate): Stand {
    const stand = this.stands[person.index];
    if (!stand) throw new Error('nobody of that index takes part in the draft');
    return stand;
  }
}

function standOf(person: Candidate): Stand {
  const rowsOf = new Map<number, { row: number; weight: number }[]>(person.open.map((slot) => [slot, []]));
  person.rows.forEach(({ shifts, weights }, row) => {
    shifts.forEach((slot, i) => rowsOf.get(slot)?.push({ row, weight: weights?.[i] ?? 1 }));
  });
  return {
    rowsOf,
    filled: person.rows.map(() => 0),
    counts: Object.fromEntries(FAMILIES.map((family) => [family, 0])),
    slots: new Set(),
  };
}
