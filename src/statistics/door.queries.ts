import type { Tx } from '../database/database';

/** The measures that a door list counts, with what of a registration adds up to them. */
export const COUNTED_AT_THE_DOOR: readonly (readonly [measure: string, sum: string])[] = [
  ['households', 'COUNT(*)'],
  ['people', 'SUM(r.party)'],
];

/** Somebody was ticked at the door of the session called `alias`. */
export const tickedSql = (alias: string): string =>
  `EXISTS (SELECT 1 FROM registrations r WHERE r.session_id = ${alias}.id AND r.state = 'attended')`;

/** What was ticked at the door of a session, by measure key; nothing where nobody was. */
export async function countedAtTheDoor(tx: Tx, sessionId: string): Promise<Map<string, number>> {
  const sums = COUNTED_AT_THE_DOOR.map(([measure, sum]) => `${sum} AS ${measure}`).join(', ');
  const row = await tx.one<Record<string, number | null>>(
    `SELECT ${sums} FROM registrations r WHERE r.session_id = ? AND r.state = 'attended'`,
    [sessionId],
  );
  return new Map(
    row?.households ? COUNTED_AT_THE_DOOR.map(([measure]): [string, number] => [measure, row[measure] ?? 0]) : [],
  );
}
