import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../src/schema/open-database';
import type { Database } from '../../src/database/database';
import { HOUR, ManualClock, MINUTE, SECOND } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import type { Channel } from '../../src/messaging/channel';
import { Channels } from '../../src/messaging/channels';
import { Confirmations } from '../../src/messaging/confirmations.service';
import { ContactRights } from '../../src/messaging/contact-rights.service';
import { DeliveryFigures } from '../../src/messaging/delivery-figures.service';
import { DeliveryPolicy } from '../../src/messaging/delivery-policy.service';
import { DispatchOutbox } from '../../src/messaging/dispatch-outbox.service';
import { OutboxRepository } from '../../src/messaging/outbox.repository';
import { Outbox, type OwedMessage } from '../../src/messaging/outbox.service';
import { RedisTransport } from '../../src/messaging/redis-transport';
import { MessageWording } from '../../src/messaging/wording.port';
import { AppClock } from '../../src/kernel/app-clock';
import { aTown, at, type Town } from '../builders/town';
import { databasesUnderTest, freshUrl, type FreshUrl } from '../harness/databases';
import { eventually } from '../harness/programs';
import { aRedisServer, isRedisInstalled, type RedisServer } from '../harness/redis';
import { insertInto } from '../harness/insert-into';

/** Nothing listens there. */
const NOBODY = 'redis://127.0.0.1:1';
const withRedis = isRedisInstalled() ? it : it.skip;
const withBoth = isRedisInstalled() && databasesUnderTest().includes('mysql') ? it : it.skip;

let redis: RedisServer;
const open: RedisTransport[] = [];
beforeAll(async () => {
  if (isRedisInstalled()) redis = await aRedisServer();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((transport) => transport.stop()));
});
afterAll(async () => {
  if (isRedisInstalled()) await redis.stop();
});

function aTransport(prefix: string, url: string): RedisTransport {
  const transport = new RedisTransport({ url, prefix, log: () => undefined });
  open.push(transport);
  return transport;
}

async function up(transport: RedisTransport): Promise<void> {
  await eventually(() => Promise.resolve(transport.state === 'up' || null));
}

describe('batches carried between processes', () => {
  async function aProcess(
    prefix: string,
    take: (token: string) => Promise<void>,
    url = redis.url,
  ): Promise<RedisTransport> {
    const transport = aTransport(prefix, url);
    await transport.start(take);
    return transport;
  }

  withRedis('reach some process, each once, and no other installation', async () => {
    const prefix = `xinyue-test-${newId(Date.now())}`;
    const taken: string[] = [];
    const take = (token: string): Promise<void> => {
      taken.push(token);
      return Promise.resolve();
    };
    const strangers: string[] = [];
    const [one] = await Promise.all([aProcess(prefix, take), aProcess(prefix, take)]);
    await aProcess(`${prefix}-other`, (token) => Promise.resolve(void strangers.push(token)));
    await up(one);
    const tokens = ['A1', '12', 'B2', 'C3'];
    for (const token of tokens) expect(await one.carry(token)).toBe(true);
    while (taken.length < tokens.length) await sleep(10);
    await sleep(50);
    expect([...taken].sort()).toEqual([...tokens].sort());
    expect(strangers).toEqual([]);
  });

  withRedis('count what goes out over a channel together', async () => {
    const prefix = `xinyue-test-${newId(Date.now())}`;
    const processes = await Promise.all([1, 2].map(() => aProcess(prefix, () => Promise.resolve())));
    for (const one of processes) await up(one);
    const rate = { messages: 3, perMs: 600_000 };
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) waits.push((await processes[i % 2]?.room('wechat', rate)) ?? -1);
    expect(waits.slice(0, 3)).toEqual([0, 0, 0]);
    expect(waits[3]).toBeGreaterThan(190_000);
    expect(await processes[0]?.room('mail', rate)).toBe(0);
  });

  it('are handled at home while Redis is away, and the rates are counted there', async () => {
    const transport = await aProcess('xinyue-test', () => Promise.resolve(), NOBODY);
    expect(transport.state).toBe('down');
    expect(await transport.carry('A1')).toBe(false);
    const rate = { messages: 1, perMs: 60_000 };
    expect(await transport.room('wechat', rate)).toBe(0);
    expect(await transport.room('wechat', rate)).toBeGreaterThan(50_000);
  });
});

class NoWording extends MessageWording {
  wordsFor(): Promise<null> {
    return Promise.resolve(null);
  }
}

describe('a Redis that dies with batches in it', () => {
  const MESSAGES = 1_000;
  const clock = new ManualClock(at('2026-12-01T12:00'));
  const arrived: string[] = [];
  let letThrough: () => void;
  const gate = new Promise<void>((resolve) => (letThrough = resolve));
  const people = Array.from({ length: 20 }, (_, i) => `志愿者${String(i)}`);
  const databases: Database[] = [];
  let place: FreshUrl;
  let town: Town;

  const platform: Channel = {
    key: 'test',
    capabilities: { proactive: 'always', maxTextBytes: 1_000, files: false, cards: false, concurrency: 20 },
    send: async (_, message) => {
      await gate;
      arrived.push('text' in message ? message.text : '?');
      return { state: 'sent' };
    },
  };

  /** One of two processes, with connections of its own to both servers. */
  async function aReplica(): Promise<DispatchOutbox> {
    const database = await openDatabase(place.url, { migrate: false });
    databases.push(database);
    const channels = new Channels();
    channels.register(platform);
    const outbox = new OutboxRepository(database);
    const transport = aTransport(`xinyue-test-${place.url.slice(-8)}`, redis.url);
    const dispatcher = new DispatchOutbox(
      database,
      outbox,
      new Confirmations(database, outbox),
      new DeliveryPolicy(database, channels, new ContactRights(database, channels)),
      new NoWording(),
      transport,
      new DeliveryFigures(),
      new AppClock(clock),
    );
    await dispatcher.onApplicationBootstrap();
    await up(transport);
    return dispatcher;
  }

  async function owe(database: Database): Promise<void> {
    await database.write((tx) =>
      insertInto(
        tx,
        'identities',
        people.map((name) => {
          const person = { org_id: town.scope.orgId, person_id: town.id(name), channel: 'test', external_id: name };
          return { id: newId(0), ...person, bound_ms: 0 };
        }),
      ),
    );
    const messages = Array.from({ length: MESSAGES }, (_, n): OwedMessage => ({
      orgId: town.scope.orgId,
      personId: town.id(people[n % people.length] ?? ''),
      dedupeKey: `redis.${String(n)}`,
      kind: 'notice',
      class: 'urgent',
      content: { say: [{ text: `编号${String(n)}` }] },
      dueMs: clock.now(),
      notAfterMs: clock.now() + HOUR,
    }));
    await database.write((tx) => new Outbox().owe(tx, clock.now(), ...messages));
  }

  withBoth(
    'loses none of the messages: the leases bring back what was in it',
    async () => {
      place = await freshUrl('mysql');
      const first = await openDatabase(place.url, { migrate: false });
      databases.push(first);
      town = await aTown(first)
        .withVolunteers(...people)
        .open();
      await owe(first);
      const replicas = await Promise.all([aReplica(), aReplica()]);
      const beat = async (): Promise<void> => {
        await Promise.all(replicas.map((replica) => replica.run(clock.now())));
      };
      const count = async (where: string): Promise<number> => {
        const row = await first.read((tx) => tx.one<{ n: number }>(`SELECT COUNT(*) AS n FROM outbox WHERE ${where}`));
        return row?.n ?? 0;
      };
      const beating = beat();
      // the channel takes nothing yet: more is taken than two processes have hands for, and the rest lies in Redis
      await eventually(async () => (await count("state = 'pending' AND reason IS NULL")) === 0 || null);
      await redis.kill();
      letThrough();
      await beating;
      const before = await count("state <> 'sent'");
      await redis.restart();
      // every lease is over by now; nobody is in the middle of a sending
      clock.windTo(clock.now() + MINUTE);
      await eventually(async () => {
        await beat();
        // what a process handed to a Redis that was not yet back waits for another lease to end
        clock.windTo(clock.now() + SECOND);
        return (await count("state <> 'sent'")) === 0 || null;
      }, 80_000);
      expect(before).toBeGreaterThan(0);
      expect(new Set(arrived).size).toBe(MESSAGES);
      await Promise.all(replicas.map((replica) => replica.beforeApplicationShutdown()));
      await town.close();
      await Promise.all(databases.map((database) => database.close()));
      await place.drop();
    },
    150_000,
  );
});
