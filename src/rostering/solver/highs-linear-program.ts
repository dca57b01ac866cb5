import type { Highs, HighsCallbackMap, Model } from 'highs';
import type { Entries } from './linear-model';
import type { LinearProgram, LinearSolved, NewColumn, SolveOptions, Watch } from './solver.port';
import { statusOf } from './highs-status';

/** A hundred years: no limit. */
const LONG_SECONDS = 3e9;

/** One native model that stays, for master problems whose columns come one after the other. */
export class HighsLinearProgram implements LinearProgram {
  constructor(
    private readonly highs: Highs,
    private readonly native: Model,
    private readonly watching: (watch: Watch) => HighsCallbackMap,
  ) {}

  get columns(): number {
    return this.native.getDimensions().numCols;
  }

  get rows(): number {
    return this.native.getDimensions().numRows;
  }

  solve(options: Pick<SolveOptions, 'seconds'> = {}, watch: Watch = {}): LinearSolved {
    const { native, highs } = this;
    native.zeroAllClocks();
    native.options.set('time_limit', Math.max(0.01, options.seconds ?? LONG_SECONDS));
    native.run(this.watching(watch));
    const { colValue, colDual, rowDual } = native.getSolution();
    return {
      status: statusOf(highs, native),
      objective: native.getObjectiveValue(),
      values: colValue,
      reducedCosts: colDual,
      duals: rowDual,
    };
  }

  addColumns(columns: readonly NewColumn[]): void {
    if (columns.length === 0) return;
    const starts = [0];
    for (const { entries } of columns) starts.push((starts.at(-1) ?? 0) + entries.indices.length);
    this.native.addCols({
      cost: Float64Array.from(columns, (column) => column.cost),
      lower: Float64Array.from(columns, (column) => column.lower),
      upper: Float64Array.from(columns, (column) => column.upper),
      matrix: {
        format: 'csc',
        numRows: this.rows,
        numCols: columns.length,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(columns.flatMap((column) => column.entries.indices)),
        values: Float64Array.from(columns.flatMap((column) => column.entries.values)),
      },
    });
  }

  addRow(lower: number, upper: number, entries: Entries): void {
    this.native.addRow(lower, upper, entries);
  }

  boundColumn(index: number, lower: number, upper: number): void {
    this.native.changeColBounds(index, lower, upper);
  }

  boundRow(index: number, lower: number, upper: number): void {
    this.native.changeRowBounds(index, lower, upper);
  }

  priceColumn(index: number, cost: number): void {
    this.native.changeColCost(index, cost);
  }

  dispose(): void {
    this.native.dispose();
  }
}
