import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';

/** A living seat of a shift to come. */
export interface SeatAhead {
  readonly assignmentId: string;
  readonly personId: string;
  readonly start: Instant;
}

/** The living seats of a programme that begin after `now`. */
export const seatsAhead = (tx: Tx, programmeId: string, now: Instant): Promise<SeatAhead[]> =>
  tx.all(
    `SELECT a.id AS assignment_id, a.person_id, s.start_ms AS start FROM assignments a JOIN shifts s ON s.id = a.shift_id
      WHERE s.programme_id = ? AND s.start_ms > ? AND a.ended_key = ''`,
    [programmeId, now],
  );
