import { Injectable } from '@nestjs/common';
import type { Instant } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { SessionPlaces } from '../programmes/session-places.service';
import type { PublicSession } from './domain/public-session';
import type { RegistrationRefusal } from './domain/registration-refusal';
import { checkInWindow } from './domain/check-in-window';
import { PublicSessions } from './public-sessions.service';

export interface ShownCode {
  readonly code: string;
  readonly session: PublicSession;
  readonly opens: Instant;
  readonly closes: Instant;
}

/** The code that hangs at the door of a session; made when a coordinator first asks for it and kept from then on. */
@Injectable()
export class CheckInCodes {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly sessions: PublicSessions,
    private readonly places: SessionPlaces,
  ) {}

  async show(
    context: ActContext,
    request: { readonly sessionId: string },
  ): Promise<Result<ShownCode, RegistrationRefusal>> {
    return this.acts.perform<ShownCode, RegistrationRefusal>(context, 'registration.show-code', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      const found = await this.sessions.find(tx, context.scope, request.sessionId);
      if (!found) return refused({ rule: 'not-found' });
      if (!found.open) return refused({ rule: 'not-open-to-public', session: { programmeName: found.programmeName } });
      const { session } = found;
      if (session.state === 'cancelled') return refused({ rule: 'session-cancelled', session });
      const { code, made } = await this.places.codeOf(tx, session.sessionId);
      if (made)
        await this.audit.write(tx, context, {
          act: 'registration.show-code',
          subjectType: 'session',
          subjectId: session.sessionId,
        });
      return done({ code, session, ...checkInWindow(session) });
    });
  }
}
