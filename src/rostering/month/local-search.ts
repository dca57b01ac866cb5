import { MonthBoard } from './month-board';
import type { Seating } from './price';
import type { MonthPerson, Problem } from './problem';

/** With more pairs of person and slot than this, exchanges of two take longer than what they save is worth. */
const FEW = 40_000;
/** Less than this is no gain. */
const EPSILON = 1e-7;
const MOST_PASSES = 30;

/**
 * A good seating in little time: the scarcest slots first, each with whoever it costs least, then single replacements and
 * exchanges of two as long as they make it cheaper. It keeps every rule and proves nothing.
 */
export function searchLocally(problem: Problem, stopped: () => boolean): Seating {
  const board = new MonthBoard(problem);
  const able = ableBySlot(problem);
  const scarcest = problem.slots
    .map(({ index }) => index)
    .sort((a, b) => (able[a]?.length ?? 0) - (able[b]?.length ?? 0) || a - b);
  const few = problem.people.reduce((sum, { open }) => sum + open.length, 0) <= FEW;
  for (const slot of scarcest) while ((board.empty[slot] ?? 0) > 0 && fill(board, able, slot));
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    let better = false;
    for (const slot of scarcest) {
      if (stopped()) return board.seating();
      while ((board.empty[slot] ?? 0) > 0 && (fill(board, able, slot) || fillByMoving(board, able, slot)))
        better = true;
      for (const holder of [...(board.holders[slot] ?? [])]) {
        if (replace(board, able, slot, holder) || (few && exchange(board, able, slot, holder))) better = true;
      }
    }
    if (!better) break;
  }
  return board.seating();
}

function ableBySlot(problem: Problem): MonthPerson[][] {
  const able: MonthPerson[][] = problem.slots.map(() => []);
  for (const person of problem.people) for (const slot of person.open) able[slot]?.push(person);
  return able;
}

/** The cheapest who has room; false when there is nobody. */
function fill(board: MonthBoard, able: readonly MonthPerson[][], slot: number): boolean {
  const best = cheapest(able[slot] ?? [], (person) =>
    board.hasRoom(person, slot) && board.hasCompany(person, slot) ? board.added(person, slot) : Infinity,
  );
  if (!best) return false;
  board.put(best, slot);
  return true;
}

/** Somebody leaves another slot for this one, and a third takes hers. */
function fillByMoving(board: MonthBoard, able: readonly MonthPerson[][], slot: number): boolean {
  for (const person of able[slot] ?? []) {
    if (board.has(person, slot)) continue;
    for (const other of [...board.slotsOf(person)]) {
      board.take(person, other);
      if (board.hasRoom(person, slot)) {
        board.put(person, slot);
        const fits = board.accompanied(slot);
        if (fits && fill(board, able, other) && board.accompanied(other)) return true;
        board.take(person, slot);
      }
      board.put(person, other);
    }
  }
  return false;
}

function replace(board: MonthBoard, able: readonly MonthPerson[][], slot: number, holder: MonthPerson): boolean {
  const saved = -board.removed(holder, slot);
  board.take(holder, slot);
  const best = cheapest(able[slot] ?? [], (person) => {
    if (person === holder) return Infinity;
    const added = board.added(person, slot);
    if (added >= saved - EPSILON || !board.hasRoom(person, slot)) return Infinity;
    // Her leaving may leave a trainee alone, whoever comes: then all of it is looked at.
    return staysAccompanied(board, person, slot) ? added : Infinity;
  });
  board.put(best ?? holder, slot);
  return best !== null;
}

function staysAccompanied(board: MonthBoard, person: MonthPerson, slot: number): boolean {
  board.put(person, slot);
  const fits = board.accompanied(slot);
  board.take(person, slot);
  return fits;
}

/** The holder and somebody on another slot change places when both have room and it is cheaper. */
function exchange(board: MonthBoard, able: readonly MonthPerson[][], slot: number, holder: MonthPerson): boolean {
  for (const person of able[slot] ?? []) {
    if (person === holder || board.has(person, slot)) continue;
    for (const other of [...board.slotsOf(person)]) {
      if (board.has(holder, other)) continue;
      if (exchanged(board, [holder, slot], [person, other])) return true;
    }
  }
  return false;
}

function exchanged(board: MonthBoard, [a, s]: [MonthPerson, number], [b, t]: [MonthPerson, number]): boolean {
  let change = board.removed(a, s);
  board.take(a, s);
  change += board.removed(b, t);
  board.take(b, t);
  if (board.hasRoom(a, t) && board.hasRoom(b, s)) {
    change += board.added(a, t) + board.added(b, s);
    if (change < -EPSILON) {
      board.put(a, t);
      board.put(b, s);
      if (board.accompanied(s) && board.accompanied(t)) return true;
      board.take(a, t);
      board.take(b, s);
    }
  }
  board.put(b, t);
  board.put(a, s);
  return false;
}

function cheapest(people: readonly MonthPerson[], price: (person: MonthPerson) => number): MonthPerson | null {
  let best: MonthPerson | null = null;
  let least = Infinity;
  for (const person of people) {
    const own = price(person);
    if (own < least) [best, least] = [person, own];
  }
  return best;
}
