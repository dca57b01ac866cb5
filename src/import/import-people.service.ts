import { Injectable } from '@nestjs/common';
import type { SqlValue, Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { OrgScope } from '../acts/domain/act-context';
import { phonePlace, Secrets } from '../organisations/secrets.service';
import type { PersonFile } from './organisation-file.schema';
import { leaveOf, windowsOf } from './leave';
import type { Tally } from './tally';

type Row = Record<string, SqlValue>;

interface Known {
  id: string;
  slug: string;
  /** What the last import said about the person, as one text, to see whether anything changed. */
  fingerprint: string;
  readonly preferences: object;
}

/** Takes the people of an organisation file in, with roles, qualifications, availability and leave. */
@Injectable()
export class ImportPeople {
  constructor(private readonly secrets: Secrets) {}

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
    const rows: Record<'people' | 'grants' | 'person_qualifications' | 'availability' | 'leaves', Row[]> = {
      people: [],
      grants: [],
      person_qualifications: [],
      availability: [],
      leaves: [],
    };
    for (const person of people) {
      const before = known.get(person.key);
      const same = before?.fingerprint === fingerprintOf(person);
      if (before) tally.compared('people', same);
      else tally.created('people');
      if (same) continue;
      const id = before?.id ?? newId(now);
      ids.set(person.key, id);
      if (before) await this.forget(tx, scope, id);
      if (before) await this.update(tx, scope, id, person, before.preferences);
      else
        rows.people.push({
          ...this.personRow(scope, id, person),
          id,
          org_id: scope.orgId,
          slug: person.key,
          preferences: JSON.stringify(withWishes({}, person)),
          created_ms: now,
        });
      rows.grants.push(
        ...person.roles.map((role) => ({ id: newId(now), org_id: scope.orgId, person_id: id, role, created_ms: now })),
      );
      rows.person_qualifications.push(...qualificationRows(scope, id, person));
      rows.availability.push(...availabilityRows(scope, id, person));
      rows.leaves.push(...leaveRows(scope, id, person, now));
    }
    for (const [table, list] of Object.entries(rows)) if (list.length > 0) await tx.insert(table, list);
    return ids;
  }

  private async update(tx: Tx, scope: OrgScope, id: string, person: PersonFile, preferences: object): Promise<void> {
    const row = {
      ...this.personRow(scope, id, person),
      preferences: JSON.stringify(withWishes(preferences, person)),
    };
    await tx.run(
      `UPDATE people SET ${Object.keys(row)
        .map((column) => `${column} = ?`)
        .join(', ')} WHERE id = ?`,
      [...Object.values(row), id],
    );
  }

  private async forget(tx: Tx, scope: OrgScope, id: string): Promise<void> {
    for (const table of ['grants', 'person_qualifications', 'availability', 'leaves']) {
      await tx.run(`DELETE FROM ${table} WHERE person_id = ? AND org_id = ?`, [id, scope.orgId]);
    }
  }

  private personRow(scope: OrgScope, id: string, person: PersonFile): Row {
    const phone = person.phone?.replace(/[\s-]/g, '') ?? null;
    return {
      name: person.name,
      email: person.email ?? null,
      phone_cipher: phone === null ? null : this.secrets.seal(phonePlace(id, scope.orgId), phone),
      phone_index: phone === null ? null : this.secrets.hash('phone', phone),
      joined: person.joined ?? null,
      trainee: person.trainee,
      caps: JSON.stringify(person.caps),
      active: person.active,
    };
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
): Promise<{ id: string; file: PersonFile; preferences: object }[]> {
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
    preferences: JSON.parse(row.preferences) as object,
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
      wishes: (JSON.parse(row.preferences) as { wishes?: PersonFile['wishes'] }).wishes ?? [],
    },
  }));
}

/** Her wishes are kept beside what she has set for herself. */
const withWishes = (preferences: object, { wishes }: PersonFile): object =>
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

function qualificationRows(scope: OrgScope, personId: string, person: PersonFile): Row[] {
  const latest = new Map(person.qualifications.map((q) => [q.key, q.validUntil ?? null]));
  return [...latest].map(([key, validUntil]) => ({
    id: newId(0),
    org_id: scope.orgId,
    person_id: personId,
    qualification_key: key,
    valid_until: validUntil,
  }));
}

function availabilityRows(scope: OrgScope, personId: string, person: PersonFile): Row[] {
  return windowsOf(person).map((window) => ({
    id: newId(0),
    org_id: scope.orgId,
    person_id: personId,
    weekday: window.weekday,
    from_minute: window.fromMinute,
    to_minute: window.toMinute,
  }));
}

function leaveRows(scope: OrgScope, personId: string, person: PersonFile, now: Instant): Row[] {
  return person.leave.map((leave) => {
    const { from, to } = leaveOf(leave, scope.zone);
    return {
      id: newId(now),
      org_id: scope.orgId,
      person_id: personId,
      from_civil: leave.from.slice(0, 16),
      to_civil: leave.to.slice(0, 16),
      from_ms: from,
      to_ms: to,
      created_ms: now,
      cancelled_ms: null,
    };
  });
}
