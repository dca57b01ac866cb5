import { parentPort, workerData } from 'node:worker_threads';
import type { Said } from './job-thread';

/** Answers one input after another until the thread is ended. */
function listen(file: string): void {
  const say = (said: Said): void => parentPort?.postMessage(said);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which job it is, is only known here
  const { job } = require(file) as { job: (input: unknown) => unknown };
  parentPort?.on('message', (input: unknown) => {
    Promise.resolve()
      .then(() => job(input))
      .then(
        (output) => {
          say({ output });
        },
        (error: unknown) => {
          say({ failure: error instanceof Error ? error.message : String(error) });
        },
      );
  });
  say('ready');
}

listen(workerData as string);
