import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { DAY } from '../kernel/clock';
import type { FileAttachment } from '../messaging/channel';
import type { Worded } from '../messaging/domain/message-kinds';
import type { OrgScope } from '../acts/domain/act-context';
import { nameOf } from '../organisations/people.queries';
import { ActLinks } from '../accounts/act-links.service';
import { Installation } from '../accounts/installation.service';
import type { AnswerableEvent } from './domain/calendar-event';
import { invitationFile, type Method } from './ics';
import { digestOf, InvitationsRepository } from './invitations.repository';

/** What a mail about an entry consists of, but for its words. */
export interface InvitationLetter {
  readonly kind: 'assignment' | 'registration';
  readonly method: Method;
  readonly event: AnswerableEvent;
  readonly file: FileAttachment;
  /** Where she answers with one tap; null for a withdrawal. */
  readonly links: { readonly accept: string; readonly decline: string } | null;
}

type AboutInvitation = Worded<'invitation' | 'counter-declined'>;

/** How long a link still says in words that the entry is over. */
const EXPLAINED_FOR = 14 * DAY;

/** Makes invitations ready at the moment they leave. */
@Injectable()
export class InvitationLetters {
  constructor(
    private readonly repository: InvitationsRepository,
    private readonly links: ActLinks,
    private readonly installation: Installation,
  ) {}

  /** null when the entry has changed since the mail was owed: a newer one is owed then. */
  async letter(tx: Tx, scope: OrgScope, message: AboutInvitation): Promise<InvitationLetter | null> {
    const { kind, facts } = message;
    const counter = kind === 'counter-declined';
    const invitation = await this.repository.byId(tx, facts.invitationId);
    const entry = invitation && (await this.repository.entry(tx, scope, invitation));
    if (
      !invitation ||
      !entry ||
      (kind === 'invitation' && digestOf(entry.event, invitation.address) !== message.facts.digest)
    )
      return null;
    const name = await nameOf(tx, invitation.personId);
    const { event } = entry;
    // a withdrawal is owed by itself
    if (counter && event.cancelled) return null;
    const method = counter ? 'DECLINECOUNTER' : event.cancelled ? 'CANCEL' : 'REQUEST';
    const text = invitationFile(method, event, {
      organizer: { name: this.installation.organizer?.name ?? '', email: invitation.organizer },
      attendee: { name: name ?? '', email: invitation.address },
      url: `${this.installation.baseUrl}/chat`,
    });
    const file: FileAttachment = {
      // the name under which calendar programs know invitations
      name: 'invite.ics',
      type: `text/calendar; charset=utf-8; method=${method}`,
      base64: Buffer.from(text, 'utf8').toString('base64'),
    };
    const { id: subjectId, personId } = invitation;
    const said = { personId, subjectId, revision: event.sequence, expires: event.end + EXPLAINED_FOR } as const;
    const links = event.cancelled
      ? null
      : {
          accept: this.links.url({ ...said, kind: 'accept' }),
          decline: this.links.url({ ...said, kind: 'decline' }),
        };
    return { kind: entry.kind, method, event, file, links };
  }
}
