import type { Tx } from '../database/database';
import { partsOf } from '../statistics/parts.queries';

/** What has happened in a session already. */
export interface Happened {
  /** Figures that were reported and not taken back. */
  readonly figures: number;
  /** People who serve or have served. */
  readonly served: number;
  /** Households that were ticked at the door. */
  readonly came: number;
}

/** Null where nothing has happened in the session yet. */
export async function happenedIn(tx: Tx, sessionId: string): Promise<Happened | null> {
  const row = await tx.one<Omit<Happened, 'figures'>>(
    `SELECT (SELECT COUNT(DISTINCT a.person_id) FROM shifts h JOIN assignments a ON a.shift_id = h.id
         WHERE h.session_id = s.id AND a.ended_key = '' AND a.state IN ('done', 'on-duty')) AS served,
       (SELECT COUNT(*) FROM registrations r WHERE r.session_id = s.id AND r.state = 'attended') AS came
     FROM sessions s WHERE s.id = ?`,
    [sessionId],
  );
  const figures = (await partsOf(tx, sessionId)).size;
  return row && figures + row.served + row.came > 0 ? { ...row, figures } : null;
}
