import type { Workbench } from '../solver/job';
import { relativeGap } from '../solver/solver.port';
import { anneal } from './anneal';
import { searchLocally } from './local-search';
import { monthModel } from './model';
import { improveByTeams } from './teams';
import { nobody, priceOf, type Seating } from './price';
import type { Problem } from './problem';
import { quickBound } from './quick-bound';
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
/** What of the time that is left may go into the first draft, into annealing it, and into the relaxation. */
const FOR_THE_START = 0.2;
const FOR_ANNEALING = 0.4;
const FOR_THE_BOUND = 0.6;
/** So many times as long as the relaxation takes by itself, it takes with whole numbers; in less, it would end with nothing. */
const WHOLE_NUMBERS = 15;

/**
 * The best seating that can be found until the bench's clock shows `until` seconds, and how good it is known to be: a
 * draft by the neighbourhood, annealed; a relaxation for a bound, which often meets it; then, as long as they differ, the
 * whole month as one model or, when it is too large for that, the months of teams of people by turns.
 */
export function solveMonth(problem: Problem, bench: Workbench, until: number): MonthSolved {
  return new MonthSearch(problem, bench, until).run();
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
    const start = this.share(FOR_THE_START);
    this.take(searchLocally(this.problem, () => start() >= 1));
    this.raise(quickBound(this.problem));
    const before = this.bench.elapsed();
    if (this.goesOn()) this.raise(this.relaxed('linear'));
    const hurried = this.left() < WHOLE_NUMBERS * (this.bench.elapsed() - before);
    if (this.goesOn()) this.anneal(hurried ? 1 : FOR_ANNEALING);
    if (this.goesOn()) this.raise(this.relaxed('whole'));
    if (this.goesOn()) {
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

  private anneal(part: number): void {
    anneal(this.problem, this.best, {
      spent: this.share(part),
      stopped: () => !this.goesOn(),
      better: (seating) => this.take(seating),
    });
  }

  /** The bound of the relaxation; with whole numbers it takes far longer and is all but exact. */
  private relaxed(numbers: 'linear' | 'whole'): number {
    const spent = this.share(FOR_THE_BOUND);
    const seconds = this.left() * FOR_THE_BOUND;
    const model = relaxedModel(this.problem);
    const asked = numbers === 'whole' ? model : { ...model, integer: model.integer.map(() => 0) };
    const solved = this.bench.solver.solve(
      asked,
      { seconds, sure: true },
      {
        stopped: () => spent() >= 1 || this.proved(),
        progress: ({ bound }) => {
          if (numbers === 'whole') this.raise(bound ?? -Infinity);
        },
      },
    );
    return solved.bound;
  }

  private whole(): void {
    const model = monthModel(this.problem, this.best);
    const options = { seconds: this.left(), start: model.startOf(this.best), sure: true };
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
    if (bound <= this.bound) return;
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

  private goesOn(): boolean {
    return !this.over() && !this.proved();
  }

  private over(): boolean {
    return this.bench.stopped() || this.left() <= 0;
  }

  private left(): number {
    return this.until - this.bench.elapsed();
  }

  /** How much of that part of the time that is left now has gone when it is asked: 1 when all of it has, or somebody asks for the end. */
  private share(part: number): () => number {
    const [begun, seconds] = [this.bench.elapsed(), this.left() * part];
    return () => (this.bench.stopped() ? 1 : (this.bench.elapsed() - begun) / Math.max(1e-3, seconds));
  }
}

const pairs = (problem: Problem): number => problem.people.reduce((sum, { open }) => sum + open.length, 0);
