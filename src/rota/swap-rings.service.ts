import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Outbox, type OwedMessage } from '../messaging/outbox.service';
import type { ActContext } from '../acts/domain/act-context';
import { answerBy } from './domain/request';
import type { RingState } from './domain/ring-view';
import { SwapRingRow } from './swap-ring.row';
import { SwapRingLegRow } from './swap-ring-leg.row';
import { SwapWishRow } from './swap-wish.row';
import type { NewRow } from '../database/typed';

export interface RingLeg {
  readonly id: string;
  readonly wishId: string;
  readonly personId: string;
  /** The seat she gives to whoever takes it. */
  readonly assignmentId: string;
  readonly takesAssignmentId: string;
  /** When her shift stood as everybody was told. */
  readonly startMs: Instant;
  readonly endMs: Instant;
  readonly answer: 'waiting' | 'agreed' | 'refused' | 'expired';
  /** The assignment that her seat became when the ring was carried out. */
  readonly becameId: string | null;
}

export interface Ring {
  readonly id: string;
  readonly orgId: string;
  readonly state: RingState;
  readonly expiresMs: Instant;
  readonly settledMs: Instant | null;
  readonly legs: readonly RingLeg[];
}

/** One wish of a ring about to be proposed. */
export interface RingWish {
  readonly wishId: string;
  readonly personId: string;
  readonly assignmentId: string;
  readonly start: Instant;
  readonly end: Instant;
}

type At = Pick<ActContext, 'now' | 'actorId'>;

/** Writes rings and ends them; every change of a ring and of the wishes in it goes through here. */
@Injectable()
export class SwapRings {
  constructor(private readonly outbox: Outbox) {}

  async find(tx: Tx, orgId: string, ringId: string): Promise<Ring | null> {
    const ring = await tx.findOne(SwapRingRow, { id: ringId, orgId });
    if (!ring) return null;
    const legs = await tx.find(SwapRingLegRow, { ringId }, { orderBy: { place: 'asc' } });
    return { ...ring, legs };
  }

  /**
   * Puts a ring to everybody in it but `shown`, who sees it at once; each gives her seat to the next, the last to the
   * first. null when one of the wishes is in another ring by now; then nothing was written.
   */
  async propose(
    tx: Tx,
    orgId: string,
    ring: readonly RingWish[],
    now: Instant,
    shown: string | null,
  ): Promise<string | null> {
    const id = newId(now);
    let taken = 0;
    for (const { wishId } of [...ring].sort((a, b) => (a.wishId < b.wishId ? -1 : 1))) {
      taken += await tx.update(SwapWishRow, { id: wishId, state: 'open', ringId: null }, { ringId: id });
    }
    if (taken < ring.length) {
      await tx.update(SwapWishRow, { ringId: id }, { ringId: null });
      return null;
    }
    const expires = answerBy(now, Math.min(...ring.map((one) => one.start)));
    await tx.insert(SwapRingRow, {
      id,
      orgId,
      state: 'open',
      createdMs: now,
      expiresMs: expires,
    });
    await tx.insert(
      SwapRingLegRow,
      ring.map((one, place) =>
        legRow(one, ring[(place + ring.length - 1) % ring.length] ?? one, place, id, orgId, now),
      ),
    );
    const asked = ring.filter(({ personId }) => personId !== shown);
    await this.outbox.owe(tx, now, ...asked.map((one) => message('ring-asked', id, orgId, one.personId, now, expires)));
    return id;
  }

  /** Ends an open ring; its wishes look for another one unless it was carried out. False when it was no longer open. */
  async end(
    tx: Tx,
    ring: Ring,
    state: Exclude<RingState, 'open' | 'undone'>,
    at: At,
    endedBy: string | null,
  ): Promise<boolean> {
    const ended = await tx.update(SwapRingRow, { id: ring.id, state: 'open' }, { state, endedBy, settledMs: at.now });
    if (ended === 0) return false;
    await (state === 'done'
      ? tx.update(SwapWishRow, { ringId: ring.id, state: 'open' }, { state: 'done', settledMs: at.now })
      : tx.update(SwapWishRow, { ringId: ring.id, state: 'open' }, { ringId: null, soughtMs: null }));
    await this.outbox.suppress(tx, ring.id, `ring ${state}`, { kinds: ['ring-asked'] });
    const told = ring.legs.filter(({ personId }) => personId !== at.actorId);
    await this.outbox.owe(
      tx,
      at.now,
      ...told.map(({ personId }) => message('ring-ended', ring.id, ring.orgId, personId, at.now)),
    );
    return true;
  }

  /** Ends a wish that is still open, and the ring it is in. False when it was not open. */
  async withdrawWish(tx: Tx, orgId: string, wishId: string, at: At): Promise<boolean> {
    const wish = await tx.findOne(
      SwapWishRow,
      { id: wishId, orgId, state: 'open' },
      { columns: ['ringId', 'personId'] },
    );
    if (!wish) return false;
    const ring = wish.ringId === null ? null : await this.find(tx, orgId, wish.ringId);
    if (ring) await this.end(tx, ring, 'withdrawn', at, wish.personId);
    const withdrawn = await tx.update(
      SwapWishRow,
      { id: wishId, state: 'open' },
      { state: 'withdrawn', ringId: null, settledMs: at.now },
    );
    return withdrawn === 1;
  }
}

function legRow(
  one: RingWish,
  before: RingWish,
  place: number,
  ringId: string,
  orgId: string,
  now: Instant,
): NewRow<SwapRingLegRow> {
  return {
    id: newId(now),
    orgId,
    ringId,
    wishId: one.wishId,
    place,
    personId: one.personId,
    assignmentId: one.assignmentId,
    takesAssignmentId: before.assignmentId,
    startMs: one.start,
    endMs: one.end,
    answer: 'waiting',
  };
}

function message(
  kind: 'ring-asked' | 'ring-ended',
  ringId: string,
  orgId: string,
  personId: string,
  now: Instant,
  notAfterMs?: Instant,
): OwedMessage {
  return {
    orgId,
    personId,
    dedupeKey: `${kind}.${ringId}.${personId}`,
    kind,
    class: 'normal',
    subjectId: ringId,
    content: { facts: { ringId } },
    dueMs: now,
    notAfterMs,
  };
}
