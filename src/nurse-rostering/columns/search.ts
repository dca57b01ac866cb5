import type { Solver } from '../../rostering/solver/solver.port';
import type { SharedBest } from './shared-best';
import { DirectModel } from './direct-model';
import { close } from './closing';
import { dive } from './dive';
import { generate, worthwhile, type Generated } from './generate';
import { improvePiece, MOST_WHOLE, STEP } from './improve-piece';
import { Master } from './master';
import { Neighbourhoods } from './neighbourhoods';
import { columnOf, pieceCost, pieceOf, wholePiece, type Column, type Piece } from './piece';
import { pricedBound } from './priced-bound';
import type { Roster, RosterProblem } from './roster-problem';
import { costOf } from './score';
import type { ShortestRoster } from './shortest-roster';
import { roomFor, type Span } from './span';

/** A person's days with more states than this are not searched at once. */
const STATES = 6_000_000;
const PIECE_SECONDS = 8;
/** Problems with no more places for people than this are tried as one 0/1 model. */
const DIRECT = 2_500;
/** The part of the time that the one 0/1 model may take: where it has not proved by then, the neighbourhoods find more. */
const DIRECT_SHARE = 0.4;
/** The part of what is left in which the bound of a very long calendar is looked for. */
const PRICED_SHARE = 0.15;
/** The part of what is left that whole numbers over the columns of the root may take. */
const WHOLE_SHARE = 0.15;
/** The part of what is left that closing the rest of the gap may take. */
const CLOSING_SHARE = 0.6;
/** A gap that was too wide to be closed is tried again at this part of it. */
const NARROWER = 0.7;

/** One thread's search: it holds rosters that keep every rule, shows what it finds on the board and takes over what is better. */
export class Search {
  private rosters: readonly Roster[] = [];
  private cost = Infinity;
  /** The whole as a piece, with what its bound was found at. */
  private whole: { readonly piece: Piece; readonly generated: Generated } | null = null;
  /** The cost that closing the gap was tried for last. */
  private tried = Infinity;
  /** A gap that was too wide to be closed. */
  private tooWide = Infinity;
  /** What nobody's choice of days changes. */
  private readonly base: number;

  /** It ends soon after `until`, by the seconds of `elapsed`. */
  constructor(
    private readonly problem: RosterProblem,
    private readonly searches: readonly ShortestRoster[],
    private readonly solver: Solver,
    private readonly board: SharedBest,
    private readonly slot: number,
    private readonly elapsed: () => number,
    private readonly until: number,
  ) {
    this.base = problem.people.reduce((sum, person) => sum + person.base, 0);
    this.adopt();
  }

  /** Small problems: the whole as one 0/1 model, which also proves. */
  direct(): void {
    const { problem, board, elapsed, until } = this;
    if (DirectModel.size(problem) > DIRECT) return;
    const direct = new DirectModel(problem);
    const solved = this.solver.solve(
      direct.model,
      { seconds: DIRECT_SHARE * (until - elapsed()), relativeGap: 0, start: direct.start(this.rosters) },
      {
        progress: ({ bound }) => bound !== null && board.showBound(this.slot, wholeAbove(bound)),
        stopped: () => this.over(),
      },
    );
    if (solved.values) this.show(direct.rosters(solved.values));
    if (solved.bound > -Infinity) board.showBound(this.slot, wholeAbove(solved.bound));
  }

  /** The bound of the whole, then a dive from there; a weaker bound alone when a calendar is too long to be searched at once. */
  root(): void {
    const { problem, searches, board, base, elapsed, until } = this;
    if (this.longestWeeks() < weeksOf(problem)) {
      this.boundByPrices();
      return;
    }
    const piece = wholePiece(problem, searches);
    const master = new Master(this.solver, piece);
    try {
      const start = this.rosters.map((roster, person) => master.add(columnOf(piece, person, roster)));
      const heard = (bound: number) => board.showBound(this.slot, wholeAbove(base + bound));
      const generated = generate(master, searches, {
        elapsed,
        until,
        heard,
        cutoff: board.cost - base - STEP,
        tolerance: 1e-4,
        rounds: Infinity,
      });
      this.whole = { piece, generated };
      const limits = { elapsed, until, cutoff: board.cost - base - STEP, tolerance: 0.5, rounds: 8 };
      const chosen = dive(master, searches, limits) ?? start;
      this.take(chosen, master, piece.span);
      const among = worthwhile(master, generated, this.cost - base - STEP);
      if (this.over() || among.length > MOST_WHOLE) return;
      const all = [...new Set([...among, ...chosen])];
      const better = master.whole(
        all,
        chosen,
        pieceCost(piece, columnsOf(master, chosen)),
        WHOLE_SHARE * (until - elapsed()),
      );
      if (better) this.take(better, master, piece.span);
    } finally {
      master.dispose();
    }
  }

  /** Tries to prove or to better the best rosters, where little is left between them and the bound. */
  private closeGap(): void {
    const { searches, solver, board, base, elapsed, until } = this;
    this.tried = this.cost;
    if (!this.whole) return;
    const { piece, generated } = this.whole;
    const gap = this.cost - STEP - base - generated.bound;
    if (gap > NARROWER * this.tooWide) return;
    const closed = close(solver, searches, piece, generated, this.cost - base, {
      seconds: CLOSING_SHARE * (until - elapsed()),
      stopped: () => this.over(),
    });
    if (!closed) {
      this.tooWide = gap;
      return;
    }
    if (closed.columns) this.put(closed.columns, piece.span);
    board.showBound(this.slot, Math.min(this.tried, wholeAbove(base + closed.bound)));
  }

  private boundByPrices(): void {
    const { problem, searches, board, elapsed } = this;
    const until = elapsed() + PRICED_SHARE * (this.until - elapsed());
    pricedBound(problem, searches, {
      cost: () => board.cost,
      over: () => elapsed() >= until,
      hears: (bound) => {
        board.showBound(this.slot, wholeAbove(bound));
      },
    });
  }

  /** Neighbourhoods, one after the other, until the time is over or nothing better is possible. */
  neighbourhoods(random: () => number): void {
    const { problem, searches, elapsed } = this;
    const choice = new Neighbourhoods(problem, this.longestWeeks(), random);
    while (!this.over()) {
      this.adopt();
      if (this.cost < this.tried) this.closeGap();
      if (this.over()) return;
      const neighbourhood = choice.next();
      const { people, span } = neighbourhood;
      const piece = pieceOf(problem, searches, this.rosters, people, span);
      const current = people.map((person) =>
        columnOf(piece, person, (this.rosters[person] as Roster).slice(span.from, span.to)),
      );
      const [begun, before] = [elapsed(), this.cost];
      const until = Math.min(this.until, begun + PIECE_SECONDS);
      const { columns, settled } = improvePiece(this.solver, searches, piece, current, { elapsed, until });
      if (columns) this.put(columns, span);
      choice.learn(neighbourhood, before - this.cost, elapsed() - begun, settled);
    }
  }

  private over(): boolean {
    return this.elapsed() >= this.until || this.board.cost <= this.board.bound;
  }

  private adopt(): void {
    const better = this.board.better(this.cost);
    if (better) ({ cost: this.cost, rosters: this.rosters } = better);
  }

  private take(chosen: readonly number[], master: Master, span: Span): void {
    this.put(columnsOf(master, chosen), span);
  }

  private put(columns: readonly Column[], span: Span): void {
    const rosters = this.rosters.map((roster) => roster.slice());
    for (const { person, roster } of columns) rosters[person]?.set(roster, span.from);
    this.show(rosters);
  }

  private show(rosters: readonly Roster[]): void {
    const cost = costOf(this.problem, rosters);
    if (cost >= this.cost) return;
    this.rosters = rosters;
    this.cost = cost;
    this.board.show(this.slot, cost, rosters);
  }

  /** How many weeks of one person can be searched at once. */
  private longestWeeks(): number {
    let weeks = weeksOf(this.problem);
    const fits = () => {
      const span = { from: 0, to: Math.min(this.problem.days, 7 * weeks) };
      return this.searches.every((search) => search.statesOf(roomFor(search.graph, span, null)) <= STATES);
    };
    while (weeks > 1 && !fits()) weeks = Math.ceil(weeks / 2);
    return weeks;
  }
}

/** Costs are whole numbers: the least that a bound leaves, with room for what floating-point numbers lose. */
const wholeAbove = (bound: number): number => Math.ceil(bound - 1e-4);

const weeksOf = ({ days }: RosterProblem): number => Math.ceil(days / 7);

const columnsOf = (master: Master, chosen: readonly number[]): Column[] =>
  chosen.map((index) => master.columns[index] as Column);
