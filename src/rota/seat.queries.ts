import type { SqlValue, Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { PersonRow } from '../organisations/person.row';
import { expectedSql } from '../programmes/domain/assignment-state';
import type { ProgrammeRow } from '../programmes/programme.row';
import type { SessionRow } from '../programmes/session.row';
import type { AssignmentRow } from './assignment.row';
import type { ShiftRow } from './shift.row';

export type StandingAssignment = Pick<AssignmentRow, 'shiftId' | 'personId' | 'state'> & Pick<ShiftRow, 'sessionId'>;

/** An assignment as it stands, living or ended. */
export const standingOf = (tx: Tx, assignmentId: string): Promise<StandingAssignment | null> =>
  tx.one(
    `SELECT a.shift_id, s.session_id, a.person_id, a.state FROM assignments a JOIN shifts s ON s.id = a.shift_id
      WHERE a.id = ?`,
    [assignmentId],
  );

export type LivingSeat = Pick<AssignmentRow, 'id' | 'personId' | 'state' | 'startMs' | 'endMs' | 'arrivedMs'>;

/** The living seats of a session. */
export const livingSeats = (tx: Tx, sessionId: string): Promise<LivingSeat[]> =>
  tx.all(
    `SELECT a.id, a.person_id, a.state, a.start_ms, a.end_ms, a.arrived_ms
       FROM assignments a JOIN shifts s ON s.id = a.shift_id
      WHERE s.session_id = ? AND a.ended_key = '' ORDER BY a.id`,
    [sessionId],
  );

export type BegunSeat = Pick<AssignmentRow, 'id' | 'startMs' | 'endMs'>;

/** Her seats of a session that have begun and on which she is still expected. */
export const seatsBegun = (tx: Tx, sessionId: string, personId: string, now: Instant): Promise<BegunSeat[]> =>
  tx.all(
    `SELECT a.id, a.start_ms, a.end_ms FROM shifts s JOIN assignments a ON a.shift_id = s.id
     WHERE s.session_id = ? AND a.person_id = ? AND a.start_ms <= ? AND ${expectedSql('a')}`,
    [sessionId, personId, now],
  );

/** Somebody who wants a seat of a full shift: how many of it she has, and how many others offer theirs. */
export type Asking = Pick<PersonRow, 'name'> & { readonly hers: number; readonly offered: number };

/** null for somebody who is not of the organisation. */
export const askingFor = (tx: Tx, orgId: string, shiftId: string, personId: string): Promise<Asking | null> =>
  tx.one(
    `SELECT p.name, (SELECT COUNT(*) FROM assignments a WHERE a.shift_id = ? AND a.person_id = p.id AND a.ended_key = '') AS hers,
       (SELECT COUNT(*) FROM assignments a WHERE a.shift_id = ? AND a.state = 'offered' AND a.ended_key = '') AS offered
     FROM people p WHERE p.id = ?
       AND (p.org_id = ? OR EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.org_id = ?))`,
    [shiftId, shiftId, personId, orgId, orgId],
  );

export type Neighbour = Pick<AssignmentRow, 'personId' | 'startMs' | 'endMs' | 'arrivedMs'> &
  Pick<PersonRow, 'name'> & { readonly assignmentId: AssignmentRow['id'] };

/** People on a post of a programme in sessions that begin within `around`, found by a condition on `a` and `s`, by time. */
export const onPost = (
  tx: Tx,
  { postKey, programmeId }: Pick<ShiftRow, 'postKey' | 'programmeId'>,
  around: { readonly after: Instant; readonly before: Instant },
  where: string,
  params: readonly SqlValue[],
): Promise<Neighbour[]> =>
  tx.all(
    `SELECT a.id AS assignment_id, a.person_id, p.name, a.start_ms, a.end_ms, a.arrived_ms
     FROM sessions e JOIN shifts s ON s.session_id = e.id AND s.post_key = ?
       JOIN assignments a ON a.shift_id = s.id AND a.ended_key = '' JOIN people p ON p.id = a.person_id
     WHERE e.programme_id = ? AND e.start_ms > ? AND e.start_ms < ? AND ${where} ORDER BY s.start_ms, a.id`,
    [postKey, programmeId, around.after, around.before, ...params],
  );

/** Who acted last on a seat of the shift; null: nobody, or the service itself. */
export async function lastActorOn(tx: Tx, orgId: string, shiftId: string): Promise<string | null> {
  const row = await tx.one<{ readonly name: PersonRow['name'] | null }>(
    `SELECT p.name FROM audit_entries a LEFT JOIN people p ON p.id = a.actor_id
      WHERE a.org_id = ? AND a.subject_type = 'assignment'
        AND a.subject_id IN (SELECT id FROM assignments WHERE shift_id = ?) ORDER BY a.at_ms DESC, a.id DESC LIMIT 1`,
    [orgId, shiftId],
  );
  return row?.name ?? null;
}

export type DutyAhead = Pick<SessionRow, 'startCivil'> & { readonly programme: ProgrammeRow['name'] };

/** Her living seats that are not over, by time. */
export const dutiesAhead = (tx: Tx, personId: string, now: Instant): Promise<DutyAhead[]> =>
  tx.all(
    `SELECT p.name AS programme, e.start_civil FROM assignments a JOIN shifts s ON s.id = a.shift_id
       JOIN sessions e ON e.id = s.session_id JOIN programmes p ON p.id = e.programme_id
      WHERE a.person_id = ? AND a.ended_key = '' AND a.end_ms > ? ORDER BY a.start_ms`,
    [personId, now],
  );

export type HeldDuty = Pick<SessionRow, 'startCivil' | 'endCivil'> &
  Pick<AssignmentRow, 'state' | 'source' | 'confirmedMs' | 'arrivedMs' | 'leftMs' | 'serviceMinutes' | 'note'> & {
    readonly programme: ProgrammeRow['name'];
    readonly post: ShiftRow['postKey'];
  };

/** Every seat that was ever hers, by time. */
export const everyDuty = (tx: Tx, personId: string): Promise<HeldDuty[]> =>
  tx.all(
    `SELECT p.name AS programme, s.post_key AS post, e.start_civil, e.end_civil, a.state, a.source, a.confirmed_ms,
       a.arrived_ms, a.left_ms, a.service_minutes, a.note
     FROM assignments a JOIN shifts s ON s.id = a.shift_id JOIN sessions e ON e.id = s.session_id
     JOIN programmes p ON p.id = e.programme_id WHERE a.person_id = ? ORDER BY a.start_ms`,
    [personId],
  );
