import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { ZoneName } from '../kernel/civil-time';
import { HOUR, MINUTE, type Instant } from '../kernel/clock';
import type { Message } from '../messaging/domain/message-kinds';
import { Outbox, type OwedMessage } from '../messaging/outbox.service';
import { AuditLog } from '../acts/audit-log.service';
import { serviceContext, type ActContext, type OrgScope } from '../acts/domain/act-context';
import { isExpected, type AssignmentState } from '../programmes/domain/assignment-state';
import { SIGN_OFF_GRACE } from '../rota/domain/serving';
import type { ShiftView } from '../rota/domain/shift-view';
import { RotaFacts, type GatheredShift } from '../rota/rota-facts.service';
import { Coordinators } from './coordinators.service';
import type { DueWork } from '../kernel/due-work';
import { nextCall, type Rung } from './domain/ladder';
import { EscalationsRepository, type Escalation } from './escalations.repository';

const AT_ONCE = 50;

interface SeatNow {
  personId: string;
  state: AssignmentState;
  postKey: string;
}

/**
 * When nobody has said 到岗 some minutes after the start: the backup is called, then the supervisor, then the
 * coordinators, until one of them acknowledges or whoever was due arrives. Every step is kept and is in the log.
 */
@Injectable()
export class HandoverLadder implements DueWork {
  readonly name = 'handover-ladder';

  constructor(
    private readonly database: Database,
    private readonly escalations: EscalationsRepository,
    private readonly facts: RotaFacts,
    private readonly coordinators: Coordinators,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  nextDue(): Promise<Instant | null> {
    return this.database.read(async (tx) => {
      const row = await tx.one<{ due: Instant | null }>(
        "SELECT MIN(next_ms) AS due FROM escalations WHERE state = 'open'",
      );
      return row?.due ?? null;
    });
  }

  async run(now: Instant): Promise<void> {
    const due = await this.database.read((tx) =>
      tx.all<{ id: string; orgId: string; timeZone: ZoneName }>(
        `SELECT e.id, e.org_id, o.time_zone FROM escalations e JOIN organisations o ON o.id = e.org_id
         WHERE e.state = 'open' AND e.next_ms <= ? ORDER BY e.next_ms, e.id LIMIT ${String(AT_ONCE)}`,
        [now],
      ),
    );
    for (const { id, orgId, timeZone } of due) {
      const context = serviceContext({ orgId, zone: timeZone }, now);
      await this.database.write((tx) => this.climb(tx, context, id));
    }
  }

  /** One look at a shift that has begun; answers when to look again. */
  async look(tx: Tx, context: ActContext, shift: GatheredShift): Promise<Instant | null> {
    const { view, specification } = shift;
    const policy = specification.handover;
    if (policy === null || [policy.backupPost, policy.supervisorPost].includes(view.postKey)) return null;
    const seats = (await this.seatsOf(tx, view)).filter((seat) => seat.postKey === view.postKey);
    const known = await this.escalations.ofShift(tx, view.shiftId);
    const present = seats.filter((seat) => seat.state === 'on-duty' || seat.state === 'done').length;
    if (present >= Math.max(1, view.seatsMin)) {
      if (known && isRunning(known)) await this.arrived(tx, context, known);
      return null;
    }
    if (known !== null || context.now >= view.end) return null;
    const late = view.start + policy.lateMinutes * MINUTE;
    if (context.now < late) return late;
    const expected = seats.some((seat) => isExpected(seat.state));
    if (!expected && (await this.waitingToLeave(tx, view)).length === 0) return null;
    await this.escalations.open(tx, context.scope.orgId, view.shiftId, policy, context.now);
    return null;
  }

  private async climb(tx: Tx, context: ActContext, id: string): Promise<void> {
    const { now, scope } = context;
    if (!(await this.escalations.take(tx, id, now))) return;
    const escalation = await this.escalations.byId(tx, id);
    const shift = escalation && (await this.facts.shift(tx, scope, escalation.shiftId));
    if (!escalation || !shift) return;
    if (shift.view.cancelled || now >= shift.view.end) return this.escalations.end(tx, id, 'over', now);
    const call = nextCall(
      escalation.policy,
      escalation.step,
      await this.people(tx, scope, escalation, shift.view),
      now,
    );
    if (!call) return;
    await this.escalations.called(tx, escalation, call, now);
    const facts = { shiftId: escalation.shiftId, rung: call.rung };
    const news = { kind: 'post-empty', content: { facts } } as const;
    const messages = call.personIds.map((personId) =>
      called(news, id, `${String(call.step)}.${personId}`, personId, context, shift.view.end),
    );
    await this.outbox.owe(tx, now, ...messages);
    await this.audit.write(tx, context, {
      act: 'escalate',
      subjectType: 'shift',
      subjectId: escalation.shiftId,
      detail: { step: call.step, rung: call.rung, called: call.personIds },
    });
  }

  private async arrived(tx: Tx, context: ActContext, escalation: Escalation): Promise<void> {
    const { now } = context;
    await this.escalations.end(tx, escalation.id, 'arrived', now);
    await this.outbox.suppress(tx, escalation.id, 'somebody is there');
    const calls = await this.escalations.calls(tx, escalation.id);
    const news = { kind: 'post-filled', content: { facts: { shiftId: escalation.shiftId } } } as const;
    const told = [...new Set(calls.map((call) => call.personId))];
    const until = now + HOUR;
    const messages = told.map((id) => called(news, escalation.id, id, id, context, until));
    await this.outbox.owe(tx, now, ...messages);
    await this.audit.write(tx, context, { act: 'end-escalation', subjectType: 'shift', subjectId: escalation.shiftId });
  }

  private async people(
    tx: Tx,
    scope: OrgScope,
    { policy }: Escalation,
    view: ShiftView,
  ): Promise<Record<Rung, readonly string[]>> {
    const seats = await this.seatsOf(tx, view);
    const on = (post: string): string[] =>
      seats
        .filter((seat) => seat.postKey === post && seat.state !== 'done' && seat.state !== 'no-show')
        .map((seat) => seat.personId);
    const supervisors = on(policy.supervisorPost);
    return {
      backup: on(policy.backupPost),
      supervisor: supervisors.length > 0 ? supervisors : await this.anySupervisor(tx, scope, policy, view),
      coordinator: await this.coordinators.of(tx, scope),
    };
  }

  /** Where none is on the rota: the one with the qualification, not away, who was called the longest ago. */
  private async anySupervisor(
    tx: Tx,
    { orgId }: OrgScope,
    policy: Escalation['policy'],
    view: ShiftView,
  ): Promise<string[]> {
    const rows = await tx.all<{ id: string }>(
      `SELECT p.id, COALESCE((SELECT MAX(c.called_ms) FROM escalation_calls c WHERE c.person_id = p.id), 0) AS last_ms
       FROM grants g JOIN people p ON p.id = g.person_id AND p.active = 1
         JOIN person_qualifications q ON q.person_id = p.id AND q.qualification_key = ?
       WHERE g.org_id = ? AND g.role = 'volunteer' AND (q.valid_until IS NULL OR q.valid_until >= ?)
         AND NOT EXISTS (SELECT 1 FROM leaves l WHERE l.person_id = p.id AND l.cancelled_ms IS NULL
           AND l.from_ms <= ? AND l.to_ms > ?)
         AND NOT EXISTS (SELECT 1 FROM assignments a JOIN shifts s ON s.id = a.shift_id
           WHERE s.session_id = ? AND a.person_id = p.id AND a.ended_key = '')
       ORDER BY last_ms, p.slug LIMIT 1`,
      [policy.supervisorQualification, orgId, view.startCivil.slice(0, 10), view.start, view.start, view.sessionId],
    );
    return rows.map((row) => row.id);
  }

  private seatsOf(tx: Tx, { sessionId }: ShiftView): Promise<SeatNow[]> {
    return tx.all<SeatNow>(
      `SELECT a.person_id, a.state, s.post_key FROM shifts s JOIN assignments a ON a.shift_id = s.id AND a.ended_key = ''
       WHERE s.session_id = ? ORDER BY a.created_ms, a.id`,
      [sessionId],
    );
  }

  /** Who is still on duty on the same post although her time is over. */
  private waitingToLeave(tx: Tx, view: ShiftView): Promise<{ personId: string }[]> {
    return tx.all<{ personId: string }>(
      `SELECT a.person_id FROM sessions e JOIN shifts s ON s.session_id = e.id AND s.post_key = ?
         JOIN assignments a ON a.shift_id = s.id AND a.ended_key = '' AND a.state = 'on-duty'
       WHERE e.programme_id = ? AND e.start_ms > ? AND e.start_ms < ? AND s.end_ms <= ?`,
      [view.postKey, view.programmeId, view.start - 4 * SIGN_OFF_GRACE, view.start, view.start],
    );
  }
}

export const isRunning = ({ state }: Escalation): boolean => state === 'open' || state === 'acknowledged';

/** A message of an escalation: it leaves at once, whatever the hour. */
export function called(
  news: Message,
  escalationId: string,
  key: string,
  personId: string,
  { scope, now }: ActContext,
  notAfterMs: Instant,
): OwedMessage {
  return {
    orgId: scope.orgId,
    personId,
    dedupeKey: `${news.kind}.${escalationId}.${key}`,
    ...news,
    class: 'urgent',
    subjectId: escalationId,
    dueMs: now,
    notAfterMs,
  };
}
