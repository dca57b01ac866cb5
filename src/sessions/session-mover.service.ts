import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { Outbox } from '../messaging/outbox.service';
import type { OrgScope } from '../acts/domain/act-context';
import { RegistrationReminders } from '../asks/registration-reminders.service';
import type { ReminderPolicy } from '../programmes/domain/specification';
import { SessionWriter } from '../programmes/session-writer.service';
import { SessionRegistrations } from '../registrations/session-registrations.service';
import { SessionSeats } from '../rota/session-seats.service';
import { ShiftWriter } from '../rota/shift-writer.service';

/** Where a session goes: its new times, and the part of the day that it then is. */
export interface NewTimes {
  readonly startMs: Instant;
  readonly endMs: Instant;
  readonly dayPart: string;
  readonly night: boolean;
}

interface At {
  readonly scope: OrgScope;
  readonly now: Instant;
}

/** A session with the revision that it has at its new time. */
interface Moved {
  readonly id: string;
  readonly revision: number;
}

/** Writes a session to another time with everybody on it, who are told and asked to confirm anew; the only place that does. */
@Injectable()
export class SessionMover {
  constructor(
    private readonly outbox: Outbox,
    private readonly sessions: SessionWriter,
    private readonly shifts: ShiftWriter,
    private readonly seats: SessionSeats,
    private readonly registrations: SessionRegistrations,
    private readonly placeReminders: RegistrationReminders,
  ) {}

  /** Answers who is told. `revision`: of the session before it is moved; `people`: 0 when it is known that nobody serves on it or comes to it. */
  async move(
    tx: Tx,
    at: At,
    session: { readonly id: string; readonly revision: number; readonly people?: number },
    { startMs, endMs, dayPart, night }: NewTimes,
    policy: ReminderPolicy,
  ): Promise<readonly string[]> {
    const { scope, now } = at;
    const times = { startMs, endMs, night };
    await this.sessions.move(tx, scope, session.id, { startMs, endMs, dayPart }, now);
    await this.shifts.move(tx, session.id, times);
    if (session.people === 0) return [];
    const moved = { id: session.id, revision: session.revision + 1 };
    const serving = await this.seats.move(tx, at, moved, times, policy);
    const coming = await this.moveRegistrations(tx, at, moved, startMs);
    await this.tell(tx, at, moved, serving, true);
    await this.tell(tx, at, moved, coming, false);
    return [...serving, ...coming];
  }

  /** Answers who comes to it or waits for a place. */
  private async moveRegistrations(
    tx: Tx,
    { scope, now }: At,
    { id, revision }: Moved,
    startMs: Instant,
  ): Promise<string[]> {
    await this.registrations.move(tx, id, now);
    const places = await this.registrations.peopleOn(tx, id);
    for (const place of places) {
      await this.placeReminders.renew(tx, scope, now, { ...place, start: startMs, revision });
    }
    return places.map(({ personId }) => personId);
  }

  /** Whoever serves and comes as well hears of it once. */
  private async tell(
    tx: Tx,
    { scope, now }: At,
    { id: sessionId, revision }: Moved,
    people: readonly string[],
    serves: boolean,
  ): Promise<void> {
    const messages = people.map((personId) => ({
      orgId: scope.orgId,
      personId,
      dedupeKey: `session-changed.${sessionId}.${String(revision)}.${personId}`,
      kind: 'session-changed' as const,
      class: 'normal' as const,
      subjectId: sessionId,
      content: { facts: { sessionId, serves } },
      dueMs: now,
    }));
    await this.outbox.owe(tx, now, ...messages);
  }
}
