import type { Channel } from './channel';
import { Lane, type Envelope } from './lane';

/** The lanes of all channels of this process, and the waiting for them. */
export class Lanes {
  private readonly byKey = new Map<string, Lane>();
  private wake: (() => void)[] = [];

  constructor(private readonly send: (envelope: Envelope) => Promise<void>) {}

  get queued(): number {
    return this.sum((lane) => lane.queued);
  }

  get idle(): boolean {
    return [...this.byKey.values()].every((lane) => lane.idle);
  }

  /** See Lane.offer. */
  offer(envelope: Envelope): number | null {
    return this.laneOf(envelope.routes[0].channel).offer(envelope);
  }

  /** What has not begun on any lane, to be given back. */
  clear(): Envelope[] {
    return [...this.byKey.values()].flatMap((lane) => lane.clear());
  }

  /** Waits until a place has become free somewhere, at most so long. */
  async change(atMostMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, atMostMs);
      this.wake.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Waits until no more than `most` are queued, at most so long. */
  async room(most: number, atMostMs: number): Promise<void> {
    const until = performance.now() + atMostMs;
    for (let left = atMostMs; this.queued > most && left > 0; left = until - performance.now()) await this.change(left);
  }

  private laneOf({ key, capabilities }: Channel): Lane {
    let lane = this.byKey.get(key);
    if (!lane) {
      lane = new Lane(capabilities.concurrency, this.send, () => {
        for (const wake of this.wake.splice(0)) wake();
      });
      this.byKey.set(key, lane);
    }
    return lane;
  }

  private sum(of: (lane: Lane) => number): number {
    return [...this.byKey.values()].reduce((total, lane) => total + of(lane), 0);
  }
}
