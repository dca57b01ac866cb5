import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { OrgScope } from '../acts/domain/act-context';
import { CalendarEntries } from './calendar-entries.repository';
import {
  dutyEvent,
  registrationEvent,
  type AnswerableEvent,
  type DutyFacts,
  type RegistrationFacts,
} from './domain/calendar-event';
import { shownIn, type Invitation } from './domain/invitation';

/** An entry together with what it is of. */
export interface InvitedEntry {
  readonly kind: Invitation['kind'];
  readonly subjectId: string;
  readonly personId: string;
  readonly timeSequence: number;
  readonly event: AnswerableEvent;
}

type InvitationRecord = Omit<Invitation, 'cancelled'> & { cancelled: number };

const COLUMNS = 'id, org_id, person_id, kind, subject_id, uid, address, organizer, revision, digest, cancelled';

export const digestOf = (event: AnswerableEvent, address: string): string =>
  createHash('sha256').update(shownIn(event, address)).digest('hex');

/** Reads and notes what people's mail calendars hold. */
@Injectable()
export class InvitationsRepository {
  constructor(private readonly entries: CalendarEntries) {}

  /** Everything of these people that begins at `from` or later. */
  async entriesOf(tx: Tx, scope: OrgScope, personIds: readonly string[], from: Instant): Promise<InvitedEntry[]> {
    const duties = await this.entries.dutiesOf(tx, scope, personIds, from);
    const registrations = await this.entries.registrationsOf(tx, scope, personIds, from);
    return [...duties.map(ofDuty), ...registrations.map(ofRegistration)];
  }

  async entry(
    tx: Tx,
    scope: OrgScope,
    { kind, subjectId }: Pick<Invitation, 'kind' | 'subjectId'>,
  ): Promise<InvitedEntry | null> {
    if (kind === 'assignment') {
      const duty = await this.entries.duty(tx, scope, subjectId);
      return duty && ofDuty(duty);
    }
    const registration = await this.entries.registration(tx, scope, subjectId);
    return registration && registration.state !== 'waiting' ? ofRegistration(registration) : null;
  }

  async ofPeople(tx: Tx, personIds: readonly string[]): Promise<Map<string, Invitation>> {
    const rows = await tx.all<InvitationRecord>(
      `SELECT ${COLUMNS} FROM invitations WHERE person_id IN (${personIds.map(() => '?').join(',')})`,
      personIds,
    );
    return new Map(rows.map((row) => [row.uid, invitationOf(row)]));
  }

  async byUid(tx: Tx, uid: string): Promise<Invitation | null> {
    const row = await tx.one<InvitationRecord>(`SELECT ${COLUMNS} FROM invitations WHERE uid = ?`, [uid]);
    return row && invitationOf(row);
  }

  async byId(tx: Tx, id: string): Promise<Invitation | null> {
    const row = await tx.one<InvitationRecord>(`SELECT ${COLUMNS} FROM invitations WHERE id = ?`, [id]);
    return row && invitationOf(row);
  }

  /** Notes that a calendar is being told of the entry as it is now; answers the invitation as it stands then. */
  async note(
    tx: Tx,
    scope: OrgScope,
    known: Invitation | null,
    entry: InvitedEntry,
    to: { readonly address: string; readonly organizer: string },
    now: Instant,
  ): Promise<Invitation> {
    const { event, kind, subjectId, personId } = entry;
    const invitation: Invitation = {
      id: known?.id ?? newId(now),
      orgId: scope.orgId,
      personId,
      kind,
      subjectId,
      uid: event.uid,
      address: to.address,
      organizer: known?.organizer ?? to.organizer,
      revision: (known?.revision ?? 0) + 1,
      digest: digestOf(event, to.address),
      cancelled: event.cancelled,
    };
    const { id, address, organizer, revision, digest, cancelled } = invitation;
    if (known) {
      await tx.run(
        'UPDATE invitations SET address = ?, revision = ?, digest = ?, cancelled = ?, changed_ms = ? WHERE id = ?',
        [address, revision, digest, cancelled, now, id],
      );
    } else {
      await tx.insert('invitations', {
        id,
        org_id: scope.orgId,
        person_id: personId,
        kind,
        subject_id: subjectId,
        uid: event.uid,
        address,
        organizer,
        revision,
        digest,
        cancelled,
        changed_ms: now,
      });
    }
    return invitation;
  }

  /** Notes what a calendar shows by its owner's own doing; '' makes it be told afresh. */
  async shows(tx: Tx, invitation: Invitation, digest: string): Promise<void> {
    await tx.run('UPDATE invitations SET digest = ? WHERE id = ?', [digest, invitation.id]);
  }
}

const invitationOf = (row: InvitationRecord): Invitation => ({ ...row, cancelled: row.cancelled === 1 });

const ofDuty = (duty: DutyFacts): InvitedEntry => ({
  kind: 'assignment',
  subjectId: duty.assignmentId,
  personId: duty.personId,
  timeSequence: duty.timeSequence,
  event: dutyEvent(duty),
});

const ofRegistration = (registration: RegistrationFacts): InvitedEntry => ({
  kind: 'registration',
  subjectId: registration.registrationId,
  personId: registration.personId,
  timeSequence: registration.timeSequence,
  event: registrationEvent(registration),
});
