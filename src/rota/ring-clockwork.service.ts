import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { Outbox } from '../messaging/outbox.service';
import type { DueWork } from '../kernel/due-work';
import {
  brokenRings,
  expiringRings,
  expiringWishes,
  lostWishes,
  ringsChanged,
  ringsExpire,
  unsoughtWishes,
  type ExpiringWish,
} from './clockwork.queries';
import { SeekRing } from './seek-ring.service';
import { SwapRings } from './swap-rings.service';
import { SwapRingLegRow } from './swap-ring-leg.row';
import { SwapWishRow } from './swap-wish.row';

/**
 * What becomes of wishes and rings by itself: those whose seats have changed, by whatever act of whichever door, are
 * withdrawn; those that nobody answered expire; and wishes that are free again are looked at anew.
 */
@Injectable()
export class RingClockwork implements DueWork {
  readonly name = 'swap-rings';

  constructor(
    private readonly database: Database,
    private readonly rings: SwapRings,
    private readonly seeking: SeekRing,
    private readonly outbox: Outbox,
  ) {}

  nextDue(now: Instant): Promise<Instant | null> {
    return this.database.read(async (tx) => {
      if (await ringsChanged(tx)) return now;
      const known = await ringsExpire(tx);
      return known.length === 0 ? null : Math.min(...known);
    });
  }

  async run(now: Instant): Promise<void> {
    const at = { now, actorId: 'service' };
    for (const { id, orgId, personId } of await this.database.read(brokenRings)) {
      await this.database.write(async (tx) => {
        const ring = await this.rings.find(tx, orgId, id);
        if (ring) await this.rings.end(tx, ring, 'withdrawn', at, personId);
      });
    }
    for (const { id, orgId } of await this.database.read(lostWishes)) {
      await this.database.write((tx) => this.rings.withdrawWish(tx, orgId, id, at));
    }
    await this.expire(now);
    for (const { id, orgId, timeZone } of await this.database.read(unsoughtWishes)) {
      await this.seeking.seek({ orgId, zone: timeZone }, id, now);
    }
  }

  private async expire(now: Instant): Promise<void> {
    const rings = await this.database.read((tx) => expiringRings(tx, now));
    for (const { id, orgId } of rings) await this.database.write((tx) => this.expireRing(tx, orgId, id, now));
    const wishes = await this.database.read((tx) => expiringWishes(tx, now));
    for (const wish of wishes) await this.database.write((tx) => this.expireWish(tx, wish, now));
  }

  private async expireRing(tx: Tx, orgId: string, ringId: string, now: Instant): Promise<void> {
    const ring = await this.rings.find(tx, orgId, ringId);
    if (!ring || !(await this.rings.end(tx, ring, 'expired', { now, actorId: 'service' }, null))) return;
    await tx.update(SwapRingLegRow, { ringId, answer: 'waiting' }, { answer: 'expired', answeredMs: now });
  }

  private async expireWish(tx: Tx, wish: ExpiringWish, now: Instant): Promise<void> {
    const expired = await tx.update(
      SwapWishRow,
      { id: wish.id, state: 'open', ringId: null },
      { state: 'expired', settledMs: now },
    );
    if (expired === 0) return;
    await this.outbox.owe(tx, now, {
      orgId: wish.orgId,
      personId: wish.personId,
      dedupeKey: `wish-expired.${wish.id}`,
      kind: 'wish-expired',
      class: 'normal',
      subjectId: wish.id,
      content: { facts: { wishId: wish.id } },
      dueMs: now,
    });
  }
}
