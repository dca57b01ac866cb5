import { weekdayOf, weekdayText } from '../dates';
import { cellKey, slotText, type Cell, type RotaTable } from './rota-table';

/** A week as a table: a row for each post of each part of the day, a column a day. */
export interface WeekTable {
  readonly table: RotaTable;
  /** The keys of its rows, and what each is called. */
  readonly rows: readonly string[];
  readonly titles: ReadonlyMap<string, string>;
}

/** The same cells the other way round. `days`: seven, from Monday. */
export function weekOf(month: RotaTable, days: readonly string[], name: string): WeekTable {
  const cells = new Map<string, readonly Cell[]>();
  for (const { key } of month.columns) {
    for (const day of days) {
      const found = month.cells.get(cellKey(day, key));
      if (found) cells.set(cellKey(key, day), found);
    }
  }
  const columns = days.map((day) => ({
    key: day,
    programmeName: '',
    dayPartName: weekdayText(weekdayOf(day)),
    postName: `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`,
  }));
  const rows = month.columns.filter(({ key }) => days.some((day) => cells.has(cellKey(key, day))));
  return {
    table: { columns, groups: [{ name, span: days.length }], cells, planned: month.planned },
    rows: rows.map(({ key }) => key),
    titles: new Map(rows.map((column) => [column.key, slotText(column)])),
  };
}

/** Monday of the week in which a day lies, and the six days after it. */
export function weekAround(day: string): string[] {
  const monday = Date.parse(`${day}T00:00:00Z`) - ((weekdayOf(day) + 6) % 7) * 86_400_000;
  return Array.from({ length: 7 }, (_, i) => new Date(monday + i * 86_400_000).toISOString().slice(0, 10));
}
