import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { DraftedMonth } from './domain/drafted-month';
import type { MonthFacts } from './domain/month-facts';
import type { RepairFacts, RepairMove } from './domain/repair';
import type { Progress } from './solver/solver.port';
import { runInThread, type Running } from './solver/thread';

/**
 * Drafts months in threads of their own, so many side by side as there are cores for them; others wait for their turn.
 * A repair takes a moment and waits for nobody.
 */
@Injectable()
export class RosterEngine implements OnApplicationShutdown {
  /** Cores on which nothing is being drafted. */
  private free: number;
  private readonly waiting: (() => void)[] = [];
  private readonly running = new Set<Running<unknown>>();
  /** Searches that nobody waits for: they end with the best so far as soon as somebody else needs the core. */
  private readonly behind = new Set<{ stop(): void }>();

  /** `cores` null: all but one, which the service keeps for itself. */
  constructor(cores: number | null = null) {
    this.free = cores ?? Math.max(1, availableParallelism() - 1);
  }

  /** Drafts in at most `seconds` from when its turn comes; `stop` ends it sooner with the best so far. `givesWay`: so does whoever else needs the core. */
  draft(
    facts: MonthFacts,
    seconds: number,
    hears: (progress: Progress) => void = () => undefined,
    givesWay = false,
  ): Running<DraftedMonth> {
    let inner: Running<DraftedMonth> | null = null;
    let stopped = false;
    const stop = (): void => {
      stopped = true;
      inner?.stop();
    };
    if (!givesWay && this.free === 0) for (const one of this.behind) one.stop();
    const own = { stop };
    if (givesWay) this.behind.add(own);
    const answer = this.turn(() => {
      hears({ incumbent: null, bound: null, gap: null, elapsed: 0 });
      inner = runInThread<DraftedMonth>(join(__dirname, 'month/draft.job'), { facts, seconds }, hears, true);
      if (stopped) inner.stop();
      return inner;
    }).finally(() => this.behind.delete(own));
    return {
      answer,
      stop,
      kill: () => inner?.kill(),
    };
  }

  /** The fewest moves that fill holes in a published month. */
  async repair(facts: RepairFacts): Promise<RepairMove[]> {
    return this.counted(runInThread<RepairMove[]>(join(__dirname, 'month/repair.job'), facts));
  }

  onApplicationShutdown(): void {
    for (const one of this.running) one.kill();
  }

  private async turn<T>(begin: () => Running<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await this.counted(begin());
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }

  private async counted<T>(one: Running<T>): Promise<T> {
    this.running.add(one);
    try {
      return await one.answer;
    } finally {
      this.running.delete(one);
    }
  }
}
