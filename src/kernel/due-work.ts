import type { Instant } from './clock';

/** Something that falls due at instants known from the database; nothing about it lives in memory alone. */
export interface DueWork {
  readonly name: string;
  /** The earliest instant at which `run` has something to do, which may lie in the past; null: nothing is planned. */
  nextDue(now: Instant): Promise<Instant | null>;
  /** Does everything due at `now`; safe to run twice and in several processes at once. */
  run(now: Instant): Promise<void>;
}
