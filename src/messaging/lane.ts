import { SECOND } from '../kernel/clock';
import type { Reply } from './channel';
import type { Route } from './delivery-policy.service';
import type { LeasedMessage } from './outbox.repository';

/** What goes to one person at once: usually one message, several when they waited together. */
export interface Envelope {
  readonly personId: string;
  readonly messages: readonly [LeasedMessage, ...LeasedMessage[]];
  readonly replies: readonly Reply[];
  /** The ways that are left to try, the best first. */
  readonly routes: readonly [Route, ...Route[]];
  /** Its sending does not begin after this, on the clock of `performance.now()`. */
  readonly deadline: number;
}

/** How much a lane takes on ahead; the rest is looked at again when its turn is near. */
const LONGEST_QUEUE = 200;
/** What one sending is taken to last before any was seen, and at most: an outage says nothing about the channel. */
const FIRST_GUESS_MS = 20;
const LONGEST_GUESS_MS = 2 * SECOND;

/**
 * One channel's sendings of this process: never more at a time than the channel takes, never two to one person, in the
 * order of arrival otherwise. Each channel has its own, so that a slow one holds up nobody else's messages.
 */
export class Lane {
  private readonly waiting: Envelope[] = [];
  private readonly people = new Set<string>();
  private underWay = 0;
  private lasts = FIRST_GUESS_MS;
  private turnedAway = 0;

  /** `send` handles one envelope to its end; `changed` is called whenever a place has become free. */
  constructor(
    private readonly concurrency: number,
    private readonly send: (envelope: Envelope) => Promise<void>,
    private readonly changed: () => void,
  ) {}

  get queued(): number {
    return this.waiting.length;
  }

  get idle(): boolean {
    return this.underWay === 0 && this.waiting.length === 0;
  }

  /** Takes the envelope on; else answers in how many milliseconds its turn is likely to come. */
  offer(envelope: Envelope): number | null {
    if (this.waiting.length >= LONGEST_QUEUE) {
      this.turnedAway += 1;
      return (this.lasts * (this.waiting.length + this.turnedAway)) / this.concurrency;
    }
    this.waiting.push(envelope);
    this.pump();
    return null;
  }

  /** What has not begun, to be given back. */
  clear(): Envelope[] {
    this.turnedAway = 0;
    return this.waiting.splice(0);
  }

  private pump(): void {
    while (this.underWay < this.concurrency) {
      const next = this.waiting.findIndex(({ personId }) => !this.people.has(personId));
      const [envelope] = next < 0 ? [] : this.waiting.splice(next, 1);
      if (!envelope) return;
      void this.carry(envelope);
    }
  }

  private async carry(envelope: Envelope): Promise<void> {
    this.underWay += 1;
    this.people.add(envelope.personId);
    const begun = performance.now();
    try {
      await this.send(envelope);
    } finally {
      const lasted = Math.min(Math.max(1, performance.now() - begun), LONGEST_GUESS_MS);
      this.lasts += (lasted - this.lasts) / 4;
      this.underWay -= 1;
      this.people.delete(envelope.personId);
      this.pump();
      if (this.waiting.length === 0) this.turnedAway = 0;
      this.changed();
    }
  }
}
