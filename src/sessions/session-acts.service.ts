import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SqlValue, Tx } from '../database/database';
import { instantOf, isCivilDateTime } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { Outbox } from '../messaging/outbox.service';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { Undo } from '../acts/undo.service';
import { BusyTimes, type BusyConflict } from '../programmes/busy-times.service';
import { Programmes } from '../programmes/programmes.service';
import { sessionTimesAt } from '../programmes/session-times';
import { SessionWriter } from '../programmes/session-writer.service';
import { happenedIn, type Happened } from './happened.queries';
import { ShiftWriter } from '../rota/shift-writer.service';
import { servedOnce } from './planned-sessions.queries';
import { SessionAppearance } from './session-appearance.service';
import { SessionCloser } from './session-closer.service';
import { SessionMaker } from './session-maker.service';

export interface SessionToMake {
  readonly programmeKey: string;
  /** Wall times; without an end the programme's own length is taken. */
  readonly start: string;
  readonly end?: string;
  readonly topic?: string;
  readonly place?: string;
  /** Why it is held although the place is taken then; without it that stands in the way. */
  readonly reason?: string;
}

export type SessionRefusal =
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'not-found'; readonly what: 'programme' | 'session' }
  | { readonly rule: 'bad-time'; readonly reason: 'not-a-time' | 'end-needed' | 'end-before-start' }
  | { readonly rule: 'session-exists' }
  | { readonly rule: 'place-taken'; readonly by: BusyConflict }
  | { readonly rule: 'already-cancelled' }
  | { readonly rule: 'not-cancelled' }
  | { readonly rule: 'session-over' }
  /** It has begun and this has happened in it, which stays counted; cancelled only by who says that she knows. */
  | { readonly rule: 'already-happened'; readonly happened: Happened };

/** What was done, and to whom word of it is owed. */
export interface SessionTold {
  readonly sessionId: string;
  readonly told: readonly string[];
}

interface SessionRecord {
  programmeId: string;
  place: string | null;
  topic: string | null;
  state: string;
  revision: number;
  startMs: Instant;
  endMs: Instant;
}

/** What coordinators do with single sessions: order one, change what it is about, cancel it, hold it after all. */
@Injectable()
export class SessionActs implements OnModuleInit {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly programmes: Programmes,
    private readonly maker: SessionMaker,
    private readonly writer: SessionWriter,
    private readonly closer: SessionCloser,
    private readonly appearance: SessionAppearance,
    private readonly busyTimes: BusyTimes,
    private readonly outbox: Outbox,
    private readonly shifts: ShiftWriter,
    private readonly undo: Undo,
  ) {}

  onModuleInit(): void {
    this.undo.registerLasting('session.cancel');
    this.undo.registerLasting('session.restore');
  }

  async create(context: ActContext, wanted: SessionToMake): Promise<Result<{ sessionId: string }, SessionRefusal>> {
    return this.acts.perform<{ sessionId: string }, SessionRefusal>(context, 'session.create', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      const programme = await this.programmes.byKey(tx, context.scope, wanted.programmeKey);
      if (!programme) return refused({ rule: 'not-found', what: 'programme' });
      if (!isCivilDateTime(wanted.start) || (wanted.end !== undefined && !isCivilDateTime(wanted.end))) {
        return refused({ rule: 'bad-time', reason: 'not-a-time' });
      }
      const startMs = instantOf(wanted.start, context.scope.zone);
      const usual = sessionTimesAt(programme.specification, startMs, context.scope.zone);
      const endMs = wanted.end === undefined ? usual?.endMs : instantOf(wanted.end, context.scope.zone);
      if (endMs === undefined) return refused({ rule: 'bad-time', reason: 'end-needed' });
      if (endMs <= startMs) return refused({ rule: 'bad-time', reason: 'end-before-start' });
      const by = await this.busyTimes.conflict(tx, context.scope, programme, wanted.place, { startMs, endMs });
      if (by && !wanted.reason) return refused({ rule: 'place-taken', by });
      const session = { startMs, endMs, dayPart: usual?.dayPart ?? '', topic: wanted.topic, place: wanted.place };
      const created = await this.maker.createMissing(tx, context.scope, programme, [session], context.now);
      const sessionId = created.get(startMs);
      if (sessionId === undefined) return refused({ rule: 'session-exists' });
      await this.audit.write(tx, context, {
        act: 'session.create',
        subjectType: 'session',
        subjectId: sessionId,
        detail: by ? { despite: by, reason: wanted.reason } : undefined,
      });
      return done({ sessionId });
    });
  }

  /** Changes topic and place; everybody who serves or comes is told. A place that is taken then needs a `reason`. */
  async describe(
    context: ActContext,
    sessionId: string,
    { reason, ...words }: { topic?: string; place?: string; reason?: string },
  ): Promise<Result<SessionTold, SessionRefusal>> {
    return this.acts.perform<SessionTold, SessionRefusal>(context, 'session.describe', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      const session = await sessionOf(tx, context, sessionId);
      const programme = session && (await this.programmes.byId(tx, context.scope, session.programmeId));
      if (!session || !programme) return refused({ rule: 'not-found', what: 'session' });
      const moves = words.place !== undefined && words.place !== session.place;
      const by = moves ? await this.busyTimes.conflict(tx, context.scope, programme, words.place, session) : null;
      if (by && !reason) return refused({ rule: 'place-taken', by });
      await this.writer.describe(tx, sessionId, words, context.now);
      await this.appearance.changed(tx, { sessionId }, context.now);
      const told = await this.tellEverybody(
        tx,
        context,
        sessionId,
        `session-changed.${sessionId}.${String(session.revision + 1)}`,
        'session-changed',
      );
      await this.audit.write(tx, context, {
        act: 'session.describe',
        subjectType: 'session',
        subjectId: sessionId,
        detail: {
          ...words,
          before: { topic: session.topic, place: session.place },
          ...(by ? { despite: by, reason } : {}),
        },
      });
      return done({ sessionId, told });
    });
  }

  /**
   * Cancels what is not over yet: duties and registrations end, nothing more is reminded of, everybody concerned is told. What has
   * happened in it by then stays and counts; `known`: whoever cancels knows that something has.
   */
  async cancel(
    context: ActContext,
    sessionId: string,
    reason: string,
    known = false,
  ): Promise<Result<SessionTold, SessionRefusal>> {
    return this.acts.perform<SessionTold, SessionRefusal>(context, 'session.cancel', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      const session = await sessionOf(tx, context, sessionId);
      if (!session) return refused({ rule: 'not-found', what: 'session' });
      if (session.state === 'cancelled') return refused({ rule: 'already-cancelled' });
      if (session.endMs <= context.now) return refused({ rule: 'session-over' });
      const happened = known ? null : await happenedIn(tx, sessionId);
      if (happened) return refused({ rule: 'already-happened', happened });
      const told = await this.tellEverybody(
        tx,
        context,
        sessionId,
        cancelledKey(sessionId, session.revision + 1),
        'session-cancelled',
      );
      await this.closer.close(tx, context, sessionId, reason);
      await this.audit.write(tx, context, {
        act: 'session.cancel',
        subjectType: 'session',
        subjectId: sessionId,
        detail: { reason },
      });
      return done({ sessionId, told });
    });
  }

  /**
   * What was cancelled takes place after all, empty: no seat and no sign-up comes back of itself. Whoever was told that it was
   * cancelled is told and asked; a place that is taken then needs a `reason`.
   */
  async restore(context: ActContext, sessionId: string, reason?: string): Promise<Result<SessionTold, SessionRefusal>> {
    return this.acts.perform<SessionTold, SessionRefusal>(context, 'session.restore', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      const session = await sessionOf(tx, context, sessionId);
      const programme = session && (await this.programmes.byId(tx, context.scope, session.programmeId));
      if (!session || !programme) return refused({ rule: 'not-found', what: 'session' });
      if (session.state !== 'cancelled') return refused({ rule: 'not-cancelled' });
      if (session.endMs <= context.now) return refused({ rule: 'session-over' });
      const place = session.place ?? undefined;
      const by = await this.busyTimes.conflict(tx, context.scope, programme, place, session);
      if (by && !reason) return refused({ rule: 'place-taken', by });
      await this.writer.revive(tx, sessionId, context.now);
      await this.shifts.reopen(tx, sessionId);
      const told = await this.tellRestored(tx, context, sessionId, session.revision);
      const detail = by ? { despite: by, reason, told: told.length } : { told: told.length };
      await this.audit.write(tx, context, {
        act: 'session.restore',
        subjectType: 'session',
        subjectId: sessionId,
        detail,
      });
      return done({ sessionId, told });
    });
  }

  private async tellRestored(tx: Tx, context: ActContext, sessionId: string, revision: number): Promise<string[]> {
    const told = await this.outbox.owedTo(tx, context.scope.orgId, `${cancelledKey(sessionId, revision)}.`);
    const served = new Set(await servedOnce(tx, sessionId));
    await this.outbox.owe(
      tx,
      context.now,
      ...told.map((personId) => ({
        orgId: context.scope.orgId,
        personId,
        dedupeKey: `session-restored.${sessionId}.${String(revision)}.${personId}`,
        kind: 'session-restored' as const,
        class: 'normal' as const,
        subjectId: sessionId,
        content: { facts: { sessionId, serves: served.has(personId) } },
        dueMs: context.now,
      })),
    );
    return told;
  }

  private async tellEverybody(
    tx: Tx,
    context: ActContext,
    sessionId: string,
    dedupe: string,
    kind: 'session-changed' | 'session-cancelled',
  ): Promise<readonly string[]> {
    const params: SqlValue[] = [sessionId, sessionId];
    const people = await tx.all<{ personId: string }>(
      `SELECT a.person_id FROM assignments a JOIN shifts s ON s.id = a.shift_id WHERE s.session_id = ? AND a.ended_key = ''
       UNION SELECT person_id FROM registrations WHERE session_id = ? AND ended_key = ''`,
      params,
    );
    await this.outbox.owe(
      tx,
      context.now,
      ...people.map(({ personId }) => ({
        orgId: context.scope.orgId,
        personId,
        dedupeKey: `${dedupe}.${personId}`,
        kind,
        class: 'normal' as const,
        subjectId: sessionId,
        content: { facts: { sessionId } },
        dueMs: context.now,
      })),
    );
    return people.map(({ personId }) => personId);
  }
}

/** By the revision that the cancelling gave it: cancelled a second time, it is told a second time. */
export const cancelledKey = (sessionId: string, revision: number): string =>
  `session-cancelled.${sessionId}.${String(revision)}`;

async function sessionOf(tx: Tx, context: ActContext, sessionId: string): Promise<SessionRecord | null> {
  await tx.lockRows('sessions', [sessionId]);
  return tx.one(
    'SELECT programme_id, place, topic, state, revision, start_ms, end_ms FROM sessions WHERE id = ? AND org_id = ?',
    [sessionId, context.scope.orgId],
  );
}
