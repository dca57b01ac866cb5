import { Injectable } from '@nestjs/common';
import { Database, type SqlValue, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import type { RingLegView, RingView, WishView } from './domain/ring-view';
import type { MyShift, PersonRef } from './domain/shift-view';
import type { WantedTime } from './domain/wish';
import { marks, RotaFacts } from './rota-facts.service';

interface RingRecord {
  id: string;
  state: RingView['state'];
  endedBy: string | null;
  expiresMs: Instant;
}

interface LegRecord extends PersonRef {
  ringId: string;
  assignmentId: string;
  takesAssignmentId: string;
  answer: RingLegView['answer'];
}

interface WishRecord {
  id: string;
  state: WishView['state'];
  assignmentId: string;
  wanted: string;
}

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
    const rows = await tx.all<WishRecord>(
      `SELECT w.id, w.state, w.assignment_id, w.wanted FROM swap_wishes w
       WHERE w.org_id = ? AND ${where} ORDER BY w.created_ms, w.id`,
      [scope.orgId, ...params],
    );
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
    const rings = await tx.all<RingRecord>(
      `SELECT r.id, r.state, r.ended_by, r.expires_ms FROM swap_rings r
       WHERE r.org_id = ? AND ${where} ORDER BY r.created_ms, r.id`,
      [scope.orgId, ...params],
    );
    if (rings.length === 0) return [];
    const ids = rings.map((ring) => ring.id);
    const legs = await tx.all<LegRecord>(
      `SELECT l.ring_id, l.person_id, p.name, l.assignment_id, l.takes_assignment_id, l.answer
       FROM swap_ring_legs l JOIN people p ON p.id = l.person_id WHERE l.ring_id IN (${marks(ids)})
       ORDER BY l.ring_id, l.place`,
      ids,
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
