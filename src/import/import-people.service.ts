import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Grants } from '../accounts/grants.service';
import type { OrgScope, Role } from '../acts/domain/act-context';
import { readPreferences, type Preferences } from '../organisations/domain/preferences';
import { PersonWriter, type NewPerson, type PersonDescription } from '../organisations/person-writer.service';
import { phonePlace, Secrets } from '../organisations/secrets.service';
import { BringVolunteers, type VolunteerRecord } from '../volunteers/bring-volunteers.service';
import { wishesIn } from '../volunteers/domain/wish';
import type { PersonFile } from './organisation-file.schema';
import { leaveOf, windowsOf } from './leave';
import type { Tally } from './tally';

interface Known {
  id: string;
  slug: string;
  /** What the last import said about the person, as one text, to see whether anything changed. */
  fingerprint: string;
  readonly preferences: Preferences;
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

  /** Answers the id of each person by key. */
  async take(
    tx: Tx,
    scope: OrgScope,
    people: readonly PersonFile[],
    now: Instant,
    tally: Tally,
  ): Promise<Map<string, string>> {
    const known = await this.known(tx, scope);
    const ids = new Map([...known.values()].map((person) => [person.slug, person.id]));
    const fresh: NewPerson[] = [];
    const roles: { personId: string; role: Role }[] = [];
    const volunteers = { fresh: [] as VolunteerRecord[], known: [] as VolunteerRecord[] };
    for (const person of people) {
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

  /** Everybody who is here, as the file would say it. */
  private async known(tx: Tx, scope: OrgScope): Promise<Map<string, Known>> {
    const people = await readPeople(tx, scope, this.secrets);
    return new Map(
      people.map(({ id, file, preferences }) => [
        file.key,
        { id, slug: file.key, fingerprint: fingerprintOf(file), preferences },
      ]),
    );
  }
}

/** The people of an organisation as an organisation file has them, in the order of their keys. */
export async function readPeople(
  tx: Tx,
  scope: OrgScope,
  secrets: Secrets,
): Promise<{ id: string; file: PersonFile; preferences: Preferences }[]> {
  const people = await tx.all<{
    id: string;
    slug: string;
    name: string;
    email: string | null;
    phoneCipher: string | null;
    joined: string | null;
    trainee: number;
    caps: string;
    active: number;
    preferences: string;
  }>(
    'SELECT id, slug, name, email, phone_cipher, joined, trainee, caps, active, preferences FROM people WHERE org_id = ? ORDER BY slug',
    [scope.orgId],
  );
  const grouped = async <T extends { personId: string }>(sql: string): Promise<Map<string, T[]>> => {
    const groups = new Map<string, T[]>();
    for (const row of await tx.all<T>(sql, [scope.orgId])) {
      const group = groups.get(row.personId);
      if (group) group.push(row);
      else groups.set(row.personId, [row]);
    }
    return groups;
  };
  const roles = await grouped<{ personId: string; role: PersonFile['roles'][number] }>(
    'SELECT person_id, role FROM grants WHERE org_id = ? ORDER BY role',
  );
  const held = await grouped<{ personId: string; qualificationKey: string; validUntil: string | null }>(
    'SELECT person_id, qualification_key, valid_until FROM person_qualifications WHERE org_id = ? ORDER BY qualification_key',
  );
  const windows = await grouped<{ personId: string; weekday: number; fromMinute: number; toMinute: number }>(
    'SELECT person_id, weekday, from_minute, to_minute FROM availability WHERE org_id = ? ORDER BY weekday, from_minute',
  );
  const leaves = await grouped<{ personId: string; fromCivil: string; toCivil: string }>(
    'SELECT person_id, from_civil, to_civil FROM leaves WHERE org_id = ? AND cancelled_ms IS NULL ORDER BY from_civil, to_civil',
  );
  return people.map((row) => ({
    id: row.id,
    preferences: readPreferences(row.preferences),
    file: {
      key: row.slug,
      name: row.name,
      roles: (roles.get(row.id) ?? []).map((r) => r.role),
      ...(row.phoneCipher === null ? {} : { phone: secrets.open(phonePlace(row.id, scope.orgId), row.phoneCipher) }),
      ...(row.email === null ? {} : { email: row.email }),
      ...(row.joined === null ? {} : { joined: row.joined }),
      trainee: row.trainee === 1,
      active: row.active === 1,
      qualifications: (held.get(row.id) ?? []).map((q) => ({ key: q.qualificationKey, validUntil: q.validUntil })),
      availability: (windows.get(row.id) ?? []).map((w) => ({
        weekday: w.weekday,
        from: clock(w.fromMinute),
        to: clock(w.toMinute),
      })),
      leave: (leaves.get(row.id) ?? []).map((l) => ({ from: l.fromCivil, to: l.toCivil })),
      caps: JSON.parse(row.caps) as PersonFile['caps'],
      wishes: [...wishesIn(readPreferences(row.preferences))],
    },
  }));
}

/** Her wishes are kept beside what she has set for herself. */
const withWishes = (preferences: Preferences, { wishes }: PersonFile): Preferences =>
  wishes.length > 0 || 'wishes' in preferences ? { ...preferences, wishes } : preferences;

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

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
