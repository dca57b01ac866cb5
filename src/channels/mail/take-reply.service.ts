import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Configuration } from '../../../config/configuration';
import { AnswerInvitation } from '../../calendar/answer-invitation.service';
import type { Invitation } from '../../calendar/domain/invitation';
import { FindInvitation } from '../../calendar/find-invitation.service';
import { answerByMail, counterProposed, unprovenReply } from '../../conversation/wording/mail';
import { Database } from '../../database/database';
import { MINUTE } from '../../kernel/clock';
import { Outbox } from '../../messaging/outbox.service';
import { AppClock } from '../../kernel/app-clock';
import { CONFIGURATION } from '../../kernel/configuration.token';
import { Organisations } from '../../organisations/organisations.service';
import { nameOf } from '../../organisations/people.queries';
import { Coordinators } from '../../watching/coordinators.service';
import { isVouchedFor } from './authentic';
import { MailReader } from './mail-reader.service';
import type { ArrivedMail, CalendarReply } from './reply-parser';

/** What became of a mail. `left`: not for us, a person may want to read it. */
export type Taken = 'answered' | 'without-effect' | 'not-proven' | 'left';

const WORDS = ['ACCEPTED', 'DECLINED', 'TENTATIVE'] as const;
type WordOf = (typeof WORDS)[number];

/** Takes what arrives in the mailbox: a reply from the invited person has the effect of her word in the chat. */
@Injectable()
export class TakeReply {
  private readonly log = new Logger('mail');

  constructor(
    private readonly reader: MailReader,
    private readonly database: Database,
    private readonly invitations: FindInvitation,
    private readonly answers: AnswerInvitation,
    private readonly outbox: Outbox,
    private readonly coordinators: Coordinators,
    private readonly organisations: Organisations,
    private readonly clock: AppClock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async take(source: Buffer): Promise<Taken> {
    const mail = await this.reader.read(source);
    if (mail === null) this.log.warn('a mail takes too much time or memory to read; it is left');
    if (mail === null || mail.automatic || mail.reply === null) return 'left';
    const { reply } = mail;
    const invitation = await this.invitations.byUid(reply.uid.slice(0, 64));
    if (!invitation) return 'left';
    const attendee = reply.attendees.find(({ email }) => email === invitation.address.toLowerCase());
    if (!attendee || !this.isFrom(mail, invitation)) {
      await this.askInstead(invitation, reply);
      return 'not-proven';
    }
    if (reply.method === 'REFRESH') {
      await this.invitations.tellAgain(invitation);
      return 'without-effect';
    }
    if (reply.method === 'COUNTER') {
      await this.declineCounter(mail, reply, invitation);
      return 'left';
    }
    const partstat = WORDS.find((word) => word === attendee.partstat);
    if (reply.method !== 'REPLY' || !partstat) return 'left';
    return this.answer(mail, reply, invitation, partstat);
  }

  private async answer(
    mail: ArrivedMail,
    reply: CalendarReply,
    invitation: Invitation,
    partstat: WordOf,
  ): Promise<Taken> {
    const now = this.clock.now();
    const { sequence, stamp, comment: note } = reply;
    // a clock that runs ahead must not shut out the answers that follow
    const capped = stamp === null ? null : Math.min(stamp, now + 10 * MINUTE);
    const messageId = mail.messageId === '' ? `${partstat}.${String(sequence)}.${String(stamp)}` : mail.messageId;
    const given = { channel: 'mail', partstat, sequence, stamp: capped, note, messageId } as const;
    const outcome = await this.answers.answer(invitation, given, now);
    const scope = await this.organisations.scopeOf(invitation.orgId);
    const words = scope && answerByMail(outcome, scope, now);
    if (words) await this.say(invitation, 'answer-by-mail', `${invitation.id}.${messageId}`, words);
    return outcome.kind === 'taken' ? 'answered' : 'without-effect';
  }

  /** A proposal of another time is a matter for people: its calendar hears that it is declined, the coordinators that it was made. */
  private async declineCounter(
    mail: ArrivedMail,
    { stamp, comment }: CalendarReply,
    invitation: Invitation,
  ): Promise<void> {
    const found = await this.answers.look(invitation.id);
    if (!found) return;
    const now = this.clock.now();
    const about = `counter.${invitation.id}.${mail.messageId === '' ? String(stamp) : mail.messageId}`.slice(0, 150);
    const { orgId, personId } = invitation;
    await this.database.write(async (tx) => {
      const text = counterProposed((await nameOf(tx, personId)) ?? '', found.entry.event, comment, now);
      const facts = { invitationId: invitation.id };
      const declined = { orgId, personId, kind: 'counter-declined', class: 'normal', dueMs: now } as const;
      await this.outbox.owe(tx, now, { ...declined, dedupeKey: about, content: { facts } });
      for (const id of await this.coordinators.of(tx, { orgId, zone: found.entry.event.zone })) {
        const told = { orgId, personId: id, kind: 'counter-proposed', class: 'normal', dueMs: now } as const;
        await this.outbox.owe(tx, now, { ...told, dedupeKey: `${about}.${id}`, content: { say: [{ text }] } });
      }
    });
  }

  private isFrom(mail: ArrivedMail, invitation: Invitation): boolean {
    const address = invitation.address.toLowerCase();
    return mail.from.length === 1 && mail.from[0] === address && isVouchedFor(mail, this.configuration.mailAuthservId);
  }

  /** Somebody knew what only the invited person was sent, and did not prove to be her: she is asked where she is known. */
  private async askInstead(invitation: Invitation, reply: CalendarReply): Promise<void> {
    this.log.warn('a reply to an invitation did not come from who was invited; it had no effect');
    await this.say(invitation, 'unproven-reply', `${invitation.id}.${String(reply.sequence)}`, unprovenReply());
  }

  /** Once for each `about`. */
  private async say(
    invitation: Invitation,
    kind: 'answer-by-mail' | 'unproven-reply',
    about: string,
    text: string,
  ): Promise<void> {
    const now = this.clock.now();
    await this.database.write((tx) =>
      this.outbox.owe(tx, now, {
        orgId: invitation.orgId,
        personId: invitation.personId,
        dedupeKey: `${kind}.${about}`.slice(0, 191),
        kind,
        class: 'normal',
        content: { say: [{ text }] },
        dueMs: now,
      }),
    );
  }
}
