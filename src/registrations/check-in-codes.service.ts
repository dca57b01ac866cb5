import { Injectable } from '@nestjs/common';
import type { Instant } from '../kernel/clock';
import { sixDigitCode } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import type { PublicSession } from './domain/public-session';
import type { RegistrationRefusal } from './domain/registration-refusal';
import { checkInWindow } from './domain/registration-rules';
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
      const made = await tx.run('UPDATE sessions SET check_in_code = ? WHERE id = ? AND check_in_code IS NULL', [
        sixDigitCode(),
        session.sessionId,
      ]);
      const row = await tx.one<{ checkInCode: string }>('SELECT check_in_code FROM sessions WHERE id = ?', [
        session.sessionId,
      ]);
      if (made > 0)
        await this.audit.write(tx, context, {
          act: 'registration.show-code',
          subjectType: 'session',
          subjectId: session.sessionId,
        });
      return done({ code: row?.checkInCode ?? '', session, ...checkInWindow(session) });
    });
  }
}
