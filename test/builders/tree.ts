import type { Database } from '../../src/database/database';
import { newId } from '../../src/kernel/ids';
import { insertInto } from '../harness/insert-into';

const ROLES = ['volunteer', 'coordinator', 'county-coordinator', 'leader', 'operator'] as const;

/** A small organisation that has one of everything; `mark` stands in every name, so that a leak can be seen. */
export function organisationFile(key: string, mark: string, parent?: string): object {
  const session = { start: '2026-12-12T15:00' };
  return {
    schema: 'xinyue/organisation@1',
    organisation: { key, name: `${mark}妇联`, ...(parent ? { parent } : {}) },
    qualifications: [{ key: 'hotline', name: '热线接听' }],
    people: [
      ...ROLES.map((role) => ({ key: `${key}-${role}`, name: `${mark}${role}`, roles: [role], phone: '13800000001' })),
      { key: `${key}-second`, name: `${mark}乙`, phone: '13800000002', qualifications: [{ key: 'hotline' }] },
      { key: `${key}-family`, name: `${mark}家庭`, roles: ['participant'], phone: '13800000003' },
    ],
    programmes: [
      {
        key: 'salon',
        name: `${mark}沙龙`,
        start: '15:00',
        end: '17:00',
        recurrence: 'FREQ=WEEKLY;BYDAY=SA',
        capacity: { households: 10, waitlist: 2 },
        posts: [{ key: 'lead', name: '带领者', min: 1, max: 3 }],
        measures: [{ key: 'families', name: '家庭', unit: '户' }],
      },
    ],
    assignments: [
      { programme: 'salon', session, post: 'lead', person: `${key}-volunteer` },
      { programme: 'salon', session: { start: '2026-12-19T15:00' }, post: 'lead', person: `${key}-second` },
    ],
    registrations: [{ programme: 'salon', session, person: `${key}-family`, party: 2 }],
  };
}

/** One id of everything that the organisation has; what no file can carry is put there. */
export async function targetsIn(database: Database, key: string, now: number) {
  return database.write(async (tx) => {
    const one = async (sql: string, ...params: string[]): Promise<string> =>
      (await tx.one<{ id: string }>(sql, params))?.id ?? '';
    const organisation = await one('SELECT id FROM organisations WHERE slug = ?', key);
    const volunteer = await one('SELECT id FROM people WHERE slug = ?', `${key}-volunteer`);
    const second = await one('SELECT id FROM people WHERE slug = ?', `${key}-second`);
    const assignment = await one('SELECT id FROM assignments WHERE person_id = ?', volunteer);
    const otherAssignment = await one('SELECT id FROM assignments WHERE person_id = ?', second);
    const own = { org_id: organisation, person_id: volunteer, created_ms: now };
    const [leave, request, webSession, passkey] = [newId(now), newId(now), newId(now), newId(now)];
    const [calendarSource, account] = [newId(now), newId(now)];
    const period = { from_ms: now, to_ms: now + 1000, from_civil: '2026-12-01T00:00', to_civil: '2026-12-02T00:00' };
    await insertInto(tx, 'leaves', { id: leave, ...own, ...period, cancelled_ms: null });
    await insertInto(tx, 'swap_requests', {
      id: request,
      org_id: organisation,
      kind: 'give',
      state: 'open',
      assignment_id: otherAssignment,
      other_assignment_id: null,
      from_person_id: second,
      to_person_id: volunteer,
      created_ms: now,
      expires_ms: now + 1_000_000_000,
      answered_ms: null,
    });
    const session = { kind: 'console', token_hash: `hash ${key}`, used_ms: now, expires_ms: now + 1_000_000_000 };
    await insertInto(tx, 'web_sessions', { id: webSession, ...own, ...session });
    await insertInto(tx, 'passkeys', {
      id: passkey,
      ...own,
      credential_hash: `hash ${key}`,
      credential: JSON.stringify({ id: 'none', publicKey: '' }),
      label: '钥匙',
      counter: 0,
    });
    await insertInto(tx, 'identities', {
      id: account,
      org_id: organisation,
      person_id: volunteer,
      channel: 'wechat',
      external_id: `account of ${key}`,
      bound_ms: now,
    });
    await insertInto(tx, 'calendar_sources', {
      id: calendarSource,
      org_id: organisation,
      programme_id: null,
      place: '会议室',
      name: '会议室',
      url: 'https://room.example/a.ics',
      fault: null,
      read_ms: null,
      created_ms: now,
    });
    return {
      organisation,
      volunteer,
      assignment,
      otherAssignment,
      leave,
      request,
      webSession,
      passkey,
      calendarSource,
      account,
      shift: await one('SELECT shift_id AS id FROM assignments WHERE id = ?', otherAssignment),
      session: await one('SELECT session_id AS id FROM registrations WHERE org_id = ?', organisation),
      registration: await one('SELECT id FROM registrations WHERE org_id = ?', organisation),
    };
  });
}
