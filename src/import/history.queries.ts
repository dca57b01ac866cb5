import type { Tx } from '../database/database';
import { civilOf } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import type { Programme } from '../programmes/programmes.service';
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
  readonly state: string;
  readonly endedKey: string;
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
      `SELECT id, shift_id, person_id, state, ended_key FROM assignments WHERE shift_id IN (${marks})`,
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
