import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { Stretch } from './count.queries';

/** When somebody was there for a session of a programme. */
export interface Presence {
  readonly programmeId: string;
  readonly postKey: string;
  readonly fromMs: Instant;
  readonly toMs: Instant;
}

const AT_ONCE = 200;

/** When somebody was there in the stretch, from her arrival until she left; whoever is on duty is there until now. */
export async function presences(tx: Tx, stretch: Stretch, programmeIds: readonly string[]): Promise<Presence[]> {
  const found: Presence[] = [];
  for (let i = 0; i < programmeIds.length; i += AT_ONCE) {
    const some = programmeIds.slice(i, i + AT_ONCE);
    found.push(
      ...(await tx.all<Presence>(
        `SELECT h.programme_id, h.post_key, COALESCE(a.arrived_ms, a.start_ms) AS from_ms,
           CASE WHEN a.state = 'done' THEN COALESCE(a.left_ms, a.end_ms) ELSE ? END AS to_ms
         FROM shifts h JOIN assignments a ON a.shift_id = h.id
         WHERE h.programme_id IN (${some.map(() => '?').join(',')}) AND h.start_ms < ? AND h.end_ms > ?
           AND a.ended_key = '' AND a.state IN ('done', 'on-duty')`,
        [stretch.now, ...some, stretch.to, stretch.from],
      )),
    );
  }
  return found;
}

/** When the first session of each programme began. */
export async function firstSessions(tx: Tx, programmeIds: readonly string[]): Promise<Map<string, Instant>> {
  if (programmeIds.length === 0) return new Map();
  const rows = await tx.all<{ programmeId: string; startMs: Instant }>(
    `SELECT programme_id, MIN(start_ms) AS start_ms FROM sessions
     WHERE programme_id IN (${programmeIds.map(() => '?').join(',')}) GROUP BY programme_id`,
    programmeIds,
  );
  return new Map(rows.map(({ programmeId, startMs }) => [programmeId, startMs]));
}
