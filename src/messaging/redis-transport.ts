import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Rate } from './domain/rate';
import { OwnHands, Transport, type TransportState } from './transport';

const QUEUE = 'outbox';
/** Batches that may lie unread; with more, whoever finds messages due handles them itself. */
const MOST_WAITING = 12;
/** Batches that one process has in hand at a time; their messages share its lanes. */
const AT_ONCE = 2;
/** A Redis that does not answer in this time counts as away. */
const PATIENCE_MS = 2000;
const LONGEST_PAUSE_MS = 5000;

/**
 * takeFrom() of domain/rate.ts on the server's own clock, so that all processes count together.
 * KEYS[1] the channel's bucket, ARGV messages, perMs; answers the milliseconds to wait.
 */
const ROOM = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local each = ARGV[2] / ARGV[1]
local drained = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local wait = math.ceil(drained - now - (ARGV[1] - 1) * each)
if wait > 0 then return wait end
redis.call('SET', KEYS[1], drained + each, 'PX', math.ceil(drained + each - now) + 1000)
return 0`;

interface Options {
  readonly url: string;
  /** What all keys begin with; two installations on one Redis never share it. */
  readonly prefix: string;
  readonly log: (line: string) => void;
}

/**
 * BullMQ on Redis. A job is the token of a leased batch and nothing else: a job that is lost comes back when its lease
 * runs out, one that is delivered twice finds nothing the second time.
 */
export class RedisTransport extends Transport {
  private readonly commands: Redis;
  private readonly listening: Redis;
  private readonly alone = new OwnHands();
  private queue: Queue | null = null;
  private worker: Worker | null = null;
  private wasUp: boolean | null = null;

  constructor(private readonly options: Options) {
    super();
    // BullMQ asks for the version before the connection stands, and has to wait for the answer
    const common = {
      maxRetriesPerRequest: null,
      connectTimeout: PATIENCE_MS,
      retryStrategy: (times: number) => Math.min(times * 200, LONGEST_PAUSE_MS),
      lazyConnect: true,
    };
    this.commands = new Redis(options.url, common);
    this.listening = new Redis(options.url, common);
    for (const connection of [this.commands, this.listening]) {
      connection.on('error', () => {
        this.tell();
      });
      connection.on('ready', () => {
        this.tell();
      });
    }
  }

  get state(): TransportState {
    return this.commands.status === 'ready' ? 'up' : 'down';
  }

  async start(take: (token: string) => Promise<void>): Promise<void> {
    const { prefix } = this.options;
    // A Redis that is away at the start is tried for ever in the background.
    void this.commands.connect().catch(() => undefined);
    void this.listening.connect().catch(() => undefined);
    this.queue = new Queue(QUEUE, { connection: this.commands, prefix, skipWaitingForReady: true });
    this.worker = new Worker(QUEUE, (job) => take(String((job.data as { token?: unknown }).token)), {
      connection: this.listening,
      prefix,
      concurrency: AT_ONCE,
      // The default gives a job up when its worker died twice; here a job that comes again is harmless.
      maxStalledCount: 20,
    });
    // what they have to say, the connections have said already
    this.queue.on('error', () => undefined);
    this.worker.on('error', () => undefined);
    return Promise.resolve();
  }

  async carry(token: string): Promise<boolean> {
    const { queue } = this;
    if (this.state !== 'up' || !queue) return false;
    return this.orElse(false, async () => {
      if ((await queue.getWaitingCount()) >= MOST_WAITING) return false;
      // The name holds neither a colon nor a number alone, and is never used again.
      await queue.add('batch', { token }, { jobId: `b-${token}`, removeOnComplete: true, removeOnFail: true });
      return true;
    });
  }

  room(channel: string, rate: Rate): Promise<number> {
    const counted = async (): Promise<number> =>
      Number(await this.commands.eval(ROOM, 1, `${this.options.prefix}:room:${channel}`, rate.messages, rate.perMs));
    return this.orElse(null, counted).then((waitMs) => waitMs ?? this.alone.room(channel, rate));
  }

  async stop(): Promise<void> {
    const away = this.state !== 'up';
    await this.orElse(undefined, async () => this.worker?.close());
    await this.orElse(undefined, async () => this.queue?.close());
    // a worker that is not told goes on looking for its Redis for ever
    if (away) await Promise.race([this.worker?.close(true), sleep(PATIENCE_MS, undefined, { ref: false })]);
    for (const connection of [this.commands, this.listening]) connection.disconnect();
  }

  /** What `work` comes to; `otherwise` when Redis is away or too slow. */
  private async orElse<T>(otherwise: T, work: () => Promise<T>): Promise<T> {
    if (this.state !== 'up') return otherwise;
    try {
      return await Promise.race([work(), sleep(PATIENCE_MS, otherwise, { ref: false })]);
    } catch {
      return otherwise;
    }
  }

  private tell(): void {
    const up = this.state === 'up';
    if (up === this.wasUp) return;
    this.wasUp = up;
    this.options.log(up ? 'Redis answers: batches are shared through it' : 'Redis is away: working from the database');
  }
}

/** Asks a Redis whether it is there. Throws when it is not. */
export async function pingRedis(url: string): Promise<void> {
  const connection = new Redis(url, { connectTimeout: PATIENCE_MS, lazyConnect: true, retryStrategy: () => null });
  // an error without a listener would end the process
  connection.on('error', () => undefined);
  try {
    await connection.connect();
    await connection.ping();
  } finally {
    connection.disconnect();
  }
}
