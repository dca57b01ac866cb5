import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { OrganisationRow } from '../organisations/organisation.row';
import type { EscalationRow } from './escalation.row';

export type DueEscalation = Pick<EscalationRow, 'id' | 'orgId'> & Pick<OrganisationRow, 'timeZone'>;

/** Open cases whose next call is due, the longest due first. */
export const dueEscalations = (tx: Tx, now: Instant, most: number): Promise<DueEscalation[]> =>
  tx.all(
    `SELECT e.id, e.org_id, o.time_zone FROM escalations e JOIN organisations o ON o.id = e.org_id
     WHERE e.state = 'open' AND e.next_ms <= ? ORDER BY e.next_ms, e.id LIMIT ${String(most)}`,
    [now],
  );

/** When the next call is due in any open case; null: in none. */
export async function nextCallDue(tx: Tx): Promise<Instant | null> {
  const row = await tx.one<{ due: Instant | null }>("SELECT MIN(next_ms) AS due FROM escalations WHERE state = 'open'");
  return row?.due ?? null;
}
