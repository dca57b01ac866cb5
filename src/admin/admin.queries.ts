import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';

/** Who may be invited to the console. */
export interface CoordinatorOf {
  readonly personId: string;
  readonly orgId: string;
  readonly key: string;
  readonly name: string;
  readonly organisation: string;
}

/** Whoever coordinates or operates, in every organisation. */
export function coordinatorsIn(tx: Tx): Promise<CoordinatorOf[]> {
  return tx.all<CoordinatorOf>(
    `SELECT DISTINCT p.id AS person_id, p.org_id, p.slug AS \`key\`, p.name, o.name AS organisation, p.created_ms
       FROM people p JOIN grants g ON g.person_id = p.id AND g.role IN ('coordinator', 'operator')
       JOIN organisations o ON o.id = p.org_id
      WHERE p.active = 1 ORDER BY p.created_ms, p.slug`,
  );
}

/** What the rows say about how the service does. */
export interface Pulse {
  /** When an organisation that is no sample was made first; null: there is none. */
  readonly inUseSince: Instant | null;
  readonly lastHeard: Instant | null;
  /** The latest instant that anybody wrote down. */
  readonly lastWritten: Instant | null;
  /** Messages that should have left before `before`. */
  readonly overdue: number;
  /** Coordinators and operators, and how many of them have no passkey. */
  readonly coordinators: number;
  readonly withoutPasskey: number;
}

export async function pulseOf(tx: Tx, before: Instant): Promise<Pulse> {
  const row = await tx.one<Pulse>(
    `SELECT (SELECT MIN(created_ms) FROM organisations WHERE sample = 0) AS in_use_since,
            (SELECT MAX(received_ms) FROM inbox) AS last_heard,
            (SELECT MAX(created_ms) FROM outbox) AS last_written,
            (SELECT COUNT(*) FROM outbox WHERE state = 'pending' AND next_ms < ?) AS overdue,
            (SELECT COUNT(DISTINCT p.id) FROM people p JOIN grants g ON g.person_id = p.id
              WHERE p.active = 1 AND g.role IN ('coordinator', 'operator')) AS coordinators,
            (SELECT COUNT(DISTINCT p.id) FROM people p JOIN grants g ON g.person_id = p.id
              WHERE p.active = 1 AND g.role IN ('coordinator', 'operator')
                AND NOT EXISTS (SELECT 1 FROM passkeys k WHERE k.person_id = p.id)) AS without_passkey`,
    [before],
  );
  if (!row) throw new Error('a query of one row gave none');
  return row;
}
