import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { DAY, type Instant } from '../kernel/clock';
import type { Reply } from './channel';
import { lateSince } from './domain/lateness';
import { readMessage } from './domain/stored-message';
import { MessageWording } from './wording.port';
import { OutboxRow } from './outbox.row';

export interface SentMessage {
  readonly id: string;
  readonly at: Instant;
  readonly replies: readonly Reply[];
}

type SentRow = Pick<OutboxRow, 'orgId' | 'personId' | 'kind' | 'content' | 'nextMs' | 'sentMs'>;

/** A page that was closed hears what was said meanwhile, up to this long ago. */
const REMEMBERED = DAY;
const MOST = 100;

/** Reads again what was sent to an address, for channels whose listener may be away when it is said. */
@Injectable()
export class SentMessages {
  constructor(
    private readonly database: Database,
    private readonly wording: MessageWording,
  ) {}

  /** In the order of sending, from `after` on when that message is known; what is not worth saying any more is left out. */
  async to(channel: string, externalId: string, after: string | null, now: Instant): Promise<SentMessage[]> {
    return this.database.read(async (tx) => {
      const known = after
        ? await tx.findOne(OutboxRow, { id: after, address: externalId }, { columns: ['sentMs'] })
        : null;
      const rows = await tx.find(
        OutboxRow,
        {
          channel,
          address: externalId,
          state: 'sent',
          sentMs: { gte: Math.max(known?.sentMs ?? 0, now - REMEMBERED) },
        },
        {
          columns: ['id', 'orgId', 'personId', 'kind', 'content', 'nextMs', 'sentMs'],
          orderBy: { sentMs: 'asc', id: 'asc' },
          limit: MOST,
        },
      );
      const messages: SentMessage[] = [];
      for (const row of rows) {
        if (row.id === after) continue;
        const replies = await this.words(tx, row, now);
        if (replies) messages.push({ id: row.id, at: row.sentMs ?? row.nextMs, replies });
      }
      return messages;
    });
  }

  private async words(tx: Tx, row: SentRow, now: Instant): Promise<readonly Reply[] | null> {
    const { orgId, personId, nextMs, sentMs } = row;
    const { content } = readMessage(row.kind, row.content);
    if (content === null) return null;
    if ('say' in content) return content.say;
    if (personId === null) return null;
    const lateSinceMs = lateSince(nextMs, sentMs ?? nextMs);
    return this.wording.wordsFor(tx, { orgId, personId, ...content, lateSinceMs }, now);
  }
}
