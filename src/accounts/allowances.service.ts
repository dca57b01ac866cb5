import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Forgetting } from '../database/forgetting';
import { DAY, HOUR, MINUTE, type Instant } from '../kernel/clock';
import { Secrets } from '../organisations/secrets.service';
import { AllowanceRow } from './allowance.row';

interface Limit {
  readonly most: number;
  readonly perMs: number;
}

/** What anybody may do without having proved who she is, or to find out what she is not told; and how often. */
const LIMITS = {
  /** Wrong binding codes from one address, and in the whole installation. */
  'wrong-codes.source': { most: 20, perMs: HOUR },
  'wrong-codes.all': { most: 300, perMs: HOUR },
  /** Sign-in codes asked for from one address; from there in one person's name; by a browser that she has signed in with. */
  'sign-in-asks.source': { most: 30, perMs: HOUR },
  'sign-in-asks.source-and-person': { most: 5, perMs: HOUR },
  'sign-in-asks.device': { most: 10, perMs: DAY },
  /** Sent to one person for browsers that she has not signed in with. */
  'sign-in-asks.person': { most: 30, perMs: DAY },
  /** Somebody who is signed in asks for a code once more. */
  'step-up-asks.person': { most: 20, perMs: DAY },
  /** Sessions of the chat page. */
  'chat-sessions.source': { most: 30, perMs: 10 * MINUTE },
  'chat-sessions.all': { most: 600, perMs: 10 * MINUTE },
  /** Sign-ups by a poster, of those who are known to nobody. */
  'newcomers.source-and-session': { most: 6, perMs: HOUR },
  'newcomers.source': { most: 20, perMs: DAY },
  'newcomers.session': { most: 60, perMs: HOUR },
  'newcomers.organisation': { most: 300, perMs: HOUR },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;

/** A limit and whose it is; of the whole installation nobody's. */
export interface Asked {
  readonly limit: LimitName;
  readonly of?: string;
}

/**
 * Limits that all processes on a database share. They count in windows of fixed length: at the seam of two, twice as much
 * may be done within a short time.
 */
@Injectable()
export class Allowances {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  /** As `take`, in a unit of its own. */
  use(asked: readonly Asked[], now: Instant): Promise<Instant | null> {
    return this.database.write((tx) => this.take(tx, asked, now));
  }

  /**
   * Uses one of each in their order; null when all had one left. Else it stops at the first that is used up and answers
   * from when there is one again. Of two at once for the last one, one gets it.
   */
  async take(tx: Tx, asked: readonly Asked[], now: Instant): Promise<Instant | null> {
    for (const one of asked) if ((await this.count(tx, one, now)) > LIMITS[one.limit].most) return endOf(one, now);
    return null;
  }

  /** When the first of these that is used up begins anew; null while there is some of each. */
  async spentUntil(tx: Tx, asked: readonly Asked[], now: Instant): Promise<Instant | null> {
    let until: Instant | null = null;
    for (const one of asked) {
      const { most } = LIMITS[one.limit];
      if ((await this.used(tx, one, now)) >= most) until = Math.max(until ?? 0, endOf(one, now));
    }
    return until;
  }

  /** Counts one more, whatever is left; answers how many that makes. */
  async count(tx: Tx, asked: Asked, now: Instant): Promise<number> {
    const id = this.idOf(asked, now);
    const counted = await tx.update(AllowanceRow, { id }, { used: { plus: 1 } });
    if (counted === 0) {
      try {
        await tx.nested((inner) => inner.insert(AllowanceRow, { id, used: 1, endsMs: endOf(asked, now) }));
      } catch (error) {
        if (!this.database.isUnique(error)) throw error;
        await tx.update(AllowanceRow, { id }, { used: { plus: 1 } });
      }
    }
    return this.used(tx, asked, now);
  }

  private async used(tx: Tx, asked: Asked, now: Instant): Promise<number> {
    const row = await tx.findOne(AllowanceRow, { id: this.idOf(asked, now) }, { columns: ['used'] });
    return row?.used ?? 0;
  }

  private idOf({ limit, of = '' }: Asked, now: Instant): string {
    return this.secrets.hash('allowance', JSON.stringify([limit, of, Math.floor(now / LIMITS[limit].perMs)]));
  }
}

const endOf = ({ limit }: Asked, now: Instant): Instant =>
  (Math.floor(now / LIMITS[limit].perMs) + 1) * LIMITS[limit].perMs;

/** Windows that are over. */
export const OLD_ALLOWANCES: Forgetting = {
  keepMs: 0,
  bite: async (tx, before, most) => {
    const old = await tx.find(AllowanceRow, { endsMs: { lt: before } }, { columns: ['id'], limit: most });
    return tx.delete(AllowanceRow, { id: old.map(({ id }) => id) });
  },
};
