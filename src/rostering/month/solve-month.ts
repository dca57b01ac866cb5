import type { Workbench } from '../solver/job';
import { relativeGap } from '../solver/solver.port';
import { searchLocally } from './local-search';
import { monthModel } from './model';
import { improveByTeams } from './teams';
import { nobody, priceOf, type Seating } from './price';
import type { Problem } from './problem';
import { relaxedModel } from './relaxation';

export interface MonthSolved {
  /** `optimal`: proved that no draft is cheaper. A draft always exists, since places may stay empty at a price. */
  readonly status: 'optimal' | 'feasible';
  readonly objective: number;
  /** No draft is below this. */
  readonly bound: number;
  readonly seating: Seating;
}

/** Up to so many pairs of person and slot the whole month is one model. */
const WHOLE = 16_000;
/** What of the time may go into the first draft. */
const FOR_THE_START = 0.2;
/** What of the time may go into the relaxation, whose bound is all that it gives. */
const FOR_THE_BOUND = 0.4;

/**
 * The best seating that `seconds` allow and how good it is known to be: a search in the neighbourhood for a good draft,
 * a relaxation for a bound, which often meets it; then, as long as they differ, the whole month as one model or, when it
 * is too large for that, the months of teams of people by turns.
 */
export function solveMonth(problem: Problem, bench: Workbench, seconds: number): MonthSolved {
  return new MonthSearch(problem, bench, bench.elapsed() + seconds).run();
}

class MonthSearch {
  private best: Seating;
  private price = Infinity;
  private bound = -Infinity;

  constructor(
    private readonly problem: Problem,
    private readonly bench: Workbench,
    private readonly until: number,
  ) {
    this.best = nobody(problem);
  }

  run(): MonthSolved {
    const begun = this.bench.elapsed();
    const seconds = (this.until - begun) * FOR_THE_START;
    this.take(searchLocally(this.problem, () => this.bench.stopped() || this.bench.elapsed() - begun > seconds));
    if (!this.over()) this.relax();
    if (!this.proved() && !this.over()) {
      if (pairs(this.problem) <= WHOLE) this.whole();
      else this.byTeams();
    }
    return {
      status: this.proved() ? 'optimal' : 'feasible',
      objective: this.price,
      bound: Math.min(this.bound, this.price),
      seating: this.best,
    };
  }

  private relax(): void {
    const seconds = (this.until - this.bench.elapsed()) * FOR_THE_BOUND;
    const solved = this.bench.solver.solve(relaxedModel(this.problem), { seconds }, { stopped: () => this.over() });
    this.raise(solved.bound);
  }

  private whole(): void {
    const model = monthModel(this.problem, this.best);
    const options = { seconds: this.until - this.bench.elapsed(), start: model.startOf(this.best), sure: true };
    const solved = this.bench.solver.solve(model.linear, options, {
      stopped: () => this.over(),
      progress: ({ incumbent, bound }) => {
        this.tell(Math.min(this.price, incumbent ?? Infinity), Math.max(this.bound, bound ?? -Infinity));
      },
    });
    if (solved.values) this.take(model.seatingOf(solved.values));
    this.raise(solved.bound);
  }

  private byTeams(): void {
    for (const better of improveByTeams(this.problem, this.best, this.bench, this.until)) {
      this.take(better);
      if (this.proved()) return;
    }
  }

  private take(seating: Seating): void {
    const price = priceOf(this.problem, seating);
    if (price >= this.price) return;
    this.best = seating;
    this.price = price;
    this.tell(this.price, this.bound);
  }

  private raise(bound: number): void {
    this.bound = Math.max(this.bound, bound);
    this.tell(this.price, this.bound);
  }

  private tell(price: number, bound: number): void {
    const known = Number.isFinite(bound) ? bound : null;
    this.bench.progress({
      incumbent: price,
      bound: known,
      gap: known === null ? null : relativeGap(price, known),
      elapsed: this.bench.elapsed(),
    });
  }

  private proved(): boolean {
    return relativeGap(this.price, this.bound) <= 1e-9;
  }

  private over(): boolean {
    return this.bench.stopped() || this.bench.elapsed() >= this.until;
  }
}

const pairs = (problem: Problem): number => problem.people.reduce((sum, { open }) => sum + open.length, 0);
