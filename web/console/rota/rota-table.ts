import type { ComparedEntry, DutyView, ShiftView } from '../../shared/api';
import type { Shown } from '../unsaved';

export interface Column {
  readonly key: string;
  readonly programmeName: string;
  readonly dayPartName: string;
  readonly postName: string;
}

export interface Cell {
  readonly duty: DutyView;
  /** Whom the draft would add. */
  readonly drafted: readonly string[];
  /** Whom the draft would take away. */
  readonly leaving: readonly string[];
  /** Whom an edit would add that has not reached the server yet. */
  readonly unsaved: readonly string[];
}

export interface RotaTable {
  readonly columns: readonly Column[];
  /** How many neighbouring columns belong to each programme. */
  readonly groups: readonly { readonly name: string; readonly span: number }[];
  /** By day and column; a day may have none or several of a kind. */
  readonly cells: ReadonlyMap<string, readonly Cell[]>;
  /** Somebody is on it; while nobody is, an empty seat is no emergency. */
  readonly planned: boolean;
}

const columnKey = (shift: ShiftView): string => `${shift.programmeKey}/${shift.dayPart}/${shift.postKey}`;

export const cellKey = (day: string, column: string): string => `${day} ${column}`;
export const missingOn = ({ duty, drafted, leaving }: Cell): number =>
  Math.max(0, duty.seatsMin - duty.people.length - drafted.length + leaving.length);
export const slotText = ({ dayPartName, postName, programmeName }: Column | ShiftView): string =>
  [programmeName, dayPartName, postName].filter(Boolean).join(' ');

/** A month as a table: a row a day, a column for each post of each part of the day. */
export function tableOf(
  duties: readonly DutyView[],
  draft: { additions: readonly ComparedEntry[]; removals: readonly ComparedEntry[] } | null,
  edits: readonly Shown[] = [],
): RotaTable {
  const columns = new Map<string, Column>();
  const cells = new Map<string, Cell[]>();
  const added = namesByShift(draft?.additions ?? []);
  const removed = namesByShift(draft?.removals ?? []);
  for (const duty of duties) {
    if (duty.cancelled) continue;
    const key = columnKey(duty);
    const { programmeName, dayPartName, postName } = duty;
    if (!columns.has(key)) columns.set(key, { key, programmeName, dayPartName, postName });
    const place = cellKey(duty.startCivil.slice(0, 10), key);
    const unsaved = edits.flatMap(({ seat }) => (seat?.shiftId === duty.shiftId ? [seat.name] : []));
    const cell = { duty, drafted: added.get(duty.shiftId) ?? [], leaving: removed.get(duty.shiftId) ?? [], unsaved };
    cells.set(place, [...(cells.get(place) ?? []), cell]);
  }
  const inOrder = sorted([...columns.values()]);
  return { columns: inOrder, groups: groupsOf(inOrder), cells, planned: isPlanned(duties) };
}

/** Whether anybody was put on any of these. */
export const isPlanned = (duties: readonly DutyView[]): boolean => duties.some(({ people }) => people.length > 0);

/** The programme with the most columns first; otherwise as they were found, which is by the clock. */
function sorted(columns: readonly Column[]): Column[] {
  const programmes = new Map<string, Column[]>();
  for (const column of columns) {
    programmes.set(column.programmeName, [...(programmes.get(column.programmeName) ?? []), column]);
  }
  return [...programmes.values()].sort((a, b) => b.length - a.length).flat();
}

function groupsOf(columns: readonly Column[]): { name: string; span: number }[] {
  const groups: { name: string; span: number }[] = [];
  for (const { programmeName: name } of columns) {
    const last = groups[groups.length - 1];
    if (last?.name === name) last.span++;
    else groups.push({ name, span: 1 });
  }
  return groups;
}

function namesByShift(entries: readonly ComparedEntry[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { shift, person } of entries) names.set(shift.shiftId, [...(names.get(shift.shiftId) ?? []), person.name]);
  return names;
}
