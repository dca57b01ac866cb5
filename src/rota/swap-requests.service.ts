import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Outbox, type OwedMessage } from '../messaging/outbox.service';
import type { ActContext } from '../acts/domain/act-context';
import type { RequestEnd } from './domain/refusal';
import { SwapRequestRow } from './swap-request.row';
import { openRequestsAbout } from './swap.queries';

export type RequestKind = 'offer' | 'give' | 'swap';

export interface NewRequest {
  readonly kind: RequestKind;
  readonly assignmentId: string;
  readonly fromPersonId: string;
  /** null: anybody. */
  readonly toPersonId: string | null;
  /** What is asked for in return. */
  readonly otherAssignmentId: string | null;
  readonly expires: Instant;
}

/** Writes what people ask of one another about their seats. */
@Injectable()
export class SwapRequests {
  constructor(private readonly outbox: Outbox) {}

  /** Opens a request and answers its id; whoever is asked is told by the one who opens it. */
  async open(tx: Tx, { scope, now }: ActContext, wanted: NewRequest): Promise<string> {
    const id = newId(now);
    await tx.insert(SwapRequestRow, {
      id,
      orgId: scope.orgId,
      kind: wanted.kind,
      assignmentId: wanted.assignmentId,
      fromPersonId: wanted.fromPersonId,
      toPersonId: wanted.toPersonId,
      otherAssignmentId: wanted.otherAssignmentId,
      state: 'open',
      createdMs: now,
      expiresMs: wanted.expires,
    });
    return id;
  }

  /** Ends an open request, with what was still to be sent about it; false when it no longer was open. */
  async settle(tx: Tx, requestId: string, end: RequestEnd, now: Instant): Promise<boolean> {
    const settled = await tx.update(SwapRequestRow, { id: requestId, state: 'open' }, { state: end, answeredMs: now });
    if (settled > 0)
      await this.outbox.suppress(tx, requestId, end === 'accepted' ? 'request answered' : `request ${end}`);
    return settled > 0;
  }

  /** Somebody has taken the seat that was offered to all. */
  async acceptOffer(tx: Tx, assignmentId: string, now: Instant): Promise<void> {
    await tx.update(
      SwapRequestRow,
      { assignmentId, kind: 'offer', state: 'open' },
      { state: 'accepted', answeredMs: now },
    );
  }

  /** Closes what is still asked about an assignment on either side, and tells those who waited. */
  async withdrawAbout(
    tx: Tx,
    context: ActContext,
    assignmentId: string,
    kinds: readonly RequestKind[] = ['offer', 'give', 'swap'],
  ): Promise<void> {
    for (const request of await openRequestsAbout(tx, assignmentId, kinds)) {
      await this.settle(tx, request.id, 'withdrawn', context.now);
      const told = [request.fromPersonId, request.toPersonId].filter((id) => id !== null && id !== context.actorId);
      if (request.kind !== 'offer')
        await this.outbox.owe(tx, context.now, ...told.map((id) => answered(request.id, id ?? '', context)));
    }
  }
}

/** Tells `personId` how a request ended. */
export function answered(requestId: string, personId: string, context: ActContext): OwedMessage {
  return {
    orgId: context.scope.orgId,
    personId,
    dedupeKey: `request-answered.${requestId}.${personId}`,
    kind: 'request-answered',
    class: 'normal',
    subjectId: requestId,
    content: { facts: { requestId } },
    dueMs: context.now,
  };
}
