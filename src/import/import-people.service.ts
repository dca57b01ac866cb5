import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { Authority, RoleChange, RoleFault } from '../accounts/domain/authority';
import { Grants } from '../accounts/grants.service';
import type { OrgScope, Role } from '../acts/domain/act-context';
import type { Preferences } from '../organisations/domain/preferences';
import { PersonWriter, type NewPerson, type PersonDescription } from '../organisations/person-writer.service';
import { Secrets } from '../organisations/secrets.service';
import { BringVolunteers, type VolunteerRecord } from '../volunteers/bring-volunteers.service';
import type { PersonFile } from './organisation-file.schema';
import { leaveOf, windowsOf } from './leave';
import { readPeople } from './people.queries';
import type { Tally } from './tally';

interface Known {
  id: string;
  slug: string;
  /** What the last import said about the person, as one text, to see whether anything changed. */
  fingerprint: string;
  readonly file: PersonFile;
  readonly preferences: Preferences;
}

/** When the people are taken in, by whose right (null: whoever operates the machine), and what counts them. */
export interface Taking {
  readonly now: Instant;
  readonly by: Authority | null;
  readonly tally: Tally;
}

/** Which of the people, and what stands against her roles or her address as they would become. */
export interface PersonFault {
  readonly index: number;
  readonly rule: RoleFault;
}

/** Thrown before anything is written. */
export class FaultyPeople extends Error {
  constructor(readonly faults: readonly PersonFault[]) {
    super('people whose roles may not be changed so');
  }
}

/** Takes the people of an organisation file in, with roles, qualifications, availability and leave. */
@Injectable()
export class ImportPeople {
  constructor(
    private readonly secrets: Secrets,
    private readonly writer: PersonWriter,
    private readonly grants: Grants,
    private readonly volunteers: BringVolunteers,
  ) {}

  /**
   * Answers the id of each person by key; somebody who was erased here stays so, whatever an older file knows of her. Throws
   * FaultyPeople, before anything is written, where somebody's roles or address may not be changed so.
   */
  async take(
    tx: Tx,
    scope: OrgScope,
    people: readonly PersonFile[],
    { now, tally, by }: Taking,
  ): Promise<Map<string, string>> {
    const known = await this.known(tx, scope);
    const faults = await this.judge(tx, scope, people, known, by);
    if (faults.length > 0) throw new FaultyPeople(faults);
    const ids = new Map([...known.values()].map((person) => [person.slug, person.id]));
    const fresh: NewPerson[] = [];
    const roles: { personId: string; role: Role }[] = [];
    const volunteers = { fresh: [] as VolunteerRecord[], known: [] as VolunteerRecord[] };
    for (const person of people) {
      const erased = known.get(this.writer.erasedKey(scope.orgId, person.key));
      if (erased) {
        ids.set(person.key, erased.id);
        tally.compared('people', true);
        continue;
      }
      const before = known.get(person.key);
      const same = before?.fingerprint === fingerprintOf(person);
      if (before) tally.compared('people', same);
      else tally.created('people');
      if (same) continue;
      const id = before?.id ?? newId(now);
      ids.set(person.key, id);
      const described = { ...descriptionOf(person), preferences: withWishes(before?.preferences ?? {}, person) };
      if (before) {
        await this.grants.clear(tx, scope, id);
        await this.writer.change(tx, scope, id, described);
      } else fresh.push({ ...described, id, key: person.key });
      roles.push(...person.roles.map((role) => ({ personId: id, role })));
      volunteers[before ? 'known' : 'fresh'].push(volunteerOf(scope, id, person));
    }
    await this.writer.add(tx, scope, fresh, now);
    await this.grants.add(tx, scope, roles, now);
    await this.volunteers.add(tx, scope, volunteers.fresh, now);
    await this.volunteers.bring(tx, scope, volunteers.known, now);
    return ids;
  }

  private async judge(
    tx: Tx,
    { orgId }: OrgScope,
    people: readonly PersonFile[],
    known: ReadonlyMap<string, Known>,
    by: Authority | null,
  ): Promise<PersonFault[]> {
    const places = new Map<string, number>();
    const changes = people.flatMap((person, index): RoleChange[] => {
      const before = known.get(person.key);
      if (known.has(this.writer.erasedKey(orgId, person.key))) return [];
      if (before?.fingerprint === fingerprintOf(person)) return [];
      const personId = before?.id ?? person.key;
      places.set(personId, index);
      const contact = before !== undefined && (before.file.email ?? null) !== (person.email ?? null);
      return [{ personId, before: before ? rolesIf(before.file) : [], after: rolesIf(person), contact }];
    });
    const faults = await this.grants.judge(tx, orgId, by, changes);
    return faults.map(({ personId, rule }) => ({ index: places.get(personId) ?? 0, rule }));
  }

  /** Everybody who is here, as the file would say it. */
  private async known(tx: Tx, scope: OrgScope): Promise<Map<string, Known>> {
    const people = await readPeople(tx, scope, this.secrets);
    return new Map(
      people.map(({ id, file, preferences }) => [
        file.key,
        { id, slug: file.key, file, fingerprint: fingerprintOf(file), preferences },
      ]),
    );
  }
}

const rolesIf = ({ active, roles }: PersonFile): readonly Role[] => (active ? roles : []);

/** Her wishes are kept beside what she has set for herself. */
const withWishes = (preferences: Preferences, { wishes }: PersonFile): Preferences =>
  wishes.length > 0 || 'wishes' in preferences ? { ...preferences, wishes } : preferences;

/** One text for everything that the file says about a person, the same however its lists are ordered. */
function fingerprintOf(person: PersonFile): string {
  const windows = windowsOf(person).map((w) => `${String(w.weekday)} ${String(w.fromMinute)} ${String(w.toMinute)}`);
  return JSON.stringify([
    person.name,
    person.phone?.replace(/[\s-]/g, '') ?? null,
    person.email ?? null,
    person.joined ?? null,
    person.trainee,
    person.active,
    [...new Set(person.roles)].sort(),
    person.qualifications.map((q) => `${q.key} ${q.validUntil ?? ''}`).sort(),
    windows.sort(),
    person.leave.map((l) => `${l.from.slice(0, 16)} ${l.to.slice(0, 16)}`).sort(),
    Object.entries(person.caps).sort(([a], [b]) => (a < b ? -1 : 1)),
    person.wishes.map((wish) => JSON.stringify(Object.entries(wish).sort(([a], [b]) => (a < b ? -1 : 1)))).sort(),
  ]);
}

function descriptionOf(person: PersonFile): PersonDescription {
  return {
    name: person.name,
    email: person.email ?? null,
    phone: person.phone?.replace(/[\s-]/g, '') ?? null,
    joined: person.joined ?? null,
    trainee: person.trainee,
    caps: person.caps,
    active: person.active,
  };
}

function volunteerOf({ zone }: OrgScope, personId: string, person: PersonFile): VolunteerRecord {
  const latest = new Map(person.qualifications.map((q) => [q.key, q.validUntil ?? null]));
  return {
    personId,
    qualifications: [...latest].map(([key, validUntil]) => ({ key, validUntil })),
    availability: windowsOf(person),
    leaves: person.leave.map((leave) => ({
      ...leaveOf(leave, zone),
      fromCivil: leave.from.slice(0, 16),
      toCivil: leave.to.slice(0, 16),
    })),
  };
}
