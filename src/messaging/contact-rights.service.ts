import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { Channel, InboundMessage } from './channel';
import { Channels } from './channels';
import type { DeliveryReason } from './domain/delivery-reasons';
import { contactRight, windowOpened, type Credit } from './domain/contact-right';

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
      const credits = await tx.all<Credit>(
        'SELECT kind, left_count AS `left`, ends_ms FROM channel_credits WHERE person_id = ? AND channel = ?',
        [personId, channel.key],
      );
      const right = contactRight(channel.capabilities, credits, now);
      if (right === 'free' || right === 'none') return right === 'free';
      const spent = await tx.run(
        `UPDATE channel_credits SET left_count = left_count - 1
          WHERE person_id = ? AND channel = ? AND kind = ? AND left_count > 0`,
        [personId, channel.key, right],
      );
      return spent === 1;
    });
  }

  private async add(tx: Tx, channel: string, personId: string, consents: number, now: Instant): Promise<void> {
    const added = await tx.run(
      `UPDATE channel_credits SET left_count = left_count + ?, granted_ms = ?
        WHERE person_id = ? AND channel = ? AND kind = 'consent'`,
      [consents, now, personId, channel],
    );
    if (added === 0) await this.put(tx, channel, personId, { kind: 'consent', left: consents, endsMs: null }, now);
  }

  private async put(tx: Tx, channel: string, personId: string, credit: Credit, now: Instant): Promise<void> {
    const { kind, left, endsMs } = credit;
    const renewed = await tx.run(
      `UPDATE channel_credits SET left_count = ?, ends_ms = ?, granted_ms = ?
        WHERE person_id = ? AND channel = ? AND kind = ?`,
      [left, endsMs, now, personId, channel, kind],
    );
    if (renewed > 0) return;
    const row = { id: newId(now), person_id: personId, channel, kind };
    await tx.insert('channel_credits', { ...row, left_count: left, granted_ms: now, ends_ms: endsMs });
  }
}
