import { addDays, instantOf, isCivilDate, minutesOfClock, startOfDay, type ZoneName } from '../kernel/civil-time';
import type { Interval } from '../kernel/interval';
import type { AvailabilityWindow } from '../volunteers/domain/volunteer';
import type { PersonFile } from './organisation-file.schema';

/** Weekly windows within single days: one that goes over midnight becomes two. */
export function windowsOf(person: Pick<PersonFile, 'availability'>): AvailabilityWindow[] {
  return person.availability.flatMap(({ weekday, from, to }) => {
    const [fromMinute, toMinute] = [minutesOfClock(from), minutesOfClock(to)];
    if (toMinute > fromMinute) return [{ weekday, fromMinute, toMinute }];
    const late = { weekday, fromMinute, toMinute: 1440 };
    return toMinute === 0 ? [late] : [late, { weekday: (weekday % 7) + 1, fromMinute: 0, toMinute }];
  });
}

/** A leave that ends on a day contains that day. */
export function leaveOf(leave: { readonly from: string; readonly to: string }, zone: ZoneName): Interval {
  return {
    from: isCivilDate(leave.from) ? startOfDay(leave.from, zone) : instantOf(leave.from, zone),
    to: isCivilDate(leave.to) ? startOfDay(addDays(leave.to, 1), zone) : instantOf(leave.to, zone),
  };
}
