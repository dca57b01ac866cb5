import type { Tx } from '../database/database';
import { marks } from '../database/sql-values';
import type { Instant } from '../kernel/clock';
import type { MessageKind } from '../messaging/domain/message-kinds';
import type { OutboxRow } from '../messaging/outbox.row';
import type { OrganisationRow } from '../organisations/organisation.row';
import type { PersonRow } from '../organisations/person.row';
import type { ProgrammeRow } from '../programmes/programme.row';
import type { AssignmentRow } from '../rota/assignment.row';
import type { ShiftRow } from '../rota/shift.row';

/** What a programme and its organisation say about asking and being asked. */
export type PolicyRecord = Pick<ProgrammeRow, 'id' | 'specification'> & Pick<OrganisationRow, 'timeZone' | 'settings'>;

export const policiesOf = (tx: Tx, programmeIds: readonly string[]): Promise<PolicyRecord[]> =>
  tx.all(
    `SELECT p.id, p.specification, o.time_zone, o.settings FROM programmes p JOIN organisations o ON o.id = p.org_id
      WHERE p.id IN (${marks(programmeIds)})`,
    programmeIds,
  );

export type ShiftPlace = Pick<ShiftRow, 'sessionId' | 'orgId'> & Pick<OrganisationRow, 'timeZone'>;

/** Where a shift is; null for an unknown id. */
export const placeOf = (tx: Tx, shiftId: string): Promise<ShiftPlace | null> =>
  tx.one(
    'SELECT s.session_id, s.org_id, o.time_zone FROM shifts s JOIN organisations o ON o.id = s.org_id WHERE s.id = ?',
    [shiftId],
  );

export type SeatOnShift = Pick<AssignmentRow, 'personId' | 'state' | 'changedMs'> &
  Pick<PersonRow, 'name'> & { readonly assignmentId: AssignmentRow['id'] };

/** The living seats of a shift, in the order in which they were taken. */
export const seatsOnShift = (tx: Tx, shiftId: string): Promise<SeatOnShift[]> =>
  tx.all(
    `SELECT a.id AS assignment_id, a.person_id, p.name, a.state, a.changed_ms
     FROM assignments a JOIN people p ON p.id = a.person_id
     WHERE a.shift_id = ? AND a.ended_key = '' ORDER BY a.created_ms, a.id`,
    [shiftId],
  );

export type SeatInSession = Pick<AssignmentRow, 'personId' | 'shiftId' | 'createdMs' | 'state'> &
  Pick<ShiftRow, 'postKey'>;

/** The living seats of a session, in the order in which they were taken. */
export const seatsInSession = (tx: Tx, sessionId: string): Promise<SeatInSession[]> =>
  tx.all(
    `SELECT a.person_id, a.shift_id, a.created_ms, a.state, s.post_key
     FROM shifts s JOIN assignments a ON a.shift_id = s.id AND a.ended_key = ''
     WHERE s.session_id = ? ORDER BY a.created_ms, a.id`,
    [sessionId],
  );

/** When somebody last left the session or was found not to have come; 0: nobody ever did. */
export async function lastDeparture(tx: Tx, sessionId: string): Promise<Instant> {
  const row = await tx.one<{ at: Instant | null }>(
    `SELECT MAX(a.changed_ms) AS at FROM shifts s JOIN assignments a ON a.shift_id = s.id
      WHERE s.session_id = ? AND (a.ended_key <> '' OR a.state IN ('no-show', 'done'))`,
    [sessionId],
  );
  return row?.at ?? 0;
}

export type RemindableSeat = Pick<AssignmentRow, 'id' | 'orgId' | 'personId' | 'startMs' | 'createdMs'> &
  Pick<ProgrammeRow, 'specification'>;

/** Seats not confirmed that begin after `from` and by `to`, and about which no message of this kind was ever planned. */
export const neverAsked = (
  tx: Tx,
  kind: MessageKind,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<RemindableSeat[]> =>
  tx.all(
    `SELECT a.id, a.org_id, a.person_id, a.start_ms, a.created_ms, p.specification
     FROM organisations o JOIN assignments a ON a.org_id = o.id AND a.start_ms > ? AND a.start_ms <= ?
     JOIN shifts s ON s.id = a.shift_id JOIN programmes p ON p.id = s.programme_id
     WHERE a.ended_key = '' AND a.state IN ('held','offered')
       AND NOT EXISTS (SELECT 1 FROM outbox m WHERE m.subject_id = a.id AND m.kind = ?)`,
    [from, to, kind],
  );

/** How many messages ought to have left by `latest`, and when the first of them ought to have. */
export async function stillToLeave(tx: Tx, latest: Instant): Promise<{ n: number; oldest: Instant | null }> {
  const row = await tx.one<{ n: number; oldest: Instant | null }>(
    "SELECT COUNT(*) AS n, MIN(next_ms) AS oldest FROM outbox WHERE state IN ('pending','leased') AND next_ms <= ?",
    [latest],
  );
  return row ?? { n: 0, oldest: null };
}

/** Whom a message of this kind about `subjectId` has reached or is on its way to. */
export const reachedBy = (tx: Tx, subjectId: string, kind: MessageKind): Promise<Pick<OutboxRow, 'personId'>[]> =>
  tx.all("SELECT person_id FROM outbox WHERE subject_id = ? AND kind = ? AND state IN ('sent', 'leased')", [
    subjectId,
    kind,
  ]);
