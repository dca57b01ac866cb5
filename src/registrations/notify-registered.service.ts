import { Injectable } from '@nestjs/common';
import { DAY } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { Outbox } from '../messaging/outbox.service';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import type { RegistrationRefusal } from './domain/registration-refusal';
import { PublicSessions } from './public-sessions.service';
import { RegistrationRow } from './registration.row';

/** Tells everybody who has signed up for a session, or waits for a place, the same. */
@Injectable()
export class NotifyRegistered {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly sessions: PublicSessions,
  ) {}

  notify(
    context: ActContext,
    wish: { sessionId: string; text: string },
  ): Promise<Result<{ told: readonly string[] }, RegistrationRefusal>> {
    return this.acts.perform<{ told: readonly string[] }, RegistrationRefusal>(
      context,
      'session.notify',
      async (tx) => {
        if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
        const { sessionId, text } = wish;
        const found = await this.sessions.find(tx, context.scope, sessionId);
        if (!found?.open) return refused({ rule: 'not-found' });
        const people = await tx.find(
          RegistrationRow,
          { sessionId, state: ['registered', 'waiting'] },
          { columns: ['personId'], orderBy: { id: 'asc' } },
        );
        const entry = { act: 'session.notify' as const, subjectType: 'session', subjectId: sessionId };
        const noticeId = await this.audit.write(tx, context, { ...entry, detail: { people: people.length } });
        const messages = people.map(({ personId }) => ({
          orgId: context.scope.orgId,
          personId,
          dedupeKey: `notice.${noticeId}.${personId}`,
          kind: 'notice' as const,
          class: 'normal' as const,
          subjectId: sessionId,
          content: { facts: { text } },
          dueMs: context.now,
          notAfterMs: context.now + 2 * DAY,
        }));
        await this.outbox.owe(tx, context.now, ...messages);
        return done({ told: people.map(({ personId }) => personId) });
      },
    );
  }
}
