import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { refused, type Result } from '../kernel/result';
import { Acts, withdraw } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { AssignmentWriter } from './assignment-writer.service';
import { EXPECTED_STATES } from '../programmes/domain/assignment-state';
import type { Override, RotaRefusal } from './domain/refusal';
import { traineeComesToBeAlone } from './domain/judge';
import { OwnAssignments, type OwnAssignment } from './own-assignment.service';
import { RotaFacts } from './rota-facts.service';
import { SeenSeats } from './seen-seats.service';
import { TakeSeat, type SeatTaken } from './take-seat.service';

export interface MoveWish {
  readonly assignmentId: string;
  readonly toShiftId: string;
  readonly override?: Override;
  /** The assignments that the coordinator saw on the shift to which she moves. */
  readonly seen?: readonly string[];
}

/** A coordinator moves somebody from one shift to another: both happen, or neither. */
@Injectable()
export class MoveAssignment {
  constructor(
    private readonly acts: Acts,
    private readonly own: OwnAssignments,
    private readonly facts: RotaFacts,
    private readonly seats: TakeSeat,
    private readonly seen: SeenSeats,
    private readonly writer: AssignmentWriter,
    private readonly audit: AuditLog,
  ) {}

  move(context: ActContext, wish: MoveWish): Promise<Result<SeatTaken, RotaRefusal>> {
    return this.acts.perform(context, 'rota.move', async (tx): Promise<Result<SeatTaken, RotaRefusal>> => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      const held = await this.own.hold(tx, context, wish.assignmentId, EXPECTED_STATES);
      if (!held.ok) return held;
      const { shift } = held.value;
      if (shift.view.end <= context.now) return refused({ rule: 'over', end: shift.view.end, shift: shift.view });
      if (shift.view.shiftId === wish.toShiftId) return refused({ rule: 'same-shift', shift: shift.view });
      const fresh = await this.seen.check(tx, context, wish.toShiftId, wish.seen);
      if (!fresh.ok) return fresh;
      if (!wish.override && (await this.leavesTraineeAlone(tx, context, held.value, wish.toShiftId))) {
        return refused({ rule: 'trainee-left-alone', shift: shift.view, overridable: true });
      }
      return this.carryOut(tx, context, wish, held.value);
    });
  }

  private async carryOut(
    tx: Tx,
    context: ActContext,
    wish: MoveWish,
    { assignment, shift, onBehalfOf }: OwnAssignment,
  ): Promise<Result<SeatTaken, RotaRefusal>> {
    await this.writer.end(tx, context, assignment.id, { told: true });
    await this.audit.write(tx, context, {
      act: 'drop',
      subjectType: 'assignment',
      subjectId: assignment.id,
      onBehalfOf,
      detail: { shiftId: shift.view.shiftId, movedTo: wish.toShiftId },
    });
    const taken = await this.seats.take(tx, context, {
      shiftId: wish.toShiftId,
      personId: assignment.personId,
      act: 'assign',
      source: 'coordinator',
      claiming: false,
      override: wish.override,
    });
    return taken.ok ? taken : withdraw(taken.refusal);
  }

  /** Not where she only changes the post: she stays in the session. */
  private async leavesTraineeAlone(
    tx: Tx,
    { scope }: ActContext,
    { assignment, shift }: OwnAssignment,
    toShiftId: string,
  ): Promise<boolean> {
    const seats = (await this.facts.seats(tx, [shift])).get(shift.view.sessionId) ?? [];
    const own = seats.find(({ assignmentId }) => assignmentId === assignment.id);
    const to = await this.facts.shift(tx, scope, toShiftId);
    const stays = own && to?.view.sessionId === shift.view.sessionId;
    const arrivals = stays ? [{ ...own, assignmentId: '', shiftId: toShiftId, policy: to.seat.trainee }] : [];
    return traineeComesToBeAlone(seats, [assignment.id], arrivals);
  }
}
