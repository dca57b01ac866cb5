import type { SqlValue, Tx } from '../database/database';
import type { CivilDateTime } from '../kernel/civil-time';
import type { Interval } from '../kernel/interval';
import { addMinutes, allMinutes, NO_MINUTES, type MinutesByOrigin } from '../programmes/domain/service-origin';
import { BY_ORIGIN_SQL, MINUTES_SQL, within, type Stretch } from './count.queries';
import type { PersonInReport } from './domain/period-report';
import { tickedSql } from './door.queries';
import { reportedSql } from './parts.queries';

/** What one volunteer gave in a stretch of time; nothing is there, too. */
export interface ServiceOfPerson {
  readonly personId: string;
  readonly name: string;
  readonly shifts: number;
  readonly serviceMinutes: number;
}

/** A session that is over and of which nobody has reported a figure. */
export interface UnreportedSession {
  readonly sessionId: string;
  readonly programmeId: string;
  readonly startCivil: CivilDateTime;
  readonly endCivil: CivilDateTime;
}

/** Every volunteer of an organisation with what she served, by the rules of the personal counts; most first. */
export async function serviceByPerson(tx: Tx, orgId: string, { from, to }: Interval): Promise<ServiceOfPerson[]> {
  const rows = await tx.all<{ personId: string; name: string; shifts: number; minutes: number | null }>(
    `SELECT p.id AS person_id, p.name, COUNT(a.id) AS shifts,
       SUM(CASE WHEN a.id IS NULL THEN 0 ELSE ${MINUTES_SQL} END) AS minutes
     FROM people p JOIN grants g ON g.person_id = p.id AND g.org_id = p.org_id AND g.role = 'volunteer'
       LEFT JOIN assignments a ON a.person_id = p.id AND a.org_id = p.org_id AND a.ended_key = ''
         AND a.state IN ('done', 'on-duty') AND a.start_ms >= ? AND a.start_ms < ?
     WHERE p.org_id = ? AND p.active = 1 GROUP BY p.id, p.name`,
    [from, to, orgId],
  );
  return rows
    .map(({ personId, name, shifts, minutes }) => ({
      personId,
      name,
      shifts,
      serviceMinutes: minutes ?? 0,
    }))
    .sort((a, b) => b.shifts - a.shifts || b.serviceMinutes - a.serviceMinutes || (a.personId < b.personId ? -1 : 1));
}

/** Everybody who serves or has served, active or not, so that their minutes are those of the counts; most first. */
export async function servedByPerson(tx: Tx, stretch: Stretch): Promise<PersonInReport[]> {
  const { sql, params } = within(stretch, 'a');
  const rows = await tx.all<
    MinutesByOrigin & { personId: string; name: string; organisationName: string; shifts: number }
  >(
    `SELECT n.id AS person_id, n.name, g.name AS organisation_name, COUNT(*) AS shifts, ${BY_ORIGIN_SQL}
     FROM assignments a JOIN people n ON n.id = a.person_id JOIN organisations g ON g.id = a.org_id
     WHERE ${sql} AND a.ended_key = '' AND a.state IN ('done', 'on-duty') GROUP BY n.id, n.name, g.name`,
    params,
  );
  return rows
    .map(({ personId, name, organisationName, shifts, ...by }) => {
      const minutesByOrigin = addMinutes(NO_MINUTES, by);
      const serviceMinutes = allMinutes(minutesByOrigin);
      return { personId, name, organisationName, shifts, serviceMinutes, minutesByOrigin };
    })
    .sort((a, b) => b.serviceMinutes - a.serviceMinutes || (a.personId < b.personId ? -1 : 1));
}

/** Sessions of the programmes that began within `range` and ended by `to`, the latest first; `servedBy`: those she served in. */
export async function sessionsWithoutFigures(
  tx: Tx,
  orgId: string,
  programmeIds: readonly string[],
  { from, to }: Interval,
  servedBy?: string,
): Promise<UnreportedSession[]> {
  if (programmeIds.length === 0) return [];
  const served =
    servedBy === undefined
      ? ''
      : `AND EXISTS (SELECT 1 FROM shifts h JOIN assignments a ON a.shift_id = h.id
           WHERE h.session_id = s.id AND a.person_id = ? AND a.ended_key = '' AND a.state <> 'no-show')`;
  const params: SqlValue[] = [orgId, from, to, to, ...programmeIds, ...(servedBy === undefined ? [] : [servedBy])];
  return tx.all<UnreportedSession>(
    `SELECT s.id AS session_id, s.programme_id, s.start_civil, s.end_civil FROM sessions s
     WHERE s.org_id = ? AND s.start_ms >= ? AND s.start_ms < ? AND s.end_ms <= ? AND s.state = 'planned'
       AND s.programme_id IN (${programmeIds.map(() => '?').join(',')})
       AND NOT ${reportedSql('s')} AND NOT ${tickedSql('s')} ${served}
     ORDER BY s.start_ms DESC, s.id`,
    params,
  );
}
