import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import { Undo, UNDO_WINDOW, type UndoEntry } from '../acts/undo.service';
import type { RequestEnd, RotaRefusal } from './domain/refusal';
import type { RingState } from './domain/ring-view';
import { Exchange, type Move } from './exchange.service';
import { SwapRings, type Ring, type RingLeg } from './swap-rings.service';
import { SwapRingLegRow } from './swap-ring-leg.row';
import { SwapRingRow } from './swap-ring.row';

export interface RingAnswered {
  readonly ringId: string;
  /** `open`: the others have still to agree; `done`: all seats have passed. */
  readonly state: 'open' | 'done' | 'refused';
}

type Broken = { readonly refusal: RotaRefusal; readonly by: string | null };

/** 同意 / 不行 to a ring: nothing moves before everybody has agreed, and then all of it moves in one act or none of it. */
@Injectable()
export class AnswerRing implements OnModuleInit {
  constructor(
    private readonly acts: Acts,
    private readonly exchange: Exchange,
    private readonly rings: SwapRings,
    private readonly audit: AuditLog,
    private readonly undo: Undo,
  ) {}

  onModuleInit(): void {
    this.undo.register({ act: 'agree-ring', undo: (tx, context, entry) => this.takeBack(tx, context, entry) });
  }

  /** All rules are asked again for every leg; a ring that no longer holds is ended, and everybody is told. */
  agree(context: ActContext, wish: { ringId: string }): Promise<Result<RingAnswered, RotaRefusal>> {
    return this.acts.perform(context, 'rota.agree-ring', async (tx) => {
      const seen = await this.asked(tx, context, wish.ringId);
      if (!seen.ok) return seen;
      const known = await this.movesOf(tx, context, seen.value);
      if (known.ok) await this.exchange.hold(tx, known.value);
      const ring = await this.asked(tx, context, wish.ringId);
      if (!ring.ok) return ring;
      const moves = await this.lawful(tx, context, ring.value);
      if (!moves.ok) {
        await this.rings.end(tx, ring.value, 'withdrawn', context, moves.refusal.by);
        return refused(moves.refusal.refusal);
      }
      return done(await this.count(tx, context, ring.value, moves.value));
    });
  }

  /** Ends the ring for everybody; the same seat is not proposed to her again. */
  refuse(context: ActContext, wish: { ringId: string }): Promise<Result<RingAnswered, RotaRefusal>> {
    return this.acts.perform(context, 'rota.refuse-ring', async (tx) => {
      const ring = await this.asked(tx, context, wish.ringId);
      if (!ring.ok) return ring;
      if (!(await this.rings.end(tx, ring.value, 'refused', context, context.actorId))) {
        return refused({ rule: 'request-gone', state: 'withdrawn' });
      }
      await this.answered(tx, context, ring.value, 'refused');
      await this.audit.write(tx, context, { act: 'refuse-ring', subjectType: 'ring', subjectId: ring.value.id });
      return done({ ringId: ring.value.id, state: 'refused' as const });
    });
  }

  private async count(tx: Tx, context: ActContext, ring: Ring, moves: readonly Move[]): Promise<RingAnswered> {
    await this.answered(tx, context, ring, 'agreed');
    const others = ring.legs.filter((leg) => leg.personId !== context.actorId);
    const all = others.every((leg) => leg.answer === 'agreed');
    if (all) await this.carryOut(tx, context, ring, moves);
    await this.audit.write(tx, context, {
      act: 'agree-ring',
      subjectType: 'ring',
      subjectId: ring.id,
      detail: { done: all },
      undo: { ringId: ring.id },
    });
    return { ringId: ring.id, state: all ? 'done' : 'open' };
  }

  private async carryOut(tx: Tx, context: ActContext, ring: Ring, moves: readonly Move[]): Promise<void> {
    const moved = await this.exchange.perform(tx, context, moves, []);
    for (const [i, leg] of ring.legs.entries()) {
      await tx.update(SwapRingLegRow, { id: leg.id }, { becameId: moved[i]?.assignmentId ?? null });
    }
    await this.rings.end(tx, ring, 'done', context, null);
  }

  private async answered(tx: Tx, { now, actorId }: ActContext, ring: Ring, answer: RingLeg['answer']): Promise<void> {
    await tx.update(SwapRingLegRow, { ringId: ring.id, personId: actorId }, { answer, answeredMs: now });
  }

  private async asked(tx: Tx, context: ActContext, ringId: string): Promise<Result<Ring, RotaRefusal>> {
    const ring = await this.rings.find(tx, context.scope.orgId, ringId);
    // Her word is hers alone: not even a coordinator gives it.
    if (!ring?.legs.some((leg) => leg.personId === context.actorId)) {
      return refused({ rule: 'not-found', what: 'request' });
    }
    if (ring.state !== 'open') return refused({ rule: 'request-gone', state: asRequestEnd(ring.state) });
    return ring.expiresMs <= context.now ? refused({ rule: 'request-gone', state: 'expired' }) : done(ring);
  }

  private async movesOf(tx: Tx, context: ActContext, ring: Ring): Promise<Result<Move[], Broken>> {
    const moves: Move[] = [];
    for (const [i, leg] of ring.legs.entries()) {
      const next = ring.legs[(i + 1) % ring.legs.length];
      const move = await this.exchange.moveOf(tx, context, leg.assignmentId, next?.personId ?? '');
      const times = move.ok ? move.value.shift.view : null;
      // Gone, begun or moved: in any case no longer what everybody was asked about.
      if (!move.ok || times?.start !== leg.startMs || times.end !== leg.endMs) {
        return refused({ refusal: { rule: 'request-gone', state: 'withdrawn' }, by: leg.personId });
      }
      moves.push(move.value);
    }
    return done(moves);
  }

  /** The moves, when every rule allows them as they stand now. */
  private async lawful(tx: Tx, context: ActContext, ring: Ring): Promise<Result<Move[], Broken>> {
    const moves = await this.movesOf(tx, context, ring);
    if (!moves.ok) return moves;
    const refusal = await this.exchange.obstacle(tx, context, moves.value);
    return refusal ? refused({ refusal, by: 'person' in refusal ? refusal.person.personId : null }) : moves;
  }

  /** Before the ring is done her word is open again; within its time afterwards everything passes back. */
  private async takeBack(tx: Tx, context: ActContext, entry: UndoEntry): Promise<Result<object, RotaRefusal>> {
    const ring = await this.rings.find(tx, context.scope.orgId, (entry.undoWith as { ringId: string }).ringId);
    if (!ring) return refused({ rule: 'not-found', what: 'request' });
    if (ring.state === 'open') {
      await this.answered(tx, context, ring, 'waiting');
      return done({ ringId: ring.id });
    }
    if (ring.state !== 'done' || (ring.settledMs ?? 0) < context.now - UNDO_WINDOW) {
      return refused({ rule: 'request-gone', state: asRequestEnd(ring.state) });
    }
    const seats = ring.legs.map((leg) => ({ assignmentId: leg.becameId ?? '', personId: leg.personId }));
    const moved = await this.exchange.reverse(tx, context, seats);
    if (moved.ok) await tx.update(SwapRingRow, { id: ring.id, state: 'done' }, { state: 'undone' });
    return moved;
  }
}

function asRequestEnd(state: Exclude<RingState, 'open'>): RequestEnd {
  return state === 'done' ? 'accepted' : state === 'undone' ? 'withdrawn' : state;
}
