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
  organisationsUnder,
  programmesOf,
  service,
  turnouts,
  type Stretch,
} from './count.queries';
import { openPoints } from './open-points.queries';
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
      const months = await servedByMonth(tx, scope, personId, from, to);
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

async function servedByMonth(
  tx: Tx,
  scope: OrgScope,
  personId: string,
  from: Instant,
  to: Instant,
): Promise<MonthOfService[]> {
  const duties = await tx.all<{ startMs: Instant; night: number; servedMs: number }>(
    `SELECT start_ms, night,
       CASE WHEN state <> 'done' THEN 0 WHEN service_minutes IS NULL THEN end_ms - start_ms
         ELSE service_minutes * 60000 END AS served_ms
     FROM assignments WHERE person_id = ? AND org_id = ? AND ended_key = '' AND state IN ('done', 'on-duty')
       AND start_ms >= ? AND start_ms < ? ORDER BY start_ms`,
    [personId, scope.orgId, from, to],
  );
  const monthOfDuty = (duty: { startMs: Instant }): string => monthOf(civilDateOf(duty.startMs, scope.zone));
  return [...new Set(duties.map(monthOfDuty))].map((month) => {
    const served = duties.filter((duty) => monthOfDuty(duty) === month);
    return {
      month,
      shifts: served.length,
      nights: sum(served, (duty) => duty.night),
      serviceMinutes: Math.round(sum(served, (duty) => duty.servedMs) / 60_000),
    };
  });
}

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
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
