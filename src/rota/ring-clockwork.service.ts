import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { Outbox } from '../messaging/outbox.service';
import type { DueWork } from '../kernel/due-work';
import { SeekRing } from './seek-ring.service';
import { SwapRings } from './swap-rings.service';
import { SwapRingLegRow } from './swap-ring-leg.row';
import { SwapWishRow } from './swap-wish.row';

interface Due {
  id: string;
  orgId: string;
}

interface UnsoughtWish extends Due {
  timeZone: string;
}

interface BrokenRing extends Due {
  personId: string;
}

const AT_ONCE = 100;

/** A leg whose seat has gone or whose time has changed since everybody was told. */
const BROKEN = `FROM swap_rings r JOIN swap_ring_legs l ON l.ring_id = r.id JOIN assignments a ON a.id = l.assignment_id
  WHERE r.state = 'open' AND (a.ended_key <> '' OR a.start_ms <> l.start_ms OR a.end_ms <> l.end_ms)`;
const LOST = `FROM swap_wishes w JOIN assignments a ON a.id = w.assignment_id
  WHERE w.state = 'open' AND a.ended_key <> ''`;
const UNSOUGHT = `FROM swap_wishes w JOIN organisations o ON o.id = w.org_id
  WHERE w.state = 'open' AND w.ring_id IS NULL AND w.sought_ms IS NULL`;
const UNMATCHED = "FROM swap_wishes WHERE state = 'open' AND ring_id IS NULL";

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
      for (const waiting of [BROKEN, LOST, UNSOUGHT])
        if (await tx.one(`SELECT 1 AS one ${waiting} LIMIT 1`)) return now;
      const ends = await tx.all<{ due: Instant | null }>(
        `SELECT MIN(expires_ms) AS due FROM swap_rings WHERE state = 'open'
         UNION ALL SELECT MIN(expires_ms) ${UNMATCHED}`,
      );
      const known = ends.map(({ due }) => due).filter((due) => due !== null);
      return known.length === 0 ? null : Math.min(...known);
    });
  }

  async run(now: Instant): Promise<void> {
    const at = { now, actorId: 'service' };
    for (const { id, orgId, personId } of await this.due<BrokenRing>(`r.id, r.org_id, l.person_id ${BROKEN}`)) {
      await this.database.write(async (tx) => {
        const ring = await this.rings.find(tx, orgId, id);
        if (ring) await this.rings.end(tx, ring, 'withdrawn', at, personId);
      });
    }
    for (const { id, orgId } of await this.due<Due>(`w.id, w.org_id ${LOST}`)) {
      await this.database.write((tx) => this.rings.withdrawWish(tx, orgId, id, at));
    }
    await this.expire(now);
    for (const { id, orgId, timeZone } of await this.due<UnsoughtWish>(`w.id, w.org_id, o.time_zone ${UNSOUGHT}`)) {
      await this.seeking.seek({ orgId, zone: timeZone }, id, now);
    }
  }

  private async expire(now: Instant): Promise<void> {
    const rings = await this.due<Due>("id, org_id FROM swap_rings WHERE state = 'open' AND expires_ms <= ?", now);
    for (const { id, orgId } of rings) await this.database.write((tx) => this.expireRing(tx, orgId, id, now));
    const wishes = await this.due<Due & { personId: string }>(
      `id, org_id, person_id ${UNMATCHED} AND expires_ms <= ?`,
      now,
    );
    for (const wish of wishes) await this.database.write((tx) => this.expireWish(tx, wish, now));
  }

  private async expireRing(tx: Tx, orgId: string, ringId: string, now: Instant): Promise<void> {
    const ring = await this.rings.find(tx, orgId, ringId);
    if (!ring || !(await this.rings.end(tx, ring, 'expired', { now, actorId: 'service' }, null))) return;
    await tx.update(SwapRingLegRow, { ringId, answer: 'waiting' }, { answer: 'expired', answeredMs: now });
  }

  private async expireWish(tx: Tx, wish: Due & { personId: string }, now: Instant): Promise<void> {
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

  private due<T>(select: string, ...params: readonly Instant[]): Promise<T[]> {
    return this.database.read((tx) => tx.all<T>(`SELECT ${select} LIMIT ${String(AT_ONCE)}`, params));
  }
}
