import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { civilOf, instantOf, isCivilDateTime, type CivilDateTime } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { occurrences } from '../programmes/recurrence';
import { BusyTimes, type BusyConflict } from '../programmes/busy-times.service';
import { Programmes, type Programme } from '../programmes/programmes.service';
import { SessionMover } from './session-mover.service';
import { AssignmentWriter } from '../rota/assignment-writer.service';
import { LIVING_STATES } from '../programmes/domain/assignment-state';
import { traineesAlone } from '../rota/domain/judge';
import type { PersonRef } from '../rota/domain/shift-view';
import { RotaFacts } from '../rota/rota-facts.service';
import { sessionTimesAt } from '../programmes/session-times';
import { SessionMaker } from './session-maker.service';

export interface MoveWish {
  readonly sessionId: string;
  readonly start: CivilDateTime;
  /** Without it the session stays as long as it was. */
  readonly end?: CivilDateTime;
  /** Those who serve elsewhere at the new time lose this duty; without it the session is not moved while there are any. */
  readonly releaseBusy?: boolean;
  /** Why it is moved there although the place is taken then, or a trainee is left alone; without it that stands in the way. */
  readonly reason?: string;
}

export interface BusyPerson {
  readonly personId: string;
  readonly name: string;
  readonly assignmentId: string;
}

export interface SessionMoved {
  readonly sessionId: string;
  readonly startMs: Instant;
  readonly endMs: Instant;
  readonly released: readonly BusyPerson[];
  /** To whom word of it is owed, those released among them. */
  readonly told: readonly string[];
}

export type MoveRefusal =
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'not-found'; readonly what: 'session' }
  | { readonly rule: 'bad-time'; readonly reason: 'not-a-time' | 'end-before-start' | 'past' }
  | { readonly rule: 'session-exists' }
  | { readonly rule: 'already-cancelled' }
  | { readonly rule: 'already-begun' }
  | { readonly rule: 'place-taken'; readonly by: BusyConflict }
  | { readonly rule: 'people-busy'; readonly people: readonly BusyPerson[] }
  /** Those who would be released are the only company of these trainees. */
  | { readonly rule: 'trainee-left-alone'; readonly people: readonly PersonRef[] };

interface SessionRecord {
  programmeId: string;
  place: string | null;
  startMs: Instant;
  endMs: Instant;
  state: string;
  revision: number;
}

interface Times {
  readonly startMs: Instant;
  readonly endMs: Instant;
}

/** Who has a seat and cannot come at the new time loses it, in whatever state it is. */
const RELEASED = { states: LIVING_STATES, why: 'the session was moved' as const };

/** Moves a session to another time, with everybody on it; whoever cannot come then is named before anything happens. */
@Injectable()
export class MoveSession {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly programmes: Programmes,
    private readonly maker: SessionMaker,
    private readonly seats: AssignmentWriter,
    private readonly busyTimes: BusyTimes,
    private readonly mover: SessionMover,
    private readonly facts: RotaFacts,
  ) {}

  move(context: ActContext, wish: MoveWish): Promise<Result<SessionMoved, MoveRefusal>> {
    return this.acts.perform<SessionMoved, MoveRefusal>(context, 'session.move', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      await tx.lockRows('sessions', [wish.sessionId]);
      const session = await sessionOf(tx, context, wish.sessionId);
      const programme = session && (await this.programmes.byId(tx, context.scope, session.programmeId));
      if (!session || !programme) return refused({ rule: 'not-found', what: 'session' });
      const times = timesOf(context, wish, session);
      if (!times.ok) return times;
      if (await taken(tx, session.programmeId, times.value.startMs, wish.sessionId))
        return refused({ rule: 'session-exists' });
      const by = await this.busyTimes.conflict(tx, context.scope, programme, session.place, times.value);
      if (by && !wish.reason) return refused({ rule: 'place-taken', by });
      // whoever serves here takes no other duty while it is looked at
      await tx.lockRows('people', await servingPeople(tx, wish.sessionId));
      const busy = await busyPeople(tx, wish.sessionId, times.value);
      if (busy.length > 0 && !wish.releaseBusy) return refused({ rule: 'people-busy', people: busy });
      const alone = await this.leftAlone(tx, context, wish.sessionId, busy);
      if (alone.length > 0 && !wish.reason) return refused({ rule: 'trainee-left-alone', people: alone });
      for (const { assignmentId } of busy) await this.seats.end(tx, context, assignmentId, RELEASED);
      const kept = await this.write(tx, context, wish.sessionId, programme, session, times.value);
      await this.audit.write(tx, context, {
        act: 'session.move',
        subjectType: 'session',
        subjectId: wish.sessionId,
        detail: {
          from: session.startMs,
          to: times.value.startMs,
          released: busy.map((person) => person.personId),
          ...(by ? { despite: by } : {}),
          ...(by || alone.length > 0 ? { reason: wish.reason } : {}),
        },
      });
      return done({
        sessionId: wish.sessionId,
        ...times.value,
        released: busy,
        told: [...new Set([...kept, ...busy.map(({ personId }) => personId)])],
      });
    });
  }

  private async leftAlone(
    tx: Tx,
    { scope }: ActContext,
    sessionId: string,
    busy: readonly BusyPerson[],
  ): Promise<readonly PersonRef[]> {
    if (busy.length === 0) return [];
    const shifts = await this.facts.shifts(tx, scope, 's.session_id = ?', [sessionId]);
    const seats = (await this.facts.seats(tx, shifts)).get(sessionId) ?? [];
    const released = new Set(busy.map(({ assignmentId }) => assignmentId));
    const before = new Set(traineesAlone(seats).map(({ personId }) => personId));
    return traineesAlone(seats.filter(({ assignmentId }) => !released.has(assignmentId)))
      .filter(({ personId }) => !before.has(personId))
      .map(({ personId, name }) => ({ personId, name }));
  }

  private async write(
    tx: Tx,
    context: ActContext,
    sessionId: string,
    programme: Programme,
    before: SessionRecord,
    { startMs, endMs }: Times,
  ): Promise<readonly string[]> {
    const { scope } = context;
    const { specification } = programme;
    const dayPart = sessionTimesAt(specification, startMs, scope.zone)?.dayPart ?? '';
    const night = specification.dayParts.find((part) => part.key === dayPart)?.night ?? false;
    const session = { id: sessionId, revision: before.revision };
    const times = { startMs, endMs, dayPart, night };
    const told = await this.mover.move(tx, context, session, times, specification.reminders);
    await this.keepOldTimeFree(tx, context, programme, before);
    return told;
  }

  /** Where the recurrence would make the session again at its old time, a cancelled one stays in its place. */
  private async keepOldTimeFree(
    tx: Tx,
    context: ActContext,
    programme: Programme,
    { startMs, endMs }: SessionRecord,
  ): Promise<void> {
    const { scope, now } = context;
    const civil = civilOf(startMs, scope.zone);
    const date = civil.slice(0, 10);
    const recurring = occurrences(programme.specification, date, date).find(({ start }) => start === civil);
    if (!recurring) return;
    const place = { startMs, endMs, dayPart: recurring.dayPart.key, cancelled: true, reason: '已改期' };
    await this.maker.createMissing(tx, scope, programme, [place], now);
  }
}

function timesOf(context: ActContext, wish: MoveWish, session: SessionRecord): Result<Times, MoveRefusal> {
  const { now, scope } = context;
  if (session.state === 'cancelled') return refused({ rule: 'already-cancelled' });
  if (session.startMs <= now) return refused({ rule: 'already-begun' });
  if (!isCivilDateTime(wish.start) || (wish.end !== undefined && !isCivilDateTime(wish.end))) {
    return refused({ rule: 'bad-time', reason: 'not-a-time' });
  }
  const startMs = instantOf(wish.start, scope.zone);
  const endMs = wish.end === undefined ? startMs + session.endMs - session.startMs : instantOf(wish.end, scope.zone);
  if (endMs <= startMs) return refused({ rule: 'bad-time', reason: 'end-before-start' });
  if (startMs <= now) return refused({ rule: 'bad-time', reason: 'past' });
  return done({ startMs, endMs });
}

async function sessionOf(tx: Tx, { scope }: ActContext, sessionId: string): Promise<SessionRecord | null> {
  return tx.one<SessionRecord>(
    'SELECT programme_id, place, start_ms, end_ms, state, revision FROM sessions WHERE id = ? AND org_id = ?',
    [sessionId, scope.orgId],
  );
}

async function taken(tx: Tx, programmeId: string, startMs: Instant, but: string): Promise<boolean> {
  const other = await tx.one('SELECT id FROM sessions WHERE programme_id = ? AND start_ms = ? AND id <> ?', [
    programmeId,
    startMs,
    but,
  ]);
  return other !== null;
}

async function servingPeople(tx: Tx, sessionId: string): Promise<string[]> {
  const rows = await tx.all<{ personId: string }>(
    "SELECT a.person_id FROM shifts s JOIN assignments a ON a.shift_id = s.id AND a.ended_key = '' WHERE s.session_id = ?",
    [sessionId],
  );
  return [...new Set(rows.map((row) => row.personId))];
}

/** Who has a seat in the session and serves elsewhere at `times`. */
async function busyPeople(tx: Tx, sessionId: string, { startMs, endMs }: Times): Promise<BusyPerson[]> {
  return tx.all<BusyPerson>(
    `SELECT a.id AS assignment_id, a.person_id, p.name FROM shifts s
       JOIN assignments a ON a.shift_id = s.id AND a.ended_key = '' JOIN people p ON p.id = a.person_id
      WHERE s.session_id = ? AND EXISTS (SELECT 1 FROM assignments b JOIN shifts t ON t.id = b.shift_id
        WHERE b.person_id = a.person_id AND b.ended_key = '' AND b.state <> 'no-show' AND t.session_id <> s.session_id
          AND b.start_ms < ? AND b.end_ms > ?)
      ORDER BY p.slug`,
    [sessionId, endMs, startMs],
  );
}
