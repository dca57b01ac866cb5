import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { HOUR, MINUTE, type Instant } from '../kernel/clock';
import type { Message } from '../messaging/domain/message-kinds';
import { Outbox, type OwedMessage } from '../messaging/outbox.service';
import { AuditLog } from '../acts/audit-log.service';
import { serviceContext, type ActContext } from '../acts/domain/act-context';
import { isExpected } from '../programmes/domain/assignment-state';
import type { ShiftView } from '../rota/domain/shift-view';
import { RotaFacts, type GatheredShift } from '../rota/rota-facts.service';
import type { DueWork } from '../kernel/due-work';
import { ladderOf, nextCall } from './domain/ladder';
import { dueEscalations, nextCallDue } from './escalation.queries';
import { EscalationsRepository, type Escalation } from './escalations.repository';
import { LadderPeople } from './ladder-people.repository';

const AT_ONCE = 50;

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
    private readonly people: LadderPeople,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  nextDue(): Promise<Instant | null> {
    return this.database.read(nextCallDue);
  }

  async run(now: Instant): Promise<void> {
    const due = await this.database.read((tx) => dueEscalations(tx, now, AT_ONCE));
    for (const { id, orgId, timeZone } of due) {
      const context = serviceContext({ orgId, zone: timeZone }, now);
      await this.database.write((tx) => this.climb(tx, context, id));
    }
  }

  /** One look at a shift that has begun; answers when to look again. */
  async look(tx: Tx, context: ActContext, shift: GatheredShift): Promise<Instant | null> {
    const { view, specification } = shift;
    const policy = ladderOf(specification.handover, view);
    if (policy === null) return null;
    const seats = (await this.people.seatsOf(tx, view)).filter((seat) => seat.postKey === view.postKey);
    const known = await this.escalations.ofShift(tx, view.shiftId);
    const present = seats.filter((seat) => seat.state === 'on-duty' || seat.state === 'done').length;
    if (present >= Math.max(1, view.seatsMin)) {
      if (known && isRunning(known)) await this.arrived(tx, context, known, view);
      return null;
    }
    const late = view.start + policy.lateMinutes * MINUTE;
    if (known !== null) {
      const gone = known.latePersonId !== null && !seats.some((seat) => seat.personId === known.latePersonId);
      // Her seat is another's by now, and nobody else asked for more time.
      if (gone) await this.escalations.hurry(tx, known.id, Math.max(late, context.now));
      return null;
    }
    if (context.now >= view.end) return null;
    if (context.now < late) return late;
    const expected = seats.some((seat) => isExpected(seat.state));
    if (!expected && (await this.people.waitingToLeave(tx, view)).length === 0) return null;
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
      await this.people.onRungs(tx, scope, escalation.policy, shift.view),
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

  private async arrived(tx: Tx, context: ActContext, escalation: Escalation, view: ShiftView): Promise<void> {
    const { now, scope } = context;
    await this.escalations.end(tx, escalation.id, 'arrived', now);
    await this.outbox.suppress(tx, escalation.id, 'somebody is there');
    const calls = await this.escalations.calls(tx, escalation.id);
    const news = { kind: 'post-filled', content: { facts: { shiftId: escalation.shiftId } } } as const;
    const told = new Set(calls.map((call) => call.personId));
    if (escalation.expectedMs !== null) {
      // Whoever was told that she might be called need not stand by any longer.
      const rungs = await this.people.onRungs(tx, scope, escalation.policy, view);
      nextCall(escalation.policy, 0, rungs, now)?.personIds.forEach((id) => told.add(id));
    }
    const until = now + HOUR;
    const messages = [...told].map((id) => called(news, escalation.id, id, id, context, until));
    await this.outbox.owe(tx, now, ...messages);
    await this.audit.write(tx, context, { act: 'end-escalation', subjectType: 'shift', subjectId: escalation.shiftId });
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
