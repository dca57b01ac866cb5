import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { InboundMessage } from './channel';
import type { Worded } from './domain/message-kinds';
import { readMessage } from './domain/stored-message';
import { InboxRow } from './inbox.row';
import { OutboxRow } from './outbox.row';

/** Something that the service said to a person of itself. */
export interface Heard {
  /** null: sentences that were ready when they were owed. */
  readonly message: Worded | null;
  readonly at: Instant;
}

const MOST = 40;

/** What a person was told lately, and when she last said something herself: what her next word may answer. */
@Injectable()
export class HeardLately {
  constructor(private readonly database: Database) {}

  /** What was sent to her since, on whatever way, the newest first. */
  async by(personId: string, since: Instant): Promise<Heard[]> {
    const rows = await this.database.read((tx) =>
      tx.find(
        OutboxRow,
        { personId, state: 'sent', sentMs: { gte: since } },
        { columns: ['id', 'kind', 'content', 'sentMs'], orderBy: { sentMs: 'desc', id: 'desc' }, limit: MOST },
      ),
    );
    return rows.flatMap(({ kind, content, sentMs }) => {
      const message = readMessage(kind, content).content;
      return sentMs === null ? [] : [{ message: message && 'facts' in message ? message : null, at: sentMs }];
    });
  }

  /** When whoever sends this last said something where she says it now; null: nothing that is known. */
  async lastWord({ channel, externalId, conversation }: InboundMessage): Promise<Instant | null> {
    const row = await this.database.read((tx) =>
      tx.findOne(
        InboxRow,
        { channel, sender: externalId, conversation: conversation.id },
        { columns: ['receivedMs'], orderBy: { receivedMs: 'desc' } },
      ),
    );
    return row?.receivedMs ?? null;
  }
}
