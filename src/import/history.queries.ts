import type { Tx } from '../database/database';
import { marks } from '../database/sql-values';
import type { Stored } from '../database/typed';
import { civilOf } from '../kernel/civil-time';
import type { OrgScope } from '../acts/domain/act-context';
import type { AuditEntryRow } from '../acts/audit-entry.row';
import type { PersonRow } from '../organisations/person.row';
import type { Programme } from '../programmes/programmes.service';
import type { SessionRow } from '../programmes/session.row';
import type { AssignmentRow } from '../rota/assignment.row';
import type { ShiftRow } from '../rota/shift.row';
import { sessionKey, type CrossChecked } from './cross-check';
import { FaultyImport } from './faulty-import';

export type KnownSession = Readonly<
  Pick<SessionRow, 'id' | 'programmeId' | 'startMs' | 'endMs' | 'topic' | 'place' | 'state' | 'reason' | 'revision'>
>;

export type KnownShift = Stored<Pick<ShiftRow, 'id' | 'sessionId' | 'postKey' | 'startMs' | 'endMs' | 'night'>>;

export type KnownSeat = Readonly<
  Pick<
    AssignmentRow,
    | 'id'
    | 'shiftId'
    | 'personId'
    | 'state'
    | 'endedKey'
    | 'arrivedMs'
    | 'leftMs'
    | 'serviceMinutes'
    | 'origin'
    | 'originNote'
    | 'vouchedBy'
  >
>;

/** The sessions that a file speaks of and that there are, by `programme start`. */
export async function knownSessions(
  tx: Tx,
  scope: OrgScope,
  programmes: ReadonlyMap<string, Programme>,
  checked: CrossChecked,
): Promise<Map<string, KnownSession>> {
  const starts = [...checked.sessions.values()].map((session) => session.startMs);
  if (starts.length === 0) return new Map();
  const rows = await tx.all<KnownSession>(
    `SELECT id, programme_id, start_ms, end_ms, topic, place, state, reason, revision FROM sessions
      WHERE org_id = ? AND start_ms BETWEEN ? AND ?`,
    [scope.orgId, Math.min(...starts), Math.max(...starts)],
  );
  const keys = new Map([...programmes.values()].map((programme) => [programme.id, programme.key]));
  return new Map(
    rows
      .map((row) => [sessionKey(keys.get(row.programmeId) ?? '', row.startMs), row] as const)
      .filter(([key]) => checked.sessions.has(key)),
  );
}

/** The shifts on which somebody has or had a seat, with how many they have. */
export const shiftsWithSeats = (
  tx: Tx,
  scope: OrgScope,
): Promise<Pick<ShiftRow, 'sessionId' | 'programmeId' | 'postKey' | 'seatsMax'>[]> =>
  tx.all(
    `SELECT s.session_id, s.programme_id, s.post_key, s.seats_max FROM shifts s
      WHERE s.org_id = ? AND EXISTS (SELECT 1 FROM assignments a WHERE a.shift_id = s.id)
      ORDER BY s.start_ms, s.session_id, s.post_order, s.post_key`,
    [scope.orgId],
  );

/** Those of these sessions that are cancelled because somebody called them off here. */
export async function calledOffHere(tx: Tx, sessions: readonly KnownSession[]): Promise<ReadonlySet<string>> {
  const cancelled = sessions.filter(({ state }) => state === 'cancelled').map(({ id }) => id);
  const acts = await inChunks(cancelled, (these, ids) =>
    tx.all<Pick<AuditEntryRow, 'subjectId'>>(
      `SELECT DISTINCT subject_id FROM audit_entries WHERE subject_id IN (${these}) AND act = 'session.cancel'`,
      ids,
    ),
  );
  return new Set(acts.map(({ subjectId }) => subjectId));
}

export const shiftsOf = (tx: Tx, sessionIds: readonly string[]): Promise<KnownShift[]> =>
  inChunks(sessionIds, (these, ids) =>
    tx.all<KnownShift>(
      `SELECT id, session_id, post_key, start_ms, end_ms, night FROM shifts WHERE session_id IN (${these})`,
      ids,
    ),
  );

export const seatsOn = (tx: Tx, shiftIds: readonly string[]): Promise<KnownSeat[]> =>
  inChunks(shiftIds, (these, ids) =>
    tx.all<KnownSeat>(
      `SELECT id, shift_id, person_id, state, ended_key, arrived_ms, left_ms, service_minutes, origin, origin_note, vouched_by
         FROM assignments WHERE shift_id IN (${these})`,
      ids,
    ),
  );

/** Together with what was here before, a file may have one person in two places. Throws FaultyImport. */
export async function refuseOverlaps(
  tx: Tx,
  scope: OrgScope,
  shifts: readonly Pick<KnownShift, 'startMs' | 'endMs'>[],
): Promise<void> {
  if (shifts.length === 0) return;
  const clashes = await tx.all<Pick<PersonRow, 'slug'> & Pick<AssignmentRow, 'startMs'>>(
    `SELECT p.slug, a.start_ms FROM assignments a
       JOIN assignments b ON b.person_id = a.person_id AND b.id <> a.id AND b.start_ms >= a.start_ms AND b.start_ms < a.end_ms
       JOIN people p ON p.id = a.person_id
      WHERE a.org_id = ? AND a.start_ms >= ? AND a.start_ms <= ? AND a.ended_key = '' AND b.ended_key = ''
        AND a.state <> 'no-show' AND b.state <> 'no-show' LIMIT 20`,
    [scope.orgId, Math.min(...shifts.map((s) => s.startMs)), Math.max(...shifts.map((s) => s.startMs))],
  );
  if (clashes.length === 0) return;
  throw new FaultyImport(
    clashes.map(
      ({ slug, startMs }) =>
        `/assignments: together with those there are, ${slug} would serve twice at ${civilOf(startMs, scope.zone)}`,
    ),
  );
}

async function inChunks<T>(
  ids: readonly string[],
  query: (these: string, ids: readonly string[]) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let i = 0; i < ids.length; i += 400) {
    const some = ids.slice(i, i + 400);
    found.push(...(await query(marks(some), some)));
  }
  return found;
}
