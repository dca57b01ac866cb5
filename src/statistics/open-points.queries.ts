import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { within, type Stretch } from './count.queries';
import type { CountedProgramme } from './domain/programme-counts';
import type { OpenPoints, SessionWithoutTally, UncheckedDuty } from './domain/counts';
import { expectedSql } from '../programmes/domain/assignment-state';

const LISTED = 20;

/** What nobody has said yet about the past of the stretch. */
export async function openPoints(
  tx: Tx,
  stretch: Stretch,
  programmes: readonly CountedProgramme[],
): Promise<OpenPoints> {
  const measuring = programmes.filter((programme) => programme.specification.measures.length > 0);
  return {
    uncheckedDuties: await uncheckedDuties(tx, stretch),
    sessionsWithoutTally: await sessionsWithoutTally(
      tx,
      stretch,
      measuring.map((programme) => programme.id),
    ),
  };
}

async function uncheckedDuties(tx: Tx, stretch: Stretch): Promise<OpenPoints['uncheckedDuties']> {
  const { sql, params } = within(stretch, 'a');
  const rest = `FROM assignments a JOIN shifts h ON h.id = a.shift_id JOIN sessions s ON s.id = h.session_id
      JOIN programmes p ON p.id = s.programme_id JOIN people n ON n.id = a.person_id
    WHERE ${sql} AND ${expectedSql('a')} AND a.end_ms <= ?
      AND s.state = 'planned'`;
  const count = await tx.one<{ duties: number }>(`SELECT COUNT(*) AS duties ${rest}`, [...params, stretch.now]);
  const first = await tx.all<UncheckedDuty>(
    `SELECT a.id AS assignment_id, n.name AS person_name, p.name AS programme_name, s.start_civil, s.end_civil ${rest}
     ORDER BY a.start_ms, a.id LIMIT ${String(LISTED)}`,
    [...params, stretch.now],
  );
  return { total: count?.duties ?? 0, first };
}

async function sessionsWithoutTally(
  tx: Tx,
  stretch: Stretch,
  programmeIds: readonly string[],
): Promise<OpenPoints['sessionsWithoutTally']> {
  if (programmeIds.length === 0) return { total: 0, first: [] };
  const { sql, params: where } = within(stretch, 's');
  const params = [...where, stretch.now, ...programmeIds];
  const rest = `FROM sessions s JOIN programmes p ON p.id = s.programme_id
    WHERE ${sql} AND s.state = 'planned' AND s.end_ms <= ? AND s.programme_id IN (${programmeIds.map(() => '?').join(',')})
      AND NOT EXISTS (SELECT 1 FROM tally_entries t WHERE t.session_id = s.id)
      AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.session_id = s.id AND r.state = 'attended')`;
  const count = await tx.one<{ sessions: number }>(`SELECT COUNT(*) AS sessions ${rest}`, params);
  const first = await tx.all<SessionWithoutTally>(
    `SELECT s.id AS session_id, p.name AS programme_name, s.start_civil, s.end_civil ${rest}
     ORDER BY s.start_ms, s.id LIMIT ${String(LISTED)}`,
    params,
  );
  return { total: count?.sessions ?? 0, first };
}

/** Everybody who served in sessions of these programmes that ended within the stretch and of which no figure is known. */
export async function owingTally(
  tx: Tx,
  { orgId, from, to }: { readonly orgId: string; readonly from: Instant; readonly to: Instant },
  programmeIds: readonly string[],
): Promise<string[]> {
  if (programmeIds.length === 0) return [];
  const rows = await tx.all<{ personId: string }>(
    `SELECT DISTINCT a.person_id FROM sessions s JOIN shifts h ON h.session_id = s.id
       JOIN assignments a ON a.shift_id = h.id AND a.ended_key = '' AND a.state <> 'no-show'
      WHERE s.org_id = ? AND s.state = 'planned' AND s.end_ms > ? AND s.end_ms <= ?
        AND s.programme_id IN (${programmeIds.map(() => '?').join(',')})
        AND NOT EXISTS (SELECT 1 FROM tally_entries t WHERE t.session_id = s.id)`,
    [orgId, from, to, ...programmeIds],
  );
  return rows.map(({ personId }) => personId);
}
