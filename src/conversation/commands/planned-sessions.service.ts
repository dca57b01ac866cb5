import { Injectable } from '@nestjs/common';
import { DAY } from '../../kernel/clock';
import { LookAtProgrammes } from '../../programmes/look-at-programmes.service';
import type { Programme } from '../../programmes/programmes.service';
import {
  LookAtPlanned,
  type Concerned,
  type ConcernedPeople,
  type PlannedSession,
} from '../../sessions/look-at-planned.service';
import { listed, settle, unspecified } from '../dialogue/asking';
import { plannedReferent, type PlannedReferent } from '../dialogue/referents';
import { isCalled, windowOf } from '../dialogue/matching';
import { replyPrivately, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayAct from '../wording/acts';
import * as say from '../wording/arranging';

/** How far ahead a session is looked for that was named without its day. */
const AHEAD_DAYS = 70;

/** How long ago a session may have begun that is still going on. */
const LONGEST_SESSION = DAY;

/** Which sessions are meant: only those that families sign up for; also those that are going on; those that are cancelled. */
interface Which {
  readonly signUp?: boolean;
  readonly running?: boolean;
  readonly cancelled?: boolean;
}

/** The sessions that a coordinator arranges, found by what she calls them. */
@Injectable()
export class PlannedSessions {
  constructor(
    private readonly planned: LookAtPlanned,
    private readonly programmes: LookAtProgrammes,
  ) {}

  /** Goes on with the one session that was meant. */
  async settle(
    turn: Turn,
    which: Which,
    then: (session: PlannedSession, referent: PlannedReferent) => Promise<CommandAnswer>,
  ): Promise<CommandAnswer> {
    const referents = await this.referents(turn, which);
    return settle(turn, {
      verb: sayAct.verb(turn.step.act),
      noun: sayAct.sessionToArrange(),
      referents,
      fresh: async () => list(turn, await this.referents(unspecified(turn), which)),
      personal: true,
      one: (referent) => then(referent.session, referent),
    });
  }

  concerned(turn: Turn, sessionId: string): Promise<ConcernedPeople> {
    return this.planned.concerned(turn.scope, sessionId, turn.now);
  }

  toldOfCancelling(turn: Turn, session: PlannedSession): Promise<readonly Concerned[]> {
    return this.planned.toldOfCancelling(turn.scope, session, turn.now);
  }

  /** Those that are called so; without a name those that families sign up for, or all where there are none. */
  async programmesCalled(turn: Turn, called: string | undefined): Promise<readonly Programme[]> {
    const { programmes } = await this.programmes.settings(turn.scope);
    if (called !== undefined) return programmes.filter((programme) => isCalled(programme, called));
    const open = programmes.filter(({ specification }) => specification.capacity !== null);
    return open.length > 0 ? open : programmes;
  }

  /** Without the name of a programme the sessions that families come to are meant before any other. */
  private async referents(
    turn: Turn,
    { signUp = false, running = false, cancelled = false }: Which,
  ): Promise<readonly PlannedReferent[]> {
    const { slots } = turn.step;
    const window = windowOf(slots, turn.now, turn.scope.zone, AHEAD_DAYS);
    const from = running ? Math.min(window.from, turn.now - LONGEST_SESSION) : window.from;
    const state = cancelled ? 'cancelled' : 'planned';
    const sessions = (await this.planned.within(turn.scope, { ...window, from }, state)).filter(
      ({ end }) => end > turn.now,
    );
    const open = sessions.filter((one) => one.signUp !== null);
    const meant = signUp || (slots.programme === undefined && open.length > 0) ? open : sessions;
    return meant.map((session) => plannedReferent(session, turn.today));
  }
}

function list({ step, today }: Turn, referents: readonly PlannedReferent[]): CommandAnswer {
  const [first] = referents;
  if (!first) return replyPrivately(step.act === 'restore-session' ? say.nothingCancelled() : say.noSessions());
  const next = say.sessionsNext(step.act, first.session, today);
  const heading = say.sessionsHeading(referents.length, step.act === 'restore-session');
  return listed(heading, referents, 'none', next, { personal: true });
}
