import type { Tx } from '../database/database';
import type { Stored } from '../database/typed';
import type { Instant } from '../kernel/clock';
import type { Interval } from '../kernel/interval';
import type { PersonRow } from '../organisations/person.row';
import type { PersonQualificationRow } from './person-qualification.row';
import type { QualificationRow } from './qualification.row';

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

export type VolunteerAtWork = Stored<Pick<PersonRow, 'id' | 'slug' | 'name' | 'trainee' | 'joined'>> & {
  /** Seats between the two instants. */
  readonly shifts: number;
  /** Served since the beginning of the year; null: nothing. */
  readonly minutes: number | null;
};

/** The volunteers of an organisation with how much they serve, in a stable order. */
export const volunteersAtWork = (
  tx: Tx,
  orgId: string,
  { from, to, year }: Interval & { readonly year: Instant },
): Promise<VolunteerAtWork[]> =>
  tx.all(
    `SELECT p.id, p.slug, p.name, p.trainee, p.joined,
       (SELECT COUNT(*) FROM assignments a WHERE a.person_id = p.id AND a.ended_key = '' AND a.start_ms >= ? AND a.start_ms < ?) AS shifts,
       (SELECT SUM(a.service_minutes) FROM assignments a WHERE a.person_id = p.id AND a.start_ms >= ?) AS minutes
     FROM people p JOIN grants g ON g.person_id = p.id AND g.org_id = p.org_id AND g.role = 'volunteer'
     WHERE p.org_id = ? AND p.active = 1 ORDER BY p.slug, p.id`,
    [from, to, year, orgId],
  );

export type NamedQualification = Pick<PersonQualificationRow, 'personId' | 'validUntil'> & {
  readonly key: PersonQualificationRow['qualificationKey'];
  readonly name: QualificationRow['name'];
};

/** What the people of an organisation are qualified for; what has no name there is called by its key. */
export const qualificationsHeld = (tx: Tx, orgId: string): Promise<NamedQualification[]> =>
  tx.all(
    `SELECT h.person_id, h.qualification_key AS \`key\`, h.valid_until, COALESCE(q.name, h.qualification_key) AS name
       FROM person_qualifications h JOIN people p ON p.id = h.person_id
       LEFT JOIN qualifications q ON q.org_id = p.org_id AND q.slug = h.qualification_key
      WHERE p.org_id = ? ORDER BY h.qualification_key`,
    [orgId],
  );
