import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { addDays, firstOfMonth, startOfDay, type CivilDate, type CivilDateTime } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import type { Family } from '../programmes/domain/goals';
import { holidayTableOf } from '../programmes/holiday-tables.service';
import type { HolidayTable } from '../programmes/holidays';
import { leavesIn } from '../volunteers/leaves.queries';
import { volunteersAtHome } from '../volunteers/volunteers.queries';
import { localDayOf } from './domain/local-day';
import { AssignmentRow } from './assignment.row';

/** A day of the month as people in the organisation know it. */
export interface MonthDay {
  readonly date: CivilDate;
  /** The public holiday it is free for, or worked for; null on a usual day, and in a year whose table nobody knows. */
  readonly holiday: string | null;
  /** Whether people work; null in a year whose table nobody knows. */
  readonly works: boolean | null;
}

/** One volunteer's month: what it adds up to, and when she is away. Her seats are those of the month's duties. */
export interface PersonMonth {
  readonly personId: string;
  readonly name: string;
  readonly trainee: boolean;
  /** Seats that she has or had, but those she did not come for; a shift can count in several families. */
  readonly counts: Readonly<Record<Family, number>>;
  /** Half open. */
  readonly leaves: readonly { readonly fromCivil: CivilDateTime; readonly toCivil: CivilDateTime }[];
}

/** Who works when: the month of each volunteer. */
@Injectable()
export class LookAtPeople {
  constructor(private readonly database: Database) {}

  /** `first`: the first day of the month. */
  async month(scope: OrgScope, first: CivilDate): Promise<{ days: MonthDay[]; people: PersonMonth[] }> {
    const next = firstOfMonth(first, 1);
    const [from, to] = [startOfDay(first, scope.zone), startOfDay(next, scope.zone)];
    return this.database.read(async (tx) => {
      const table = await holidayTableOf(tx, scope.orgId);
      const people = await volunteersAtHome(tx, scope.orgId);
      const counts = await countsOf(tx, scope, { from, to }, table);
      const leaves = await leavesIn(tx, scope.orgId, { from, to });
      return {
        days: daysOf(first, next, table),
        people: people.map(({ id, name, trainee }) => ({
          personId: id,
          name,
          trainee: trainee === 1,
          counts: counts.get(id) ?? NOTHING,
          leaves: leaves
            .filter(({ personId }) => personId === id)
            .map(({ fromCivil, toCivil }) => ({ fromCivil, toCivil })),
        })),
      };
    });
  }
}

const NOTHING: Readonly<Record<Family, number>> = { shifts: 0, nights: 0, weekends: 0, holidays: 0 };

function daysOf(first: CivilDate, next: CivilDate, table: HolidayTable): MonthDay[] {
  const days: MonthDay[] = [];
  for (let date = first; date < next; date = addDays(date, 1)) {
    const day = table.day(date);
    days.push({ date, holiday: day?.holiday ?? null, works: day?.works ?? null });
  }
  return days;
}

async function countsOf(
  tx: Tx,
  { orgId, zone }: OrgScope,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  table: HolidayTable,
): Promise<Map<string, Record<Family, number>>> {
  const seats = await tx.find(
    AssignmentRow,
    { orgId, startMs: { gte: from, lt: to }, endedKey: '', state: { not: 'no-show' } },
    { columns: ['personId', 'startMs', 'night'] },
  );
  const found = new Map<string, Record<Family, number>>();
  for (const { personId, startMs, night } of seats) {
    const counts = found.get(personId) ?? { ...NOTHING };
    const { date, weekend } = localDayOf(startMs, zone);
    const day = table.day(date);
    counts.shifts += 1;
    counts.nights += Number(night);
    counts.weekends += Number(weekend);
    counts.holidays += Number(day !== null && day.holiday !== null && !day.works);
    found.set(personId, counts);
  }
  return found;
}
