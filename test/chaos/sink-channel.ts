import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Address, Channel, Reply, SendResult } from '../../src/messaging/channel';

/** A channel over TCP to the sink; one message at a time, sent once the sink has written it down. */
export class SinkChannel implements Channel {
  readonly capabilities = {
    proactive: 'always' as const,
    maxTextBytes: 100_000,
    files: false,
    cards: false,
    concurrency: 1,
  };
  private readonly socket: Socket;
  private readonly waiting = new Map<number, (outcome: SendResult) => void>();
  private sent = 0;

  constructor(
    readonly key: string,
    port: number,
    private readonly by: string,
  ) {
    this.socket = connect(port, '127.0.0.1');
    createInterface(this.socket).on('line', (id) => {
      this.waiting.get(Number(id))?.({ state: 'sent', providerMessageId: `${by}.${id}` });
      this.waiting.delete(Number(id));
    });
  }

  send(_to: Address, message: Reply): Promise<SendResult> {
    const id = ++this.sent;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      const text = 'text' in message ? message.text : '';
      this.socket.write(`${JSON.stringify({ id, channel: this.key, by: this.by, text })}\n`);
    });
  }
}
