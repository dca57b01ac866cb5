import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { seemsToIdentify } from '../kernel/identity-in-text';
import { done, refused, type Result } from '../kernel/result';
import { Outbox } from '../messaging/outbox.service';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { AuditAct } from '../acts/domain/act-words';
import type { ActContext } from '../acts/domain/act-context';
import { aboutAssignment } from './assignment-messages';
import { AssignmentWriter } from './assignment-writer.service';
import { EXPECTED_STATES, expectedSql, isExpected } from '../programmes/domain/assignment-state';
import type { ServiceOrigin } from '../programmes/domain/service-origin';
import type { RotaRefusal } from './domain/refusal';
import {
  ARRIVAL_LEAD,
  arrivalTime,
  plannedMinutes,
  serviceMinutes,
  SIGN_OFF_GRACE,
  signOffTime,
  witnessAt,
} from './domain/serving';
import type { PersonRef, ShiftView } from './domain/shift-view';
import { LateSignIns } from './late-sign-in.service';
import { OwnAssignments, type OwnAssignment } from './own-assignment.service';
import type { GatheredShift } from './gathered';
import { onPost, type Neighbour } from './seat.queries';

export interface Arrived {
  readonly assignmentId: string;
  readonly shift: ShiftView;
  readonly already: boolean;
  /** Said after the end: it counts nothing until a coordinator has agreed. */
  readonly waits: boolean;
  /** Whom her arrival relieves. */
  readonly relieved: readonly PersonRef[];
}

export interface OffDuty {
  readonly assignmentId: string;
  readonly shift: ShiftView;
  readonly serviceMinutes: number;
  readonly already: boolean;
  /** Said too long after the end: it counts nothing until a coordinator has agreed. */
  readonly waits: boolean;
  /** She never said 到岗. */
  readonly unannounced: boolean;
}

export interface HandedOver {
  readonly assignmentId: string;
  readonly shift: ShiftView;
  readonly note: string | null;
  /** Who has the seat next and is told. */
  readonly to: readonly PersonRef[];
}

/** Characters of a hand-over note. */
const LONGEST_NOTE = 200;

/** 到岗, 交接, 离岗: the hours of serving themselves. */
@Injectable()
export class Duty {
  constructor(
    private readonly acts: Acts,
    private readonly own: OwnAssignments,
    private readonly writer: AssignmentWriter,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly late: LateSignIns,
  ) {}

  /** From an hour before the start until the end; by herself for three days more, which waits for a coordinator. Whoever stayed on the same post until now is relieved. */
  arrive(context: ActContext, wish: { assignmentId: string }): Promise<Result<Arrived, RotaRefusal>> {
    return this.acts.perform(context, 'rota.arrive', async (tx): Promise<Result<Arrived, RotaRefusal>> => {
      const states = [...EXPECTED_STATES, 'on-duty'] as const;
      const held = await this.own.hold(tx, context, wish.assignmentId, states);
      if (!held.ok) return held;
      const { assignment, shift } = held.value;
      const { view } = shift;
      if (assignment.state === 'on-duty') {
        return done({ assignmentId: assignment.id, shift: view, already: true, waits: false, relieved: [] });
      }
      const time = arrivalTime({ from: view.start, to: view.end }, context.now);
      if (time === 'too-early') return refused({ rule: 'too-early', opens: view.start - ARRIVAL_LEAD, shift: view });
      if (time === 'too-late') {
        if (held.value.onBehalfOf !== undefined) return refused({ rule: 'too-late', since: view.end, shift: view });
        const already = assignment.claimedMs !== null;
        const waiting = await this.late.open(tx, context, held.value);
        if (!waiting.ok) return waiting;
        return done({ assignmentId: assignment.id, shift: view, already, waits: true, relieved: [] });
      }
      await this.writer.move(tx, context, assignment.id, states, 'on-duty', { arrivedMs: context.now });
      await this.outbox.suppress(tx, assignment.id, 'arrived');
      const relieved = await this.relieve(tx, context, shift);
      await this.record(tx, context, 'arrive', held.value);
      return done({ assignmentId: assignment.id, shift: view, already: false, waits: false, relieved });
    });
  }

  /** From the start until twelve hours after the end; one who never said 到岗 has served as well. Later it waits for a coordinator. */
  offDuty(context: ActContext, wish: { assignmentId: string }): Promise<Result<OffDuty, RotaRefusal>> {
    return this.acts.perform(context, 'rota.off-duty', async (tx): Promise<Result<OffDuty, RotaRefusal>> => {
      const states = [...EXPECTED_STATES, 'on-duty', 'done'] as const;
      const held = await this.own.hold(tx, context, wish.assignmentId, states);
      if (!held.ok) return held;
      const { assignment, shift } = held.value;
      const { view } = shift;
      const time = signOffTime({ from: view.start, to: view.end }, context.now);
      if (time === 'too-early') return refused({ rule: 'too-early', opens: view.start, shift: view });
      const unannounced = assignment.arrivedMs === null;
      if (time === 'too-late') return this.tooLateToLeave(tx, context, held.value);
      const times = { arrived: assignment.arrivedMs, left: assignment.leftMs ?? context.now };
      const minutes = serviceMinutes({ from: view.start, to: view.end }, times);
      const already = assignment.state === 'done';
      const outcome = {
        assignmentId: assignment.id,
        shift: view,
        serviceMinutes: minutes,
        already,
        waits: false,
        unannounced,
      };
      if (already) return done(outcome);
      await this.writer.move(tx, context, assignment.id, states, 'done', {
        leftMs: context.now,
        serviceMinutes: minutes,
        ...this.witnessOf(context, held.value),
      });
      await this.record(tx, context, 'off-duty', held.value);
      return done(outcome);
    });
  }

  /** A note for whoever comes next: at most 200 characters and nothing that tells who a caller was. */
  handover(
    context: ActContext,
    wish: { assignmentId: string; note?: string },
  ): Promise<Result<HandedOver, RotaRefusal>> {
    return this.acts.perform(context, 'rota.handover', async (tx): Promise<Result<HandedOver, RotaRefusal>> => {
      const note = wish.note?.trim() ?? '';
      if (Array.from(note).length > LONGEST_NOTE) return refused({ rule: 'note-too-long', most: LONGEST_NOTE });
      if (seemsToIdentify(note)) return refused({ rule: 'identity-in-note' });
      const held = await this.own.hold(tx, context, wish.assignmentId, ['on-duty', 'done'], true);
      if (!held.ok) return held;
      const { assignment, shift } = held.value;
      const { view } = shift;
      if (context.now > view.end + SIGN_OFF_GRACE) {
        return refused({ rule: 'too-late', since: view.end + SIGN_OFF_GRACE, shift: view });
      }
      const to = await this.next(tx, shift);
      if (note !== '') {
        await this.writer.move(tx, context, assignment.id, [assignment.state], assignment.state, { note });
        await this.outbox.owe(
          tx,
          context.now,
          ...to.map(({ personId }) =>
            aboutAssignment('handover-note', assignment.id, personId, context, {
              urgent: true,
              notAfterMs: view.end + SIGN_OFF_GRACE,
            }),
          ),
        );
      }
      await this.record(tx, context, 'handover', held.value);
      return done({ assignmentId: assignment.id, shift: view, note: note === '' ? null : note, to });
    });
  }

  /** Long after the end: somebody who is still expected may say that she was there; everybody else is too late. */
  private async tooLateToLeave(
    tx: Tx,
    context: ActContext,
    held: OwnAssignment,
  ): Promise<Result<OffDuty, RotaRefusal>> {
    const { assignment, shift } = held;
    const { view } = shift;
    const late = refused({ rule: 'too-late', since: view.end + SIGN_OFF_GRACE, shift: view } as const);
    if (held.onBehalfOf !== undefined || !isExpected(assignment.state)) return late;
    const already = assignment.claimedMs !== null;
    const waiting = await this.late.open(tx, context, held);
    if (!waiting.ok) return waiting;
    const minutes = plannedMinutes({ from: view.start, to: view.end });
    const outcome = { assignmentId: assignment.id, shift: view, serviceMinutes: minutes, already };
    return done({ ...outcome, waits: true, unannounced: true });
  }

  /** Her own word, or that of a coordinator who says so for her: at the door while it runs, afterwards as entered. */
  private witnessOf(
    { actorId, now }: ActContext,
    { onBehalfOf, shift }: OwnAssignment,
  ): { origin: ServiceOrigin; vouchedBy?: string } {
    if (onBehalfOf === undefined) return { origin: 'signed' };
    return { origin: witnessAt(shift.view.end, now), vouchedBy: actorId };
  }

  /** Ends the duty of those on the same post whose time was over when this shift began. */
  private async relieve(tx: Tx, context: ActContext, shift: GatheredShift): Promise<PersonRef[]> {
    const outgoing = await this.neighbours(tx, shift, "s.end_ms <= ? AND s.end_ms > ? AND a.state = 'on-duty'", [
      Math.min(shift.view.start, context.now),
      shift.view.start - SIGN_OFF_GRACE,
    ]);
    for (const one of outgoing) {
      const times = { arrived: one.arrivedMs, left: context.now, relievedAt: context.now };
      await this.writer.move(tx, context, one.assignmentId, ['on-duty'], 'done', {
        leftMs: context.now,
        serviceMinutes: serviceMinutes({ from: one.startMs, to: one.endMs }, times),
        origin: 'clock',
      });
    }
    return outgoing.map(({ personId, name }) => ({ personId, name }));
  }

  private async next(tx: Tx, shift: GatheredShift): Promise<PersonRef[]> {
    const coming = await this.neighbours(
      tx,
      shift,
      `s.start_ms >= ? AND s.start_ms <= ? AND (${expectedSql('a')} OR a.state = 'on-duty')`,
      [shift.view.end, shift.view.end + SIGN_OFF_GRACE],
    );
    const first = coming[0]?.startMs;
    return coming.filter((one) => one.startMs === first).map(({ personId, name }) => ({ personId, name }));
  }

  /** People on the same post of the same programme around a shift, by time. */
  private neighbours(tx: Tx, { view }: GatheredShift, where: string, params: readonly number[]): Promise<Neighbour[]> {
    const around = { after: view.start - 4 * SIGN_OFF_GRACE, before: view.end + 2 * SIGN_OFF_GRACE };
    return onPost(tx, view, around, where, params);
  }

  private async record(tx: Tx, context: ActContext, act: AuditAct, held: OwnAssignment): Promise<void> {
    await this.audit.write(tx, context, {
      act,
      subjectType: 'assignment',
      subjectId: held.assignment.id,
      onBehalfOf: held.onBehalfOf,
    });
  }
}
