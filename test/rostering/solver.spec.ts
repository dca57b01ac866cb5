import { join } from 'node:path';
import { highsSolver } from '../../src/rostering/solver/highs-solver';
import { LinearModelBuilder, type LinearModel } from '../../src/rostering/solver/linear-model';
import type { Progress, Solved, Solver, SolveOptions } from '../../src/rostering/solver/solver.port';
import { runInThread, type Running } from '../../src/rostering/solver/thread';

/** The best of 4, 3 and 5 under a weight of 6, as a cost to make small: −8 with the first and the second. */
function knapsack(): LinearModel {
  const model = new LinearModelBuilder();
  const things = [-4, -3, -5].map((cost) => model.binary(cost));
  model.row(-Infinity, 6, { indices: things, values: [3, 3, 5] });
  model.offset = -1;
  return model.build();
}

/** Rows that whole numbers hardly ever meet exactly (Cornuéjols and Dawande's market split): easy to begin, endless to prove. */
function endless(): LinearModel {
  const model = new LinearModelBuilder();
  const columns = Array.from({ length: 60 }, () => model.binary(0));
  let state = 7;
  const next = (): number => (state = (state * 1103515245 + 12345) % 2147483648) % 100;
  for (let row = 0; row < 6; row++) {
    const over = model.column(1, 0, Infinity, false);
    const under = model.column(1, 0, Infinity, false);
    const values = columns.map(next);
    const half = Math.floor(values.reduce((sum, value) => sum + value, 0) / 2);
    model.row(half, half, { indices: [...columns, over, under], values: [...values, -1, 1] });
  }
  return model.build();
}

const inThread = (
  model: LinearModel,
  options: SolveOptions = {},
  hears?: (progress: Progress) => void,
): Running<Solved> =>
  runInThread<Solved>(join(__dirname, '../../src/rostering/solver/solve-model.job'), { model, options }, hears);

describe('the solver', () => {
  let solver: Solver;

  beforeAll(async () => {
    solver = await highsSolver();
  });

  it('proves the best whole numbers, with the constant counted in', () => {
    const solved = solver.solve(knapsack());
    expect(solved).toMatchObject({ status: 'optimal', objective: -8, bound: -8 });
    expect([...(solved.values ?? [])]).toEqual([1, 1, 0]);
  });

  it('says so when nothing is feasible', () => {
    const model = new LinearModelBuilder();
    const column = model.binary(1);
    model.sum(2, 3, [column]);
    expect(solver.solve(model.build())).toMatchObject({ status: 'infeasible', values: null });
  });

  it('prices rows and takes further columns into a linear programme', () => {
    const model = new LinearModelBuilder();
    const dear = model.column(10, 0, Infinity, false);
    model.sum(4, Infinity, [dear]);
    const programme = solver.linear(model.build());
    expect(programme.solve()).toMatchObject({ status: 'optimal', objective: 40 });
    expect(programme.solve().duals[0]).toBeCloseTo(10);
    programme.addColumns([{ cost: 3, lower: 0, upper: 1, entries: { indices: [0], values: [2] } }]);
    expect(programme.solve().objective).toBeCloseTo(23);
    programme.boundColumn(1, 0, 0);
    expect(programme.solve().objective).toBeCloseTo(40);
    programme.dispose();
  });

  it('answers from a thread of its own', async () => {
    await expect(inThread(knapsack()).answer).resolves.toMatchObject({ status: 'optimal', objective: -8 });
  });

  it('tells how far it is, and keeps the best so far when it is stopped', async () => {
    const heard: Progress[] = [];
    const running = inThread(endless(), {}, (progress) => {
      heard.push(progress);
      if (progress.incumbent !== null) running.stop();
    });
    const solved = await running.answer;
    expect(solved.status).toBe('feasible');
    expect(solved.values).not.toBeNull();
    expect(solved.bound).toBeLessThan(solved.objective);
    expect(heard.at(-1)?.incumbent).toBeGreaterThanOrEqual(solved.objective);
  });

  it('ends at its time limit with what it has', async () => {
    const solved = await inThread(endless(), { seconds: 1 }).answer;
    expect(solved.status).toBe('feasible');
    expect(solved.bound).toBeLessThan(solved.objective);
  });

  it('begins from a solution that is given', () => {
    const model = endless();
    const better = solver.solve(model, { nodes: 1500 });
    if (!better.values) throw new Error('nothing to begin from');
    expect(better.objective).toBeLessThan(solver.solve(model, { nodes: 1 }).objective);
    const again = solver.solve(model, { nodes: 1, start: better.values });
    expect(again.objective).toBeLessThanOrEqual(better.objective);
  });

  it('rejects when its thread is ended', async () => {
    const running = inThread(endless());
    running.kill();
    await expect(running.answer).rejects.toThrow('no answer');
  });
});
