import type { Tx } from '../database/database';
import type { Stored } from '../database/typed';
import type { OrgScope } from '../acts/domain/act-context';
import { readPreferences, type Preferences } from '../organisations/domain/preferences';
import type { PersonRow } from '../organisations/person.row';
import { phonePlace, type Secrets } from '../organisations/secrets.service';
import type { AvailabilityRow } from '../volunteers/availability.row';
import { wishesIn } from '../volunteers/domain/wish';
import type { LeaveRow } from '../volunteers/leave.row';
import type { PersonQualificationRow } from '../volunteers/person-qualification.row';
import type { PersonFile } from './organisation-file.schema';

type PersonRecord = Stored<
  Pick<
    PersonRow,
    'id' | 'slug' | 'name' | 'email' | 'phoneCipher' | 'joined' | 'trainee' | 'caps' | 'active' | 'preferences'
  >
>;

/** The people of an organisation as an organisation file has them, in the order of their keys. */
export async function readPeople(
  tx: Tx,
  scope: OrgScope,
  secrets: Secrets,
): Promise<{ id: string; file: PersonFile; preferences: Preferences }[]> {
  const people = await tx.all<PersonRecord>(
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
  const held = await grouped<Pick<PersonQualificationRow, 'personId' | 'qualificationKey' | 'validUntil'>>(
    'SELECT person_id, qualification_key, valid_until FROM person_qualifications WHERE org_id = ? ORDER BY qualification_key',
  );
  const windows = await grouped<Pick<AvailabilityRow, 'personId' | 'weekday' | 'fromMinute' | 'toMinute'>>(
    'SELECT person_id, weekday, from_minute, to_minute FROM availability WHERE org_id = ? ORDER BY weekday, from_minute',
  );
  const leaves = await grouped<Pick<LeaveRow, 'personId' | 'fromCivil' | 'toCivil'>>(
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

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
