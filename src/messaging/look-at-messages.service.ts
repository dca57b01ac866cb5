import { Injectable } from '@nestjs/common';
import { Database, type SqlValue } from '../database/database';
import type { Instant } from '../kernel/clock';

export const MESSAGE_STATES = ['pending', 'leased', 'sent', 'failed', 'expired', 'suppressed'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** What became of a message; never what it said. */
export interface MessageRecord {
  readonly id: string;
  readonly kind: string;
  readonly class: string;
  readonly state: MessageState;
  readonly person: string | null;
  readonly channel: string | null;
  readonly dueMs: Instant;
  readonly sentMs: Instant | null;
  readonly attempts: number;
  readonly reason: string | null;
}

export interface MessageQuestion {
  readonly states?: readonly MessageState[];
  readonly since?: Instant;
  readonly offset: number;
  readonly limit: number;
}

/** Which messages left, which wait and which could not be brought to anybody. */
@Injectable()
export class LookAtMessages {
  constructor(private readonly database: Database) {}

  async page(orgId: string, question: MessageQuestion): Promise<{ messages: MessageRecord[]; total: number }> {
    const where = ['m.org_id = ?'];
    const params: SqlValue[] = [orgId];
    if (question.states) {
      where.push(`m.state IN (${question.states.map(() => '?').join(',')})`);
      params.push(...question.states);
    }
    if (question.since !== undefined) {
      where.push('m.due_ms >= ?');
      params.push(question.since);
    }
    const condition = where.join(' AND ');
    return this.database.read(async (tx) => {
      const counted = await tx.one<{ n: number }>(`SELECT COUNT(*) AS n FROM outbox m WHERE ${condition}`, params);
      const messages = await tx.all<MessageRecord>(
        `SELECT m.id, m.kind, m.class, m.state, p.name AS person, m.channel, m.due_ms, m.sent_ms, m.attempts, m.reason
           FROM outbox m LEFT JOIN people p ON p.id = m.person_id WHERE ${condition}
          ORDER BY m.due_ms DESC, m.id DESC LIMIT ? OFFSET ?`,
        [...params, question.limit, question.offset],
      );
      return { messages, total: counted?.n ?? 0 };
    });
  }
}
