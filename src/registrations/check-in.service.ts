import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { newId } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { AuditAct } from '../acts/domain/act-words';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import type { PublicSession } from './domain/public-session';
import type { RegistrationRefusal } from './domain/registration-refusal';
import { checkInWindow } from './domain/check-in-window';
import { closedToCheckIn, wrongParty } from './domain/registration-rules';
import { PublicSessions } from './public-sessions.service';
import { RegistrationMessages } from './registration-messages.service';
import {
  findLiving,
  findRegistration,
  insertRegistration,
  isMember,
  type RegistrationRecord,
} from './registration.repository';
import { RegistrationRow } from './registration.row';
import { Waitlist } from './waitlist.service';

export interface CheckedIn {
  readonly registrationId: string;
  readonly session: PublicSession;
  /** The people who came. */
  readonly party: number;
  /** She had checked in before; nothing was counted again. */
  readonly already: boolean;
}

const CODE = /^\d{6}$/;

type CheckInResult = Result<CheckedIn, RegistrationRefusal>;

/** Notes who came, each household once: the households and people of a session of which nobody reports otherwise. */
@Injectable()
export class CheckIn {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly sessions: PublicSessions,
    private readonly waitlist: Waitlist,
    private readonly messages: RegistrationMessages,
  ) {}

  /** The household itself, with the code shown at the door. `party` corrects how many came. */
  async withCode(
    context: ActContext,
    request: { readonly code: string; readonly party?: number },
  ): Promise<CheckInResult> {
    return this.acts.perform<CheckedIn, RegistrationRefusal>(context, 'registration.check-in', async (tx) => {
      const session = await this.sessionOfCode(tx, context, request.code);
      if (!session) return refused({ rule: 'unknown-code' });
      const living = await findLiving(tx, context.scope, session.sessionId, context.actorId);
      if (!living) return closedToCheckIn(session, context.now) ?? refused({ rule: 'not-registered', session });
      return this.attend(tx, context, living, session, request.party);
    });
  }

  /** A coordinator notes that a registered household has come. */
  async admit(
    context: ActContext,
    request: { readonly registrationId: string; readonly party?: number },
  ): Promise<CheckInResult> {
    return this.acts.perform<CheckedIn, RegistrationRefusal>(context, 'registration.admit', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      const registration = await findRegistration(tx, context.scope, request.registrationId);
      if (!registration) return refused({ rule: 'not-found' });
      const found = await this.sessions.find(tx, context.scope, registration.sessionId);
      if (!found?.open) return refused({ rule: 'not-found' });
      return this.attend(tx, context, registration, found.session, request.party);
    });
  }

  /** A coordinator admits a household that came without having signed up, while there is a place. */
  async walkIn(
    context: ActContext,
    request: { readonly sessionId: string; readonly personId: string; readonly party: number },
  ): Promise<CheckInResult> {
    return this.acts.perform<CheckedIn, RegistrationRefusal>(context, 'registration.walk-in', (tx) =>
      this.walkInIn(tx, context, request),
    );
  }

  /** The same within an act that is being performed already. */
  async walkInIn(
    tx: Tx,
    context: ActContext,
    request: { readonly sessionId: string; readonly personId: string; readonly party: number },
  ): Promise<CheckInResult> {
    if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
    const found = await this.sessions.find(tx, context.scope, request.sessionId);
    if (!found || !(await isMember(tx, context.scope, request.personId))) return refused({ rule: 'not-found' });
    if (!found.open) return refused({ rule: 'not-open-to-public', session: { programmeName: found.programmeName } });
    await tx.lockRows('people', [request.personId]);
    const living = await findLiving(tx, context.scope, request.sessionId, request.personId);
    if (living) return this.attend(tx, context, living, found.session, request.party);
    const no = closedToCheckIn(found.session, context.now) ?? wrongParty(request.party);
    return no ?? this.letIn(tx, context, request, found.session);
  }

  private async letIn(
    tx: Tx,
    context: ActContext,
    request: { readonly personId: string; readonly party: number },
    session: PublicSession,
  ): Promise<CheckInResult> {
    if (!(await this.waitlist.takePlace(tx, session.sessionId)))
      return refused({ rule: 'full', session, alternatives: [] });
    const { personId, party } = request;
    const id = newId(context.now);
    await insertRegistration(tx, context, { id, session, personId, party, state: 'attended', queuedMs: context.now });
    await this.note(tx, context, 'registration.walk-in', { id, personId }, session, party);
    return done({ registrationId: id, session, party, already: false });
  }

  private async attend(
    tx: Tx,
    context: ActContext,
    seen: RegistrationRecord,
    session: PublicSession,
    party: number | undefined,
  ): Promise<CheckInResult> {
    const no = closedToCheckIn(session, context.now) ?? (party === undefined ? null : wrongParty(party));
    if (no) return no;
    await tx.lockRows('sessions', [session.sessionId]);
    const registration = await findRegistration(tx, context.scope, seen.id);
    if (registration?.state === 'attended')
      return done({ registrationId: seen.id, session, party: registration.party, already: true });
    if (registration?.state === 'waiting') {
      const position = await this.waitlist.positionOf(tx, session.sessionId, registration.id, registration.queuedMs);
      return refused({ rule: 'still-waiting', session, position });
    }
    if (registration?.state !== 'registered') return refused({ rule: 'state', state: 'cancelled' });
    const came = party ?? registration.party;
    await tx.update(
      RegistrationRow,
      { id: seen.id, orgId: context.scope.orgId },
      { state: 'attended', party: came, attendedMs: context.now, changedMs: context.now },
    );
    await this.messages.silence(tx, seen.id);
    await this.note(tx, context, 'registration.check-in', registration, session, came);
    return done({ registrationId: seen.id, session, party: came, already: false });
  }

  /** Takes a mistaken check-in back: the household is registered again, and counted no longer. */
  async takeBack(
    context: ActContext,
    request: { readonly registrationId: string },
  ): Promise<Result<{ readonly registrationId: string }, RegistrationRefusal>> {
    return this.acts.perform(context, 'registration.take-back', async (tx) => {
      if (!isCoordinator(context)) return refused<RegistrationRefusal>({ rule: 'not-allowed' });
      const seen = await findRegistration(tx, context.scope, request.registrationId);
      const found = seen ? await this.sessions.find(tx, context.scope, seen.sessionId) : null;
      if (!seen || !found?.open) return refused<RegistrationRefusal>({ rule: 'not-found' });
      await tx.lockRows('sessions', [seen.sessionId]);
      const registration = (await findRegistration(tx, context.scope, seen.id)) ?? seen;
      if (registration.state !== 'attended')
        return refused<RegistrationRefusal>({ rule: 'state', state: registration.state });
      await tx.update(
        RegistrationRow,
        { id: seen.id, orgId: context.scope.orgId },
        { state: 'registered', attendedMs: null, changedMs: context.now },
      );
      await this.note(tx, context, 'registration.take-back', registration, found.session, registration.party);
      return done({ registrationId: seen.id });
    });
  }

  private async note(
    tx: Tx,
    context: ActContext,
    act: AuditAct,
    whose: { readonly id: string; readonly personId: string },
    session: PublicSession,
    party: number,
  ): Promise<void> {
    await this.audit.write(tx, context, {
      act,
      subjectType: 'registration',
      subjectId: whose.id,
      onBehalfOf: whose.personId === context.actorId ? undefined : whose.personId,
      detail: { sessionId: session.sessionId, party },
    });
  }

  /** Of two sessions with the same code the one whose door is open; else the one that is nearest in time. */
  private async sessionOfCode(tx: Tx, context: ActContext, code: string): Promise<PublicSession | null> {
    if (!CODE.test(code)) return null;
    const sessions = await this.sessions.withCode(tx, context.scope, code);
    const isOpen = (session: PublicSession): boolean => {
      const { opens, closes } = checkInWindow(session);
      return opens <= context.now && context.now <= closes;
    };
    const distance = (session: PublicSession): number => Math.abs(session.start - context.now);
    return sessions.find(isOpen) ?? [...sessions].sort((a, b) => distance(a) - distance(b))[0] ?? null;
  }
}
