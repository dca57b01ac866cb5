import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { sixDigitCode } from '../kernel/ids';
import { SessionRow } from './session.row';

/** The counters of a session's places and queue. Each change is one conditional UPDATE, so that nothing is ever oversold. */
@Injectable()
export class SessionPlaces {
  /** Takes a place; false when there is none, others were waiting for it first, or no more are taken. */
  async take(tx: Tx, sessionId: string): Promise<boolean> {
    const changed = await tx.run(
      `UPDATE sessions SET households_taken = households_taken + 1
       WHERE id = ? AND state = 'planned' AND sign_up_closed_ms IS NULL AND waiting = 0 AND (households_max IS NULL OR households_taken < households_max)`,
      [sessionId],
    );
    return changed === 1;
  }

  async giveBack(tx: Tx, sessionId: string): Promise<void> {
    await tx.update(SessionRow, { id: sessionId }, { householdsTaken: { plus: -1 } });
  }

  /** One more who waits; false when the queue is full or no more are taken. */
  async queue(tx: Tx, sessionId: string): Promise<boolean> {
    const changed = await tx.run(
      `UPDATE sessions SET waiting = waiting + 1
       WHERE id = ? AND state = 'planned' AND sign_up_closed_ms IS NULL AND waiting < waitlist_max`,
      [sessionId],
    );
    return changed === 1;
  }

  async leaveQueue(tx: Tx, sessionId: string): Promise<void> {
    await tx.update(SessionRow, { id: sessionId }, { waiting: { plus: -1 } });
  }

  /** A free place for one who waits; false when there is none of either. */
  async moveOneUp(tx: Tx, sessionId: string): Promise<boolean> {
    const changed = await tx.run(
      `UPDATE sessions SET households_taken = households_taken + 1, waiting = waiting - 1
       WHERE id = ? AND state = 'planned' AND waiting > 0 AND (households_max IS NULL OR households_taken < households_max)`,
      [sessionId],
    );
    return changed === 1;
  }

  /** `householdsMax` null: as many as come. */
  async setCapacity(tx: Tx, sessionId: string, householdsMax: number | null, now: Instant): Promise<void> {
    await tx.update(SessionRow, { id: sessionId }, { householdsMax, changedMs: now });
  }

  /** `closedMs`: since when no more sign-ups are taken; null: they are. */
  async closeSignUp(tx: Tx, sessionId: string, closedMs: Instant | null, now: Instant): Promise<void> {
    await tx.update(SessionRow, { id: sessionId }, { signUpClosedMs: closedMs, changedMs: now });
  }

  /** How many households and waiting ones the session holds, as a file from outside gives it. */
  async giveCapacity(
    tx: Tx,
    sessionId: string,
    capacity: { readonly households?: number | null; readonly waitlist: number },
  ): Promise<void> {
    const { households = null, waitlist } = capacity;
    await tx.update(SessionRow, { id: sessionId }, { householdsMax: households, waitlistMax: waitlist });
  }

  /** The code at the session's door, made when there is none yet. */
  async codeOf(tx: Tx, sessionId: string): Promise<{ readonly code: string; readonly made: boolean }> {
    const made = await tx.update(SessionRow, { id: sessionId, checkInCode: null }, { checkInCode: sixDigitCode() });
    const row = await tx.findOne(SessionRow, { id: sessionId }, { columns: ['checkInCode'] });
    return { code: row?.checkInCode ?? '', made: made > 0 };
  }

  /**
   * Sets the counters to what was counted, for sessions whose registrations were written without taking places one by
   * one. A session that is over by `now` had as many places as came. Answers the others that have fewer places than that,
   * whose counters stay.
   */
  async setCounts(
    tx: Tx,
    counts: readonly { readonly sessionId: string; readonly taken: number; readonly waiting: number }[],
    now: Instant,
  ): Promise<string[]> {
    const overfull: string[] = [];
    for (const { sessionId, taken, waiting } of counts) {
      await tx.update(
        SessionRow,
        { id: sessionId, endMs: { lte: now }, householdsMax: { lt: taken } },
        { householdsMax: taken },
      );
      await tx.update(
        SessionRow,
        { id: sessionId, endMs: { lte: now }, waitlistMax: { lt: waiting } },
        { waitlistMax: waiting },
      );
      const set = await tx.run(
        `UPDATE sessions SET households_taken = ?, waiting = ?
          WHERE id = ? AND (households_max IS NULL OR households_max >= ?) AND waitlist_max >= ?`,
        [taken, waiting, sessionId, taken, waiting],
      );
      if (set === 0) overfull.push(sessionId);
    }
    return overfull;
  }
}
