import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { DAY, type Instant } from '../kernel/clock';
import { peopleBound } from '../organisations/identities.queries';
import { Channels } from './channels';
import { figuresByChannel } from './message-log.queries';

/** How one way to people is. */
export interface ChannelState {
  readonly channel: string;
  /** Whether this process can send by it right now. */
  readonly connected: boolean;
  /** What keeps it from sending and somebody has to mend, as a sentence; null: nothing is known. */
  readonly trouble: string | null;
  /** People of the organisation who are bound to it. */
  readonly people: number;
  /** Messages of the organisation within the last day. */
  readonly sent: number;
  readonly failed: number;
  readonly lastSentMs: Instant | null;
}

/** The channels of an organisation: those that are connected, and those by which its people are known. */
@Injectable()
export class LookAtChannels {
  constructor(
    private readonly database: Database,
    private readonly channels: Channels,
  ) {}

  async states(orgId: string, now: Instant): Promise<ChannelState[]> {
    const { bound, figures } = await this.database.read(async (tx) => ({
      bound: await peopleBound(tx, orgId),
      figures: await figuresByChannel(tx, orgId, now - DAY),
    }));
    const keys = [...new Set([...this.channels.keys(), ...bound.map(({ channel }) => channel)])].sort();
    return keys.map((channel) => {
      const { sent = 0, failed = 0, lastSentMs = null } = figures.find((one) => one.channel === channel) ?? {};
      const people = bound.find((one) => one.channel === channel)?.n ?? 0;
      const live = this.channels.get(channel);
      const trouble = live?.trouble?.() ?? null;
      return { channel, connected: live !== undefined, trouble, people, sent, failed, lastSentMs };
    });
  }
}
