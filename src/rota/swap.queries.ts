import type { SqlValue, Tx } from '../database/database';
import { marks } from '../database/sql-values';
import type { PersonRow } from '../organisations/person.row';
import type { SwapRequestRow } from './swap-request.row';
import type { SwapRingLegRow } from './swap-ring-leg.row';
import type { SwapRingRow } from './swap-ring.row';
import type { SwapWishRow } from './swap-wish.row';

export type RequestRecord = Pick<
  SwapRequestRow,
  'id' | 'kind' | 'state' | 'assignmentId' | 'otherAssignmentId' | 'fromPersonId' | 'toPersonId' | 'expiresMs'
> & {
  readonly fromName: PersonRow['name'];
  readonly toName: PersonRow['name'] | null;
};

/** Requests found by a condition on `r` (swap_requests), oldest first. */
export const requestsFound = (
  tx: Tx,
  orgId: string,
  where: string,
  params: readonly SqlValue[],
): Promise<RequestRecord[]> =>
  tx.all(
    `SELECT r.id, r.kind, r.state, r.assignment_id, r.other_assignment_id, r.from_person_id, f.name AS from_name,
       r.to_person_id, t.name AS to_name, r.expires_ms
     FROM swap_requests r JOIN people f ON f.id = r.from_person_id LEFT JOIN people t ON t.id = r.to_person_id
     WHERE ${where} AND r.org_id = ? ORDER BY r.created_ms, r.id`,
    [...params, orgId],
  );

export type OpenRequest = Pick<SwapRequestRow, 'id' | 'kind' | 'fromPersonId' | 'toPersonId'>;

/** Open requests of these kinds about an assignment, on whichever side of them it stands. */
export const openRequestsAbout = (
  tx: Tx,
  assignmentId: string,
  kinds: readonly SwapRequestRow['kind'][],
): Promise<OpenRequest[]> =>
  tx.all(
    `SELECT id, kind, from_person_id, to_person_id FROM swap_requests
       WHERE assignment_id = ? AND state = 'open' AND kind IN (${marks(kinds)})
     UNION ALL SELECT r.id, r.kind, r.from_person_id, r.to_person_id
       FROM assignments a JOIN swap_requests r ON r.to_person_id = a.person_id AND r.state = 'open'
       WHERE a.id = ? AND r.other_assignment_id = a.id AND r.kind IN (${marks(kinds)})`,
    [assignmentId, ...kinds, assignmentId, ...kinds],
  );

export type WishRecord = Pick<SwapWishRow, 'id' | 'state' | 'assignmentId' | 'wanted'>;

/** Wishes found by a condition on `w` (swap_wishes), oldest first. */
export const wishesFound = (tx: Tx, orgId: string, where: string, params: readonly SqlValue[]): Promise<WishRecord[]> =>
  tx.all(
    `SELECT w.id, w.state, w.assignment_id, w.wanted FROM swap_wishes w
     WHERE w.org_id = ? AND ${where} ORDER BY w.created_ms, w.id`,
    [orgId, ...params],
  );

export type RingRecord = Pick<SwapRingRow, 'id' | 'state' | 'endedBy' | 'expiresMs'>;

/** Rings found by a condition on `r` (swap_rings), oldest first. */
export const ringsFound = (tx: Tx, orgId: string, where: string, params: readonly SqlValue[]): Promise<RingRecord[]> =>
  tx.all(
    `SELECT r.id, r.state, r.ended_by, r.expires_ms FROM swap_rings r
     WHERE r.org_id = ? AND ${where} ORDER BY r.created_ms, r.id`,
    [orgId, ...params],
  );

export type LegRecord = Pick<SwapRingLegRow, 'ringId' | 'personId' | 'assignmentId' | 'takesAssignmentId' | 'answer'> &
  Pick<PersonRow, 'name'>;

/** The legs of these rings, each ring's in its order. */
export const legsOf = (tx: Tx, ringIds: readonly string[]): Promise<LegRecord[]> =>
  tx.all(
    `SELECT l.ring_id, l.person_id, p.name, l.assignment_id, l.takes_assignment_id, l.answer
     FROM swap_ring_legs l JOIN people p ON p.id = l.person_id WHERE l.ring_id IN (${marks(ringIds)})
     ORDER BY l.ring_id, l.place`,
    ringIds,
  );
