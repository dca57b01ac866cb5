import type { Tx } from '../database/database';
import type { Stored } from '../database/typed';
import type { PersonRow } from '../organisations/person.row';

const SERVING = `FROM grants g JOIN people p ON p.id = g.person_id`;

/** The ids of everybody who serves in the organisation, in a stable order. */
export async function idsOfVolunteers(tx: Tx, orgId: string): Promise<string[]> {
  const rows = await tx.all<Pick<PersonRow, 'id'>>(
    `SELECT p.id ${SERVING}
     WHERE g.org_id = ? AND g.role = 'volunteer' AND p.active = 1 ORDER BY p.slug, p.id`,
    [orgId],
  );
  return rows.map(({ id }) => id);
}

/** The ids of those of them who have a qualification, whether it holds at a time or not. */
export async function idsOfQualified(tx: Tx, orgId: string, key: string): Promise<string[]> {
  const rows = await tx.all<Pick<PersonRow, 'id'>>(
    `SELECT p.id ${SERVING}
       JOIN person_qualifications q ON q.person_id = p.id AND q.qualification_key = ?
     WHERE g.org_id = ? AND g.role = 'volunteer' AND p.active = 1 ORDER BY p.id`,
    [key, orgId],
  );
  return rows.map(({ id }) => id);
}

export type ListedVolunteer = Stored<Pick<PersonRow, 'id' | 'name' | 'trainee'>>;

/** Everybody who serves in the organisation that she belongs to, in a stable order. */
export const volunteersAtHome = (tx: Tx, orgId: string): Promise<ListedVolunteer[]> =>
  tx.all(
    `SELECT p.id, p.name, p.trainee FROM people p
       JOIN grants g ON g.person_id = p.id AND g.org_id = p.org_id AND g.role = 'volunteer'
      WHERE p.org_id = ? AND p.active = 1 ORDER BY p.slug, p.id`,
    [orgId],
  );
