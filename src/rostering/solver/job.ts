import type { Progress, Solver } from './solver.port';

/** What a job in a thread of its own is given to work with. */
export interface Workbench {
  readonly solver: Solver;
  /** Tells whoever waits how far it is. */
  progress(progress: Progress): void;
  /** True once the caller wants the best so far. */
  stopped(): boolean;
  /** Seconds since the job began. */
  elapsed(): number;
}

/** A computation that may block its thread. Its file exports it under the name `job`; input and answer must be plain data. */
export type Job<Input, Output> = (input: Input, bench: Workbench) => Output;
