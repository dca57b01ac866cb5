import { Test, type TestingModule } from '@nestjs/testing';
import { readConfiguration } from '../../config/configuration';
import { ManualClock } from '../../src/kernel/clock';
import { AppClock } from '../../src/kernel/app-clock';
import { ExportOrganisation } from '../../src/import/export-organisation.service';
import { ImportModule } from '../../src/import/import.module';
import { ImportOrganisation, type Imported } from '../../src/import/import-organisation.service';
import { PlatformModule } from '../../src/platform.module';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

const NOW = Date.parse('2026-11-24T10:00:00+08:00');
const night = (day: string): { start: string } => ({ start: `2026-12-${day}T00:00` });
const early = (day: string): { start: string } => ({ start: `2026-12-${day}T08:00` });
const answers = (person: string, session: object, state = 'held', post = 'answer'): object => ({
  programme: 'hotline',
  session,
  post,
  person,
  state,
});
const FILE = {
  schema: 'xinyue/organisation@1',
  organisation: { key: 'county', name: '某县妇联' },
  qualifications: [{ key: 'hotline', name: '热线接听' }],
  people: [
    { key: 'v01', name: '韦兰', roles: ['volunteer'], qualifications: [{ key: 'hotline' }], caps: { perMonth: 1 } },
    { key: 'v02', name: '陈静', roles: ['volunteer'], qualifications: [{ key: 'hotline', validUntil: '2026-12-10' }] },
    { key: 'v03', name: '莫芳', roles: ['volunteer'] },
    { key: 'f01', name: '覃家', roles: ['participant'] },
    { key: 'f02', name: '韦家', roles: ['participant'] },
  ],
  programmes: [
    {
      key: 'hotline',
      name: '天天询',
      recurrence: 'FREQ=DAILY',
      dayParts: [
        { key: 'early', name: '早班', start: '08:00', end: '14:00' },
        { key: 'night', name: '夜班', start: '00:00', end: '08:00', night: true },
      ],
      posts: [
        { key: 'answer', name: '接线员', qualification: 'hotline' },
        { key: 'backup', name: '备班' },
      ],
      rules: { minRestHours: 11 },
      measures: [{ key: 'calls', name: '来电' }],
    },
    {
      key: 'salon',
      name: '周周约',
      recurrence: 'FREQ=WEEKLY;BYDAY=SA',
      start: '15:00',
      end: '17:00',
      capacity: { households: 1, waitlist: 1 },
    },
  ],
};
const salon = (person: string, state = 'registered'): object => ({
  programme: 'salon',
  session: { start: '2026-12-05T15:00' },
  person,
  state,
});

describe.each(databasesUnderTest())('what an organisation file may not say on %s', (engine) => {
  let fresh: FreshDatabase;
  let module: TestingModule;

  beforeEach(async () => {
    fresh = await freshDatabase(engine);
    const configuration = readConfiguration({ LOG_LEVEL: 'silent', SECRET_KEY: 'k'.repeat(40) });
    const clock = new AppClock(new ManualClock(NOW));
    module = await Test.createTestingModule({
      imports: [PlatformModule.with({ configuration, database: fresh.database, clock }), ImportModule],
    }).compile();
    await module.init();
  });
  afterEach(async () => {
    await module.close();
    await fresh.close();
  });

  const imports = (more: object): ReturnType<ImportOrganisation['import']> =>
    module.get(ImportOrganisation, { strict: false }).import({ ...FILE, ...more }, NOW);
  const takes = async (more: object): Promise<Imported> => {
    const result = await imports(more);
    if (!result.ok) throw new Error(result.refusal.faults.join('\n'));
    return result.value;
  };
  const faults = async (more: object): Promise<readonly string[]> => {
    const result = await imports(more);
    return result.ok ? [] : result.refusal.faults;
  };
  const rows = async (table: string): Promise<number> =>
    Number((await fresh.database.read((tx) => tx.one<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`)))?.n);

  const cases: [string, object, string[]][] = [
    [
      'one person in two places',
      { assignments: [answers('v01', early('01')), answers('v01', early('01'), 'held', 'backup')] },
      ['/assignments/1: v01 also serves in hotline from 2026-12-01T08:00, which overlaps'],
    ],
    [
      'a seat for somebody without its qualification',
      { assignments: [answers('v03', early('01'))] },
      ['/assignments/0/person: v03 lacks the qualification hotline'],
    ],
    [
      'a seat beyond the end of a qualification',
      { assignments: [answers('v02', early('10')), answers('v02', early('11'))] },
      ['/assignments/1/person: hotline of v02 is valid until 2026-12-10 only'],
    ],
    [
      'a seat in a cancelled session',
      {
        sessions: [{ programme: 'hotline', start: '2026-12-01T08:00', cancelled: true }],
        assignments: [answers('v01', early('01'))],
      },
      ['/assignments/0: the session is cancelled'],
    ],
    [
      'another end than the session has',
      { assignments: [answers('v01', { start: '2026-12-01T08:00', end: '2026-12-01T15:00' })] },
      ['/assignments/0/session/end: the session ends at 2026-12-01T14:00'],
    ],
    [
      'two entries for one session',
      { sessions: [1, 2].map(() => ({ programme: 'salon', start: '2026-12-05T15:00', topic: '沟通' })) },
      ['/sessions/1/start: another entry speaks of the same session'],
    ],
    [
      'a session of unknown length',
      { sessions: [{ programme: 'salon', start: '2026-12-06T10:00' }] },
      ['/sessions/0/end: is needed, since the programme has no usual time that begins then'],
    ],
    [
      'more households than places',
      { registrations: [salon('f01'), salon('f02')] },
      ['/registrations/1: the session has only 1 places (households)'],
    ],
    [
      'a figure given twice',
      {
        tallies: [3, 4].map((value) => ({ programme: 'hotline', session: early('01'), measure: 'calls', value })),
      },
      ['/tallies/1: another entry gives the same figure'],
    ],
    [
      'names with control characters or half an emoji',
      {
        people: [
          { key: 'v01', name: '韦\u0000兰' },
          { key: 'v02', name: '陈\ud83d' },
        ],
      },
      [
        '/people/0/name: must not hold control characters or halves of characters',
        '/people/1/name: must not hold control characters or halves of characters',
      ],
    ],
    [
      'leave and availability without any length',
      {
        people: [
          { key: 'v01', name: '韦兰', leave: [{ from: '2026-12-01T08:00', to: '2026-12-01T08:00' }] },
          { key: 'v02', name: '陈静', leave: [{ from: '2026-12-02', to: '2026-12-01' }] },
        ],
      },
      ['/people/0/leave/0/to: must not lie before from', '/people/1/leave/0/to: must not lie before from'],
    ],
    [
      'a window that begins when the day is over',
      { people: [{ key: 'v01', name: '韦兰', availability: [{ weekday: 1, from: '24:00', to: '08:00' }] }] },
      ['/people/0/availability/0/from: must lie before 24:00; midnight is 00:00'],
    ],
    [
      'two day parts that begin at once',
      {
        programmes: [
          {
            key: 'talk',
            name: '讲座',
            dayParts: ['a', 'b'].map((key) => ({ key, name: key, start: '08:00', end: '09:00' })),
          },
        ],
      },
      ['/programmes/0/dayParts/1/start: another day part begins at 08:00'],
    ],
    [
      'an unknown organisation above',
      { organisation: { ...FILE.organisation, parent: 'city' } },
      ['/organisation/parent: no organisation has this key'],
    ],
    [
      'whom and what nobody knows',
      { assignments: [{ ...answers('v09', early('01')), post: 'tea' }] },
      ['/assignments/0/person: nobody has the key v09', '/assignments/0/post: the programme hotline has no post tea'],
    ],
  ];
  it.each(cases)('%s', async (_, more, expected) => {
    expect(await faults(more)).toEqual(expected);
    expect(await rows('organisations')).toBe(0);
  });

  it('what is over is taken as it was: somebody who was qualified then, and who did not come', async () => {
    await takes({
      assignments: [answers('v02', early('11'), 'done'), answers('v03', early('12'), 'no-show')],
    });
    expect(await rows('assignments')).toBe(2);
  });

  it('soft rules are warned of and broken all the same', async () => {
    const { warnings } = await takes({ assignments: [answers('v01', night('02')), answers('v01', early('02'))] });
    expect(warnings).toEqual([
      '/assignments/0: v01: rest',
      '/assignments/0: v01: cap',
      '/assignments/1: v01: rest',
      '/assignments/1: v01: cap',
    ]);
  });

  it('together with what is there already no seat, place or person is given twice', async () => {
    await takes({ assignments: [answers('v01', early('01'))], registrations: [salon('f01')] });
    expect(await faults({ assignments: [answers('v02', early('01'))] })).toEqual([
      '/assignments: together with those there are, answer at 2026-12-01T08:00 is overfull',
    ]);
    expect(await faults({ assignments: [answers('v01', early('01'), 'held', 'backup')] })).toEqual([
      expect.stringMatching(/^\/assignments: .*v01 would serve twice at 2026-12-01T08:00$/),
      expect.stringMatching(/^\/assignments: .*v01 would serve twice at 2026-12-01T08:00$/),
    ]);
    expect(await faults({ registrations: [salon('f02')] })).toEqual([
      '/registrations: together with those there are, the session at 2026-12-05T15:00 is overfull',
    ]);
    expect([await rows('assignments'), await rows('registrations')]).toEqual([1, 1]);
  });

  it('a session that ends at another time ends so on the wall and for whoever serves in it', async () => {
    await takes({ assignments: [answers('v01', early('01'))] });
    const session = { programme: 'hotline', start: '2026-12-01T08:00', end: '2026-12-01T15:00' };
    await takes({ sessions: [session] });
    const end = Date.parse('2026-12-01T15:00+08:00');
    const found = await fresh.database.read((tx) =>
      tx.all(
        `SELECT e.end_civil, e.end_ms, s.end_ms AS shift_end_ms, a.end_ms AS seat_end_ms FROM assignments a
           JOIN shifts s ON s.id = a.shift_id JOIN sessions e ON e.id = s.session_id`,
      ),
    );
    expect(found).toEqual([{ endCivil: '2026-12-01T15:00', endMs: end, shiftEndMs: end, seatEndMs: end }]);
  });

  it('a session that the file cancels ends for everybody on it, and nobody is reminded of it any more', async () => {
    await takes({ assignments: [answers('v01', early('01'))], registrations: [salon('f01')] });
    await takes({
      sessions: [
        { programme: 'hotline', start: '2026-12-01T08:00', cancelled: true, reason: '停电' },
        { programme: 'salon', start: '2026-12-05T15:00', cancelled: true },
      ],
    });
    const { seats, places, sessions, open } = await fresh.database.read(async (tx) => ({
      seats: await tx.all('SELECT a.state, s.taken FROM assignments a JOIN shifts s ON s.id = a.shift_id'),
      places: await tx.all('SELECT state FROM registrations'),
      sessions: await tx.all(
        "SELECT households_taken, reason FROM sessions WHERE state = 'cancelled' ORDER BY start_ms",
      ),
      open: await tx.all("SELECT id FROM outbox WHERE state = 'pending'"),
    }));
    expect(seats).toEqual([{ state: 'dropped', taken: 0 }]);
    expect(places).toEqual([{ state: 'cancelled' }]);
    expect(sessions).toEqual([
      { householdsTaken: 0, reason: '停电' },
      { householdsTaken: 0, reason: null },
    ]);
    expect(open).toEqual([]);
  });

  it('who came after all is noted as having come when the session began', async () => {
    await takes({ registrations: [salon('f01')] });
    await takes({ registrations: [salon('f01', 'attended')] });
    const found = await fresh.database.read((tx) => tx.all('SELECT state, attended_ms FROM registrations'));
    expect(found).toEqual([{ state: 'attended', attendedMs: Date.parse('2026-12-05T15:00+08:00') }]);
  });

  it('a held seat to come is reminded of like any other, a past one is not', async () => {
    await takes({ assignments: [answers('v01', early('01')), answers('v02', early('02'), 'confirmed')] });
    const owed = await fresh.database.read((tx) =>
      tx.all<{ kind: string; dueMs: number }>('SELECT kind, due_ms FROM outbox'),
    );
    expect(owed).toEqual([
      { kind: 'confirm-reminder', dueMs: Date.parse('2026-11-30T08:00:00+08:00') },
      { kind: 'confirm-again', dueMs: Date.parse('2026-11-30T20:00:00+08:00') },
    ]);
  });

  it('times with an offset mean the same instant, and come out in the zone of the organisation', async () => {
    const { orgId } = await takes({
      assignments: [answers('v01', { start: '2026-12-01T00:00:00Z' })],
      tallies: [{ programme: 'hotline', session: { start: '2026-12-01T09:00+09:00' }, measure: 'calls', value: 2 }],
    });
    const file = await module.get(ExportOrganisation, { strict: false }).export(orgId, NOW);
    const session = { start: '2026-12-01T08:00', end: '2026-12-01T14:00' };
    expect(file).toMatchObject({ assignments: [{ session }], tallies: [{ session, value: 2 }] });
  });

  it('an extra session of a recurring programme is still there after export and import', async () => {
    const extra = { programme: 'salon', start: '2026-12-06T10:00', end: '2026-12-06T11:00' };
    const { orgId } = await takes({ sessions: [extra] });
    expect(await module.get(ExportOrganisation, { strict: false }).export(orgId, NOW)).toMatchObject({
      sessions: expect.arrayContaining([extra]) as object[],
    });
  });

  it('an import that changed something is an audit entry, one that changed nothing is none', async () => {
    await takes({});
    await takes({});
    const entries = await fresh.database.read((tx) =>
      tx.all<{ act: string; channel: string }>('SELECT act, channel FROM audit_entries'),
    );
    expect(entries).toEqual([{ act: 'import.organisation', channel: 'import' }]);
  });

  it('an organisation below another one lies under it in the tree and stays there', async () => {
    const city = await takes({ organisation: { key: 'city', name: '某市妇联' } });
    const county = { organisation: { ...FILE.organisation, parent: 'city' } };
    const { orgId } = await takes(county);
    const row = await fresh.database.read((tx) => tx.one('SELECT path FROM organisations WHERE id = ?', [orgId]));
    expect(row).toEqual({ path: `/${city.orgId}/${orgId}/` });
    expect(await faults({ organisation: { key: 'city', name: '某市妇联', parent: 'county' } })).toEqual([
      '/organisation/parent: an organisation keeps its place in the tree',
    ]);
  });

  it('names with emoji, rare characters and quotes are kept as they are', async () => {
    const name = "𠮷田🌸 O'Hara";
    const { orgId } = await takes({ people: [...FILE.people, { key: 'v09', name }] });
    const file = await module.get(ExportOrganisation, { strict: false }).export(orgId, NOW);
    expect(file).toMatchObject({
      people: expect.arrayContaining([expect.objectContaining({ key: 'v09', name })]) as object,
    });
  });

  it('the zone of an organisation with sessions does not move', async () => {
    await takes({});
    expect(await faults({ organisation: { ...FILE.organisation, timeZone: 'Asia/Tokyo' } })).toEqual([
      '/organisation/timeZone: cannot change once there are sessions',
    ]);
  });

  it('five thousand people with their history come in, and come in again without a change', async () => {
    const people = Array.from({ length: 5000 }, (_, i) => ({
      key: `p${String(i)}`,
      name: `志愿者${String(i)}`,
      roles: ['volunteer'],
      phone: `+86138${String(i).padStart(8, '0')}`,
      qualifications: [{ key: 'hotline' }],
      availability: [{ weekday: 1 + (i % 7), from: '08:00', to: '24:00' }],
    }));
    const assignments = Array.from({ length: 365 }, (_, day) => {
      const date = new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
      return answers(`p${String(day)}`, { start: `${date}T08:00` }, 'done');
    });
    const { counts } = await takes({ people, assignments });
    expect(counts).toMatchObject({ people: { created: 5000 }, assignments: { created: 365 } });
    const again = await takes({ people, assignments });
    expect(again.counts).toMatchObject({ people: { unchanged: 5000 }, assignments: { unchanged: 365 } });
  }, 120_000);
});
