import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../../src/kernel/ids';
import { RedisTransport } from '../../src/messaging/redis-transport';

const REDIS = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';
/** Nothing listens there. */
const NOBODY = 'redis://127.0.0.1:1';

function redisAnswers(): boolean {
  const { hostname, port } = new URL(REDIS);
  const script = `require('net').connect(${port || '6379'}, '${hostname}').on('connect', () => process.exit(0)).on('error', () => process.exit(1))`;
  return spawnSync(process.execPath, ['-e', script]).status === 0;
}

const withRedis = redisAnswers() ? it : it.skip;

describe('batches carried between processes', () => {
  const open: RedisTransport[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((transport) => transport.stop()));
  });

  async function aProcess(
    prefix: string,
    take: (token: string) => Promise<void>,
    url = REDIS,
  ): Promise<RedisTransport> {
    const transport = new RedisTransport({ url, prefix, log: () => undefined });
    open.push(transport);
    await transport.start(take);
    return transport;
  }

  async function up(transport: RedisTransport): Promise<void> {
    while (transport.state !== 'up') await sleep(10);
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
