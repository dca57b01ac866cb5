import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { Outbox } from '../messaging/outbox.service';
import { serviceContext } from '../acts/domain/act-context';
import { AuditLog } from '../acts/audit-log.service';
import type { DueWork } from '../kernel/due-work';
import { AssignmentWriter } from './assignment-writer.service';
import { expiringRequests, nextDueOfRota, openDuties, type ExpiringRequest, type OpenDuty } from './clockwork.queries';
import { serviceMinutes } from './domain/serving';
import { SwapRequests } from './swap-requests.service';

/** What falls due by itself: requests that nobody answered, and duties that nobody signed off. */
@Injectable()
export class RotaClockwork implements DueWork {
  readonly name = 'rota';

  constructor(
    private readonly database: Database,
    private readonly writer: AssignmentWriter,
    private readonly requests: SwapRequests,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  nextDue(now: Instant): Promise<Instant | null> {
    return this.database.read(async (tx) => {
      const due = (await nextDueOfRota(tx, now)).filter((at) => at !== null);
      return due.length === 0 ? null : Math.min(...due);
    });
  }

  async run(now: Instant): Promise<void> {
    await this.expireRequests(now);
    await this.closeDuties(now);
  }

  private async expireRequests(now: Instant): Promise<void> {
    const due = await this.database.read((tx) => expiringRequests(tx, now));
    for (const request of due) await this.database.write((tx) => this.expire(tx, request, now));
  }

  private async expire(tx: Tx, request: ExpiringRequest, now: Instant): Promise<void> {
    if (!(await this.requests.settle(tx, request.id, 'expired', now))) return;
    if (request.kind === 'offer') return;
    await this.outbox.owe(tx, now, {
      orgId: request.orgId,
      personId: request.fromPersonId,
      dedupeKey: `request-expired.${request.id}`,
      kind: 'request-expired',
      class: 'normal',
      subjectId: request.id,
      content: { facts: { requestId: request.id } },
      dueMs: now,
    });
  }

  private async closeDuties(now: Instant): Promise<void> {
    const due = await this.database.read((tx) => openDuties(tx, now));
    for (const duty of due) await this.database.write((tx) => this.close(tx, duty, now));
  }

  /** Service counts until the planned end: staying longer is counted only when the relief was late and came. */
  private async close(tx: Tx, duty: OpenDuty, now: Instant): Promise<void> {
    const context = serviceContext({ orgId: duty.orgId, zone: duty.timeZone }, now);
    const closed = await this.writer.move(tx, context, duty.id, ['on-duty'], 'done', {
      leftMs: duty.endMs,
      serviceMinutes: serviceMinutes({ from: duty.startMs, to: duty.endMs }, { arrived: duty.arrivedMs, left: null }),
      origin: 'clock',
    });
    if (!closed) return;
    await this.audit.write(tx, context, { act: 'close-duty', subjectType: 'assignment', subjectId: duty.id });
  }
}
