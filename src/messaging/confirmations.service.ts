import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Instant } from '../kernel/clock';
import { LEASE, OutboxRepository, type DeliveryNote, type Final, type LeasedMessage } from './outbox.repository';

interface Waiting extends DeliveryNote {
  readonly resolve: (held: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** While the database is away, what is known is kept and tried again this often, for as long as its lease is worth. */
const PAUSE_MS = 500;
const PATIENCE_MS = LEASE;

/**
 * Writes down what becomes of each message. Whatever is said while one transaction is under way goes into the next one
 * together, so that confirming every message by itself does not cost a commit each. In the order of saying: nothing that
 * was begun after another's end is sent before that end is kept.
 */
@Injectable()
export class Confirmations {
  private waiting: Waiting[] = [];
  private writing: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxRepository,
  ) {}

  /** True: the message is still ours and not suppressed, and that it is being sent is known, should we die. */
  begin(message: LeasedMessage, at: Instant): Promise<boolean> {
    return this.entry(message, null, at);
  }

  /** False when the lease had passed to somebody else meanwhile. */
  settle(message: LeasedMessage, final: Final, at: Instant): Promise<boolean> {
    return this.entry(message, final, at);
  }

  private entry(message: LeasedMessage, final: Final | null, at: Instant): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ message, final, at, resolve, reject });
      this.writing ??= this.writeAll().finally(() => {
        this.writing = null;
      });
    });
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      // what is said within the same turn of the loop goes along
      await nextTurn();
      const entries = this.waiting;
      this.waiting = [];
      try {
        const held = await this.written(entries);
        for (const [i, entry] of entries.entries()) entry.resolve(held[i] ?? false);
      } catch (error) {
        for (const entry of entries) entry.reject(error);
      }
    }
  }

  private async written(entries: readonly DeliveryNote[]): Promise<boolean[]> {
    const begun = performance.now();
    for (;;) {
      try {
        return await this.outbox.write(entries);
      } catch (error) {
        if (!this.database.mayPass(error) || performance.now() - begun > PATIENCE_MS) throw error;
        await sleep(PAUSE_MS);
      }
    }
  }
}
