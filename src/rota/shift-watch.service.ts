import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { ShiftRow } from './shift.row';

/** Later than any instant that is looked at. */
const NEVER = 8.64e15;

/** A shift that nobody has looked at since it was made or moved. */
export interface UnplannedShift {
  readonly id: string;
  readonly orgId: string;
  readonly programmeId: string;
  readonly start: Instant;
}

/** What the last look at a shift came to. */
export interface Looked {
  /** When to look again; null: not before somebody acts. */
  readonly next: Instant | null;
  /** The time in which the shift's seats are filled anew has begun. */
  readonly begun: boolean;
}

/**
 * When each shift is looked at next, kept in the shift itself. A new shift has no such time: it is planned at the next
 * beat. Whoever watches asks here what is due; whoever acts says here what must be looked at again.
 */
@Injectable()
export class ShiftWatch {
  /** The instant of the next look at any shift; `now` when one has not been planned; null: none is planned. */
  async nextDue(tx: Tx, now: Instant): Promise<Instant | null> {
    if (await tx.findOne(ShiftRow, { watchMs: null }, { columns: ['id'] })) return now;
    const row = await tx.one<{ due: Instant | null }>('SELECT MIN(watch_ms) AS due FROM shifts');
    const due = row?.due ?? null;
    return due === null || due >= NEVER ? null : due;
  }

  /** Shifts to be looked at by `now`, the longest due first. */
  async due(tx: Tx, now: Instant, most: number): Promise<string[]> {
    const rows = await tx.find(
      ShiftRow,
      { watchMs: { lte: now } },
      { columns: ['id'], orderBy: { watchMs: 'asc', startMs: 'asc', postOrder: 'asc', id: 'asc' }, limit: most },
    );
    return rows.map(({ id }) => id);
  }

  /** Shifts that are new or were moved; those of them that are over are passed over for good. */
  async unplanned(tx: Tx, now: Instant, most: number): Promise<UnplannedShift[]> {
    await tx.update(ShiftRow, { watchMs: null, endMs: { lte: now } }, { watchMs: NEVER });
    const rows = await tx.find(
      ShiftRow,
      { watchMs: null },
      { columns: ['id', 'orgId', 'programmeId', 'startMs'], limit: most },
    );
    return rows.map(({ startMs, ...shift }) => ({ ...shift, start: startMs }));
  }

  /** Says of an unplanned shift when it is looked at first. */
  async plan(tx: Tx, shiftId: string, { next, begun }: Looked): Promise<void> {
    const params = [next ?? NEVER, begun ? 1 : 0, shiftId];
    await tx.run('UPDATE shifts SET watch_ms = ?, watch_step = ? WHERE id = ? AND watch_ms IS NULL', params);
  }

  /** Takes a due look for itself; false when somebody else has taken it or it was put off meanwhile. */
  async take(tx: Tx, shiftId: string, now: Instant): Promise<boolean> {
    const taken = await tx.update(ShiftRow, { id: shiftId, watchMs: { lte: now } }, { watchMs: NEVER, watchStep: 1 });
    return taken > 0;
  }

  /** Ends a look that was taken. */
  async looked(tx: Tx, shiftId: string, { next, begun }: Looked): Promise<void> {
    const params = [next ?? NEVER, begun ? 1 : 0, shiftId];
    await tx.run('UPDATE shifts SET watch_ms = ?, watch_step = ? WHERE id = ?', params);
  }

  /**
   * Somebody acted on a seat of the session: where the time of being replaced has begun its shifts are looked at again at
   * once, all of them, since whoever comes or goes on one may be company on another.
   */
  async lookAgain(tx: Tx, sessionId: string): Promise<void> {
    await tx.update(ShiftRow, { sessionId, watchStep: { gt: 0 } }, { watchMs: 0 });
  }

  /** The programme's times of asking are others: its shifts to come whose time has not begun are planned anew. */
  async planAnew(tx: Tx, programmeId: string, now: Instant): Promise<void> {
    await tx.update(ShiftRow, { programmeId, startMs: { gt: now }, watchStep: 0 }, { watchMs: null });
  }
}
