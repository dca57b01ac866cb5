import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { postOf, type ProgrammeSpecification } from './domain/specification';
import type { Programme } from './programmes.service';

/** What a change of a programme means for the sessions that are planned already. */
export interface Consequences {
  /** Sessions to come. */
  readonly sessions: number;
  /** People missing on them before and after. */
  readonly missingBefore: number;
  readonly missingAfter: number;
  /** Shifts that hold more people than the new maximum; they keep them. */
  readonly overfull: number;
  /** Shifts of posts that are gone, kept because somebody serves on them. */
  readonly kept: number;
}

interface Seats {
  postKey: string;
  seatsMin: number;
  taken: number;
  n: number;
}

export async function consequencesOf(
  tx: Tx,
  before: Programme,
  after: ProgrammeSpecification,
  now: Instant,
): Promise<Consequences> {
  const ahead = await tx.one<{ n: number }>(
    "SELECT COUNT(*) AS n FROM sessions WHERE programme_id = ? AND start_ms > ? AND state <> 'cancelled'",
    [before.id, now],
  );
  const seats = await tx.all<Seats>(
    `SELECT post_key, seats_min, taken, COUNT(*) AS n FROM shifts
      WHERE programme_id = ? AND start_ms > ? AND state <> 'cancelled' GROUP BY post_key, seats_min, taken`,
    [before.id, now],
  );
  const sessions = ahead?.n ?? 0;
  const sum = (of: (one: Seats) => number): number => seats.reduce((total, one) => total + of(one) * one.n, 0);
  const known = new Set(seats.map(({ postKey }) => postKey));
  const fresh = after.posts.filter(({ key }) => !known.has(key)).reduce((total, { min }) => total + min, 0);
  return {
    sessions,
    missingBefore: sum(({ seatsMin, taken }) => Math.max(0, seatsMin - taken)),
    missingAfter:
      sum(({ postKey, taken }) => Math.max(0, (postOf(after, postKey)?.min ?? 0) - taken)) + fresh * sessions,
    overfull: sum(({ postKey, taken }) => Number(taken > (postOf(after, postKey)?.max ?? Infinity))),
    kept: sum(({ postKey, taken }) => Number(taken > 0 && postOf(after, postKey) === undefined)),
  };
}
