import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { DAY, type Instant } from '../kernel/clock';
import { Channels } from './channels';

/** How one way to people is. */
export interface ChannelState {
  readonly channel: string;
  /** Whether this process can send by it right now. */
  readonly connected: boolean;
  /** People of the organisation who are bound to it. */
  readonly people: number;
  /** Messages of the organisation within the last day. */
  readonly sent: number;
  readonly failed: number;
  readonly lastSentMs: Instant | null;
}

interface Figures {
  channel: string;
  sent: number;
  failed: number;
  lastSentMs: Instant | null;
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
      bound: await tx.all<{ channel: string; n: number }>(
        'SELECT channel, COUNT(DISTINCT person_id) AS n FROM identities WHERE org_id = ? GROUP BY channel',
        [orgId],
      ),
      figures: await tx.all<Figures>(
        `SELECT channel, SUM(CASE WHEN state = 'sent' THEN 1 ELSE 0 END) AS sent,
           SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END) AS failed, MAX(sent_ms) AS last_sent_ms
         FROM outbox WHERE org_id = ? AND channel IS NOT NULL AND due_ms > ? GROUP BY channel`,
        [orgId, now - DAY],
      ),
    }));
    const keys = [...new Set([...this.channels.keys(), ...bound.map(({ channel }) => channel)])].sort();
    return keys.map((channel) => {
      const { sent = 0, failed = 0, lastSentMs = null } = figures.find((one) => one.channel === channel) ?? {};
      const people = bound.find((one) => one.channel === channel)?.n ?? 0;
      return { channel, connected: this.channels.get(channel) !== undefined, people, sent, failed, lastSentMs };
    });
  }
}
