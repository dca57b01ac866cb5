import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { civilDateOf, civilOf, instantOf } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { Programmes, type Programme } from '../programmes/programmes.service';
import { occurrences } from '../programmes/recurrence';
import { programmeFileOf } from '../programmes/specification.schema';
import type { OrgScope } from '../acts/domain/act-context';
import { Secrets } from '../organisations/secrets.service';
import { shiftsWithSeats } from './history.queries';
import { readPeople } from './people.queries';
import { SCHEMA_NAME } from './organisation-file.schema';

interface SessionOfPart {
  slug: string;
  startMs: Instant;
  endMs: Instant;
}

/** Writes an organisation as the file that an import reads; the same state always gives the same text. */
@Injectable()
export class ExportOrganisation {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly secrets: Secrets,
  ) {}

  /** As it stands at `now`. Throws for an unknown organisation. */
  async export(orgId: string, now: Instant): Promise<object> {
    return this.database.read(async (tx) => {
      const row = await tx.one<{
        slug: string;
        name: string;
        timeZone: string;
        regionCode: string | null;
        settings: string;
        parent: string | null;
      }>(
        `SELECT o.slug, o.name, o.time_zone, o.region_code, o.settings, u.slug AS parent
           FROM organisations o LEFT JOIN organisations u ON u.id = o.parent_id WHERE o.id = ?`,
        [orgId],
      );
      if (!row) throw new Error(`no organisation has the id ${orgId}`);
      const scope: OrgScope = { orgId, zone: row.timeZone };
      return {
        schema: SCHEMA_NAME,
        organisation: {
          key: row.slug,
          name: row.name,
          timeZone: row.timeZone,
          ...(row.regionCode === null ? {} : { regionCode: row.regionCode }),
          ...(row.parent === null ? {} : { parent: row.parent }),
          ...(row.settings === '{}' ? {} : { settings: JSON.parse(row.settings) as object }),
        },
        qualifications: (
          await tx.all<{ slug: string; name: string }>(
            'SELECT slug, name FROM qualifications WHERE org_id = ? ORDER BY slug',
            [orgId],
          )
        ).map(({ slug, name }) => ({ key: slug, name })),
        people: (await readPeople(tx, scope, this.secrets)).map(({ file }) => file),
        programmes: (await this.programmes.list(tx, scope)).map(programmeFileOf),
        sessions: await this.sessions(tx, scope, now),
        assignments: await this.assignments(tx, scope),
        registrations: await this.registrations(tx, scope),
        tallies: await this.tallies(tx, scope),
      };
    });
  }

  /** Sessions about which there is something to say beyond their recurrence, and all that have begun: no plan makes them again. */
  private async sessions(tx: Tx, scope: OrgScope, now: Instant): Promise<object[]> {
    const rows = await tx.all<
      SessionOfPart & {
        topic: string | null;
        place: string | null;
        state: string;
        reason: string | null;
        householdsMax: number | null;
        waitlistMax: number;
        id: string;
      }
    >(
      `SELECT e.id, p.slug, e.start_ms, e.end_ms, e.topic, e.place, e.state, e.reason, e.households_max, e.waitlist_max
         FROM sessions e JOIN programmes p ON p.id = e.programme_id WHERE e.org_id = ? ORDER BY e.start_ms, p.slug`,
      [scope.orgId],
    );
    const programmes = await this.programmes.list(tx, scope);
    const usual = new Map(programmes.map((one) => [one.key, usualSessions(one, rows, scope)]));
    const specifications = new Map(programmes.map((one) => [one.key, one.specification]));
    const posts = await postsOfThen(tx, scope, programmes);
    const otherCapacity = (row: (typeof rows)[number]): object => {
      const capacity = specifications.get(row.slug)?.capacity;
      const same =
        row.householdsMax === (capacity?.households ?? null) && row.waitlistMax === (capacity?.waitlist ?? 0);
      return same ? {} : { capacity: { households: row.householdsMax, waitlist: row.waitlistMax } };
    };
    return rows
      .filter(
        (row) =>
          row.startMs <= now ||
          'capacity' in otherCapacity(row) ||
          posts.has(row.id) ||
          row.topic !== null ||
          row.place !== null ||
          row.state === 'cancelled' ||
          usual.get(row.slug)?.get(row.startMs) !== row.endMs,
      )
      .map((row) => ({
        programme: row.slug,
        ...this.times(row, scope),
        ...(row.topic === null ? {} : { topic: row.topic }),
        ...(row.place === null ? {} : { place: row.place }),
        ...(row.state === 'cancelled' ? { cancelled: true } : {}),
        ...(row.reason === null ? {} : { reason: row.reason }),
        ...otherCapacity(row),
        ...(posts.has(row.id) ? { posts: posts.get(row.id) } : {}),
      }));
  }

  private async assignments(tx: Tx, scope: OrgScope): Promise<object[]> {
    const rows = await tx.all<SessionOfPart & ServedOfPart & { post: string; person: string; state: string }>(
      `SELECT p.slug, e.start_ms, e.end_ms, s.post_key AS post, w.slug AS person, a.state,
           a.arrived_ms, a.left_ms, a.service_minutes, a.origin, a.origin_note, v.slug AS voucher
         FROM assignments a JOIN shifts s ON s.id = a.shift_id JOIN sessions e ON e.id = s.session_id
         JOIN programmes p ON p.id = e.programme_id JOIN people w ON w.id = a.person_id
         LEFT JOIN people v ON v.id = a.vouched_by AND v.org_id = a.org_id
        WHERE a.org_id = ? ORDER BY e.start_ms, p.slug, s.post_order, w.slug, a.created_ms, a.id`,
      [scope.orgId],
    );
    return rows.map((row) => ({
      programme: row.slug,
      session: this.times(row, scope),
      post: row.post,
      person: row.person,
      state: row.state,
      ...servedOf(row, scope),
    }));
  }

  private async registrations(tx: Tx, scope: OrgScope): Promise<object[]> {
    const rows = await tx.all<SessionOfPart & { person: string; party: number; state: string }>(
      `SELECT p.slug, e.start_ms, e.end_ms, w.slug AS person, r.party, r.state
         FROM registrations r JOIN sessions e ON e.id = r.session_id JOIN programmes p ON p.id = e.programme_id
         JOIN people w ON w.id = r.person_id
        WHERE r.org_id = ? ORDER BY e.start_ms, p.slug, r.queued_ms, r.id`,
      [scope.orgId],
    );
    return rows.map((row) => ({
      programme: row.slug,
      session: this.times(row, scope),
      person: row.person,
      party: row.party,
      state: row.state,
    }));
  }

  private async tallies(tx: Tx, scope: OrgScope): Promise<object[]> {
    const rows = await tx.all<SessionOfPart & { measure: string; total: number }>(
      `SELECT p.slug, e.start_ms, e.end_ms, t.measure, SUM(t.value) AS total
         FROM tally_entries t JOIN sessions e ON e.id = t.session_id JOIN programmes p ON p.id = e.programme_id
        WHERE t.org_id = ? GROUP BY p.slug, e.start_ms, e.end_ms, t.measure ORDER BY e.start_ms, p.slug, t.measure`,
      [scope.orgId],
    );
    return rows.map((row) => ({
      programme: row.slug,
      session: this.times(row, scope),
      measure: row.measure,
      value: row.total,
    }));
  }

  private times(row: SessionOfPart, scope: OrgScope): { start: string; end: string } {
    return { start: civilOf(row.startMs, scope.zone), end: civilOf(row.endMs, scope.zone) };
  }
}

interface ServedOfPart {
  arrivedMs: Instant | null;
  leftMs: Instant | null;
  serviceMinutes: number | null;
  origin: string | null;
  originNote: string | null;
  voucher: string | null;
}

/** What is known of a duty that was served or missed. */
function servedOf(row: ServedOfPart, { zone }: OrgScope): object {
  return {
    ...(row.arrivedMs === null ? {} : { arrived: civilOf(row.arrivedMs, zone) }),
    ...(row.leftMs === null ? {} : { left: civilOf(row.leftMs, zone) }),
    ...(row.serviceMinutes === null ? {} : { minutes: row.serviceMinutes }),
    ...(row.origin === null ? {} : { origin: row.origin }),
    ...(row.voucher === null ? {} : { vouchedBy: row.voucher }),
    ...(row.originNote === null ? {} : { reason: row.originNote }),
  };
}

/** Posts of sessions on which somebody has or had a seat and which their programmes do not have, or with fewer seats. */
async function postsOfThen(
  tx: Tx,
  scope: OrgScope,
  programmes: readonly Programme[],
): Promise<ReadonlyMap<string, { key: string; max: number }[]>> {
  const seats = new Map(
    programmes.flatMap(({ id, specification }) => specification.posts.map((post) => [`${id} ${post.key}`, post.max])),
  );
  const found = new Map<string, { key: string; max: number }[]>();
  for (const shift of await shiftsWithSeats(tx, scope)) {
    if ((seats.get(`${shift.programmeId} ${shift.postKey}`) ?? -1) >= shift.seatsMax) continue;
    found.set(shift.sessionId, [...(found.get(shift.sessionId) ?? []), { key: shift.postKey, max: shift.seatsMax }]);
  }
  return found;
}

/** When each session ends that the recurrence makes in the time of `rows`, by its start. */
function usualSessions(
  { key, specification }: Programme,
  rows: readonly SessionOfPart[],
  { zone }: OrgScope,
): ReadonlyMap<Instant, Instant> {
  const starts = rows.filter((row) => row.slug === key).map((row) => row.startMs);
  const [first, last] = [starts[0], starts[starts.length - 1]];
  if (first === undefined || last === undefined) return new Map();
  return new Map(
    occurrences(specification, civilDateOf(first, zone), civilDateOf(last, zone)).map(({ start, end }) => [
      instantOf(start, zone),
      instantOf(end, zone),
    ]),
  );
}
