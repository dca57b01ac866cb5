import { systemClock, type Clock, type Instant } from '../kernel/clock';
import type { Database } from './database';

/** How often the server is asked, and the difference that is too small to be more than the way to it. */
const ASKED_EVERY_MS = 1000;
const JITTER_MS = 50;

/** The clock that all processes on this database share: the server's, where there is one. `stop` ends the asking. */
export async function timeOf(database: Database): Promise<{ readonly clock: Clock; readonly stop: () => void }> {
  if (database.engine === 'sqlite') return { clock: systemClock, stop: () => undefined };
  const clock = await DatabaseClock.of(database);
  return {
    clock,
    stop: () => {
      clock.stop();
    },
  };
}

/**
 * The time of the database server, between two questions counted on by a clock that nobody can set. All processes on
 * one database live in one time, whatever their machines' own clocks say; while the server is away, the last answer holds.
 */
class DatabaseClock implements Clock {
  private server: Instant = 0;
  private asked = 0;
  private timer: NodeJS.Timeout | null = null;

  private constructor(private readonly database: Database) {}

  /** Asks at once, then about every second until `stop`. Throws when there is no answer at once. */
  static async of(database: Database): Promise<DatabaseClock> {
    const clock = new DatabaseClock(database);
    await clock.ask();
    clock.timer = setInterval(() => {
      clock.ask().catch(() => undefined);
    }, ASKED_EVERY_MS).unref();
    return clock;
  }

  now(): Instant {
    return this.server + Math.round(performance.now() - this.asked);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  private async ask(): Promise<void> {
    const before = performance.now();
    const row = await this.database.read((tx) =>
      tx.one<{ ms: number }>('SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED) AS ms'),
    );
    const after = performance.now();
    if (!row) return;
    const server = row.ms + Math.round((after - before) / 2);
    const known =
      this.asked > 0 && Math.abs(server - (this.server + after - this.asked)) <= JITTER_MS + (after - before) / 2;
    if (known) return;
    this.server = server;
    this.asked = after;
  }
}
