import type { Entries, LinearModel } from './linear-model';

export interface SolveOptions {
  /** Wall-clock limit of this solve; without it the solve runs to its end. */
  readonly seconds?: number;
  /** Good enough when (objective − bound) / |objective| is at most this; 0, the default, asks for the proof. */
  readonly relativeGap?: number;
  /** A value for each column to begin from; one that breaks the model is repaired or ignored. */
  readonly start?: Float64Array;
  /** The start is good: the time goes into the proof rather than into the search for a better one. */
  readonly sure?: boolean;
  /** 0 by default; the same model, options and seed give the same answer when it is solved to the end. */
  readonly seed?: number;
  /** Branch-and-bound nodes after which the solve ends with what it has: a limit that does not depend on the machine. */
  readonly nodes?: number;
}

/** How far a solve is; `null` where nothing is known yet. */
export interface Progress {
  /** The objective of the best so far; lower is better. */
  readonly incumbent: number | null;
  /** No solution is below it. */
  readonly bound: number | null;
  /** (incumbent − bound) / incumbent; 0 when the best so far is proved to be the best of all. */
  readonly gap: number | null;
  /** Seconds of search. */
  readonly elapsed: number;
}

/** How far the objective may still be from the best, relative to its size: 0 when the bound proves it. */
export function relativeGap(objective: number, bound: number): number {
  const distance = objective - bound;
  return distance <= 1e-6 ? 0 : distance / Math.max(1e-9, Math.abs(objective));
}

/** What the caller hears of, and its say, while a solve runs. */
export interface Watch {
  progress?(progress: Progress): void;
  /** Asked often; true ends the solve with the best it has. */
  stopped?(): boolean;
}

/** `unknown`: it ended before anything feasible was found. `optimal`: within the gap asked for. */
export type SolveStatus = 'optimal' | 'feasible' | 'infeasible' | 'unbounded' | 'unknown';

export interface Solved {
  readonly status: SolveStatus;
  /** The objective of `values`; Infinity when there are none. */
  readonly objective: number;
  /** No solution is below this; −Infinity when nothing was proved. */
  readonly bound: number;
  /** A value for each column, whole numbers exactly whole; null when nothing feasible is known. */
  readonly values: Float64Array | null;
  readonly seconds: number;
}

export interface LinearSolved {
  readonly status: SolveStatus;
  readonly objective: number;
  readonly values: Float64Array;
  readonly reducedCosts: Float64Array;
  /** What one more unit of each row's right side is worth. */
  readonly duals: Float64Array;
}

export interface NewColumn {
  readonly cost: number;
  readonly lower: number;
  readonly upper: number;
  readonly entries: Entries;
}

/** A linear programme (no whole numbers) that is kept, changed and solved again from its last basis. */
export interface LinearProgram {
  readonly columns: number;
  readonly rows: number;
  solve(options?: Pick<SolveOptions, 'seconds'>, watch?: Watch): LinearSolved;
  addColumns(columns: readonly NewColumn[]): void;
  addRow(lower: number, upper: number, entries: Entries): void;
  boundColumn(index: number, lower: number, upper: number): void;
  boundRow(index: number, lower: number, upper: number): void;
  priceColumn(index: number, cost: number): void;
  /** Frees its memory; nothing else may be asked afterwards. */
  dispose(): void;
}

/** Solves on the calling thread, which it blocks: only jobs in a thread of their own hold one. */
export interface Solver {
  solve(model: LinearModel, options?: SolveOptions, watch?: Watch): Solved;
  /** Whole numbers are relaxed. */
  linear(model: LinearModel): LinearProgram;
  /** The model in MPS format, for other solvers. */
  mps(model: LinearModel): Uint8Array;
}
