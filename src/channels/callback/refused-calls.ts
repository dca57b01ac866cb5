import type { Logger } from '@nestjs/common';
import { Problem } from '../../console/http/problem';
import { MINUTE } from '../../kernel/clock';
import { CallBackRefused } from './call-back-refused';

/** Turns away what is not the platform's: of why the log hears, once a minute, and the caller nothing. */
export class RefusedCalls {
  private readonly told = new Map<string, number>();

  constructor(private readonly log: Pick<Logger, 'warn'>) {}

  /** What `open` gives. Throws a problem with status 403 where it refuses. */
  unless<T>(open: () => T): T {
    try {
      return open();
    } catch (error) {
      if (!(error instanceof CallBackRefused)) throw error;
      this.tell(error.message);
      throw new Problem(403, { rule: 'call-back', detail: '不是平台发来的，或读不懂' });
    }
  }

  private tell(why: string): void {
    const now = performance.now();
    if (now - (this.told.get(why) ?? -MINUTE) < MINUTE) return;
    this.told.set(why, now);
    this.log.warn(`a call-back was refused: ${why}`);
  }
}
