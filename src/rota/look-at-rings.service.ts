import { Injectable } from '@nestjs/common';
import { Database, type SqlValue, type Tx } from '../database/database';
import { marks } from '../database/sql-values';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import type { RingLegView, RingView, WishView } from './domain/ring-view';
import type { MyShift, PersonRef } from './domain/shift-view';
import type { WantedTime } from './domain/wish';
import { RotaFacts } from './rota-facts.service';
import { legsOf, ringsFound, wishesFound, type LegRecord, type RingRecord } from './swap.queries';

/** Wishes for another time and the rings made of them, as the people concerned see them. */
@Injectable()
export class LookAtRings {
  constructor(
    private readonly database: Database,
    private readonly facts: RotaFacts,
  ) {}

  /** Every open wish and every ring that waits for somebody's word, for whoever coordinates. */
  open(scope: OrgScope, now: Instant): Promise<{ wishes: WishView[]; rings: RingView[] }> {
    return this.database.read(async (tx) => ({
      wishes: await this.wishes(tx, scope, "w.state = 'open' AND w.expires_ms > ?", [now]),
      rings: await this.rings(tx, scope, "r.state = 'open' AND r.expires_ms > ?", [now]),
    }));
  }

  /** Open rings that wait for her word, oldest first. */
  waitingFor(scope: OrgScope, personId: string, now: Instant): Promise<RingView[]> {
    return this.database.read((tx) =>
      this.rings(
        tx,
        scope,
        `r.state = 'open' AND r.expires_ms > ? AND r.id IN
           (SELECT l.ring_id FROM swap_ring_legs l WHERE l.person_id = ? AND l.answer = 'waiting')`,
        [now, personId],
      ),
    );
  }

  /** One ring in whatever state; null for an unknown or foreign id. */
  ring(scope: OrgScope, ringId: string): Promise<RingView | null> {
    return this.database.read(async (tx) => (await this.rings(tx, scope, 'r.id = ?', [ringId]))[0] ?? null);
  }

  /** The open ring that a wish is in. */
  ringOf(scope: OrgScope, wishId: string): Promise<RingView | null> {
    return this.database.read(
      async (tx) =>
        (
          await this.rings(
            tx,
            scope,
            "r.state = 'open' AND r.id = (SELECT w.ring_id FROM swap_wishes w WHERE w.id = ?)",
            [wishId],
          )
        )[0] ?? null,
    );
  }

  /** What she would rather do than what she has, oldest first. */
  openWishesOf(scope: OrgScope, personId: string): Promise<WishView[]> {
    return this.database.read((tx) => this.wishes(tx, scope, "w.person_id = ? AND w.state = 'open'", [personId]));
  }

  /** One wish in whatever state; null for an unknown or foreign id. */
  wish(scope: OrgScope, wishId: string): Promise<WishView | null> {
    return this.database.read(async (tx) => (await this.wishes(tx, scope, 'w.id = ?', [wishId]))[0] ?? null);
  }

  private async wishes(tx: Tx, scope: OrgScope, where: string, params: readonly SqlValue[]): Promise<WishView[]> {
    const rows = await wishesFound(tx, scope.orgId, where, params);
    const shifts = await this.shifts(
      tx,
      scope,
      rows.map((row) => row.assignmentId),
    );
    return rows.flatMap((row) => {
      const shift = shifts.get(row.assignmentId);
      const wanted = JSON.parse(row.wanted) as WantedTime[];
      return shift ? [{ wishId: row.id, state: row.state, shift, wanted }] : [];
    });
  }

  private async rings(tx: Tx, scope: OrgScope, where: string, params: readonly SqlValue[]): Promise<RingView[]> {
    const rings = await ringsFound(tx, scope.orgId, where, params);
    if (rings.length === 0) return [];
    const legs = await legsOf(
      tx,
      rings.map((ring) => ring.id),
    );
    const shifts = await this.shifts(
      tx,
      scope,
      legs.map((leg) => leg.assignmentId),
    );
    return rings.flatMap((ring) =>
      viewOf(
        ring,
        legs.filter((leg) => leg.ringId === ring.id),
        shifts,
      ),
    );
  }

  private async shifts(tx: Tx, scope: OrgScope, ids: readonly string[]): Promise<Map<string, MyShift>> {
    if (ids.length === 0) return new Map();
    const found = await this.facts.serving(tx, scope, `a.id IN (${marks(ids)})`, ids);
    return new Map(found.map((shift) => [shift.assignmentId, shift]));
  }
}

function viewOf(ring: RingRecord, legs: readonly LegRecord[], shifts: ReadonlyMap<string, MyShift>): RingView[] {
  const refOf = (leg: LegRecord | undefined): PersonRef => ({ personId: leg?.personId ?? '', name: leg?.name ?? '' });
  const views = legs.flatMap((leg, i): RingLegView[] => {
    const [gives, takes] = [shifts.get(leg.assignmentId), shifts.get(leg.takesAssignmentId)];
    const to = refOf(legs[(i + 1) % legs.length]);
    return gives && takes ? [{ person: refOf(leg), gives, to, takes, answer: leg.answer }] : [];
  });
  if (views.length < legs.length) return [];
  const by = legs.find((leg) => leg.personId === ring.endedBy);
  return [
    {
      ringId: ring.id,
      state: ring.state,
      legs: views,
      endedBy: by ? refOf(by) : null,
      expires: ring.expiresMs,
    },
  ];
}
