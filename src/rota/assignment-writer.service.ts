import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { DAY, HOUR } from '../kernel/clock';
import { newId, newUid } from '../kernel/ids';
import type { DeliveryReason } from '../messaging/domain/delivery-reasons';
import { Outbox } from '../messaging/outbox.service';
import type { ActContext } from '../acts/domain/act-context';
import { SeatReminders } from '../asks/seat-reminders.service';
import { aboutAssignment } from './assignment-messages';
import type { AssignmentSource } from './domain/assignment-source';
import { EXPECTED_STATES, mayBecome, type AssignmentState } from '../programmes/domain/assignment-state';
import type { GatheredShift } from './gathered';
import { standingOf } from './seat.queries';
import { ShiftWatch } from './shift-watch.service';
import { ShiftWriter } from './shift-writer.service';
import { SwapRequests } from './swap-requests.service';
import type { Changes, NewRow } from '../database/typed';
import { AssignmentRow } from './assignment.row';

export interface NewAssignment {
  readonly shift: GatheredShift;
  readonly personId: string;
  readonly source: AssignmentSource;
}

/** How an assignment ends. */
export interface Ending {
  /** Who has the seat now; without one it is free. Whoever passes it on tells her. */
  readonly successor?: string | null;
  /** Only in one of these; those in which she is still expected, when left out. */
  readonly states?: readonly AssignmentState[];
  /** Its holder hears of it in other words. */
  readonly told?: boolean;
  /** Why what was still to be sent about it is not. */
  readonly why?: DeliveryReason;
}

/** The night may begin the time of being replaced this much before its hour. */
const NIGHT_MARGIN = DAY;

/** States that answer everything that was still asked about a seat. */
const ANSWERED: readonly AssignmentState[] = ['on-duty', 'done', 'no-show'];

/** The writes that acts of the rota have in common. Each answers whether it happened; none decides. */
@Injectable()
export class AssignmentWriter {
  constructor(
    private readonly outbox: Outbox,
    private readonly reminders: SeatReminders,
    private readonly shifts: ShiftWriter,
    private readonly watch: ShiftWatch,
    private readonly requests: SwapRequests,
  ) {}

  /** Makes assignments on seats already taken, with the reminders they call for. Answers their ids in order. */
  async create(tx: Tx, context: ActContext, ...wanted: readonly NewAssignment[]): Promise<string[]> {
    const rows = wanted.map((one) => rowOf(one, context));
    await tx.insert(AssignmentRow, rows);
    const seats = wanted.map((one, i) => ({
      assignmentId: rows[i]?.id ?? '',
      personId: one.personId,
      start: one.shift.view.start,
      policy: one.shift.specification.reminders,
    }));
    await this.reminders.plan(tx, context.scope, context.now, seats);
    for (const { shift } of wanted) {
      const begins = shift.view.start - shift.specification.reminders.offerHours * HOUR - NIGHT_MARGIN;
      if (begins <= context.now) await this.watch.lookAgain(tx, shift.view.sessionId);
    }
    return rows.map((row) => row.id);
  }

  /**
   * Ends a living assignment: the only place that does. Its reminders go, whatever is asked about it is withdrawn and
   * whoever waited for an answer is told; its seat is free unless a successor has it, and its holder hears of it unless
   * she did it herself. False when it no longer was in one of `states`, and then nothing was written.
   */
  async end(tx: Tx, context: ActContext, assignmentId: string, ending: Ending = {}): Promise<boolean> {
    const { successor = null, states = EXPECTED_STATES, told = false, why = 'assignment ended' } = ending;
    const row = await standingOf(tx, assignmentId);
    const ended = await tx.update(
      AssignmentRow,
      { id: assignmentId, endedKey: '', state: states },
      {
        state: 'dropped',
        endedKey: assignmentId,
        replacedBy: successor,
        changedMs: context.now,
        sequence: { plus: 1 },
      },
    );
    if (!row || ended === 0) return false;
    if (successor === null) await this.shifts.freeSeat(tx, row.shiftId);
    await this.watch.lookAgain(tx, row.sessionId);
    await this.outbox.suppress(tx, assignmentId, why);
    await this.requests.withdrawAbout(tx, context, assignmentId);
    if (told || successor !== null || row.personId === context.actorId) return true;
    await this.outbox.owe(tx, context.now, aboutAssignment('unassigned', assignmentId, row.personId, context));
    return true;
  }

  /**
   * Moves an assignment on to `state` when it is in one of `from`; false when it was not. What that answers of all that
   * is asked about it is withdrawn. Throws for a step that its life does not know.
   */
  async move(
    tx: Tx,
    context: ActContext,
    assignmentId: string,
    from: readonly AssignmentState[],
    state: AssignmentState,
    also: Changes<AssignmentRow> = {},
  ): Promise<boolean> {
    if (from.some((one) => one !== state && !mayBecome(one, state)))
      throw new Error(`nothing becomes ${state} that way`);
    const row = await standingOf(tx, assignmentId);
    const moved = await tx.update(
      AssignmentRow,
      { id: assignmentId, endedKey: '', state: from },
      { ...(ANSWERED.includes(state) ? { claimedMs: null } : {}), ...also, state, changedMs: context.now },
    );
    if (!row || moved === 0) return false;
    await this.watch.lookAgain(tx, row.sessionId);
    if (ANSWERED.includes(state)) await this.requests.withdrawAbout(tx, context, assignmentId);
    else if (row.state === 'offered' && state !== 'offered')
      await this.requests.withdrawAbout(tx, context, assignmentId, ['offer']);
    return true;
  }
}

function rowOf({ shift, personId, source }: NewAssignment, context: ActContext): NewRow<AssignmentRow> {
  const id = newId(context.now);
  return {
    id,
    orgId: context.scope.orgId,
    shiftId: shift.view.shiftId,
    personId,
    state: 'held',
    endedKey: '',
    startMs: shift.view.start,
    endMs: shift.view.end,
    night: shift.view.night,
    source,
    uid: newUid(),
    sequence: 0,
    timeSequence: 0,
    createdMs: context.now,
    changedMs: context.now,
  };
}
