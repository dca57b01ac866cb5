import { Injectable } from '@nestjs/common';
import type { SqlValue, Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { Interval } from '../kernel/interval';
import type { OrgScope } from '../acts/domain/act-context';
import { readSpecification } from '../programmes/domain/read-specification';
import { DEFAULT_RULES, type RotaRules } from '../programmes/domain/specification';
import type { Duty } from './domain/seat';
import type { MyShift } from './domain/shift-view';
import {
  dutyOf,
  gatheredOf,
  servingOf,
  sessionSeatOf,
  type AssignmentFacts,
  type DutyRecord,
  type GatheredShift,
  type ProgrammeRecord,
  type SeatRecord,
  type ServingRecord,
  type SessionSeat,
  type ShiftRecord,
} from './gathered';

/** What a look at one shift gives, for the neighbours who ask for it here. */
export type { GatheredShift };

const SHIFT_COLUMNS = `s.id, s.session_id, s.programme_id, s.post_key, s.start_ms, s.end_ms, s.night,
  s.seats_min, s.seats_max, s.taken, s.state, e.state AS session_state, e.day_part, e.start_civil, e.end_civil, e.place, e.topic`;

const AT_ONCE = 400;

/** As many question marks as there are values. */
export const marks = (values: readonly unknown[]): string => values.map(() => '?').join(',');

/** Loads what the rules need. Every statement is found by an index and none grows with the organisation. */
@Injectable()
export class RotaFacts {
  async shift(tx: Tx, scope: OrgScope, shiftId: string): Promise<GatheredShift | null> {
    const row = await tx.one<ShiftRecord & ProgrammeRecord>(
      `SELECT ${SHIFT_COLUMNS}, p.slug, p.name, p.specification
       FROM shifts s JOIN sessions e ON e.id = s.session_id JOIN programmes p ON p.id = s.programme_id
       WHERE s.id = ? AND s.org_id = ?`,
      [shiftId, scope.orgId],
    );
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
    const rows = await tx.all<ShiftRecord>(
      `SELECT ${SHIFT_COLUMNS} FROM shifts s JOIN sessions e ON e.id = s.session_id
       WHERE s.org_id = ? AND ${where} ORDER BY s.start_ms, s.programme_id, s.post_order, s.id LIMIT ${String(limit)}`,
      [scope.orgId, ...params],
    );
    const programmes = await this.programmes(tx, new Set(rows.map((row) => row.programmeId)));
    return rows.flatMap((row) => {
      const programme = programmes.get(row.programmeId);
      return programme ? [gatheredOf(row, programme)] : [];
    });
  }

  async programmes(tx: Tx, ids: ReadonlySet<string>): Promise<Map<string, ProgrammeRecord>> {
    if (ids.size === 0) return new Map();
    const rows = await tx.all<ProgrammeRecord & { id: string }>(
      `SELECT id, slug, name, specification FROM programmes WHERE id IN (${marks([...ids])})`,
      [...ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Everybody with a living seat in the sessions of `shifts`, by session. */
  async seats(tx: Tx, shifts: readonly GatheredShift[]): Promise<Map<string, SessionSeat[]>> {
    const specifications = new Map(shifts.map((s) => [s.view.sessionId, s.specification]));
    const found = new Map<string, SessionSeat[]>([...specifications.keys()].map((id) => [id, []]));
    const ids = [...specifications.keys()];
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      const some = ids.slice(i, i + AT_ONCE);
      const rows = await tx.all<SeatRecord>(
        `SELECT a.id, a.shift_id, a.person_id, a.state, a.created_ms, s.session_id, s.post_key, p.trainee, p.name
         FROM shifts s JOIN assignments a ON a.shift_id = s.id AND a.ended_key = '' JOIN people p ON p.id = a.person_id
         WHERE s.session_id IN (${marks(some)}) ORDER BY s.post_order, a.created_ms, a.id`,
        some,
      );
      for (const row of rows) found.get(row.sessionId)?.push(sessionSeatOf(row, specifications.get(row.sessionId)));
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
      const some = personIds.slice(i, i + AT_ONCE);
      rows.push(
        ...(await tx.all<DutyRecord>(
          `SELECT a.id, a.person_id, a.shift_id, a.start_ms, a.end_ms, a.night, s.programme_id,
             CASE WHEN a.start_ms > ? THEN 0 ELSE (SELECT SUM(t.value) FROM tally_entries t
               WHERE t.session_id = s.session_id AND t.measure = 'highRisk') END AS high_risk
           FROM assignments a JOIN shifts s ON s.id = a.shift_id
           WHERE a.person_id IN (${marks(some)}) AND a.start_ms >= ? AND a.start_ms < ?
             AND a.ended_key = ''`,
          [now, ...some, window.from, window.to],
        )),
      );
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
    const rows = await tx.all<ShiftRecord & ServingRecord>(
      `SELECT ${SHIFT_COLUMNS}, a.id AS assignment_id, a.person_id, a.state AS assignment_state, a.confirmed_ms,
         a.arrived_ms, a.left_ms, a.service_minutes, a.origin, a.claimed_ms, a.note, w.name AS person_name
       FROM assignments a JOIN shifts s ON s.id = a.shift_id JOIN sessions e ON e.id = s.session_id
         JOIN people w ON w.id = a.person_id
       WHERE a.org_id = ? AND ${where} ORDER BY a.start_ms, s.programme_id, s.post_order, a.id LIMIT ${String(limit)}`,
      [scope.orgId, ...params],
    );
    const programmes = await this.programmes(tx, new Set(rows.map((row) => row.programmeId)));
    return rows.flatMap((row) => {
      const programme = programmes.get(row.programmeId);
      return programme ? [servingOf(row, programme)] : [];
    });
  }

  async assignment(tx: Tx, scope: OrgScope, id: string): Promise<AssignmentFacts | null> {
    return (await this.assignments(tx, scope, [id]))[0] ?? null;
  }

  async assignments(tx: Tx, scope: OrgScope, ids: readonly string[]): Promise<AssignmentFacts[]> {
    return tx.all<AssignmentFacts>(
      `SELECT a.id, a.shift_id, s.session_id, a.person_id, p.name AS person_name, a.state, a.start_ms, a.end_ms, a.source,
         a.confirmed_ms, a.arrived_ms, a.left_ms, a.claimed_ms, a.note
       FROM assignments a JOIN shifts s ON s.id = a.shift_id JOIN people p ON p.id = a.person_id
       WHERE a.id IN (${marks(ids)}) AND a.org_id = ?`,
      [...ids, scope.orgId],
    );
  }
}
