import { LinearModelBuilder, type LinearModel } from '../../rostering/solver/linear-model';
import type { Column, Piece } from './piece';

/**
 * The master problem as rows: for each place Σ columns + missing − too many = need, then for each person Σ columns = 1.
 * Its first columns are the missing and the too many, two for each place that costs anything; then come those given.
 */
export interface MasterModel {
  readonly model: LinearModel;
  /** The row of each place, −1 where nobody minds how many there are. */
  readonly rowOf: Int32Array;
  readonly firstPersonRow: number;
  readonly firstColumn: number;
}

export function masterModel(piece: Piece, columns: readonly Column[]): MasterModel {
  const builder = new LinearModelBuilder();
  const { need, under, over, people } = piece;
  const rowOf = new Int32Array(need.length).fill(-1);
  const places = [...need.keys()].filter((at) => under[at] !== 0 || over[at] !== 0);
  for (const at of places) {
    builder.column(under[at] as number, 0, Infinity, false);
    builder.column(over[at] as number, 0, Infinity, false);
  }
  const firstColumn = builder.columns;
  const atPlace = new Map<number, number[]>(places.map((at) => [at, []]));
  const ofPerson = new Map<number, number[]>(people.map((person) => [person, []]));
  for (const { cost, covers, person } of columns) {
    const index = builder.binary(cost);
    for (const at of covers) atPlace.get(at)?.push(index);
    ofPerson.get(person)?.push(index);
  }
  places.forEach((at, k) => {
    const indices = [2 * k, 2 * k + 1, ...(atPlace.get(at) ?? [])];
    rowOf[at] = builder.row(need[at] as number, need[at] as number, {
      indices,
      values: indices.map((_, position) => (position === 1 ? -1 : 1)),
    });
  });
  const firstPersonRow = builder.rows;
  for (const person of people) builder.sum(1, 1, ofPerson.get(person) ?? []);
  return { model: builder.build(), rowOf, firstPersonRow, firstColumn };
}

/** The same choice of columns as a start for the solver. */
export function startFrom(piece: Piece, master: MasterModel, columns: readonly Column[], chosen: readonly number[]) {
  const start = new Float64Array(master.model.cost.length);
  const cover = new Int32Array(piece.need.length);
  for (const index of chosen) {
    start[master.firstColumn + index] = 1;
    for (const at of columns[index]?.covers ?? []) cover[at] = (cover[at] as number) + 1;
  }
  master.rowOf.forEach((row, at) => {
    if (row < 0) return;
    const missing = (piece.need[at] as number) - (cover[at] as number);
    start[missing > 0 ? 2 * row : 2 * row + 1] = Math.abs(missing);
  });
  return start;
}
