import { FAMILIES } from '../../programmes/domain/goals';
import { stepCost, type Seating } from './price';
import { emptyCost, type MonthPerson, type Problem } from './problem';

/** What one person has on the board. */
interface Stand {
  /** Her slots, in no order. */
  readonly slots: number[];
  /** By slot: 1 where she has it. */
  readonly has: Uint8Array;
  /** By slot that is open to her: row, weight, row, weight … of the rows that it counts in. */
  readonly rowsOf: readonly (readonly number[] | undefined)[];
  /** By row: how much of it is used, and its most. */
  readonly filled: Int32Array;
  readonly most: Int32Array;
  /** By slot that she wishes for or would rather not have. */
  readonly costs: ReadonlyMap<number, number>;
  /** By family, in the order of FAMILIES. */
  readonly counts: Int32Array;
  readonly targets: readonly number[];
}

/** What all people need to know of one slot. */
interface SlotFacts {
  readonly families: readonly number[];
  readonly session: number;
  /** A trainee on it must not be alone, and nobody experienced is on the session yet. */
  readonly needsCompany: boolean;
  /** Slots in which the same person is worth something, and how much. */
  readonly steady: readonly { readonly slot: number; readonly worth: number }[];
  readonly emptyCost: number;
}

/** A seating under way: what fits and what a change costs, each answered at once. Everything it holds keeps every rule. */
export class MonthBoard {
  /** By slot: how many of its places nobody has. */
  readonly empty: number[];
  /** By slot: who is on it, in no order. */
  readonly holders: MonthPerson[][];
  private readonly stands: readonly Stand[];
  private readonly places: readonly SlotFacts[];
  private readonly weights: readonly number[];
  /** By session: how many experienced people it has, and how many who must not be without one. */
  private readonly experienced: Int32Array;
  private readonly needy: Int32Array;

  constructor(readonly problem: Problem) {
    this.empty = problem.slots.map(({ places }) => places);
    this.holders = problem.slots.map(() => []);
    this.stands = problem.people.map((person) => standOf(problem, person));
    this.places = placesOf(problem);
    this.weights = FAMILIES.map((family) => problem.weights[family]);
    const sessions = this.places.reduce((most, { session }) => Math.max(most, session + 1), 0);
    this.experienced = new Int32Array(sessions);
    this.needy = new Int32Array(sessions);
  }

  seating(): Seating {
    return this.stands.map(({ slots }) => [...slots].sort((a, b) => a - b));
  }

  /** Puts everybody where the seating has her, on a board with nobody on it. */
  seat(seating: Seating): void {
    for (const person of this.problem.people) for (const slot of seating[person.index] ?? []) this.put(person, slot);
  }

  slotsOf(person: MonthPerson): readonly number[] {
    return this.stand(person).slots;
  }

  has(person: MonthPerson, slot: number): boolean {
    return this.stand(person).has[slot] === 1;
  }

  /** True when no rule closes the slot to her, whatever else she has. */
  isOpen(person: MonthPerson, slot: number): boolean {
    return this.stand(person).rowsOf[slot] !== undefined;
  }

  /** True when her rows leave room for the slot; company is asked apart. */
  hasRoom(person: MonthPerson, slot: number): boolean {
    const { rowsOf, has, filled, most } = this.stand(person);
    const rows = rowsOf[slot];
    if (!rows || has[slot] === 1) return false;
    for (let i = 0; i < rows.length; i += 2) {
      const row = rows[i] ?? 0;
      if ((filled[row] ?? 0) + (rows[i + 1] ?? 0) > (most[row] ?? 0)) return false;
    }
    return true;
  }

  /** True when nobody who must not be alone would be, if it stayed as it is now. */
  accompanied(slot: number): boolean {
    const { session, needsCompany } = this.place(slot);
    return !needsCompany || (this.needy[session] ?? 0) === 0 || (this.experienced[session] ?? 0) > 0;
  }

  /** True when she may join the slot: she has company where she needs it. Her coming never takes it from anybody. */
  hasCompany({ volunteer }: MonthPerson, slot: number): boolean {
    const { session, needsCompany } = this.place(slot);
    const alone = volunteer.trainee && this.problem.slots[slot]?.seat.trainee === 'not-alone';
    return !alone || !needsCompany || (this.experienced[session] ?? 0) > 0;
  }

  /** What taking the slot adds to her price. */
  added(person: MonthPerson, slot: number): number {
    return this.change(person, slot, 1);
  }

  /** What leaving the slot adds to her price. */
  removed(person: MonthPerson, slot: number): number {
    return this.change(person, slot, -1);
  }

  put(person: MonthPerson, slot: number): void {
    const { slots, has } = this.stand(person);
    this.count(person, slot, 1);
    slots.push(slot);
    has[slot] = 1;
    this.holders[slot]?.push(person);
  }

  take(person: MonthPerson, slot: number): void {
    const { slots, has } = this.stand(person);
    this.count(person, slot, -1);
    remove(slots, slot);
    has[slot] = 0;
    remove(this.holders[slot] ?? [], person);
  }

  emptyCost(slot: number): number {
    return this.place(slot).emptyCost;
  }

  private change(person: MonthPerson, index: number, by: 1 | -1): number {
    const { has, counts, costs, targets } = this.stand(person);
    const { families, steady } = this.place(index);
    let price = costs.size > 0 ? by * (costs.get(index) ?? 0) : 0;
    for (const family of families) {
      const k = (counts[family] ?? 0) + (by === 1 ? 1 : 0);
      price += by * stepCost(this.weights[family] ?? 0, targets[family] ?? 0, k);
    }
    for (const { slot, worth } of steady) if (has[slot] === 1) price -= by * worth;
    return price;
  }

  private count(person: MonthPerson, index: number, by: 1 | -1): void {
    const { rowsOf, filled, counts } = this.stand(person);
    const { families, session } = this.place(index);
    const rows = rowsOf[index] ?? [];
    for (let i = 0; i < rows.length; i += 2) {
      const row = rows[i] ?? 0;
      filled[row] = (filled[row] ?? 0) + by * (rows[i + 1] ?? 0);
    }
    for (const family of families) counts[family] = (counts[family] ?? 0) + by;
    this.empty[index] = (this.empty[index] ?? 0) - by;
    if (!person.volunteer.trainee) this.experienced[session] = (this.experienced[session] ?? 0) + by;
    else if (this.problem.slots[index]?.seat.trainee === 'not-alone')
      this.needy[session] = (this.needy[session] ?? 0) + by;
  }

  private stand(person: MonthPerson): Stand {
    const stand = this.stands[person.index];
    if (!stand) throw new Error('nobody of that index takes part in the draft');
    return stand;
  }

  private place(slot: number): SlotFacts {
    const place = this.places[slot];
    if (!place) throw new Error('the month has no slot of that index');
    return place;
  }
}

function standOf({ slots }: Problem, person: MonthPerson): Stand {
  const rowsOf: (number[] | undefined)[] = slots.map(() => undefined);
  for (const slot of person.open) rowsOf[slot] = [];
  person.rows.forEach(({ shifts, weights }, row) => {
    shifts.forEach((slot, i) => rowsOf[slot]?.push(row, weights?.[i] ?? 1));
  });
  return {
    slots: [],
    has: new Uint8Array(slots.length),
    rowsOf,
    filled: new Int32Array(person.rows.length),
    most: Int32Array.from(person.rows, ({ most }) => most),
    costs: person.costs,
    counts: new Int32Array(FAMILIES.length),
    targets: FAMILIES.map((family) => person.targets[family]),
  };
}

function placesOf({ slots, sessions, after }: Problem): SlotFacts[] {
  const numbers = new Map<string, number>();
  return slots.map((slot): SlotFacts => {
    const { sessionId } = slot.seat;
    const session = numbers.get(sessionId) ?? numbers.size;
    numbers.set(sessionId, session);
    const next = after.get(slot.index);
    return {
      families: slot.families.map((family) => FAMILIES.indexOf(family)),
      session,
      needsCompany: sessions.has(sessionId),
      steady: [
        ...(slot.before === null ? [] : [{ slot: slot.before, worth: slot.goals.continuity }]),
        ...(next === undefined ? [] : [{ slot: next, worth: slots[next]?.goals.continuity ?? 0 }]),
      ],
      emptyCost: emptyCost(slot),
    };
  });
}

/** The order of what stays does not matter. */
function remove<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  const last = list.pop();
  if (at < list.length && last !== undefined) list[at] = last;
}
