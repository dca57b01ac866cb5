import type { Address, Channel, ChannelCapabilities, Reply, SendResult } from '../messaging/channel';

/** A channel on which everybody is reachable and everything arrives; it hands what was sent to whoever listens. */
export class SimulatorChannel implements Channel {
  readonly key = 'simulator';
  readonly capabilities: ChannelCapabilities = {
    proactive: 'always',
    maxTextBytes: 1_000_000,
    files: true,
    cards: true,
    concurrency: 1,
  };

  constructor(private readonly heard: (to: Address, message: Reply) => void) {}

  send(to: Address, message: Reply): Promise<SendResult> {
    this.heard(to, message);
    return Promise.resolve({ state: 'sent' });
  }
}
