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
import { InvitationRow } from './invitation.row';

/** An entry together with what it is of. */
export interface InvitedEntry {
  readonly kind: Invitation['kind'];
  readonly subjectId: string;
  readonly personId: string;
  readonly timeSequence: number;
  readonly event: AnswerableEvent;
}

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
    const rows = await tx.find(InvitationRow, { personId: personIds });
    return new Map(rows.map((row) => [row.uid, row]));
  }

  async byUid(tx: Tx, uid: string): Promise<Invitation | null> {
    return tx.findOne(InvitationRow, { uid });
  }

  async byId(tx: Tx, id: string): Promise<Invitation | null> {
    return tx.findOne(InvitationRow, { id });
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
      await tx.update(InvitationRow, { id }, { address, revision, digest, cancelled, changedMs: now });
    } else {
      await tx.insert(InvitationRow, {
        id,
        orgId: scope.orgId,
        personId,
        kind,
        subjectId,
        uid: event.uid,
        address,
        organizer,
        revision,
        digest,
        cancelled,
        changedMs: now,
      });
    }
    return invitation;
  }

  /** Notes what a calendar shows by its owner's own doing; '' makes it be told afresh. */
  async shows(tx: Tx, invitation: Invitation, digest: string): Promise<void> {
    await tx.update(InvitationRow, { id: invitation.id }, { digest });
  }
}

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
