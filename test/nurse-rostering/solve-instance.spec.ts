import * as fc from 'fast-check';
import { SharedBest } from '../../src/nurse-rostering/columns/shared-best';
import { firstRosters } from '../../src/nurse-rostering/columns/first-rosters';
import { pricedBound } from '../../src/nurse-rostering/columns/priced-bound';
import { randomNumbers } from '../../src/rostering/random';
import { close } from '../../src/nurse-rostering/columns/closing';
import { generate } from '../../src/nurse-rostering/columns/generate';
import { Master } from '../../src/nurse-rostering/columns/master';
import { nearShortest } from '../../src/nurse-rostering/columns/near-shortest';
import { columnOf, pieceCost, wholePiece } from '../../src/nurse-rostering/columns/piece';
import { costOf } from '../../src/nurse-rostering/columns/score';
import { Search } from '../../src/nurse-rostering/columns/search';
import { searchesFor } from '../../src/nurse-rostering/columns/shortest-roster';
import { roomFor } from '../../src/nurse-rostering/columns/span';
import { readInstance, type Instance } from '../../src/nurse-rostering/instance/read-instance';
import { solveInstance } from '../../src/nurse-rostering/instance/solve-instance';
import { highsSolver } from '../../src/rostering/solver/highs-solver';
import type { Solver } from '../../src/rostering/solver/solver.port';
import { allowedRows, cheapestByTrial } from '../rostering/brute-force';
import { SMALL, instanceText, type InstanceParts } from './instances';
import { Checker, judge } from './nrp-checker';

let solver: Solver;
beforeAll(async () => {
  solver = await highsSolver();
});

function instanceOf(text: string): Instance {
  const read = readInstance(text);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
}

type Way = 'direct' | 'columns' | 'closing' | 'neighbourhoods';

/** The engine on this thread, by one of its ways alone. */
function solveBy(way: Way, { problem, people, shifts }: Instance, seconds = 100) {
  const searches = searchesFor(problem);
  const first = firstRosters(problem, searches, solver, () => seconds);
  if (!('rosters' in first)) return null;
  const board = SharedBest.open(2, problem.people.length, problem.days);
  board.show(0, costOf(problem, first.rosters), first.rosters);
  // A clock that goes on each time it is asked, so that the work done does not depend on the machine.
  let asked = 0;
  const search = new Search(problem, searches, solver, board, 1, () => asked++ / 100, seconds);
  if (way === 'direct') search.direct();
  else if (way !== 'neighbourhoods') search.root();
  // what is left of the gap is closed before the first neighbourhood
  if (way === 'closing' || way === 'neighbourhoods') search.neighbourhoods(randomNumbers(1));
  const best = board.better(Infinity)!;
  const schedule = Object.fromEntries(
    people.map((person, index) => [person, [...best.rosters[index]!].map((shift) => shifts[shift] ?? '')]),
  );
  return { cost: best.cost, bound: board.bound, schedule };
}

/** What closing the gap says of an instance, from whatever rosters come first: the least cost that it finds or leaves standing, and its bound. */
function closed({ problem }: Instance): { cost: number; bound: number } | null {
  const searches = searchesFor(problem);
  const first = firstRosters(problem, searches, solver, () => 100);
  if (!('rosters' in first)) return null;
  const piece = wholePiece(problem, searches);
  const master = new Master(solver, piece);
  const start = first.rosters.map((roster, person) => columnOf(piece, person, roster));
  for (const column of start) master.add(column);
  const forever = { elapsed: () => 0, until: 1, cutoff: Infinity, tolerance: 1e-4, rounds: Infinity };
  const generated = generate(master, searches, forever);
  master.dispose();
  const cost = pieceCost(piece, start);
  const { columns, bound } = close(solver, searches, piece, generated, cost, { seconds: 100, stopped: () => false })!;
  const base = problem.people.reduce((sum, person) => sum + person.base, 0);
  return { cost: base + (columns ? pieceCost(piece, columns) : cost), bound: base + bound };
}

/** The bound that long calendars have, after some rounds. */
function boundByPrices({ problem }: Instance, cost: number): number {
  let [best, rounds] = [-Infinity, 0];
  pricedBound(problem, searchesFor(problem), {
    cost: () => cost,
    over: () => rounds++ > 100,
    hears: (bound) => (best = bound),
  });
  return best;
}

const line = (...fields: readonly (string | number)[]) => fields.join();

/** Two or three people, one or two shifts, up to seven days, and any rules. */
const anyInstance = fc.record({ days: fc.integer({ min: 4, max: 7 }), two: fc.boolean() }).chain(({ days, two }) => {
  const number = (min: number, max: number) => fc.integer({ min, max });
  const day = number(0, days - 1);
  const shift = fc.constantFrom(...(two && days <= 6 ? ['E', 'L'] : ['E']));
  const names = ['A', 'B'];
  const weight = number(0, 9);
  const staff = fc
    .record({
      most: number(0, 6),
      few: number(0, 3),
      max: number(2, 6),
      min: number(0, 2),
      run: number(1, 4),
      least: number(0, 3),
      off: number(0, 3),
      weekends: number(0, 2),
    })
    .map((p) => [`E=${p.most}|L=${p.few}`, p.max * 300, p.min * 300, p.run, p.least, p.off, p.weekends].join());
  const requests = fc.array(fc.tuple(fc.constantFrom(...names), day, shift, weight), { maxLength: 5 });
  const places = fc.uniqueArray(fc.tuple(day, shift, number(0, 3), weight, weight), {
    minLength: 1,
    maxLength: 10,
    selector: ([d, s]) => `${d}${s}`,
  });
  return fc.record({
    days: fc.constant(days),
    shifts: fc.constant(['E,300,', 'L,420,E']),
    staff: fc.tuple(staff, staff).map((rows) => rows.map((row, index) => `${names[index]!},${row}`)),
    daysOff: fc.array(
      fc.tuple(fc.constantFrom(...names), day).map((fields) => line(...fields)),
      { maxLength: 2 },
    ),
    on: requests.map((rows) => rows.map((fields) => line(...fields))),
    off: requests.map((rows) => rows.map((fields) => line(...fields))),
    cover: places.map((rows) => rows.map((fields) => line(...fields))),
  });
});

describe('a small instance', () => {
  it('is solved to a proven optimum that a trial of everything confirms', async () => {
    const text = instanceText(SMALL);
    const result = await solveInstance(instanceOf(text), 20);
    expect(result).toMatchObject({ status: 'optimal', gap: 0, objective: cheapestByTrial(text) });
    expect(judge(text, result.schedule)).toEqual({ broken: [], cost: result.objective });
  });

  it.each(['direct', 'columns', 'closing'] as const)(
    'whatever its rules, has a valid schedule and bound: %s',
    (way) => {
      fc.assert(
        fc.property(anyInstance, (parts) => {
          const text = instanceText(parts);
          const best = cheapestByTrial(text);
          const solved = solveBy(way, instanceOf(text));
          if (best === null || !solved) {
            expect(solved).toBe(best);
            return;
          }
          expect(judge(text, solved.schedule)).toEqual({ broken: [], cost: solved.cost });
          expect(solved.bound).toBeLessThanOrEqual(best);
          expect(boundByPrices(instanceOf(text), best)).toBeLessThanOrEqual(best + 1e-6);
          expect(solved.cost).toBeGreaterThanOrEqual(best);
          if (way !== 'columns') expect(solved).toMatchObject({ cost: best, bound: best });
        }),
        { numRuns: 40, seed: 5 },
      );
    },
  );

  it('whatever its rules, has all the rosters of a person that cost little more than her cheapest listed', () => {
    const price = fc.integer({ min: -9, max: 9 });
    fc.assert(
      fc.property(anyInstance, fc.array(price, { minLength: 14, maxLength: 14 }), fc.nat(12), (parts, prices, more) => {
        const text = instanceText(parts);
        const { problem, shifts } = instanceOf(text);
        const costs = Float64Array.from({ length: problem.days * shifts.length }, (_, at) => prices[at % 14]!);
        const costOfRow = (row: readonly string[]): number =>
          row.reduce(
            (sum, shift, day) => sum + (shift === '' ? 0 : costs[day * shifts.length + shifts.indexOf(shift)]!),
            0,
          );
        const rows = allowedRows(new Checker(text))[0]!;
        const limit = Math.min(0, ...rows.map(costOfRow)) + more;
        const [search] = searchesFor(problem);
        const room = roomFor(search!.graph, { from: 0, to: problem.days }, null);
        const listed = nearShortest(search!.graph, room, costs, limit, 10_000)!;
        const named = listed.map((roster) => [...roster].map((shift) => shifts[shift] ?? '').join());
        const wanted = rows.filter((row) => costOfRow(row) <= limit).map((row) => row.join());
        expect(named.sort()).toEqual(wanted.sort());
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  it('whatever its rules, is closed from any rosters to the best there are', () => {
    fc.assert(
      fc.property(anyInstance, (parts) => {
        const text = instanceText(parts);
        const best = cheapestByTrial(text);
        const found = closed(instanceOf(text));
        expect(found?.cost ?? null).toBe(best);
        if (best === null || !found) return;
        // the solver may stop as soon as nothing can be better by one
        expect(Math.ceil(found.bound - 1e-4)).toBeCloseTo(best);
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

/** Half a year of people who work about five days of seven, in early, late and night shifts; nights are few. */
const LONG: InstanceParts = {
  days: 182,
  shifts: ['E,480,', 'L,480,E', 'N,600,E|L'],
  staff: [0, 1, 2, 3, 4, 5].map(
    (k) => `P${k},E=182|L=182|N=${k * 6},56160,${k < 3 ? 49140 : 30000},5,2,${2 + (k % 2)},13`,
  ),
  daysOff: [0, 1, 2, 3, 4, 5].map((k) => `P${k},${k + 1},${30 * k + 3},${30 * k + 4},${30 * k + 5}`),
  off: ['P1,4,E,3', 'P2,100,N,5'],
  on: ['P3,7,N,9', 'P4,150,L,9'],
  cover: Array.from({ length: 182 }, (_, day) => [`${day},E,2,9,5`, `${day},L,1,9,5`, `${day},N,1,9,5`]).flat(),
};

describe('half a year', () => {
  it('is laid out in parts and improved in spans, and keeps every rule', () => {
    const text = instanceText(LONG);
    const instance = instanceOf(text);
    const first = solveBy('columns', instance)!;
    const improved = solveBy('neighbourhoods', instance, 1)!;
    expect(judge(text, first.schedule)).toEqual({ broken: [], cost: first.cost });
    expect(judge(text, improved.schedule)).toEqual({ broken: [], cost: improved.cost });
    expect(improved.cost).toBeLessThan(first.cost);
    expect(improved.bound).toBeLessThanOrEqual(improved.cost);
  });
});
