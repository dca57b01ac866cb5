import type { Tx } from '../database/database';
import { DAY, type Instant } from '../kernel/clock';
import type { OrganisationRow } from '../organisations/organisation.row';
import { expectedSql } from '../programmes/domain/assignment-state';
import type { AssignmentRow } from './assignment.row';
import { CLOSING_DELAY } from './domain/serving';
import type { SwapRequestRow } from './swap-request.row';
import type { SwapRingLegRow } from './swap-ring-leg.row';
import { SwapRingRow } from './swap-ring.row';
import { SwapWishRow } from './swap-wish.row';

/** A duty older than this that is still open was missed by every earlier beat; the coordinator sees it as open. */
const LOOKS_BACK = 8 * DAY;
const REQUESTS_AT_ONCE = 200;
const RINGS_AT_ONCE = 100;

type Zone = Pick<OrganisationRow, 'timeZone'>;

export type ExpiringRequest = Pick<SwapRequestRow, 'id' | 'orgId' | 'kind' | 'fromPersonId'> & Zone;

/** Open requests whose time to be answered is over by `now`. */
export const expiringRequests = (tx: Tx, now: Instant): Promise<ExpiringRequest[]> =>
  tx.all(
    `SELECT r.id, r.org_id, r.kind, r.from_person_id, o.time_zone
     FROM swap_requests r JOIN organisations o ON o.id = r.org_id
     WHERE r.state = 'open' AND r.expires_ms <= ? ORDER BY r.expires_ms, r.id LIMIT ${String(REQUESTS_AT_ONCE)}`,
    [now],
  );

/** When the first open request expires, and when the first open duty is closed; null: none does. */
export async function nextDueOfRota(tx: Tx, now: Instant): Promise<(Instant | null)[]> {
  const request = await tx.one<{ due: Instant | null }>(
    "SELECT MIN(expires_ms) AS due FROM swap_requests WHERE state = 'open'",
  );
  const duty = await tx.one<{ due: Instant | null }>(`SELECT MIN(${CLOSES}) AS due ${OPEN_DUTIES}`, [
    now - LOOKS_BACK,
    now + DAY,
  ]);
  return [request?.due ?? null, duty?.due ?? null];
}

export type OpenDuty = Pick<AssignmentRow, 'id' | 'orgId' | 'startMs' | 'endMs' | 'arrivedMs'> & Zone;

/** Duties that nobody has signed off and that are closed by `now`. */
export const openDuties = (tx: Tx, now: Instant): Promise<OpenDuty[]> =>
  tx.all(
    `SELECT a.id, a.org_id, o.time_zone, a.start_ms, a.end_ms, a.arrived_ms ${OPEN_DUTIES} AND ${CLOSES} <= ?
     ORDER BY a.end_ms, a.id LIMIT ${String(REQUESTS_AT_ONCE)}`,
    [now - LOOKS_BACK, now + DAY, now],
  );

/** Through the organisations, so that the index on organisation and start finds them. */
const OPEN_DUTIES = `FROM organisations o JOIN assignments a ON a.org_id = o.id AND a.start_ms > ? AND a.start_ms < ?
  JOIN shifts s ON s.id = a.shift_id WHERE a.state = 'on-duty' AND a.ended_key = ''`;

/**
 * When an open duty is closed by itself: some time after its end; or, while somebody is due on the same post right after
 * it and has not come, not before that one's time is over: the outgoing person stays until the incoming one is there.
 */
const CLOSES = `COALESCE((SELECT MAX(n.end_ms) FROM shifts n
    WHERE n.org_id = a.org_id AND n.start_ms = a.end_ms AND n.programme_id = s.programme_id AND n.post_key = s.post_key
      AND n.state = 'open'
      AND EXISTS (SELECT 1 FROM assignments x WHERE x.shift_id = n.id AND ${expectedSql('x')})
      AND NOT EXISTS (SELECT 1 FROM assignments y WHERE y.shift_id = n.id AND y.ended_key = ''
        AND y.state IN ('on-duty', 'done'))), a.end_ms + ${String(CLOSING_DELAY)})`;

/** A leg whose seat has gone or whose time has changed since everybody was told. */
const BROKEN = `FROM swap_rings r JOIN swap_ring_legs l ON l.ring_id = r.id JOIN assignments a ON a.id = l.assignment_id
  WHERE r.state = 'open' AND (a.ended_key <> '' OR a.start_ms <> l.start_ms OR a.end_ms <> l.end_ms)`;
const LOST = `FROM swap_wishes w JOIN assignments a ON a.id = w.assignment_id
  WHERE w.state = 'open' AND a.ended_key <> ''`;
const UNSOUGHT = `FROM swap_wishes w JOIN organisations o ON o.id = w.org_id
  WHERE w.state = 'open' AND w.ring_id IS NULL AND w.sought_ms IS NULL`;
const SOME_RINGS = `LIMIT ${String(RINGS_AT_ONCE)}`;

export type DueRing = Pick<SwapRingRow, 'id' | 'orgId'>;

/** Open rings that no longer hold, each with her whose seat it is that has changed. */
export const brokenRings = (tx: Tx): Promise<(DueRing & Pick<SwapRingLegRow, 'personId'>)[]> =>
  tx.all(`SELECT r.id, r.org_id, l.person_id ${BROKEN} ${SOME_RINGS}`);

/** Open wishes about a seat that has ended. */
export const lostWishes = (tx: Tx): Promise<Pick<SwapWishRow, 'id' | 'orgId'>[]> =>
  tx.all(`SELECT w.id, w.org_id ${LOST} ${SOME_RINGS}`);

/** Open wishes for which no ring has been looked for since they became free. */
export const unsoughtWishes = (tx: Tx): Promise<(Pick<SwapWishRow, 'id' | 'orgId'> & Zone)[]> =>
  tx.all(`SELECT w.id, w.org_id, o.time_zone ${UNSOUGHT} ${SOME_RINGS}`);

/** Whether there is something to be done about rings and wishes, whatever the time. */
export async function ringsChanged(tx: Tx): Promise<boolean> {
  for (const waiting of [BROKEN, LOST, UNSOUGHT]) if (await tx.one(`SELECT 1 AS one ${waiting} LIMIT 1`)) return true;
  return false;
}

/** When the first open ring and the first wish that is in none expire; nothing for what there is none of. */
export async function ringsExpire(tx: Tx): Promise<Instant[]> {
  const ends = await tx.all<{ due: Instant | null }>(
    `SELECT MIN(expires_ms) AS due FROM swap_rings WHERE state = 'open'
     UNION ALL SELECT MIN(expires_ms) FROM swap_wishes WHERE state = 'open' AND ring_id IS NULL`,
  );
  return ends.map(({ due }) => due).filter((due) => due !== null);
}

export type ExpiringWish = Pick<SwapWishRow, 'id' | 'orgId' | 'personId'>;

/** Open rings whose time to be agreed to is over by `now`. */
export const expiringRings = (tx: Tx, now: Instant): Promise<DueRing[]> =>
  tx.find(SwapRingRow, { state: 'open', expiresMs: { lte: now } }, { columns: ['id', 'orgId'], limit: RINGS_AT_ONCE });

/** Open wishes in no ring whose time is over by `now`. */
export const expiringWishes = (tx: Tx, now: Instant): Promise<ExpiringWish[]> =>
  tx.find(
    SwapWishRow,
    { state: 'open', ringId: null, expiresMs: { lte: now } },
    { columns: ['id', 'orgId', 'personId'], limit: RINGS_AT_ONCE },
  );
