import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { civilOf } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { OrgScope } from '../acts/domain/act-context';
import type { Programme } from './programmes.service';

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

export type MadeSession = NewSession & { readonly id: string };

/** Everything that a session is told to be from outside, its start apart. */
export interface SessionFacts {
  readonly endMs: Instant;
  readonly topic: string | null;
  readonly place: string | null;
  readonly cancelled: boolean;
  readonly reason: string | null;
}

/** What is kept of a reason. */
const REASON_LENGTH = 200;

/** Writes sessions. Shifts, seats and sign-ups belong to other rooms: whoever makes, moves or cancels one brings them along. */
@Injectable()
export class SessionWriter {
  /** Makes those of `sessions` that begin at a time at which the programme has none; answers them with their ids. */
  async makeMissing(
    tx: Tx,
    scope: OrgScope,
    programme: Programme,
    sessions: readonly NewSession[],
    now: Instant,
  ): Promise<MadeSession[]> {
    const starts = sessions.map((session) => session.startMs);
    if (starts.length === 0) return [];
    const known = await tx.all<{ startMs: Instant }>(
      'SELECT start_ms FROM sessions WHERE programme_id = ? AND start_ms BETWEEN ? AND ?',
      [programme.id, Math.min(...starts), Math.max(...starts)],
    );
    const taken = new Set(known.map((row) => row.startMs));
    const made: MadeSession[] = [];
    for (const session of sessions) {
      if (taken.has(session.startMs)) continue;
      taken.add(session.startMs);
      made.push({ ...session, id: newId(now) });
    }
    const rows = made.map((session) => rowOf(scope, programme, session, now));
    if (rows.length > 0) await tx.insert('sessions', rows);
    return made;
  }

  /** Puts a session at another time, which is a new revision of it. */
  async move(
    tx: Tx,
    { zone }: OrgScope,
    sessionId: string,
    { startMs, endMs, dayPart }: { readonly startMs: Instant; readonly endMs: Instant; readonly dayPart: string },
    now: Instant,
  ): Promise<void> {
    await tx.run(
      `UPDATE sessions SET start_ms = ?, end_ms = ?, start_civil = ?, end_civil = ?, day_part = ?,
         revision = revision + 1, changed_ms = ? WHERE id = ?`,
      [startMs, endMs, civilOf(startMs, zone), civilOf(endMs, zone), dayPart, now, sessionId],
    );
  }

  /** Takes sessions that are about to be moved out of one another's way: one may go where another has not left yet. */
  async makeWay(tx: Tx, sessionIds: readonly string[]): Promise<void> {
    if (sessionIds.length === 0) return;
    const marks = sessionIds.map(() => '?').join(',');
    await tx.run(`UPDATE sessions SET start_ms = -start_ms WHERE id IN (${marks})`, sessionIds);
  }

  /** Changes topic or place, which is a new revision; what is left out stays. */
  async describe(tx: Tx, sessionId: string, words: { topic?: string; place?: string }, now: Instant): Promise<void> {
    await tx.run(
      'UPDATE sessions SET topic = COALESCE(?, topic), place = COALESCE(?, place), revision = revision + 1, changed_ms = ? WHERE id = ?',
      [words.topic ?? null, words.place ?? null, now, sessionId],
    );
  }

  /** Everything about a session but its start, as a file from outside gives it; a new revision. */
  async overwrite(
    tx: Tx,
    { zone }: OrgScope,
    sessionId: string,
    { endMs, topic, place, cancelled, reason }: SessionFacts,
    now: Instant,
  ): Promise<void> {
    await tx.run(
      `UPDATE sessions SET end_ms = ?, end_civil = ?, topic = ?, place = ?, state = ?, reason = ?,
         revision = revision + 1, changed_ms = ? WHERE id = ?`,
      [endMs, civilOf(endMs, zone), topic, place, cancelled ? 'cancelled' : 'planned', reason, now, sessionId],
    );
  }

  /** Cancels a session; nobody has a place in it or waits for one any more. */
  async cancel(tx: Tx, sessionId: string, reason: string, now: Instant): Promise<void> {
    await tx.run(
      `UPDATE sessions SET state = 'cancelled', reason = ?, households_taken = 0, waiting = 0,
         revision = revision + 1, changed_ms = ? WHERE id = ?`,
      [reason.slice(0, REASON_LENGTH), now, sessionId],
    );
  }

  /** A cancelled session takes place after all. */
  async revive(tx: Tx, sessionId: string, now: Instant): Promise<void> {
    await tx.run("UPDATE sessions SET state = 'planned', reason = NULL, changed_ms = ? WHERE id = ?", [now, sessionId]);
  }

  /** Removes a session of which nothing was ever written. */
  async remove(tx: Tx, sessionId: string): Promise<void> {
    await tx.run('DELETE FROM sessions WHERE id = ?', [sessionId]);
  }
}

function rowOf(scope: OrgScope, programme: Programme, session: MadeSession, now: Instant) {
  const { capacity } = programme.specification;
  return {
    id: session.id,
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
