import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { Outbox } from '../messaging/outbox.service';
import { peopleNamed } from '../organisations/people.queries';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { Undo, type UndoEntry } from '../acts/undo.service';
import { Exchange, type Move, type Moved } from './exchange.service';
import type { RotaRefusal } from './domain/refusal';
import type { PersonRef } from './domain/shift-view';
import { answered, SwapRequests } from './swap-requests.service';
import { SwapRequestRow } from './swap-request.row';

export interface Agreed {
  readonly requestId: string;
  readonly kind: 'give' | 'swap';
  /** The seats as they are now; the one who agreed comes first. */
  readonly moved: readonly Moved[];
  readonly from: PersonRef;
}

export interface Answered {
  readonly requestId: string;
  readonly state: 'refused' | 'withdrawn';
  readonly from: PersonRef;
  readonly to: PersonRef;
}

/** 同意 / 不行: the asked person's word on a give-away or a swap; and the asker's change of mind. */
@Injectable()
export class AnswerRequest implements OnModuleInit {
  constructor(
    private readonly acts: Acts,
    private readonly exchange: Exchange,
    private readonly requests: SwapRequests,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly undo: Undo,
  ) {}

  onModuleInit(): void {
    for (const act of ['give', 'swap']) {
      this.undo.register({ act, undo: (tx, context, entry) => this.takeBack(tx, context, entry) });
    }
    this.undo.register({ act: 'agree', undo: (tx, context, entry) => this.unmake(tx, context, entry) });
  }

  /** All rules are asked again for every side; when one stands in the way nothing moves and the request stays open. */
  agree(context: ActContext, wish: { requestId: string }): Promise<Result<Agreed, RotaRefusal>> {
    return this.acts.perform(context, 'rota.agree', async (tx) => {
      const seen = await this.asked(tx, context, wish.requestId);
      if (!seen.ok) return seen;
      const planned = await this.movesOf(tx, context, seen.value);
      if (!planned.ok) {
        // Between the two looks, with nothing held yet, another may have agreed: then the request is what is gone.
        const still = await this.asked(tx, context, wish.requestId);
        return still.ok ? planned : still;
      }
      await this.exchange.hold(tx, planned.value);
      const request = await this.asked(tx, context, wish.requestId);
      if (!request.ok) return request;
      const moves = await this.movesOf(tx, context, request.value);
      if (!moves.ok) return moves;
      const obstacle = await this.exchange.obstacle(tx, context, moves.value);
      if (obstacle) return refused(obstacle);
      return done(await this.perform(tx, context, request.value, moves.value));
    });
  }

  refuse(context: ActContext, wish: { requestId: string }): Promise<Result<Answered, RotaRefusal>> {
    return this.acts.perform(context, 'rota.refuse', async (tx) => {
      const request = await this.asked(tx, context, wish.requestId);
      return request.ok ? this.close(tx, context, request.value, 'refused') : request;
    });
  }

  /** By the person who asked, or a coordinator. */
  withdraw(context: ActContext, wish: { requestId: string }): Promise<Result<Answered, RotaRefusal>> {
    return this.acts.perform(context, 'rota.withdraw-request', async (tx) => {
      const request = await find(tx, context, wish.requestId);
      if (!request || request.kind === 'offer') return refused({ rule: 'not-found', what: 'request' });
      if (request.fromPersonId !== context.actorId && !isCoordinator(context)) return refused({ rule: 'not-yours' });
      return this.close(tx, context, request, 'withdrawn');
    });
  }

  private async takeBack(tx: Tx, context: ActContext, entry: UndoEntry): Promise<Result<Answered, RotaRefusal>> {
    const request = await find(tx, context, (entry.undoWith as { requestId: string }).requestId);
    return request ? this.close(tx, context, request, 'withdrawn') : refused({ rule: 'not-found', what: 'request' });
  }

  /** Her word taken back after the seats have passed: they pass back, and the others are told. */
  private unmake(tx: Tx, context: ActContext, entry: UndoEntry): Promise<Result<Moved[], RotaRefusal>> {
    const { seats } = entry.undoWith as { seats: { assignmentId: string; personId: string }[] };
    return this.exchange.reverse(tx, context, seats);
  }

  private async asked(tx: Tx, context: ActContext, requestId: string): Promise<Result<SwapRequestRow, RotaRefusal>> {
    const request = await find(tx, context, requestId);
    if (!request || request.kind === 'offer') return refused({ rule: 'not-found', what: 'request' });
    // The other's word is hers alone: not even a coordinator gives it.
    if (request.toPersonId !== context.actorId) return refused({ rule: 'not-yours' });
    if (request.state !== 'open') return refused({ rule: 'request-gone', state: request.state });
    return request.expiresMs <= context.now ? refused({ rule: 'request-gone', state: 'expired' }) : done(request);
  }

  private async movesOf(tx: Tx, context: ActContext, request: SwapRequestRow): Promise<Result<Move[], RotaRefusal>> {
    const give = await this.exchange.moveOf(tx, context, request.assignmentId, request.toPersonId ?? '');
    if (!give.ok) return give;
    if (request.otherAssignmentId === null) return done([give.value]);
    const swap = await this.exchange.moveOf(tx, context, request.otherAssignmentId, request.fromPersonId);
    return swap.ok ? done([give.value, swap.value]) : swap;
  }

  private async perform(tx: Tx, context: ActContext, request: SwapRequestRow, moves: readonly Move[]): Promise<Agreed> {
    await this.requests.settle(tx, request.id, 'accepted', context.now);
    const people = await peopleNamed(tx, [request.fromPersonId, context.actorId]);
    const moved = await this.exchange.perform(tx, context, moves, people);
    await this.audit.write(tx, context, {
      act: 'agree',
      subjectType: 'request',
      subjectId: request.id,
      detail: { kind: request.kind, assignments: moved.map((one) => one.assignmentId) },
      undo: { seats: cameFrom(moves, moved) },
    });
    await this.outbox.owe(tx, context.now, answered(request.id, request.fromPersonId, context));
    return {
      requestId: request.id,
      kind: moves.length === 2 ? 'swap' : 'give',
      moved,
      from: refIn(people, request.fromPersonId),
    };
  }

  private async close(
    tx: Tx,
    context: ActContext,
    request: SwapRequestRow,
    state: 'refused' | 'withdrawn',
  ): Promise<Result<Answered, RotaRefusal>> {
    if (!(await this.requests.settle(tx, request.id, state, context.now))) {
      const now = (await find(tx, context, request.id))?.state ?? 'withdrawn';
      return refused({ rule: 'request-gone', state: now === 'open' ? 'withdrawn' : now });
    }
    await this.audit.write(tx, context, {
      act: state === 'refused' ? 'refuse' : 'withdraw-request',
      subjectType: 'request',
      subjectId: request.id,
    });
    const told = state === 'refused' ? request.fromPersonId : (request.toPersonId ?? '');
    await this.outbox.owe(tx, context.now, answered(request.id, told, context));
    const people = await peopleNamed(tx, [request.fromPersonId, request.toPersonId ?? '']);
    const from = refIn(people, request.fromPersonId);
    return done({ requestId: request.id, state, from, to: refIn(people, request.toPersonId ?? '') });
  }
}

/** The seats as they are after `moves`, each with the person it came from. */
export function cameFrom(
  moves: readonly Move[],
  moved: readonly Moved[],
): { assignmentId: string; personId: string }[] {
  return moves.map(({ assignment }, i) => ({
    assignmentId: moved[i]?.assignmentId ?? '',
    personId: assignment.personId,
  }));
}

function find(tx: Tx, context: ActContext, requestId: string): Promise<SwapRequestRow | null> {
  return tx.findOne(SwapRequestRow, { id: requestId, orgId: context.scope.orgId });
}

const refIn = (people: readonly PersonRef[], personId: string): PersonRef =>
  people.find((person) => person.personId === personId) ?? { personId, name: '' };
