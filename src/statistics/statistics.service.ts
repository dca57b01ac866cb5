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
import { mergeSameProgrammes, programmeCounts, type CountedProgramme } from './domain/programme-counts';
import {
  attendanceSums,
  distinctServers,
  heldSessions,
  measureSums,
  ownDuties,
  organisationsUnder,
  programmesOf,
  service,
  turnouts,
  type OwnDuty,
  type Stretch,
} from './count.queries';
import { openPoints } from './open-points.queries';
import { addMinutes, NO_MINUTES, type MinutesByOrigin } from '../programmes/domain/service-origin';
import { expectedSql } from '../programmes/domain/assignment-state';

export interface CountOptions {
  /** Adds what the organisations below this one did; programmes with the same key are counted as one. */
  readonly withSubOrganisations?: boolean;
}

/** Counts what happened from the rows of what happened; nothing is added up by hand and nothing is stored. */
@Injectable()
export class Statistics {
  constructor(private readonly database: Database) {}

  /** Throws RangeError for a period that ends before it begins. */
  async counts(scope: OrgScope, period: Period, now: Instant, options: CountOptions = {}): Promise<Counts> {
    const { from, to } = instantsOf(period, scope.zone);
    return this.database.read(async (tx) => {
      const orgIds = options.withSubOrganisations ? await organisationsUnder(tx, scope.orgId) : [scope.orgId];
      const stretch: Stretch = { orgIds, from, to, now };
      const known = await programmesOf(tx, stretch);
      const programmes = await this.programmes(tx, stretch, known);
      const totals = totalsOf(programmes, await distinctServers(tx, stretch));
      return { period, programmes, totals, open: await openPoints(tx, stretch, known) };
    });
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

  private async programmes(tx: Tx, stretch: Stretch, known: readonly CountedProgramme[]): Promise<ProgrammeCounts[]> {
    const sessions = await heldSessions(tx, stretch);
    const measures = [...(await measureSums(tx, stretch)), ...(await attendanceSums(tx, stretch))];
    const turnout = await turnouts(tx, stretch);
    const served = await service(tx, stretch);
    return mergeSameProgrammes(
      known.map((programme) => programmeCounts(programme, { sessions, measures, turnout, served })),
    );
  }
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

function totalsOf(programmes: readonly ProgrammeCounts[], volunteers: number): CountTotals {
  const attended: Turnout = {
    households: sum(programmes, (programme) => programme.attended.households),
    people: sum(programmes, (programme) => programme.attended.people),
  };
  return {
    sessions: sum(programmes, (programme) => programme.sessions),
    attended,
    volunteers,
    serviceMinutes: sum(programmes, (programme) => programme.serviceMinutes),
    minutesByOrigin: programmes.map((programme) => programme.minutesByOrigin).reduce(addMinutes, NO_MINUTES),
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
