import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { DAY, HOUR, type Instant } from '../kernel/clock';
import { newId, newUid } from '../kernel/ids';
import type { MessageKind } from '../messaging/domain/message-kinds';
import { Outbox, type Owed, type OwedMessage } from '../messaging/outbox.service';
import type { ActContext } from '../acts/domain/act-context';
import { SeatReminders } from '../asks/seat-reminders.service';
import { EXPECTED_STATES, mayBecome, type AssignmentState } from './domain/assignment-state';
import type { ShiftView } from './domain/shift-view';
import type { GatheredShift } from './gathered';
import { marks } from './rota-facts.service';

export type AssignmentSource = 'claim' | 'cover' | 'coordinator' | 'draft' | 'exchange' | 'undo';

export interface NewAssignment {
  readonly shift: GatheredShift;
  readonly personId: string;
  readonly source: AssignmentSource;
}

interface OpenRequest {
  id: string;
  kind: 'offer' | 'give' | 'swap';
  fromPersonId: string;
  toPersonId: string | null;
}

/** The night may begin the time of being replaced this much before its hour. */
const NIGHT_MARGIN = DAY;

/** The writes that acts of the rota have in common. Each answers whether it happened; none decides. */
@Injectable()
export class AssignmentWriter {
  constructor(
    private readonly outbox: Outbox,
    private readonly reminders: SeatReminders,
  ) {}

  /** Takes one seat of an open shift; false when none is free or the shift has been moved, and then nothing was written. */
  async takeSeat(tx: Tx, { shiftId, start, end }: ShiftView): Promise<boolean> {
    const sql = `UPDATE shifts SET taken = taken + 1
      WHERE id = ? AND start_ms = ? AND end_ms = ? AND taken < seats_max AND state = 'open'`;
    return (await tx.run(sql, [shiftId, start, end])) === 1;
  }

  async freeSeat(tx: Tx, shiftId: string): Promise<void> {
    await tx.run('UPDATE shifts SET taken = taken - 1 WHERE id = ? AND taken > 0', [shiftId]);
  }

  /** Makes assignments on seats already taken, with the reminders they call for. Answers their ids in order. */
  async create(tx: Tx, context: ActContext, ...wanted: readonly NewAssignment[]): Promise<string[]> {
    const rows = wanted.map((one) => rowOf(one, context));
    await tx.insert('assignments', rows);
    const seats = wanted.map((one, i) => ({
      assignmentId: rows[i]?.id ?? '',
      personId: one.personId,
      start: one.shift.view.start,
      policy: one.shift.specification.reminders,
    }));
    await this.reminders.plan(tx, context.scope, context.now, seats);
    for (const { shift } of wanted) {
      const begins = shift.view.start - shift.specification.reminders.offerHours * HOUR - NIGHT_MARGIN;
      if (begins <= context.now) await this.lookAgain(tx, shift.view.shiftId);
    }
    return rows.map((row) => row.id);
  }

  /**
   * Ends a living assignment that has not begun to be served, with its reminders and everything asked about it; whoever
   * waited for an answer is told. False when it no longer was in one of `states`, and then nothing was written.
   */
  async end(
    tx: Tx,
    context: ActContext,
    assignmentId: string,
    replacedBy: string | null,
    states: readonly AssignmentState[] = EXPECTED_STATES,
  ): Promise<boolean> {
    const ended = await tx.run(
      `UPDATE assignments SET state = 'dropped', ended_key = id, replaced_by = ?, changed_ms = ?, sequence = sequence + 1
       WHERE id = ? AND ended_key = '' AND state IN (${marks(states)})`,
      [replacedBy, context.now, assignmentId, ...states],
    );
    if (ended === 0) return false;
    await this.lookAgainAt(tx, assignmentId);
    await this.outbox.suppress(tx, assignmentId, 'assignment ended');
    await this.withdrawRequests(tx, context, assignmentId);
    return true;
  }

  /** Moves an assignment on to `state` when it is in one of `from`; false when it was not. Throws for a step that its life does not know. */
  async move(
    tx: Tx,
    context: ActContext,
    assignmentId: string,
    from: readonly AssignmentState[],
    state: AssignmentState,
    also: Readonly<Record<string, number | string | null>> = {},
  ): Promise<boolean> {
    if (from.some((one) => one !== state && !mayBecome(one, state)))
      throw new Error(`nothing becomes ${state} that way`);
    const columns = Object.keys(also)
      .map((column) => `, ${column} = ?`)
      .join('');
    const moved = await tx.run(
      `UPDATE assignments SET state = ?, changed_ms = ?${columns} WHERE id = ? AND ended_key = '' AND state IN (${marks(from)})`,
      [state, context.now, ...Object.values(also), assignmentId, ...from],
    );
    if (moved === 1) await this.lookAgainAt(tx, assignmentId);
    return moved === 1;
  }

  /** Where the time of being replaced has begun, the shift is looked at again at once. */
  private async lookAgain(tx: Tx, shiftId: string): Promise<void> {
    await tx.run('UPDATE shifts SET watch_ms = 0 WHERE id = ? AND watch_step > 0', [shiftId]);
  }

  private async lookAgainAt(tx: Tx, assignmentId: string): Promise<void> {
    await tx.run(
      'UPDATE shifts SET watch_ms = 0 WHERE id = (SELECT shift_id FROM assignments WHERE id = ?) AND watch_step > 0',
      [assignmentId],
    );
  }

  /** Closes what is still asked about an assignment on either side, and tells those who waited. */
  async withdrawRequests(
    tx: Tx,
    context: ActContext,
    assignmentId: string,
    kinds: readonly OpenRequest['kind'][] = ['offer', 'give', 'swap'],
  ): Promise<void> {
    const open = await tx.all<OpenRequest>(
      `SELECT id, kind, from_person_id, to_person_id FROM swap_requests
         WHERE assignment_id = ? AND state = 'open' AND kind IN (${marks(kinds)})
       UNION ALL SELECT r.id, r.kind, r.from_person_id, r.to_person_id
         FROM assignments a JOIN swap_requests r ON r.to_person_id = a.person_id AND r.state = 'open'
         WHERE a.id = ? AND r.other_assignment_id = a.id AND r.kind IN (${marks(kinds)})`,
      [assignmentId, ...kinds, assignmentId, ...kinds],
    );
    for (const request of open) {
      await tx.run("UPDATE swap_requests SET state = 'withdrawn', answered_ms = ? WHERE id = ? AND state = 'open'", [
        context.now,
        request.id,
      ]);
      await this.outbox.suppress(tx, request.id, 'request withdrawn');
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

/** A message about an assignment that leaves at once. */
export function aboutAssignment(
  kind: 'assigned' | 'unassigned' | 'given-back' | 'handover-note',
  assignmentId: string,
  personId: string,
  context: ActContext,
  more: { notAfterMs?: Instant; urgent?: boolean } = {},
): OwedMessage {
  return {
    ...atOnce(kind, assignmentId, personId, context),
    class: more.urgent ? 'urgent' : 'normal',
    kind,
    // The end of an assignment closes what is still unsent about it, but not the news of the end itself.
    subjectId: kind === 'assigned' ? assignmentId : undefined,
    content: { facts: { assignmentId } },
    notAfterMs: more.notAfterMs,
  };
}

/** Tells whoever offered a seat that `byPersonId` has it now. */
export function coveredBy(
  byPersonId: string,
  assignmentId: string,
  personId: string,
  context: ActContext,
  notAfterMs: Instant,
): OwedMessage {
  return {
    ...atOnce('covered', assignmentId, personId, context),
    kind: 'covered',
    content: { facts: { assignmentId, byPersonId } },
    notAfterMs,
  };
}

const atOnce = (kind: MessageKind, assignmentId: string, personId: string, { scope, now }: ActContext): Owed => ({
  orgId: scope.orgId,
  personId,
  dedupeKey: `${kind}.${assignmentId}.${personId}.${String(now)}`,
  class: 'normal',
  dueMs: now,
});

function rowOf({ shift, personId, source }: NewAssignment, context: ActContext) {
  const id = newId(context.now);
  return {
    id,
    org_id: context.scope.orgId,
    shift_id: shift.view.shiftId,
    person_id: personId,
    state: 'held',
    ended_key: '',
    start_ms: shift.view.start,
    end_ms: shift.view.end,
    night: shift.view.night ? 1 : 0,
    source,
    uid: newUid(),
    sequence: 0,
    created_ms: context.now,
    changed_ms: context.now,
    confirmed_ms: null,
    arrived_ms: null,
    left_ms: null,
    service_minutes: null,
    replaced_by: null,
    note: null,
  };
}
