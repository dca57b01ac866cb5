import type { Instant } from '../../kernel/clock';
import type { Partstat } from './partstat';

/** Somebody's word about an entry, from wherever it came. */
export interface Word {
  readonly partstat: Exclude<Partstat, 'NEEDS-ACTION'>;
  /** The revision that was answered. */
  readonly sequence: number;
  /** When a reply says that it was made; null for a link, which was made by us. */
  readonly stamp: Instant | null;
}

/** Why a word has no effect although it came from the right person. */
export type Void = 'over' | 'withdrawn' | 'stale' | 'replayed';

/**
 * Whether a word still means the entry as it is: not one about an earlier time, nor one that was overtaken by a later
 * one of the same attendee. A later change of title or place voids nothing.
 */
export function whyVoid(
  word: Word,
  entry: {
    readonly end: Instant;
    readonly cancelled: boolean;
    readonly timeSequence: number;
    /** The stamp of the latest reply that was taken in. */
    readonly lastStamp: Instant | null;
  },
  now: Instant,
): Void | null {
  if (word.stamp !== null && entry.lastStamp !== null && word.stamp <= entry.lastStamp) return 'replayed';
  if (entry.cancelled) return 'withdrawn';
  if (entry.end <= now) return 'over';
  if (word.sequence < entry.timeSequence) return 'stale';
  return null;
}
