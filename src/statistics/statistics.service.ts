import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { civilDateOf, monthOf } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import {
  instantsOf,
  type CountTotals,
  type Counts,
  type MonthOfService,
  type Period,
  type PersonalCounts,
  type ProgrammeCounts,
  type Turnout,
} from './domain/counts';
import { coverOf, type Cover } from './domain/cover';
import type { PeriodTotal } from './domain/period-total';
import { NOBODY, mergedProgrammes } from './domain/merge-programmes';
import { isStaffedAlways, shareOf, type CountedProgramme, type CountedRows } from './domain/programme-counts';
import {
  attendanceSums,
  distinctServers,
  distinctTurnouts,
  heldSessions,
  measureSums,
  ownDuties,
  organisationsUnder,
  programmesOf,
  service,
  turnouts,
  type CountedOrganisation,
  type OwnDuty,
  type Stretch,
} from './count.queries';
import { firstSessions, presences } from './presence.queries';
import { withPeriodTotals, type RowsWithTotals } from './totals-in.queries';
import { openPoints } from './open-points.queries';
import { addMinutes, NO_MINUTES, type MinutesByOrigin } from '../programmes/domain/service-origin';
import { expectedSql } from '../programmes/domain/assignment-state';

export interface CountOptions {
  /** Leaves out what the organisations below this one did. */
  readonly own?: boolean;
  /** One of the organisations below, with what is below it, instead of all. */
  readonly organisationId?: string;
  /** The key of one programme instead of all. */
  readonly programmeKey?: string;
}

/** Counts what happened from the rows of what happened; nothing is added up by hand and nothing is stored. */
@Injectable()
export class Statistics {
  constructor(private readonly database: Database) {}

  /** With everything below in the tree. Throws RangeError for a period that ends before it begins, or for an organisation that is not below. */
  counts(scope: OrgScope, period: Period, now: Instant, options: CountOptions = {}): Promise<Counts> {
    return this.database.read(async (tx) => (await this.countsIn(tx, scope, period, now, options)).counts);
  }

  /** The same within somebody else's look at the database, with what it was counted from. */
  async countsIn(
    tx: Tx,
    scope: OrgScope,
    period: Period,
    now: Instant,
    options: CountOptions,
  ): Promise<{ counts: Counts; ground: Ground; totals: readonly PeriodTotal[] }> {
    const ground = await this.ground(tx, scope, period, now, options);
    const { stretch, organisations, known } = ground;
    const cover = await coverOfAll(tx, scope, stretch, known);
    const { programmes, counted } = await programmesIn(tx, scope, period, ground, cover);
    const volunteers = Math.max(await distinctServers(tx, stretch), ...programmes.map((one) => one.volunteers));
    const [distinct = NOBODY] = await distinctTurnouts(tx, stretch, 'all');
    const totals = totalsOf(programmes, volunteers, distinct);
    const open = await openPoints(tx, stretch, known);
    const counts = { period, organisations, programmes, totals, cutTotals: counted.cut, open };
    return { counts, ground, totals: counted.counted };
  }

  /** What is counted of a period, and which rows it is counted from. */
  async ground(tx: Tx, scope: OrgScope, period: Period, now: Instant, options: CountOptions): Promise<Ground> {
    const organisations = await this.counted(tx, scope, options);
    const { programmeKey } = options;
    const known = (await programmesOf(tx, organisations)).filter(
      ({ key }) => programmeKey === undefined || key === programmeKey,
    );
    const programmeIds = programmeKey === undefined ? undefined : known.map(({ id }) => id);
    const orgIds = organisations.map(({ id }) => id);
    const stretch: Stretch = { orgIds, ...instantsOf(period, scope.zone), now, programmeIds };
    return { organisations, known, stretch };
  }

  /** The organisation itself and those below it, itself first. */
  async organisations(scope: OrgScope): Promise<CountedOrganisation[]> {
    return this.database.read((tx) => organisationsUnder(tx, scope.orgId));
  }

  /** The keys of the programmes of the organisation and of those below it. */
  async programmeKeys(scope: OrgScope): Promise<string[]> {
    return this.database.read(async (tx) => {
      const programmes = await programmesOf(tx, await organisationsUnder(tx, scope.orgId));
      return [...new Set(programmes.map(({ key }) => key))];
    });
  }

  private async counted(tx: Tx, scope: OrgScope, options: CountOptions): Promise<CountedOrganisation[]> {
    const below = await organisationsUnder(tx, scope.orgId);
    const top = options.organisationId ?? scope.orgId;
    if (!below.some(({ id }) => id === top)) throw new RangeError(`not below: ${top}`);
    if (options.own) return below.filter(({ id }) => id === top);
    return top === scope.orgId ? below : organisationsUnder(tx, top);
  }

  /** Shifts served, nights, hours by month, for the person herself. */
  async personal(scope: OrgScope, personId: string, period: Period, now: Instant): Promise<PersonalCounts> {
    const { from, to } = instantsOf(period, scope.zone);
    return this.database.read(async (tx) => {
      const duties = await ownDuties(tx, { orgIds: [scope.orgId], from, to, now }, personId);
      const months = servedByMonth(duties, scope);
      const ahead = await tx.one<{ duties: number }>(
        `SELECT COUNT(*) AS duties FROM assignments a WHERE a.person_id = ? AND a.org_id = ? AND ${expectedSql('a')}
           AND a.start_ms >= ? AND a.start_ms < ? AND a.start_ms > ?`,
        [personId, scope.orgId, from, to, now],
      );
      return {
        period,
        shifts: sum(months, (month) => month.shifts),
        nights: sum(months, (month) => month.nights),
        serviceMinutes: sum(months, (month) => month.serviceMinutes),
        minutesByOrigin: byOrigin(duties),
        months,
        ahead: ahead?.duties ?? 0,
      };
    });
  }
}

/** The organisations, the programmes and the time that are counted. */
export interface Ground {
  readonly organisations: readonly CountedOrganisation[];
  readonly known: readonly CountedProgramme[];
  readonly stretch: Stretch;
}

/** The programmes of a period with their figures. `cover`: how far what is staffed always was, where that is asked. */
export async function programmesIn(
  tx: Tx,
  { zone }: OrgScope,
  period: Period,
  { known, stretch }: Ground,
  cover: ReadonlyMap<string, Cover>,
): Promise<{ programmes: ProgrammeCounts[]; counted: RowsWithTotals }> {
  const rows: CountedRows = {
    sessions: await heldSessions(tx, stretch),
    measures: [...(await measureSums(tx, stretch)), ...(await attendanceSums(tx, stretch))],
    turnout: await turnouts(tx, stretch),
    distinct: await distinctTurnouts(tx, stretch, 'programme'),
    served: await service(tx, stretch),
    cover,
  };
  const counted = await withPeriodTotals(tx, stretch, { period, zone }, rows);
  const together = new Map((await distinctTurnouts(tx, stretch, 'name')).map((row) => [row.of, row]));
  const shares = known.map((programme) => ({ programme, share: shareOf(programme, counted.rows) }));
  return { programmes: mergedProgrammes(shares, together), counted };
}

/** How far what is to be staffed always was, from its first session on and up to now. */
async function coverOfAll(
  tx: Tx,
  { zone }: OrgScope,
  stretch: Stretch,
  known: readonly CountedProgramme[],
): Promise<Map<string, Cover>> {
  const always = known.filter(({ specification }) => isStaffedAlways(specification));
  const ids = always.map(({ id }) => id);
  const begun = await firstSessions(tx, ids);
  const present = await presences(tx, stretch, ids);
  return new Map(
    always.map(({ id, organisation, specification }) => {
      const { backupPost, supervisorPost } = specification.handover ?? {};
      const there = present
        .filter(
          ({ programmeId, postKey }) => programmeId === id && postKey !== backupPost && postKey !== supervisorPost,
        )
        .map(({ fromMs, toMs }) => ({ from: fromMs, to: toMs }));
      const to = Math.min(stretch.to, stretch.now);
      const whole = { from: Math.min(to, Math.max(stretch.from, begun.get(id) ?? to)), to };
      return [id, coverOf(whole, there, { zone, organisationName: organisation.name })];
    }),
  );
}

function servedByMonth(duties: readonly OwnDuty[], { zone }: OrgScope): MonthOfService[] {
  const monthOfDuty = (duty: OwnDuty): string => monthOf(civilDateOf(duty.startMs, zone));
  return [...new Set(duties.map(monthOfDuty))].map((month) => {
    const served = duties.filter((duty) => monthOfDuty(duty) === month);
    return {
      month,
      shifts: served.length,
      nights: sum(served, (duty) => duty.night),
      serviceMinutes: sum(served, (duty) => duty.minutes),
    };
  });
}

const byOrigin = (duties: readonly OwnDuty[]): MinutesByOrigin =>
  duties.reduce((minutes, duty) => ({ ...minutes, [duty.origin]: minutes[duty.origin] + duty.minutes }), NO_MINUTES);

function totalsOf(programmes: readonly ProgrammeCounts[], volunteers: number, distinct: Turnout): CountTotals {
  const attended: Turnout = {
    households: sum(programmes, (programme) => programme.attended.households),
    people: sum(programmes, (programme) => programme.attended.people),
  };
  return {
    sessions: sum(programmes, (programme) => programme.sessions),
    attended,
    distinct: { households: distinct.households, people: distinct.people },
    volunteers,
    serviceMinutes: sum(programmes, (programme) => programme.serviceMinutes),
    minutesByOrigin: programmes.map((programme) => programme.minutesByOrigin).reduce(addMinutes, NO_MINUTES),
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
