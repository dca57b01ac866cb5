import { readPreferences } from '../organisations/domain/preferences';
import { settingsOfPeople } from '../organisations/people.queries';
import { wishesIn } from '../volunteers/domain/wish';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { civilDateOf, firstOfMonth, startOfDay } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { Interval } from '../kernel/interval';
import type { OrgScope } from '../acts/domain/act-context';
import { DEFAULT_GOALS } from '../programmes/domain/goals';
import { readSpecification } from '../programmes/domain/read-specification';
import { holidayTableOf } from '../programmes/holiday-tables.service';
import type { HolidayTable } from '../programmes/holidays';
import {
  NOTHING,
  type Counts,
  type MonthFacts,
  type MonthShift,
  type MonthVolunteer,
} from '../rostering/domain/month-facts';
import { VolunteersService } from '../volunteers/volunteers.service';
import { dutyWindow } from '../rota/domain/duty-window';
import { localDayOf } from '../rota/domain/local-day';
import type { GatheredShift, SessionSeat } from '../rota/gathered';
import { servedSeats, type ServedSeat } from './draft.queries';
import { RotaFacts } from '../rota/rota-facts.service';

/** Fairness looks back over the months before this one: with it, a quarter. */
const MONTHS_BEFORE = 2;
const AT_ONCE = 400;

/** Gathers what a month's draft is made from. */
@Injectable()
export class GatherMonth {
  constructor(
    private readonly facts: RotaFacts,
    private readonly volunteers: VolunteersService,
  ) {}

  /**
   * `shifts`: all open ones of the month; `seats`: who has what on them already. Assignments in `freed` are left out, as if
   * their places were free.
   */
  async gather(
    tx: Tx,
    scope: OrgScope,
    month: Interval,
    shifts: readonly GatheredShift[],
    seats: ReadonlyMap<string, readonly SessionSeat[]>,
    now: Instant,
    freed: ReadonlySet<string> = new Set(),
  ): Promise<MonthFacts> {
    const quarter = startOfDay(firstOfMonth(civilDateOf(month.from, scope.zone), -MONTHS_BEFORE), scope.zone);
    const place: OrgWithHolidays = { ...scope, holidays: await holidayTableOf(tx, scope.orgId) };
    const ids = await this.volunteers.idsOf(tx, scope);
    const window = dutyWindow(month.from, month.to - 1, scope.zone);
    const all = await this.served(tx, ids, { from: quarter, to: month.to });
    const served = all.filter(({ id }) => !freed.has(id));
    const earliest = served.reduce((least, row) => Math.min(least, row.startMs), month.from);
    const past = served.filter((row) => row.startMs < month.from);
    return {
      shifts: fillable(shifts, seats, freed, place, now),
      volunteers: await this.people(tx, scope, ids, quarter),
      duties: without(await this.facts.duties(tx, ids, window, now, shifts), freed),
      companions: without(seats, freed),
      standing: countsBy(
        served.filter((row) => row.startMs >= month.from),
        place,
        false,
      ),
      history: countsBy(past, place, true),
      window: { from: startOfDay(firstOfMonth(civilDateOf(earliest, scope.zone)), scope.zone), to: month.to },
      now,
      zone: scope.zone,
    };
  }

  private async people(tx: Tx, scope: OrgScope, ids: readonly string[], since: Instant): Promise<MonthVolunteer[]> {
    const known = await this.volunteers.facts(tx, scope, ids, since);
    const more = new Map<string, { joined: string | null; preferences: string }>();
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      for (const row of await settingsOfPeople(tx, ids.slice(i, i + AT_ONCE))) more.set(row.id, row);
    }
    return ids.flatMap((id) => {
      const volunteer = known.get(id);
      const { joined = null, preferences } = more.get(id) ?? {};
      const wishes = wishesIn(readPreferences(preferences));
      return volunteer ? [{ ...volunteer, joined, wishes }] : [];
    });
  }

  /** Every seat that these people had or have in the stretch, kept or still to come; not what they failed to serve. */
  private async served(tx: Tx, ids: readonly string[], stretch: Interval): Promise<ServedSeat[]> {
    const rows: ServedSeat[] = [];
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      rows.push(...(await servedSeats(tx, ids.slice(i, i + AT_ONCE), stretch)));
    }
    return rows;
  }
}

/** Where the month takes place, and which of its days are free there. */
type OrgWithHolidays = OrgScope & { readonly holidays: HolidayTable };

const without = <T extends { readonly assignmentId: string }>(
  lists: ReadonlyMap<string, readonly T[]>,
  freed: ReadonlySet<string>,
): Map<string, T[]> =>
  new Map([...lists].map(([key, list]) => [key, list.filter(({ assignmentId }) => !freed.has(assignmentId))]));

/** The shifts to come with `freed` seats taken off. */
function fillable(
  shifts: readonly GatheredShift[],
  seats: ReadonlyMap<string, readonly SessionSeat[]>,
  freed: ReadonlySet<string>,
  scope: OrgWithHolidays,
  now: Instant,
): MonthShift[] {
  const free = new Map<string, number>();
  for (const { assignmentId, shiftId } of [...seats.values()].flat()) {
    if (freed.has(assignmentId)) free.set(shiftId, (free.get(shiftId) ?? 0) + 1);
  }
  return shifts.flatMap((shift) => {
    const { shiftId, start, cancelled, seatsMin, taken } = shift.view;
    const left = taken - (free.get(shiftId) ?? 0);
    return start > now && !cancelled && left < seatsMin ? [toFill(shift, left, scope)] : [];
  });
}

function toFill({ seat, view, specification }: GatheredShift, taken: number, scope: OrgWithHolidays): MonthShift {
  const rank = specification.posts.findIndex((post) => post.key === view.postKey);
  return {
    seat: { ...seat, taken },
    places: view.seatsMin - taken,
    rank: Math.max(0, rank),
    programme: view.programmeKey,
    post: view.postKey,
    dayPart: view.dayPart,
    holiday: isHoliday(view.start, scope),
    goals: specification.goals ?? DEFAULT_GOALS,
  };
}

/** A public holiday's day off; a year whose table is not published has none that could be shared out. */
function isHoliday(start: Instant, { zone, holidays }: OrgWithHolidays): boolean {
  const day = holidays.day(localDayOf(start, zone).date);
  return day !== null && day.holiday !== null && !day.works;
}

/** What each served; a shift taken over from somebody else counts for more where its programme gives credit. */
function countsBy(rows: readonly ServedSeat[], scope: OrgWithHolidays, crediting: boolean): Map<string, Counts> {
  const found = new Map<string, Record<keyof Counts, number>>();
  for (const row of rows) {
    const { fairness, covering } = readSpecification(row.specification).goals ?? DEFAULT_GOALS;
    const counts = found.get(row.personId) ?? { ...NOTHING };
    const worth = crediting && row.source === 'cover' ? 1 + covering : 1;
    if (fairness.shifts > 0) counts.shifts += worth;
    if (fairness.nights > 0 && row.night === 1) counts.nights += 1;
    if (fairness.weekends > 0 && localDayOf(row.startMs, scope.zone).weekend) counts.weekends += 1;
    if (fairness.holidays > 0 && isHoliday(row.startMs, scope)) counts.holidays += 1;
    found.set(row.personId, counts);
  }
  return found;
}
