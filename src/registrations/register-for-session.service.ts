import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { newId } from '../kernel/ids';
import { overlaps } from '../kernel/interval';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { placesLeft, type PublicSession } from './domain/public-session';
import type { RegistrationRefusal } from './domain/registration-refusal';
import { closedToNewcomers, wrongParty } from './domain/registration-rules';
import { PublicSessions } from './public-sessions.service';
import { RegistrationMessages } from './registration-messages.service';
import {
  findLiving,
  findRegistration,
  isMember,
  insertRegistration,
  otherLivingSessions,
} from './registration.repository';
import { Waitlist } from './waitlist.service';

export interface RegisterRequest {
  readonly sessionId: string;
  /** People who come, the registering person included. */
  readonly party: number;
  /** The household, when a coordinator signs it up. */
  readonly personId?: string;
}

export interface Registered {
  readonly registrationId: string;
  readonly state: 'registered' | 'waiting';
  /** Place in the queue from 1, null when she has a place. */
  readonly position: number | null;
  readonly party: number;
  readonly session: PublicSession;
}

type RegistrationResult = Result<Registered, RegistrationRefusal>;

const ALTERNATIVES = 3;

/** Signs a household up: a place while there is one, else the end of the waitlist, else a refusal with other dates. */
@Injectable()
export class RegisterForSession {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly sessions: PublicSessions,
    private readonly waitlist: Waitlist,
    private readonly messages: RegistrationMessages,
  ) {}

  async register(context: ActContext, request: RegisterRequest): Promise<RegistrationResult> {
    return this.acts.perform(context, 'registration.register', (tx) => this.registerIn(tx, context, request));
  }

  /** The same within an act that is being performed already. */
  async registerIn(tx: Tx, context: ActContext, request: RegisterRequest): Promise<RegistrationResult> {
    const personId = request.personId ?? context.actorId;
    if (personId !== context.actorId && !isCoordinator(context)) return refused({ rule: 'not-allowed' });
    const found = await this.sessions.find(tx, context.scope, request.sessionId);
    if (!found || !(await isMember(tx, context.scope, personId))) return refused({ rule: 'not-found' });
    if (!found.open) return refused({ rule: 'not-open-to-public', session: { programmeName: found.programmeName } });
    const no = closedToNewcomers(found.session, context.now) ?? wrongParty(request.party);
    if (no) return no;
    await tx.lockRows('people', [personId]);
    const clash = await this.clash(tx, context, personId, found.session);
    return clash ? refused(clash) : this.takePlaceOrWait(tx, context, personId, found.session, request.party);
  }

  /** Her other living registration on this session or at the same time. */
  private async clash(
    tx: Tx,
    context: ActContext,
    personId: string,
    session: PublicSession,
  ): Promise<RegistrationRefusal | null> {
    const same = await findLiving(tx, context.scope, session.sessionId, personId);
    if (same) {
      const { id: registrationId, state, party } = same;
      return { rule: 'already-registered', registrationId, state, party, session };
    }
    const ids = await otherLivingSessions(tx, context.scope, personId, { from: session.start, to: session.end });
    const others = await this.sessions.byIds(tx, context.scope, ids);
    const other = [...others.values()].find((o) =>
      overlaps({ from: o.start, to: o.end }, { from: session.start, to: session.end }),
    );
    return other ? { rule: 'overlap', session, other } : null;
  }

  private async takePlaceOrWait(
    tx: Tx,
    context: ActContext,
    personId: string,
    session: PublicSession,
    party: number,
  ): Promise<RegistrationResult> {
    const placed = await this.waitlist.takePlace(tx, session.sessionId);
    const queued = placed ? context.now : await this.waitlist.join(tx, session.sessionId, context.now);
    if (queued === null) return this.noRoom(tx, context, session);
    const registrationId = newId(context.now);
    const state = placed ? 'registered' : 'waiting';
    await insertRegistration(tx, context, { id: registrationId, session, personId, party, state, queuedMs: queued });
    if (placed) await this.messages.remind(tx, context.scope, session, { registrationId, personId }, context.now);
    // Places may be free although people wait, when the capacity was raised: then the queue moves first.
    else await this.waitlist.promote(tx, context.scope, session, context.now);
    await this.audit.write(tx, context, {
      act: 'registration.register',
      subjectType: 'registration',
      subjectId: registrationId,
      onBehalfOf: personId === context.actorId ? undefined : personId,
      detail: { sessionId: session.sessionId, party, state },
      undo: { registrationId },
    });
    return done(await this.outcome(tx, context, registrationId, session));
  }

  private async outcome(
    tx: Tx,
    context: ActContext,
    registrationId: string,
    session: PublicSession,
  ): Promise<Registered> {
    const registration = await findRegistration(tx, context.scope, registrationId);
    if (!registration) throw new Error(`registration ${registrationId} is not there`);
    const { party, queuedMs } = registration;
    const state = registration.state === 'waiting' ? 'waiting' : 'registered';
    const position =
      state === 'waiting' ? await this.waitlist.positionOf(tx, session.sessionId, registrationId, queuedMs) : null;
    const found = await this.sessions.find(tx, context.scope, session.sessionId);
    return { registrationId, state, position, party, session: found?.open ? found.session : session };
  }

  /** Neither a place nor room to wait: the session was cancelled this moment, takes no more sign-ups, or is full. */
  private async noRoom(tx: Tx, context: ActContext, session: PublicSession): Promise<RegistrationResult> {
    const again = await this.sessions.find(tx, context.scope, session.sessionId);
    const current = again?.open ? again.session : session;
    if (current.state === 'cancelled') return refused({ rule: 'session-cancelled', session: current });
    const rule = current.signUpClosed ? 'sign-up-closed' : 'full';
    const later = await this.sessions.beginningAfter(tx, context.scope, context.now, {
      programmeId: session.programmeId,
      limit: 20,
    });
    const alternatives = later.filter((other) => other.sessionId !== session.sessionId && hasRoom(other));
    return refused({ rule, session: current, alternatives: alternatives.slice(0, ALTERNATIVES) });
  }
}

function hasRoom(session: PublicSession): boolean {
  if (session.signUpClosed) return false;
  const left = placesLeft(session);
  return left === null || left > 0 || session.waiting < session.waitlistMax;
}
