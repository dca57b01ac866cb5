import { MINUTE, type Instant } from '../../kernel/clock';

/** So many in the long run, and so many at once. */
export interface Allowance {
  readonly perMinute: number;
  readonly burst: number;
}

/** How many messages are read. */
export class ConversationSettings {
  constructor(
    /** Of one account; null: no limit. */
    readonly account: Allowance | null = { perMinute: 10, burst: 20 },
    /** Of accounts bound to nobody: from one address together, and of all of them. */
    readonly strangers: { readonly source: Allowance; readonly all: Allowance } = {
      source: { perMinute: 30, burst: 60 },
      all: { perMinute: 120, burst: 240 },
    },
    /** Of those that came too fast, how many are still searched for a danger to life. */
    readonly danger: Allowance = { perMinute: 30, burst: 60 },
    /** Channels on which nobody is slowed down, because nobody types there. */
    readonly unlimited: readonly string[] = ['simulator'],
  ) {}
}

/** Who sends, as far as is known before anything is read. */
export interface Sender {
  readonly channel: string;
  readonly account: string;
  /** The address from which it came, where the channel knows one. */
  readonly source?: string;
}

/**
 * `pass`: it is read. `warn`: too fast; she is told, once a minute. `silent`: too fast, for the rest of that minute; like
 * the one before it is only searched for a danger to life. `deaf`: so fast that not even that.
 */
export type Paced = 'pass' | 'warn' | 'silent' | 'deaf';

interface Bucket {
  tokens: number;
  at: Instant;
}

const ONCE_A_MINUTE: Allowance = { perMinute: 1, burst: 1 };
const KEPT = 10_000;

/**
 * Slows down who sends too fast, before anything of it is read. Kept in the memory of this process, whose time it is that
 * must not be used up.
 */
export class Pace {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly settings: ConversationSettings) {}

  take(sender: Sender, now: Instant): Paced {
    const { account, unlimited } = this.settings;
    if (account === null || unlimited.includes(sender.channel)) return 'pass';
    return this.outOf(`${sender.channel}.${sender.account}`, account, sender, now);
  }

  /** The same for an account that has turned out to be bound to nobody; asked behind `take`. */
  takeOfStranger(sender: Sender, now: Instant): Paced {
    const { account, strangers, unlimited } = this.settings;
    if (account === null || unlimited.includes(sender.channel)) return 'pass';
    const source = this.outOf(`source.${sender.source ?? sender.account}`, strangers.source, sender, now);
    return source === 'pass' ? this.outOf('strangers', strangers.all, sender, now) : source;
  }

  private outOf(key: string, allowance: Allowance, sender: Sender, now: Instant): Paced {
    const bucket = this.filled(key, allowance, now);
    if (spent(bucket)) return 'pass';
    if (!spent(this.filled(`danger.${sender.source ?? sender.account}`, this.settings.danger, now))) return 'deaf';
    const told = this.filled(`told.${sender.channel}.${sender.account}`, ONCE_A_MINUTE, now);
    if (!spent(told)) return 'silent';
    return 'warn';
  }

  private filled(key: string, { perMinute, burst }: Allowance, now: Instant): Bucket {
    const bucket = this.buckets.get(key) ?? { tokens: burst, at: now };
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / MINUTE) * perMinute);
    bucket.at = now;
    this.remember(key, bucket);
    return bucket;
  }

  private remember(key: string, bucket: Bucket): void {
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size <= KEPT) return;
    const [oldest] = this.buckets.keys();
    if (oldest !== undefined) this.buckets.delete(oldest);
  }
}

function spent(bucket: Bucket): boolean {
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}
