import { Injectable } from '@nestjs/common';
import type { Channel } from './channel';

/** The channels that are connected right now; each registers itself when it is ready. */
@Injectable()
export class Channels {
  private readonly byKey = new Map<string, Channel>();

  register(channel: Channel): void {
    this.byKey.set(channel.key, channel);
  }

  unregister(key: string): void {
    this.byKey.delete(key);
  }

  get(key: string): Channel | undefined {
    return this.byKey.get(key);
  }

  keys(): string[] {
    return [...this.byKey.keys()];
  }
}
