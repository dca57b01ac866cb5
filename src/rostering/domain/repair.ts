import type { MonthFacts } from './month-facts';

/** A seat that a repair may give to somebody else. */
export interface MovableSeat {
  readonly shiftId: string;
  readonly personId: string;
  readonly confirmed: boolean;
}

export interface RepairFacts {
  /** The month without its movable seats: their places are free and their people's duties without them. */
  readonly month: MonthFacts;
  readonly movable: readonly MovableSeat[];
  /** Shifts with a place to fill, one entry a place. */
  readonly holes: readonly string[];
  /** Who let a place go and is not to be asked for it again. */
  readonly gone: readonly Omit<MovableSeat, 'confirmed'>[];
}

/** One person's part in a repair; `from` null: she takes a shift more. */
export interface RepairMove {
  readonly personId: string;
  readonly from: string | null;
  readonly to: string;
}
