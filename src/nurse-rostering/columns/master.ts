import type { LinearProgram, Solver } from '../../rostering/solver/solver.port';
import { masterModel, startFrom, type MasterModel } from './master-model';
import type { Column, Piece } from './piece';

/** What one more person is worth in each place, and what each person's days cost at these prices. */
export interface Prices {
  readonly cover: Float64Array;
  readonly people: Float64Array;
}

/** Costs are whole numbers: the gap, relative to `cost`, at which nothing can be better by one. */
export const gapOfOne = (cost: number): number => 0.999 / Math.max(1, Math.abs(cost));

export interface Relaxed {
  readonly value: number;
  readonly prices: Prices;
  /** How much of each column is taken. */
  readonly shares: Float64Array;
}

/** A relaxation takes well under a second; this only ends one that goes astray. */
const LONGEST = 600;

/**
 * The master problem of column generation: one column for each person, and the demand of the piece met or paid for. Solved as
 * a linear programme that keeps its basis while columns are added, or with whole numbers over the columns known.
 */
export class Master {
  readonly columns: Column[] = [];
  private readonly known = new Map<string, number>();
  private readonly empty: MasterModel;
  private readonly program: LinearProgram;
  private loaded = 0;

  constructor(
    private readonly solver: Solver,
    readonly piece: Piece,
  ) {
    this.empty = masterModel(piece, []);
    this.program = solver.linear(this.empty.model);
  }

  /** Answers the column's index, which it may have had before. */
  add(column: Column): number {
    const key = `${column.person}:${column.covers.join()}`;
    const index = this.known.get(key);
    if (index !== undefined) return index;
    this.known.set(key, this.columns.length);
    return this.columns.push(column) - 1;
  }

  relax(): Relaxed {
    this.load();
    const { objective, duals, values } = this.program.solve({ seconds: LONGEST });
    const { need, under, over } = this.piece;
    const cover = Float64Array.from(need, (_, at) => {
      const row = this.empty.rowOf[at] as number;
      return row < 0 ? 0 : within(duals[row] as number, -(over[at] as number), under[at] as number);
    });
    return {
      value: objective,
      prices: { cover, people: duals.slice(this.empty.firstPersonRow) },
      shares: values.slice(this.empty.firstColumn),
    };
  }

  /** How much of a column the relaxation must and may take from now on. */
  bound(column: number, least: number, most: number): void {
    this.load();
    this.program.boundColumn(this.empty.firstColumn + column, least, most);
  }

  /**
   * A better choice among the columns of `among` than `start` (one column for each person, by index), or null. `start` must be
   * among them.
   */
  whole(among: readonly number[], start: readonly number[], startCost: number, seconds: number): number[] | null {
    const { piece } = this;
    const columns = among.map((index) => this.columns[index] as Column);
    const master = masterModel(piece, columns);
    const solved = this.solver.solve(master.model, {
      seconds,
      relativeGap: gapOfOne(startCost),
      start: startFrom(
        piece,
        master,
        columns,
        start.map((index) => among.indexOf(index)),
      ),
    });
    if (!solved.values || solved.objective > startCost - 0.5) return null;
    const values = solved.values.subarray(master.firstColumn);
    return among.filter((_, position) => (values[position] as number) > 0.5);
  }

  dispose(): void {
    this.program.dispose();
  }

  private load(): void {
    const { rowOf, firstPersonRow } = this.empty;
    const rowOfPerson = new Map(this.piece.people.map((person, index) => [person, firstPersonRow + index]));
    const fresh = this.columns.slice(this.loaded);
    this.loaded = this.columns.length;
    this.program.addColumns(
      fresh.map(({ person, cost, covers }) => {
        const indices = covers.map((at) => rowOf[at] as number).filter((row) => row >= 0);
        indices.push(rowOfPerson.get(person) as number);
        return { cost, lower: 0, upper: Infinity, entries: { indices, values: indices.map(() => 1) } };
      }),
    );
  }
}

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
