import { join } from 'node:path';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { SECOND } from '../../kernel/clock';
import { JobThread, TookTooMuch } from '../../threads/job-thread';
import type { ArrivedMail } from './reply-parser';

/** Reads mails in a thread of its own: anybody may write to the mailbox, and anything. */
@Injectable()
export class MailReader implements OnModuleDestroy {
  private readonly thread = new JobThread<Uint8Array, ArrivedMail>(join(__dirname, 'parse-mail.job'), {
    mostMs: 10 * SECOND,
    megabytes: 128,
  });

  async onModuleDestroy(): Promise<void> {
    await this.thread.close();
  }

  /** null for one that is too much to read. Throws for what is no mail at all. */
  async read(source: Uint8Array): Promise<ArrivedMail | null> {
    try {
      return await this.thread.run(source);
    } catch (error) {
      if (error instanceof TookTooMuch) return null;
      throw error;
    }
  }
}
