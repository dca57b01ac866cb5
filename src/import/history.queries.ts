import type { Tx } from '../database/database';
import { civilOf } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import type { AssignmentState } from '../programmes/domain/assignment-state';
import type { Programme } from '../programmes/programmes.service';
import type { ServiceOrigin } from '../programmes/domain/service-origin';
import { sessionKey, type CrossChecked } from './cross-check';
import { FaultyImport } from './faulty-import';

export interface KnownSession {
  readonly id: string;
  readonly programmeId: string;
  readonly startMs: Instant;
  readonly endMs: Instant;
  readonly topic: string | null;
  readonly place: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly revision: number;
}

export interface KnownShift {
  readonly id: string;
  readonly sessionId: string;
  readonly postKey: string;
  readonly startMs: Instant;
  readonly endMs: Instant;
  readonly night: number;
}

export interface KnownSeat {
  readonly id: string;
  readonly shiftId: string;
  readonly personId: string;
  readonly state: AssignmentState;
  readonly endedKey: string;
  readonly arrivedMs: Instant | null;
  readonly leftMs: Instant | null;
  readonly serviceMinutes: number | null;
  readonly origin: ServiceOrigin | null;
  readonly originNote: string | null;
  readonly vouchedBy: string | null;
}

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
): Promise<{ sessionId: string; programmeId: string; postKey: string; seatsMax: number }[]> =>
  tx.all(
    `SELECT s.session_id, s.programme_id, s.post_key, s.seats_max FROM shifts s
      WHERE s.org_id = ? AND EXISTS (SELECT 1 FROM assignments a WHERE a.shift_id = s.id)
      ORDER BY s.start_ms, s.session_id, s.post_order, s.post_key`,
    [scope.orgId],
  );

/** Those of these sessions that are cancelled because somebody called them off here. */
export async function calledOffHere(tx: Tx, sessions: readonly KnownSession[]): Promise<ReadonlySet<string>> {
  const cancelled = sessions.filter(({ state }) => state === 'cancelled').map(({ id }) => id);
  const acts = await inChunks(cancelled, (marks, ids) =>
    tx.all<{ subjectId: string }>(
      `SELECT DISTINCT subject_id FROM audit_entries WHERE subject_id IN (${marks}) AND act = 'session.cancel'`,
      ids,
    ),
  );
  return new Set(acts.map(({ subjectId }) => subjectId));
}

export const shiftsOf = (tx: Tx, sessionIds: readonly string[]): Promise<KnownShift[]> =>
  inChunks(sessionIds, (marks, ids) =>
    tx.all<KnownShift>(
      `SELECT id, session_id, post_key, start_ms, end_ms, night FROM shifts WHERE session_id IN (${marks})`,
      ids,
    ),
  );

export const seatsOn = (tx: Tx, shiftIds: readonly string[]): Promise<KnownSeat[]> =>
  inChunks(shiftIds, (marks, ids) =>
    tx.all<KnownSeat>(
      `SELECT id, shift_id, person_id, state, ended_key, arrived_ms, left_ms, service_minutes, origin, origin_note, vouched_by
         FROM assignments WHERE shift_id IN (${marks})`,
      ids,
    ),
  );

/** Together with what was here before, a file may have one person in two places. Throws FaultyImport. */
export async function refuseOverlaps(
  tx: Tx,
  scope: OrgScope,
  shifts: readonly { readonly startMs: Instant; readonly endMs: Instant }[],
): Promise<void> {
  if (shifts.length === 0) return;
  const clashes = await tx.all<{ slug: string; startMs: Instant }>(
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
  query: (marks: string, ids: readonly string[]) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let i = 0; i < ids.length; i += 400) {
    const some = ids.slice(i, i + 400);
    found.push(...(await query(some.map(() => '?').join(','), some)));
  }
  return found;
}
