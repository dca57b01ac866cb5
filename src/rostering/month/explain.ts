import { DAY } from '../../kernel/clock';
import type { Scene } from '../../rota/domain/scene';
import type { Violation } from '../../rota/domain/violation';
import { FAMILIES } from '../../programmes/domain/goals';
import type { Account, Relief, Closed, Difference, DraftedEntry, Hole, Why } from '../domain/drafted-month';
import { NOTHING } from '../domain/month-facts';
import { MonthBoard } from './month-board';
import { emptyPlaces, type Seating } from './price';
import { sceneOf, type MonthPerson, type Problem } from './problem';
import type { Slot } from './slot';

/** Below this two prices are the same. */
const EPSILON = 1e-6;

export interface Explained {
  readonly entries: readonly DraftedEntry[];
  readonly holes: readonly Hole[];
  readonly accounts: readonly Account[];
}

/** Says of a seating why each has what she has, why each empty place is empty, and how each stands to her share. */
export function explain(problem: Problem, seating: Seating): Explained {
  const board = new MonthBoard(problem);
  board.seat(seating);
  const entries = problem.slots.flatMap((slot) => {
    const able = problem.people.filter((person) => board.isOpen(person, slot.index));
    const room = able.filter((person) => board.hasRoom(person, slot.index));
    return [...(board.holders[slot.index] ?? [])].map((person) =>
      entryOf(problem, board, slot, person, able.length, room),
    );
  });
  const empty = emptyPlaces(problem, seating);
  const scenes = { standing: sceneOf(problem.facts), drafted: drafted(problem, seating) };
  const holes = problem.slots
    .filter(({ index }) => (empty[index] ?? 0) > 0)
    .map((slot) => holeOf(problem, scenes, slot, empty[slot.index] ?? 0));
  return { entries, holes, accounts: problem.people.map((person) => accountOf(problem, board, person)) };
}

function entryOf(
  problem: Problem,
  board: MonthBoard,
  slot: Slot,
  person: MonthPerson,
  able: number,
  room: readonly MonthPerson[],
): DraftedEntry {
  const saved = board.removed(person, slot.index);
  board.take(person, slot.index);
  const free = room.filter((other) => board.hasCompany(other, slot.index));
  const tie = free.some((other) => board.added(other, slot.index) + saved <= EPSILON);
  board.put(person, slot.index);
  const cost = person.costs.get(slot.index) ?? 0;
  const own = board.slotsOf(person);
  const steady = [slot.before, problem.after.get(slot.index)].some(
    (other) => typeof other === 'number' && board.has(person, other),
  );
  const standing = problem.facts.standing.get(person.volunteer.id) ?? NOTHING;
  const why: Why = {
    able,
    free: free.length,
    shifts: own.length + standing.shifts,
    share: Math.round((person.targets.shifts + standing.shifts) * 10) / 10,
    ...(cost === 0 ? {} : { wish: cost < 0 ? 'like' : 'dislike' }),
    ...(steady ? { steady } : {}),
    ...(tie ? { tie } : {}),
  };
  return { shiftId: slot.seat.shiftId, personId: person.volunteer.id, why };
}

/** The month without the draft and with it. */
interface Scenes {
  readonly standing: Scene;
  readonly drafted: Scene;
}

/** The month as the draft would have it, for the rules to be asked. */
function drafted(problem: Problem, seating: Seating): Scene {
  const scene = sceneOf(problem.facts);
  for (const { volunteer, index } of problem.people) {
    for (const s of seating[index] ?? []) {
      const slot = problem.slots[s];
      if (slot) scene.arrives(volunteer, slot.seat);
    }
  }
  return scene;
}

/** Every rule that she and the slot break; that its places are taken is the draft's own affair. */
const verdictOn = (scene: Scene, { volunteer }: MonthPerson, { seat }: Slot): Violation[] =>
  (scene.verdict(volunteer.id, seat) ?? []).filter(({ rule }) => rule !== 'full');

function holeOf(problem: Problem, scenes: Scenes, slot: Slot, missing: number): Hole {
  const closed = new Map<string, { violation: Violation; people: string[] }>();
  const changes: Relief[] = [];
  for (const person of problem.people) {
    const verdict = verdictOn(scenes.drafted, person, slot);
    if (!verdict[0]) continue;
    const first = closingAlone(scenes, person, slot, verdict) ?? verdict[0];
    const name = nameOf(first);
    const kept: Closed & { people: string[] } = closed.get(name) ?? { violation: first, people: [] };
    kept.people.push(person.volunteer.id);
    closed.set(name, kept);
    const change = verdict.length === 1 ? changeOf(person, slot, first) : null;
    if (change) changes.push(change);
  }
  const byPeople = [...closed.values()].sort((a, b) => b.people.length - a.people.length);
  return { shiftId: slot.seat.shiftId, missing, closed: byPeople, change: smallest(changes) };
}

/** What keeps her away by itself says more than what only follows from the rest of the draft. */
function closingAlone(
  { standing }: Scenes,
  { volunteer, open }: MonthPerson,
  slot: Slot,
  verdict: readonly Violation[],
): Violation | undefined {
  if (!volunteer.trainee && open.includes(slot.index)) return undefined;
  const alone = standing.verdict(volunteer.id, slot.seat) ?? [];
  return alone.find((one) => verdict.some(({ rule }) => rule === one.rule));
}

/** Those whom the same rule keeps away to the same extent are told together. */
function nameOf(violation: Violation): string {
  switch (violation.rule) {
    case 'cap':
      return `cap ${violation.period} ${violation.limit}`;
    case 'rest':
      return `rest ${violation.neededHours}`;
    case 'qualification-expired':
      return `qualification-expired ${violation.validUntil}`;
    default:
      return violation.rule;
  }
}

/** What would have to give for her, when it is something that can. */
function changeOf({ volunteer }: MonthPerson, { seat }: Slot, violation: Violation): Relief | null {
  const personId = volunteer.id;
  switch (violation.rule) {
    case 'cap':
      return { personId, violation, by: 1 };
    case 'on-leave': {
      const sooner = Math.ceil((violation.to - seat.start) / DAY);
      const later = Math.ceil((seat.end - violation.from) / DAY);
      return { personId, violation, by: Math.min(sooner, later), end: sooner <= later ? 'sooner' : 'later' };
    }
    case 'unavailable':
      return { personId, violation, by: 0 };
    default:
      return null;
  }
}

/** A cap raised by one or a day of leave before hours at which somebody said that she cannot. */
function smallest(changes: readonly Relief[]): Relief | null {
  const cost = ({ violation, by }: Relief): number => (violation.rule === 'unavailable' ? 2.5 : by);
  return changes.reduce<Relief | null>((best, one) => (best === null || cost(one) < cost(best) ? one : best), null);
}

function accountOf(problem: Problem, board: MonthBoard, person: MonthPerson): Account {
  const personId = person.volunteer.id;
  const standing = problem.facts.standing.get(personId) ?? NOTHING;
  const counts = { ...standing };
  for (const s of board.slotsOf(person)) {
    const slot = problem.slots[s];
    for (const family of slot?.families ?? []) counts[family] += 1;
  }
  const fair = { ...NOTHING };
  for (const family of FAMILIES) fair[family] = Math.round((person.targets[family] + standing[family]) * 1e4) / 1e4;
  return {
    personId,
    counts,
    fair,
    difference: differenceOf(board, person, counts.shifts - fair.shifts, standing.shifts - fair.shifts),
  };
}

function differenceOf(board: MonthBoard, person: MonthPerson, over: number, standingOver: number): Difference {
  if (Math.abs(over) < 1) return 'even';
  if (over > 0) return standingOver >= 0 ? 'claimed' : 'needed';
  return person.open.some((slot) => board.hasRoom(person, slot)) ? 'others' : 'no-room';
}
