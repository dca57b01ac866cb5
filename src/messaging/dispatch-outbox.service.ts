import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database';
import { MINUTE, SECOND, type Instant } from '../kernel/clock';
import type { DueWork } from '../reminders/domain/due-work';
import type { Reply, SendOutcome } from './channel';
import { DeliveryPolicy, type Route } from './delivery-policy.service';
import { piecesOf } from './domain/pieces';
import { retryAt } from './domain/retry';
import { OutboxRepository, type Final, type LeasedMessage } from './outbox.repository';
import { MessageWording } from './wording.port';

const BATCH = 20;
/** How soon it is looked again whether a channel reaches the person by now. */
const UNREACHABLE_WAIT = 5 * MINUTE;
/** A turn ends well before its leases do, so that nobody else sends what is still being sent here. */
const TURN = 10 * SECOND;

/**
 * Hands due messages to the channels: at least once each, one confirmation per message, never while it is quiet for
 * the person unless the message is urgent. Everything that is not sent ends in a state with a reason.
 */
@Injectable()
export class DispatchOutbox implements DueWork {
  readonly name = 'outbox';
  private readonly log = new Logger('outbox');

  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxRepository,
    private readonly policy: DeliveryPolicy,
    private readonly wording: MessageWording,
  ) {}

  async nextDue(): Promise<Instant | null> {
    return this.outbox.nextDue();
  }

  async run(now: Instant): Promise<void> {
    const begun = performance.now();
    const over = (): boolean => performance.now() - begun > TURN;
    for (;;) {
      const messages = await this.outbox.lease(now, BATCH);
      for (const message of messages) {
        const final = over() ? untouched(now) : await this.attempt(message, now);
        if (!(await this.outbox.settle(message, final, now))) this.log.warn({ message: message.id }, 'lease was lost');
      }
      if (messages.length < BATCH || over()) return;
    }
  }

  /** A message that cannot even be worded is tried again later and keeps nobody else's waiting. */
  private async attempt(message: LeasedMessage, now: Instant): Promise<Final> {
    try {
      return await this.deliver(message, now);
    } catch (error) {
      this.log.error({ message: message.id, kind: message.kind, err: error }, 'a message could not be made ready');
      return this.later(message, now, 'it could not be made ready');
    }
  }

  private async deliver(message: LeasedMessage, now: Instant): Promise<Final> {
    const [verdict] = await this.policy.judge([message], now);
    switch (verdict?.do) {
      case 'close':
        return { state: verdict.state, reason: verdict.reason };
      case 'wait':
        return { state: 'pending', nextMs: verdict.untilMs, reason: verdict.reason, attempted: false };
      default: {
        const route = verdict?.routes[0];
        if (!route) return this.later(message, now, 'no channel reaches the person', UNREACHABLE_WAIT);
        const replies = await this.words(message, message.personId ?? '', now);
        if (replies === null) return { state: 'suppressed', reason: 'no longer worth saying' };
        return this.send(message, route, replies, now);
      }
    }
  }

  private async words(message: LeasedMessage, personId: string, now: Instant): Promise<readonly Reply[] | null> {
    if ('say' in message.content) return message.content.say;
    const { facts } = message.content;
    return this.database.write((tx) =>
      this.wording.wordsFor(tx, { orgId: message.orgId, personId, kind: message.kind, facts }, now),
    );
  }

  private async send(message: LeasedMessage, route: Route, replies: readonly Reply[], now: Instant): Promise<Final> {
    let outcome: SendOutcome = { state: 'sent' };
    for (const [part, reply] of piecesOf(replies, route.channel.capabilities.maxTextBytes).entries()) {
      outcome = await route.channel.send(route.address, reply, `${message.id}.${String(part)}`);
      if (outcome.state !== 'sent') break;
    }
    switch (outcome.state) {
      case 'sent':
        return {
          state: 'sent',
          channel: route.channel.key,
          address: route.address.externalId,
          providerMessageId: outcome.providerMessageId,
        };
      case 'refused':
        return { state: 'failed', reason: outcome.reason };
      case 'unknown':
        // It may have arrived: saying an urgent thing twice is better than not at all, a circular twice is a nuisance.
        if (message.class === 'bulk') return { state: 'failed', reason: outcome.reason };
        return this.later(message, now, outcome.reason);
      case 'retry':
        return this.later(message, now, outcome.reason, outcome.afterMs);
    }
  }

  private later(message: LeasedMessage, now: Instant, reason: string, afterMs?: number): Final {
    const nextMs = retryAt(message, now, Math.random(), afterMs);
    return nextMs === null ? { state: 'failed', reason } : { state: 'pending', nextMs, reason, attempted: true };
  }
}

const untouched = (now: Instant): Final => ({
  state: 'pending',
  nextMs: now,
  reason: 'left for the next turn',
  attempted: false,
});
