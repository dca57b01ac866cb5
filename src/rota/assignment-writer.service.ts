import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { HOUR, type Instant } from '../kernel/clock';
import { newId, newUid } from '../kernel/ids';
import { Outbox, type OwedMessage } from '../messaging/outbox.service';
import type { ActContext } from '../organisations/domain/act-context';
import { EXPECTED_STATES, mayBecome, type AssignmentState } from './domain/assignment-state';
import type { ShiftView } from './domain/shift-view';
import type { GatheredShift } from './gathered';
import { ownReminder } from './own-reminder';
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

const REMINDER_ENDS_BEFORE = 2 * HOUR;

/** The writes that acts of the rota have in common. Each answers whether it happened; none decides. */
@Injectable()
export class AssignmentWriter {
  constructor(private readonly outbox: Outbox) {}

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
    const wishes = await this.ownReminders(tx, wanted);
    const reminders = wanted.flatMap((one, i) => {
      const shift = { assignmentId: rows[i]?.id ?? '', start: one.shift.view.start };
      const wish = wishes.get(one.personId) ?? 0;
      return [...reminderOf(one, shift.assignmentId, context), ...ownReminder(context, one.personId, shift, wish)];
    });
    await this.outbox.owe(tx, context.now, ...reminders);
    return rows.map((row) => row.id);
  }

  /** How many minutes before a shift each of these people wants one more reminder; 0 for those who want none. */
  private async ownReminders(tx: Tx, wanted: readonly NewAssignment[]): Promise<Map<string, number>> {
    const ids = [...new Set(wanted.map((one) => one.personId))];
    const rows = await tx.all<{ id: string; preferences: string }>(
      `SELECT id, preferences FROM people WHERE id IN (${marks(ids)})`,
      ids,
    );
    return new Map(
      rows.map(({ id, preferences }) => [
        id,
        (JSON.parse(preferences) as { remindMinutes?: number }).remindMinutes ?? 0,
      ]),
    );
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
    return moved === 1;
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
  kind: 'assigned' | 'unassigned' | 'covered' | 'given-back' | 'offered-late' | 'handover-note',
  assignmentId: string,
  personId: string,
  context: ActContext,
  more: { facts?: Readonly<Record<string, string>>; notAfterMs?: Instant; urgent?: boolean } = {},
): OwedMessage {
  return {
    orgId: context.scope.orgId,
    personId,
    dedupeKey: `${kind}.${assignmentId}.${personId}.${String(context.now)}`,
    kind,
    class: more.urgent ? 'urgent' : 'normal',
    // The end of an assignment closes what is still unsent about it, but not the news of the end itself.
    subjectId: kind === 'assigned' || kind === 'offered-late' ? assignmentId : undefined,
    content: { facts: { assignmentId, ...more.facts } },
    dueMs: context.now,
    notAfterMs: more.notAfterMs,
  };
}

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

function reminderOf({ shift, personId }: NewAssignment, assignmentId: string, context: ActContext): OwedMessage[] {
  const { confirmHours } = shift.specification.reminders;
  const dueMs = shift.view.start - confirmHours * HOUR;
  if (dueMs <= context.now) return [];
  return [
    {
      orgId: context.scope.orgId,
      personId,
      dedupeKey: `confirm-reminder.${assignmentId}.0`,
      kind: 'confirm-reminder',
      class: 'normal',
      subjectId: assignmentId,
      content: { facts: { assignmentId } },
      dueMs,
      notAfterMs: shift.view.start - REMINDER_ENDS_BEFORE,
    },
  ];
}
