import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Conversation } from '../../conversation/conversation.service';
import { Database } from '../../database/database';
import { AppClock } from '../../kernel/app-clock';
import { CallBacks, type Delivery } from '../../messaging/call-backs.service';
import type { Channel, InboundMessage, Reply } from '../../messaging/channel';
import { piecesOf } from '../../messaging/domain/pieces';
import { messageKey } from '../../messaging/inbox.service';
import { Outbox } from '../../messaging/outbox.service';
import { Identities } from '../../organisations/identities.service';

/** The platform waits five seconds and then calls again; what is not answered by now is answered another way. */
const PATIENCE_MS = 4_000;

/** `later`: not in time; `elsewhere`: the same as before, again. */
export type CallBackAnswer =
  | { readonly kind: 'replayed' | 'elsewhere' | 'later' }
  | { readonly kind: 'answer'; readonly replies: readonly Reply[] };

/**
 * Hands what a platform delivers to the conversation, each message once, and answers on the call when that is possible
 * in time; otherwise by a message of our own. Kept in the database before anything is done.
 */
@Injectable()
export class AnswerCallBacks implements BeforeApplicationShutdown {
  private readonly log = new Logger('call-backs');
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly conversation: Conversation,
    private readonly callBacks: CallBacks,
    private readonly outbox: Outbox,
    private readonly identities: Identities,
    private readonly database: Database,
    private readonly clock: AppClock,
  ) {}

  /** Called by each channel when it starts: what its dead processes left unanswered goes out through it. */
  serve(channel: Channel): void {
    this.callBacks.onAbandoned(channel.key, async (message, id) => {
      await this.answerLater(channel, message, id, await this.conversation.receive(message));
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  /** `begun`: when the call came in, on the clock of `performance.now()`. */
  async answer(channel: Channel, delivery: Delivery, message: InboundMessage, begun: number): Promise<CallBackAnswer> {
    const taken = await this.callBacks.take(delivery, message, this.clock.now());
    if (typeof taken === 'string') return { kind: taken };
    const { id } = taken;
    const working = this.conversation.receive(message);
    const replies = await within(working, PATIENCE_MS - (performance.now() - begun));
    if (replies !== null) {
      this.inTheBackground(this.callBacks.answeredOnCall(id));
      return { kind: 'answer', replies };
    }
    this.inTheBackground(working.then((late) => this.answerLater(channel, message, id, late)));
    await this.callBacks.late(id);
    return { kind: 'later' };
  }

  /** Sends what did not fit into the answer on the call. */
  async sendRest(channel: Channel, message: InboundMessage, rest: readonly Reply[]): Promise<void> {
    if (rest.length > 0) await this.answerLater(channel, message, null, rest);
  }

  /** To somebody who is known by the outbox, which loses nothing; to a stranger at once, or she asks again. */
  private async answerLater(
    channel: Channel,
    message: InboundMessage,
    id: string | null,
    replies: readonly Reply[],
  ): Promise<void> {
    const { externalId } = message;
    const bound = await this.identities.resolve(channel.key, externalId);
    if (!bound) {
      for (const reply of piecesOf(replies, channel.capabilities.maxTextBytes))
        if ((await channel.send({ externalId }, reply)).state !== 'sent') break;
    }
    const now = this.clock.now();
    await this.database.write(async (tx) => {
      if (bound && replies.length > 0) {
        await this.outbox.owe(tx, now, {
          orgId: bound.orgId,
          personId: bound.personId,
          dedupeKey: `${id === null ? 'rest' : 'late'}.${channel.key}.${messageKey(message)}`,
          kind: 'aside',
          class: 'urgent',
          content: { say: replies },
          dueMs: now,
          via: { channel: channel.key, externalId },
        });
      }
      if (id !== null) await this.callBacks.answered(tx, id);
    });
  }

  private inTheBackground(work: Promise<unknown>): void {
    const seen = work
      .catch((error: unknown) => {
        this.log.error({ err: error }, 'a call-back is left to be answered later');
      })
      .finally(() => this.underWay.delete(seen));
    this.underWay.add(seen);
  }
}

/** null when it takes longer. */
async function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms), null);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
