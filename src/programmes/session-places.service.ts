import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { sixDigitCode } from '../kernel/ids';

/** The counters of a session's places and queue. Each change is one conditional UPDATE, so that nothing is ever oversold. */
@Injectable()
export class SessionPlaces {
  /** Takes a place; false when there is none or others were waiting for it first. */
  async take(tx: Tx, sessionId: string): Promise<boolean> {
    const changed = await tx.run(
      `UPDATE sessions SET households_taken = households_taken + 1
       WHERE id = ? AND state = 'planned' AND waiting = 0 AND (households_max IS NULL OR households_taken < households_max)`,
      [sessionId],
    );
    return changed === 1;
  }

  async giveBack(tx: Tx, sessionId: string): Promise<void> {
    await tx.run('UPDATE sessions SET households_taken = households_taken - 1 WHERE id = ?', [sessionId]);
  }

  /** One more who waits; false when the queue is full. */
  async queue(tx: Tx, sessionId: string): Promise<boolean> {
    const changed = await tx.run(
      "UPDATE sessions SET waiting = waiting + 1 WHERE id = ? AND state = 'planned' AND waiting < waitlist_max",
      [sessionId],
    );
    return changed === 1;
  }

  async leaveQueue(tx: Tx, sessionId: string): Promise<void> {
    await tx.run('UPDATE sessions SET waiting = waiting - 1 WHERE id = ?', [sessionId]);
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
    await tx.run('UPDATE sessions SET households_max = ?, changed_ms = ? WHERE id = ?', [
      householdsMax,
      now,
      sessionId,
    ]);
  }

  /** The code at the session's door, made when there is none yet. */
  async codeOf(tx: Tx, sessionId: string): Promise<{ readonly code: string; readonly made: boolean }> {
    const made = await tx.run('UPDATE sessions SET check_in_code = ? WHERE id = ? AND check_in_code IS NULL', [
      sixDigitCode(),
      sessionId,
    ]);
    const row = await tx.one<{ checkInCode: string }>('SELECT check_in_code FROM sessions WHERE id = ?', [sessionId]);
    return { code: row?.checkInCode ?? '', made: made > 0 };
  }

  /** Sets the counters to what was counted, for sessions whose registrations were taken in as they are. */
  async setCounts(
    tx: Tx,
    counts: readonly { readonly sessionId: string; readonly taken: number; readonly waiting: number }[],
  ): Promise<void> {
    for (const { sessionId, taken, waiting } of counts) {
      await tx.run('UPDATE sessions SET households_taken = ?, waiting = ? WHERE id = ?', [taken, waiting, sessionId]);
    }
  }
}
