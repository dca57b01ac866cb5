import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { marks } from '../database/sql-values';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import { isExpected } from '../programmes/domain/assignment-state';
import { ringsThrough } from './domain/rings';
import { isWanted, type WantedTime } from './domain/wish';
import type { Scene } from './domain/scene';
import { Exchange, obstacleTo, obstacleToMove, type Move } from './exchange.service';
import { RotaFacts } from './rota-facts.service';
import { SwapRings } from './swap-rings.service';
import { SwapWishRow } from './swap-wish.row';
import { SwapRingLegRow } from './swap-ring-leg.row';

/** An open wish with the seat it is about. */
interface Wish extends Move {
  readonly wishId: string;
  readonly personId: string;
  readonly wanted: readonly WantedTime[];
}

/** The longest waiting come first; with more than these a ring is found or the search would not end in time. */
const MOST_WISHES = 200;
/** Rings that fit by pairs and fail as a whole (a trainee would be alone) are rare: so many are looked at. */
const MOST_RINGS = 200;

/** Looks among the open wishes for a ring in which every leg is allowed, and proposes the first it finds. */
@Injectable()
export class SeekRing {
  constructor(
    private readonly database: Database,
    private readonly facts: RotaFacts,
    private readonly exchange: Exchange,
    private readonly rings: SwapRings,
  ) {}

  /**
   * The id of the ring that was proposed; null when there is none now. It is looked for again whenever another wish
   * comes. `shown`: who is shown the ring at once and needs no message.
   */
  async seek(scope: OrgScope, wishId: string, now: Instant, shown: string | null = null): Promise<string | null> {
    return this.database.write(async (tx) => {
      const all = await this.openWishes(tx, scope, now);
      const start = all.find((wish) => wish.wishId === wishId);
      if (start) {
        const found = await this.proposable(tx, scope, start, all, now);
        if (found) return this.rings.propose(tx, scope.orgId, found.map(asRingWish), now, shown);
      }
      await tx.update(SwapWishRow, { id: wishId }, { soughtMs: now });
      return null;
    });
  }

  private async proposable(
    tx: Tx,
    scope: OrgScope,
    start: Wish,
    all: readonly Wish[],
    now: Instant,
  ): Promise<readonly Wish[] | null> {
    const others = all.filter((wish) => wish.personId !== start.personId);
    if (others.length === 0) return null;
    const declined = await this.declined(tx, all);
    const scene = await this.exchange.scene(tx, { scope, now }, all);
    const takes = (taker: Wish, giver: Wish): boolean =>
      isWanted(taker.wanted, giver.shift.view) &&
      taker.shift.view.shiftId !== giver.shift.view.shiftId &&
      !declined.has(`${taker.wishId}.${giver.assignment.id}`) &&
      mayTake(taker, giver, scene);
    let looked = 0;
    for (const ring of ringsThrough(start, others, takes)) {
      if (obstacleTo(movesOf(ring), scene) === null) return ring;
      if (++looked >= MOST_RINGS) break;
    }
    return null;
  }

  private async openWishes(tx: Tx, scope: OrgScope, now: Instant): Promise<Wish[]> {
    const rows = await tx.find(
      SwapWishRow,
      { orgId: scope.orgId, state: 'open', ringId: null, expiresMs: { gt: now } },
      {
        columns: ['id', 'personId', 'assignmentId', 'wanted'],
        orderBy: { createdMs: 'asc', id: 'asc' },
        limit: MOST_WISHES,
      },
    );
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.assignmentId);
    const assignments = new Map((await this.facts.assignments(tx, scope, ids)).map((one) => [one.id, one]));
    const shiftIds = [...assignments.values()].map((one) => one.shiftId);
    const shifts = await this.facts.shifts(tx, scope, `s.id IN (${marks(shiftIds)})`, shiftIds);
    const byId = new Map(shifts.map((shift) => [shift.view.shiftId, shift]));
    return rows.flatMap((row) => {
      const assignment = assignments.get(row.assignmentId);
      const shift = byId.get(assignment?.shiftId ?? '');
      if (!assignment || !shift || !isExpected(assignment.state) || shift.view.start <= now) return [];
      const wanted = JSON.parse(row.wanted) as WantedTime[];
      return [{ wishId: row.id, personId: row.personId, wanted, assignment, shift, toPersonId: row.personId }];
    });
  }

  /** Wish and seat, for everything that somebody has said no to or has let pass. */
  private async declined(tx: Tx, all: readonly Wish[]): Promise<ReadonlySet<string>> {
    const ids = all.map((wish) => wish.wishId);
    const rows = await tx.find(
      SwapRingLegRow,
      { wishId: ids, answer: ['refused', 'expired'] },
      { columns: ['wishId', 'takesAssignmentId'] },
    );
    return new Set(rows.map((row) => `${row.wishId}.${row.takesAssignmentId}`));
  }
}

/** Judged for this one leg; whether a trainee finds company only the whole ring tells. */
function mayTake(taker: Wish, giver: Wish, scene: Scene): boolean {
  const gets: Move = { ...giver, toPersonId: taker.personId };
  const leaves: Move = { ...taker, toPersonId: '' };
  const obstacle = obstacleToMove(gets, [gets, leaves], scene);
  return obstacle === null || obstacle.rule === 'trainee-alone';
}

const movesOf = (ring: readonly Wish[]): Move[] =>
  ring.map((wish, i) => ({ ...wish, toPersonId: ring[(i + 1) % ring.length]?.personId ?? '' }));

const asRingWish = ({ wishId, personId, assignment, shift }: Wish) => ({
  wishId,
  personId,
  assignmentId: assignment.id,
  start: shift.view.start,
  end: shift.view.end,
});
