import type { Tx } from '../database/database';
import type { CivilDate } from '../kernel/civil-time';
import type { Interval } from '../kernel/interval';
import type { PersonRow } from '../organisations/person.row';
import type { SessionRow } from '../programmes/session.row';
import type { ShiftRow } from '../rota/shift.row';

export type ShiftOfMonth = Pick<ShiftRow, 'id' | 'programmeId' | 'postKey' | 'seatsMax' | 'state'> &
  Pick<SessionRow, 'startCivil'>;

/** The shifts of sessions that begin in the stretch. */
export const shiftsOfMonth = (tx: Tx, orgId: string, { from, to }: Interval): Promise<ShiftOfMonth[]> =>
  tx.all(
    `SELECT s.id, s.programme_id, e.start_civil, s.post_key, s.seats_max, s.state
       FROM sessions e JOIN shifts s ON s.session_id = e.id WHERE e.org_id = ? AND e.start_ms >= ? AND e.start_ms < ?`,
    [orgId, from, to],
  );

export type Serving = Pick<ShiftRow, 'programmeId' | 'postKey'> &
  Pick<SessionRow, 'dayPart' | 'startCivil'> &
  Pick<PersonRow, 'name'>;

/** Who serves on the days from `from` and before `to`, in the order in which the seats were taken. */
export const servingBetween = (tx: Tx, orgId: string, from: CivilDate, to: CivilDate): Promise<Serving[]> =>
  tx.all(
    `SELECT s.programme_id, e.day_part, s.post_key, e.start_civil, p.name
       FROM assignments a JOIN shifts s ON s.id = a.shift_id JOIN sessions e ON e.id = s.session_id JOIN people p ON p.id = a.person_id
      WHERE a.org_id = ? AND a.ended_key = '' AND e.start_civil >= ? AND e.start_civil < ? ORDER BY a.created_ms, a.id`,
    [orgId, from, to],
  );

/** A volunteer as sheets name her. */
export interface NamedVolunteer {
  readonly id: PersonRow['id'];
  readonly key: PersonRow['slug'];
  readonly name: PersonRow['name'];
}

/** Those who serve in the organisation that they belong to, by their keys. */
export const volunteersByKey = (tx: Tx, orgId: string): Promise<NamedVolunteer[]> =>
  tx.all(
    `SELECT p.id, p.slug AS \`key\`, p.name FROM people p
       JOIN grants g ON g.person_id = p.id AND g.org_id = p.org_id AND g.role = 'volunteer'
      WHERE p.org_id = ? AND p.active = 1 ORDER BY p.slug`,
    [orgId],
  );

/** The names of people of the organisation who serve, there or in another, by their keys. */
export const namesOfVolunteers = (tx: Tx, orgId: string): Promise<Pick<PersonRow, 'name'>[]> =>
  tx.all(
    `SELECT p.name FROM people p JOIN grants g ON g.person_id = p.id AND g.role = 'volunteer'
      WHERE p.org_id = ? AND p.active = 1 ORDER BY p.slug`,
    [orgId],
  );
