import { Injectable } from '@nestjs/common';
import { InvitationLetters } from '../../calendar/invitation-letters.service';
import type { Tx } from '../../database/database';
import { civilDateOf, civilOf, clockOf, type CivilDate } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { Reply } from '../../messaging/channel';
import { MessageWording, type MessageToWord } from '../../messaging/wording.port';
import type { OrgScope } from '../../acts/domain/act-context';
import { Organisations } from '../../organisations/organisations.service';
import { People } from '../../organisations/people.service';
import { LookAtSessions } from '../../registrations/look-at-sessions.service';
import type { MyShift } from '../../rota/domain/shift-view';
import { LookAtRequests } from '../../rota/look-at-requests.service';
import { LookAtRings } from '../../rota/look-at-rings.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { LookAtSearches } from '../../watching/look-at-searches.service';
import * as watching from './watching';
import { invitationLetter } from './mail';
import { PageLinks } from '../dialogue/page-links.service';
import { fitting, saidMoment, saidSpan } from './said';
import * as sayMessage from './messages';
import * as sayCrisis from './crisis';
import * as sayNotify from './notify';
import * as sayRequest from './requests';
import * as sayRing from './rings';

interface Setting {
  readonly scope: OrgScope;
  readonly today: CivilDate;
  readonly now: Instant;
  readonly message: MessageToWord;
}

interface SessionRecord {
  startCivil: string;
  endCivil: string;
  place: string | null;
  state: string;
  reason: string | null;
  topic: string | null;
  programmeName: string;
}

/** What the service says of itself, worded at the moment it leaves; what is no longer true is not said. */
@Injectable()
export class Notices extends MessageWording {
  constructor(
    private readonly organisations: Organisations,
    private readonly people: People,
    private readonly look: LookAtRota,
    private readonly requests: LookAtRequests,
    private readonly rings: LookAtRings,
    private readonly sessions: LookAtSessions,
    private readonly searches: LookAtSearches,
    private readonly letters: InvitationLetters,
    private readonly pages: PageLinks,
  ) {
    super();
  }

  async wordsFor(tx: Tx, message: MessageToWord, now: Instant): Promise<readonly Reply[] | null> {
    const scope = await this.organisations.scopeOf(message.orgId);
    if (!scope) return null;
    if (message.kind === 'invitation' || message.kind === 'counter-declined') {
      const made = await this.letters.letter(tx, scope, message.facts);
      return made && [{ file: made.file, letter: invitationLetter(made, now) }];
    }
    const today = civilDateOf(now, scope.zone);
    const text = await this.text(tx, { scope, today, now, message });
    if (text === null) return null;
    const { lateSinceMs } = message;
    const late = lateSinceMs === null ? '' : sayMessage.late(saidMoment(civilOf(lateSinceMs, scope.zone), today));
    return [{ text: fitting(late + text) }];
  }

  private async text(tx: Tx, at: Setting): Promise<string | null> {
    const { message, scope } = at;
    switch (message.kind) {
      case 'confirm-reminder':
      case 'confirm-again':
      case 'own-reminder':
      case 'covered':
      case 'given-back':
      case 'assigned':
      case 'unassigned':
      case 'handover-note':
        return this.aboutAssignment(at);
      case 'give-asked':
      case 'swap-asked':
      case 'request-answered':
      case 'request-expired':
        return this.aboutRequest(at);
      case 'ring-asked':
      case 'ring-ended':
        return this.aboutRing(at);
      case 'wish-expired': {
        const wish = await this.rings.wish(scope, String(message.facts.wishId));
        return wish && sayRing.noticeWishExpired(wish.shift, at.today);
      }
      case 'registered-promoted':
      case 'registration-reminder':
        return this.aboutRegistration(at);
      case 'rota-published':
        return this.published(tx, at);
      case 'session-cancelled':
      case 'session-changed':
        return this.aboutSession(tx, at);
      case 'cover-asked':
      case 'cover-settled':
      case 'seat-settled':
      case 'post-empty':
      case 'post-filled':
      case 'post-acknowledged':
        return this.aboutShift(at);
      case 'still-open':
      case 'nobody-there':
        return this.aboutSearches(tx, at, message.kind);
      case 'crisis-alert':
        return sayCrisis.noticeCrisis(saidMoment(civilOf(Number(message.facts.atMs), scope.zone), at.today));
      case 'sign-in-code':
        return sayMessage.noticeSignInCode(
          String(message.facts.code),
          String(message.facts.browser),
          clockOf(civilOf(Number(message.facts.atMs), scope.zone)),
        );
      case 'notice':
        return typeof message.facts.text === 'string' ? sayNotify.notice(message.facts.text) : null;
      default:
        throw new Error(`no words for a message of kind ${message.kind}`);
    }
  }

  private async aboutAssignment(at: Setting): Promise<string | null> {
    const { message, scope, today, now } = at;
    const mine = await this.look.assignment(scope, String(message.facts.assignmentId));
    if (!mine) return null;
    const isHers = mine.personId === message.personId;
    const toConfirm = (text: string): string =>
      sayMessage.withAnswer(text, 'confirm', isHers ? this.pages.confirm(mine.personId, mine) : null);
    switch (message.kind) {
      case 'confirm-reminder':
        return isExpected(mine, now) && mine.state !== 'confirmed'
          ? toConfirm(sayMessage.confirmReminder(mine, today))
          : null;
      case 'confirm-again':
        return isExpected(mine, now) && mine.state !== 'confirmed'
          ? toConfirm(watching.confirmAgain(mine, today))
          : null;
      case 'own-reminder':
        return isExpected(mine, now)
          ? sayMessage.withPage(
              sayMessage.ownReminder(mine, mine.state === 'confirmed', today),
              isHers ? this.pages.duty(mine.personId, mine) : null,
            )
          : null;
      case 'assigned':
        return isExpected(mine, now)
          ? sayMessage.withAnswer(
              sayMessage.noticeAssigned(mine, today),
              'let-go',
              isHers && now < mine.start ? this.pages.letGo(mine.personId, mine) : null,
            )
          : null;
      case 'given-back':
        return isExpected(mine, now) ? sayRing.noticeGivenBack(mine, today) : null;
      case 'covered': {
        const by = await this.people.byId(scope, String(message.facts.byPersonId));
        return sayMessage.noticeCovered(mine, by?.name ?? '', today);
      }
      case 'handover-note':
        return mine.note === null ? null : sayMessage.noticeHandover(mine, mine.note, today);
      default:
        return sayMessage.noticeUnassigned(mine, today);
    }
  }

  private async aboutShift({ message, scope, today, now }: Setting): Promise<string | null> {
    const { facts } = message;
    const duty = await this.look.shift(scope, String(facts.shiftId));
    if (!duty) return null;
    switch (message.kind) {
      case 'cover-asked':
        return duty.start > now && !duty.cancelled ? watching.coverAsked(duty, today) : null;
      case 'cover-settled':
        return watching.coverSettled(duty, String(facts.end), today);
      case 'seat-settled':
        return watching.seatSettled(duty, facts.personIds as readonly string[], today);
      case 'post-empty':
        return watching.postEmpty(duty, String(facts.rung), today);
      case 'post-filled':
        return watching.postFilled(duty, today);
      default: {
        const by = await this.people.byId(scope, String(facts.byPersonId));
        return watching.postAcknowledged(duty, by?.name ?? '', today);
      }
    }
  }

  /** All that is still open of what fell due at one instant, in one message. */
  private async aboutSearches(
    tx: Tx,
    { message, scope, today }: Setting,
    kind: 'still-open' | 'nobody-there',
  ): Promise<string | null> {
    const open = await this.searches.stillOpen(tx, scope, kind, Number(message.facts.atMs));
    if (open.length === 0) return null;
    return kind === 'still-open' ? watching.stillOpen(open, today) : watching.nobodyThere(open, today);
  }

  private async aboutRequest({ message, scope, today }: Setting): Promise<string | null> {
    const request = await this.requests.request(scope, String(message.facts.requestId));
    if (!request) return null;
    if (message.kind === 'request-expired') return sayMessage.noticeExpired(request, today);
    if (message.kind === 'request-answered') return sayMessage.noticeAnswered(request, today);
    return request.state === 'open' ? sayMessage.noticeGiveAsked(sayRequest.requestLine(request, today)) : null;
  }

  private async aboutRing({ message, scope, today }: Setting): Promise<string | null> {
    const ring = await this.rings.ring(scope, String(message.facts.ringId));
    if (!ring) return null;
    if (message.kind === 'ring-ended') return sayRing.noticeRingEnded(ring, message.personId, today);
    return ring.state === 'open' ? sayRing.noticeRingAsked(ring, message.personId, { today, zone: scope.zone }) : null;
  }

  private async aboutRegistration({ message, scope, today }: Setting): Promise<string | null> {
    const view = await this.sessions.registration(scope, String(message.facts.registrationId));
    if (view?.state !== 'registered' || view.session.state === 'cancelled') return null;
    const text =
      message.kind === 'registered-promoted'
        ? sayMessage.noticePromoted(view.session, view.party, today)
        : sayMessage.noticeRegistration(view.session, view.party, today);
    return sayMessage.withPage(
      text,
      view.personId === message.personId ? this.pages.session(view.personId, view.session) : null,
    );
  }

  private async published(tx: Tx, { message, now }: Setting): Promise<string | null> {
    const rota = await tx.one<{ month: string; shifts: number }>(
      `SELECT r.month, (SELECT COUNT(*) FROM rota_entries e JOIN assignments a ON a.shift_id = e.shift_id
          AND a.person_id = e.person_id AND a.ended_key = '' AND a.end_ms > ?
         WHERE e.rota_id = r.id AND e.person_id = ?) AS shifts FROM rotas r WHERE r.id = ? AND r.org_id = ?`,
      [now, message.personId, String(message.facts.rotaId), message.orgId],
    );
    return rota && rota.shifts > 0 ? sayMessage.noticePublished(rota.month, rota.shifts) : null;
  }

  private async aboutSession(tx: Tx, { message, today }: Setting): Promise<string | null> {
    const session = await tx.one<SessionRecord>(
      `SELECT s.start_civil, s.end_civil, s.place, s.state, s.reason, s.topic, p.name AS programme_name
       FROM sessions s JOIN programmes p ON p.id = s.programme_id WHERE s.id = ? AND s.org_id = ?`,
      [String(message.facts.sessionId), message.orgId],
    );
    if (!session) return null;
    const topic = session.topic === null ? '' : `「${session.topic}」`;
    const line = `${saidSpan(session, today)} ${session.programmeName}${topic}`;
    if (message.kind === 'session-cancelled') return sayMessage.noticeSessionCancelled(line, session.reason);
    return session.state === 'cancelled'
      ? null
      : sayMessage.noticeSessionChanged(line, session.place, message.facts.serves === true);
  }
}

const isExpected = (mine: MyShift, now: Instant): boolean =>
  mine.end > now && ['held', 'confirmed', 'offered'].includes(mine.state);
