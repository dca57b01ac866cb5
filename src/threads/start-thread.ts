import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * A thread that runs a file of ours, its path without extension; of its memory only what JavaScript itself holds is
 * limited. Run from its sources, as in the tests, the service needs them compiled in the thread as well.
 */
export function startThread(file: string, workerData: unknown, megabytes?: number): Worker {
  const ending = extname(__filename);
  const loader = join(__dirname, '../../tools/typescript-loader.cjs');
  return new Worker(`${file}${ending}`, {
    workerData,
    execArgv: ending === '.ts' ? ['--require', loader] : [],
    ...(megabytes === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: megabytes } }),
  });
}
