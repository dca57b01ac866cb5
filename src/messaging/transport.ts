import { takeFrom, type Rate } from './domain/rate';

/** `off`: none is set up; `down`: it is away, and everybody works from the database alone. */
export type TransportState = 'off' | 'up' | 'down';

/**
 * What carries leased batches from the process that found them due to one that has a hand free, and counts what goes
 * out over a channel from all of them. It may lose whatever it likes: the database is the truth.
 */
export abstract class Transport {
  abstract readonly state: TransportState;
  /** Begins to hand the batches of others to `take`, each named by the token it was leased under. */
  abstract start(take: (token: string) => Promise<void>): Promise<void>;
  /** Passes a batch on; false: it is to be handled here. */
  abstract carry(token: string): Promise<boolean>;
  /** Counts one more message on a channel; answers 0, or in how many milliseconds there is room for it. */
  abstract room(channel: string, rate: Rate): Promise<number>;
  /** Waits for the batches in hand. */
  abstract stop(): Promise<void>;
}

/** For one process, or for several that meet in the database alone: each counts for itself. */
export class OwnHands extends Transport {
  readonly state: TransportState = 'off';
  private readonly until = new Map<string, number>();

  start(): Promise<void> {
    return Promise.resolve();
  }

  carry(): Promise<boolean> {
    return Promise.resolve(false);
  }

  room(channel: string, rate: Rate): Promise<number> {
    const taken = takeFrom(this.until.get(channel) ?? 0, rate, performance.now());
    if ('waitMs' in taken) return Promise.resolve(taken.waitMs);
    this.until.set(channel, taken.until);
    return Promise.resolve(0);
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}
