import { Test, type TestingModule } from '@nestjs/testing';
import { readConfiguration } from '../../config/configuration';
import { civilOf, instantOf } from '../../src/kernel/civil-time';
import { ManualClock } from '../../src/kernel/clock';
import type { Result } from '../../src/kernel/result';
import { AppClock } from '../../src/kernel/app-clock';
import type { ActContext, OrgScope, Role } from '../../src/acts/domain/act-context';
import { ExportOrganisation } from '../../src/import/export-organisation.service';
import { ImportModule } from '../../src/import/import.module';
import { ImportOrganisation } from '../../src/import/import-organisation.service';
import { PlatformModule } from '../../src/platform.module';
import { MoveSession } from '../../src/sessions/move-session.service';
import { SessionActs } from '../../src/sessions/session-acts.service';
import { SessionPlanner } from '../../src/sessions/session-planner.service';
import { ClaimShift } from '../../src/rota/claim-shift.service';
import { LookAtRota } from '../../src/rota/look-at-rota.service';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

const ZONE = 'Asia/Shanghai';
const at = (civil: string): number => instantOf(civil, ZONE);
const NOW = at('2026-11-24T10:00');

/** A lecture that villages order: only data, no rule of recurrence. */
const LECTURE = {
  key: 'xuanjiang',
  name: '宣讲',
  start: '09:00',
  end: '11:00',
  posts: [{ key: 'speaker', name: '宣讲员', min: 1, max: 2, qualification: 'speaking' }],
  rules: { minRestHours: 1, dropCutoffHours: 24 },
  measures: [{ key: 'people', name: '听讲', unit: '人次' }],
};
const SALON = {
  key: 'zhouzhouyue',
  name: '周周约',
  recurrence: 'FREQ=WEEKLY;BYDAY=SA',
  start: '15:00',
  end: '17:00',
  capacity: { households: 5, waitlist: 2 },
  posts: [{ key: 'lead', name: '带领者' }],
};
const speaker = (key: string, name: string): object => ({
  key,
  name,
  roles: ['volunteer'],
  qualifications: [{ key: 'speaking', validUntil: '2027-12-31' }],
});
const FILE = {
  schema: 'xinyue/organisation@1',
  organisation: { key: 'county', name: '某县妇联' },
  qualifications: [{ key: 'speaking', name: '宣讲' }],
  people: [
    speaker('v01', '韦兰'),
    speaker('v02', '陈静'),
    { key: 'v03', name: '莫芳', roles: ['volunteer'] },
    { key: 'c01', name: '李统筹', roles: ['coordinator'] },
    { key: 'f01', name: '覃家', roles: ['participant'] },
  ],
  programmes: [SALON, LECTURE],
  registrations: [{ programme: 'zhouzhouyue', session: { start: '2026-12-05T15:00' }, person: 'f01', party: 3 }],
};

const valueOf = <T>(result: Result<T, object>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
const ruleOf = (result: Result<unknown, { rule: string }>): string => (result.ok ? 'done' : result.refusal.rule);

describe.each(databasesUnderTest())('programmes as data on %s', (engine) => {
  let fresh: FreshDatabase;
  let module: TestingModule;
  let scope: OrgScope;
  const ids = new Map<string, string>();

  beforeEach(async () => {
    fresh = await freshDatabase(engine);
    const configuration = readConfiguration({ LOG_LEVEL: 'silent', SECRET_KEY: 'k'.repeat(40) });
    const clock = new AppClock(new ManualClock(NOW));
    module = await Test.createTestingModule({
      imports: [PlatformModule.with({ configuration, database: fresh.database, clock }), ImportModule],
    }).compile();
    await module.init();
    const imported = valueOf(await module.get(ImportOrganisation, { strict: false }).import(FILE, NOW));
    scope = { orgId: imported.orgId, zone: ZONE };
    const people = await fresh.database.read((tx) =>
      tx.all<{ id: string; slug: string }>('SELECT id, slug FROM people'),
    );
    for (const { id, slug } of people) ids.set(slug, id);
  });
  afterEach(async () => {
    await module.close();
    await fresh.close();
  });

  const get = <T>(service: abstract new (...args: never[]) => T): T => module.get(service, { strict: false });
  const as = (key: string, role: Role, when = NOW): ActContext => ({
    scope,
    actorId: ids.get(key) ?? '',
    roles: [role],
    now: when,
    channel: 'test',
  });
  const coordinator = (): ActContext => as('c01', 'coordinator');
  const orders = (start: string, topic = '反家暴法'): Promise<Result<{ sessionId: string }, { rule: string }>> =>
    get(SessionActs).create(coordinator(), { programmeKey: 'xuanjiang', start, topic, place: '大塘村' });
  const shiftOf = async (sessionId: string): Promise<string> => {
    const row = await fresh.database.read((tx) =>
      tx.one<{ id: string }>('SELECT id FROM shifts WHERE session_id = ?', [sessionId]),
    );
    return row?.id ?? '';
  };
  const claims = (key: string, shiftId: string): Promise<Result<{ assignmentId: string }, { rule: string }>> =>
    get(ClaimShift).claim(as(key, 'volunteer'), { shiftId });
  const sessionsOf = (programme: string): Promise<{ startCivil: string; state: string }[]> =>
    fresh.database.read((tx) =>
      tx.all(
        'SELECT e.start_civil, e.state FROM sessions e JOIN programmes p ON p.id = e.programme_id WHERE p.slug = ? ORDER BY e.start_ms',
        [programme],
      ),
    );
  const owedTo = async (key: string): Promise<string[]> =>
    (
      await fresh.database.read((tx) =>
        tx.all<{ kind: string; dueMs: number }>(
          "SELECT kind, due_ms FROM outbox WHERE person_id = ? AND state = 'pending' ORDER BY due_ms, kind",
          [ids.get(key) ?? ''],
        ),
      )
    ).map(({ kind, dueMs }) => `${kind} ${civilOf(dueMs, ZONE)}`);

  it('a lecture that a village orders is claimed like any other shift, by whoever is qualified', async () => {
    const { sessionId } = valueOf(await orders('2026-12-10T09:00'));
    const shiftId = await shiftOf(sessionId);
    expect(ruleOf(await claims('v01', shiftId))).toBe('done');
    expect(ruleOf(await claims('v03', shiftId))).toBe('qualification-missing');
    const [seen] = await get(LookAtRota).openShifts(scope, { from: NOW, to: at('2026-12-11T00:00') }, NOW);
    expect(await get(LookAtRota).shift(scope, shiftId)).toMatchObject({
      programmeName: '宣讲',
      postName: '宣讲员',
      topic: '反家暴法',
      place: '大塘村',
      endCivil: '2026-12-10T11:00',
      taken: 1,
    });
    expect(seen).toBeDefined();
  });

  it('nothing recurs for it, and the same hour is not ordered twice', async () => {
    await get(SessionPlanner).plan(scope, NOW);
    expect(await sessionsOf('xuanjiang')).toEqual([]);
    valueOf(await orders('2026-12-10T09:00'));
    expect(ruleOf(await orders('2026-12-10T09:00'))).toBe('session-exists');
    expect(ruleOf(await orders('2026-12-10T13:30'))).toBe('bad-time');
    const asVolunteer = as('v01', 'volunteer');
    const refusedTo = await get(SessionActs).create(asVolunteer, {
      programmeKey: 'xuanjiang',
      start: '2026-12-11T09:00',
    });
    expect(ruleOf(refusedTo)).toBe('not-allowed');
  });

  it('a cancelled session ends duties and registrations and tells everybody', async () => {
    const [salon] = await fresh.database.read((tx) =>
      tx.all<{ id: string }>("SELECT id FROM sessions WHERE start_civil = '2026-12-05T15:00'"),
    );
    const shiftId = await shiftOf(salon?.id ?? '');
    valueOf(await claims('v03', shiftId));
    const told = valueOf(await get(SessionActs).cancel(coordinator(), salon?.id ?? '', '场地检修')).told;
    expect(told).toHaveLength(2);
    expect(await owedTo('v03')).toEqual(['session-cancelled 2026-11-24T10:00']);
    expect(await owedTo('f01')).toEqual(['session-cancelled 2026-11-24T10:00']);
    const row = await fresh.database.read((tx) =>
      tx.one('SELECT e.households_taken, s.taken FROM sessions e JOIN shifts s ON s.session_id = e.id WHERE e.id = ?', [
        salon?.id ?? '',
      ]),
    );
    expect(row).toMatchObject({ householdsTaken: 0, taken: 0 });
    expect(ruleOf(await claims('v01', shiftId))).toBe('cancelled');
  });

  it('what is over is not cancelled any more: who served has served', async () => {
    const { sessionId } = valueOf(await orders('2026-11-24T09:00'));
    const late = { ...coordinator(), now: at('2026-11-24T11:00') };
    expect(ruleOf(await get(SessionActs).cancel(late, sessionId, '下雨'))).toBe('session-over');
    expect(ruleOf(await get(SessionActs).cancel(coordinator(), sessionId, '下雨'))).toBe('done');
    expect(ruleOf(await get(SessionActs).cancel(coordinator(), sessionId, '下雨'))).toBe('already-cancelled');
  });

  it('a moved session takes its people and reminders along, and does not come again at its old time', async () => {
    const [salon] = await fresh.database.read((tx) =>
      tx.all<{ id: string }>("SELECT id FROM sessions WHERE start_civil = '2026-12-05T15:00'"),
    );
    const sessionId = salon?.id ?? '';
    valueOf(await claims('v03', await shiftOf(sessionId)));
    expect(await owedTo('v03')).toEqual(['confirm-reminder 2026-12-04T15:00', 'confirm-again 2026-12-05T08:00']);
    valueOf(await get(MoveSession).move(coordinator(), { sessionId, start: '2026-12-06T09:30' }));
    expect(await owedTo('v03')).toEqual([
      'session-changed 2026-11-24T10:00',
      'confirm-reminder 2026-12-05T09:30',
      'confirm-again 2026-12-05T21:30',
    ]);
    expect(await owedTo('f01')).toEqual(['session-changed 2026-11-24T10:00', 'registration-reminder 2026-12-05T09:30']);
    await get(SessionPlanner).plan(scope, NOW);
    expect((await sessionsOf('zhouzhouyue')).slice(1, 3)).toEqual([
      { startCivil: '2026-12-05T15:00', state: 'cancelled' },
      { startCivil: '2026-12-06T09:30', state: 'planned' },
    ]);
    const file = await get(ExportOrganisation).export(scope.orgId, 0);
    expect(file).toMatchObject({
      sessions: [
        { programme: 'zhouzhouyue', start: '2026-12-05T15:00', cancelled: true },
        { programme: 'zhouzhouyue', start: '2026-12-06T09:30', end: '2026-12-06T11:30' },
      ],
    });
  });

  it('whoever serves elsewhere at the new time is named first, and released only when that is wanted', async () => {
    const first = valueOf(await orders('2026-12-10T09:00'));
    const second = valueOf(await orders('2026-12-11T09:00'));
    valueOf(await claims('v01', await shiftOf(first.sessionId)));
    valueOf(await claims('v02', await shiftOf(first.sessionId)));
    valueOf(await claims('v01', await shiftOf(second.sessionId)));
    const wish = { sessionId: first.sessionId, start: '2026-12-11T10:30' };
    const refusal = await get(MoveSession).move(coordinator(), wish);
    expect(refusal).toMatchObject({ ok: false, refusal: { rule: 'people-busy', people: [{ name: '韦兰' }] } });
    const moved = valueOf(await get(MoveSession).move(coordinator(), { ...wish, releaseBusy: true }));
    expect(moved.released.map(({ name }) => name)).toEqual(['韦兰']);
    const shift = await get(LookAtRota).shift(scope, await shiftOf(first.sessionId));
    expect(shift?.people.map(({ name }) => name)).toEqual(['陈静']);
    expect(shift?.taken).toBe(1);
    expect(await owedTo('v01')).toContain('unassigned 2026-11-24T10:00');
  });

  it.each([
    ['a volunteer', 'not-allowed', { start: '2026-12-12T09:00' }, 'v01'],
    ['no time', 'bad-time', { start: '下周' }, 'c01'],
    ['the past', 'bad-time', { start: '2026-11-20T09:00' }, 'c01'],
    ['an end before its start', 'bad-time', { start: '2026-12-12T09:00', end: '2026-12-12T08:00' }, 'c01'],
    ['an hour that is taken', 'session-exists', { start: '2026-12-11T09:00' }, 'c01'],
  ])('does not move a session by %s', async (_, rule, times, key) => {
    const { sessionId } = valueOf(await orders('2026-12-10T09:00'));
    valueOf(await orders('2026-12-11T09:00'));
    const context = as(key, key === 'c01' ? 'coordinator' : 'volunteer');
    expect(ruleOf(await get(MoveSession).move(context, { sessionId, ...times }))).toBe(rule);
  });

  it('a programme that gets another post has it on every session to come', async () => {
    const posts = [...SALON.posts, { key: 'assist', name: '助理', min: 0, max: 2 }];
    const file = { ...FILE, programmes: [{ ...SALON, posts }, LECTURE] };
    valueOf(await get(ImportOrganisation).import(file, NOW + 1));
    const row = await fresh.database.read((tx) =>
      tx.one<{ sessions: number; seats: number }>(
        `SELECT COUNT(*) AS sessions, SUM(s.seats_max) AS seats FROM shifts s WHERE s.post_key = 'assist'`,
      ),
    );
    const salons = (await sessionsOf('zhouzhouyue')).length;
    expect(row && [row.sessions, row.seats]).toEqual([salons, 2 * salons]);
    expect(salons).toBeGreaterThan(9);
  });
});
