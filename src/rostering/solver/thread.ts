import { join } from 'node:path';
import { startThread } from '../../threads/start-thread';
import type { Progress } from './solver.port';
import type { Start } from './thread-entry';

type Message = { readonly progress: Progress } | { readonly output: unknown };

export interface Running<Output> {
  /** Rejects when the job fails or its thread ends without an answer. */
  readonly answer: Promise<Output>;
  /** Asks the job for the best it has; the answer follows soon. */
  stop(): void;
  /** Ends the thread at once; the answer rejects. */
  kill(): void;
}

/**
 * Runs the job of a file (its path without extension) in a thread of its own, so that the service goes on answering;
 * `yielding`: where both want the same core, the service has it first.
 */
export function runInThread<Output>(
  file: string,
  input: unknown,
  hears: (progress: Progress) => void = () => undefined,
  yielding = false,
): Running<Output> {
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const start: Start = { file, input, stop, yielding };
  const thread = startThread(join(__dirname, 'thread-entry'), start);
  const answer = new Promise<Output>((resolve, reject) => {
    thread.on('message', (message: Message) => {
      if ('progress' in message) hears(message.progress);
      else resolve(message.output as Output);
    });
    thread.on('error', reject);
    thread.on('exit', (code) => reject(new Error(`the solver's thread ended with ${code} and no answer`)));
  });
  return { answer, stop: () => void Atomics.store(stop, 0, 1), kill: () => void thread.terminate() };
}
