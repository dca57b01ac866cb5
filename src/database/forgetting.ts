import type { Instant } from '../kernel/clock';
import type { Database, Tx } from './database';

/** What a room keeps for a while only. */
export interface Forgetting {
  /** How long after it is settled. */
  readonly keepMs: number;
  /** Removes at most `most` of what was settled before then; answers how many. */
  readonly bite: (tx: Tx, before: Instant, most: number) => Promise<number>;
}

/** Small bites: whoever acts meanwhile waits for one of them at most. */
const BITE = 500;

/** Removes all that is old enough by now, bite by bite, each kept for itself. */
export async function forget(database: Database, { keepMs, bite }: Forgetting, now: Instant): Promise<void> {
  for (;;) {
    const gone = await database.write((tx) => bite(tx, now - keepMs, BITE));
    if (gone < BITE) return;
  }
}
