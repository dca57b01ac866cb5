import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { addDays, civilDateOf, firstOfMonth, instantOf, startOfDay, type CivilDate } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import type { DueWork } from '../kernel/due-work';
import { Programmes, type Programme } from '../programmes/programmes.service';
import { occurrences } from '../programmes/recurrence';
import { ProgrammeStore } from '../programmes/programme-store.service';
import { SessionMaker } from './session-maker.service';

/** Sessions are planned this many days ahead, in steps of a week and a day. */
const AHEAD_DAYS = 70;
const REPLAN_WHEN_BELOW_DAYS = 62;
/** Written for programmes that only have explicit sessions: there is never anything to plan. */
const FOR_EVER = '9999-12-31';

/** Makes the rows of sessions that recur, ahead of time; safe to repeat and to run in several processes at once. */
@Injectable()
export class SessionPlanner implements DueWork {
  readonly name = 'session-planner';

  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly maker: SessionMaker,
    private readonly store: ProgrammeStore,
  ) {}

  async nextDue(now: Instant): Promise<Instant | null> {
    const waiting = await this.database.read((tx) =>
      tx.all<{ plannedUntil: CivilDate | null; timeZone: string }>(
        `SELECT MIN(COALESCE(p.planned_until, '')) AS planned_until, o.time_zone
           FROM programmes p JOIN organisations o ON o.id = p.org_id GROUP BY o.time_zone`,
      ),
    );
    const dues = waiting
      .filter((row) => row.plannedUntil !== FOR_EVER)
      .map((row) =>
        row.plannedUntil ? startOfDay(addDays(row.plannedUntil, 1 - REPLAN_WHEN_BELOW_DAYS), row.timeZone) : now,
      );
    return dues.length > 0 ? Math.min(...dues) : null;
  }

  async run(now: Instant): Promise<void> {
    const organisations = await this.database.read((tx) =>
      tx.all<{ orgId: string; zone: string; plannedUntil: CivilDate | null }>(
        `SELECT o.id AS org_id, o.time_zone AS zone, MIN(COALESCE(p.planned_until, '')) AS planned_until
           FROM organisations o JOIN programmes p ON p.org_id = o.id GROUP BY o.id, o.time_zone`,
      ),
    );
    for (const { orgId, zone, plannedUntil } of organisations) {
      const horizon = addDays(civilDateOf(now, zone), REPLAN_WHEN_BELOW_DAYS);
      if (plannedUntil === null || plannedUntil < horizon) await this.plan({ orgId, zone }, now);
    }
  }

  /** Plans from yesterday until ten weeks from now. */
  async plan(scope: OrgScope, now: Instant): Promise<void> {
    const today = civilDateOf(now, scope.zone);
    const until = addDays(today, AHEAD_DAYS);
    await this.writing(async (tx) => {
      for (const programme of await this.programmes.list(tx, scope)) {
        await this.between(tx, scope, programme, addDays(today, -1), until, now);
        const planned = programme.specification.recurrence === null ? FOR_EVER : until;
        await this.store.plannedUntil(tx, programme.id, planned);
      }
    });
  }

  /** Makes sure that every session of a month (`2026-12`) is there. */
  async planMonth(scope: OrgScope, month: string, now: Instant): Promise<void> {
    const first = `${month}-01`;
    await this.writing(async (tx) => {
      for (const programme of await this.programmes.list(tx, scope)) {
        await this.between(tx, scope, programme, first, addDays(firstOfMonth(first, 1), -1), now);
      }
    });
  }

  private async between(
    tx: Tx,
    scope: OrgScope,
    programme: Programme,
    from: CivilDate,
    to: CivilDate,
    now: Instant,
  ): Promise<void> {
    const sessions = occurrences(programme.specification, from, to).map((occurrence) => ({
      startMs: instantOf(occurrence.start, scope.zone),
      endMs: instantOf(occurrence.end, scope.zone),
      dayPart: occurrence.dayPart.key,
    }));
    await this.maker.createMissing(tx, scope, programme, sessions, now);
  }

  /** Another process may plan the same sessions at the same instant; then ours are there already at the second try. */
  private async writing(plan: (tx: Tx) => Promise<void>): Promise<void> {
    try {
      await this.database.write(plan);
    } catch (error) {
      if (!this.database.isUnique(error)) throw error;
      await this.database.write(plan);
    }
  }
}
