import type { Compared, Duty, Shift } from './console-api';

export interface Column {
  readonly key: string;
  readonly programmeName: string;
  readonly dayPartName: string;
  readonly postName: string;
}

export interface Cell {
  readonly duty: Duty;
  /** Whom the draft would add. */
  readonly drafted: readonly string[];
  /** Whom the draft would take away. */
  readonly leaving: readonly string[];
}

export interface RotaTable {
  readonly columns: readonly Column[];
  /** By day and column; a day may have none or several of a kind. */
  readonly cells: ReadonlyMap<string, readonly Cell[]>;
}

const columnKey = (shift: Shift): string => `${shift.programmeKey}/${shift.dayPart}/${shift.postKey}`;

export const cellKey = (day: string, column: string): string => `${day} ${column}`;

/** A month as a table: a row a day, a column for each post of each part of the day. */
export function tableOf(
  duties: readonly Duty[],
  draft: { additions: readonly Compared[]; removals: readonly Compared[] } | null,
): RotaTable {
  const columns = new Map<string, Column & { order: string }>();
  const cells = new Map<string, Cell[]>();
  for (const duty of duties) {
    if (duty.cancelled) continue;
    const key = columnKey(duty);
    if (!columns.has(key)) columns.set(key, columnOf(key, duty, columns.size));
    const place = cellKey(duty.startCivil.slice(0, 10), key);
    const cell = { duty, drafted: namesOn(draft?.additions, duty), leaving: namesOn(draft?.removals, duty) };
    cells.set(place, [...(cells.get(place) ?? []), cell]);
  }
  return { columns: sorted([...columns.values()]), cells };
}

function columnOf(key: string, duty: Duty, found: number): Column & { order: string } {
  const { programmeName, dayPartName, postName } = duty;
  return { key, programmeName, dayPartName, postName, order: String(found).padStart(3, '0') };
}

/** The programme with the most columns first; its parts of the day by the clock, as they were found. */
function sorted(columns: (Column & { order: string })[]): Column[] {
  const size = new Map<string, number>();
  for (const column of columns) size.set(column.programmeName, (size.get(column.programmeName) ?? 0) + 1);
  return columns.sort(
    (a, b) =>
      (size.get(b.programmeName) ?? 0) - (size.get(a.programmeName) ?? 0) ||
      a.programmeName.localeCompare(b.programmeName) ||
      a.order.localeCompare(b.order),
  );
}

function namesOn(entries: readonly Compared[] | undefined, duty: Duty): string[] {
  return (entries ?? []).filter((entry) => entry.shift.shiftId === duty.shiftId).map((entry) => entry.person.name);
}
