import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { HOUR } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { Undo, type UndoEntry } from '../acts/undo.service';
import { AssignmentWriter } from './assignment-writer.service';
import { EXPECTED_STATES } from '../programmes/domain/assignment-state';
import { traineeComesToBeAlone } from './domain/judge';
import type { Override, RotaRefusal } from './domain/refusal';
import type { PersonRef, ShiftView } from './domain/shift-view';
import { OfferShift } from './offer-shift.service';
import { OwnAssignments, type OwnAssignment } from './own-assignment.service';
import { RotaFacts } from './rota-facts.service';
import { TakeSeat, type SeatTaken } from './take-seat.service';

/** `offered-instead`: the cut-off has passed; she stays responsible until somebody takes the seat. */
export interface Dropped {
  readonly kind: 'dropped' | 'offered-instead';
  readonly assignmentId: string;
  readonly person: PersonRef;
  readonly shift: ShiftView;
  readonly cutoffHours: number;
}

/** 退班: gives a seat back before the cut-off; afterwards puts it up for others to take. */
@Injectable()
export class DropShift implements OnModuleInit {
  constructor(
    private readonly acts: Acts,
    private readonly own: OwnAssignments,
    private readonly facts: RotaFacts,
    private readonly offers: OfferShift,
    private readonly seats: TakeSeat,
    private readonly writer: AssignmentWriter,
    private readonly audit: AuditLog,
    private readonly undo: Undo,
  ) {}

  onModuleInit(): void {
    this.undo.register({ act: 'drop', undo: (tx, context, entry) => this.takeBack(tx, context, entry) });
  }

  /** A coordinator's override frees the seat even after the cut-off and even if a trainee is left alone. */
  drop(
    context: ActContext,
    wish: { assignmentId: string; override?: Override },
  ): Promise<Result<Dropped, RotaRefusal>> {
    return this.acts.perform(context, 'rota.drop', async (tx) => {
      const held = await this.own.hold(tx, context, wish.assignmentId, EXPECTED_STATES);
      if (!held.ok) return held;
      const { assignment, shift } = held.value;
      if (shift.view.end <= context.now) return refused({ rule: 'over', end: shift.view.end, shift: shift.view });
      const overriding = wish.override !== undefined && isCoordinator(context);
      const cutoffHours = shift.specification.rules.dropCutoffHours;
      if (!overriding && context.now > shift.view.start - cutoffHours * HOUR) {
        if (assignment.state !== 'offered') await this.offers.put(tx, context, held.value);
        return done(outcome('offered-instead', held.value, cutoffHours));
      }
      const seats = (await this.facts.seats(tx, [shift])).get(shift.view.sessionId) ?? [];
      if (!overriding && traineeComesToBeAlone(seats, [assignment.id])) {
        return refused({ rule: 'trainee-left-alone', shift: shift.view, overridable: true });
      }
      await this.free(tx, context, held.value, wish.override);
      return done(outcome('dropped', held.value, cutoffHours));
    });
  }

  private async free(tx: Tx, context: ActContext, held: OwnAssignment, override?: Override): Promise<void> {
    const { assignment, shift, onBehalfOf } = held;
    await this.writer.end(tx, context, assignment.id);
    await this.audit.write(tx, context, {
      act: 'drop',
      subjectType: 'assignment',
      subjectId: assignment.id,
      onBehalfOf,
      detail: { shiftId: shift.view.shiftId, ...(override ? { override } : {}) },
      undo: { shiftId: shift.view.shiftId, personId: assignment.personId },
    });
  }

  private takeBack(tx: Tx, context: ActContext, entry: UndoEntry): Promise<Result<SeatTaken, RotaRefusal>> {
    const { shiftId, personId } = entry.undoWith as { shiftId: string; personId: string };
    return this.seats.take(tx, context, { shiftId, personId, act: 'undo-drop', source: 'undo', claiming: false });
  }
}

function outcome(kind: Dropped['kind'], { assignment, shift }: OwnAssignment, cutoffHours: number): Dropped {
  const person = { personId: assignment.personId, name: assignment.personName };
  const taken = shift.view.taken - (kind === 'dropped' ? 1 : 0);
  return { kind, assignmentId: assignment.id, person, shift: { ...shift.view, taken }, cutoffHours };
}
