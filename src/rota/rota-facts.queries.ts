import type { SqlValue, Tx } from '../database/database';
import { marks } from '../database/sql-values';
import type { Stored } from '../database/typed';
import type { Instant } from '../kernel/clock';
import type { Interval } from '../kernel/interval';
import type { PersonRow } from '../organisations/person.row';
import type { ProgrammeRow } from '../programmes/programme.row';
import type { SessionRow } from '../programmes/session.row';
import type { AssignmentRow } from './assignment.row';
import type { ShiftRow } from './shift.row';

export type ShiftRecord = Stored<
  Pick<
    ShiftRow,
    | 'id'
    | 'sessionId'
    | 'programmeId'
    | 'postKey'
    | 'startMs'
    | 'endMs'
    | 'night'
    | 'seatsMin'
    | 'seatsMax'
    | 'taken'
    | 'state'
  >
> & { readonly sessionState: SessionRow['state'] } & Pick<
    SessionRow,
    'dayPart' | 'startCivil' | 'endCivil' | 'place' | 'topic'
  >;

const SHIFT_COLUMNS = `s.id, s.session_id, s.programme_id, s.post_key, s.start_ms, s.end_ms, s.night,
  s.seats_min, s.seats_max, s.taken, s.state, e.state AS session_state, e.day_part, e.start_civil, e.end_civil, e.place, e.topic`;

export type ProgrammeRecord = Pick<ProgrammeRow, 'slug' | 'name' | 'specification'>;

/** One shift with its programme. */
export const shiftById = (tx: Tx, orgId: string, shiftId: string): Promise<(ShiftRecord & ProgrammeRecord) | null> =>
  tx.one(
    `SELECT ${SHIFT_COLUMNS}, p.slug, p.name, p.specification
     FROM shifts s JOIN sessions e ON e.id = s.session_id JOIN programmes p ON p.id = s.programme_id
     WHERE s.id = ? AND s.org_id = ?`,
    [shiftId, orgId],
  );

/** A condition in SQL with its values. */
export interface Found {
  readonly where: string;
  readonly params: readonly SqlValue[];
  readonly limit: number;
}

/** Shifts found by a condition on `s` (shifts) and `e` (sessions), by time. */
export const shiftsFound = (tx: Tx, orgId: string, { where, params, limit }: Found): Promise<ShiftRecord[]> =>
  tx.all(
    `SELECT ${SHIFT_COLUMNS} FROM shifts s JOIN sessions e ON e.id = s.session_id
     WHERE s.org_id = ? AND ${where} ORDER BY s.start_ms, s.programme_id, s.post_order, s.id LIMIT ${String(limit)}`,
    [orgId, ...params],
  );

export type SeatRecord = Pick<
  AssignmentRow,
  'id' | 'shiftId' | 'personId' | 'state' | 'arrivedMs' | 'leftMs' | 'createdMs'
> &
  Pick<ShiftRow, 'sessionId' | 'postKey'> &
  Stored<Pick<PersonRow, 'trainee' | 'name'>>;

/** The living seats of these sessions, by post and in the order in which they were taken. */
export const seatsIn = (tx: Tx, sessionIds: readonly string[]): Promise<SeatRecord[]> =>
  tx.all(
    `SELECT a.id, a.shift_id, a.person_id, a.state, a.arrived_ms, a.left_ms, a.created_ms,
       s.session_id, s.post_key, p.trainee, p.name
     FROM shifts s JOIN assignments a ON a.shift_id = s.id AND a.ended_key = '' JOIN people p ON p.id = a.person_id
     WHERE s.session_id IN (${marks(sessionIds)}) ORDER BY s.post_order, a.created_ms, a.id`,
    sessionIds,
  );

export type DutyRecord = Stored<Pick<AssignmentRow, 'id' | 'personId' | 'shiftId' | 'startMs' | 'endMs' | 'night'>> &
  Pick<ShiftRow, 'programmeId'> & {
    /** How many calls of that kind the session has told of; null: none, 0 where the duty has not begun. */
    readonly highRisk: number | null;
  };

/** Living duties of these people that begin within `window`. */
export const dutiesOf = (tx: Tx, personIds: readonly string[], window: Interval, now: Instant): Promise<DutyRecord[]> =>
  tx.all(
    `SELECT a.id, a.person_id, a.shift_id, a.start_ms, a.end_ms, a.night, s.programme_id,
       CASE WHEN a.start_ms > ? THEN 0 ELSE (SELECT SUM(t.value) FROM tally_entries t
         WHERE t.session_id = s.session_id AND t.measure = 'highRisk') END AS high_risk
     FROM assignments a JOIN shifts s ON s.id = a.shift_id
     WHERE a.person_id IN (${marks(personIds)}) AND a.start_ms >= ? AND a.start_ms < ?
       AND a.ended_key = ''`,
    [now, ...personIds, window.from, window.to],
  );

export type ServingRecord = ShiftRecord &
  Pick<
    AssignmentRow,
    'personId' | 'confirmedMs' | 'arrivedMs' | 'leftMs' | 'serviceMinutes' | 'origin' | 'claimedMs' | 'note'
  > & {
    readonly assignmentId: AssignmentRow['id'];
    readonly assignmentState: AssignmentRow['state'];
    readonly personName: PersonRow['name'];
  };

/** Seats people have, found by a condition on `a` (assignments), `s` (shifts) and `e` (sessions), by time. */
export const servingFound = (tx: Tx, orgId: string, { where, params, limit }: Found): Promise<ServingRecord[]> =>
  tx.all(
    `SELECT ${SHIFT_COLUMNS}, a.id AS assignment_id, a.person_id, a.state AS assignment_state, a.confirmed_ms,
       a.arrived_ms, a.left_ms, a.service_minutes, a.origin, a.claimed_ms, a.note, w.name AS person_name
     FROM assignments a JOIN shifts s ON s.id = a.shift_id JOIN sessions e ON e.id = s.session_id
       JOIN people w ON w.id = a.person_id
     WHERE a.org_id = ? AND ${where} ORDER BY a.start_ms, s.programme_id, s.post_order, a.id LIMIT ${String(limit)}`,
    [orgId, ...params],
  );

/** One assignment, living or ended. */
export type AssignmentFacts = Readonly<
  Pick<
    AssignmentRow,
    | 'id'
    | 'shiftId'
    | 'personId'
    | 'state'
    | 'startMs'
    | 'endMs'
    | 'source'
    | 'confirmedMs'
    | 'arrivedMs'
    | 'leftMs'
    | 'claimedMs'
    | 'note'
  >
> &
  Readonly<Pick<ShiftRow, 'sessionId'>> & { readonly personName: PersonRow['name'] };

export const assignmentsById = (tx: Tx, orgId: string, ids: readonly string[]): Promise<AssignmentFacts[]> =>
  tx.all(
    `SELECT a.id, a.shift_id, s.session_id, a.person_id, p.name AS person_name, a.state, a.start_ms, a.end_ms, a.source,
       a.confirmed_ms, a.arrived_ms, a.left_ms, a.claimed_ms, a.note
     FROM assignments a JOIN shifts s ON s.id = a.shift_id JOIN people p ON p.id = a.person_id
     WHERE a.id IN (${marks(ids)}) AND a.org_id = ?`,
    [...ids, orgId],
  );
