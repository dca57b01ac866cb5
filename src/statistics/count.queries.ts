import type { SqlValue, Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { SERVICE_ORIGINS, type ServiceOrigin } from '../programmes/domain/service-origin';
import type { ProgrammeSpecification } from '../programmes/domain/specification';
import { COUNTED_AT_THE_DOOR, tickedSql } from './door.queries';
import { reportedSql, reportsSql } from './parts.queries';
import type {
  CountedProgramme,
  DistinctCount,
  MeasureSum,
  ServiceCount,
  SessionCount,
  TurnoutCount,
} from './domain/programme-counts';
import { certaintyOf, type Certainty } from './domain/certainty';
import { nameKey } from './domain/merge-programmes';

/** The organisations and the time that are counted. */
export interface Stretch {
  readonly orgIds: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  readonly now: Instant;
  /** Left out: all programmes of the organisations. */
  readonly programmeIds?: readonly string[];
}

/** `alias.org_id IN (…) AND alias.start_ms` in the stretch, with its parameters. `a` is an assignment, every other alias a session. */
export function within(stretch: Stretch, alias: 'a' | 's'): { sql: string; params: SqlValue[] } {
  const { orgIds, from, to, programmeIds } = stretch;
  const only = programmeIds === undefined ? '' : `AND ${ofProgrammes(alias, programmeIds)}`;
  return {
    sql: `${alias}.org_id IN (${marksFor(orgIds)}) AND ${alias}.start_ms >= ? AND ${alias}.start_ms < ? ${only}`,
    params: [...orgIds, from, to, ...(programmeIds ?? [])],
  };
}

const ofProgrammes = (alias: 'a' | 's', programmeIds: readonly string[]): string =>
  alias === 's'
    ? `s.programme_id IN (${marksFor(programmeIds)})`
    : `EXISTS (SELECT 1 FROM shifts o WHERE o.id = a.shift_id AND o.programme_id IN (${marksFor(programmeIds)}))`;

/** Nothing is in an empty list. */
const marksFor = (values: readonly string[]): string => values.map(() => '?').join(',') || 'NULL';

/** An organisation whose counts are taken. */
export interface CountedOrganisation {
  readonly id: string;
  readonly name: string;
}

/** The organisation itself and everything below it in the tree, itself first. */
export async function organisationsUnder(tx: Tx, orgId: string): Promise<CountedOrganisation[]> {
  return tx.all<CountedOrganisation>(
    `SELECT o.id, o.name FROM organisations o JOIN organisations top ON top.id = ?
     WHERE SUBSTR(o.path, 1, LENGTH(top.path)) = top.path ORDER BY o.path`,
    [orgId],
  );
}

/** The programmes of the organisations, the topmost organisation's first, each in its own order. */
export async function programmesOf(tx: Tx, organisations: readonly CountedOrganisation[]): Promise<CountedProgramme[]> {
  const rows = await tx.all<{ id: string; orgId: string; slug: string; name: string; specification: string }>(
    `SELECT id, org_id, slug, name, specification FROM programmes
     WHERE org_id IN (${organisations.map(() => '?').join(',')}) ORDER BY sort_order, slug, id`,
    organisations.map(({ id }) => id),
  );
  return organisations.flatMap((organisation) =>
    rows
      .filter(({ orgId }) => orgId === organisation.id)
      .map(({ id, slug, name, specification }) => ({
        id,
        key: slug,
        name,
        organisation,
        specification: JSON.parse(specification) as ProgrammeSpecification,
      })),
  );
}

/** Somebody serves or has served in the session called `alias`. */
const servedSql = (alias: string): string =>
  `EXISTS (SELECT 1 FROM shifts h JOIN assignments a ON a.shift_id = h.id
     WHERE h.session_id = ${alias}.id AND a.ended_key = '' AND a.state IN ('done', 'on-duty'))`;

/** Something shows that the session called `alias` took place: somebody served, a figure was reported or a household came. */
const evidenceSql = (alias: string): string => `(${servedSql(alias)} OR ${tickedSql(alias)} OR ${reportedSql(alias)})`;

/** The session called `alias` was not cancelled, or only after something had happened in it. */
export const tookPlaceSql = (alias: string): string => `(${alias}.state = 'planned' OR ${evidenceSql(alias)})`;

/** Whether a session was held, or broken off after something had happened in it. */
export const tookPlace = async (tx: Tx, sessionId: string): Promise<boolean> =>
  (await tx.one(`SELECT s.id FROM sessions s WHERE s.id = ? AND ${tookPlaceSql('s')}`, [sessionId])) !== null;

/** What was broken off after something had happened counts as what is over; what runs counts nowhere yet. */
export async function heldSessions(tx: Tx, stretch: Stretch): Promise<SessionCount[]> {
  const { sql, params } = within(stretch, 's');
  return tx.all<SessionCount>(
    `SELECT x.programme_id,
       SUM(CASE WHEN x.past = 1 AND x.shown = 1 THEN 1 ELSE 0 END) AS held,
       SUM(CASE WHEN x.past = 1 AND (x.state = 'planned' OR x.shown = 1) THEN 1 ELSE 0 END) AS past,
       SUM(CASE WHEN x.state = 'planned' AND x.past = 0 AND x.begun = 1 THEN 1 ELSE 0 END) AS running,
       SUM(CASE WHEN x.state = 'cancelled' AND x.shown = 0 THEN 1 ELSE 0 END) AS cancelled
     FROM (
       SELECT s.programme_id, s.state, CASE WHEN s.start_ms <= ? THEN 1 ELSE 0 END AS begun,
         CASE WHEN s.end_ms <= ? OR s.state = 'cancelled' THEN 1 ELSE 0 END AS past,
         CASE WHEN ${evidenceSql('s')} THEN 1 ELSE 0 END AS shown
       FROM sessions s WHERE ${sql}
     ) x GROUP BY x.programme_id`,
    [stretch.now, stretch.now, ...params],
  );
}

/** Whether the session called `alias` is still going on; takes the present instant. */
const runningSql = (alias: string): string =>
  `CASE WHEN ${alias}.state = 'planned' AND ${alias}.end_ms > ? THEN 1 ELSE 0 END`;

/** What was reported, all parts of it together. */
export async function measureSums(tx: Tx, stretch: Stretch): Promise<MeasureSum[]> {
  const { sql, params } = within(stretch, 's');
  const unsure = await unsureParts(tx, stretch);
  const sums = await tx.all<MeasureSum>(
    `SELECT x.programme_id, x.measure, SUM(x.total) AS total, COUNT(*) AS sessions, SUM(x.running) AS running
     FROM (SELECT s.programme_id, s.id, t.measure, SUM(t.value) AS total, MAX(${runningSql('s')}) AS running
       FROM sessions s JOIN tally_entries t ON t.session_id = s.id
       WHERE ${sql} GROUP BY s.programme_id, s.id, t.measure HAVING ${reportsSql('t')} > 0) x
     GROUP BY x.programme_id, x.measure`,
    [stretch.now, ...params],
  );
  return sums.map((sum) => {
    const parts = unsure.filter(
      ({ programmeId, measure }) => programmeId === sum.programmeId && measure === sum.measure,
    );
    return parts.length === 0 ? sum : { ...sum, certainty: certaintyOf(parts) };
  });
}

/** How sure the parts are that are not exact as their last entries leave them, each kind once. */
function unsureParts(
  tx: Tx,
  stretch: Stretch,
): Promise<{ readonly programmeId: string; readonly measure: string; readonly certainty: Certainty }[]> {
  const { sql, params } = within(stretch, 's');
  return tx.all(
    `SELECT DISTINCT s.programme_id, t.measure, t.certainty FROM sessions s JOIN tally_entries t ON t.session_id = s.id
     WHERE ${sql} AND t.certainty IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tally_entries l
       WHERE l.session_id = t.session_id AND l.measure = t.measure
         AND COALESCE(l.reporter_id, '') = COALESCE(t.reporter_id, '') AND l.id > t.id)`,
    params,
  );
}

/** What the door lists count where nobody has reported the figure. */
export async function attendanceSums(tx: Tx, stretch: Stretch): Promise<MeasureSum[]> {
  const all = [];
  for (const [measure, total] of COUNTED_AT_THE_DOOR) all.push(...(await attendanceSum(tx, stretch, measure, total)));
  return all;
}

async function attendanceSum(tx: Tx, stretch: Stretch, measure: string, total: string): Promise<MeasureSum[]> {
  const { sql, params } = within(stretch, 's');
  const rows = await tx.all<Omit<MeasureSum, 'measure'>>(
    `SELECT x.programme_id, SUM(x.total) AS total, COUNT(*) AS sessions, SUM(x.running) AS running
     FROM (SELECT s.programme_id, s.id, ${total} AS total, MAX(${runningSql('s')}) AS running
       FROM sessions s JOIN registrations r ON r.session_id = s.id
       WHERE ${sql} AND r.state = 'attended' AND NOT EXISTS (SELECT 1 FROM tally_entries t
         WHERE t.session_id = s.id AND t.measure = ? GROUP BY t.measure HAVING ${reportsSql('t')} > 0)
       GROUP BY s.programme_id, s.id) x
     GROUP BY x.programme_id`,
    [stretch.now, ...params, measure],
  );
  return rows.map((row) => ({ ...row, measure }));
}

/** Households that signed up and did not cancel, by state; those still waiting are none. */
export async function turnouts(tx: Tx, stretch: Stretch): Promise<TurnoutCount[]> {
  const { sql, params } = within(stretch, 's');
  return tx.all<TurnoutCount>(
    `SELECT s.programme_id, r.state, COUNT(*) AS households, SUM(r.party) AS people
     FROM sessions s JOIN registrations r ON r.session_id = s.id
     WHERE ${sql} AND r.state IN ('registered', 'attended') GROUP BY s.programme_id, r.state`,
    params,
  );
}

/** Minutes of service of one assignment `a`; whoever is still on duty has none yet. */
export const MINUTES_SQL = `CASE WHEN a.state <> 'done' THEN 0 WHEN a.service_minutes IS NULL THEN ROUND((a.end_ms - a.start_ms) / 60000.0)
    ELSE a.service_minutes END`;

const DISTINCT_OF = {
  programme: "s.programme_id AS of_slug, '' AS of_name",
  name: 'p.slug AS of_slug, p.name AS of_name',
  all: "'' AS of_slug, '' AS of_name",
} as const;

/** Different households that were ticked at the door, each with its largest party; one telephone is one household, wherever it is known. */
export async function distinctTurnouts(
  tx: Tx,
  stretch: Stretch,
  by: keyof typeof DISTINCT_OF,
): Promise<DistinctCount[]> {
  const { sql, params } = within(stretch, 's');
  const rows = await tx.all<{ ofSlug: string; ofName: string; households: number; people: number }>(
    `SELECT x.of_slug, x.of_name, COUNT(*) AS households, SUM(x.most) AS people
     FROM (SELECT ${DISTINCT_OF[by]}, COALESCE(n.phone_index, n.id) AS household, MAX(r.party) AS most
       FROM sessions s JOIN programmes p ON p.id = s.programme_id JOIN registrations r ON r.session_id = s.id
         JOIN people n ON n.id = r.person_id
       WHERE ${sql} AND r.state = 'attended' GROUP BY of_slug, of_name, household) x
     GROUP BY x.of_slug, x.of_name`,
    params,
  );
  return rows.map(({ ofSlug, ofName, households, people }) => ({
    of: by === 'name' ? nameKey({ key: ofSlug, name: ofName }) : ofSlug,
    households,
    people,
  }));
}

/** How many minutes are known in which way; what nobody noted was entered. */
export const BY_ORIGIN_SQL = SERVICE_ORIGINS.map(
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
