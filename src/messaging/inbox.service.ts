import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { InboundMessage, Reply } from './channel';
import { InboxRow } from './inbox.row';

/** Answers longer than this are made again instead of kept: a text column holds 64 KiB. */
const KEEP_BYTES = 60_000;

/** Messages that arrived, once per channel and message id, with what was answered and never with what was said. */
@Injectable()
export class Inbox {
  constructor(private readonly database: Database) {}

  /** What this message was answered the first time; null: it is new. */
  async answerTo(message: InboundMessage): Promise<readonly Reply[] | null> {
    return this.database.read(async (tx) => {
      const row = await tx.findOne(
        InboxRow,
        { channel: message.channel, messageId: messageKey(message), state: 'answered' },
        { columns: ['payload'] },
      );
      return row?.payload ? (JSON.parse(row.payload) as Reply[]) : null;
    });
  }

  /** Keeps the answer, or only that there was one; the first answer to a message stays the answer. */
  async keep(tx: Tx, message: InboundMessage, replies: readonly Reply[] | null, now: Instant): Promise<void> {
    const payload = replies && JSON.stringify(replies);
    const known = await tx.findOne(
      InboxRow,
      { channel: message.channel, messageId: messageKey(message) },
      { columns: ['id'] },
    );
    if (known) return;
    await tx.insert(InboxRow, {
      id: newId(now),
      channel: message.channel,
      messageId: messageKey(message),
      sender: shortened(message.externalId),
      conversation: shortened(message.conversation.id),
      payload: payload !== null && Buffer.byteLength(payload) <= KEEP_BYTES ? payload : null,
      state: 'answered',
      receivedMs: message.at,
      answeredMs: now,
    });
  }
}

/** The message's id within its channel, made short enough to be a key. */
export function messageKey(message: Pick<InboundMessage, 'messageId'>): string {
  return message.messageId.length <= 100 ? message.messageId : shortened(message.messageId, 100);
}

/** At most `length` characters; what is longer keeps its beginning and a hash of the whole. */
function shortened(text: string, length = 191): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 33)}.${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}
