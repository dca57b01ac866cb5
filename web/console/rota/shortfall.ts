import { missingOn, type RotaTable } from './rota-table';

/** How the seats of some days stand. */
export interface Shortfall {
  /** Shifts that take place. */
  readonly shifts: number;
  /** Seats of shifts that are not over which nobody has, counting what a draft that is shown would change. */
  readonly missing: number;
  /** Seats whose holder has asked for somebody else. */
  readonly offered: number;
  /** Seats of shifts that are over which nobody had: nobody can be found for them any more. */
  readonly stayedEmpty: number;
}

export function shortfallOf(table: RotaTable, days: readonly string[], now: number): Shortfall {
  const cells = [...table.cells.values()].flat().filter(({ duty }) => days.includes(duty.startCivil.slice(0, 10)));
  const isOver = cells.map(({ duty }) => duty.end <= now);
  const sum = (ofOver: boolean, count: (cell: (typeof cells)[number]) => number): number =>
    cells.reduce((total, cell, i) => total + (isOver[i] === ofOver ? count(cell) : 0), 0);
  return {
    shifts: cells.length,
    missing: sum(false, missingOn),
    offered: sum(false, ({ duty }) => duty.people.filter(({ state }) => state === 'offered').length),
    stayedEmpty: sum(true, missingOn),
  };
}
