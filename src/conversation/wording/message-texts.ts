import { Injectable } from '@nestjs/common';
import { InvitationLetters } from '../../calendar/invitation-letters.service';
import type { Tx } from '../../database/database';
import { civilDateOf, civilOf, clockOf } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { Reply } from '../../messaging/channel';
import type { FactsOf } from '../../messaging/domain/message-kinds';
import { MessageWording, type MessageToWord } from '../../messaging/wording.port';
import { Organisations } from '../../organisations/organisations.service';
import { People } from '../../organisations/people.service';
import * as sayCrisis from './crisis';
import * as sayMessage from './messages';
import * as sayNotify from './notify';
import { invitationLetter } from './mail';
import { ExchangeTexts } from './exchange-texts';
import { QuestionTexts } from './question-texts';
import { SeatTexts } from './seat-texts';
import { SessionTexts } from './session-texts';
import { ShiftTexts } from './shift-texts';
import { saidMoment } from '../../kernel/said-time';
import { fitting } from './lines';
import type { Setting } from './setting';

/** What the service says of itself, worded at the moment it leaves; what is no longer true is not said. */
@Injectable()
export class MessageTexts extends MessageWording {
  constructor(
    private readonly organisations: Organisations,
    private readonly seats: SeatTexts,
    private readonly exchanges: ExchangeTexts,
    private readonly sessions: SessionTexts,
    private readonly shifts: ShiftTexts,
    private readonly letters: InvitationLetters,
    private readonly people: People,
    private readonly questions: QuestionTexts,
  ) {
    super();
  }

  async wordsFor(tx: Tx, message: MessageToWord, now: Instant): Promise<readonly Reply[] | null> {
    const scope = await this.organisations.scopeOf(message.orgId);
    if (!scope) return null;
    if (message.kind === 'invitation' || message.kind === 'counter-declined') {
      const made = await this.letters.letter(tx, scope, message);
      return made && [{ file: made.file, letter: invitationLetter(made, now) }];
    }
    const today = civilDateOf(now, scope.zone);
    const text = await this.text(tx, message, { scope, today, now, personId: message.personId });
    if (text === null) return null;
    const { lateSinceMs } = message;
    const late = lateSinceMs === null ? '' : sayMessage.late(saidMoment(civilOf(lateSinceMs, scope.zone), today));
    return [{ text: fitting(late + text) }];
  }

  /** Every kind that is a text. One without its sentence does not compile. */
  private text(
    tx: Tx,
    message: Exclude<MessageToWord, { kind: 'invitation' | 'counter-declined' }>,
    at: Setting,
  ): Promise<string | null> | string {
    switch (message.kind) {
      case 'confirm-reminder':
      case 'confirm-again':
      case 'own-reminder':
      case 'covered':
      case 'given-back':
      case 'assigned':
      case 'unassigned':
      case 'handover-note':
      case 'late-sign-in':
      case 'late-sign-in-answered':
        return this.seats.text(message, at);
      case 'give-asked':
      case 'swap-asked':
      case 'request-answered':
      case 'request-expired':
      case 'ring-asked':
      case 'ring-ended':
      case 'wish-expired':
        return this.exchanges.text(message, at);
      case 'registered-promoted':
      case 'registration-reminder':
      case 'rota-published':
      case 'session-cancelled':
      case 'session-restored':
      case 'session-changed':
      case 'tally-changed':
        return this.sessions.text(tx, message, at);
      case 'cover-asked':
      case 'cover-settled':
      case 'seat-settled':
      case 'post-empty':
      case 'post-filled':
      case 'post-acknowledged':
      case 'late-coming':
      case 'trainee-alone':
      case 'still-open':
      case 'nobody-there':
        return this.shifts.text(tx, message, at);
      case 'question-asked':
      case 'question-answered':
        return this.questions.text(tx, message, at);
      case 'crisis-alert':
        return sayCrisis.noticeCrisis(saidMoment(civilOf(message.facts.atMs, at.scope.zone), at.today));
      case 'crisis-care':
        return this.care(message.facts, at);
      case 'sign-in-code': {
        const { code, browser, atMs } = message.facts;
        return sayMessage.noticeSignInCode(code, browser, clockOf(civilOf(atMs, at.scope.zone)));
      }
      case 'account-bound':
        return sayMessage.noticeAccountBound(
          message.facts.where,
          saidMoment(civilOf(message.facts.atMs, at.scope.zone), at.today),
        );
      case 'guessing':
        return sayMessage.noticeGuessing(message.facts.what);
      case 'notice':
        return sayNotify.notice(message.facts.text);
    }
  }

  /** Who wants to be called, or should be looked after; nothing of what she said. */
  private async care({ why, ofPersonId, atMs }: FactsOf<'crisis-care'>, at: Setting): Promise<string | null> {
    const person = await this.people.byId(at.scope, ofPersonId);
    if (!person) return null;
    const when = saidMoment(civilOf(atMs, at.scope.zone), at.today);
    return why === 'asked' ? sayCrisis.noticeAsked(when, person.name) : sayCrisis.noticeAgain(when, person.name);
  }
}
