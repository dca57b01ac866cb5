/** One figure of a benchmark, beside the figure that it is to be judged by, taken in the same run. */
export interface Figure {
  /** What was measured, for example `sqlite: distinct shifts`. */
  readonly case: string;
  readonly value: number;
  /** What `value` and `referenceValue` are counted in: `/s`, `ms`, `MB`. */
  readonly unit: string;
  /** What stands beside it, for example `bare SQL`; left out when there is nothing to compare with. */
  readonly reference?: string;
  readonly referenceValue?: number;
}

/**
 * What a file `test/bench/<name>.bench.ts` is given: it exports `run(report: Report, options): Promise<void>`, and under
 * `options` what may be chosen on the command line, where there is something.
 */
export interface Report {
  /** Takes down a figure; the ratio is `value / referenceValue`. */
  measured(figure: Figure): void;
  /** A line of progress, kept apart from the figures. */
  say(line: string): void;
}
