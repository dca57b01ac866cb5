import { once } from 'node:events';
import { closeSync, openSync, writeSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** One message as it arrived: its numbers, and which process handed it over. */
export interface Delivery {
  readonly channel: string;
  readonly by: string;
  readonly text: string;
}

/** The provider's end of a channel: writes down what arrives before it says so. It never dies and never forgets. */
export interface Sink {
  readonly port: number;
  readonly deliveries: readonly Delivery[];
  close(): Promise<void>;
}

export async function startSink(file: string): Promise<Sink> {
  const journal = openSync(file, 'a');
  const deliveries: Delivery[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    const lines = createInterface(socket);
    // a killed process resets its connection
    lines.on('error', () => undefined);
    lines.on('line', (line) => {
      const { id, ...delivery } = JSON.parse(line) as Delivery & { id: number };
      writeSync(journal, `${line}\n`);
      deliveries.push(delivery);
      socket.write(`${String(id)}\n`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    deliveries,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
      closeSync(journal);
    },
  };
}
