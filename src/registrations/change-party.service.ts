import { Injectable } from '@nestjs/common';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import type { PublicSession } from './domain/public-session';
import type { RegistrationRefusal } from './domain/registration-refusal';
import { closedToNewcomers, wrongParty } from './domain/registration-rules';
import { PublicSessions } from './public-sessions.service';
import { findRegistration } from './registration.repository';
import { RegistrationRow } from './registration.row';

export interface PartyChanged {
  readonly registrationId: string;
  readonly before: number;
  readonly party: number;
  readonly session: PublicSession;
}

/** Changes how many people of a household come; the household keeps its place or its turn. */
@Injectable()
export class ChangeParty {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly sessions: PublicSessions,
  ) {}

  async change(
    context: ActContext,
    request: { readonly registrationId: string; readonly party: number },
  ): Promise<Result<PartyChanged, RegistrationRefusal>> {
    return this.acts.perform<PartyChanged, RegistrationRefusal>(context, 'registration.change-party', async (tx) => {
      const seen = await findRegistration(tx, context.scope, request.registrationId);
      if (!seen) return refused({ rule: 'not-found' });
      if (seen.personId !== context.actorId && !isCoordinator(context)) return refused({ rule: 'not-allowed' });
      await tx.lockRows('registrations', [seen.id]);
      const registration = (await findRegistration(tx, context.scope, seen.id)) ?? seen;
      const found = await this.sessions.find(tx, context.scope, registration.sessionId);
      if (!found?.open) return refused({ rule: 'not-found' });
      if (registration.state !== 'registered' && registration.state !== 'waiting')
        return refused({ rule: 'state', state: registration.state });
      const no = closedToNewcomers(found.session, context.now) ?? wrongParty(request.party);
      if (no) return no;
      const { party } = request;
      await tx.update(
        RegistrationRow,
        { id: registration.id, orgId: context.scope.orgId },
        { party, changedMs: context.now },
      );
      await this.audit.write(tx, context, {
        act: 'registration.change-party',
        subjectType: 'registration',
        subjectId: registration.id,
        onBehalfOf: registration.personId === context.actorId ? undefined : registration.personId,
        detail: { from: registration.party, to: party },
      });
      return done({ registrationId: registration.id, before: registration.party, party, session: found.session });
    });
  }
}
