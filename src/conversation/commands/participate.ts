import { Injectable } from '@nestjs/common';
import { CalendarFiles } from '../../calendar/calendar-files.service';
import { CancelRegistration } from '../../registrations/cancel-registration.service';
import { ChangeParty } from '../../registrations/change-party.service';
import { CheckIn } from '../../registrations/check-in.service';
import { GiveFeedback } from '../../registrations/give-feedback.service';
import { LookAtSessions } from '../../registrations/look-at-sessions.service';
import { RegisterForSession, type Registered } from '../../registrations/register-for-session.service';
import { listFitting, settle, unspecified, wanting } from '../dialogue/asking';
import { sessionReferent, type SessionReferent } from '../dialogue/referents';
import type { Step } from '../dialogue/dialogue';
import { OwnPage } from './own-page.service';
import { PageLinks } from '../dialogue/page-links.service';
import { SessionQuestions } from './session-questions.service';
import { OwnRegistrations } from './own-registrations.service';
import { isSpecific } from '../dialogue/resolve';
import {
  withChosen,
  onBehalf,
  reply,
  replyPrivately,
  type Command,
  type CommandAnswer,
  type Turn,
} from '../dialogue/turn';
import * as sayRegistration from '../wording/registrations';
import * as sayAct from '../wording/acts';
import * as sayMessage from '../wording/messages';

const ASKABLE_PARTY = 9;

/** Sessions that take registrations, as the speaker sees them. */
@Injectable()
export class OpenSessions {
  constructor(private readonly look: LookAtSessions) {}

  async referents(turn: Turn): Promise<SessionReferent[]> {
    const sessions = await this.look.upcoming(turn.scope, turn.now, { personId: turn.about.personId, limit: 30 });
    return sessions.map((session) => {
      const mark = session.mine ? sayRegistration.registeredMark(session.mine.state) : '';
      return sessionReferent(session, `${sayRegistration.sessionLine(session, turn.today)}${mark}`);
    });
  }

  async list(turn: Turn): Promise<CommandAnswer> {
    return listFitting(turn, await this.referents(turn), {
      none: (timeSaid) => reply(sayRegistration.noSessions(timeSaid)),
      heading: sayRegistration.sessionsHeading,
      act: 'register',
      last: sayRegistration.sessionsNext(),
    });
  }
}

/** 活动: what one can sign up for. */
@Injectable()
export class SessionsCommand implements Command {
  readonly act = 'sessions';
  readonly audience = 'everybody';

  constructor(
    private readonly open: OpenSessions,
    private readonly page: OwnPage,
    private readonly questions: SessionQuestions,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { asks } = turn.step;
    if (asks === 'waiting') return this.questions.waiting(turn);
    if (asks === 'mine') return this.page.behind(turn, await this.questions.mine(turn));
    // To others than coordinators the list of sessions says how many places are left.
    if (asks === 'signed-up' && turn.speaker.roles.includes('coordinator')) return this.questions.signedUp(turn);
    return this.page.behind(turn, await this.open.list(turn));
  }
}

/** 报名: a household's place on a session, or its turn on the waitlist. */
@Injectable()
export class RegisterCommand implements Command {
  readonly act = 'register';
  readonly audience = 'everybody';

  constructor(
    private readonly open: OpenSessions,
    private readonly own: OwnRegistrations,
    private readonly registering: RegisterForSession,
    private readonly parties: ChangeParty,
    private readonly files: CalendarFiles,
    private readonly pages: PageLinks,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const changed = await this.maybeChanged(turn);
    if (changed) return changed;
    return settle(turn, {
      verb: sayAct.verb('register'),
      noun: sayAct.sessionNoun(),
      referents: await this.open.referents(turn),
      fresh: () => this.open.list(unspecified(turn)),
      personal: false,
      one: (referent) => this.register(turn, referent),
    });
  }

  /** A number of people and no session may be meant for the one session that she is registered for already. */
  private async maybeChanged(turn: Turn): Promise<CommandAnswer | null> {
    const { party } = turn.step.slots;
    if (party === undefined || isSpecific(turn.step)) return null;
    const mine = await this.own.referents(turn);
    const [only] = mine;
    if (!only || mine.length > 1 || only.registration.party === party) return null;
    const yes = [{ ...turn.step, chosen: [only.alias], sure: true, tentative: false }];
    return replyPrivately(sayRegistration.changePartyFirst(only.line, party), { question: { options: [], yes } });
  }

  private async register(turn: Turn, { session, entry, line }: SessionReferent): Promise<CommandAnswer> {
    const { party } = turn.step.slots;
    if (party === undefined) {
      const chosen = [entry, ...(turn.step.chosen ?? []).filter((other) => other.kind === 'person')];
      const options = Array.from({ length: ASKABLE_PARTY }, (_, i): Step => ({
        ...turn.step,
        slots: { ...turn.step.slots, party: i + 1 },
        chosen,
        tentative: false,
        sure: true,
      }));
      const step = withChosen(turn.step, chosen);
      return reply(sayRegistration.partyPlease(line), { question: { options, into: { step, slot: 'party' } } });
    }
    const wish = { sessionId: session.sessionId, party, personId: onBehalf(turn) };
    const result = await this.registering.register(turn.act(), wish);
    if (!result.ok) {
      const { refusal } = result;
      if (refusal.rule === 'already-registered' && refusal.party !== party) {
        return this.changeParty(turn, refusal.registrationId, party);
      }
      return replyPrivately(sayRegistration.registrationRefusal(refusal, { zone: turn.scope.zone, today: turn.today }));
    }
    return this.confirmed(turn, result.value, wish.personId ?? turn.speaker.personId);
  }

  /** In private, she gets the way back and the file for her calendar along with it. */
  private async confirmed(turn: Turn, made: Registered, personId: string): Promise<CommandAnswer> {
    const words = sayRegistration.registered(made, turn.today);
    if (turn.inGroup) return reply(words);
    const { registrationId, session } = made;
    const way = personId === turn.speaker.personId ? this.pages.unregister(personId, registrationId, session) : null;
    const text = reply(sayMessage.withAnswer(words, 'unregister', way));
    const file = made.state === 'waiting' ? null : await this.files.registration(turn.scope, registrationId);
    // Whoever has the address speaks for her: the answer is kept nowhere.
    return { ...text, ...(way ? { secret: true } : {}), replies: [...text.replies, ...(file ? [{ file }] : [])] };
  }

  private async changeParty(turn: Turn, registrationId: string, party: number): Promise<CommandAnswer> {
    const result = await this.parties.change(turn.act(), { registrationId, party });
    if (result.ok)
      return replyPrivately(sayRegistration.partyChanged(result.value.before, party, result.value.session, turn.today));
    return replyPrivately(
      sayRegistration.registrationRefusal(result.refusal, { zone: turn.scope.zone, today: turn.today }),
    );
  }
}

/** 取消报名: gives the household's place to whoever waits. */
@Injectable()
export class UnregisterCommand implements Command {
  readonly act = 'unregister';
  readonly audience = 'everybody';

  constructor(
    private readonly own: OwnRegistrations,
    private readonly cancelling: CancelRegistration,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const referents = await this.own.referents(turn);
    if (referents.length === 0) return replyPrivately(sayRegistration.noRegistrations());
    return settle(turn, {
      verb: sayAct.verb('unregister'),
      noun: sayAct.registrationNoun(),
      referents,
      fresh: () => Promise.resolve(this.own.list(referents)),
      personal: true,
      careful: true,
      one: async ({ registration }) => {
        const result = await this.cancelling.cancel(turn.act(), { registrationId: registration.registrationId });
        if (result.ok) return replyPrivately(sayRegistration.unregistered(result.value.session, turn.today));
        return replyPrivately(
          sayRegistration.registrationRefusal(result.refusal, { zone: turn.scope.zone, today: turn.today }),
        );
      },
    });
  }
}

/** 签到: the household is here. */
@Injectable()
export class CheckInCommand implements Command {
  readonly act = 'check-in';
  readonly audience = 'everybody';

  constructor(private readonly checkIns: CheckIn) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { code, party } = turn.step.slots;
    if (code === undefined) return wanting(turn, sayRegistration.checkInHow(), 'code');
    const result = await this.checkIns.withCode(turn.act(), { code, party });
    if (!result.ok)
      return replyPrivately(
        sayRegistration.registrationRefusal(result.refusal, { zone: turn.scope.zone, today: turn.today }),
      );
    const { session, party: came, already } = result.value;
    return replyPrivately(sayRegistration.checkedIn(session, came, already, turn.today));
  }
}

/** 评价: 1 to 5 and a few words on the session one came to. */
@Injectable()
export class FeedbackCommand implements Command {
  readonly act = 'feedback';
  readonly audience = 'everybody';

  constructor(private readonly feedback: GiveFeedback) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { score, note } = turn.step.slots;
    if (score === undefined) return wanting(turn, sayRegistration.feedbackHow(), 'score');
    const result = await this.feedback.give(turn.act(), { score, text: note });
    if (result.ok)
      return replyPrivately(sayRegistration.feedbackGiven(result.value.score, result.value.session, turn.today));
    return replyPrivately(
      sayRegistration.registrationRefusal(result.refusal, { zone: turn.scope.zone, today: turn.today }),
    );
  }
}
