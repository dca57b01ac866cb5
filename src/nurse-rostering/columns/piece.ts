import type { Demand, Roster, RosterProblem } from './roster-problem';
import { roomFor, type Room, type Span } from './span';
import { addCover, coverCost, coverOf } from './score';
import type { ShortestRoster } from './shortest-roster';

/** One person's days within a span as a column of the master problem: what they cost by her wishes, and where they cover. */
export interface Column {
  readonly person: number;
  readonly cost: number;
  readonly roster: Roster;
  /** Indices into the demand of the span, `d * shifts + s`. */
  readonly covers: readonly number[];
}

/**
 * A part of the whole to be solved with all else fixed: some people's days within a span. The whole calendar of all people is
 * one, too. `need` is what the others leave open in the span; below 0 where they are already too many.
 */
export interface Piece extends Demand {
  readonly problem: RosterProblem;
  readonly span: Span;
  readonly people: readonly number[];
  readonly rooms: readonly Room[];
}

/** The piece that is everything, with nothing fixed. */
export function wholePiece(problem: RosterProblem, searches: readonly ShortestRoster[]): Piece {
  const span = { from: 0, to: problem.days };
  return {
    problem,
    span,
    people: searches.map((_, person) => person),
    rooms: searches.map(({ graph }) => roomFor(graph, span, null)),
    need: problem.need,
    under: problem.under,
    over: problem.over,
  };
}

/** The days of `people` within `span`, with all other days as they are in `rosters`. */
export function pieceOf(
  problem: RosterProblem,
  searches: readonly ShortestRoster[],
  rosters: readonly Roster[],
  people: readonly number[],
  span: Span,
): Piece {
  const shifts = problem.shifts.length;
  const cover = coverOf(problem, rosters);
  for (const person of people) addCover(cover, rosters[person] as Roster, shifts, -1);
  const [from, to] = [span.from * shifts, span.to * shifts];
  return {
    problem,
    span,
    people,
    rooms: people.map((person) => roomFor((searches[person] as ShortestRoster).graph, span, rosters[person] as Roster)),
    need: problem.need.slice(from, to).map((need, at) => need - (cover[from + at] as number)),
    under: problem.under.slice(from, to),
    over: problem.over.slice(from, to),
  };
}

export function columnOf({ problem, span }: Piece, person: number, roster: Roster): Column {
  const shifts = problem.shifts.length;
  const wishes = problem.people[person]?.wishes;
  const covers: number[] = [];
  let cost = 0;
  roster.forEach((shift, day) => {
    if (shift < 0) return;
    covers.push(day * shifts + shift);
    cost += wishes?.[(span.from + day) * shifts + shift] as number;
  });
  return { person, cost, roster, covers };
}

/** What a choice of one column for each person of the piece costs: wishes within the span, and its demand. */
export function pieceCost(piece: Piece, columns: readonly Column[]): number {
  const cover = new Int32Array(piece.need.length);
  let cost = 0;
  for (const column of columns) {
    cost += column.cost;
    for (const at of column.covers) cover[at] = (cover[at] as number) + 1;
  }
  for (let at = 0; at < cover.length; at++) cost += coverCost(piece, at, cover[at] as number);
  return cost;
}
