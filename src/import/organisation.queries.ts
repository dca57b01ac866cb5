import type { Tx } from '../database/database';
import type { OrganisationRow } from '../organisations/organisation.row';
import type { PersonRow } from '../organisations/person.row';
import type { ProgrammeRow } from '../programmes/programme.row';
import type { SessionRow } from '../programmes/session.row';
import type { RegistrationRow } from '../registrations/registration.row';
import type { AssignmentRow } from '../rota/assignment.row';
import type { ShiftRow } from '../rota/shift.row';
import { reportsSql } from '../statistics/parts.queries';
import type { TallyEntryRow } from '../statistics/tally-entry.row';

export type OrganisationRecord = Pick<OrganisationRow, 'slug' | 'name' | 'timeZone' | 'regionCode' | 'settings'> & {
  /** The key of the one above it. */
  readonly parent: OrganisationRow['slug'] | null;
};

export const organisationForFile = (tx: Tx, orgId: string): Promise<OrganisationRecord | null> =>
  tx.one(
    `SELECT o.slug, o.name, o.time_zone, o.region_code, o.settings, u.slug AS parent
       FROM organisations o LEFT JOIN organisations u ON u.id = o.parent_id WHERE o.id = ?`,
    [orgId],
  );

/** Which session something is of: the key of its programme, and when it is. */
export type SessionOfPart = Pick<ProgrammeRow, 'slug'> & Pick<SessionRow, 'startMs' | 'endMs'>;

export type SessionRecord = SessionOfPart &
  Pick<SessionRow, 'id' | 'topic' | 'place' | 'state' | 'reason' | 'householdsMax' | 'waitlistMax'>;

export const sessionsForFile = (tx: Tx, orgId: string): Promise<SessionRecord[]> =>
  tx.all(
    `SELECT e.id, p.slug, e.start_ms, e.end_ms, e.topic, e.place, e.state, e.reason, e.households_max, e.waitlist_max
       FROM sessions e JOIN programmes p ON p.id = e.programme_id WHERE e.org_id = ? ORDER BY e.start_ms, p.slug`,
    [orgId],
  );

/** What is known of a duty that was served or missed. */
export type ServedRecord = Pick<AssignmentRow, 'arrivedMs' | 'leftMs' | 'serviceMinutes' | 'origin' | 'originNote'> & {
  /** The key of who vouched for it. */
  readonly voucher: PersonRow['slug'] | null;
};

export type SeatRecord = SessionOfPart &
  ServedRecord &
  Pick<AssignmentRow, 'state'> & {
    readonly post: ShiftRow['postKey'];
    /** Her key. */
    readonly person: PersonRow['slug'];
  };

export const seatsForFile = (tx: Tx, orgId: string): Promise<SeatRecord[]> =>
  tx.all(
    `SELECT p.slug, e.start_ms, e.end_ms, s.post_key AS post, w.slug AS person, a.state,
         a.arrived_ms, a.left_ms, a.service_minutes, a.origin, a.origin_note, v.slug AS voucher
       FROM assignments a JOIN shifts s ON s.id = a.shift_id JOIN sessions e ON e.id = s.session_id
       JOIN programmes p ON p.id = e.programme_id JOIN people w ON w.id = a.person_id
       LEFT JOIN people v ON v.id = a.vouched_by AND v.org_id = a.org_id
      WHERE a.org_id = ? ORDER BY e.start_ms, p.slug, s.post_order, w.slug, a.created_ms, a.id`,
    [orgId],
  );

export type RegistrationRecord = SessionOfPart &
  Pick<RegistrationRow, 'party' | 'state'> & {
    /** Her key. */
    readonly person: PersonRow['slug'];
  };

export const registrationsForFile = (tx: Tx, orgId: string): Promise<RegistrationRecord[]> =>
  tx.all(
    `SELECT p.slug, e.start_ms, e.end_ms, w.slug AS person, r.party, r.state
       FROM registrations r JOIN sessions e ON e.id = r.session_id JOIN programmes p ON p.id = e.programme_id
       JOIN people w ON w.id = r.person_id
      WHERE r.org_id = ? ORDER BY e.start_ms, p.slug, r.queued_ms, r.id`,
    [orgId],
  );

/** `reporter`: the key of whoever reported it. */
export type FigureRecord = SessionOfPart &
  Pick<TallyEntryRow, 'measure' | 'certainty' | 'source'> & {
    readonly reporter: string | null;
    readonly total: number;
  };

/** The parts of figures that stand; one that was taken back is none. */
export const figuresForFile = (tx: Tx, orgId: string): Promise<FigureRecord[]> =>
  tx.all(
    `SELECT g.slug, g.start_ms, g.end_ms, g.measure, g.reporter, g.total, l.certainty, l.source
       FROM (SELECT p.slug, e.start_ms, e.end_ms, t.measure, n.slug AS reporter, SUM(t.value) AS total, MAX(t.id) AS last_id
         FROM tally_entries t JOIN sessions e ON e.id = t.session_id JOIN programmes p ON p.id = e.programme_id
           LEFT JOIN people n ON n.id = t.reporter_id AND n.org_id = t.org_id
         WHERE t.org_id = ? GROUP BY p.slug, e.start_ms, e.end_ms, t.measure, n.slug HAVING ${reportsSql('t')} > 0) g
       JOIN tally_entries l ON l.id = g.last_id
      ORDER BY g.start_ms, g.slug, g.measure, g.reporter`,
    [orgId],
  );
