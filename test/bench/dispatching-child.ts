import { createInterface } from 'node:readline';
import { Database } from '../../src/database/database';
import { openDatabase } from '../../src/schema/open-database';
import { systemClock } from '../../src/kernel/clock';
import type { Channel, SendResult } from '../../src/messaging/channel';
import { Channels } from '../../src/messaging/channels';
import { Confirmations } from '../../src/messaging/confirmations.service';
import { ContactRights } from '../../src/messaging/contact-rights.service';
import { DeliveryFigures } from '../../src/messaging/delivery-figures.service';
import { DeliveryPolicy } from '../../src/messaging/delivery-policy.service';
import { DispatchOutbox } from '../../src/messaging/dispatch-outbox.service';
import { OutboxRepository } from '../../src/messaging/outbox.repository';
import { OwnHands } from '../../src/messaging/transport';
import { MessageWording } from '../../src/messaging/wording.port';
import { AppClock } from '../../src/kernel/app-clock';
import { bareLoop } from './bare-loop';

/** As many at a time as a provider's interface usually takes. */
const CONCURRENCY = 50;
const BEAT_MS = 1000;

class NoWording extends MessageWording {
  wordsFor(): Promise<null> {
    return Promise.resolve(null);
  }
}

const provider: Channel = {
  key: 'bench',
  capabilities: { proactive: 'always', maxTextBytes: 4096, files: false, cards: false, concurrency: CONCURRENCY },
  send: (): Promise<SendResult> => Promise.resolve({ state: 'sent', providerMessageId: 'p' }),
};

/** `node dispatching-child URL ours|bare`: says `ready`, then empties the outbox by beats from the first line it is told. */
async function main(): Promise<void> {
  const [url = '', who = ''] = process.argv.slice(-2);
  const database = await openDatabase(url, { migrate: false });
  const beat = who === 'bare' ? () => bareLoop(database, CONCURRENCY) : ours(database);
  await beat();
  createInterface(process.stdin).once('line', () => {
    let busy = false;
    const once = (): void => {
      if (busy) return;
      busy = true;
      void beat().finally(() => (busy = false));
    };
    once();
    setInterval(once, BEAT_MS);
  });
  process.stdout.write('ready\n');
}

function ours(database: Database): () => Promise<void> {
  const channels = new Channels();
  channels.register(provider);
  const outbox = new OutboxRepository(database);
  const dispatcher = new DispatchOutbox(
    database,
    outbox,
    new Confirmations(database, outbox),
    new DeliveryPolicy(database, channels, new ContactRights(database, channels)),
    new NoWording(),
    new OwnHands(),
    new DeliveryFigures(),
    new AppClock(),
  );
  return () => dispatcher.run(systemClock.now());
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
