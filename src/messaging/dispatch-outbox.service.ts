import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database';
import { DAY, MINUTE, SECOND, type Instant } from '../kernel/clock';
import type { DueWork } from '../reminders/domain/due-work';
import type { Address, Channel, Reply, SendOutcome } from './channel';
import { Channels } from './channels';
import { piecesOf } from './domain/pieces';
import { quietUntil } from './domain/quiet-hours';
import { OutboxRepository, type Final, type LeasedMessage } from './outbox.repository';
import { MessageWording } from './wording.port';

const BATCH = 20;
/** A message nobody could be reached for is kept trying this long unless it says otherwise. */
const UNREACHABLE_AFTER = DAY;
/** A turn ends well before its leases do, so that nobody else sends what is still being sent here. */
const TURN = 10 * SECOND;

interface Recipient {
  readonly slug: string;
  readonly timeZone: string;
  readonly active: number;
  /** What she set for herself, as JSON. */
  readonly preferences: string;
}

interface Route {
  readonly channel: Channel;
  readonly address: Address;
}

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
    private readonly channels: Channels,
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
    if (message.notAfterMs !== null && now > message.notAfterMs) return { state: 'expired', reason: 'came too late' };
    if (message.personId === null) return { state: 'failed', reason: 'nobody to send it to' };
    const recipient = await this.recipient(message.personId);
    if (!recipient || recipient.active !== 1) return { state: 'suppressed', reason: 'the person is no longer here' };
    const quiet = message.class === 'urgent' ? null : quietFor(recipient, message.kind, now);
    if (quiet !== null && message.class === 'bulk' && message.notAfterMs !== null && quiet > message.notAfterMs) {
      return { state: 'suppressed', reason: 'quiet until it no longer mattered' };
    }
    if (quiet !== null && (message.notAfterMs === null || quiet <= message.notAfterMs)) {
      return { state: 'pending', nextMs: quiet, reason: 'quiet hours', attempted: false };
    }
    const route = await this.route(message, message.personId, recipient.slug);
    if (!route) return this.unreachable(message, now);
    const replies = await this.words(message, message.personId, now);
    if (replies === null) return { state: 'suppressed', reason: 'no longer worth saying' };
    return this.send(message, route, replies, now);
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
    const backoff = Math.min(5 * SECOND * 2 ** message.attempts, 10 * MINUTE);
    const nextMs = now + (afterMs ?? Math.round(backoff * (0.8 + Math.random() * 0.4)));
    const lastMs = message.notAfterMs ?? message.createdMs + UNREACHABLE_AFTER;
    return nextMs > lastMs ? { state: 'failed', reason } : { state: 'pending', nextMs, reason, attempted: true };
  }

  private unreachable(message: LeasedMessage, now: Instant): Final {
    return this.later(message, now, 'no channel reaches the person', 5 * MINUTE);
  }

  private async recipient(personId: string): Promise<Recipient | null> {
    return this.database.read((tx) =>
      tx.one<Recipient>(
        `SELECT p.slug, p.active, p.preferences, o.time_zone FROM people p JOIN organisations o ON o.id = p.org_id WHERE p.id = ?`,
        [personId],
      ),
    );
  }

  /** The way to the person: her identities, the latest bound first, then channels that know her without one. */
  private async route(message: LeasedMessage, personId: string, slug: string): Promise<Route | null> {
    const identities = await this.database.read((tx) =>
      tx.all<{ channel: string; externalId: string }>(
        'SELECT channel, external_id FROM identities WHERE person_id = ? ORDER BY bound_ms DESC',
        [personId],
      ),
    );
    for (const identity of identities) {
      const channel = this.channels.get(identity.channel);
      if (channel && channel.capabilities.proactive !== 'never') {
        return { channel, address: { externalId: identity.externalId } };
      }
    }
    for (const key of this.channels.keys()) {
      const channel = this.channels.get(key);
      const address = channel?.addressOf?.({ id: personId, orgId: message.orgId, slug });
      if (channel && address) return { channel, address };
    }
    return null;
  }
}

/** What waits for her word keeps to the night's quiet alone; all else also to the time for which she asked for quiet. */
const AWAITS_HER_WORD: readonly string[] = ['confirm-reminder', 'give-asked', 'swap-asked'];

function quietFor(recipient: Recipient, kind: string, now: Instant): Instant | null {
  const night = quietUntil(now, recipient.timeZone);
  const { quietUntilMs = 0 } = JSON.parse(recipient.preferences || '{}') as { quietUntilMs?: Instant };
  if (quietUntilMs <= now || AWAITS_HER_WORD.includes(kind)) return night;
  return Math.max(quietUntilMs, quietUntil(quietUntilMs, recipient.timeZone) ?? quietUntilMs);
}

const untouched = (now: Instant): Final => ({
  state: 'pending',
  nextMs: now,
  reason: 'left for the next turn',
  attempted: false,
});
