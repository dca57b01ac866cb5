import type { Tx } from '../database/database';
import type { CivilDateTime } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { Interval } from '../kernel/interval';
import type { SessionState } from '../programmes/domain/session-state';
import type { OrgScope } from '../acts/domain/act-context';

export interface SessionFacts {
  id: string;
  programmeId: string;
  dayPart: string;
  startMs: Instant;
  endMs: Instant;
  startCivil: CivilDateTime;
  endCivil: CivilDateTime;
  topic: string | null;
  place: string | null;
  householdsMax: number | null;
  householdsTaken: number;
  waiting: number;
  signUpClosedMs: Instant | null;
  revision: number;
}

const MOST = 1000;

/** The sessions that begin within `range` and are `state`, soonest first. */
export function sessionsWithin(
  tx: Tx,
  { orgId }: OrgScope,
  { from, to }: Interval,
  state: SessionState,
): Promise<SessionFacts[]> {
  return tx.all<SessionFacts>(
    `SELECT id, programme_id, day_part, start_ms, end_ms, start_civil, end_civil, topic, place, households_max,
            households_taken, waiting, sign_up_closed_ms, revision
       FROM sessions WHERE org_id = ? AND state = ? AND start_ms >= ? AND start_ms < ?
      ORDER BY start_ms, id LIMIT ${String(MOST)}`,
    [orgId, state, from, to],
  );
}

export const isSession = async (tx: Tx, orgId: string, sessionId: string): Promise<boolean> =>
  (await tx.one('SELECT id FROM sessions WHERE id = ? AND org_id = ?', [sessionId, orgId])) !== null;

/** Who has ever had a seat on a session, ended ones included. */
export async function servedOnce(tx: Tx, sessionId: string): Promise<string[]> {
  const rows = await tx.all<{ personId: string }>(
    'SELECT DISTINCT a.person_id FROM shifts s JOIN assignments a ON a.shift_id = s.id WHERE s.session_id = ?',
    [sessionId],
  );
  return rows.map(({ personId }) => personId);
}

/** Who serves on a session, and who has a place on it or waits for one. */
export async function peopleOn(tx: Tx, orgId: string, sessionId: string) {
  const serving = await tx.all<{ personId: string; name: string }>(
    `SELECT a.person_id, p.name FROM shifts s JOIN assignments a ON a.shift_id = s.id AND a.ended_key = ''
       JOIN people p ON p.id = a.person_id WHERE s.session_id = ? AND p.org_id = ? ORDER BY p.slug`,
    [sessionId, orgId],
  );
  const places = await tx.all<{ personId: string; name: string; state: string }>(
    `SELECT r.person_id, p.name, r.state FROM registrations r JOIN people p ON p.id = r.person_id
      WHERE r.session_id = ? AND r.org_id = ? AND r.ended_key = '' ORDER BY r.queued_ms, r.id`,
    [sessionId, orgId],
  );
  return { serving, places };
}
