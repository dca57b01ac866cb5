import { Injectable } from '@nestjs/common';
import { HOUR } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { Outbox } from '../messaging/outbox.service';
import { seatsToConfirm } from './seats-to-confirm.queries';

export type AskAgainRefusal = { readonly rule: 'not-allowed' } | { readonly rule: 'nobody' };

/** Nobody is asked about the same seat more often than this, however often she is to be. */
const AT_MOST_EVERY = HOUR;

/** A coordinator has those who have not confirmed asked once more, now and not at the time that was planned. */
@Injectable()
export class AskAgain {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /** Of `assignmentIds` those that are still to be confirmed and have not begun; `asked`: how many of them there are. */
  ask(context: ActContext, assignmentIds: readonly string[]): Promise<Result<{ asked: number }, AskAgainRefusal>> {
    return this.acts.perform<{ asked: number }, AskAgainRefusal>(context, 'seat.ask-again', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      const { now, scope } = context;
      const seats = await seatsToConfirm(tx, context, assignmentIds);
      if (seats.length === 0) return refused({ rule: 'nobody' });
      const messages = seats.map(({ assignmentId, personId, startMs }) => ({
        orgId: scope.orgId,
        personId,
        dedupeKey: `confirm-again.asked.${assignmentId}.${String(Math.floor(now / AT_MOST_EVERY))}`,
        kind: 'confirm-again' as const,
        class: 'normal' as const,
        subjectId: assignmentId,
        content: { facts: { assignmentId } },
        dueMs: now,
        notAfterMs: startMs,
      }));
      await this.outbox.owe(tx, now, ...messages);
      await this.audit.write(tx, context, {
        act: 'seat.ask-again',
        subjectType: 'organisation',
        subjectId: scope.orgId,
        detail: { assignments: seats.map(({ assignmentId }) => assignmentId) },
      });
      return done({ asked: seats.length });
    });
  }
}
