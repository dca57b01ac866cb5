import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { AppClock } from '../kernel/app-clock';
import { MINUTE, SECOND, type Instant } from '../kernel/clock';
import { Secrets } from '../organisations/secrets.service';
import type { SendResult } from './channel';
import { ChannelTokenRow } from './channel-token.row';

/** So long one process asks the platform before another may. */
const HELD = 15 * SECOND;
/** A token that ends within this is not used any more. */
const SPARE = 4 * MINUTE;
/** The platform lets itself be made to give another one every 30 seconds, 20 times a day. */
const BETWEEN_FORCED = MINUTE;
/** How long and how often it is looked whether the process that asks has got it. */
const WAIT_MS = 6_000;
const LOOK_MS = 150;

export type TokenAnswer =
  | { readonly ok: true; readonly token: string; readonly endsInMs: number }
  | { readonly ok: false; readonly outcome: SendResult };

/** Asks the platform; `force`: for another one than it gave before. */
export type AskForToken = (force: boolean) => Promise<TokenAnswer>;

type Held = Pick<ChannelTokenRow, 'token' | 'endsMs' | 'heldUntilMs' | 'forcedMs'>;

/** Access tokens of channels: one each for all processes on a database, asked for by one of them at a time. */
@Injectable()
export class ChannelTokens {
  private readonly asking = new Map<string, Promise<TokenAnswer>>();

  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly clock: AppClock,
  ) {}

  /** The token to use; `refused`: the one that the platform did not take just now. */
  async current(channel: string, ask: AskForToken, refused: string | null = null): Promise<TokenAnswer> {
    const key = `${channel}.${refused ?? ''}`;
    const known = this.asking.get(key);
    if (known) return known;
    const mine = this.look(channel, ask, refused).finally(() => this.asking.delete(key));
    this.asking.set(key, mine);
    return mine;
  }

  private async look(channel: string, ask: AskForToken, refused: string | null): Promise<TokenAnswer> {
    const until = performance.now() + WAIT_MS;
    for (;;) {
      const now = this.clock.now();
      const good = this.usable(channel, await this.row(channel), refused, now);
      if (good !== null) return { ok: true, token: good, endsInMs: 0 };
      if (await this.hold(channel, now)) return this.askedFor(channel, ask, refused);
      if (performance.now() > until) return { ok: false, outcome: { state: 'retry', reason: 'no access token yet' } };
      await sleep(LOOK_MS);
    }
  }

  private usable(channel: string, row: Held | null, refused: string | null, now: Instant): string | null {
    if (!row?.token || row.endsMs - SPARE <= now) return null;
    const token = this.opened(channel, row.token);
    return token === refused ? null : token;
  }

  /** Sealed with a key that is gone, it is asked for anew. */
  private opened(channel: string, sealed: string): string | null {
    try {
      return this.secrets.open(placeOf(channel), sealed);
    } catch {
      return null;
    }
  }

  /** Under the lock of the row: true for one process, until it has the token or its time is over. */
  private async hold(channel: string, now: Instant): Promise<boolean> {
    await this.makeRow(channel);
    return this.database.write(async (tx) => {
      await tx.lockRows('channel_tokens', [channel]);
      const held = await tx.update(
        ChannelTokenRow,
        { id: channel, heldUntilMs: { lte: now } },
        { heldUntilMs: now + HELD },
      );
      return held === 1;
    });
  }

  private async makeRow(channel: string): Promise<void> {
    if (await this.row(channel)) return;
    try {
      await this.database.write((tx) =>
        tx.insert(ChannelTokenRow, { id: channel, endsMs: 0, heldUntilMs: 0, forcedMs: 0 }),
      );
    } catch (error) {
      if (!this.database.isUnique(error)) throw error;
    }
  }

  private async askedFor(channel: string, ask: AskForToken, refused: string | null): Promise<TokenAnswer> {
    try {
      const answer = await ask(false);
      if (!answer.ok || answer.token !== refused) return await this.kept(channel, answer);
      // it believes in the one that it does not take
      const forcedMs = (await this.row(channel))?.forcedMs ?? 0;
      if (this.clock.now() - forcedMs < BETWEEN_FORCED)
        return await this.kept(channel, { ok: false, outcome: { state: 'retry', reason: 'access token refused' } });
      await this.change(channel, { forcedMs: this.clock.now() });
      return await this.kept(channel, await ask(true));
    } catch (error) {
      await this.change(channel, { heldUntilMs: 0 });
      throw error;
    }
  }

  private async kept(channel: string, answer: TokenAnswer): Promise<TokenAnswer> {
    const over = { heldUntilMs: 0 };
    if (!answer.ok) await this.change(channel, over);
    else {
      const token = this.secrets.seal(placeOf(channel), answer.token);
      await this.change(channel, { ...over, token, endsMs: this.clock.now() + answer.endsInMs });
    }
    return answer;
  }

  private row(channel: string): Promise<Held | null> {
    return this.database.read((tx) => tx.findOne(ChannelTokenRow, { id: channel }));
  }

  private async change(channel: string, set: Partial<Held>): Promise<void> {
    await this.database.write((tx: Tx) => tx.update(ChannelTokenRow, { id: channel }, set));
  }
}

const placeOf = (channel: string): string => `channel_tokens|token|${channel}`;
