import { Test, type TestingModule } from '@nestjs/testing';
import type { Type } from '@nestjs/common';
import * as fc from 'fast-check';
import { readConfiguration } from '../../config/configuration';
import type { ActContext, OrgScope, Role } from '../../src/acts/domain/act-context';
import { ExportOrganisation } from '../../src/import/export-organisation.service';
import { ImportModule } from '../../src/import/import.module';
import { ImportOrganisation, type Imported } from '../../src/import/import-organisation.service';
import { AppClock } from '../../src/kernel/app-clock';
import { DAY, HOUR, ManualClock, MINUTE, type Instant } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { ErasePerson } from '../../src/organisations/erase-person.service';
import { PlatformModule } from '../../src/platform.module';
import { CheckIn } from '../../src/registrations/check-in.service';
import { RegisterForSession } from '../../src/registrations/register-for-session.service';
import { ClaimShift } from '../../src/rota/claim-shift.service';
import { DropShift } from '../../src/rota/drop-shift.service';
import { Duty } from '../../src/rota/duty.service';
import { MarkNoShow } from '../../src/rota/mark-no-show.service';
import { RotaClockwork } from '../../src/rota/rota-clockwork.service';
import { SessionActs } from '../../src/sessions/session-acts.service';
import { yearPeriod } from '../../src/statistics/domain/counts';
import { Statistics } from '../../src/statistics/statistics.service';
import { Tallies } from '../../src/statistics/tallies.service';
import { at, ZONE } from '../builders/salon';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

const NOW = at('2026-11-30T08:00');
const LATER = at('2027-01-05T09:00');
const VOLUNTEERS = ['v1', 'v2', 'v3'];
const FAMILIES = ['f1', 'f2', 'f3'];

const FILE = {
  schema: 'xinyue/organisation@1',
  organisation: { key: 'office', name: '某市妇联' },
  qualifications: [{ key: 'hotline', name: '热线接听' }],
  people: [
    ...VOLUNTEERS.map((key) => ({ key, name: `志愿者${key}`, qualifications: [{ key: 'hotline' }] })),
    { key: 'boss', name: '李统筹', roles: ['coordinator'] },
    ...FAMILIES.map((key) => ({ key, name: `家庭${key}`, roles: ['participant'] })),
  ],
  programmes: [
    {
      key: 'hotline',
      name: '天天询',
      recurrence: 'FREQ=DAILY',
      dayParts: [
        { key: 'day', name: '白班', start: '08:00', end: '20:00' },
        { key: 'night', name: '夜班', start: '20:00', end: '08:00', night: true },
      ],
      posts: [{ key: 'answer', name: '接线员', max: 2, qualification: 'hotline' }],
      rules: { minRestHours: 0, restAfterNightHours: 0, restAfterHighRiskHours: 0, claimOpensDays: null },
      measures: [{ key: 'calls', name: '来电', unit: '个' }],
    },
    {
      key: 'salon',
      name: '周周约',
      recurrence: 'FREQ=DAILY',
      start: '15:00',
      end: '17:00',
      capacity: { households: 2, waitlist: 1 },
      measures: [
        { key: 'households', name: '家庭', unit: '户' },
        { key: 'people', name: '参与', unit: '人次' },
      ],
    },
  ],
};

type Counted = Awaited<ReturnType<Statistics['counts']>>;

describe.each(databasesUnderTest())('a file is the whole truth about what happened, on %s', (engine) => {
  let fresh: FreshDatabase;
  let module: TestingModule;
  let made = 0;

  beforeAll(async () => {
    fresh = await freshDatabase(engine);
    const configuration = readConfiguration({ LOG_LEVEL: 'silent', SECRET_KEY: 'k'.repeat(40) });
    const clock = new AppClock(new ManualClock(NOW));
    module = await Test.createTestingModule({
      imports: [PlatformModule.with({ configuration, database: fresh.database, clock }), ImportModule],
    }).compile();
    await module.init();
  });
  afterAll(async () => {
    await module.close();
    await fresh.close();
  });

  const get = <T>(service: Type<T>): T => module.get(service, { strict: false });
  const rows = <T>(sql: string, params: readonly (string | number)[]): Promise<T[]> =>
    fresh.database.read((tx) => tx.all<T>(sql, params));
  const take = async (file: object, now: Instant): Promise<Imported> => {
    const result = await get(ImportOrganisation).import(file, now);
    if (!result.ok) throw new Error(result.refusal.faults.join('\n'));
    return result.value;
  };
  /** A new, empty organisation with these parts. */
  const office = (file: object = FILE, now = NOW): Promise<Imported> => {
    const key = `office-${String(++made)}`;
    return take({ ...file, organisation: { key, name: '某市妇联' } }, now);
  };

  class Office {
    private constructor(
      readonly scope: OrgScope,
      readonly people: ReadonlyMap<string, string>,
    ) {}

    static async of({ orgId }: Pick<Imported, 'orgId'>): Promise<Office> {
      const people = await rows<{ slug: string; id: string }>('SELECT slug, id FROM people WHERE org_id = ?', [orgId]);
      return new Office({ orgId, zone: ZONE }, new Map(people.map(({ slug, id }) => [slug, id])));
    }

    as(key: string, now: Instant): ActContext {
      const roles: Role[] = key === 'boss' ? ['coordinator'] : key.startsWith('v') ? ['volunteer'] : ['participant'];
      return {
        scope: this.scope,
        actorId: this.people.get(key) ?? '',
        roles,
        now,
        channel: 'test',
        idempotencyKey: newId(now),
      };
    }

    async session(programme: string, startMs: Instant): Promise<{ id: string; endMs: Instant }> {
      const [found] = await rows<{ id: string; endMs: Instant }>(
        `SELECT s.id, s.end_ms FROM sessions s JOIN programmes p ON p.id = s.programme_id
          WHERE s.org_id = ? AND p.slug = ? AND s.start_ms = ?`,
        [this.scope.orgId, programme, startMs],
      );
      if (!found) throw new Error(`no ${programme} at ${String(startMs)}`);
      return found;
    }

    async seat(person: string, sessionId: string): Promise<string> {
      const [found] = await rows<{ id: string }>(
        `SELECT a.id FROM assignments a JOIN shifts s ON s.id = a.shift_id
          WHERE s.session_id = ? AND a.person_id = ? AND a.ended_key = ''`,
        [sessionId, this.people.get(person) ?? ''],
      );
      return found?.id ?? 'none';
    }

    async shift(sessionId: string): Promise<string> {
      const [found] = await rows<{ id: string }>('SELECT id FROM shifts WHERE session_id = ?', [sessionId]);
      return found?.id ?? 'none';
    }

    export(now = LATER): Promise<Record<string, object[]>> {
      return get(ExportOrganisation).export(this.scope.orgId, now) as Promise<Record<string, object[]>>;
    }

    /** All that is counted, in all and for each person, without the ids that every database gives anew. */
    async counts(): Promise<object> {
      const all = await get(Statistics).counts(this.scope, yearPeriod(2026), LATER);
      const personal = await Promise.all(
        [...this.people.entries()]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(async ([key, id]) => [key, await get(Statistics).personal(this.scope, id, yearPeriod(2026), LATER)]),
      );
      return { ...withoutIds(all), personal };
    }
  }

  const lineOf = (one: object): string => JSON.stringify(Object.entries(one).filter(([key]) => !key.endsWith('Id')));
  const withoutIds = (all: Counted): object =>
    JSON.parse(
      JSON.stringify(all, (key, value: unknown) => {
        if (key === 'id' || key.endsWith('Id')) return undefined;
        return key === 'first' ? (value as object[]).map((one) => lineOf(one)).sort() : value;
      }),
    ) as object;

  /** One of the things that happen in an office; what the rules refuse does not happen. */
  const happen = async (of: Office, act: Act): Promise<unknown> => {
    const who = VOLUNTEERS[act.who] ?? '';
    const family = FAMILIES[act.who] ?? '';
    const day = at('2026-12-01T00:00') + act.day * DAY;
    const start = day + (act.night ? 20 : 8) * HOUR;
    const hotline = await of.session('hotline', start);
    const salon = await of.session('salon', day + 15 * HOUR);
    const seat = await of.seat(who, hotline.id);
    const boss = (now: Instant): ActContext => of.as('boss', now);
    const off = act.some * 13 * MINUTE;
    switch (act.what) {
      case 'claim':
        return get(ClaimShift).claim(of.as(who, NOW), { shiftId: await of.shift(hotline.id) });
      case 'drop':
        return get(DropShift).drop(of.as(who, NOW), { assignmentId: seat });
      case 'arrive':
        return get(Duty).arrive(of.as(who, start + off), { assignmentId: seat });
      case 'leave':
        return get(Duty).offDuty(of.as(who, hotline.endMs - off), { assignmentId: seat });
      case 'close':
        return get(RotaClockwork).run(hotline.endMs + HOUR);
      case 'served': {
        const now = hotline.endMs + act.some * HOUR;
        const reason = act.some > 3 ? '签字为证' : undefined;
        return get(MarkNoShow).served(boss(now), { assignmentId: seat, minutes: 60 * act.some, reason });
      }
      case 'missed':
        return get(MarkNoShow).noShow(boss(hotline.endMs), { assignmentId: seat });
      case 'report':
        return get(Tallies).report(of.as(act.some > 3 ? who : 'boss', hotline.endMs), {
          sessionId: hotline.id,
          values: { calls: act.some },
          kinds: act.some % 2 === 0 ? {} : { calls: act.night ? 'about' : 'at-least' },
        });
      case 'register':
        return get(RegisterForSession).register(of.as(family, NOW), {
          sessionId: salon.id,
          party: act.some + 1,
        });
      case 'come': {
        const came = { sessionId: salon.id, personId: of.people.get(family) ?? '', party: act.some + 1 };
        return get(CheckIn).walkIn(boss(day + 15 * HOUR), came);
      }
      case 'call-off':
        return get(SessionActs).cancel(boss(start - HOUR), hotline.id, '停电');
      case 'erase':
        return get(ErasePerson).erase(boss(LATER), of.people.get(who) ?? '');
    }
  };

  const acts = ['claim', 'claim', 'claim', 'drop', 'arrive', 'leave', 'close', 'served', 'missed', 'report', 'register', 'come', 'call-off', 'erase'] as const; // prettier-ignore
  interface Act {
    readonly what: (typeof acts)[number];
    readonly who: number;
    readonly day: number;
    readonly night: boolean;
    readonly some: number;
  }
  const act = fc.record<Act>({
    what: fc.constantFrom(...acts),
    who: fc.integer({ min: 0, max: 2 }),
    day: fc.integer({ min: 0, max: 2 }),
    night: fc.boolean(),
    some: fc.integer({ min: 0, max: 6 }),
  });

  it('after whatever happened, an export taken into an empty organisation counts the same to the minute', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 15, maxLength: 40 }), async (happened) => {
        const first = await Office.of(await office());
        for (const one of [...happened].sort((a, b) => acts.indexOf(a.what) - acts.indexOf(b.what)))
          await happen(first, one);
        const file = await first.export();
        const second = await Office.of(await office(file, LATER));
        expect(await second.counts()).toEqual(await Office.of(first.scope).then((now) => now.counts()));
        const again = await second.export();
        expect({ ...again, organisation: null }).toEqual({ ...file, organisation: null });
      }),
      { numRuns: engine === 'sqlite' ? 12 : 5 },
    );
  }, 300_000);

  it('keeps sessions in which nothing is known to have happened, and who was erased', async () => {
    const first = await Office.of(await office());
    const start = at('2026-12-01T08:00');
    const session = await first.session('hotline', start);
    await get(ClaimShift).claim(first.as('v1', NOW), { shiftId: await first.shift(session.id) });
    await get(Duty).arrive(first.as('v1', start + 40 * MINUTE), { assignmentId: await first.seat('v1', session.id) });
    await get(RotaClockwork).run(session.endMs + HOUR);
    await get(ErasePerson).erase(first.as('boss', LATER), first.people.get('v1') ?? '');
    const second = await Office.of(await office(await first.export(), LATER));
    expect(await second.counts()).toMatchObject({
      programmes: [{ sessions: 1, serviceMinutes: 680, minutesByOrigin: { clock: 680 } }, { sessions: 0 }],
    });
    expect(await second.counts()).toEqual(await (await Office.of(first.scope)).counts());
  });

  it('an older file takes back nothing that was said since, and says what it left alone', async () => {
    const first = await Office.of(await office());
    const start = at('2026-12-01T08:00');
    const session = await first.session('hotline', start);
    await get(ClaimShift).claim(first.as('v1', NOW), { shiftId: await first.shift(session.id) });
    await get(ClaimShift).claim(first.as('v2', NOW), { shiftId: await first.shift(session.id) });
    const called = await first.session('hotline', at('2026-12-02T08:00'));
    await get(SessionActs).describe(first.as('boss', NOW), called.id, { topic: '换设备' });
    const older = await first.export(NOW);
    const served = { assignmentId: await first.seat('v1', session.id), minutes: 300 };
    await get(MarkNoShow).served(first.as('boss', session.endMs + DAY), served);
    await get(DropShift).drop(first.as('v2', NOW), { assignmentId: await first.seat('v2', session.id) });
    await get(SessionActs).cancel(first.as('boss', NOW + HOUR), called.id, '停电');
    const before = await first.counts();

    const { kept } = await take(older, LATER);
    expect(kept).toEqual([
      expect.stringMatching(/^\/sessions\/\d: here it was called off later than the file, and stays so$/),
      '/assignments/0: here v1 is done, which was said later than the file and stays',
      '/assignments/1: here v2 is dropped, which was said later than the file and stays',
    ]);
    expect(await first.counts()).toEqual(before);
    await get(ErasePerson).erase(first.as('boss', LATER), first.people.get('v1') ?? '');
    await take(older, LATER);
    const names = await rows<{ name: string }>('SELECT name FROM people WHERE org_id = ?', [first.scope.orgId]);
    expect(names.map(({ name }) => name)).not.toContain('志愿者v1');
    expect(names).toHaveLength(FILE.people.length);
  });

  it('takes a post in that the programme has no longer, and people beyond what it holds now', async () => {
    const file = {
      ...FILE,
      sessions: [
        {
          programme: 'hotline',
          start: '2026-12-01T08:00',
          posts: [{ key: 'old', max: 2 }],
          capacity: { households: 9 },
        },
      ],
      assignments: VOLUNTEERS.slice(0, 2).map((person) => ({
        ...{ programme: 'hotline', session: { start: '2026-12-01T08:00' }, post: 'old', person, state: 'done' },
        ...{ arrived: '2026-12-01T08:05', left: '2026-12-01T19:00', minutes: 660, origin: 'signed' },
      })),
      registrations: FAMILIES.map((person) => ({
        ...{ programme: 'salon', session: { start: '2026-12-01T15:00' }, person, party: 2, state: 'attended' },
      })),
    };
    const first = await Office.of(await office(file, LATER));
    const text = await first.export();
    expect(text).toMatchObject({ assignments: file.assignments });
    expect(await first.counts()).toMatchObject({
      programmes: [{ minutesByOrigin: { signed: 1320 } }, { attended: { households: 3, people: 6 } }],
    });
    expect(await (await Office.of(await office(text, LATER))).counts()).toEqual(await first.counts());
  });
});
