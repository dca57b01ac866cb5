import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { DraftedMonth } from './domain/drafted-month';
import type { MonthFacts } from './domain/month-facts';
import type { RepairFacts, RepairMove } from './domain/repair';
import type { Progress } from './solver/solver.port';
import { runInThread, type Running } from './solver/thread';

export interface DraftWish {
  readonly seconds?: number;
  /** Hears how far the search is. */
  readonly hears?: (progress: Progress) => void;
  /** Is given what ends the search with the best it has. */
  readonly stop?: (end: () => void) => void;
}

interface Waiting {
  begin(): void;
}

/**
 * Drafts months in threads of their own, so many side by side as the machine has cores beside the service's own; others
 * wait for their turn.
 */
@Injectable()
export class RosterEngine implements OnApplicationShutdown {
  private readonly cores = Math.max(1, availableParallelism() - 1);
  private readonly waiting: Waiting[] = [];
  private readonly running = new Set<Running<unknown>>();

  /** Drafts in at most `seconds`; `stop` ends it sooner with the best so far. */
  draft(facts: MonthFacts, seconds: number, hears?: (progress: Progress) => void): Running<DraftedMonth> {
    return this.run('month/draft.job', { facts, seconds }, hears);
  }

  /** The fewest moves that fill holes in a published month. */
  repair(facts: RepairFacts): Running<RepairMove[]> {
    return this.run('month/repair.job', facts);
  }

  private run<T>(job: string, input: unknown, hears?: (progress: Progress) => void): Running<T> {
    let inner: Running<T> | null = null;
    let stopped = false;
    const answer = this.turn(() => {
      inner = runInThread<T>(join(__dirname, job), input, hears);
      if (stopped) inner.stop();
      return inner;
    });
    return {
      answer,
      stop: () => {
        stopped = true;
        inner?.stop();
      },
      kill: () => inner?.kill(),
    };
  }

  onApplicationShutdown(): void {
    for (const one of this.running) one.kill();
  }

  private async turn<T>(begin: () => Running<T>): Promise<T> {
    if (this.running.size >= this.cores) {
      await new Promise<void>((resolve) => this.waiting.push({ begin: resolve }));
    }
    const one = begin();
    this.running.add(one);
    try {
      return await one.answer;
    } finally {
      this.running.delete(one);
      this.waiting.shift()?.begin();
    }
  }
}
