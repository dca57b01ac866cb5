import type { PersonGraph } from './person-graph';

/** Shifts that no rule of this person tells apart: on each day only the cheapest of a group can be on a shortest path. */
export interface ShiftGroup {
  readonly shifts: readonly number[];
  readonly units: number;
  readonly shiftClass: number;
  /** 1 for each class that blocks the shifts of this group on the next day. */
  readonly blockedBy: Uint8Array;
  /** Which of the counted shifts it is, or −1. */
  readonly counted: number;
}

/** Groups the shifts that she may work at all; each of `counted` is a group of its own. */
export function shiftGroups({ person, classes }: PersonGraph, counted: readonly number[]): ShiftGroup[] {
  const shifts = classes.units.length;
  const groups = new Map<string, ShiftGroup & { shifts: number[] }>();
  for (let shift = 0; shift < shifts; shift++) {
    if (person.most[shift] === 0) continue;
    const blockedBy = Uint8Array.from(
      { length: classes.count },
      (_, c) => classes.blocks[c * shifts + shift] as number,
    );
    const group = {
      shifts: [shift],
      units: classes.units[shift] as number,
      shiftClass: classes.of[shift] as number,
      blockedBy,
      counted: counted.indexOf(shift),
    };
    const key = [group.units, group.shiftClass, blockedBy.join(''), group.counted].join();
    const known = groups.get(key);
    if (known) known.shifts.push(shift);
    else groups.set(key, group);
  }
  return [...groups.values()];
}
