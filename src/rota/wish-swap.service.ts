import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { Undo, type UndoEntry } from '../acts/undo.service';
import { EXPECTED_STATES } from '../programmes/domain/assignment-state';
import type { RotaRefusal } from './domain/refusal';
import type { ShiftView } from './domain/shift-view';
import { wishEnds, type WantedTime } from './domain/wish';
import { OwnAssignments, type OwnAssignment } from './own-assignment.service';
import { SwapRings } from './swap-rings.service';
import { SwapWishRow } from './swap-wish.row';

export interface Wished {
  readonly wishId: string;
  readonly shift: ShiftView;
  /** Until then it is looked for. */
  readonly expires: Instant;
}

/** 换班 without a name: she would rather serve at another time, with whomever. Nothing moves by a wish alone. */
@Injectable()
export class WishSwap implements OnModuleInit {
  constructor(
    private readonly acts: Acts,
    private readonly own: OwnAssignments,
    private readonly rings: SwapRings,
    private readonly audit: AuditLog,
    private readonly undo: Undo,
  ) {}

  onModuleInit(): void {
    this.undo.register({ act: 'wish-swap', undo: (tx, context, entry) => this.takeBack(tx, context, entry) });
  }

  /** A second wish about the same seat takes the place of the first. `wanted` empty: any other time. */
  wish(
    context: ActContext,
    wish: { assignmentId: string; wanted: readonly WantedTime[] },
  ): Promise<Result<Wished, RotaRefusal>> {
    return this.acts.perform(context, 'rota.wish-swap', async (tx) => {
      const held = await this.own.hold(tx, context, wish.assignmentId, EXPECTED_STATES);
      if (!held.ok) return held;
      const { view } = held.value.shift;
      if (view.start <= context.now) return refused({ rule: 'started', start: view.start, shift: view });
      const before = await tx.findOne(
        SwapWishRow,
        { assignmentId: wish.assignmentId, state: 'open' },
        { columns: ['id'] },
      );
      if (before) await this.rings.withdrawWish(tx, context.scope.orgId, before.id, context);
      return done(await this.write(tx, context, held.value, wish.wanted));
    });
  }

  /** By her whose wish it is, or a coordinator. A ring that it is in goes with it, and the others are told. */
  withdraw(context: ActContext, { wishId }: { wishId: string }): Promise<Result<{ wishId: string }, RotaRefusal>> {
    return this.acts.perform(context, 'rota.withdraw-wish', async (tx) => {
      const wish = await tx.findOne(SwapWishRow, { id: wishId, orgId: context.scope.orgId }, { columns: ['personId'] });
      if (!wish) return refused({ rule: 'not-found', what: 'request' });
      if (wish.personId !== context.actorId && !isCoordinator(context)) return refused({ rule: 'not-yours' });
      const withdrawn = await this.close(tx, context, wishId);
      if (!withdrawn.ok) return withdrawn;
      await this.audit.write(tx, context, { act: 'withdraw-wish', subjectType: 'wish', subjectId: wishId });
      return withdrawn;
    });
  }

  private async write(
    tx: Tx,
    context: ActContext,
    { assignment, shift, onBehalfOf }: OwnAssignment,
    wanted: readonly WantedTime[],
  ): Promise<Wished> {
    const wishId = newId(context.now);
    const expires = wishEnds(context.now, shift.view.start);
    await tx.insert(SwapWishRow, {
      id: wishId,
      orgId: context.scope.orgId,
      personId: assignment.personId,
      assignmentId: assignment.id,
      wanted: JSON.stringify(wanted),
      state: 'open',
      createdMs: context.now,
      expiresMs: expires,
    });
    await this.audit.write(tx, context, {
      act: 'wish-swap',
      subjectType: 'wish',
      subjectId: wishId,
      onBehalfOf,
      detail: { shiftId: shift.view.shiftId, wanted },
      undo: { wishId },
    });
    return { wishId, shift: shift.view, expires };
  }

  private takeBack(tx: Tx, context: ActContext, entry: UndoEntry): Promise<Result<{ wishId: string }, RotaRefusal>> {
    return this.close(tx, context, (entry.undoWith as { wishId: string }).wishId);
  }

  private async close(tx: Tx, context: ActContext, wishId: string): Promise<Result<{ wishId: string }, RotaRefusal>> {
    const withdrawn = await this.rings.withdrawWish(tx, context.scope.orgId, wishId, context);
    return withdrawn ? done({ wishId }) : refused({ rule: 'request-gone', state: 'withdrawn' });
  }
}
