import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import { Undo, type UndoEntry } from '../acts/undo.service';
import { AssignmentWriter } from './assignment-writer.service';
import type { RotaRefusal } from './domain/refusal';
import type { ShiftView } from './domain/shift-view';
import { OwnAssignments, type OwnAssignment } from './own-assignment.service';
import { SwapRequests } from './swap-requests.service';

export interface Offered {
  readonly assignmentId: string;
  readonly requestId: string;
  readonly shift: ShiftView;
}

export interface OfferWithdrawn {
  readonly assignmentId: string;
  readonly state: 'held' | 'confirmed';
  readonly shift: ShiftView;
}

/** 求替: asks everybody to take over; the person stays responsible until somebody does. */
@Injectable()
export class OfferShift implements OnModuleInit {
  constructor(
    private readonly acts: Acts,
    private readonly own: OwnAssignments,
    private readonly writer: AssignmentWriter,
    private readonly requests: SwapRequests,
    private readonly audit: AuditLog,
    private readonly undo: Undo,
  ) {}

  onModuleInit(): void {
    this.undo.register({ act: 'offer', undo: (tx, context, entry) => this.takeBack(tx, context, entry) });
  }

  offer(context: ActContext, wish: { assignmentId: string }): Promise<Result<Offered, RotaRefusal>> {
    return this.acts.perform(context, 'rota.offer', async (tx) => {
      const held = await this.own.hold(tx, context, wish.assignmentId, ['held', 'confirmed']);
      if (!held.ok) return held;
      const { view } = held.value.shift;
      if (view.end <= context.now) return refused({ rule: 'over', end: view.end, shift: view });
      return done(await this.put(tx, context, held.value));
    });
  }

  withdraw(context: ActContext, wish: { assignmentId: string }): Promise<Result<OfferWithdrawn, RotaRefusal>> {
    return this.acts.perform(context, 'rota.withdraw-offer', async (tx) => {
      const held = await this.own.hold(tx, context, wish.assignmentId, ['offered']);
      if (!held.ok) return held;
      const withdrawn = await this.takeOff(tx, context, held.value);
      await this.audit.write(tx, context, {
        act: 'withdraw-offer',
        subjectType: 'assignment',
        subjectId: wish.assignmentId,
        onBehalfOf: held.value.onBehalfOf,
      });
      return done(withdrawn);
    });
  }

  /** Puts a held assignment up for anybody to take; whoever watches the shift asks others in time. */
  async put(tx: Tx, context: ActContext, held: OwnAssignment): Promise<Offered> {
    const { assignment, shift, onBehalfOf } = held;
    await this.writer.move(tx, context, assignment.id, ['held', 'confirmed'], 'offered');
    const requestId = await this.requests.open(tx, context, {
      kind: 'offer',
      assignmentId: assignment.id,
      fromPersonId: assignment.personId,
      toPersonId: null,
      otherAssignmentId: null,
      expires: shift.view.end,
    });
    await this.audit.write(tx, context, {
      act: 'offer',
      subjectType: 'assignment',
      subjectId: assignment.id,
      onBehalfOf,
      detail: { shiftId: shift.view.shiftId },
      undo: { assignmentId: assignment.id },
    });
    return { assignmentId: assignment.id, requestId, shift: shift.view };
  }

  private async takeOff(tx: Tx, context: ActContext, held: OwnAssignment): Promise<OfferWithdrawn> {
    const { assignment, shift } = held;
    const state = assignment.confirmedMs === null ? 'held' : 'confirmed';
    await this.writer.move(tx, context, assignment.id, ['offered'], state);
    return { assignmentId: assignment.id, state, shift: shift.view };
  }

  private async takeBack(tx: Tx, context: ActContext, entry: UndoEntry): Promise<Result<OfferWithdrawn, RotaRefusal>> {
    const { assignmentId } = entry.undoWith as { assignmentId: string };
    const held = await this.own.hold(tx, context, assignmentId, ['offered']);
    return held.ok ? done(await this.takeOff(tx, context, held.value)) : held;
  }
}
