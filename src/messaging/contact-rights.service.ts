import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { Channel, InboundMessage } from './channel';
import { Channels } from './channels';
import type { DeliveryReason } from './domain/delivery-reasons';
import { contactRight, windowOpened, type Credit } from './domain/contact-right';
import { ChannelCreditRow } from './channel-credit.row';

/** The ledger of who may be written to first where: opened by her own messages and consents, used up by sending. */
@Injectable()
export class ContactRights {
  constructor(
    private readonly database: Database,
    private readonly channels: Channels,
  ) {}

  /** She wrote: where a message opens a window, it is open anew; what she agreed to with it is added to what is left. */
  async heardFrom(
    { channel: key, consents = 0 }: Pick<InboundMessage, 'channel' | 'consents'>,
    personId: string,
    now: Instant,
  ): Promise<void> {
    const channel = this.channels.get(key);
    const credit = channel ? windowOpened(channel.capabilities, now) : null;
    if (credit) await this.database.write((tx) => this.put(tx, key, personId, credit, now));
    if (consents > 0) await this.database.write((tx) => this.add(tx, key, personId, consents, now));
  }

  /** The channel as it may be used for this person: where a right is needed, each message uses one up or is refused. */
  guarded(channel: Channel, personId: string, now: Instant): Channel {
    const { key, capabilities } = channel;
    if (capabilities.proactive === 'always') return channel;
    return {
      key,
      capabilities,
      send: async (to, message, ref) => {
        if (!(await this.spend(channel, personId, now)))
          return { state: 'refused', reason: 'the person has to write first on this channel' satisfies DeliveryReason };
        return channel.send(to, message, ref);
      },
    };
  }

  private async spend(channel: Channel, personId: string, now: Instant): Promise<boolean> {
    return this.database.write(async (tx) => {
      const given = await tx.find(
        ChannelCreditRow,
        { personId, channel: channel.key },
        { columns: ['kind', 'leftCount', 'endsMs'] },
      );
      const credits = given.map(({ kind, leftCount, endsMs }) => ({ kind, left: leftCount, endsMs }));
      const right = contactRight(channel.capabilities, credits, now);
      if (right === 'free' || right === 'none') return right === 'free';
      const spent = await tx.update(
        ChannelCreditRow,
        { personId, channel: channel.key, kind: right, leftCount: { gt: 0 } },
        { leftCount: { plus: -1 } },
      );
      return spent === 1;
    });
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
