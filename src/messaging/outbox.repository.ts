import { Injectable } from '@nestjs/common';
import { Database, type SqlValue, type Tx } from '../database/database';
import { randomCode } from '../kernel/ids';
import { SECOND, type Instant } from '../kernel/clock';
import type { DueMessage } from './domain/message';
import type { MessageContent } from './outbox.service';

/** How long a dispatcher keeps what it took; a crashed one's messages come back after this. */
const LEASE = 25 * SECOND;
/** A message in whose sending this many processes died is put aside and shown, not tried again. */
const MAX_CRASHES = 5;

export interface LeasedMessage extends DueMessage {
  readonly id: string;
  readonly orgId: string;
  readonly content: MessageContent;
  /** Only who still holds this token may say what became of the message. */
  readonly token: string;
  readonly leaseUntilMs: Instant;
}

export type Final =
  | { readonly state: 'sent'; readonly providerMessageId?: string; readonly channel: string; readonly address: string }
  | { readonly state: 'failed' | 'expired' | 'suppressed'; readonly reason: string }
  | { readonly state: 'pending'; readonly nextMs: Instant; readonly reason: string; readonly attempted: boolean };

type LeasedRow = Omit<LeasedMessage, 'content' | 'token' | 'leaseUntilMs'> & { content: string };

@Injectable()
export class OutboxRepository {
  constructor(private readonly database: Database) {}

  /** The earliest instant at which a message waits to be sent or a dead dispatcher's lease runs out. */
  async nextDue(): Promise<Instant | null> {
    return this.database.read(async (tx) => {
      const pending = await tx.one<{ due: number | null }>(
        "SELECT MIN(next_ms) AS due FROM outbox WHERE state = 'pending'",
      );
      const leased = await tx.one<{ due: number | null }>(
        "SELECT MIN(lease_until_ms) AS due FROM outbox WHERE state = 'leased'",
      );
      const dues = [pending?.due, leased?.due].filter((due) => due !== null && due !== undefined).map(Number);
      return dues.length > 0 ? Math.min(...dues) : null;
    });
  }

  /** Takes up to `limit` due messages for this process alone, the most pressing first. */
  async lease(now: Instant, limit: number): Promise<LeasedMessage[]> {
    const token = randomCode(26);
    const leaseUntilMs = now + LEASE;
    const rows = await this.database.write(async (tx) => {
      await this.releaseAbandoned(tx, now);
      const due = await tx.all<LeasedRow>(
        `SELECT id, org_id, person_id, kind, class, content, not_after_ms, attempts, created_ms
           FROM outbox WHERE state = 'pending' AND next_ms <= ? ORDER BY next_ms, id LIMIT ${String(limit)}${tx.skipLocked}`,
        [now],
      );
      if (due.length === 0) return [];
      await tx.run(
        `UPDATE outbox SET state = 'leased', lease_token = ?, lease_until_ms = ?
          WHERE id IN (${due.map(() => '?').join(',')})`,
        [token, leaseUntilMs, ...due.map((row) => row.id)],
      );
      return due;
    });
    return rows.map((row) => ({
      ...row,
      content: JSON.parse(row.content) as MessageContent,
      token,
      leaseUntilMs,
    }));
  }

  /** False when the lease had passed to somebody else meanwhile. */
  async settle(message: LeasedMessage, final: Final, now: Instant): Promise<boolean> {
    return this.database.write(async (tx) => {
      const [set, params] = settlement(final, now);
      const affected = await tx.run(
        `UPDATE outbox SET ${set}, lease_token = NULL, lease_until_ms = NULL
          WHERE id = ? AND lease_token = ? AND state = 'leased'`,
        [...params, message.id, message.token],
      );
      return affected === 1;
    });
  }

  private async releaseAbandoned(tx: Tx, now: Instant): Promise<void> {
    await tx.run(
      `UPDATE outbox SET state = CASE WHEN crashes + 1 >= ? THEN 'failed' ELSE 'pending' END, crashes = crashes + 1,
              reason = 'the process that sent it died', lease_token = NULL, lease_until_ms = NULL, next_ms = ?
        WHERE state = 'leased' AND lease_until_ms <= ?`,
      [MAX_CRASHES, now, now],
    );
  }
}

function settlement(final: Final, now: Instant): [string, SqlValue[]] {
  switch (final.state) {
    case 'sent':
      return [
        "state = 'sent', reason = NULL, sent_ms = ?, channel = ?, address = ?, provider_message_id = ?, attempts = attempts + 1",
        [now, final.channel, final.address, final.providerMessageId ?? null],
      ];
    case 'pending':
      return [
        `state = 'pending', next_ms = ?, reason = ?, attempts = attempts + ${final.attempted ? '1' : '0'}`,
        [final.nextMs, final.reason],
      ];
    case 'failed':
    case 'expired':
    case 'suppressed':
      return ['state = ?, reason = ?', [final.state, final.reason]];
  }
}
