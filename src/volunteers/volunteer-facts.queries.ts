import type { Tx } from '../database/database';
import { marks } from '../database/sql-values';
import type { Instant } from '../kernel/clock';

/**
 * One fact about somebody, whatever table it is from: her name and caps with `a` active and `b` trainee; that she has the
 * role; what she is qualified for and until when; weekday and minutes of a window; the instants of leave.
 */
export interface FactRow {
  readonly kind: 'person' | 'grant' | 'qualification' | 'window' | 'leave';
  readonly personId: string;
  readonly first: string | null;
  readonly second: string | null;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** What the rules ask of people who belong to the organisation; one round trip instead of five, since claims pay for each. */
export const factsOf = (tx: Tx, orgId: string, ids: readonly string[], since: Instant): Promise<FactRow[]> => {
  const these = marks(ids);
  return tx.all(
    `SELECT 'person' AS kind, p.id AS person_id, p.name AS first, p.caps AS second, p.active AS a, p.trainee AS b, 0 AS c
       FROM people p WHERE p.id IN (${these}) AND (p.org_id = ?
        OR EXISTS (SELECT 1 FROM grants x WHERE x.person_id = p.id AND x.org_id = ?))
     UNION ALL SELECT 'grant', g.person_id, g.role, NULL, 0, 0, 0
       FROM grants g WHERE g.person_id IN (${these}) AND g.org_id = ? AND g.role = 'volunteer'
     UNION ALL SELECT 'qualification', q.person_id, q.qualification_key, q.valid_until, 0, 0, 0
       FROM person_qualifications q WHERE q.person_id IN (${these})
     UNION ALL SELECT 'window', v.person_id, NULL, NULL, v.weekday, v.from_minute, v.to_minute
       FROM availability v WHERE v.person_id IN (${these})
     UNION ALL SELECT 'leave', l.person_id, NULL, NULL, 0, l.from_ms, l.to_ms
       FROM leaves l WHERE l.person_id IN (${these}) AND l.to_ms > ? AND l.cancelled_ms IS NULL`,
    [...ids, orgId, orgId, ...ids, orgId, ...ids, ...ids, ...ids, since],
  );
};
