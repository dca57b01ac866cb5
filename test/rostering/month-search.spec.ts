import type { MonthFacts } from '../../src/rostering/domain/month-facts';
import { anneal } from '../../src/rostering/month/anneal';
import { nobody, priceOf, type Seating } from '../../src/rostering/month/price';
import { problemOf, type MonthPerson, type Problem } from '../../src/rostering/month/problem';
import { quickBound } from '../../src/rostering/month/quick-bound';
import { solveMonth } from '../../src/rostering/month/solve-month';
import { RosterEngine } from '../../src/rostering/roster-engine.service';
import { highsSolver } from '../../src/rostering/solver/highs-solver';
import type { Solver } from '../../src/rostering/solver/solver.port';
import { sampleMonth } from '../builders/sample-month';

jest.setTimeout(60_000);

/** Two days of the sample with three of its people, beginning with others each time: few enough to try everything. */
function fewOf(first: number): MonthFacts {
  const month = sampleMonth();
  const days = [4, 5].map((day) => `2026-12-0${String(day + first)}`);
  const shifts = month.shifts.filter(({ seat }) => days.some((day) => seat.sessionId.includes(day)));
  const volunteers = month.volunteers.slice(first * 3, first * 3 + 3).map((one, i) => ({
    ...one,
    wishes:
      i === 0 ? [{ want: 'like' as const, weekday: 1 + first }] : [{ want: 'dislike' as const, dayPart: 'night' }],
  }));
  return { ...month, shifts: shifts.slice(0, 9), volunteers };
}

/** The least price of all seatings that break no rule, by trying each. */
function leastByTrial(problem: Problem): number {
  const choices = problem.people.map((person) => subsets(person.open).filter((slots) => allowed(person, slots)));
  let least = Infinity;
  const seating: number[][] = nobody(problem);
  const place = (index: number): void => {
    if (index === problem.people.length) {
      if (fits(problem, seating)) least = Math.min(least, priceOf(problem, seating));
      return;
    }
    for (const slots of choices[index] ?? []) {
      seating[index] = slots;
      place(index + 1);
    }
  };
  place(0);
  return least;
}

const subsets = (slots: readonly number[]): number[][] =>
  slots.reduce<number[][]>((found, slot) => [...found, ...found.map((one) => [...one, slot])], [[]]);

const allowed = (person: MonthPerson, slots: readonly number[]): boolean =>
  person.rows.every(
    ({ shifts, weights, most }) =>
      shifts.reduce((sum, slot, i) => sum + (slots.includes(slot) ? (weights?.[i] ?? 1) : 0), 0) <= most,
  );

function fits(problem: Problem, seating: Seating): boolean {
  return problem.slots.every(({ index, places, seat }) => {
    const on = problem.people.filter((person) => seating[person.index]?.includes(index));
    if (on.length > places) return false;
    if (seat.trainee !== 'not-alone' || !on.some(({ volunteer }) => volunteer.trainee)) return true;
    const together = problem.slots.filter((slot) => slot.seat.sessionId === seat.sessionId);
    return problem.people.some(
      (person) => !person.volunteer.trainee && together.some((slot) => seating[person.index]?.includes(slot.index)),
    );
  });
}

describe('the search for a month', () => {
  let solver: Solver;

  beforeAll(async () => {
    solver = await highsSolver();
  });

  it.each([0, 1, 2, 3])('finds and proves what trying everything finds, people from %s on', (first) => {
    const problem = problemOf(fewOf(first));
    const least = leastByTrial(problem);
    expect(least).toBeGreaterThan(0);
    expect(quickBound(problem)).toBeLessThanOrEqual(least + 1e-6);
    const bench = { solver, progress: () => undefined, stopped: () => false, elapsed: () => 0 };
    const solved = solveMonth(problem, bench, 20);
    expect(solved.status).toBe('optimal');
    expect(solved.objective).toBeCloseTo(least, 6);
    expect(priceOf(problem, solved.seating)).toBeCloseTo(least, 6);
  });

  it('anneals an empty month into the best one without a step that breaks a rule', () => {
    const problem = problemOf(fewOf(1));
    let best: Seating = nobody(problem);
    let price = priceOf(problem, best);
    anneal(problem, best, {
      spent: () => 0,
      stopped: () => false,
      better: (seating) => {
        expect(fits(problem, seating)).toBe(true);
        expect(problem.people.every((person) => allowed(person, seating[person.index] ?? []))).toBe(true);
        expect(priceOf(problem, seating)).toBeLessThan(price);
        best = seating;
        price = priceOf(problem, seating);
      },
    });
    expect(price).toBeCloseTo(leastByTrial(problem), 6);
  });

  it('ends at once with the draft it has when it is asked to', () => {
    const problem = problemOf(sampleMonth());
    const bench = { solver, progress: () => undefined, stopped: () => true, elapsed: () => 0 };
    const solved = solveMonth(problem, bench, 600);
    expect(solved.status).toBe('feasible');
    expect(solved.bound).toBeGreaterThan(0);
    expect(solved.seating.flat()).toHaveLength(256);
  });

  it.each([1, 2])('searches for as many months at once as there are cores: %s', async (cores) => {
    const engine = new RosterEngine(cores);
    const begun: number[] = [];
    const drafts = [0, 1, 2].map((first) => {
      const running = engine.draft(fewOf(first), 5, () => {
        if (begun.includes(first)) return;
        begun.push(first);
      });
      return running.answer;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toHaveLength(cores);
    await Promise.all(drafts);
    expect(begun).toEqual([0, 1, 2]);
  });
});
