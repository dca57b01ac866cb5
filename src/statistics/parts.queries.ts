import type { Tx } from '../database/database';
import type { Certainty } from './domain/certainty';
import { TAKEN_BACK, type Part } from './domain/tally';

/** How many reports stand among entries called `alias`; none: what they add up to is no figure. */
export const reportsSql = (alias: string): string =>
  `SUM(CASE WHEN ${alias}.kind IN ('report', 'import') THEN 1
     WHEN ${alias}.kind = 'counter' AND ${alias}.note = '${TAKEN_BACK}' THEN -1 ELSE 0 END)`;

/** A report of the session called `alias` stands. */
export const reportedSql = (alias: string): string =>
  `EXISTS (SELECT 1 FROM tally_entries t WHERE t.session_id = ${alias}.id GROUP BY t.session_id HAVING ${reportsSql('t')} > 0)`;

/** By measure key the parts that stand of a session's figures, in the order in which they were reported; one that was taken back is none. */
export async function partsOf(tx: Tx, sessionId: string): Promise<Map<string, Part[]>> {
  const rows = await tx.all<
    Omit<Part, 'certainty'> & { measure: string; reports: number; certainty: Certainty | null }
  >(
    `SELECT g.measure, g.reporter_id, p.name AS reporter_name, g.value, g.reports, l.certainty
       FROM (SELECT t.measure, t.reporter_id, SUM(t.value) AS value, ${reportsSql('t')} AS reports, MIN(t.at_ms) AS first_ms,
           MIN(t.id) AS first_id, MAX(t.id) AS last_id
         FROM tally_entries t WHERE t.session_id = ? GROUP BY t.measure, t.reporter_id) g
       JOIN tally_entries l ON l.id = g.last_id LEFT JOIN people p ON p.id = g.reporter_id
      ORDER BY g.first_ms, g.first_id`,
    [sessionId],
  );
  const parts = new Map<string, Part[]>();
  for (const { measure, reports, certainty, ...part } of rows)
    if (reports > 0)
      parts.set(measure, [...(parts.get(measure) ?? []), { ...part, ...(certainty === null ? {} : { certainty }) }]);
  return parts;
}
