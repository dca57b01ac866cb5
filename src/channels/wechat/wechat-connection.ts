import { once, type EventEmitter } from 'node:events';
import { setTimeout as pauseFor } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { WechatyBuilder, type Message, type Wechaty } from 'wechaty';
import { TooSlow, within } from './deadline';
import type { PuppetFactory } from './puppet-factory';

export interface ConnectionTiming {
  readonly startMs: number;
  readonly stopMs: number;
  /** Between two tries to connect, doubling from the first to the last. */
  readonly firstRetryMs: number;
  readonly lastRetryMs: number;
  /** How often the gateway is asked whether it is still there. */
  readonly probeMs: number;
}

export const CONNECTION_TIMING: ConnectionTiming = {
  startMs: 8_000,
  stopMs: 2_000,
  firstRetryMs: 500,
  lastRetryMs: 30_000,
  probeMs: 30_000,
};

export interface ConnectionEvents {
  readonly online: () => void;
  readonly offline: () => void;
  readonly message: (message: Message) => Promise<void>;
}

/**
 * Keeps one logged-in bot for as long as it is wanted. A gateway that goes away is never rejoined by the old instance,
 * so every loss means a new instance, tried again and again with growing pauses.
 */
export class WechatConnection {
  private readonly log = new Logger('wechat');
  private current: Wechaty | null = null;
  private loggedIn: Wechaty | null = null;
  private readonly ending = new AbortController();
  private readonly ended = once(this.ending.signal, 'abort');
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly puppets: PuppetFactory,
    private readonly events: ConnectionEvents,
    private readonly timing: ConnectionTiming = CONNECTION_TIMING,
  ) {}

  /** The bot, while it is logged in. */
  get bot(): Wechaty | null {
    return this.loggedIn;
  }

  start(): void {
    this.running = this.keepConnected();
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async keepConnected(): Promise<void> {
    let pause = this.timing.firstRetryMs;
    while (!this.isEnded()) {
      const began = performance.now();
      await this.oneLife();
      if (performance.now() - began > this.timing.lastRetryMs) pause = this.timing.firstRetryMs;
      if (this.isEnded()) return;
      await this.sleep(pause);
      pause = Math.min(pause * 2, this.timing.lastRetryMs);
    }
  }

  /** From a new instance to its loss. Never throws. */
  private async oneLife(): Promise<void> {
    let bot: Wechaty | null = null;
    try {
      bot = WechatyBuilder.build({ puppet: this.puppets.make() });
      this.current = bot;
      const lost = this.listen(bot);
      await within(this.timing.startMs, 'starting wechaty', bot.start());
      await Promise.race([lost, this.probing(bot), this.ended]);
    } catch (error) {
      this.log.warn(`WeChat cannot be reached: ${messageOf(error)}`);
    } finally {
      this.setOffline();
      if (bot) await this.dispose(bot);
    }
  }

  /** Attaches every listener; fulfilled when the connection is gone. An `error` without a listener would end the process. */
  private listen(bot: Wechaty): Promise<void> {
    return new Promise((lost) => {
      bot.on('error', (error) => {
        if (!isConnectionLost(error)) {
          this.log.warn(`wechaty reports: ${withoutIds(messageOf(error))}`);
          return;
        }
        this.log.warn('the connection to the WeChat gateway was lost');
        lost();
      });
      bot.on('scan', (qrcode) => {
        this.log.warn(`请用微信扫码登录 Scan to log in: https://wechaty.js.org/qrcode/${encodeURIComponent(qrcode)}`);
      });
      bot.on('login', () => {
        if (!this.isCurrent(bot)) return;
        this.loggedIn = bot;
        this.log.log('WeChat is connected');
        this.events.online();
      });
      bot.on('logout', () => {
        this.setOffline();
      });
      // An async listener that rejects would end the process.
      bot.on('message', (message) => {
        this.events.message(message).catch((error: unknown) => {
          this.log.error(`a WeChat message could not be handled: ${messageOf(error)}`);
        });
      });
    });
  }

  /** Fulfilled when the gateway stops answering. */
  private async probing(bot: Wechaty): Promise<void> {
    while (this.isCurrent(bot) && !this.isEnded()) {
      await this.sleep(this.timing.probeMs);
      if (this.isEnded() || !this.isCurrent(bot)) return;
      try {
        await within(this.timing.startMs, 'the gateway', answerTo(bot));
      } catch (error) {
        this.log.warn(`the WeChat gateway does not answer: ${messageOf(error)}`);
        return;
      }
    }
  }

  private async dispose(bot: Wechaty): Promise<void> {
    this.current = null;
    (bot as Wechaty & EventEmitter).removeAllListeners();
    bot.on('error', () => undefined);
    try {
      await within(this.timing.stopMs, 'stopping wechaty', bot.stop());
    } catch (error) {
      if (!(error instanceof TooSlow)) this.log.debug(`stopping wechaty: ${messageOf(error)}`);
    }
  }

  private setOffline(): void {
    if (!this.loggedIn) return;
    this.loggedIn = null;
    this.events.offline();
  }

  private isEnded(): boolean {
    return this.ending.signal.aborted;
  }

  private isCurrent(bot: Wechaty): boolean {
    return this.current === bot;
  }

  /** Cut short by stop(). */
  private async sleep(ms: number): Promise<void> {
    await pauseFor(ms, undefined, { signal: this.ending.signal }).catch(() => undefined);
  }
}

async function answerTo(bot: Wechaty): Promise<void> {
  const dong = new Promise<void>((resolve) => {
    bot.once('dong', () => {
      resolve();
    });
  });
  bot.ding('xinyue');
  await dong;
}

/** wechaty's messages name the accounts they are about. */
function withoutIds(message: string): string {
  return message.replace(/\bid \S+/gu, 'id …').replace(/\S+@chatroom/gu, '…@chatroom');
}

/** gRPC's UNAVAILABLE, and the CANCELLED with which a stream ends, however deeply wechaty wrapped them. */
export function isConnectionLost(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 14 || code === 1 || /14 UNAVAILABLE|^1 CANCELLED|ECONNREFUSED|ECONNRESET/u.test(messageOf(error));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
