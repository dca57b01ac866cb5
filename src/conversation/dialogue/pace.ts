import { MINUTE, type Instant } from '../../kernel/clock';

/** How many messages a person may send: `perMinute` in the long run and `burst` at once. null: no limit. */
export class ConversationSettings {
  constructor(
    readonly perMinute: number | null = 10,
    readonly burst = 20,
    /** Channels on which nobody is slowed down, because nobody types there. */
    readonly unlimited: readonly string[] = ['simulator'],
  ) {}
}

interface Bucket {
  tokens: number;
  at: Instant;
  warned: Instant;
}

const KEPT = 10_000;

/** Slows down who sends too fast, in the memory of this process. */
export class Pace {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly settings: ConversationSettings) {}

  /** `pass`; `warn` once a minute when it is too fast; `silent` for the rest of that minute. */
  take(channel: string, who: string, now: Instant): 'pass' | 'warn' | 'silent' {
    const { perMinute, burst, unlimited } = this.settings;
    if (perMinute === null || unlimited.includes(channel)) return 'pass';
    const bucket = this.buckets.get(`${channel}.${who}`) ?? { tokens: burst, at: now, warned: -Infinity };
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / MINUTE) * perMinute);
    bucket.at = now;
    this.remember(`${channel}.${who}`, bucket);
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return 'pass';
    }
    if (now - bucket.warned < MINUTE) return 'silent';
    bucket.warned = now;
    return 'warn';
  }

  private remember(key: string, bucket: Bucket): void {
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size <= KEPT) return;
    const [oldest] = this.buckets.keys();
    if (oldest !== undefined) this.buckets.delete(oldest);
  }
}
