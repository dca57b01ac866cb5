import type { RosterProblem } from './roster-problem';
import type { Span } from './span';

/** Which people's days within which span are laid open. */
export interface Neighbourhood {
  readonly people: readonly number[];
  readonly span: Span;
  /** The kind that it is of: what is learned about its size is learned for this kind. */
  readonly weeks: number;
}

/** Seconds that one neighbourhood should take: long enough to find something, short enough to try many. */
const SHORT = 0.5;
const LONG = 3;

interface Kind {
  readonly weeks: number;
  /** How many people at once; grows while neighbourhoods are settled quickly, shrinks when they take too long. */
  people: number;
  /** Improvement found for each second, lately. */
  yield: number;
}

/**
 * Neighbourhoods of several kinds: few people over many weeks, many people over few. Kinds that brought more lately are
 * tried more often, and the number of people of each adapts to the time that it takes.
 */
export class Neighbourhoods {
  private readonly kinds: Kind[];
  private readonly weeks: number;

  /** `longest` is the most weeks that one person's days can be searched at once. */
  constructor(
    private readonly problem: RosterProblem,
    longest: number,
    private readonly random: () => number,
  ) {
    this.weeks = Math.ceil(problem.days / 7);
    const most = Math.min(this.weeks, longest);
    const lengths = new Set([1, 2, 4, 6, most].filter((weeks) => weeks <= most));
    this.kinds = [...lengths].map((weeks) => ({ weeks, people: Math.min(this.everybody, 4), yield: 0 }));
  }

  next(): Neighbourhood {
    const kind = this.pick();
    const first = Math.floor(this.random() * (this.weeks - kind.weeks + 1));
    const span = { from: first * 7, to: Math.min(this.problem.days, (first + kind.weeks) * 7) };
    const people = shuffled(this.everybody, this.random).slice(0, Math.round(kind.people));
    return { people: people.sort((a, b) => a - b), span, weeks: kind.weeks };
  }

  learn({ weeks }: Neighbourhood, gain: number, seconds: number, settled: boolean): void {
    const kind = this.kinds.find((known) => known.weeks === weeks) as Kind;
    kind.yield = 0.9 * kind.yield + 0.1 * (gain / Math.max(seconds, 1e-3));
    if (seconds > LONG || !settled) kind.people = Math.max(2, kind.people * 0.9);
    else if (seconds < SHORT) kind.people = Math.min(this.everybody, 1.1 * kind.people + 0.5);
    else kind.people = Math.min(this.everybody, kind.people + 0.1);
  }

  private get everybody(): number {
    return this.problem.people.length;
  }

  private pick(): Kind {
    const total = this.kinds.reduce((sum, kind) => sum + kind.yield, 0);
    const weights = this.kinds.map((kind) => (total > 0 ? kind.yield / total : 0) + 0.5 / this.kinds.length);
    let left = this.random() * weights.reduce((sum, weight) => sum + weight, 0);
    for (const [index, weight] of weights.entries()) {
      left -= weight;
      if (left <= 0) return this.kinds[index] as Kind;
    }
    return this.kinds.at(-1) as Kind;
  }
}

function shuffled(length: number, random: () => number): number[] {
  const order = Array.from({ length }, (_, index) => index);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}
