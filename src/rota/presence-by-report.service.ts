import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { Outbox } from '../messaging/outbox.service';
import type { ActContext } from '../acts/domain/act-context';
import { AuditLog } from '../acts/audit-log.service';
import { EXPECTED_STATES } from '../programmes/domain/assignment-state';
import { ReportsHeard, type ReportListener } from '../statistics/reports-heard.service';
import { AssignmentWriter } from './assignment-writer.service';
import { plannedMinutes } from './domain/serving';
import { seatsBegun } from './seat.queries';

/**
 * Whoever is on the rota of a session and reports its figures was there, though she never said 到岗: she is on duty from
 * then on, or has served by the plan when the session is over. Her own report never takes hours away.
 */
@Injectable()
export class PresenceByReport implements ReportListener, OnModuleInit {
  constructor(
    private readonly reports: ReportsHeard,
    private readonly writer: AssignmentWriter,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.reports.register(this);
  }

  async heard(tx: Tx, context: ActContext, sessionId: string): Promise<void> {
    const seats = await seatsBegun(tx, sessionId, context.actorId, context.now);
    for (const { id, startMs, endMs } of seats) {
      const over = endMs <= context.now;
      const minutes = plannedMinutes({ from: startMs, to: endMs });
      const served = { serviceMinutes: minutes, origin: 'clock' } as const;
      await this.writer.move(tx, context, id, EXPECTED_STATES, over ? 'done' : 'on-duty', over ? served : {});
      await this.outbox.suppress(tx, id, 'arrived');
      await this.audit.write(tx, context, { act: 'present-by-report', subjectType: 'assignment', subjectId: id });
    }
  }
}
