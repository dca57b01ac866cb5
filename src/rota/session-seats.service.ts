import { Injectable } from '@nestjs/common';
import type { SqlValue, Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { ActContext, OrgScope } from '../acts/domain/act-context';
import { SeatReminders } from '../asks/seat-reminders.service';
import type { ReminderPolicy } from '../programmes/domain/specification';
import { AssignmentWriter } from './assignment-writer.service';
import { EXPECTED_STATES, isExpected } from '../programmes/domain/assignment-state';
import { serviceMinutes, witnessAt } from './domain/serving';
import { livingSeats } from './seat.queries';
import type { ShiftTimes } from './shift-writer.service';

/** Which seats: those of one session, or those of a programme's sessions that are not over. */
export type SeatsOf = { readonly sessionId: string } | { readonly programmeId: string };

/** What happens to all seats of a session at once. Their holders are told by whoever moves or cancels the session. */
@Injectable()
export class SessionSeats {
  constructor(
    private readonly writer: AssignmentWriter,
    private readonly reminders: SeatReminders,
  ) {}

  /**
   * Ends every seat of a session that is cancelled, of which something is still expected; whoever waited for somebody's word about one
   * is told. Service that has been done stays done, and whoever is on duty has served until now.
   */
  async end(tx: Tx, context: ActContext, sessionId: string): Promise<void> {
    const seats = await livingSeats(tx, sessionId);
    const ending = { states: EXPECTED_STATES, told: true, why: 'the session was cancelled' as const };
    for (const { id, state, startMs, endMs, arrivedMs } of seats) {
      if (isExpected(state)) await this.writer.end(tx, context, id, ending);
      if (state !== 'on-duty') continue;
      const served = { from: startMs, to: Math.max(startMs, Math.min(endMs, context.now)) };
      await this.writer.move(tx, context, id, ['on-duty'], 'done', {
        leftMs: context.now,
        serviceMinutes: serviceMinutes(served, { arrived: arrivedMs, left: null }),
        origin: witnessAt(endMs, context.now),
        vouchedBy: context.actorId,
      });
    }
  }

  /**
   * The session is at another time: so are its seats, and whoever had confirmed is asked anew, in time for it.
   * `revision`: of the session as it is now, so that its questions are new ones. Answers who serves on it.
   */
  async move(
    tx: Tx,
    { scope, now }: { readonly scope: OrgScope; readonly now: Instant },
    session: { readonly id: string; readonly revision: number },
    { startMs, endMs, night }: ShiftTimes,
    policy: ReminderPolicy,
  ): Promise<string[]> {
    await tx.run(
      `UPDATE assignments SET start_ms = ?, end_ms = ?, night = ?, time_sequence = sequence + 1, sequence = sequence + 1,
         changed_ms = ?, state = CASE WHEN state = 'confirmed' THEN 'held' ELSE state END, confirmed_ms = NULL
        WHERE ended_key = '' AND shift_id IN (SELECT id FROM shifts WHERE session_id = ?)`,
      [startMs, endMs, night, now, session.id],
    );
    const seats = await livingSeats(tx, session.id);
    for (const { id, personId } of seats) {
      const seat = { assignmentId: id, personId, start: startMs, policy, revision: session.revision };
      await this.reminders.renew(tx, scope, now, seat);
    }
    return [...new Set(seats.map(({ personId }) => personId))];
  }

  /** The session begins when it did and is over at another time. */
  async lengthen(tx: Tx, sessionId: string, endMs: Instant, now: Instant): Promise<void> {
    await tx.run(
      `UPDATE assignments SET end_ms = ?, time_sequence = sequence + 1, sequence = sequence + 1, changed_ms = ?
        WHERE ended_key = '' AND shift_id IN (SELECT id FROM shifts WHERE session_id = ?)`,
      [endMs, now, sessionId],
    );
  }

  /** The part of the day that the session is in counts as a night from now on, or no longer. */
  async countAsNight(tx: Tx, sessionId: string, night: boolean): Promise<void> {
    await tx.run(
      "UPDATE assignments SET night = ? WHERE ended_key = '' AND shift_id IN (SELECT id FROM shifts WHERE session_id = ?)",
      [night, sessionId],
    );
  }

  /**
   * Calendars show these seats under another title or at another place, though at the same time: what they were told
   * before is then an older revision.
   */
  async showOtherwise(tx: Tx, which: SeatsOf, now: Instant): Promise<void> {
    const [sessions, params]: [string, SqlValue[]] =
      'sessionId' in which
        ? ['= ?', [which.sessionId]]
        : ['IN (SELECT id FROM sessions WHERE programme_id = ? AND end_ms > ?)', [which.programmeId, now]];
    await tx.run(
      `UPDATE assignments SET sequence = sequence + 1, changed_ms = ?
        WHERE ended_key = '' AND shift_id IN (SELECT id FROM shifts WHERE session_id ${sessions})`,
      [now, ...params],
    );
  }
}
