import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What happens to the connection that sends the awaited statement. */
export type Cut = 'before it arrives' | 'before its answer';

/** A TCP proxy in front of a database server that cuts a connection at a chosen statement. */
export interface CuttingProxy {
  readonly port: number;
  /** Cuts the next connection that sends a statement containing `text`, once. */
  cutNext(text: string, cut: Cut): void;
  close(): Promise<void>;
}

export async function startCuttingProxy(host: string, port: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let plan: { readonly text: string; readonly cut: Cut } | null = null;
  const server = createServer((client) => {
    const upstream = connect(port, host);
    let mute = false;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end).on('close', end);
    }
    client.on('data', (data) => {
      const due = plan && data.includes(plan.text) ? plan : null;
      if (due) plan = null;
      if (due?.cut === 'before it arrives') {
        end();
        return;
      }
      if (due) mute = true;
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (mute) end();
      else client.write(data);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cutNext: (text, cut) => (plan = { text, cut }),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
