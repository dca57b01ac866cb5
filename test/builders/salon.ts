import type { Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import type { Configuration } from '../../config/configuration';
import { readConfiguration } from '../../config/configuration';
import { CalendarModule } from '../../src/calendar/calendar.module';
import type { Database } from '../../src/database/database';
import { instantOf, type CivilDateTime } from '../../src/kernel/civil-time';
import { ManualClock, type Instant } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { AppClock } from '../../src/kernel/app-clock';
import type { ActContext, OrgScope, Role } from '../../src/acts/domain/act-context';
import { PlatformModule } from '../../src/platform.module';
import {
  DEFAULT_REMINDERS,
  DEFAULT_RULES,
  type Measure,
  type ProgrammeSpecification,
} from '../../src/programmes/domain/specification';
import { SessionsModule } from '../../src/sessions/sessions.module';
import { RegistrationsModule } from '../../src/registrations/registrations.module';
import { StatisticsModule } from '../../src/statistics/statistics.module';
import { insertInto } from '../harness/insert-into';

export const ZONE = 'Asia/Shanghai';
export const at = (civil: CivilDateTime): Instant => instantOf(civil, ZONE);

const SALON: ProgrammeSpecification = {
  recurrence: null,
  since: null,
  dayParts: [{ key: '', name: '', start: '15:00', end: '17:00', night: false }],
  place: '三楼沙龙室',
  capacity: { households: 12, waitlist: 6 },
  posts: [{ key: 'lead', name: '带领者', min: 1, max: 3, qualification: null, trainee: 'allowed' }],
  rules: DEFAULT_RULES,
  reminders: DEFAULT_REMINDERS,
  handover: null,
  measures: [
    { key: 'households', name: '家庭', unit: '户', estimated: false },
    { key: 'people', name: '参与', unit: '人次', estimated: false },
  ],
};

export const HOTLINE: Partial<ProgrammeSpecification> = {
  recurrence: 'FREQ=DAILY',
  dayParts: [
    { key: 'day', name: '白班', start: '08:00', end: '20:00', night: false },
    { key: 'night', name: '夜班', start: '20:00', end: '08:00', night: true },
  ],
  place: null,
  capacity: null,
  posts: [{ key: 'answer', name: '接线员', min: 1, max: 3, qualification: null, trainee: 'allowed' }],
  measures: [
    { key: 'calls', name: '来电', unit: '个', estimated: false },
    { key: 'highRisk', name: '高危来电', unit: '个', estimated: false },
  ],
};

export const measure = (key: string, name: string, unit: string, more: Partial<Measure> = {}): Measure => ({
  key,
  name,
  unit,
  estimated: false,
  ...more,
});

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly orgId: string;
  readonly roles: readonly Role[];
}

interface ProgrammeOfHouse {
  readonly id: string;
  readonly orgId: string;
  readonly specification: ProgrammeSpecification;
}

interface SessionOfHouse {
  readonly id: string;
  readonly shiftId: string;
}

interface SessionOptions {
  readonly end?: CivilDateTime;
  readonly households?: number | null;
  readonly waitlist?: number;
  readonly topic?: string;
  readonly night?: boolean;
  readonly cancelled?: boolean;
}

/** An organisation on a real database, with the services of participants, counts and calendars around it. */
export class House {
  private counter = 0;

  private constructor(
    readonly database: Database,
    private readonly module: TestingModule,
    readonly scope: OrgScope,
    private readonly path: string,
  ) {}

  static async on(database: Database): Promise<House> {
    const configuration: Configuration = readConfiguration({ LOG_LEVEL: 'silent', SECRET_KEY: 'k'.repeat(40) });
    const clock = new AppClock(new ManualClock(at('2026-12-01T09:00')));
    const module = await Test.createTestingModule({
      imports: [
        PlatformModule.with({ configuration, database, clock }),
        RegistrationsModule,
        SessionsModule,
        StatisticsModule,
        CalendarModule,
      ],
    }).compile();
    await module.init();
    const org = await insertOrganisation(database, '市妇联', '/');
    return new House(database, module, { orgId: org.id, zone: ZONE }, org.path);
  }

  get<T>(service: Type<T>): T {
    return this.module.get(service, { strict: false });
  }

  /** The same house seen from an organisation below this one. */
  async branch(name: string): Promise<House> {
    const org = await insertOrganisation(this.database, name, this.path, this.scope.orgId);
    return new House(this.database, this.module, { orgId: org.id, zone: ZONE }, org.path);
  }

  async close(): Promise<void> {
    await this.module.close();
  }

  async person(name: string, ...roles: Role[]): Promise<Person> {
    const [person] = await this.people([name], ...roles);
    if (!person) throw new Error('no person');
    return person;
  }

  async people(names: readonly string[], ...roles: Role[]): Promise<Person[]> {
    const people = names.map((name) => ({ id: newId(at('2026-01-01T00:00')), name, orgId: this.scope.orgId, roles }));
    await this.database.write((tx) =>
      insertInto(
        tx,
        'people',
        people.map((person) => ({
          id: person.id,
          org_id: person.orgId,
          slug: `p${String(this.counter++)}`,
          name: person.name,
          email: null,
          phone_cipher: null,
          phone_index: null,
          joined: null,
          trainee: 0,
          caps: '{}',
          preferences: '{}',
          active: 1,
          created_ms: 0,
        })),
      ),
    );
    return people;
  }

  /** The role in the organisation's own books, for what looks it up there. */
  async grant(person: Person, role: Role): Promise<void> {
    await this.database.write((tx) =>
      insertInto(tx, 'grants', { id: newId(0), org_id: this.scope.orgId, person_id: person.id, role, created_ms: 0 }),
    );
  }

  async programme(key: string, name: string, more: Partial<ProgrammeSpecification> = {}): Promise<ProgrammeOfHouse> {
    const specification = { ...SALON, ...more };
    const id = newId(0);
    await this.database.write((tx) =>
      insertInto(tx, 'programmes', {
        id,
        org_id: this.scope.orgId,
        slug: key,
        name,
        sort_order: this.counter++,
        specification: JSON.stringify(specification),
        planned_until: null,
        created_ms: 0,
      }),
    );
    return { id, orgId: this.scope.orgId, specification };
  }

  /** A session with one shift on the programme's first post; two hours long unless said otherwise. */
  async session(
    programme: ProgrammeOfHouse,
    start: CivilDateTime,
    options: SessionOptions = {},
  ): Promise<SessionOfHouse> {
    const id = newId(0);
    const shiftId = newId(0);
    const startMs = at(start);
    const endMs = options.end ? at(options.end) : startMs + 2 * 3_600_000;
    const { capacity, posts } = programme.specification;
    const households = options.households === undefined ? (capacity?.households ?? null) : options.households;
    await this.database.write(async (tx) => {
      await insertInto(tx, 'sessions', {
        id,
        org_id: programme.orgId,
        programme_id: programme.id,
        day_part: '',
        start_ms: startMs,
        end_ms: endMs,
        start_civil: start,
        end_civil: options.end ?? start,
        topic: options.topic ?? null,
        place: null,
        state: options.cancelled ? 'cancelled' : 'planned',
        reason: null,
        households_max: households,
        waitlist_max: options.waitlist ?? capacity?.waitlist ?? 0,
        households_taken: 0,
        waiting: 0,
        check_in_code: null,
        revision: 0,
        created_ms: 0,
        changed_ms: 0,
      });
      await insertInto(tx, 'shifts', {
        id: shiftId,
        org_id: programme.orgId,
        session_id: id,
        programme_id: programme.id,
        post_key: posts[0]?.key ?? 'post',
        post_order: 0,
        start_ms: startMs,
        end_ms: endMs,
        night: options.night ? 1 : 0,
        seats_min: 1,
        seats_max: 50,
        taken: 0,
        state: 'open',
      });
    });
    return { id, shiftId };
  }

  /** A row as the rota would have left it. Returns its id. */
  async duty(
    session: SessionOfHouse,
    person: Person,
    state: string,
    more: { readonly minutes?: number } = {},
  ): Promise<string> {
    const id = newId(0);
    await this.database.write(async (tx) => {
      const shift = await tx.one<{ startMs: number; endMs: number; night: number }>(
        'SELECT start_ms, end_ms, night FROM shifts WHERE id = ?',
        [session.shiftId],
      );
      if (!shift) throw new Error('no shift');
      await insertInto(tx, 'assignments', {
        id,
        org_id: person.orgId,
        shift_id: session.shiftId,
        person_id: person.id,
        state,
        ended_key: state === 'dropped' ? id : '',
        start_ms: shift.startMs,
        end_ms: shift.endMs,
        night: shift.night,
        source: 'claim',
        uid: `${id.toLowerCase()}@xinyue`,
        sequence: 0,
        created_ms: 0,
        changed_ms: 0,
        confirmed_ms: null,
        arrived_ms: null,
        left_ms: null,
        service_minutes: more.minutes ?? null,
        replaced_by: null,
        note: null,
      });
    });
    return id;
  }

  /** The person acting at a moment; `key` makes the request repeatable. */
  as(person: Person, civil: CivilDateTime, key?: string): ActContext {
    return {
      scope: this.scope,
      actorId: person.id,
      roles: person.roles,
      now: at(civil),
      channel: 'test',
      idempotencyKey: key,
    };
  }

  async all<T>(sql: string, params: readonly (string | number)[] = []): Promise<T[]> {
    return this.database.read((tx) => tx.all<T>(sql, params));
  }

  /** The counters of a session beside what its registrations really are. */
  async seats(session: SessionOfHouse): Promise<{ taken: number; waiting: number; states: Record<string, number> }> {
    const [row] = await this.all<{ taken: number; waiting: number }>(
      'SELECT households_taken AS taken, waiting FROM sessions WHERE id = ?',
      [session.id],
    );
    const states = await this.all<{ state: string; n: number }>(
      'SELECT state, COUNT(*) AS n FROM registrations WHERE session_id = ? GROUP BY state',
      [session.id],
    );
    return {
      taken: row?.taken ?? -1,
      waiting: row?.waiting ?? -1,
      states: Object.fromEntries(states.map(({ state, n }) => [state, n])),
    };
  }

  /** Unsent messages to a person, by kind and due time. */
  async owed(person: Person): Promise<{ kind: string; dueMs: number; state: string }[]> {
    return this.all('SELECT kind, due_ms, state FROM outbox WHERE person_id = ? ORDER BY due_ms, kind', [person.id]);
  }
}

async function insertOrganisation(
  database: Database,
  name: string,
  above: string,
  parentId: string | null = null,
): Promise<{ id: string; path: string }> {
  const id = newId(0);
  const path = `${above}${id}/`;
  await database.write((tx) =>
    insertInto(tx, 'organisations', {
      id,
      parent_id: parentId,
      path,
      slug: id.toLowerCase(),
      name,
      time_zone: ZONE,
      region_code: null,
      sample: 0,
      settings: '{}',
      created_ms: 0,
    }),
  );
  return { id, path };
}
