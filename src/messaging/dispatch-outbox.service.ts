import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../database/database';
import { MINUTE, SECOND, type Instant } from '../kernel/clock';
import { AppClock } from '../kernel/app-clock';
import type { DueWork } from '../kernel/due-work';
import type { Reply, SendResult } from './channel';
import { Confirmations } from './confirmations.service';
import { DeliveryFigures, type SettledMessage } from './delivery-figures.service';
import { DeliveryPolicy, type Route } from './delivery-policy.service';
import type { DeliveryReason } from './domain/delivery-reasons';
import { lateSince } from './domain/lateness';
import { piecesOf } from './domain/pieces';
import { retryAt } from './domain/retry';
import { envelopesOf, type Ready } from './envelopes';
import type { Envelope } from './lane';
import { Lanes } from './lanes';
import { OutboxRepository, type Final, type LeasedMessage } from './outbox.repository';
import { Transport } from './transport';
import { MessageWording } from './wording.port';

const BATCH = 100;
const NO_WAY: DeliveryReason = 'no channel reaches the person';
const NOTHING_LEFT: DeliveryReason = 'no longer worth saying';
const UNREADY: DeliveryReason = 'it could not be made ready';
/** How soon it is looked again whether a channel reaches the person by now. */
const UNREACHABLE_WAIT = 5 * MINUTE;
/** No sending begins later than this after its lease, and a turn ends then: nobody else sends what is still sent here. */
const TURN = 10 * SECOND;
/** A channel that has not answered after this is not waited for; together with a turn it is shorter than a lease. */
const SEND_LIMIT = 12 * SECOND;
/** A message for a channel that is busy is looked at again after this at the latest. */
const LONGEST_WAIT = 15 * SECOND;
/** While a channel is slow, what is due for others is looked for this often. */
const LOOK_AGAIN_MS = 200;
/** Full lanes that have not emptied after this are slow; what is due for others is not kept waiting for them. */
const SLOW_MS = SECOND;

/**
 * Hands due messages to the channels: at least once each, every one confirmed by itself, as many at a time as its
 * channel takes. Everything that is not sent ends in a state with a reason; what the rules say is in DeliveryPolicy.
 */
@Injectable()
export class DispatchOutbox implements DueWork, OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly name = 'outbox';
  private readonly log = new Logger('outbox');
  private readonly lanes = new Lanes((envelope) => this.carry(envelope));
  private readonly settling = new Set<Promise<void>>();
  private since: Instant = 0;

  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxRepository,
    private readonly confirmations: Confirmations,
    private readonly policy: DeliveryPolicy,
    private readonly wording: MessageWording,
    private readonly transport: Transport,
    private readonly figures: DeliveryFigures,
    private readonly clock: AppClock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.figures.transport = () => this.transport.state;
    await this.transport.start((token) => this.take(token));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.transport.stop();
    this.giveBack(this.lanes.clear());
    await this.settled();
  }

  async nextDue(): Promise<Instant | null> {
    return this.outbox.nextDue();
  }

  async run(now: Instant): Promise<void> {
    this.since = now;
    const begun = performance.now();
    const over = (): boolean => performance.now() - begun > TURN;
    await this.outbox.reclaim(now);
    const due = await this.outbox.nextDue();
    if (due === null || due > now) return;
    while (!over()) {
      const messages = await this.outbox.lease(this.now(), BATCH);
      const [first] = messages;
      if (first && !(await this.transport.carry(first.token))) await this.handOut(messages);
      if (messages.length === 0 && this.lanes.idle) break;
      if (messages.length < BATCH && !this.lanes.idle) await this.lanes.change(LOOK_AGAIN_MS);
      await this.lanes.room(BATCH, SLOW_MS);
    }
    this.giveBack(this.lanes.clear());
    await this.settled();
  }

  /** Handles a batch that another process leased and passed on; done when there is room for the next. */
  private async take(token: string): Promise<void> {
    await this.handOut(await this.outbox.takeOver(token, this.now()));
    while (this.lanes.queued > BATCH) await this.lanes.change(LOOK_AGAIN_MS);
  }

  /** Waits until everything under way is sent and written down. */
  private async settled(): Promise<void> {
    while (!this.lanes.idle) await this.lanes.change(LOOK_AGAIN_MS);
    await Promise.all(this.settling);
  }

  /** Sends, or closes, or puts off each of these messages; those that leave are on their channel's lane afterwards. */
  private async handOut(messages: readonly LeasedMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const deadline = performance.now() + TURN;
    const verdicts = await this.policy.judge(messages, this.now());
    const leaving: { message: LeasedMessage; routes: readonly Route[] }[] = [];
    for (const [i, message] of messages.entries()) {
      const verdict = verdicts[i];
      if (verdict?.do === 'send' && verdict.routes.length > 0) leaving.push({ message, routes: verdict.routes });
      else if (verdict?.do === 'close') this.settle(message, { state: verdict.state, reason: verdict.reason });
      else if (verdict?.do === 'wait') this.settle(message, putOff(verdict.untilMs, verdict.reason));
      else this.settle(message, this.later(message, NO_WAY, UNREACHABLE_WAIT));
    }
    const words = await this.words(leaving.map(({ message }) => message));
    const ready: Ready[] = [];
    for (const [i, one] of leaving.entries()) {
      const replies = words[i] ?? null;
      if (replies === 'none') this.settle(one.message, this.later(one.message, UNREADY));
      else if (replies === null) this.settle(one.message, { state: 'suppressed', reason: NOTHING_LEFT });
      else ready.push({ ...one, replies });
    }
    for (const envelope of envelopesOf(ready, deadline)) this.offer(envelope);
  }

  /** The words of each message; null: there is nothing left to say. A message that cannot be worded keeps nobody waiting. */
  private words(messages: readonly LeasedMessage[]): Promise<(readonly Reply[] | null | 'none')[]> {
    return this.database.read(async (tx) => {
      const words: (readonly Reply[] | null | 'none')[] = [];
      for (const { id, orgId, personId, kind, content, nextMs } of messages) {
        if (content === null) {
          this.log.error({ message: id, kind }, 'what a message was about could not be read');
          words.push('none');
          continue;
        }
        if ('say' in content) {
          words.push(content.say);
          continue;
        }
        const now = this.now();
        const lateSinceMs = lateSince(nextMs, now);
        const message = { orgId, personId: personId ?? '', ...content, lateSinceMs };
        try {
          words.push(await this.wording.wordsFor(tx, message, now));
        } catch (error) {
          this.log.error({ message: id, kind, err: error }, 'a message could not be made ready');
          words.push('none');
        }
      }
      return words;
    });
  }

  private offer(envelope: Envelope): void {
    const waitMs = this.lanes.offer(envelope);
    if (waitMs !== null) this.busy(envelope, waitMs);
  }

  private busy({ messages }: Envelope, waitMs: number): void {
    const nextMs = this.now() + Math.round(Math.min(Math.max(waitMs, SECOND), LONGEST_WAIT));
    for (const message of messages) this.settle(message, putOff(nextMs, 'its channel is busy'));
  }

  private giveBack(envelopes: readonly Envelope[]): void {
    for (const message of envelopes.flatMap((envelope) => envelope.messages))
      this.settle(message, putOff(this.now(), 'left for the next turn'));
  }

  /** Sends one envelope unless it has become too late or somebody else's, and says what became of it. */
  private async carry(envelope: Envelope): Promise<void> {
    if (performance.now() > envelope.deadline) {
      this.giveBack([envelope]);
      return;
    }
    const { messages, routes } = envelope;
    const [route, next, ...further] = routes;
    try {
      const { key, capabilities } = route.channel;
      const waitMs = capabilities.rate ? await this.transport.room(key, capabilities.rate) : 0;
      if (waitMs > 0) {
        this.busy(envelope, waitMs);
        return;
      }
      const held = await Promise.all(messages.map((message) => this.confirmations.begin(message, this.now())));
      const ours = messages.filter((_, i) => held[i]);
      if (ours.length < messages.length) {
        for (const message of ours) this.settle(message, putOff(this.now(), 'left for the next turn'));
        return;
      }
      const outcome = await this.send(envelope, route);
      if (isClosed(outcome) && next) this.offer({ ...envelope, routes: [next, ...further] });
      else for (const message of messages) this.settle(message, this.finalOf(message, outcome, route));
    } catch (error) {
      this.log.error({ message: messages[0].id, err: error }, 'a message is left to its lease');
    }
  }

  private async send({ messages, replies }: Envelope, { channel, address }: Route): Promise<SendResult> {
    let outcome: SendResult = { state: 'sent' };
    for (const [part, reply] of piecesOf(replies, channel.capabilities.maxTextBytes).entries()) {
      outcome = await inTime(channel.send(address, reply, `${messages[0].id}.${String(part)}`));
      if (outcome.state !== 'sent') break;
    }
    return outcome;
  }

  private finalOf(message: LeasedMessage, outcome: SendResult, { channel, address }: Route): Final {
    switch (outcome.state) {
      case 'sent':
        return {
          state: 'sent',
          channel: channel.key,
          address: address.externalId,
          providerMessageId: outcome.providerMessageId,
        };
      case 'refused':
        return { state: 'failed', reason: outcome.reason };
      case 'barred':
        return this.later(message, outcome.reason, UNREACHABLE_WAIT);
      case 'unknown':
        // It may have arrived: saying an urgent thing twice is better than not at all, a circular twice is a nuisance.
        if (message.class === 'bulk') return { state: 'failed', reason: outcome.reason };
        return this.later(message, outcome.reason);
      case 'retry':
        return this.later(message, outcome.reason, outcome.afterMs);
    }
  }

  private later(message: LeasedMessage, reason: string, afterMs?: number): Final {
    const nextMs = retryAt(message, this.now(), Math.random(), afterMs);
    return nextMs === null ? { state: 'failed', reason } : { state: 'pending', nextMs, reason, attempted: true };
  }

  private settle(message: LeasedMessage, final: Final): void {
    const at = this.now();
    const written = this.confirmations.settle(message, final, at).then(
      (held) => {
        if (held) this.figures.settled(figureOf(message, final, at));
        else this.log.warn({ message: message.id }, 'lease was lost');
      },
      (error: unknown) => {
        this.log.error({ message: message.id, err: error }, 'what became of a message could not be written down');
      },
    );
    this.settling.add(written);
    void written.finally(() => this.settling.delete(written));
  }

  private now(): Instant {
    return Math.max(this.since, this.clock.now());
  }
}

/** Nothing arrived by this way, nor will anything now. */
const isClosed = ({ state }: SendResult): boolean => state === 'refused' || state === 'barred';

const figureOf = (message: LeasedMessage, final: Final, at: Instant): SettledMessage => ({
  state: final.state,
  class: message.class,
  channel: final.state === 'sent' ? final.channel : null,
  lateMs: Math.max(0, at - message.nextMs),
});

const putOff = (nextMs: Instant, reason: DeliveryReason): Final => ({
  state: 'pending',
  nextMs,
  reason,
  attempted: false,
});

/** What `sending` comes to, unless that takes too long: then nobody knows. */
async function inTime(sending: Promise<SendResult>): Promise<SendResult> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<SendResult>((resolve) => {
    timer = setTimeout(resolve, SEND_LIMIT, {
      state: 'unknown',
      reason: 'no answer in time' satisfies DeliveryReason,
    });
  });
  try {
    return await Promise.race([sending, limit]);
  } finally {
    clearTimeout(timer);
  }
}
