import { Injectable } from '@nestjs/common';
import type { SqlValue, Tx } from '../database/database';
import type { CivilDateTime } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { Interval } from '../kernel/interval';
import type { OrgScope } from '../acts/domain/act-context';
import { Programmes } from '../programmes/programmes.service';
import type { PublicSession } from './domain/public-session';

interface SessionFacts {
  id: string;
  programmeId: string;
  startMs: number;
  endMs: number;
  startCivil: CivilDateTime;
  endCivil: CivilDateTime;
  topic: string | null;
  place: string | null;
  state: 'planned' | 'cancelled';
  reason: string | null;
  householdsMax: number | null;
  householdsTaken: number;
  waitlistMax: number;
  waiting: number;
  signUpClosedMs: number | null;
  revision: number;
}

const COLUMNS = `id, programme_id, start_ms, end_ms, start_civil, end_civil, topic, place, state, reason,
  households_max, households_taken, waitlist_max, waiting, sign_up_closed_ms, revision`;

/** A session whose programme takes no registrations. */
export interface ClosedSession {
  readonly open: false;
  readonly programmeName: string;
}

/** Finds the sessions of the programmes that say they are open to the public, which is to have a capacity. */
@Injectable()
export class PublicSessions {
  constructor(private readonly programmes: Programmes) {}

  /** null: no such session in this organisation. */
  async find(
    tx: Tx,
    scope: OrgScope,
    sessionId: string,
  ): Promise<{ readonly open: true; readonly session: PublicSession } | ClosedSession | null> {
    const facts = await tx.one<SessionFacts>(`SELECT ${COLUMNS} FROM sessions WHERE id = ? AND org_id = ?`, [
      sessionId,
      scope.orgId,
    ]);
    if (!facts) return null;
    const programme = await this.programmes.byId(tx, scope, facts.programmeId);
    if (!programme) return null;
    if (!programme.specification.capacity) return { open: false, programmeName: programme.name };
    return { open: true, session: viewOf(facts, programme) };
  }

  async byIds(tx: Tx, scope: OrgScope, ids: readonly string[]): Promise<Map<string, PublicSession>> {
    if (ids.length === 0) return new Map();
    const found = await this.select(tx, scope, `id IN (${ids.map(() => '?').join(',')})`, ids, '');
    return new Map(found.map((session) => [session.sessionId, session]));
  }

  /** Planned sessions that begin after `after`, soonest first. */
  async beginningAfter(
    tx: Tx,
    scope: OrgScope,
    after: Instant,
    options: { readonly programmeId?: string; readonly until?: Instant; readonly limit: number },
  ): Promise<PublicSession[]> {
    const where = ["state = 'planned'", 'start_ms > ?'];
    const params: SqlValue[] = [after];
    if (options.until !== undefined) {
      where.push('start_ms < ?');
      params.push(options.until);
    }
    if (options.programmeId !== undefined) {
      where.push('programme_id = ?');
      params.push(options.programmeId);
    }
    return this.select(tx, scope, where.join(' AND '), params, `LIMIT ${String(Math.trunc(options.limit))}`);
  }

  /** Sessions that begin within `range`, past and cancelled ones too, soonest first. */
  async beginningWithin(tx: Tx, scope: OrgScope, range: Interval): Promise<PublicSession[]> {
    return this.select(tx, scope, 'start_ms >= ? AND start_ms < ?', [range.from, range.to], 'LIMIT 500');
  }

  /** The sessions that have this check-in code. */
  async withCode(tx: Tx, scope: OrgScope, code: string): Promise<PublicSession[]> {
    return this.select(tx, scope, 'check_in_code = ?', [code], '');
  }

  private async select(
    tx: Tx,
    scope: OrgScope,
    where: string,
    params: readonly SqlValue[],
    limit: string,
  ): Promise<PublicSession[]> {
    const open = (await this.programmes.list(tx, scope)).filter((programme) => programme.specification.capacity);
    if (open.length === 0) return [];
    const facts = await tx.all<SessionFacts>(
      `SELECT ${COLUMNS} FROM sessions WHERE org_id = ? AND programme_id IN (${open.map(() => '?').join(',')}) AND ${where}
       ORDER BY start_ms, id ${limit}`,
      [scope.orgId, ...open.map((programme) => programme.id), ...params],
    );
    const byId = new Map(open.map((programme) => [programme.id, programme]));
    return facts.flatMap((row) => {
      const programme = byId.get(row.programmeId);
      return programme ? [viewOf(row, programme)] : [];
    });
  }
}

function viewOf(
  facts: SessionFacts,
  programme: { key: string; name: string; specification: { place: string | null } },
): PublicSession {
  return {
    sessionId: facts.id,
    programmeId: facts.programmeId,
    programmeKey: programme.key,
    programmeName: programme.name,
    start: facts.startMs,
    end: facts.endMs,
    startCivil: facts.startCivil,
    endCivil: facts.endCivil,
    topic: facts.topic,
    place: facts.place ?? programme.specification.place,
    state: facts.state,
    reason: facts.reason,
    householdsMax: facts.householdsMax,
    householdsTaken: facts.householdsTaken,
    waitlistMax: facts.waitlistMax,
    waiting: facts.waiting,
    signUpClosed: facts.signUpClosedMs !== null,
    revision: facts.revision,
  };
}
