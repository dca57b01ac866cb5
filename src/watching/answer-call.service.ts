import { Injectable } from '@nestjs/common';
import { HOUR, type Instant } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { Outbox } from '../messaging/outbox.service';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import type { ShiftView } from '../rota/domain/shift-view';
import { RotaFacts } from '../rota/rota-facts.service';
import { EscalationsRepository, type EscalationState } from './escalations.repository';
import { called } from './handover-ladder.service';

export interface CallAnswered {
  readonly shift: ShiftView;
  readonly at: Instant;
}

export type CallRefusal =
  | { readonly rule: 'nobody-called' }
  | { readonly rule: 'settled'; readonly state: Exclude<EscalationState, 'open'>; readonly shift: ShiftView };

/** A call asks for an answer this long. */
const CALLED_WITHIN = 3 * HOUR;

/** 收到: whoever was called takes care of it from now on, and nobody further up is called. */
@Injectable()
export class AnswerCall {
  constructor(
    private readonly acts: Acts,
    private readonly escalations: EscalationsRepository,
    private readonly facts: RotaFacts,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  acknowledge(context: ActContext): Promise<Result<CallAnswered, CallRefusal>> {
    return this.acts.perform(context, 'call.acknowledge', async (tx): Promise<Result<CallAnswered, CallRefusal>> => {
      const { now, scope, actorId } = context;
      const id = await this.escalations.latestCall(tx, scope.orgId, actorId, now - CALLED_WITHIN);
      if (id === null) return refused({ rule: 'nobody-called' });
      await tx.lockRows('escalations', [id]);
      const escalation = await this.escalations.byId(tx, id);
      const shift = escalation && (await this.facts.shift(tx, scope, escalation.shiftId));
      if (!escalation || !shift) return refused({ rule: 'nobody-called' });
      if (escalation.state !== 'open') return refused({ rule: 'settled', state: escalation.state, shift: shift.view });
      await this.escalations.acknowledge(tx, id, actorId, now);
      await this.outbox.suppress(tx, id, 'somebody takes care of it');
      const others = (await this.escalations.calls(tx, id)).map((call) => call.personId).filter((p) => p !== actorId);
      const facts = { shiftId: escalation.shiftId, byPersonId: actorId };
      const news = { kind: 'post-acknowledged', content: { facts } } as const;
      const messages = [...new Set(others)].map((p) => called(news, id, p, p, context, now + HOUR));
      await this.outbox.owe(tx, now, ...messages);
      await this.audit.write(tx, context, {
        act: 'acknowledge-call',
        subjectType: 'shift',
        subjectId: escalation.shiftId,
        detail: { escalationId: id },
      });
      return done({ shift: shift.view, at: now });
    });
  }
}
