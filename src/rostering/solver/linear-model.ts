/**
 * A linear or mixed-integer programme as arrays: minimise cost·x + offset, with lower ≤ x ≤ upper by column and
 * lower ≤ A·x ≤ upper by row. Row r of A holds `values[k]` in column `indices[k]` for k from `starts[r]` to `starts[r + 1]`.
 */
export interface LinearModel {
  readonly offset: number;
  readonly cost: Float64Array;
  readonly columnLower: Float64Array;
  readonly columnUpper: Float64Array;
  /** 1 where the column must be a whole number. */
  readonly integer: Int32Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** Coefficients of one row by column, or of one column by row. */
export interface Entries {
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

/** Collects columns and rows one by one; each call answers the new index. */
export class LinearModelBuilder {
  offset = 0;
  private readonly cost: number[] = [];
  private readonly columnLower: number[] = [];
  private readonly columnUpper: number[] = [];
  private readonly integers: number[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly starts: number[] = [0];
  private readonly indices: number[] = [];
  private readonly values: number[] = [];

  get columns(): number {
    return this.cost.length;
  }

  get rows(): number {
    return this.rowLower.length;
  }

  column(cost: number, lower: number, upper: number, integer: boolean): number {
    this.columnLower.push(lower);
    this.columnUpper.push(upper);
    this.integers.push(integer ? 1 : 0);
    return this.cost.push(cost) - 1;
  }

  binary(cost: number): number {
    return this.column(cost, 0, 1, true);
  }

  /** Columns must not repeat within a row. */
  row(lower: number, upper: number, { indices, values }: Entries): number {
    for (const index of indices) this.indices.push(index);
    for (const value of values) this.values.push(value);
    this.starts.push(this.indices.length);
    this.rowLower.push(lower);
    return this.rowUpper.push(upper) - 1;
  }

  /** A row whose coefficients are all 1. */
  sum(lower: number, upper: number, indices: readonly number[]): number {
    return this.row(lower, upper, { indices, values: indices.map(() => 1) });
  }

  build(): LinearModel {
    return {
      offset: this.offset,
      cost: Float64Array.from(this.cost),
      columnLower: Float64Array.from(this.columnLower),
      columnUpper: Float64Array.from(this.columnUpper),
      integer: Int32Array.from(this.integers),
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      starts: Int32Array.from(this.starts),
      indices: Int32Array.from(this.indices),
      values: Float64Array.from(this.values),
    };
  }
}
