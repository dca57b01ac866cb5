import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { SECOND, type Instant } from '../kernel/clock';
import { AppClock } from '../organisations/app-clock';
import type { DueWork } from './domain/due-work';

/** The list of everything that falls due, in the order in which it runs at one instant. */
export const DUE_WORK = Symbol('DUE_WORK');
/** Whether the beat is the machine's timer; the simulator beats by itself. */
export const BEATING = Symbol('BEATING');

/**
 * Runs what is due, about once a second. The timer only asks; what is due is in the database, so a blocked process,
 * a stepped clock or a restart delays work and never loses it.
 */
@Injectable()
export class Heartbeat implements BeforeApplicationShutdown {
  private readonly log = new Logger('heartbeat');
  private running: Promise<void> | null = null;
  private stopped = false;

  constructor(
    @Inject(DUE_WORK) private readonly works: readonly DueWork[],
    @Inject(BEATING) private readonly beating: boolean,
    private readonly clock: AppClock,
  ) {}

  @Interval(SECOND)
  async tick(): Promise<void> {
    if (this.beating) await this.beat();
  }

  /** Runs everything due now; a second call while one runs waits for that one instead. */
  async beat(): Promise<void> {
    if (this.stopped) return;
    this.running ??= this.runAll(this.clock.now()).finally(() => {
      this.running = null;
    });
    await this.running;
  }

  /** The earliest instant at which anything falls due; it may lie in the past. */
  async nextDue(): Promise<Instant | null> {
    const now = this.clock.now();
    let earliest: Instant | null = null;
    for (const work of this.works) {
      const due = await work.nextDue(now);
      if (due !== null && (earliest === null || due < earliest)) earliest = due;
    }
    return earliest;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async runAll(now: Instant): Promise<void> {
    for (const work of this.works) {
      try {
        await work.run(now);
      } catch (error) {
        this.log.error({ work: work.name, err: error }, 'due work failed; it is tried again at the next beat');
      }
    }
  }
}
