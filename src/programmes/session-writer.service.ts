import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { civilOf } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { OrgScope } from '../acts/domain/act-context';
import type { Programme } from './programmes.service';
import type { SessionState } from './domain/session-state';
import { SessionRow } from './session.row';
import type { NewRow } from '../database/typed';

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
    const about = { gte: Math.min(...starts), lte: Math.max(...starts) };
    const known = await tx.find(SessionRow, { programmeId: programme.id, startMs: about }, { columns: ['startMs'] });
    const taken = new Set(known.map((row) => row.startMs));
    const made: MadeSession[] = [];
    for (const session of sessions) {
      if (taken.has(session.startMs)) continue;
      taken.add(session.startMs);
      made.push({ ...session, id: newId(now) });
    }
    await tx.insert(
      SessionRow,
      made.map((session) => rowOf(scope, programme, session, now)),
    );
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
    const times = { startMs, endMs, startCivil: civilOf(startMs, zone), endCivil: civilOf(endMs, zone), dayPart };
    await tx.update(SessionRow, { id: sessionId }, { ...times, ...revised(now) });
  }

  /** Takes sessions that are about to be moved out of one another's way: one may go where another has not left yet. */
  async makeWay(tx: Tx, sessionIds: readonly string[]): Promise<void> {
    if (sessionIds.length === 0) return;
    const marks = sessionIds.map(() => '?').join(',');
    await tx.run(`UPDATE sessions SET start_ms = -start_ms WHERE id IN (${marks})`, sessionIds);
  }

  /** Changes topic or place, which is a new revision; what is left out stays. */
  async describe(tx: Tx, sessionId: string, words: { topic?: string; place?: string }, now: Instant): Promise<void> {
    const { topic, place } = words;
    const changes = { ...(topic === undefined ? {} : { topic }), ...(place === undefined ? {} : { place }) };
    await tx.update(SessionRow, { id: sessionId }, { ...changes, ...revised(now) });
  }

  /** Everything about a session but its start, as a file from outside gives it; a new revision. */
  async overwrite(
    tx: Tx,
    { zone }: OrgScope,
    sessionId: string,
    { endMs, topic, place, cancelled, reason }: SessionFacts,
    now: Instant,
  ): Promise<void> {
    const state: SessionState = cancelled ? 'cancelled' : 'planned';
    const facts = { endMs, endCivil: civilOf(endMs, zone), topic, place, state, reason };
    await tx.update(SessionRow, { id: sessionId }, { ...facts, ...revised(now) });
  }

  /** Cancels a session; nobody has a place in it or waits for one any more. */
  async cancel(tx: Tx, sessionId: string, reason: string, now: Instant): Promise<void> {
    const ended = { reason: reason.slice(0, REASON_LENGTH), householdsTaken: 0, waiting: 0 };
    await tx.update(SessionRow, { id: sessionId }, { state: 'cancelled', ...ended, ...revised(now) });
  }

  /** A cancelled session takes place after all. */
  async revive(tx: Tx, sessionId: string, now: Instant): Promise<void> {
    await tx.update(SessionRow, { id: sessionId }, { state: 'planned', reason: null, changedMs: now });
  }

  /** Removes a session of which nothing was ever written. */
  async remove(tx: Tx, sessionId: string): Promise<void> {
    await tx.delete(SessionRow, { id: sessionId });
  }
}

const revised = (now: Instant) => ({ revision: { plus: 1 }, changedMs: now });

function rowOf(scope: OrgScope, programme: Programme, session: MadeSession, now: Instant): NewRow<SessionRow> {
  const { capacity } = programme.specification;
  return {
    id: session.id,
    orgId: scope.orgId,
    programmeId: programme.id,
    dayPart: session.dayPart,
    startMs: session.startMs,
    endMs: session.endMs,
    startCivil: civilOf(session.startMs, scope.zone),
    endCivil: civilOf(session.endMs, scope.zone),
    topic: session.topic ?? null,
    place: session.place ?? null,
    state: session.cancelled ? 'cancelled' : 'planned',
    reason: session.reason ?? null,
    householdsMax: capacity?.households ?? null,
    waitlistMax: capacity?.waitlist ?? 0,
    householdsTaken: 0,
    waiting: 0,
    signUpClosedMs: null,
    revision: 0,
    createdMs: now,
    changedMs: now,
  };
}
