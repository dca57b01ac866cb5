import { DraftBoard, type Place } from './draft-board';
import type { Draft, DraftEntry, DraftFacts, Unfilled } from './draft-facts';
import type { Violation } from '../../../src/rota/domain/violation';

const CAP_WITHOUT_CAP = 8;
const NIGHTS_WITHOUT_CAP = 4;
const DEPTH = 3;
const FAIR_PASSES = 3;
/** Repairs stop after this many questions to the rules, so that a hopeless month ends too. */
const MOST_QUESTIONS = 400_000;

/**
 * Fills the places one by one, the one with the fewest fitting people first, each with the fitting person who serves
 * least in proportion to what she can; then mends holes by chains of replacements, and evens out. Each placement passes
 * `judge` with everything drafted so far, so that the draft as a whole breaks no rule. The same facts give the same draft.
 */
export function draftMonth(facts: DraftFacts): Draft {
  const board = new DraftBoard(facts);
  const fitting = new Map<number, number>();
  fillScarcestFirst(board, fitting);
  for (const place of holes(board)) mend(board, place, DEPTH, new Set());
  evenOut(board);
  return {
    entries: board.places.flatMap((place) => entryOf(board, place, fitting)),
    unfilled: unfilledOf(board, facts),
  };
}

function fillScarcestFirst(board: DraftBoard, fitting: Map<number, number>): void {
  const options = board.places.map((place) => board.able(place).filter((id) => board.fits(id, place)));
  const open = new Set(board.places);
  while (open.size > 0) {
    const place = scarcest(open, options);
    open.delete(place);
    const people = options[place.index] ?? [];
    const best = leastLoaded(board, place, people);
    if (best === null) continue;
    fitting.set(place.index, people.length);
    board.put(best, place);
    for (const other of open) {
      const own = options[other.index] ?? [];
      // Company in the session may open it to trainees; a duty more only ever closes other places to its person.
      if (other.sessionId === place.sessionId) {
        options[other.index] = board.able(other).filter((id) => board.fits(id, other));
      } else if (own.includes(best) && !board.fits(best, other)) {
        options[other.index] = own.filter((id) => id !== best);
      }
    }
  }
}

function scarcest(open: ReadonlySet<Place>, options: readonly (readonly string[])[]): Place {
  let found: Place | undefined;
  let fewest = Infinity;
  for (const place of open) {
    const weight = (options[place.index]?.length ?? 0) + place.rank * 0.1;
    if (weight < fewest) [found, fewest] = [place, weight];
  }
  if (!found) throw new Error('no open place');
  return found;
}

const holes = (board: DraftBoard): Place[] =>
  board.places.filter((place) => board.personOn(place) === null).sort((a, b) => a.rank - b.rank || a.index - b.index);

/** What a person's share would be with `more` shifts on top, and her nights and weekends: lower serves next. */
function burden(board: DraftBoard, personId: string, place: Place, more: number): number {
  const { caps } = board.volunteer(personId);
  const count = board.countOf(personId, place.month);
  const cap = Math.max(1, caps.perMonth ?? CAP_WITHOUT_CAP);
  const share = (count.shifts + more) / cap;
  const nightShare = (count.nights + more) / Math.max(1, caps.nightsPerMonth ?? NIGHTS_WITHOUT_CAP);
  if (place.shift.seat.night) return share + 0.5 * nightShare;
  return share + (place.weekend ? (0.6 * (count.weekends + more)) / cap : 0);
}

function leastLoaded(board: DraftBoard, place: Place, people: readonly string[]): string | null {
  let best: string | null = null;
  let least = Infinity;
  for (const id of people) {
    const load = burden(board, id, place, 1);
    if (load < least) [best, least] = [id, load];
  }
  return best;
}

/** Finds somebody for a hole by taking her from another place that somebody else can fill, up to `depth` times over. */
function mend(board: DraftBoard, hole: Place, depth: number, tried: Set<number>): boolean {
  const able = board.able(hole);
  const direct = leastLoaded(
    board,
    hole,
    able.filter((id) => board.fits(id, hole)),
  );
  if (direct !== null) {
    board.put(direct, hole);
    if (!board.traineeAloneIn(hole.sessionId)) return true;
    board.clear(hole);
  }
  if (depth === 0 || board.questions > MOST_QUESTIONS) return false;
  tried.add(hole.index);
  const solved = able.some((id) =>
    board.placesOf(id).some((from) => !tried.has(from.index) && moveOver(board, id, from, hole, depth, tried)),
  );
  tried.delete(hole.index);
  return solved;
}

function moveOver(
  board: DraftBoard,
  personId: string,
  from: Place,
  hole: Place,
  depth: number,
  tried: Set<number>,
): boolean {
  board.clear(from);
  if (board.fits(personId, hole)) {
    board.put(personId, hole);
    if (!board.traineeAloneIn(hole.sessionId) && mend(board, from, depth - 1, tried)) return true;
    board.clear(hole);
  }
  board.put(personId, from);
  return false;
}

/** Passes places from those who serve much in proportion to those who serve little. */
function evenOut(board: DraftBoard): void {
  for (let pass = 0; pass < FAIR_PASSES && board.questions < 2 * MOST_QUESTIONS; pass++) {
    let moved = false;
    for (const place of board.places) {
      const holder = board.personOn(place);
      if (holder !== null && passOn(board, place, holder)) moved = true;
    }
    if (!moved) return;
  }
}

function passOn(board: DraftBoard, place: Place, holder: string): boolean {
  const before = burden(board, holder, place, 0);
  const lighter = board
    .able(place)
    .map((id) => ({ id, after: burden(board, id, place, 1) }))
    .filter(({ id, after }) => id !== holder && after < before - 1e-9)
    .sort((a, b) => a.after - b.after);
  if (lighter.length === 0) return false;
  board.clear(place);
  for (const { id } of lighter) {
    if (!board.fits(id, place)) continue;
    board.put(id, place);
    if (!board.traineeAloneIn(place.sessionId)) return true;
    board.clear(place);
  }
  board.put(holder, place);
  return false;
}

function entryOf(board: DraftBoard, place: Place, fitting: ReadonlyMap<number, number>): DraftEntry[] {
  const personId = board.personOn(place);
  if (personId === null) return [];
  const load = board.countOf(personId, place.month).shifts;
  return [{ shiftId: place.shift.seat.shiftId, personId, fitting: fitting.get(place.index) ?? 1, load }];
}

function unfilledOf(board: DraftBoard, facts: DraftFacts): Unfilled[] {
  const byShift = new Map<string, Place[]>();
  for (const place of holes(board)) {
    const { shiftId } = place.shift.seat;
    byShift.set(shiftId, [...(byShift.get(shiftId) ?? []), place]);
  }
  return [...byShift].map(([shiftId, places]) => {
    const blocked: Partial<Record<Violation['rule'], number>> = {};
    for (const volunteer of facts.volunteers) {
      const rule = places[0] && board.verdict(volunteer.id, places[0])[0]?.rule;
      if (rule) blocked[rule] = (blocked[rule] ?? 0) + 1;
    }
    return { shiftId, missing: places.length, blocked };
  });
}
