import { Injectable } from '@nestjs/common';
import type { SqlValue, Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { Outbox } from '../messaging/outbox.service';
import { RegistrationRow } from './registration.row';

/** What becomes of everybody's registrations when something becomes of their session. Telling them is the caller's. */
@Injectable()
export class SessionRegistrations {
  constructor(private readonly outbox: Outbox) {}

  /**
   * Ends all that stand, those who wait included; nothing more is sent about them. Who has come has come. The session's counters are
   * the caller's.
   */
  async cancelAll(tx: Tx, sessionId: string, now: Instant): Promise<void> {
    const registrations = await tx.find(RegistrationRow, { sessionId, endedKey: '' }, { columns: ['id', 'state'] });
    for (const { id, state } of registrations) {
      if (state === 'attended') continue;
      await this.outbox.suppress(tx, id, 'the session was cancelled');
      await tx.run(
        `UPDATE registrations SET sequence = sequence + CASE WHEN state = 'waiting' THEN 0 ELSE 1 END,
           state = 'cancelled', ended_key = id, changed_ms = ? WHERE id = ?`,
        [now, id],
      );
    }
  }

  /** Notes that those who have a place are to come at another time than their calendars show. */
  async move(tx: Tx, sessionId: string, now: Instant): Promise<void> {
    await tx.run(
      `UPDATE registrations SET time_sequence = sequence + 1, sequence = sequence + 1, changed_ms = ?
        WHERE session_id = ? AND state = 'registered'`,
      [now, sessionId],
    );
  }

  /** Notes that calendars show a session, or those of a programme to come, otherwise than before, though at the same time. */
  async showOtherwise(
    tx: Tx,
    which: { readonly sessionId: string } | { readonly programmeId: string },
    now: Instant,
  ): Promise<void> {
    const [where, params]: [string, SqlValue[]] =
      'sessionId' in which
        ? ['session_id = ?', [which.sessionId]]
        : ['session_id IN (SELECT id FROM sessions WHERE programme_id = ? AND end_ms > ?)', [which.programmeId, now]];
    await tx.run(
      `UPDATE registrations SET sequence = sequence + 1, changed_ms = ? WHERE state = 'registered' AND ${where}`,
      [now, ...params],
    );
  }

  /** Everybody who has a place on a session or waits for one. */
  async peopleOn(tx: Tx, sessionId: string): Promise<{ registrationId: string; personId: string }[]> {
    return tx.all(
      "SELECT id AS registration_id, person_id FROM registrations WHERE session_id = ? AND ended_key = ''",
      [sessionId],
    );
  }
}
