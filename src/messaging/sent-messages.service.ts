import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { DAY, type Instant } from '../kernel/clock';
import type { Reply } from './channel';
import { lateSince } from './domain/lateness';
import { readMessage } from './domain/stored-message';
import { MessageWording } from './wording.port';

export interface SentMessage {
  readonly id: string;
  readonly at: Instant;
  readonly replies: readonly Reply[];
}

interface SentRow {
  id: string;
  orgId: string;
  personId: string;
  kind: string;
  content: string;
  nextMs: number;
  sentMs: number;
}

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
        ? await tx.one<{ sentMs: number }>('SELECT sent_ms FROM outbox WHERE id = ? AND address = ?', [
            after,
            externalId,
          ])
        : null;
      const rows = await tx.all<SentRow>(
        `SELECT id, org_id, person_id, kind, content, next_ms, sent_ms FROM outbox
          WHERE channel = ? AND address = ? AND state = 'sent' AND sent_ms >= ?
          ORDER BY sent_ms, id LIMIT ${String(MOST)}`,
        [channel, externalId, Math.max(known?.sentMs ?? 0, now - REMEMBERED)],
      );
      const messages: SentMessage[] = [];
      for (const row of rows) {
        if (row.id === after) continue;
        const replies = await this.words(tx, row, now);
        if (replies) messages.push({ id: row.id, at: row.sentMs, replies });
      }
      return messages;
    });
  }

  private async words(tx: Tx, row: SentRow, now: Instant): Promise<readonly Reply[] | null> {
    const { orgId, personId, nextMs, sentMs } = row;
    const { content } = readMessage(row.kind, row.content);
    if (content === null) return null;
    if ('say' in content) return content.say;
    return this.wording.wordsFor(tx, { orgId, personId, ...content, lateSinceMs: lateSince(nextMs, sentMs) }, now);
  }
}
