import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { Outbox } from '../messaging/outbox.service';
import { peopleNamed } from '../organisations/people.queries';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { Exchange, type Move } from './exchange.service';
import type { RotaRefusal } from './domain/refusal';
import { answerBy } from './domain/request';
import type { PersonRef, ShiftView } from './domain/shift-view';
import { SwapRequestRow } from './swap-request.row';
import { SwapRequests } from './swap-requests.service';

export interface Asked {
  readonly requestId: string;
  readonly kind: 'give' | 'swap';
  readonly shift: ShiftView;
  readonly other: ShiftView | null;
  readonly to: PersonRef;
  /** When her time to answer ends. */
  readonly expires: Instant;
}

/** Asks one other person to take a seat, for another in return or for nothing. Nothing moves before she agrees. */
@Injectable()
export class AskExchange {
  constructor(
    private readonly exchange: Exchange,
    private readonly requests: SwapRequests,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  async ask(tx: Tx, context: ActContext, give: Move, swap: Move | null): Promise<Result<Asked, RotaRefusal>> {
    const { assignment, shift, toPersonId } = give;
    const own = assignment.personId === context.actorId;
    if (!own && !isCoordinator(context)) return refused({ rule: 'not-yours' });
    if (toPersonId === assignment.personId) return refused({ rule: 'with-yourself' });
    if (swap?.shift.view.shiftId === shift.view.shiftId) return refused({ rule: 'same-shift', shift: shift.view });
    const moves = swap ? [give, swap] : [give];
    const obstacle = await this.exchange.obstacle(tx, context, moves);
    if (obstacle) return refused(obstacle);
    const twin = await this.twinOf(tx, give, swap);
    if (twin) return refused({ rule: 'already-asked', requestId: twin.id });
    const [to] = await peopleNamed(tx, [toPersonId]);
    if (!to) return refused({ rule: 'not-found', what: 'person' });
    const expires = answerBy(context.now, Math.min(...moves.map((move) => move.shift.view.start)));
    const requestId = await this.write(tx, context, give, swap, expires);
    const kind = swap ? 'swap' : 'give';
    return done({ requestId, kind, shift: shift.view, other: swap?.shift.view ?? null, to, expires });
  }

  private twinOf(tx: Tx, give: Move, swap: Move | null): Promise<{ id: string } | null> {
    const between = { toPersonId: give.toPersonId, otherAssignmentId: swap?.assignment.id ?? null };
    return tx.findOne(
      SwapRequestRow,
      { assignmentId: give.assignment.id, state: 'open', ...between },
      { columns: ['id'] },
    );
  }

  private async write(
    tx: Tx,
    context: ActContext,
    { assignment, toPersonId, shift }: Move,
    swap: Move | null,
    expires: Instant,
  ): Promise<string> {
    const kind = swap ? 'swap' : 'give';
    const id = await this.requests.open(tx, context, {
      kind,
      assignmentId: assignment.id,
      fromPersonId: assignment.personId,
      toPersonId,
      otherAssignmentId: swap?.assignment.id ?? null,
      expires,
    });
    await this.audit.write(tx, context, {
      act: kind,
      subjectType: 'request',
      subjectId: id,
      onBehalfOf: assignment.personId === context.actorId ? undefined : assignment.personId,
      detail: { shiftId: shift.view.shiftId, toPersonId, otherShiftId: swap?.shift.view.shiftId },
      undo: { requestId: id },
    });
    await this.outbox.owe(tx, context.now, {
      orgId: context.scope.orgId,
      personId: toPersonId,
      dedupeKey: `${kind}-asked.${id}`,
      kind: `${kind}-asked`,
      class: 'normal',
      subjectId: id,
      content: { facts: { requestId: id } },
      dueMs: context.now,
      notAfterMs: expires,
    });
    return id;
  }
}
