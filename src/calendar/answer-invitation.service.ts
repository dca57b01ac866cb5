import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { ActContext, OrgScope } from '../acts/domain/act-context';
import { Organisations } from '../organisations/organisations.service';
import { CancelRegistration } from '../registrations/cancel-registration.service';
import type { RegistrationRefusal } from '../registrations/domain/registration-refusal';
import { ConfirmShift } from '../rota/confirm-shift.service';
import type { RotaRefusal } from '../rota/domain/refusal';
import { DropShift } from '../rota/drop-shift.service';
import type { AnswerableEvent } from './domain/calendar-event';
import type { Invitation } from './domain/invitation';
import { whyVoid, type Void, type Word } from './domain/reply-rules';
import { digestOf, InvitationsRepository, type InvitedEntry } from './invitations.repository';
import { CalendarAnswerRow } from './calendar-answer.row';

/** A word and how it came. */
export interface GivenAnswer extends Word {
  readonly channel: 'mail' | 'link';
  /** Names the mail or link: the same one again has no second effect. */
  readonly messageId: string;
  /** What the person wrote beside it. */
  readonly note: string | null;
}

export type InvitationAnswer =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'used'; readonly event: AnswerableEvent }
  | { readonly kind: 'void'; readonly why: Void; readonly event: AnswerableEvent }
  | { readonly kind: 'taken'; readonly effect: Effect; readonly event: AnswerableEvent }
  | { readonly kind: 'refused'; readonly by: 'rota'; readonly refusal: RotaRefusal; readonly event: AnswerableEvent }
  | {
      readonly kind: 'refused';
      readonly by: 'registrations';
      readonly refusal: RegistrationRefusal;
      readonly event: AnswerableEvent;
    };

/** What a word came to. `offered`: too late to give the shift up, so it is offered while she stays responsible. */
export type Effect = 'confirmed' | 'noted' | 'dropped' | 'offered' | 'cancelled';

type Done = Extract<InvitationAnswer, { kind: 'taken' | 'refused' }>;

/** 确认, 退班 and 取消报名 by a reply or a link: the same acts under the same rules as in the chat, and the last word counts. */
@Injectable()
export class AnswerInvitation {
  constructor(
    private readonly database: Database,
    private readonly repository: InvitationsRepository,
    private readonly organisations: Organisations,
    private readonly confirms: ConfirmShift,
    private readonly drops: DropShift,
    private readonly cancels: CancelRegistration,
  ) {}

  /** What a link is about, with nothing done; null when there is no such invitation. */
  async look(invitationId: string): Promise<{ invitation: Invitation; entry: InvitedEntry } | null> {
    return this.database.read(async (tx) => {
      const invitation = await this.repository.byId(tx, invitationId);
      const scope = invitation && (await this.organisations.scopeOf(invitation.orgId));
      const entry = scope && (await this.repository.entry(tx, scope, invitation));
      return entry ? { invitation, entry } : null;
    });
  }

  async answer(invitation: Invitation, answer: GivenAnswer, now: Instant): Promise<InvitationAnswer> {
    const scope = await this.organisations.scopeOf(invitation.orgId);
    if (!scope) return { kind: 'unknown' };
    const messageKey = createHash('sha256')
      .update(`${answer.channel}.${invitation.uid}.${answer.messageId}`)
      .digest('hex');
    return this.database.write(async (tx) => {
      await tx.lockRows('people', [invitation.personId]);
      const entry = await this.repository.entry(tx, scope, invitation);
      if (!entry) return { kind: 'unknown' };
      const { event } = entry;
      if (await tx.findOne(CalendarAnswerRow, { messageKey }, { columns: ['id'] })) {
        return { kind: 'used', event };
      }
      const why = whyVoid(
        answer,
        { ...event, timeSequence: entry.timeSequence, lastStamp: await lastStamp(tx, event.uid) },
        now,
      );
      // answered the old time: its calendar is shown the new one again
      if (why === 'stale') await this.repository.shows(tx, invitation, '');
      if (why !== null) {
        await this.note(tx, invitation, answer, messageKey, why, now);
        return { kind: 'void', why, event };
      }
      const outcome = await this.act(tx, scope, entry, answer, messageKey, now);
      await this.note(tx, invitation, answer, messageKey, outcome.kind === 'taken' ? null : outcome.refusal.rule, now);
      await this.settle(tx, scope, invitation, answer, outcome);
      return outcome;
    });
  }

  private async act(
    tx: Tx,
    scope: OrgScope,
    { kind, subjectId, personId, event }: InvitedEntry,
    { partstat, channel }: GivenAnswer,
    messageKey: string,
    now: Instant,
  ): Promise<Done> {
    const context: ActContext = { scope, actorId: personId, roles: [], now, channel, idempotencyKey: messageKey };
    if (kind === 'registration') {
      if (partstat !== 'DECLINED')
        return { kind: 'taken', effect: partstat === 'ACCEPTED' ? 'confirmed' : 'noted', event };
      const result = await this.cancels.cancel(context, { registrationId: subjectId });
      return result.ok
        ? { kind: 'taken', effect: 'cancelled', event }
        : { kind: 'refused', by: 'registrations', refusal: result.refusal, event };
    }
    const wish = { assignmentId: subjectId };
    if (partstat === 'DECLINED') {
      const result = await this.drops.drop(context, wish);
      if (!result.ok) return { kind: 'refused', by: 'rota', refusal: result.refusal, event };
      return { kind: 'taken', effect: result.value.kind === 'dropped' ? 'dropped' : 'offered', event };
    }
    const result =
      partstat === 'ACCEPTED' ? await this.confirms.confirm(context, wish) : await this.confirms.doubt(context, wish);
    if (!result.ok) return { kind: 'refused', by: 'rota', refusal: result.refusal, event };
    return { kind: 'taken', effect: partstat === 'ACCEPTED' ? 'confirmed' : 'noted', event };
  }

  /** Her own calendar shows by now what she answered; where the rota sees it otherwise it is told so. */
  private async settle(
    tx: Tx,
    scope: OrgScope,
    invitation: Invitation,
    answer: GivenAnswer,
    outcome: Done,
  ): Promise<void> {
    if (answer.channel === 'link') return;
    const after = await this.repository.entry(tx, scope, invitation);
    const agrees = outcome.kind === 'taken' && after?.event.partstat === answer.partstat && !after.event.cancelled;
    await this.repository.shows(tx, invitation, agrees ? digestOf(after.event, invitation.address) : '');
  }

  private async note(
    tx: Tx,
    invitation: Invitation,
    { channel, partstat, sequence, stamp, note }: GivenAnswer,
    messageKey: string,
    refusal: string | null,
    now: Instant,
  ): Promise<void> {
    await tx.insert(CalendarAnswerRow, {
      id: newId(now),
      orgId: invitation.orgId,
      personId: invitation.personId,
      uid: invitation.uid,
      channel,
      partstat,
      sequence,
      stampMs: stamp,
      receivedMs: now,
      messageKey,
      taken: refusal === null,
      note: (refusal ?? note)?.slice(0, 300) ?? null,
    });
  }
}

async function lastStamp(tx: Tx, uid: string): Promise<Instant | null> {
  const row = await tx.one<{ stampMs: number | null }>(
    'SELECT MAX(stamp_ms) AS stamp_ms FROM calendar_answers WHERE uid = ?',
    [uid],
  );
  return row?.stampMs ?? null;
}
