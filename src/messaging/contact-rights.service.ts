import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { Channel, InboundMessage, SendResult } from './channel';
import { Channels } from './channels';
import type { DeliveryReason } from './domain/delivery-reasons';
import { contactRight, windowOpened, type ContactRight, type Credit } from './domain/contact-right';
import { ChannelCreditRow } from './channel-credit.row';
import { OutboxRow } from './outbox.row';

const CLOSED: DeliveryReason = 'the person has to write first on this channel';

/** How it stands with the right to write to somebody first: how many messages are left and until when, where that counts. */
export interface Standing {
  readonly right: ContactRight;
  readonly left: number | null;
  readonly endsMs: Instant | null;
}

/** The ledger of who may be written to first where: opened by her own messages and consents, used up by sending. */
@Injectable()
export class ContactRights {
  constructor(
    private readonly database: Database,
    private readonly channels: Channels,
  ) {}

  /** She wrote: where a message opens a window, it is open anew; what she agreed to with it is added to what is left. */
  async heardFrom(
    { channel: key, window, consents = 0 }: Pick<InboundMessage, 'channel' | 'window' | 'consents'>,
    personId: string,
    now: Instant,
  ): Promise<void> {
    const channel = this.channels.get(key);
    const credit = channel ? windowOpened(channel.capabilities, window, now) : null;
    if (credit) await this.database.write((tx) => this.open(tx, key, personId, credit, now));
    if (consents > 0) await this.database.write((tx) => this.add(tx, key, personId, consents, now));
  }

  /** She went away from the channel: nothing may be sent to her there until she is back. */
  async leftBy(key: string, personId: string): Promise<void> {
    await this.database.write((tx) => tx.update(ChannelCreditRow, { personId, channel: key }, { leftCount: 0 }));
  }

  /** By what right the service may write first to one of these people on a channel now. */
  async of(
    personIds: readonly string[],
    now: Instant,
  ): Promise<(personId: string, channel: Pick<Channel, 'key' | 'capabilities'>) => Standing> {
    const columns = ['personId', 'channel', 'kind', 'leftCount', 'endsMs'] as const;
    const given = await this.database.read((tx) => tx.find(ChannelCreditRow, { personId: personIds }, { columns }));
    return (personId, { key, capabilities }) => {
      const hers = given.filter((credit) => credit.personId === personId && credit.channel === key).map(creditIn);
      const right = contactRight(capabilities, hers, now);
      const used = hers.find(({ kind }) => kind === right);
      return { right, left: used?.left ?? null, endsMs: used?.endsMs ?? null };
    };
  }

  /** The channel as it may be used for this person: where a right is needed, each message uses one up or the way is barred. */
  guarded(channel: Channel, personId: string, now: Instant): Channel {
    const { key, capabilities } = channel;
    if (capabilities.proactive === 'always') return channel;
    return {
      key,
      capabilities,
      send: async (to, message, ref) => {
        const spent = await this.spend(channel, personId, now);
        if (spent === 'none') return { state: 'barred', reason: CLOSED };
        const outcome = await channel.send(to, message, ref);
        if (spent !== 'free') await this.correct({ personId, channel: key, kind: spent }, outcome);
        return outcome;
      },
    };
  }

  /** What was not sent used nothing up; and the provider counts better than we do. */
  private async correct(
    spent: Pick<ChannelCreditRow, 'personId' | 'channel' | 'kind'>,
    outcome: SendResult,
  ): Promise<void> {
    if (outcome.state === 'sent' || outcome.state === 'unknown') return;
    const none = outcome.state === 'barred' && outcome.rights === 'none';
    const leftCount = none ? 0 : { plus: 1 };
    await this.database.write((tx) => tx.update(ChannelCreditRow, spent, { leftCount }));
  }

  private async spend(channel: Channel, personId: string, now: Instant): Promise<ContactRight> {
    return this.database.write(async (tx) => {
      const given = await tx.find(
        ChannelCreditRow,
        { personId, channel: channel.key },
        { columns: ['kind', 'leftCount', 'endsMs'] },
      );
      const right = contactRight(channel.capabilities, given.map(creditIn), now);
      if (right === 'free' || right === 'none') return right;
      const spent = await tx.update(
        ChannelCreditRow,
        { personId, channel: channel.key, kind: right, leftCount: { gt: 0 } },
        { leftCount: { plus: -1 } },
      );
      return spent === 1 ? right : 'none';
    });
  }

  /** A short window takes nothing from a longer one that is open. What waited for her word leaves now. */
  private async open(tx: Tx, channel: string, personId: string, credit: Credit, now: Instant): Promise<void> {
    const ends = { gt: Math.max(now, credit.endsMs ?? now) };
    const longer = { personId, channel, kind: credit.kind, leftCount: { gt: 0 }, endsMs: ends };
    const kept = await tx.findOne(ChannelCreditRow, longer, { columns: ['id'] });
    if (!kept) await this.put(tx, channel, personId, credit, now);
    await tx.update(OutboxRow, { personId, state: 'pending', reason: CLOSED, nextMs: { gt: now } }, { nextMs: now });
  }

  private async add(tx: Tx, channel: string, personId: string, consents: number, now: Instant): Promise<void> {
    const added = await tx.update(
      ChannelCreditRow,
      { personId, channel, kind: 'consent' },
      { leftCount: { plus: consents }, grantedMs: now },
    );
    if (added === 0) await this.put(tx, channel, personId, { kind: 'consent', left: consents, endsMs: null }, now);
  }

  private async put(tx: Tx, channel: string, personId: string, credit: Credit, now: Instant): Promise<void> {
    const { kind, left, endsMs } = credit;
    const renewed = await tx.update(
      ChannelCreditRow,
      { personId, channel, kind },
      { leftCount: left, endsMs, grantedMs: now },
    );
    if (renewed > 0) return;
    const id = newId(now);
    await tx.insert(ChannelCreditRow, { id, personId, channel, kind, leftCount: left, grantedMs: now, endsMs });
  }
}

const creditIn = ({ kind, leftCount, endsMs }: Pick<ChannelCreditRow, 'kind' | 'leftCount' | 'endsMs'>): Credit => ({
  kind,
  left: leftCount,
  endsMs,
});
