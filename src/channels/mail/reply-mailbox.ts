import { setTimeout as pauseFor } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ImapFlow } from 'imapflow';
import { Maintenance } from '../../installation/maintenance.service';
import { LONGEST_MAIL } from './reply-parser';
import { TakeReply } from './take-reply.service';

export const IMAP_URL = Symbol('IMAP_URL');
export const MAILBOX_TIMING = Symbol('MAILBOX_TIMING');

/** All in milliseconds. */
export interface MailboxTiming {
  /** How often it is looked although the server announced nothing. */
  readonly pollMs: number;
  /** Between two tries to connect, doubling from the first to the last. */
  readonly firstRetryMs: number;
  readonly lastRetryMs: number;
}

export const MAILBOX_TIMES: MailboxTiming = { pollMs: 60_000, firstRetryMs: 1_000, lastRetryMs: 300_000 };

/** How often a mail that cannot be taken in is tried before it is left for a person. */
const TRIES = 3;

/** Reads the mailbox that answers go to, as they come; the only user of imapflow. Mails that are not for us stay unread. */
@Injectable()
export class ReplyMailbox implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('mail');
  private readonly ending = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private client: ImapFlow | null = null;
  /** Mails that were looked at and left; by UID, in one life of the mailbox. */
  private readonly left = new Map<number, number>();
  private validity = '';
  private wake: () => void = () => undefined;

  constructor(
    @Inject(IMAP_URL) private readonly url: string,
    @Inject(MAILBOX_TIMING) private readonly timing: MailboxTiming,
    private readonly replies: TakeReply,
    private readonly maintenance: Maintenance,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.keepReading();
  }

  async onModuleDestroy(): Promise<void> {
    this.ending.abort();
    this.wake();
    this.client?.close();
    await this.running;
  }

  private async keepReading(): Promise<void> {
    let pause = this.timing.firstRetryMs;
    while (!this.isOver()) {
      const began = performance.now();
      try {
        await this.oneConnection();
      } catch (error) {
        if (!this.ending.signal.aborted) this.log.warn(`the mailbox cannot be read: ${messageOf(error)}`);
      }
      if (performance.now() - began > this.timing.lastRetryMs) pause = this.timing.firstRetryMs;
      await this.sleep(pause);
      pause = Math.min(pause * 2, this.timing.lastRetryMs);
    }
  }

  /** From a connection to its loss. */
  private async oneConnection(): Promise<void> {
    const client = new ImapFlow(optionsOf(this.url));
    this.client = client;
    const lost = new AbortController();
    // an error without a listener would end the process
    client.on('error', (error: unknown) => {
      this.log.warn(`the mailbox reports: ${messageOf(error)}`);
    });
    client.on('close', () => {
      lost.abort();
      this.wake();
    });
    client.on('exists', () => {
      this.wake();
    });
    try {
      await client.connect();
      const mailbox = await client.mailboxOpen('INBOX');
      const validity = String(mailbox.uidValidity);
      if (validity !== this.validity) this.left.clear();
      this.validity = validity;
      while (!this.isOver(lost)) {
        // what arrives while it is read wakes the next round at once
        const announced = this.announced();
        await this.readNew(client);
        // at once: left to itself the library waits a quarter of a minute; the next command ends it
        void client.idle().catch(() => undefined);
        await Promise.race([announced, this.sleep(this.timing.pollMs)]);
      }
    } finally {
      this.client = null;
      client.close();
    }
  }

  private isOver(lost?: AbortController): boolean {
    return this.ending.signal.aborted || lost?.signal.aborted === true;
  }

  private announced(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private async readNew(client: ImapFlow): Promise<void> {
    // what stays unread is taken in afterwards
    if (await this.maintenance.isOn()) return;
    const found = await client.search({ seen: false }, { uid: true });
    for (const uid of found || []) {
      if (this.isOver()) return;
      if ((this.left.get(uid) ?? 0) < TRIES) await this.readOne(client, uid);
    }
  }

  /** One broken mail does not stop the rest. */
  private async readOne(client: ImapFlow, uid: number): Promise<void> {
    const message = await client.fetchOne(
      String(uid),
      { source: { start: 0, maxLength: LONGEST_MAIL } },
      { uid: true },
    );
    if (message === false || !message.source) return;
    try {
      const taken = await this.replies.take(message.source);
      if (taken === 'left') this.left.set(uid, TRIES);
      else await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    } catch (error) {
      this.left.set(uid, (this.left.get(uid) ?? 0) + 1);
      this.log.error(`a mail could not be taken in: ${messageOf(error)}`);
    }
  }

  /** Cut short by the end of the service. */
  private async sleep(ms: number): Promise<void> {
    await pauseFor(ms, undefined, { signal: this.ending.signal, ref: false }).catch(() => undefined);
  }
}

/** Signs in and opens the mailbox without reading anything. Throws what the server refuses with. */
export async function openMailbox(url: string): Promise<void> {
  const client = new ImapFlow(optionsOf(url));
  // an error without a listener would end the process
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.mailboxOpen('INBOX', { readOnly: true });
  } finally {
    client.close();
  }
}

function optionsOf(text: string): ConstructorParameters<typeof ImapFlow>[0] {
  const url = new URL(text);
  const secure = url.protocol === 'imaps:';
  return {
    host: url.hostname,
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    // a mailbox on this machine has no certificate that anybody could check
    ...(isLoopback(url.hostname) ? { tls: { rejectUnauthorized: false } } : {}),
  };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || host.startsWith('127.');

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
