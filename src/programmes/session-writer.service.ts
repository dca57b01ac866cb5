import { Injectable } from '@nestjs/common';
import type { SqlValue, Tx } from '../database/database';
import { civilOf, instantOf } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { OrgScope } from '../acts/domain/act-context';
import type { Programme } from './programmes.service';
import { dayPartBeginning } from './domain/specification';

/** A session to be made, in instants. */
export interface NewSession {
  readonly startMs: Instant;
  readonly endMs: Instant;
  /** The key of the day part, '' where the programme has none. */
  readonly dayPart: string;
  readonly topic?: string | null;
  readonly place?: string | null;
  readonly cancelled?: boolean;
  readonly reason?: string | null;
}

interface ComingSession {
  id: string;
  startMs: Instant;
  endMs: Instant;
  dayPart: string;
  state: string;
}

/** Writes sessions together with the shifts that the programme's posts ask for; the only place that does. */
@Injectable()
export class SessionWriter {
  /** Makes those of `sessions` that begin at a time at which the programme has none; answers the new ids by start. */
  async createMissing(
    tx: Tx,
    scope: OrgScope,
    programme: Programme,
    sessions: readonly NewSession[],
    now: Instant,
  ): Promise<Map<Instant, string>> {
    const starts = sessions.map((session) => session.startMs);
    if (starts.length === 0) return new Map();
    const known = await tx.all<{ startMs: Instant }>(
      'SELECT start_ms FROM sessions WHERE programme_id = ? AND start_ms BETWEEN ? AND ?',
      [programme.id, Math.min(...starts), Math.max(...starts)],
    );
    const taken = new Set(known.map((row) => row.startMs));
    const created = new Map<Instant, string>();
    const sessionRows: Record<string, SqlValue>[] = [];
    const shiftRows: Record<string, SqlValue>[] = [];
    for (const session of sessions) {
      if (taken.has(session.startMs)) continue;
      taken.add(session.startMs);
      const id = newId(now);
      created.set(session.startMs, id);
      sessionRows.push(sessionRow(id, scope, programme, session, now));
      shiftRows.push(...shiftRowsOf(id, scope, programme, session, now));
    }
    if (sessionRows.length > 0) await tx.insert('sessions', sessionRows);
    if (shiftRows.length > 0) await tx.insert('shifts', shiftRows);
    return created;
  }

  /**
   * Brings the shifts of sessions to come in line with a programme whose posts changed: new posts get shifts, seats
   * follow, never below those that are taken. Posts that are gone keep the shifts that somebody has a seat on.
   */
  async followPosts(
    tx: Tx,
    scope: OrgScope,
    programme: Pick<Programme, 'id' | 'specification'>,
    now: Instant,
  ): Promise<void> {
    const { posts } = programme.specification;
    const sessions = await tx.all<ComingSession>(
      'SELECT id, start_ms, end_ms, day_part, state FROM sessions WHERE programme_id = ? AND org_id = ? AND start_ms > ?',
      [programme.id, scope.orgId, now],
    );
    const shifts = await tx.all<{ sessionId: string; postKey: string }>(
      'SELECT session_id, post_key FROM shifts WHERE programme_id = ? AND org_id = ? AND start_ms > ?',
      [programme.id, scope.orgId, now],
    );
    const known = new Set(shifts.map((shift) => `${shift.sessionId} ${shift.postKey}`));
    const missing = sessions.flatMap(({ id, state, ...session }) =>
      shiftRowsOf(id, scope, programme, { ...session, cancelled: state === 'cancelled' }, now).filter(
        (row) => !known.has(`${id} ${String(row.post_key)}`),
      ),
    );
    if (missing.length > 0) await tx.insert('shifts', missing);
    for (const [order, post] of posts.entries()) {
      await tx.run(
        `UPDATE shifts SET post_order = ?, seats_min = ?, seats_max = CASE WHEN taken > ? THEN taken ELSE ? END
          WHERE programme_id = ? AND org_id = ? AND start_ms > ? AND post_key = ?`,
        [order, post.min, post.max, post.max, programme.id, scope.orgId, now, post.key],
      );
    }
    const kept = posts.map((post) => post.key);
    await tx.run(
      `DELETE FROM shifts WHERE programme_id = ? AND org_id = ? AND start_ms > ? AND taken = 0
         AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.shift_id = shifts.id)
         AND NOT EXISTS (SELECT 1 FROM rota_entries r WHERE r.shift_id = shifts.id)
         ${kept.length > 0 ? `AND post_key NOT IN (${kept.map(() => '?').join(',')})` : ''}`,
      [programme.id, scope.orgId, now, ...kept],
    );
  }

  /**
   * Notes that people's calendars show a session, or those of a programme to come, under another title or at another
   * place, though at the same time: what they were told before is then an older revision.
   */
  async showsOtherwise(
    tx: Tx,
    which: { readonly sessionId: string } | { readonly programmeId: string },
    now: Instant,
  ): Promise<void> {
    const [where, params]: [string, SqlValue[]] =
      'sessionId' in which
        ? ['session_id = ?', [which.sessionId]]
        : ['session_id IN (SELECT id FROM sessions WHERE programme_id = ? AND end_ms > ?)', [which.programmeId, now]];
    await tx.run(
      `UPDATE assignments SET sequence = sequence + 1, changed_ms = ?
        WHERE ended_key = '' AND shift_id IN (SELECT id FROM shifts WHERE ${where})`,
      [now, ...params],
    );
    await tx.run(
      `UPDATE registrations SET sequence = sequence + 1, changed_ms = ? WHERE state = 'registered' AND ${where}`,
      [now, ...params],
    );
  }

  /** Day part and end of the programme's session that begins at `startMs`; null when no day part begins then. */
  timesAt(scope: OrgScope, programme: Programme, startMs: Instant): { dayPart: string; endMs: Instant } | null {
    const found = dayPartBeginning(programme.specification, civilOf(startMs, scope.zone));
    return found && { dayPart: found.dayPart, endMs: instantOf(found.end, scope.zone) };
  }
}

function sessionRow(
  id: string,
  scope: OrgScope,
  programme: Programme,
  session: NewSession,
  now: Instant,
): Record<string, SqlValue> {
  const { capacity } = programme.specification;
  return {
    id,
    org_id: scope.orgId,
    programme_id: programme.id,
    day_part: session.dayPart,
    start_ms: session.startMs,
    end_ms: session.endMs,
    start_civil: civilOf(session.startMs, scope.zone),
    end_civil: civilOf(session.endMs, scope.zone),
    topic: session.topic ?? null,
    place: session.place ?? null,
    state: session.cancelled ? 'cancelled' : 'planned',
    reason: session.reason ?? null,
    households_max: capacity?.households ?? null,
    waitlist_max: capacity?.waitlist ?? 0,
    households_taken: 0,
    waiting: 0,
    check_in_code: null,
    revision: 0,
    created_ms: now,
    changed_ms: now,
  };
}

function shiftRowsOf(
  sessionId: string,
  scope: OrgScope,
  programme: Pick<Programme, 'id' | 'specification'>,
  session: NewSession,
  now: Instant,
): Record<string, SqlValue>[] {
  const night = programme.specification.dayParts.find((part) => part.key === session.dayPart)?.night ?? false;
  return programme.specification.posts.map((post, order) => ({
    id: newId(now),
    org_id: scope.orgId,
    session_id: sessionId,
    programme_id: programme.id,
    post_key: post.key,
    post_order: order,
    start_ms: session.startMs,
    end_ms: session.endMs,
    night,
    seats_min: post.min,
    seats_max: post.max,
    taken: 0,
    state: session.cancelled ? 'cancelled' : 'open',
  }));
}
