import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import { factsOf, type FactRow } from './volunteer-facts.queries';
import { idsOfQualified, idsOfVolunteers } from './volunteers.queries';
import type { AvailabilityWindow, Caps, HeldQualification, Volunteer } from './domain/volunteer';
import type { Interval } from '../kernel/interval';

interface VolunteerInProgress extends Volunteer {
  active: boolean;
  readonly qualifications: HeldQualification[];
  readonly availability: AvailabilityWindow[];
  readonly leave: Interval[];
}

const AT_ONCE = 400;

/** What the rules need to know about people who serve. */
@Injectable()
export class VolunteersService {
  /**
   * The facts of those of `personIds` who belong to the organisation; others are left out. Leave that ended before
   * `since` is not looked at. Somebody without the role of a volunteer is inactive.
   */
  async facts(tx: Tx, scope: OrgScope, personIds: readonly string[], since: Instant): Promise<Map<string, Volunteer>> {
    const found = new Map<string, VolunteerInProgress>();
    const ids = [...new Set(personIds)];
    for (let i = 0; i < ids.length; i += AT_ONCE) await this.gather(tx, scope, ids.slice(i, i + AT_ONCE), since, found);
    return found;
  }

  /** Everybody who serves in the organisation, in a stable order. */
  async idsOf(tx: Tx, scope: OrgScope): Promise<string[]> {
    return idsOfVolunteers(tx, scope.orgId);
  }

  /** Those of them who have a qualification; whether it holds on a day the rules ask. */
  async qualified(tx: Tx, scope: OrgScope, key: string): Promise<string[]> {
    return idsOfQualified(tx, scope.orgId, key);
  }

  private async gather(
    tx: Tx,
    scope: OrgScope,
    ids: readonly string[],
    since: Instant,
    found: Map<string, VolunteerInProgress>,
  ): Promise<void> {
    if (ids.length === 0) return;
    const rows = await factsOf(tx, scope.orgId, ids, since);
    for (const row of rows) if (row.kind === 'person') found.set(row.personId, beginning(row));
    const serving = new Set(rows.filter((row) => row.kind === 'grant').map((row) => row.personId));
    for (const row of rows) add(found.get(row.personId), row, serving);
  }
}

function beginning(row: FactRow): VolunteerInProgress {
  return {
    id: row.personId,
    name: row.first ?? '',
    active: false,
    trainee: row.b === 1,
    qualifications: [],
    availability: [],
    leave: [],
    caps: row.second ? (JSON.parse(row.second) as Caps) : {},
  };
}

function add(volunteer: VolunteerInProgress | undefined, row: FactRow, serving: ReadonlySet<string>): void {
  if (!volunteer) return;
  switch (row.kind) {
    case 'person':
      volunteer.active = row.a === 1 && serving.has(row.personId);
      return;
    case 'grant':
      return;
    case 'qualification':
      volunteer.qualifications.push({ key: row.first ?? '', validUntil: row.second });
      return;
    case 'window':
      volunteer.availability.push({ weekday: row.a, fromMinute: row.b, toMinute: row.c });
      return;
    case 'leave':
      volunteer.leave.push({ from: row.b, to: row.c });
  }
}
