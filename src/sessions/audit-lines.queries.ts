import type { Tx } from '../database/database';
import { marks } from '../database/sql-values';
import type { PersonRow } from '../organisations/person.row';
import type { ProgrammeRow } from '../programmes/programme.row';
import type { SessionRow } from '../programmes/session.row';

/** A session as the log names it; of a shift with its post, of a seat or a place also whose it is. */
export type SubjectRecord = Pick<ProgrammeRow, 'name' | 'specification'> &
  Pick<SessionRow, 'startCivil' | 'endCivil' | 'topic' | 'dayPart'> & {
    readonly id: string;
    readonly postKey: string | null;
    readonly person: PersonRow['name'] | null;
  };

const SESSION = 'g.name, g.specification, e.start_civil, e.end_civil, e.topic, e.day_part';

/** Whatever of these ids is a seat, a shift, a place or a session of the organisation. */
export async function subjectsOf(tx: Tx, orgId: string, ids: readonly string[]): Promise<SubjectRecord[]> {
  if (ids.length === 0) return [];
  const among = marks(ids);
  return [
    ...(await tx.all<SubjectRecord>(
      `SELECT a.id, ${SESSION}, s.post_key, p.name AS person FROM assignments a JOIN shifts s ON s.id = a.shift_id
         JOIN sessions e ON e.id = s.session_id JOIN programmes g ON g.id = s.programme_id JOIN people p ON p.id = a.person_id
        WHERE a.org_id = ? AND a.id IN (${among})`,
      [orgId, ...ids],
    )),
    ...(await tx.all<SubjectRecord>(
      `SELECT s.id, ${SESSION}, s.post_key, NULL AS person FROM shifts s JOIN sessions e ON e.id = s.session_id
         JOIN programmes g ON g.id = s.programme_id WHERE s.org_id = ? AND s.id IN (${among})`,
      [orgId, ...ids],
    )),
    ...(await tx.all<SubjectRecord>(
      `SELECT r.id, ${SESSION}, NULL AS post_key, p.name AS person FROM registrations r JOIN sessions e ON e.id = r.session_id
         JOIN programmes g ON g.id = e.programme_id JOIN people p ON p.id = r.person_id
        WHERE r.org_id = ? AND r.id IN (${among})`,
      [orgId, ...ids],
    )),
    ...(await tx.all<SubjectRecord>(
      `SELECT e.id, ${SESSION}, NULL AS post_key, NULL AS person FROM sessions e JOIN programmes g ON g.id = e.programme_id
        WHERE e.org_id = ? AND e.id IN (${among})`,
      [orgId, ...ids],
    )),
  ];
}

export const namesOf = async (
  tx: Tx,
  orgId: string,
  ids: readonly string[],
): Promise<Pick<PersonRow, 'id' | 'name'>[]> =>
  ids.length === 0
    ? []
    : tx.all(`SELECT id, name FROM people WHERE org_id = ? AND id IN (${marks(ids)})`, [orgId, ...ids]);
