import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { highsSolver } from './highs-solver';
import type { Job } from './job';

export interface Start {
  readonly file: string;
  readonly input: unknown;
  /** One whole number, shared: not 0 once the caller wants the best so far. */
  readonly stop: Int32Array;
  readonly yielding: boolean;
}

/** A thread runs one job and ends. */
async function run({ file, input, stop, yielding }: Start): Promise<void> {
  if (yielding) giveWay();
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which job it is, is only known here
  const { job } = require(file) as { job: Job<unknown, unknown> };
  const solver = await highsSolver();
  const begun = performance.now();
  const output = job(input, {
    solver,
    progress: (progress) => parentPort?.postMessage({ progress }),
    stopped: () => Atomics.load(stop, 0) !== 0,
    elapsed: () => (performance.now() - begun) / 1000,
  });
  parentPort?.postMessage({ output });
}

/** Linux alone gives each thread a priority of its own; elsewhere the whole service would get the lower one. */
function giveWay(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

void run(workerData as Start);
