import { Injectable } from '@nestjs/common';
import { Database, type SqlValue } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import { lateBy } from './domain/lateness';
import type { MessageClass, MessageState } from './domain/message';
import type { LoggedKind } from './domain/message-kinds';
import { kindOf } from './domain/stored-message';

/** What became of one message that the service owed somebody; its words are not kept here. */
export interface LoggedMessage {
  readonly id: string;
  readonly personId: string | null;
  /** Her name. */
  readonly person: string | null;
  readonly kind: LoggedKind;
  readonly class: MessageClass;
  readonly state: MessageState;
  /** Why it waits, was refused, expired or was not sent: a `DeliveryReason`, or what the platform said. */
  readonly reason: string | null;
  readonly channel: string | null;
  readonly attempts: number;
  readonly dueMs: Instant;
  /** When it leaves, for what still waits. */
  readonly nextMs: Instant;
  readonly sentMs: Instant | null;
  /** How much too late it was sent, in milliseconds; 0: in time, or not sent. */
  readonly lateMs: number;
  /** When she next said something on that channel: by then it was before her eyes. null: not that we know. */
  readonly seenMs: Instant | null;
}

export interface MessageQuery {
  readonly personId?: string;
  /** Messages about this session, its shifts, their assignments and its registrations. */
  readonly sessionId?: string;
  /** Due in this half-open span. */
  readonly from?: Instant;
  readonly to?: Instant;
  readonly states?: readonly MessageState[];
}

/** Which part of what was found is wanted, the latest due first. */
export interface MessagePage {
  readonly offset: number;
  readonly limit: number;
}

const ABOUT_SESSION = `m.subject_id IN (SELECT ? UNION SELECT s.id FROM shifts s WHERE s.session_id = ?
  UNION SELECT a.id FROM shifts s JOIN assignments a ON a.shift_id = s.id WHERE s.session_id = ?
  UNION SELECT r.id FROM registrations r WHERE r.session_id = ?)`;

/** What was sent, seen, refused and why. */
@Injectable()
export class MessageLog {
  constructor(private readonly database: Database) {}

  /** The messages of this organisation that the query names. */
  async find(scope: OrgScope, query: MessageQuery, { offset, limit }: MessagePage): Promise<LoggedMessage[]> {
    const { where, params } = conditions(scope, query);
    const rows = await this.database.read((tx) =>
      tx.all<Omit<LoggedMessage, 'kind' | 'lateMs'> & { kind: string }>(
        `SELECT m.id, m.person_id, p.name AS person, m.kind, m.class, m.state, m.reason, m.channel, m.attempts,
                m.due_ms, m.next_ms, m.sent_ms, (SELECT MIN(i.received_ms) FROM inbox i
                  WHERE i.channel = m.channel AND i.sender = m.address AND i.received_ms >= m.sent_ms) AS seen_ms
           FROM outbox m LEFT JOIN people p ON p.id = m.person_id
          WHERE ${where} ORDER BY m.due_ms DESC, m.id DESC LIMIT ? OFFSET ?`,
        [...params, limit, offset],
      ),
    );
    return rows.map((row) => ({
      ...row,
      kind: kindOf(row.kind) ?? 'other',
      lateMs: row.sentMs === null ? 0 : lateBy(row.nextMs, row.sentMs),
    }));
  }

  /** How many messages are in which state. */
  async count(scope: OrgScope, query: MessageQuery): Promise<Partial<Record<MessageState, number>>> {
    const { where, params } = conditions(scope, query);
    const rows = await this.database.read((tx) =>
      tx.all<{ state: MessageState; n: number }>(
        `SELECT m.state, COUNT(*) AS n FROM outbox m WHERE ${where} GROUP BY m.state`,
        params,
      ),
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  }
}

function conditions(
  { orgId }: OrgScope,
  { personId, sessionId, from, to, states }: MessageQuery,
): { where: string; params: SqlValue[] } {
  const where = ['m.org_id = ?'];
  const params: SqlValue[] = [orgId];
  const also = (condition: string, ...values: SqlValue[]): void => {
    where.push(condition);
    params.push(...values);
  };
  if (personId !== undefined) also('m.person_id = ?', personId);
  if (sessionId !== undefined) also(ABOUT_SESSION, sessionId, sessionId, sessionId, sessionId);
  if (from !== undefined) also('m.due_ms >= ?', from);
  if (to !== undefined) also('m.due_ms < ?', to);
  if (states !== undefined)
    also(states.length > 0 ? `m.state IN (${states.map(() => '?').join(',')})` : '1 = 0', ...states);
  return { where: where.join(' AND '), params };
}
