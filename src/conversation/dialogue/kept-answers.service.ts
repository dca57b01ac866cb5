import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import type { InboundMessage, Reply } from '../../messaging/channel';
import { Outbox } from '../../messaging/outbox.service';
import type { Answer } from './answer';
import { DialoguesRepository } from './dialogues.repository';
import { Inbox, messageKey } from '../../messaging/inbox.service';
import type { ReadMessage } from './reader';

/** What was answered, so that the same message again gets the same answer, and what stands open since. */
@Injectable()
export class KeptAnswers {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly dialogues: DialoguesRepository,
    private readonly outbox: Outbox,
  ) {}

  /** What this message was answered the first time; null: it is new. */
  to(message: InboundMessage): Promise<readonly Reply[] | null> {
    return this.inbox.answerTo(message);
  }

  /** Writes down, in one unit, that the message was answered, what stands open now, and what goes to the private chat. */
  async keep({ message, speaker, now }: ReadMessage, answer: Answer): Promise<void> {
    await this.database.write(async (tx) => {
      await this.inbox.keep(tx, message, answer.secret ? null : answer.replies, now);
      for (const { place, dialogue } of answer.dialogues) await this.dialogues.save(tx, place, dialogue, now);
      if (!speaker || !answer.aside || answer.aside.length === 0) return;
      await this.outbox.owe(tx, now, {
        orgId: speaker.scope.orgId,
        personId: speaker.personId,
        dedupeKey: `aside.${message.channel}.${messageKey(message)}`,
        kind: 'aside',
        class: 'urgent',
        content: { say: answer.aside },
        dueMs: now,
      });
    });
  }
}
