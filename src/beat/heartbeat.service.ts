import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { SECOND, type Instant } from '../kernel/clock';
import { AppClock } from '../kernel/app-clock';
import type { DueWork } from '../kernel/due-work';

/** The list of everything that falls due, in the order in which it runs at one instant. */
export const DUE_WORK = Symbol('DUE_WORK');
/** Whether the beat is the machine's timer; the simulator beats by itself. */
export const BEATING = Symbol('BEATING');

/**
 * Runs what is due, about once a second. The timer only asks; what is due is in the database, so a blocked process,
 * a stepped clock or a restart delays work and never loses it. Work that takes long holds up no other work.
 */
@Injectable()
export class Heartbeat implements BeforeApplicationShutdown {
  private readonly log = new Logger('heartbeat');
  private readonly running = new Map<DueWork, Promise<void>>();
  private stopped = false;

  constructor(
    @Inject(DUE_WORK) private readonly works: readonly DueWork[],
    @Inject(BEATING) private readonly beating: boolean,
    private readonly clock: AppClock,
  ) {}

  @Interval(SECOND)
  async tick(): Promise<void> {
    if (!this.beating || this.stopped) return;
    const now = this.clock.now();
    await Promise.all(this.works.filter((work) => !this.running.has(work)).map((work) => this.run(work, now)));
  }

  /** Runs everything due now, or these works only, one after the other; what runs already is waited for instead. */
  async beat(works = this.works): Promise<void> {
    const now = this.clock.now();
    for (const work of works) {
      if (this.stopped) return;
      await (this.running.get(work) ?? this.run(work, now));
    }
  }

  /** What falls due next: the earliest instant, which may lie in the past, and the works due at it or by now. */
  async next(): Promise<{ readonly at: Instant; readonly works: readonly DueWork[] } | null> {
    const now = this.clock.now();
    const dues: { readonly work: DueWork; readonly due: Instant }[] = [];
    for (const work of this.works) {
      const due = await work.nextDue(now);
      if (due !== null) dues.push({ work, due });
    }
    if (dues.length === 0) return null;
    const at = Math.min(...dues.map(({ due }) => due));
    return { at, works: dues.filter(({ due }) => due <= Math.max(at, now)).map(({ work }) => work) };
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running.values());
  }

  private run(work: DueWork, now: Instant): Promise<void> {
    const run = work
      .run(now)
      .catch((error: unknown) => {
        this.log.error({ work: work.name, err: error }, 'due work failed; it is tried again at the next beat');
      })
      .finally(() => this.running.delete(work));
    this.running.set(work, run);
    return run;
  }
}
