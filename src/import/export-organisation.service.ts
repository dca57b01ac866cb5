import type { OrganisationSettings } from '../settings/organisation-settings.schema';
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { civilDateOf, civilOf, instantOf } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { Programmes, type Programme } from '../programmes/programmes.service';
import { occurrences } from '../programmes/recurrence';
import { programmeFileOf } from '../programmes/specification.schema';
import type { OrgScope } from '../acts/domain/act-context';
import { Secrets } from '../organisations/secrets.service';
import { qualificationsOf } from '../volunteers/qualifications.queries';
import { PeriodTotals } from '../statistics/period-totals.service';
import { shiftsWithSeats } from './history.queries';
import {
  figuresForFile,
  organisationForFile,
  registrationsForFile,
  seatsForFile,
  sessionsForFile,
  type ServedRecord,
  type SessionOfPart,
} from './organisation.queries';
import { readPeople } from './people.queries';
import { SCHEMA_NAME } from './organisation-file.schema';

/** Writes an organisation as the file that an import reads; the same state always gives the same text. */
@Injectable()
export class ExportOrganisation {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly secrets: Secrets,
    private readonly periodTotals: PeriodTotals,
  ) {}

  /** As it stands at `now`. Throws for an unknown organisation. */
  async export(orgId: string, now: Instant): Promise<object> {
    return this.database.read(async (tx) => {
      const row = await organisationForFile(tx, orgId);
      if (!row) throw new Error(`no organisation has the id ${orgId}`);
      const scope: OrgScope = { orgId, zone: row.timeZone };
      const { answers, ...settings } = JSON.parse(row.settings) as OrganisationSettings;
      const programmes = await this.programmes.list(tx, scope);
      return {
        schema: SCHEMA_NAME,
        organisation: {
          key: row.slug,
          name: row.name,
          timeZone: row.timeZone,
          ...(row.regionCode === null ? {} : { regionCode: row.regionCode }),
          ...(row.parent === null ? {} : { parent: row.parent }),
          ...(Object.keys(settings).length === 0 ? {} : { settings }),
          ...(answers && answers.length > 0 ? { answers } : {}),
        },
        qualifications: await qualificationsOf(tx, orgId),
        people: (await readPeople(tx, scope, this.secrets)).map(({ file }) => file),
        programmes: programmes.map(programmeFileOf),
        sessions: await this.sessions(tx, scope, programmes, now),
        assignments: await this.assignments(tx, scope),
        registrations: await this.registrations(tx, scope),
        tallies: await this.tallies(tx, scope),
        totals: await this.totals(tx, scope, programmes),
      };
    });
  }

  /** Sessions about which there is something to say beyond their recurrence, and all that have begun: no plan makes them again. */
  private async sessions(tx: Tx, scope: OrgScope, programmes: readonly Programme[], now: Instant): Promise<object[]> {
    const rows = await sessionsForFile(tx, scope.orgId);
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
    const rows = await seatsForFile(tx, scope.orgId);
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
    const rows = await registrationsForFile(tx, scope.orgId);
    return rows.map((row) => ({
      programme: row.slug,
      session: this.times(row, scope),
      person: row.person,
      party: row.party,
      state: row.state,
    }));
  }

  private async tallies(tx: Tx, scope: OrgScope): Promise<object[]> {
    const rows = await figuresForFile(tx, scope.orgId);
    return rows.map((row) => ({
      programme: row.slug,
      session: this.times(row, scope),
      measure: row.measure,
      value: row.total,
      ...(row.reporter === null ? {} : { by: row.reporter }),
      ...(row.certainty === null ? {} : { kind: row.certainty }),
      ...(row.source === null ? {} : { source: row.source }),
    }));
  }

  private async totals(tx: Tx, scope: OrgScope, programmes: readonly Programme[]): Promise<object[]> {
    const keys = new Map(programmes.map(({ id, key }) => [id, key]));
    const standing = await this.periodTotals.standing(tx, scope);
    return standing
      .map(({ programmeId, from, to, measure, value, certainty, source }) => ({
        programme: keys.get(programmeId) ?? '',
        ...{ from, to, measure, value, kind: certainty, source },
      }))
      .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  }

  private times(row: SessionOfPart, scope: OrgScope): { start: string; end: string } {
    return { start: civilOf(row.startMs, scope.zone), end: civilOf(row.endMs, scope.zone) };
  }
}

const orderOf = (total: { from: string; programme: string; measure: string; to: string }): string =>
  [total.from, total.programme, total.measure, total.to].join(' ');

/** What is known of a duty that was served or missed. */
function servedOf(row: ServedRecord, { zone }: OrgScope): object {
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
