import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { civilOf } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { Outbox } from '../messaging/outbox.service';
import type { OrgScope } from '../acts/domain/act-context';
import { RegistrationReminders } from '../asks/registration-reminders.service';
import { SeatReminders } from '../asks/seat-reminders.service';
import type { ReminderPolicy } from '../programmes/domain/specification';

/** Where a session goes: its new times, and the part of the day that it then is. */
export interface NewTimes {
  readonly startMs: Instant;
  readonly endMs: Instant;
  readonly dayPart: string;
  readonly night: boolean;
}

/** Writes a session to another time with everybody on it, who are told and asked to confirm anew; the only place that does. */
@Injectable()
export class SessionMover {
  constructor(
    private readonly outbox: Outbox,
    private readonly reminders: SeatReminders,
    private readonly placeReminders: RegistrationReminders,
  ) {}

  /** `revision`: of the session before it is moved; `people`: 0 when it is known that nobody serves on it or comes to it. */
  async move(
    tx: Tx,
    at: { readonly scope: OrgScope; readonly now: Instant },
    session: { readonly id: string; readonly revision: number; readonly people?: number },
    { startMs, endMs, dayPart, night }: NewTimes,
    policy: ReminderPolicy,
  ): Promise<void> {
    const { scope, now } = at;
    await tx.run(
      `UPDATE sessions SET start_ms = ?, end_ms = ?, start_civil = ?, end_civil = ?, day_part = ?,
         revision = revision + 1, changed_ms = ? WHERE id = ?`,
      [startMs, endMs, civilOf(startMs, scope.zone), civilOf(endMs, scope.zone), dayPart, now, session.id],
    );
    await tx.run('UPDATE shifts SET start_ms = ?, end_ms = ?, night = ?, watch_ms = NULL WHERE session_id = ?', [
      startMs,
      endMs,
      night,
      session.id,
    ]);
    if (session.people === 0) return;
    await tx.run(
      `UPDATE assignments SET start_ms = ?, end_ms = ?, night = ?, time_sequence = sequence + 1, sequence = sequence + 1,
         changed_ms = ?, state = CASE WHEN state = 'confirmed' THEN 'held' ELSE state END, confirmed_ms = NULL
        WHERE ended_key = '' AND shift_id IN (SELECT id FROM shifts WHERE session_id = ?)`,
      [startMs, endMs, night, now, session.id],
    );
    await tx.run(
      `UPDATE registrations SET time_sequence = sequence + 1, sequence = sequence + 1, changed_ms = ?
        WHERE session_id = ? AND state = 'registered'`,
      [now, session.id],
    );
    await this.tell(tx, at, session.id, startMs, session.revision + 1, policy);
  }

  /** Reminders go by the new time; everybody who serves or comes is told of it. */
  private async tell(
    tx: Tx,
    { now, scope }: { readonly scope: OrgScope; readonly now: Instant },
    sessionId: string,
    startMs: Instant,
    revision: number,
    policy: ReminderPolicy,
  ): Promise<void> {
    const seats = await tx.all<{ id: string; personId: string; serves: number }>(
      `SELECT a.id, a.person_id, 1 AS serves FROM assignments a JOIN shifts s ON s.id = a.shift_id
        WHERE s.session_id = ? AND a.ended_key = ''
       UNION ALL SELECT r.id, r.person_id, 0 FROM registrations r WHERE r.session_id = ? AND r.ended_key = ''`,
      [sessionId, sessionId],
    );
    for (const { id, personId, serves } of seats) {
      await this.outbox.owe(tx, now, {
        orgId: scope.orgId,
        personId,
        dedupeKey: `session-changed.${sessionId}.${String(revision)}.${personId}`,
        kind: 'session-changed',
        class: 'normal',
        subjectId: sessionId,
        content: { facts: { sessionId, serves: serves === 1 } },
        dueMs: now,
      });
      if (serves === 1) {
        await this.reminders.renew(tx, scope, now, { assignmentId: id, personId, start: startMs, policy, revision });
      } else {
        const place = { registrationId: id, personId, start: startMs, revision };
        await this.placeReminders.renew(tx, scope, now, place);
      }
    }
  }
}
