import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { SECOND } from '../kernel/clock';
import { startThread } from './start-thread';

/** An input needed more time or memory than it may have; what was under way is gone. */
export class TookTooMuch extends Error {}

export interface Limits {
  /** For one input, in milliseconds of the wall clock. */
  readonly mostMs: number;
  /** For the heap of the thread. */
  readonly megabytes: number;
}

/** What the thread says: once that it listens, then one answer to each input. */
export type Said = 'ready' | { readonly output: unknown } | { readonly failure: string };

const IDLE_MS = 30 * SECOND;

/**
 * Gives inputs, one after another, to the job of a file, in a thread of its own: whatever strangers have put into one,
 * the service goes on answering. The thread is started when there is something to do, ended when there has been nothing
 * for half a minute, and replaced when an input took too much.
 */
export class JobThread<Input, Output> {
  private lane: Promise<unknown> = Promise.resolve();
  private thread: Promise<Worker> | null = null;
  private idle: NodeJS.Timeout | undefined;

  /** `file`: without its extension; it exports `job`, and input and output are plain data. */
  constructor(
    private readonly file: string,
    private readonly limits: Limits,
  ) {}

  /** Throws TookTooMuch, or an Error with the words of what the job threw. */
  run(input: Input): Promise<Output> {
    const turn = this.lane.then(() => this.one(input));
    this.lane = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the thread; what is under way fails. */
  async close(): Promise<void> {
    clearTimeout(this.idle);
    const { thread } = this;
    this.thread = null;
    await thread?.then(
      (worker) => worker.terminate(),
      () => undefined,
    );
  }

  private async one(input: Input): Promise<Output> {
    clearTimeout(this.idle);
    this.thread ??= this.started();
    let said: Said;
    try {
      const worker = await this.thread;
      worker.ref();
      worker.postMessage(input);
      said = await answerOf(worker, this.limits.mostMs);
      worker.unref();
    } catch (error) {
      await this.close();
      throw error;
    }
    this.idle = setTimeout(() => void this.close(), IDLE_MS).unref();
    if (said === 'ready') throw new Error(`${this.file} answers before it is asked`);
    if ('failure' in said) throw new Error(said.failure);
    return said.output as Output;
  }

  private async started(): Promise<Worker> {
    const worker = startThread(join(__dirname, 'thread-entry'), this.file, this.limits.megabytes);
    // an error without a listener would end the process
    worker.on('error', () => undefined);
    await answerOf(worker, null);
    return worker;
  }
}

/** The next thing that a thread says. */
async function answerOf(worker: Worker, mostMs: number | null): Promise<Said> {
  let undo = (): void => undefined;
  const heard = new Promise<Said>((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new TookTooMuch('too much memory') : error);
    };
    const ended = (): void => {
      reject(new Error('the thread has ended'));
    };
    worker.on('message', resolve).on('error', failed).on('exit', ended);
    const timer = mostMs === null ? undefined : setTimeout(() => reject(new TookTooMuch('too much time')), mostMs);
    undo = () => {
      clearTimeout(timer);
      worker.off('message', resolve).off('error', failed).off('exit', ended);
    };
  });
  return heard.finally(undo);
}
