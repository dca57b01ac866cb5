import { Injectable } from '@nestjs/common';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import { AssignmentWriter } from './assignment-writer.service';
import { EXPECTED_STATES } from '../programmes/domain/assignment-state';
import type { RotaRefusal } from './domain/refusal';
import type { ShiftView } from './domain/shift-view';
import { OwnAssignments } from './own-assignment.service';

export interface Confirmed {
  readonly assignmentId: string;
  readonly shift: ShiftView;
  /** She had said so before; nothing changed. */
  readonly already: boolean;
}

/** 确认: says that she will come. Confirming a seat that she had offered takes the offer back. */
@Injectable()
export class ConfirmShift {
  constructor(
    private readonly acts: Acts,
    private readonly own: OwnAssignments,
    private readonly writer: AssignmentWriter,
    private readonly audit: AuditLog,
  ) {}

  confirm(context: ActContext, wish: { assignmentId: string }): Promise<Result<Confirmed, RotaRefusal>> {
    return this.acts.perform(context, 'rota.confirm', async (tx): Promise<Result<Confirmed, RotaRefusal>> => {
      const held = await this.own.hold(tx, context, wish.assignmentId, EXPECTED_STATES);
      if (!held.ok) return held;
      const { assignment, shift, onBehalfOf } = held.value;
      const { view } = shift;
      if (view.end <= context.now) return refused({ rule: 'over', end: view.end, shift: view });
      if (assignment.state === 'confirmed') return done({ assignmentId: assignment.id, shift: view, already: true });
      await this.writer.move(tx, context, assignment.id, ['held', 'offered'], 'confirmed', {
        confirmedMs: context.now,
      });
      await this.audit.write(tx, context, {
        act: 'confirm',
        subjectType: 'assignment',
        subjectId: assignment.id,
        onBehalfOf,
      });
      return done({ assignmentId: assignment.id, shift: view, already: false });
    });
  }

  /** Says that she may not come after all: a confirmed seat waits for her word again. It stays hers. */
  doubt(context: ActContext, wish: { assignmentId: string }): Promise<Result<Confirmed, RotaRefusal>> {
    return this.acts.perform(context, 'rota.doubt', async (tx): Promise<Result<Confirmed, RotaRefusal>> => {
      const held = await this.own.hold(tx, context, wish.assignmentId, EXPECTED_STATES);
      if (!held.ok) return held;
      const { assignment, shift, onBehalfOf } = held.value;
      const { view } = shift;
      if (view.end <= context.now) return refused({ rule: 'over', end: view.end, shift: view });
      if (assignment.state !== 'confirmed') return done({ assignmentId: assignment.id, shift: view, already: true });
      await this.writer.move(tx, context, assignment.id, ['confirmed'], 'held', { confirmedMs: null });
      await this.audit.write(tx, context, {
        act: 'doubt',
        subjectType: 'assignment',
        subjectId: assignment.id,
        onBehalfOf,
      });
      return done({ assignmentId: assignment.id, shift: view, already: false });
    });
  }
}
