import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import { lateBy } from './domain/lateness';
import type { MessageClass, MessageState } from './domain/message';
import type { LoggedKind } from './domain/message-kinds';
import {
  isUnreached,
  messagesByState,
  messagesFound,
  type MessagePage,
  type MessageQuery,
} from './message-log.queries';
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
  /** No channel leads to her: somebody has to tell her. */
  readonly unreached: boolean;
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

/** What was sent, seen, refused and why. */
@Injectable()
export class MessageLog {
  constructor(private readonly database: Database) {}

  /** The messages of this organisation that the query names. */
  async find(scope: OrgScope, query: MessageQuery, page: MessagePage): Promise<LoggedMessage[]> {
    const rows = await this.database.read((tx) => messagesFound(tx, scope, query, page));
    return rows.map((row) => ({
      ...row,
      kind: kindOf(row.kind) ?? 'other',
      unreached: isUnreached(row),
      lateMs: row.sentMs === null ? 0 : lateBy(row.nextMs, row.sentMs),
    }));
  }

  /** How many messages are in which state. */
  async count(scope: OrgScope, query: MessageQuery): Promise<Partial<Record<MessageState, number>>> {
    const rows = await this.database.read((tx) => messagesByState(tx, scope, query));
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  }
}
