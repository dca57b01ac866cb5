import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { DAY, type Instant } from '../kernel/clock';
import { Outbox } from '../messaging/outbox.service';
import { serviceContext } from '../acts/domain/act-context';
import { AuditLog } from '../acts/audit-log.service';
import type { DueWork } from '../kernel/due-work';
import { AssignmentWriter } from './assignment-writer.service';
import { expectedSql } from '../programmes/domain/assignment-state';
import { CLOSING_DELAY, serviceMinutes } from './domain/serving';
import { SwapRequests } from './swap-requests.service';

interface ExpiringRequest {
  id: string;
  orgId: string;
  kind: string;
  fromPersonId: string;
  timeZone: string;
}

interface OpenDuty {
  id: string;
  orgId: string;
  timeZone: string;
  startMs: Instant;
  endMs: Instant;
  arrivedMs: Instant | null;
}

/** A duty older than this that is still open was missed by every earlier beat; the coordinator sees it as open. */
const LOOKS_BACK = 8 * DAY;
const AT_ONCE = 200;

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
      const request = await tx.one<{ due: Instant | null }>(
        "SELECT MIN(expires_ms) AS due FROM swap_requests WHERE state = 'open'",
      );
      const duty = await tx.one<{ due: Instant | null }>(`SELECT MIN(${CLOSES}) AS due ${OPEN_DUTIES}`, [
        now - LOOKS_BACK,
        now + DAY,
      ]);
      const due = [request?.due ?? null, duty?.due ?? null].filter((at) => at !== null);
      return due.length === 0 ? null : Math.min(...due);
    });
  }

  async run(now: Instant): Promise<void> {
    await this.expireRequests(now);
    await this.closeDuties(now);
  }

  private async expireRequests(now: Instant): Promise<void> {
    const due = await this.database.read((tx) =>
      tx.all<ExpiringRequest>(
        `SELECT r.id, r.org_id, r.kind, r.from_person_id, o.time_zone
         FROM swap_requests r JOIN organisations o ON o.id = r.org_id
         WHERE r.state = 'open' AND r.expires_ms <= ? ORDER BY r.expires_ms, r.id LIMIT ${String(AT_ONCE)}`,
        [now],
      ),
    );
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
    const due = await this.database.read((tx) =>
      tx.all<OpenDuty>(
        `SELECT a.id, a.org_id, o.time_zone, a.start_ms, a.end_ms, a.arrived_ms ${OPEN_DUTIES} AND ${CLOSES} <= ?
         ORDER BY a.end_ms, a.id LIMIT ${String(AT_ONCE)}`,
        [now - LOOKS_BACK, now + DAY, now],
      ),
    );
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

/** Through the organisations, so that the index on organisation and start finds them. */
const OPEN_DUTIES = `FROM organisations o JOIN assignments a ON a.org_id = o.id AND a.start_ms > ? AND a.start_ms < ?
  JOIN shifts s ON s.id = a.shift_id WHERE a.state = 'on-duty' AND a.ended_key = ''`;

/**
 * When an open duty is closed by itself: some time after its end; or, while somebody is due on the same post right after
 * it and has not come, not before that one's time is over: the outgoing person stays until the incoming one is there.
 */
const CLOSES = `COALESCE((SELECT MAX(n.end_ms) FROM shifts n
    WHERE n.org_id = a.org_id AND n.start_ms = a.end_ms AND n.programme_id = s.programme_id AND n.post_key = s.post_key
      AND n.state = 'open'
      AND EXISTS (SELECT 1 FROM assignments x WHERE x.shift_id = n.id AND ${expectedSql('x')})
      AND NOT EXISTS (SELECT 1 FROM assignments y WHERE y.shift_id = n.id AND y.ended_key = ''
        AND y.state IN ('on-duty', 'done'))), a.end_ms + ${String(CLOSING_DELAY)})`;
