import { isWeekend, OFF, type Roster } from './roster-problem';
import type { Room } from './span';

const ROUNDS = 14;

/**
 * A roster within the limits on weekends and on the times of each shift, from searches that do not know these limits: what is
 * worked too often is made dearer until it no longer is. Not the cheapest roster, and null when none was found on the way.
 */
export function penalised(
  room: Room,
  costs: Float64Array,
  cheapest: (room: Room, costs: Float64Array) => Roster | undefined,
): Roster | null {
  const shifts = room.shifts.length;
  const free = { ...room, weekends: Infinity, shifts: room.shifts.map((most) => (most > 0 ? Infinity : 0)) };
  const dearer = new Float64Array(shifts);
  let weekend = 0;
  const step = 1 + costs.reduce((most, cost) => Math.max(most, Math.abs(cost)), 0) / 8;
  for (let round = 0; round < ROUNDS; round++) {
    const asked = costs.map((cost, at) => {
      const day = room.span.from + Math.floor(at / shifts);
      return cost + (dearer[at % shifts] as number) + (isWeekend(day) ? weekend : 0);
    });
    const roster = cheapest(free, asked);
    if (!roster) return null;
    const over = overuse(room, roster);
    if (over.weekends <= 0 && over.shifts.every((number) => number <= 0)) return roster;
    const rise = step * (1 + round);
    if (over.weekends > 0) weekend += rise;
    over.shifts.forEach((number, shift) => {
      if (number > 0) dearer[shift] = (dearer[shift] as number) + rise;
    });
  }
  return null;
}

function overuse(room: Room, roster: Roster): { weekends: number; shifts: number[] } {
  const weeks = new Set<number>();
  const over = room.shifts.map((most) => -most);
  roster.forEach((shift, day) => {
    if (shift === OFF) return;
    over[shift] = (over[shift] as number) + 1;
    if (isWeekend(room.span.from + day)) weeks.add(Math.floor((room.span.from + day) / 7));
  });
  return { weekends: weeks.size - room.weekends, shifts: over };
}
