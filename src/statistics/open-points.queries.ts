import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { CivilDateTime } from '../kernel/civil-time';
import type { Measure } from '../programmes/domain/specification';
import { measuresAskedFor } from '../programmes/domain/usual-measures';
import { tookPlaceSql, within, type Stretch } from './count.queries';
import { COUNTED_AT_THE_DOOR, tickedSql } from './door.queries';
import { reportedSql, reportsSql } from './parts.queries';
import type { CountedProgramme } from './domain/programme-counts';
import type { FigureInDoubt, OpenPoints, SessionWithoutTally, UncheckedDuty } from './domain/counts';
import { expectedSql } from '../programmes/domain/assignment-state';

const LISTED = 20;

/** What nobody has said yet about the past of the stretch. */
export async function openPoints(
  tx: Tx,
  stretch: Stretch,
  programmes: readonly CountedProgramme[],
): Promise<OpenPoints> {
  return {
    uncheckedDuties: await uncheckedDuties(tx, stretch),
    sessionsWithoutTally: await sessionsWithoutTally(tx, stretch, programmes),
    figuresInDoubt: await figuresInDoubt(tx, stretch),
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

interface SessionAsked {
  readonly sessionId: string;
  readonly programmeId: string;
  readonly programmeName: string;
  readonly startCivil: CivilDateTime;
  readonly endCivil: CivilDateTime;
  /** Keys of the measures that are known, with commas between; null for none. */
  readonly known: string | null;
}

/** Sessions that are over, or were broken off after something had happened, of which a measure is not known. */
async function sessionsWithoutTally(
  tx: Tx,
  stretch: Stretch,
  programmes: readonly CountedProgramme[],
): Promise<OpenPoints['sessionsWithoutTally']> {
  const asked = new Map(programmes.map((one) => [one.id, measuresAskedFor(one.specification.measures)]));
  const pairs = [...asked].flatMap(([id, measures]) => measures.map(({ key }) => [id, key] as const));
  if (pairs.length === 0) return { total: 0, first: [] };
  const { sql, params: where } = within(stretch, 's');
  const counted = COUNTED_AT_THE_DOOR.map(
    ([measure]) =>
      `UNION SELECT s.id, '${measure}' FROM sessions s JOIN registrations r ON r.session_id = s.id WHERE ${sql} AND r.state = 'attended'`,
  ).join(' ');
  const known = `SELECT s.id AS session_id, t.measure FROM sessions s JOIN tally_entries t ON t.session_id = s.id
      WHERE ${sql} GROUP BY s.id, t.measure HAVING ${reportsSql('t')} > 0 ${counted}`;
  const wanted = pairs.map(() => '(s.programme_id = ? AND k.measure = ?)').join(' OR ');
  const needed = [...asked].map(() => 'WHEN ? THEN ?').join(' ');
  const open = `SELECT s.id AS session_id, s.programme_id, p.name AS programme_name, s.start_ms, s.start_civil, s.end_civil,
      GROUP_CONCAT(DISTINCT k.measure) AS known
    FROM sessions s JOIN programmes p ON p.id = s.programme_id LEFT JOIN (${known}) k ON k.session_id = s.id AND (${wanted})
    WHERE ${sql} AND (s.end_ms <= ? OR s.state = 'cancelled') AND ${tookPlaceSql('s')}
    GROUP BY s.id, s.programme_id, p.name, s.start_ms, s.start_civil, s.end_civil
    HAVING COUNT(DISTINCT k.measure) < CASE s.programme_id ${needed} ELSE 0 END`;
  const params = [
    ...Array.from({ length: 1 + COUNTED_AT_THE_DOOR.length }, () => where).flat(),
    ...pairs.flat(),
    ...where,
    stretch.now,
    ...[...asked].flatMap(([id, measures]) => [id, measures.length]),
  ];
  const count = await tx.one<{ sessions: number }>(`SELECT COUNT(*) AS sessions FROM (${open}) x`, params);
  const first = await tx.all<SessionAsked>(`${open} ORDER BY s.start_ms, s.id LIMIT ${String(LISTED)}`, params);
  return { total: count?.sessions ?? 0, first: first.map((session) => withoutTally(session, asked)) };
}

function withoutTally(
  { programmeId, known, sessionId, programmeName, startCivil, endCivil }: SessionAsked,
  asked: ReadonlyMap<string, readonly Measure[]>,
): SessionWithoutTally {
  const said = new Set(known?.split(','));
  const missing = (asked.get(programmeId) ?? []).filter(({ key }) => !said.has(key)).map(({ name }) => name);
  return { sessionId, programmeName, startCivil, endCivil, missing };
}

/** Figures of what is over that were reported as one number and ticked at the door as another; whoever said that both stand has been heard. */
async function figuresInDoubt(tx: Tx, stretch: Stretch): Promise<OpenPoints['figuresInDoubt']> {
  const { sql, params } = within(stretch, 's');
  const found: FigureInDoubt[] = [];
  for (const [measure, sum] of COUNTED_AT_THE_DOOR) {
    found.push(
      ...(await tx.all<FigureInDoubt>(
        `SELECT s.id AS session_id, p.name AS programme_name, s.start_civil, s.end_civil, f.measure, f.reported, d.door
         FROM sessions s JOIN programmes p ON p.id = s.programme_id
           JOIN (SELECT t.session_id, t.measure, SUM(t.value) AS reported FROM sessions s JOIN tally_entries t ON t.session_id = s.id
             WHERE ${sql} AND t.measure = ? GROUP BY t.session_id, t.measure HAVING ${reportsSql('t')} > 0) f ON f.session_id = s.id
           JOIN (SELECT r.session_id, ${sum} AS door FROM sessions s JOIN registrations r ON r.session_id = s.id
             WHERE ${sql} AND r.state = 'attended' GROUP BY r.session_id) d ON d.session_id = s.id
         WHERE ${sql} AND (s.end_ms <= ? OR s.state = 'cancelled') AND f.reported <> d.door
           AND NOT EXISTS (SELECT 1 FROM tally_entries e
             WHERE e.session_id = s.id AND e.measure = f.measure AND e.beside_door = d.door)
         ORDER BY s.start_ms, s.id`,
        [...params, measure, ...params, ...params, stretch.now],
      )),
    );
  }
  return { total: found.length, first: found.slice(0, LISTED) };
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
        AND NOT ${reportedSql('s')} AND NOT ${tickedSql('s')}`,
    [orgId, from, to, ...programmeIds],
  );
  return rows.map(({ personId }) => personId);
}
