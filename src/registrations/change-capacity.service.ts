import { Injectable } from '@nestjs/common';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { SessionPlaces } from '../programmes/session-places.service';
import type { RegistrationRefusal } from './domain/registration-refusal';
import { PublicSessions } from './public-sessions.service';
import { Waitlist } from './waitlist.service';

export interface CapacityChanged {
  readonly sessionId: string;
  readonly householdsMax: number | null;
  /** Those who waited and have a place now. */
  readonly promoted: readonly string[];
}

/** A coordinator makes room, or less of it. Nobody who has a place loses it; those who waited longest move up. */
@Injectable()
export class ChangeCapacity {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly sessions: PublicSessions,
    private readonly places: SessionPlaces,
    private readonly waitlist: Waitlist,
  ) {}

  /** `householdsMax` null: as many as come. */
  change(
    context: ActContext,
    wish: { sessionId: string; householdsMax: number | null },
  ): Promise<Result<CapacityChanged, RegistrationRefusal>> {
    return this.acts.perform<CapacityChanged, RegistrationRefusal>(context, 'session.capacity', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      await tx.lockRows('sessions', [wish.sessionId]);
      const found = await this.sessions.find(tx, context.scope, wish.sessionId);
      if (!found?.open) return refused({ rule: 'not-found' });
      const { session } = found;
      const { sessionId, householdsMax } = wish;
      if (session.state === 'cancelled') return refused({ rule: 'session-cancelled', session });
      const taken = found.session.householdsTaken;
      if (householdsMax !== null && householdsMax < taken) return refused({ rule: 'fewer-than-registered', taken });
      await this.places.setCapacity(tx, sessionId, householdsMax, context.now);
      const promoted = await this.waitlist.promote(tx, context.scope, { ...session, householdsMax }, context.now);
      const detail = { before: session.householdsMax, now: householdsMax, promoted: promoted.length };
      await this.audit.write(tx, context, {
        act: 'session.capacity',
        subjectType: 'session',
        subjectId: sessionId,
        detail,
      });
      return done({ sessionId, householdsMax, promoted });
    });
  }
}
