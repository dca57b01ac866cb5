import type { Logger } from '@nestjs/common';
import type { Instant } from '../../kernel/clock';
import type { SendResult } from '../../messaging/channel';
import type { Meaning } from './meaning';

/** Remembers what only an operator can mend, tells it once, and spares the platform what it would refuse again. */
export class Mending {
  private state: { readonly sentence: string; readonly reason: string; readonly untilMs: Instant } | null = null;

  constructor(private readonly log: Pick<Logger, 'error'>) {}

  get sentence(): string | null {
    return this.state?.sentence ?? null;
  }

  /** While it is of no use to ask: what becomes of a message. */
  barred(now: Instant): SendResult | null {
    return this.state && now < this.state.untilMs ? { state: 'barred', reason: this.state.reason } : null;
  }

  noted({ outcome, trouble, restMs }: Meaning, now: Instant): SendResult {
    if (outcome.state === 'sent') this.state = null;
    if (trouble !== null && outcome.state === 'barred') {
      if (this.state?.sentence !== trouble) this.log.error(trouble);
      this.state = { sentence: trouble, reason: outcome.reason, untilMs: now + restMs };
    }
    return outcome;
  }
}
