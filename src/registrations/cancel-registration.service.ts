import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import type { PublicSession } from './domain/public-session';
import type { RegistrationRefusal } from './domain/registration-refusal';
import { checkInWindow } from './domain/check-in-window';
import { PublicSessions } from './public-sessions.service';
import { RegistrationMessages } from './registration-messages.service';
import { findRegistration, type RegistrationRecord } from './registration.repository';
import { Waitlist } from './waitlist.service';
import { RegistrationRow } from './registration.row';

export interface Cancelled {
  readonly registrationId: string;
  readonly session: PublicSession;
  /** Who moved up from the waitlist. */
  readonly promoted: readonly string[];
}

/** Cancels a registration and gives its place, in the same transaction, to whoever has waited longest. */
@Injectable()
export class CancelRegistration {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly sessions: PublicSessions,
    private readonly waitlist: Waitlist,
    private readonly messages: RegistrationMessages,
  ) {}

  /** The household until the session begins; a coordinator as long as people can check in. */
  async cancel(
    context: ActContext,
    request: { readonly registrationId: string },
  ): Promise<Result<Cancelled, RegistrationRefusal>> {
    return this.acts.perform(context, 'registration.cancel', async (tx) => {
      const result = await this.cancelIn(tx, context, request.registrationId);
      if (result.ok) await this.note(tx, context, result.value);
      return result;
    });
  }

  /** The same inside an act that is already being performed; writes no entry of its own. */
  async cancelIn(tx: Tx, context: ActContext, registrationId: string): Promise<Result<Cancelled, RegistrationRefusal>> {
    const seen = await findRegistration(tx, context.scope, registrationId);
    if (!seen) return refused({ rule: 'not-found' });
    if (seen.personId !== context.actorId && !isCoordinator(context)) return refused({ rule: 'not-allowed' });
    await tx.lockRows('people', [seen.personId]);
    await tx.lockRows('sessions', [seen.sessionId]);
    const registration = await findRegistration(tx, context.scope, registrationId);
    const found = await this.sessions.find(tx, context.scope, seen.sessionId);
    if (!registration || !found?.open) return refused({ rule: 'not-found' });
    const no = whyNot(context, registration, found.session);
    return no ? refused(no) : this.free(tx, context, registration, found.session);
  }

  private async free(
    tx: Tx,
    context: ActContext,
    registration: RegistrationRecord,
    session: PublicSession,
  ): Promise<Result<Cancelled, RegistrationRefusal>> {
    const hadPlace = registration.state === 'registered';
    await tx.update(
      RegistrationRow,
      { id: registration.id, orgId: context.scope.orgId },
      {
        state: 'cancelled',
        endedKey: registration.id,
        changedMs: context.now,
      },
    );
    if (hadPlace) {
      // Somebody who only waited never had an entry in her calendar that would need a newer revision.
      await tx.update(RegistrationRow, { id: registration.id }, { sequence: { plus: 1 } });
      await this.waitlist.givePlaceBack(tx, session.sessionId);
    } else {
      await this.waitlist.leave(tx, session.sessionId);
    }
    await this.messages.silence(tx, registration.id);
    const promoted = await this.waitlist.promote(tx, context.scope, session, context.now);
    const after = await this.sessions.find(tx, context.scope, session.sessionId);
    return done({
      registrationId: registration.id,
      session: after?.open ? after.session : session,
      promoted,
    });
  }

  private async note(tx: Tx, context: ActContext, cancelled: Cancelled): Promise<void> {
    const registration = await findRegistration(tx, context.scope, cancelled.registrationId);
    await this.audit.write(tx, context, {
      act: 'registration.cancel',
      subjectType: 'registration',
      subjectId: cancelled.registrationId,
      onBehalfOf: registration && registration.personId !== context.actorId ? registration.personId : undefined,
      detail: { sessionId: cancelled.session.sessionId, promoted: cancelled.promoted.length },
      undo: registration
        ? {
            sessionId: registration.sessionId,
            party: registration.party,
            personId: registration.personId,
          }
        : undefined,
    });
  }
}

function whyNot(
  context: ActContext,
  registration: RegistrationRecord,
  session: PublicSession,
): RegistrationRefusal | null {
  if (registration.state !== 'registered' && registration.state !== 'waiting')
    return { rule: 'state', state: registration.state };
  const until = isCoordinator(context) ? checkInWindow(session).closes : session.start;
  if (context.now < until) return null;
  return { rule: context.now < session.end ? 'session-started' : 'session-over', session };
}
