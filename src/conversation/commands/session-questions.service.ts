import { Injectable } from '@nestjs/common';
import { DAY } from '../../kernel/clock';
import { PhoneNumbers } from '../../organisations/phone-numbers.service';
import type { PublicSession } from '../../registrations/domain/public-session';
import { LookAtSessions } from '../../registrations/look-at-sessions.service';
import { daysSaid, match } from '../dialogue/matching';
import { sessionReferent } from '../dialogue/referents';
import { reply, replyPrivately, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayOwn from '../wording/own-questions';
import { noRegistrations, withPlace } from '../wording/registrations';
import * as say from '../wording/session-questions';
import { OwnRegistrations } from './own-registrations.service';
import { saidWhen } from './own-questions.service';

const PHONE = /电话|手机|联系|号码/u;
const AHEAD = 60 * DAY;
const TOLD = 3;

/** What is asked about sessions beside which there are: one's own places and the queue, and who signed up. */
@Injectable()
export class SessionQuestions {
  constructor(
    private readonly own: OwnRegistrations,
    private readonly look: LookAtSessions,
    private readonly phones: PhoneNumbers,
  ) {}

  async mine(turn: Turn): Promise<CommandAnswer> {
    const all = await this.own.referents(turn);
    return all.length === 0 ? replyPrivately(noRegistrations()) : this.own.list(all);
  }

  /** Where she stands in the queue of each session for which she waits. */
  async waiting(turn: Turn): Promise<CommandAnswer> {
    const all = await this.own.referents(turn);
    const queued = all.filter(({ registration }) => registration.state === 'waiting');
    const meant = match(queued, turn.step.slots, turn.scope.zone).exact;
    const shown = meant.length > 0 ? meant : queued;
    if (shown.length === 0)
      return replyPrivately(sayOwn.notWaiting(all.map(({ line, session }) => withPlace(line, session.place))));
    const lines = shown.map(({ line, registration }) => sayOwn.waitingPlace(line, registration.position ?? 1));
    return replyPrivately([...lines, sayOwn.waitingNext()].join('\n'));
  }

  /** The households of the sessions that were meant, for a coordinator; their telephones when she asks for them. */
  async signedUp(turn: Turn): Promise<CommandAnswer> {
    // who comes, and under which number, is no matter for a group
    if (turn.inGroup) return reply(say.inPrivate());
    const sessions = (await this.meant(turn)).slice(0, TOLD);
    if (sessions.length === 0) return replyPrivately(say.noneToLookAt(saidWhen(turn)));
    const asksPhones = PHONE.test(turn.text);
    const texts: string[] = [];
    let looked = false;
    for (const session of sessions) {
      const roster = await this.look.roster(turn.scope, session.sessionId);
      const numbers =
        asksPhones && roster.length > 0
          ? await this.phones.lookAt(
              turn.act(),
              roster.map(({ personId }) => personId),
              { type: 'session', id: session.sessionId },
            )
          : new Map<string, string>();
      looked ||= asksPhones && roster.length > 0;
      texts.push(say.signedUp(session, roster, numbers, turn.today));
    }
    const answer = replyPrivately([...texts, looked ? say.withPhones() : say.withoutPhones()].join('\n'));
    // Telephone numbers are kept in no answer.
    return looked ? { ...answer, secret: true } : answer;
  }

  /** The sessions of the time that was said, past ones too; the next one where none was. */
  private async meant(turn: Turn): Promise<readonly PublicSession[]> {
    const { scope, now, step } = turn;
    const when = step.slots.when ?? [];
    const range = when.length === 0 ? { from: now - DAY, to: now + AHEAD } : daysSaid(when, scope.zone);
    const all = (await this.look.within(scope, range)).filter(({ state }) => state === 'planned');
    const { person: _, ...slots } = step.slots;
    const found = match(
      all.map((session) => sessionReferent(session, '')),
      slots,
      scope.zone,
    ).exact;
    const sessions = found.map(({ session }) => session);
    return when.length === 0 ? sessions.filter(({ end }) => end > now).slice(0, 1) : sessions;
  }
}
