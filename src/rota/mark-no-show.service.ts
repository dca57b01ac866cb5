import { Injectable } from '@nestjs/common';
import { MINUTE } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { AssignmentWriter } from './assignment-writer.service';
import { EXPECTED_STATES } from '../programmes/domain/assignment-state';
import type { ServiceOrigin } from '../programmes/domain/service-origin';
import type { RotaRefusal } from './domain/refusal';
import { plannedMinutes, witnessAt } from './domain/serving';
import type { ShiftView } from './domain/shift-view';
import { LateSignIns } from './late-sign-in.service';
import { OwnAssignments } from './own-assignment.service';

export interface Marked {
  readonly assignmentId: string;
  readonly state: 'no-show' | 'done';
  readonly serviceMinutes: number;
  readonly shift: ShiftView;
}

/** What a coordinator's word makes of a duty. */
interface Mark {
  readonly state: 'no-show' | 'done';
  readonly minutes: number;
  readonly origin: ServiceOrigin | null;
  readonly reason: string | null;
}

const LONGEST_REASON = 200;
const reasonOf = (said: string | undefined): string | null => said?.trim().slice(0, LONGEST_REASON) || null;

/** A coordinator says afterwards whether somebody served who never checked in; either mark may be set right later. */
@Injectable()
export class MarkNoShow {
  constructor(
    private readonly acts: Acts,
    private readonly own: OwnAssignments,
    private readonly writer: AssignmentWriter,
    private readonly audit: AuditLog,
    private readonly late: LateSignIns,
  ) {}

  noShow(context: ActContext, wish: { assignmentId: string }): Promise<Result<Marked, RotaRefusal>> {
    return this.acts.perform(context, 'rota.no-show', (tx) =>
      this.mark(tx, context, wish.assignmentId, [...EXPECTED_STATES, 'done'], () => ({
        state: 'no-show',
        minutes: 0,
        origin: null,
        reason: null,
      })),
    );
  }

  /**
   * `minutes` left out: the planned time. While the shift runs or has just ended she was seen at the door; later the hours
   * are entered, by whom and with the `reason` that was given.
   */
  served(
    context: ActContext,
    wish: { assignmentId: string; minutes?: number; reason?: string },
  ): Promise<Result<Marked, RotaRefusal>> {
    return this.acts.perform(context, 'rota.served', (tx) =>
      this.mark(tx, context, wish.assignmentId, [...EXPECTED_STATES, 'on-duty', 'done', 'no-show'], (v) => {
        const planned = plannedMinutes({ from: v.start, to: v.end });
        const origin = witnessAt(v.end, context.now);
        return { state: 'done', minutes: wish.minutes ?? planned, origin, reason: reasonOf(wish.reason) };
      }),
    );
  }

  private async mark(
    tx: Parameters<AssignmentWriter['move']>[0],
    context: ActContext,
    assignmentId: string,
    from: Parameters<AssignmentWriter['move']>[3],
    to: (shift: ShiftView) => Mark,
  ): Promise<Result<Marked, RotaRefusal>> {
    if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
    const held = await this.own.hold(tx, context, assignmentId, from);
    if (!held.ok) return held;
    const { view } = held.value.shift;
    if (context.now < view.start) return refused({ rule: 'too-early', opens: view.start, shift: view });
    const { state, minutes, origin, reason } = to(view);
    const most = Math.round((view.end - view.start) / MINUTE) + 120;
    if (!Number.isInteger(minutes) || minutes < 0 || minutes > most) return refused({ rule: 'bad-minutes', most });
    await this.writer.move(tx, context, assignmentId, from, state, {
      serviceMinutes: minutes,
      origin,
      originNote: reason,
      vouchedBy: origin === null ? null : context.actorId,
    });
    await this.late.answered(tx, context, held.value);
    await this.audit.write(tx, context, {
      act: state === 'no-show' ? 'no-show' : 'served',
      subjectType: 'assignment',
      subjectId: assignmentId,
      onBehalfOf: held.value.assignment.personId,
      detail: { minutes, before: held.value.assignment.state, ...(reason === null ? {} : { reason }) },
    });
    return done({ assignmentId, state, serviceMinutes: minutes, shift: view });
  }
}
