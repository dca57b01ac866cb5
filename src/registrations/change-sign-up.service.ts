import { Injectable } from '@nestjs/common';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { SessionPlaces } from '../programmes/session-places.service';
import type { PublicSession } from './domain/public-session';
import type { RegistrationRefusal } from './domain/registration-refusal';
import { PublicSessions } from './public-sessions.service';

export interface SignUpChanged {
  readonly session: PublicSession;
  /** False: it stood like that already. */
  readonly changed: boolean;
}

/**
 * A coordinator takes no more sign-ups for a session, or takes them again. Whoever has a place keeps it and may give it up, and
 * whoever waits still moves up.
 */
@Injectable()
export class ChangeSignUp {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly sessions: PublicSessions,
    private readonly places: SessionPlaces,
  ) {}

  change(
    context: ActContext,
    { sessionId, open }: { readonly sessionId: string; readonly open: boolean },
  ): Promise<Result<SignUpChanged, RegistrationRefusal>> {
    return this.acts.perform<SignUpChanged, RegistrationRefusal>(context, 'session.sign-up', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      await tx.lockRows('sessions', [sessionId]);
      const found = await this.sessions.find(tx, context.scope, sessionId);
      if (!found) return refused({ rule: 'not-found' });
      if (!found.open) return refused({ rule: 'not-open-to-public', session: found });
      const { session } = found;
      if (session.state === 'cancelled') return refused({ rule: 'session-cancelled', session });
      if (session.signUpClosed !== open) return done({ session, changed: false });
      await this.places.closeSignUp(tx, sessionId, open ? null : context.now, context.now);
      const act = open ? 'session.open-sign-up' : 'session.close-sign-up';
      await this.audit.write(tx, context, { act, subjectType: 'session', subjectId: sessionId });
      return done({ session: { ...session, signUpClosed: !open }, changed: true });
    });
  }
}
