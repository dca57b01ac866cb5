import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Observable, type Subscriber } from 'rxjs';
import type { Instant } from '../../kernel/clock';
import type { Reply } from '../../messaging/channel';

export interface LiveMessage {
  readonly id: string;
  readonly at: Instant;
  readonly replies: readonly Reply[];
}

/** The pages that listen right now, by the account they listen for. */
@Injectable()
export class LiveHub implements OnModuleDestroy {
  private readonly listeners = new Map<string, Set<Subscriber<LiveMessage>>>();

  /** What is said to the account from the moment of subscribing until the service stops. */
  listen(externalId: string): Observable<LiveMessage> {
    return new Observable((subscriber) => {
      const all = this.listeners.get(externalId) ?? new Set();
      this.listeners.set(externalId, all.add(subscriber));
      return () => {
        all.delete(subscriber);
        if (all.size === 0) this.listeners.delete(externalId);
      };
    });
  }

  push(externalId: string, message: LiveMessage): void {
    for (const subscriber of this.listeners.get(externalId) ?? []) subscriber.next(message);
  }

  /** How many pages listen. */
  get size(): number {
    let size = 0;
    for (const all of this.listeners.values()) size += all.size;
    return size;
  }

  /** Open streams would keep the server from closing. */
  onModuleDestroy(): void {
    for (const all of [...this.listeners.values()]) for (const subscriber of [...all]) subscriber.complete();
  }
}
