import { Injectable } from '@nestjs/common';
import { CalendarFiles } from '../../calendar/calendar-files.service';
import { CancelRegistration } from '../../registrations/cancel-registration.service';
import { ChangeParty } from '../../registrations/change-party.service';
import { CheckIn } from '../../registrations/check-in.service';
import type { PublicSession, RegistrationView } from '../../registrations/domain/public-session';
import { GiveFeedback } from '../../registrations/give-feedback.service';
import { LookAtSessions } from '../../registrations/look-at-sessions.service';
import { RegisterForSession } from '../../registrations/register-for-session.service';
import { listed, settle } from '../asking';
import type { Entry, Step } from '../dialogue';
import { match, settingOf } from '../matching';
import { OwnPage } from '../own-page.service';
import type { Candidate } from '../resolve';
import { onBehalf, said, told, type Command, type Outcome, type Turn } from '../turn';
import * as say from '../wording';

const ASKABLE_PARTY = 9;

interface PublicCandidate extends Candidate {
  readonly session: PublicSession;
}

interface RegistrationCandidate extends PublicCandidate {
  readonly registration: RegistrationView;
}

const entryOf = (session: PublicSession): Entry => ({
  kind: 'session',
  id: session.sessionId,
  stamp: `${String(session.start)}-${String(session.end)}`,
});

function publicCandidate(session: PublicSession, line: string): PublicCandidate {
  const { start, end, startCivil, endCivil, programmeKey, programmeName } = session;
  const setting = settingOf(session.place, session.topic);
  const entry = entryOf(session);
  return { start, end, startCivil, endCivil, programmeKey, programmeName, setting, entry, line, session };
}

/** Sessions that take registrations, as the speaker sees them. */
@Injectable()
export class OpenSessions {
  constructor(private readonly look: LookAtSessions) {}

  async candidates(turn: Turn): Promise<PublicCandidate[]> {
    const sessions = await this.look.upcoming(turn.scope, turn.now, { personId: turn.about.personId, limit: 30 });
    return sessions.map((session) => {
      const mark = session.mine ? say.registeredMark(session.mine.state) : '';
      return publicCandidate(session, `${say.sessionLine(session, turn.today)}${mark}`);
    });
  }

  async list(turn: Turn): Promise<Outcome> {
    const found = match(await this.candidates(turn), turn.step.slots, turn.scope.zone).exact;
    if (found.length === 0) return said(say.noSessions(turn.step.slots.when !== undefined));
    return listed(say.sessionsHeading(found.length), found, 'register', say.sessionsNext());
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
  ) {}

  async run(turn: Turn): Promise<Outcome> {
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
    private readonly registering: RegisterForSession,
    private readonly parties: ChangeParty,
    private readonly files: CalendarFiles,
  ) {}

  async run(turn: Turn): Promise<Outcome> {
    return settle(turn, {
      verb: say.verb('register'),
      noun: say.sessionNoun(),
      candidates: await this.open.candidates(turn),
      fresh: () => this.open.list({ ...turn, step: { ...turn.step, slots: {} } }),
      personal: false,
      one: (candidate) => this.register(turn, candidate),
    });
  }

  private async register(turn: Turn, { session, entry }: PublicCandidate): Promise<Outcome> {
    const { party } = turn.step.slots;
    if (party === undefined) {
      const options = Array.from({ length: ASKABLE_PARTY }, (_, i): Step => ({
        ...turn.step,
        slots: { ...turn.step.slots, party: i + 1 },
        chosen: [entry, ...(turn.step.chosen ?? []).filter((other) => other.kind === 'person')],
        tentative: false,
        sure: true,
      }));
      return said(say.partyPlease(), { question: { options } });
    }
    const wish = { sessionId: session.sessionId, party, personId: onBehalf(turn) };
    const result = await this.registering.register(turn.act(), wish);
    if (!result.ok) {
      const { refusal } = result;
      if (refusal.rule === 'already-registered' && refusal.party !== party) {
        return this.changeParty(turn, refusal.registrationId, party);
      }
      return told(say.registrationRefusal(refusal, { zone: turn.scope.zone, today: turn.today }));
    }
    const text = said(say.registered(result.value, turn.today));
    if (turn.inGroup || result.value.state === 'waiting') return text;
    const file = await this.files.registration(turn.scope, result.value.registrationId);
    return file ? { ...text, replies: [...text.replies, { file }] } : text;
  }

  private async changeParty(turn: Turn, registrationId: string, party: number): Promise<Outcome> {
    const result = await this.parties.change(turn.act(), { registrationId, party });
    if (result.ok) return told(say.partyChanged(result.value.before, party, result.value.session, turn.today));
    return told(say.registrationRefusal(result.refusal, { zone: turn.scope.zone, today: turn.today }));
  }
}

/** 取消报名: gives the household's place to whoever waits. */
@Injectable()
export class UnregisterCommand implements Command {
  readonly act = 'unregister';
  readonly audience = 'everybody';

  constructor(
    private readonly look: LookAtSessions,
    private readonly cancelling: CancelRegistration,
  ) {}

  async run(turn: Turn): Promise<Outcome> {
    const mine = await this.look.mine(turn.scope, turn.about.personId, turn.now);
    const living = mine.filter(({ state }) => state === 'registered' || state === 'waiting');
    if (living.length === 0) return told(say.noRegistrations());
    const candidates = living.map((registration): RegistrationCandidate => {
      const { session, party, state } = registration;
      const line = say.registrationLine(session, party, state, turn.today);
      const entry: Entry = { ...entryOf(session), kind: 'registration', id: registration.registrationId };
      return { ...publicCandidate(session, line), entry, alias: entryOf(session), registration };
    });
    return settle(turn, {
      verb: say.verb('unregister'),
      noun: say.registrationNoun(),
      candidates,
      fresh: () =>
        Promise.resolve(
          listed(say.registrationNoun(), candidates, 'unregister', say.numberPlease(2), { personal: true }),
        ),
      personal: true,
      careful: true,
      one: async ({ registration }) => {
        const result = await this.cancelling.cancel(turn.act(), { registrationId: registration.registrationId });
        if (result.ok) return told(say.unregistered(result.value.session, turn.today));
        return told(say.registrationRefusal(result.refusal, { zone: turn.scope.zone, today: turn.today }));
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

  async run(turn: Turn): Promise<Outcome> {
    const { code, party } = turn.step.slots;
    if (code === undefined) return told(say.checkInHow());
    const result = await this.checkIns.withCode(turn.act(), { code, party });
    if (!result.ok) return told(say.registrationRefusal(result.refusal, { zone: turn.scope.zone, today: turn.today }));
    const { session, party: came, already } = result.value;
    return told(say.checkedIn(session, came, already, turn.today));
  }
}

/** 评价: 1 to 5 and a few words on the session one came to. */
@Injectable()
export class FeedbackCommand implements Command {
  readonly act = 'feedback';
  readonly audience = 'everybody';

  constructor(private readonly feedback: GiveFeedback) {}

  async run(turn: Turn): Promise<Outcome> {
    const { score, note } = turn.step.slots;
    if (score === undefined) return told(say.feedbackHow());
    const result = await this.feedback.give(turn.act(), { score, text: note });
    if (result.ok) return told(say.feedbackGiven(result.value.score, result.value.session, turn.today));
    return told(say.registrationRefusal(result.refusal, { zone: turn.scope.zone, today: turn.today }));
  }
}
