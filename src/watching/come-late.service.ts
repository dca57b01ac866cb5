import { Injectable } from '@nestjs/common';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { Outbox } from '../messaging/outbox.service';
import { People } from '../organisations/people.service';
import { EXPECTED_STATES } from '../programmes/domain/assignment-state';
import type { RotaRefusal } from '../rota/domain/refusal';
import type { PersonRef, ShiftView } from '../rota/domain/shift-view';
import { OwnAssignments } from '../rota/own-assignment.service';
import type { GatheredShift } from '../rota/rota-facts.service';
import { Coordinators } from './coordinators.service';
import { ladderOf, nextCall } from './domain/ladder';
import { firstCall, LONGEST_WAIT, TOLD_AHEAD } from './domain/lateness';
import { EscalationsRepository } from './escalations.repository';
import { isRunning } from './handover-ladder.service';
import { LadderPeople } from './ladder-people.repository';

/**
 * What becomes of the calls: they `wait` until `callMs`; they go out at `once`; they are `running` already; or the post
 * has no ladder, and the people told are all there is (`none`).
 */
export type Calls =
  { readonly kind: 'wait'; readonly callMs: Instant } | { readonly kind: 'once' | 'running' | 'none' };

export interface ComingLate {
  readonly shift: ShiftView;
  readonly expected: Instant;
  readonly told: readonly PersonRef[];
  readonly calls: Calls;
}

/** 我要晚到10分钟: whoever waits for her hears of it, and the ladder waits until then and its usual minutes, no longer. */
@Injectable()
export class ComeLate {
  constructor(
    private readonly acts: Acts,
    private readonly own: OwnAssignments,
    private readonly escalations: EscalationsRepository,
    private readonly ladder: LadderPeople,
    private readonly coordinators: Coordinators,
    private readonly people: People,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** A later word replaces the one before it. */
  expect(
    context: ActContext,
    wish: { assignmentId: string; expected: Instant },
  ): Promise<Result<ComingLate, RotaRefusal>> {
    return this.acts.perform(context, 'rota.come-late', async (tx): Promise<Result<ComingLate, RotaRefusal>> => {
      const { now, scope } = context;
      const held = await this.own.hold(tx, context, wish.assignmentId, EXPECTED_STATES);
      if (!held.ok) return held;
      const { view } = held.value.shift;
      if (now < view.start - TOLD_AHEAD) {
        return refused({ rule: 'too-early', opens: view.start - TOLD_AHEAD, shift: view });
      }
      if (now >= view.end) return refused({ rule: 'too-late', since: view.end, shift: view });
      const { personId: whose } = held.value.assignment;
      const calls = await this.putOff(tx, context, held.value.shift, { personId: whose, expected: wish.expected });
      const waiting = await this.waiting(tx, context, held.value.shift);
      const told = waiting.filter((id) => id !== context.actorId && id !== whose);
      await this.outbox.suppress(tx, wish.assignmentId, 'no longer worth saying', { kinds: ['late-coming'] });
      const facts = { shiftId: view.shiftId, byPersonId: whose, atMs: wish.expected };
      await this.outbox.owe(
        tx,
        now,
        ...told.map((personId) => ({
          orgId: scope.orgId,
          personId,
          dedupeKey: `late-coming.${wish.assignmentId}.${String(now)}.${personId}`,
          kind: 'late-coming' as const,
          class: 'urgent' as const,
          subjectId: wish.assignmentId,
          content: { facts },
          dueMs: now,
          notAfterMs: view.end,
        })),
      );
      await this.audit.write(tx, context, {
        act: 'come-late',
        subjectType: 'assignment',
        subjectId: wish.assignmentId,
        onBehalfOf: held.value.onBehalfOf,
        detail: { expectedMs: wish.expected, told },
      });
      const known = await this.people.byIds(scope, told);
      return done({
        shift: view,
        expected: wish.expected,
        told: known.map(({ id, name }) => ({ personId: id, name })),
        calls,
      });
    });
  }

  /** Opens the case before it is one, its first call put off; a case in which somebody was called goes on as it is. */
  private async putOff(
    tx: Tx,
    { now, scope }: ActContext,
    { view, specification }: GatheredShift,
    late: { readonly personId: string; readonly expected: Instant },
  ): Promise<Calls> {
    const policy = ladderOf(specification.handover, view);
    if (!policy) return { kind: 'none' };
    const { expected } = late;
    const callMs = firstCall(view.start, expected, policy.lateMinutes, now);
    const known = await this.escalations.ofShift(tx, view.shiftId);
    if (known && isRunning(known)) {
      const waits = await this.escalations.putOff(tx, known.id, late, callMs);
      if (!waits) return { kind: 'running' };
    } else await this.escalations.open(tx, scope.orgId, view.shiftId, policy, now, { ...late, callMs });
    return expected - view.start > LONGEST_WAIT ? { kind: 'once' } : { kind: 'wait', callMs };
  }

  /** Whoever would stay longer for her, and whoever is called first when she does not come. */
  private async waiting(tx: Tx, { now, scope }: ActContext, { view, specification }: GatheredShift): Promise<string[]> {
    const outgoing = await this.ladder.waitingToLeave(tx, view);
    const beside = (await this.ladder.seatsOf(tx, view)).filter((seat) => seat.state === 'on-duty');
    const policy = ladderOf(specification.handover, view);
    const call = policy && nextCall(policy, 0, await this.ladder.onRungs(tx, scope, policy, view), now);
    const next = policy ? (call?.personIds ?? []) : await this.coordinators.of(tx, scope);
    return [...new Set([...outgoing, ...beside.map(({ personId }) => personId), ...next])];
  }
}
