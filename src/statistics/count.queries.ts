import type { SqlValue, Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { SERVICE_ORIGINS, type ServiceOrigin } from '../programmes/domain/service-origin';
import type { ProgrammeSpecification } from '../programmes/domain/specification';
import type { CountedProgramme, MeasureSum, ServiceCount, SessionCount, TurnoutCount } from './domain/programme-counts';

/** The organisations and the time that are counted. */
export interface Stretch {
  readonly orgIds: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  readonly now: Instant;
}

/** `alias.org_id IN (…) AND alias.start_ms` in the stretch, with its parameters. */
export function within(stretch: Stretch, alias: string): { sql: string; params: SqlValue[] } {
  const marks = stretch.orgIds.map(() => '?').join(',');
  return {
    sql: `${alias}.org_id IN (${marks}) AND ${alias}.start_ms >= ? AND ${alias}.start_ms < ?`,
    params: [...stretch.orgIds, stretch.from, stretch.to],
  };
}

/** The organisation itself and everything below it in the tree. */
export async function organisationsUnder(tx: Tx, orgId: string): Promise<string[]> {
  const rows = await tx.all<{ id: string }>(
    `SELECT o.id FROM organisations o JOIN organisations top ON top.id = ?
     WHERE SUBSTR(o.path, 1, LENGTH(top.path)) = top.path ORDER BY o.path`,
    [orgId],
  );
  return rows.map((row) => row.id);
}

/** The programmes of the organisations, the topmost organisation's first, each in its own order. */
export async function programmesOf(tx: Tx, stretch: Stretch): Promise<CountedProgramme[]> {
  const rows = await tx.all<{ id: string; orgId: string; slug: string; name: string; specification: string }>(
    `SELECT id, org_id, slug, name, specification FROM programmes
     WHERE org_id IN (${stretch.orgIds.map(() => '?').join(',')}) ORDER BY sort_order, slug, id`,
    stretch.orgIds,
  );
  const rank = new Map(stretch.orgIds.map((id, index) => [id, index]));
  return rows
    .map((row) => ({
      id: row.id,
      key: row.slug,
      name: row.name,
      rank: rank.get(row.orgId) ?? 0,
      specification: JSON.parse(row.specification) as ProgrammeSpecification,
    }))
    .sort((a, b) => a.rank - b.rank);
}

/** A session took place when somebody served, a figure was reported or a household came. */
export async function heldSessions(tx: Tx, stretch: Stretch): Promise<SessionCount[]> {
  const { sql, params } = within(stretch, 's');
  return tx.all<SessionCount>(
    `SELECT x.programme_id,
       SUM(CASE WHEN x.state = 'planned' AND x.end_ms <= ? AND (x.served > 0 OR x.reports > 0 OR x.came > 0) THEN 1 ELSE 0 END) AS held,
       SUM(CASE WHEN x.state = 'planned' AND x.end_ms <= ? THEN 1 ELSE 0 END) AS past,
       SUM(CASE WHEN x.state = 'cancelled' THEN 1 ELSE 0 END) AS cancelled
     FROM (
       SELECT s.programme_id, s.state, s.end_ms,
         (SELECT COUNT(*) FROM shifts h JOIN assignments a ON a.shift_id = h.id
            WHERE h.session_id = s.id AND a.ended_key = '' AND a.state IN ('done', 'on-duty')) AS served,
         (SELECT COALESCE(SUM(CASE WHEN t.kind IN ('report', 'import') THEN 1
              WHEN t.kind = 'counter' AND t.note = 'taken-back' THEN -1 ELSE 0 END), 0)
            FROM tally_entries t WHERE t.session_id = s.id) AS reports,
         (SELECT COUNT(*) FROM registrations r WHERE r.session_id = s.id AND r.state = 'attended') AS came
       FROM sessions s WHERE ${sql}
     ) x GROUP BY x.programme_id`,
    [stretch.now, stretch.now, ...params],
  );
}

export async function measureSums(tx: Tx, stretch: Stretch): Promise<MeasureSum[]> {
  const { sql, params } = within(stretch, 's');
  return tx.all<MeasureSum>(
    `SELECT s.programme_id, t.measure, SUM(t.value) AS total, COUNT(DISTINCT s.id) AS sessions
     FROM sessions s JOIN tally_entries t ON t.session_id = s.id
     WHERE ${sql} AND s.state = 'planned' GROUP BY s.programme_id, t.measure`,
    params,
  );
}

/** What `households` and `people` measure where families came and nobody has said or counted a figure. */
export async function attendanceSums(tx: Tx, stretch: Stretch): Promise<MeasureSum[]> {
  const households = await attendanceSum(tx, stretch, 'households', 'COUNT(*)');
  const people = await attendanceSum(tx, stretch, 'people', 'SUM(r.party)');
  return [...households, ...people];
}

async function attendanceSum(tx: Tx, stretch: Stretch, measure: string, total: string): Promise<MeasureSum[]> {
  const { sql, params } = within(stretch, 's');
  const rows = await tx.all<Omit<MeasureSum, 'measure'>>(
    `SELECT s.programme_id, ${total} AS total, COUNT(DISTINCT s.id) AS sessions
     FROM sessions s JOIN registrations r ON r.session_id = s.id
     WHERE ${sql} AND s.state = 'planned' AND r.state = 'attended'
       AND NOT EXISTS (SELECT 1 FROM tally_entries t WHERE t.session_id = s.id AND t.measure = ?)
     GROUP BY s.programme_id`,
    [...params, measure],
  );
  return rows.map((row) => ({ ...row, measure }));
}

/** Households that signed up and did not cancel, by state; those still waiting are none. */
export async function turnouts(tx: Tx, stretch: Stretch): Promise<TurnoutCount[]> {
  const { sql, params } = within(stretch, 's');
  return tx.all<TurnoutCount>(
    `SELECT s.programme_id, r.state, COUNT(*) AS households, SUM(r.party) AS people
     FROM sessions s JOIN registrations r ON r.session_id = s.id
     WHERE ${sql} AND s.state = 'planned' AND r.state IN ('registered', 'attended') GROUP BY s.programme_id, r.state`,
    params,
  );
}

/** Minutes of service of one assignment `a`; whoever is still on duty has none yet. */
const MINUTES_SQL = `CASE WHEN a.state <> 'done' THEN 0 WHEN a.service_minutes IS NULL THEN ROUND((a.end_ms - a.start_ms) / 60000.0)
    ELSE a.service_minutes END`;

/** How many minutes are known in which way; what nobody noted was entered. */
const BY_ORIGIN_SQL = SERVICE_ORIGINS.map(
  (origin) => `SUM(CASE WHEN COALESCE(a.origin, 'entered') = '${origin}' THEN ${MINUTES_SQL} ELSE 0 END) AS ${origin}`,
).join(', ');

/** Who served and for how long; whoever is still on duty counts as serving, with no time yet. */
export async function service(tx: Tx, stretch: Stretch): Promise<ServiceCount[]> {
  const { sql, params } = within(stretch, 'a');
  return tx.all<ServiceCount>(
    `SELECT h.programme_id, COUNT(DISTINCT a.person_id) AS volunteers, ${BY_ORIGIN_SQL}
     FROM assignments a JOIN shifts h ON h.id = a.shift_id
     WHERE ${sql} AND a.ended_key = '' AND a.state IN ('done', 'on-duty') GROUP BY h.programme_id`,
    params,
  );
}

/** Different people who served in any programme. */
export async function distinctServers(tx: Tx, stretch: Stretch): Promise<number> {
  const { sql, params } = within(stretch, 'a');
  const row = await tx.one<{ people: number }>(
    `SELECT COUNT(DISTINCT a.person_id) AS people FROM assignments a
     WHERE ${sql} AND a.ended_key = '' AND a.state IN ('done', 'on-duty')`,
    params,
  );
  return row?.people ?? 0;
}

/** A duty that somebody serves or has served. */
export interface OwnDuty {
  readonly startMs: Instant;
  readonly night: number;
  readonly origin: ServiceOrigin;
  readonly minutes: number;
}

/** The duties that one person serves or has served, in order. */
export function ownDuties(tx: Tx, stretch: Stretch, personId: string): Promise<OwnDuty[]> {
  const { sql, params } = within(stretch, 'a');
  return tx.all<OwnDuty>(
    `SELECT a.start_ms, a.night, COALESCE(a.origin, 'entered') AS origin, ${MINUTES_SQL} AS minutes FROM assignments a
     WHERE a.person_id = ? AND ${sql} AND a.ended_key = '' AND a.state IN ('done', 'on-duty') ORDER BY a.start_ms`,
    [personId, ...params],
  );
}
