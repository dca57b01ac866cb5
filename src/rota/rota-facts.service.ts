import { Injectable } from '@nestjs/common';
import type { SqlValue, Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { Interval } from '../kernel/interval';
import type { OrgScope } from '../acts/domain/act-context';
import { readSpecification } from '../programmes/domain/read-specification';
import { DEFAULT_RULES, type RotaRules } from '../programmes/domain/specification';
import { programmesById } from '../programmes/programmes.queries';
import type { Duty } from './domain/seat';
import type { MyShift } from './domain/shift-view';
import { dutyOf, gatheredOf, servingOf, sessionSeatOf, type GatheredShift, type SessionSeat } from './gathered';
import {
  assignmentsById,
  dutiesOf,
  seatsIn,
  servingFound,
  shiftById,
  shiftsFound,
  type AssignmentFacts,
  type DutyRecord,
  type ProgrammeRecord,
} from './rota-facts.queries';

/** What a look at one shift gives, for the neighbours who ask for it here. */
export type { GatheredShift };

const AT_ONCE = 400;

/** Loads what the rules need. Every statement is found by an index and none grows with the organisation. */
@Injectable()
export class RotaFacts {
  async shift(tx: Tx, scope: OrgScope, shiftId: string): Promise<GatheredShift | null> {
    const row = await shiftById(tx, scope.orgId, shiftId);
    return row && gatheredOf(row, row);
  }

  /** Shifts found by a condition on `s`, their programmes looked up once. */
  async shifts(
    tx: Tx,
    scope: OrgScope,
    where: string,
    params: readonly SqlValue[],
    limit = 5000,
  ): Promise<GatheredShift[]> {
    const rows = await shiftsFound(tx, scope.orgId, { where, params, limit });
    const programmes = await this.programmes(tx, new Set(rows.map((row) => row.programmeId)));
    return rows.flatMap((row) => {
      const programme = programmes.get(row.programmeId);
      return programme ? [gatheredOf(row, programme)] : [];
    });
  }

  async programmes(tx: Tx, ids: ReadonlySet<string>): Promise<Map<string, ProgrammeRecord>> {
    if (ids.size === 0) return new Map();
    const rows = await programmesById(tx, [...ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Everybody with a living seat in the sessions of `shifts`, by session. */
  async seats(tx: Tx, shifts: readonly GatheredShift[]): Promise<Map<string, SessionSeat[]>> {
    const specifications = new Map(shifts.map((s) => [s.view.sessionId, s.specification]));
    const found = new Map<string, SessionSeat[]>([...specifications.keys()].map((id) => [id, []]));
    const ids = [...specifications.keys()];
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      for (const row of await seatsIn(tx, ids.slice(i, i + AT_ONCE))) {
        found.get(row.sessionId)?.push(sessionSeatOf(row, specifications.get(row.sessionId)));
      }
    }
    return found;
  }

  /**
   * Living duties that begin within `window`, by person. `known` saves looking up programmes already at hand. High-risk
   * calls are looked for only where the duty has begun.
   */
  async duties(
    tx: Tx,
    personIds: readonly string[],
    window: Interval,
    now: Instant,
    known: readonly GatheredShift[] = [],
  ): Promise<Map<string, Duty[]>> {
    const found = new Map<string, Duty[]>(personIds.map((id) => [id, []]));
    const rows: DutyRecord[] = [];
    for (let i = 0; i < personIds.length; i += AT_ONCE) {
      rows.push(...(await dutiesOf(tx, personIds.slice(i, i + AT_ONCE), window, now)));
    }
    const rules = await this.rules(tx, rows, known);
    for (const row of rows) found.get(row.personId)?.push(dutyOf(row, rules.get(row.programmeId) ?? DEFAULT_RULES));
    return found;
  }

  private async rules(
    tx: Tx,
    rows: readonly DutyRecord[],
    known: readonly GatheredShift[],
  ): Promise<Map<string, RotaRules>> {
    const rules = new Map(known.map((s) => [s.view.programmeId, s.specification.rules]));
    const missing = new Set(rows.map((row) => row.programmeId).filter((id) => !rules.has(id)));
    for (const [id, programme] of await this.programmes(tx, missing)) {
      rules.set(id, readSpecification(programme.specification).rules);
    }
    return rules;
  }

  /** Seats people have, found by a condition on `a` (assignments), `s` (shifts) and `e` (sessions). */
  async serving(tx: Tx, scope: OrgScope, where: string, params: readonly SqlValue[], limit = 5000): Promise<MyShift[]> {
    const rows = await servingFound(tx, scope.orgId, { where, params, limit });
    const programmes = await this.programmes(tx, new Set(rows.map((row) => row.programmeId)));
    return rows.flatMap((row) => {
      const programme = programmes.get(row.programmeId);
      return programme ? [servingOf(row, programme)] : [];
    });
  }

  async assignment(tx: Tx, scope: OrgScope, id: string): Promise<AssignmentFacts | null> {
    return (await this.assignments(tx, scope, [id]))[0] ?? null;
  }

  assignments(tx: Tx, scope: OrgScope, ids: readonly string[]): Promise<AssignmentFacts[]> {
    return assignmentsById(tx, scope.orgId, ids);
  }
}
