import { join } from 'node:path';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { SECOND } from '../kernel/clock';
import { refused, type Result } from '../kernel/result';
import type { BusyTime } from '../programmes/busy-times.service';
import { JobThread, TookTooMuch } from '../threads/job-thread';
import type { BusyText } from './busy-times.job';
import type { ReadFault } from './read-busy-times';

/** `too-hard`: rules that match nothing, or too much, can keep a reader busy for ever. */
export type BusyTimesFault = ReadFault | 'too-hard';

/** Reads calendars of others in a thread of its own, one at a time and each for at most three seconds. */
@Injectable()
export class BusyTimesReader implements OnModuleDestroy {
  private readonly thread = new JobThread<BusyText, Result<readonly BusyTime[], { readonly fault: ReadFault }>>(
    join(__dirname, 'busy-times.job'),
    { mostMs: 3 * SECOND, megabytes: 128 },
  );

  async onModuleDestroy(): Promise<void> {
    await this.thread.close();
  }

  async read(text: BusyText): Promise<Result<readonly BusyTime[], { readonly fault: BusyTimesFault }>> {
    try {
      return await this.thread.run(text);
    } catch (error) {
      if (error instanceof TookTooMuch) return refused({ fault: 'too-hard' });
      throw error;
    }
  }
}
