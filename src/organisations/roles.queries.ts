import type { Tx } from '../database/database';
import type { PersonRow } from './person.row';

/** Who coordinates in the organisation, in a stable order. */
export async function coordinatorsOf(tx: Tx, orgId: string): Promise<string[]> {
  const rows = await tx.all<Pick<PersonRow, 'id'>>(
    `SELECT p.id FROM grants g JOIN people p ON p.id = g.person_id AND p.active = 1
     WHERE g.org_id = ? AND g.role = 'coordinator' ORDER BY p.slug`,
    [orgId],
  );
  return rows.map(({ id }) => id);
}
