import type { Job } from './job';
import type { LinearModel } from './linear-model';
import type { Solved, SolveOptions } from './solver.port';

/** One model, from its arrays to its answer. */
export const job: Job<{ model: LinearModel; options: SolveOptions }, Solved> = ({ model, options }, bench) =>
  bench.solver.solve(model, options, {
    progress: (progress) => bench.progress(progress),
    stopped: () => bench.stopped(),
  });
