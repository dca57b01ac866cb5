import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { Undo, type UndoEntry } from '../acts/undo.service';
import { AssignmentWriter } from './assignment-writer.service';
import { traineeComesToBeAlone } from './domain/judge';
import type { Override, RotaRefusal } from './domain/refusal';
import type { ShiftView } from './domain/shift-view';
import { RotaFacts } from './rota-facts.service';
import { TakeSeat, type SeatTaken } from './take-seat.service';

/** 认领: takes a seat on a shift, a free one or one that its holder offers. */
@Injectable()
export class ClaimShift implements OnModuleInit {
  constructor(
    private readonly acts: Acts,
    private readonly seats: TakeSeat,
    private readonly facts: RotaFacts,
    private readonly writer: AssignmentWriter,
    private readonly undo: Undo,
  ) {}

  onModuleInit(): void {
    for (const act of ['claim', 'assign']) {
      this.undo.register({ act, undo: (tx, context, entry) => this.takeBack(tx, context, entry) });
    }
  }

  /** For herself, or, said by a coordinator, for `personId`. Only a coordinator's override goes beyond soft rules. */
  claim(
    context: ActContext,
    wish: { shiftId: string; personId?: string; override?: Override },
  ): Promise<Result<SeatTaken, RotaRefusal>> {
    const personId = wish.personId ?? context.actorId;
    const forHerself = personId === context.actorId;
    return this.acts.perform(context, 'rota.claim', (tx) => {
      if (!forHerself && !isCoordinator(context)) return Promise.resolve(refused({ rule: 'not-allowed' }));
      return this.seats.take(tx, context, {
        shiftId: wish.shiftId,
        personId,
        act: forHerself ? 'claim' : 'assign',
        source: forHerself ? 'claim' : 'coordinator',
        claiming: forHerself,
        override: wish.override,
      });
    });
  }

  /** Within ten minutes the drop cut-off does not hold. A cover stays: the person covered for has been relieved. */
  private async takeBack(
    tx: Tx,
    context: ActContext,
    entry: UndoEntry,
  ): Promise<Result<{ shift: ShiftView }, RotaRefusal | { rule: 'cover-stays' }>> {
    const { assignmentId, covered } = entry.undoWith as { assignmentId: string; covered: string | null };
    if (covered) return refused({ rule: 'cover-stays' });
    const assignment = await this.facts.assignment(tx, context.scope, assignmentId);
    const shift = assignment && (await this.facts.shift(tx, context.scope, assignment.shiftId));
    if (!assignment || !shift) return refused({ rule: 'not-found', what: 'assignment' });
    await tx.lockRows('people', [assignment.personId]);
    await tx.lockRows('sessions', [shift.view.sessionId]);
    const seats = (await this.facts.seats(tx, [shift])).get(shift.view.sessionId) ?? [];
    if (traineeComesToBeAlone(seats, [assignmentId])) {
      return refused({ rule: 'trainee-left-alone', shift: shift.view, overridable: false });
    }
    if (!(await this.writer.end(tx, context, assignmentId))) {
      return refused({ rule: 'state', state: assignment.state, shift: shift.view });
    }
    return done({ shift: { ...shift.view, taken: shift.view.taken - 1 } });
  }
}
