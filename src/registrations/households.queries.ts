import type { Tx } from '../database/database';
import type { PersonRow } from '../organisations/person.row';

export type NamedPerson = Pick<PersonRow, 'id' | 'name'>;

/** Whoever has this number: before all others the one who is on the session already, then the one known longest. */
export const householdWithPhone = (
  tx: Tx,
  orgId: string,
  sessionId: string,
  phoneIndex: string,
): Promise<NamedPerson | null> =>
  tx.one(
    `SELECT p.id, p.name FROM people p
       LEFT JOIN registrations r ON r.person_id = p.id AND r.session_id = ? AND r.ended_key = ''
      WHERE p.org_id = ? AND p.phone_index = ? AND p.active = 1
      ORDER BY CASE WHEN r.id IS NULL THEN 1 ELSE 0 END, p.created_ms, p.id LIMIT 1`,
    [sessionId, orgId, phoneIndex],
  );
