import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { ActContext } from '../acts/domain/act-context';
import { TO_CONFIRM } from '../programmes/domain/assignment-state';

interface Seat {
  assignmentId: string;
  personId: string;
  startMs: Instant;
}

/** Of these assignments those that are still to be confirmed and have not begun. */
export function seatsToConfirm(tx: Tx, { scope, now }: ActContext, ids: readonly string[]): Promise<Seat[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx.all<Seat>(
    `SELECT id AS assignment_id, person_id, start_ms FROM assignments
      WHERE org_id = ? AND ended_key = '' AND state = ? AND start_ms > ? AND id IN (${ids.map(() => '?').join(',')})`,
    [scope.orgId, TO_CONFIRM, now, ...ids],
  );
}
