import type { Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { readConfiguration } from '../../config/configuration';
import type { Database, SqlValue } from '../../src/database/database';
import { addDays, civilAt, dateOf, instantOf, minutesOfClock, type CivilDateTime } from '../../src/kernel/civil-time';
import { ManualClock, type Instant } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import type { Result } from '../../src/kernel/result';
import { AppClock } from '../../src/kernel/app-clock';
import type { ActContext, OrgScope, Role } from '../../src/acts/domain/act-context';
import { PlatformModule } from '../../src/platform.module';
import {
  DEFAULT_REMINDERS,
  DEFAULT_RULES,
  timesOf,
  type DayPart,
  type Post,
  type ProgrammeSpecification,
  type RotaRules,
} from '../../src/programmes/domain/specification';
import { DraftsModule } from '../../src/drafts/drafts.module';
import { SessionsModule } from '../../src/sessions/sessions.module';
import { SessionActs } from '../../src/sessions/session-acts.service';
import { AssignShift } from '../../src/rota/assign-shift.service';
import { ClaimShift } from '../../src/rota/claim-shift.service';
import type { RotaRefusal } from '../../src/rota/domain/refusal';
import { RotaModule } from '../../src/rota/rota.module';
import type { SeatTaken } from '../../src/rota/take-seat.service';
import { WatchingModule } from '../../src/watching/watching.module';
import type { AvailabilityWindow, Caps } from '../../src/volunteers/domain/volunteer';
import { insertInto } from '../harness/insert-into';

export const ZONE = 'Asia/Shanghai';
export const at = (civil: CivilDateTime): Instant => instantOf(civil, ZONE);
/** When nothing else is said, people act on this morning. */
export const MORNING: CivilDateTime = '2026-12-01T09:00';

export interface VolunteerOptions {
  /** Keys of qualifications, or key → last valid day. By default she answers the hotline. */
  readonly qualifications?: readonly string[] | Readonly<Record<string, string | null>>;
  readonly trainee?: boolean;
  readonly caps?: Caps;
  readonly availability?: readonly AvailabilityWindow[];
  readonly leave?: readonly (readonly [CivilDateTime, CivilDateTime])[];
  readonly active?: boolean;
  readonly roles?: readonly Role[];
}

interface PersonOfTown extends VolunteerOptions {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

interface ProgrammeOfTown {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly specification: ProgrammeSpecification;
  readonly sessions: readonly { dayPart: string; start: CivilDateTime; end: CivilDateTime; night: boolean }[];
}

export const HOTLINE_PARTS: readonly DayPart[] = [
  { key: 'night', name: '夜班', start: '00:00', end: '08:00', night: true },
  { key: 'early', name: '早班', start: '08:00', end: '14:00', night: false },
  { key: 'late', name: '午班', start: '14:00', end: '20:00', night: false },
  { key: 'evening', name: '晚班', start: '20:00', end: '24:00', night: false },
];

export const HOTLINE_POSTS: readonly Post[] = [
  { key: 'answer', name: '接线员', min: 1, max: 1, qualification: 'hotline', trainee: 'not-alone' },
  { key: 'backup', name: '备班', min: 1, max: 1, qualification: 'hotline', trainee: 'allowed' },
];

/** Rules that let everything pass, so that a test about one rule meets only that one. */
const EASY_RULES: RotaRules = { ...DEFAULT_RULES, dropCutoffHours: 48 };

/** Begins a town: `await aTown(database).withVolunteers('陈静', '韦兰').withHotline({ from: '2026-12-08', days: 2 }).open()`. */
export function aTown(database: Database): TownBuilder {
  return new TownBuilder(database);
}

export class TownBuilder {
  private readonly people: PersonOfTown[] = [];
  private readonly programmes: ProgrammeOfTown[] = [];

  constructor(private readonly database: Database) {}

  withVolunteers(...names: readonly string[]): this {
    for (const name of names) this.withVolunteer(name);
    return this;
  }

  withVolunteer(name: string, options: VolunteerOptions = {}): this {
    this.people.push({ qualifications: ['hotline'], roles: ['volunteer'], ...options, id: newId(0), name });
    return this;
  }

  withCoordinator(name: string): this {
    return this.withVolunteer(name, { roles: ['coordinator'], qualifications: [] });
  }

  /** The hotline of the sample: four day parts, a responder and a backup. */
  withHotline(options: {
    from: string;
    days: number;
    rules?: Partial<RotaRules>;
    posts?: readonly Post[];
    key?: string;
  }): this {
    const dates = Array.from({ length: options.days }, (_, day) => addDays(options.from, day));
    const sessions = dates.flatMap((date) =>
      HOTLINE_PARTS.map((part) => ({ dayPart: part.key, night: part.night, ...timesOf(part, date) })),
    );
    const specification = {
      recurrence: 'FREQ=DAILY',
      dayParts: HOTLINE_PARTS,
      posts: options.posts ?? HOTLINE_POSTS,
      rules: { ...EASY_RULES, ...options.rules },
    };
    return this.withProgramme(options.key ?? 'tiantianxun', '天天询', specification, sessions);
  }

  /** A programme with explicit sessions; `starts` are two hours long. */
  withSalon(...starts: readonly CivilDateTime[]): this {
    const sessions = starts.map((start) => {
      const end = civilAt(dateOf(start), minutesOfClock(start.slice(11)) + 120);
      return { dayPart: '', start, end, night: false };
    });
    const posts: Post[] = [
      { key: 'lead', name: '带领者', min: 1, max: 1, qualification: 'facilitation', trainee: 'allowed' },
      { key: 'assist', name: '助理', min: 1, max: 2, qualification: null, trainee: 'allowed' },
    ];
    return this.withProgramme('zhouzhouyue', '周周约', { posts, place: '三楼沙龙室' }, sessions);
  }

  withProgramme(
    key: string,
    name: string,
    more: Partial<ProgrammeSpecification>,
    sessions: ProgrammeOfTown['sessions'],
  ): this {
    const specification: ProgrammeSpecification = {
      recurrence: null,
      since: null,
      dayParts: [],
      place: null,
      capacity: null,
      posts: [],
      rules: EASY_RULES,
      reminders: DEFAULT_REMINDERS,
      handover: null,
      measures: [{ key: 'highRisk', name: '高危来电', unit: '个', estimated: false }],
      ...more,
    };
    this.programmes.push({ id: newId(0), key, name, specification, sessions });
    return this;
  }

  /** `neighbour`: a town whose running services this one shares, which saves starting them again. */
  async open(neighbour?: Town): Promise<Town> {
    const orgId = newId(0);
    await this.database.write(async (tx) => {
      const put = (table: string, rows: readonly Record<string, SqlValue>[]): Promise<void> =>
        rows.length === 0 ? Promise.resolve() : insertInto(tx, table, rows);
      await put('organisations', [organisationRow(orgId)]);
      await put(
        'people',
        this.people.map((person, i) => personRow(person, orgId, i)),
      );
      await put(
        'grants',
        this.people.flatMap((person) => grantRows(person, orgId)),
      );
      await put(
        'person_qualifications',
        this.people.flatMap((person) => qualificationRows(person, orgId)),
      );
      await put(
        'availability',
        this.people.flatMap((person) => availabilityRows(person, orgId)),
      );
      await put(
        'leaves',
        this.people.flatMap((person) => leaveRows(person, orgId)),
      );
      for (const [order, programme] of this.programmes.entries()) {
        const { sessions, shifts } = sessionRows(programme, orgId);
        await put('programmes', [programmeRow(programme, orgId, order)]);
        await put('sessions', sessions);
        await put('shifts', shifts);
      }
    });
    const scope = { orgId, zone: ZONE };
    return neighbour?.besides(scope, this.people) ?? Town.on(this.database, scope, this.people);
  }
}

/** An organisation on a real database with the rota's services around it. People are called by name. */
export class Town {
  private readonly ids: ReadonlyMap<string, PersonOfTown>;

  private constructor(
    readonly database: Database,
    private readonly module: TestingModule,
    readonly scope: OrgScope,
    people: readonly PersonOfTown[],
  ) {
    this.ids = new Map(people.map((person) => [person.name, person]));
  }

  static async on(database: Database, scope: OrgScope, people: readonly PersonOfTown[]): Promise<Town> {
    const configuration = readConfiguration({ LOG_LEVEL: 'silent', SECRET_KEY: 'k'.repeat(40) });
    const clock = new AppClock(new ManualClock(at(MORNING)));
    const platform = PlatformModule.with({ configuration, database, clock });
    const module = await Test.createTestingModule({
      imports: [platform, RotaModule, DraftsModule, SessionsModule, WatchingModule],
    }).compile();
    await module.init();
    return new Town(database, module, scope, people);
  }

  /** Another organisation served by the same running services; close only one of the two. */
  besides(scope: OrgScope, people: readonly PersonOfTown[]): Town {
    return new Town(this.database, this.module, scope, people);
  }

  async close(): Promise<void> {
    await this.module.close();
  }

  /** The same organisation with nothing left in memory, as after a power cut. */
  async restarted(): Promise<Town> {
    await this.module.close();
    return Town.on(this.database, this.scope, [...this.ids.values()]);
  }

  /** Cancels the session that the shift belongs to. */
  async cancelSessionOf(shiftId: string, context: ActContext): Promise<void> {
    const row = await this.database.read((tx) =>
      tx.one<{ sessionId: string }>('SELECT session_id FROM shifts WHERE id = ?', [shiftId]),
    );
    valueOf(await this.get(SessionActs).cancel(context, row?.sessionId ?? '', '场地检修'));
  }

  get<T>(service: Type<T>): T {
    return this.module.get(service, { strict: false });
  }

  id(name: string): string {
    return this.person(name).id;
  }

  /** `name` acting through a chat, at `when`. */
  as(name: string, when: CivilDateTime = MORNING, idempotencyKey?: string): ActContext {
    const { id, roles } = this.person(name);
    return { scope: this.scope, actorId: id, roles, now: at(when), channel: 'test', idempotencyKey };
  }

  /** The id of the shift of a post in the session that begins at `start`. */
  async shift(start: CivilDateTime, post = 'answer', programme = 'tiantianxun'): Promise<string> {
    const row = await this.database.read((tx) =>
      tx.one<{ id: string }>(
        `SELECT s.id FROM shifts s JOIN programmes p ON p.id = s.programme_id
         WHERE s.org_id = ? AND p.slug = ? AND s.post_key = ? AND s.start_ms = ?`,
        [this.scope.orgId, programme, post, at(start)],
      ),
    );
    if (!row) throw new Error(`no shift ${programme} ${post} at ${start}`);
    return row.id;
  }

  claims(name: string, shiftId: string, when?: CivilDateTime): Promise<Result<SeatTaken, RotaRefusal>> {
    return this.get(ClaimShift).claim(this.as(name, when), { shiftId });
  }

  /** Puts somebody on a shift for certain and answers the assignment's id. */
  async has(name: string, start: CivilDateTime, post = 'answer', when?: CivilDateTime): Promise<string> {
    const wish = {
      shiftId: await this.shift(start, post),
      personId: this.id(name),
      override: { reason: 'a test begins' },
    };
    const context = { ...this.as(name, when), roles: ['coordinator' as const] };
    const result = await this.get(AssignShift).assign(context, wish);
    if (!result.ok) throw new Error(`${name} cannot have ${start}: ${JSON.stringify(result.refusal)}`);
    return result.value.assignmentId;
  }

  /** Who has the shift, and how: `陈静 held`. */
  async on(shiftId: string): Promise<string[]> {
    const rows = await this.database.read((tx) =>
      tx.all<{ name: string; state: string }>(
        `SELECT p.name, a.state FROM assignments a JOIN people p ON p.id = a.person_id
         WHERE a.shift_id = ? AND a.ended_key = '' ORDER BY a.created_ms, p.slug`,
        [shiftId],
      ),
    );
    return rows.map((row) => `${row.name} ${row.state}`);
  }

  /** What is still owed to somebody, by kind. */
  async owed(name: string): Promise<string[]> {
    const rows = await this.database.read((tx) =>
      tx.all<{ kind: string }>("SELECT kind FROM outbox WHERE person_id = ? AND state = 'pending' ORDER BY id", [
        this.id(name),
      ]),
    );
    return rows.map((row) => row.kind).sort();
  }

  /** Shifts whose counter does not say how many people they have; always empty. */
  async miscounted(): Promise<string[]> {
    const rows = await this.database.read((tx) =>
      tx.all<{ id: string }>(
        `SELECT s.id FROM shifts s WHERE s.org_id = ? AND s.taken <>
           (SELECT COUNT(*) FROM assignments a WHERE a.shift_id = s.id AND a.ended_key = '')`,
        [this.scope.orgId],
      ),
    );
    return rows.map((row) => row.id);
  }

  private person(name: string): PersonOfTown {
    const person = this.ids.get(name);
    if (!person) throw new Error(`nobody called ${name}`);
    return person;
  }
}

/** The value of an act that must have been done. */
export function valueOf<T>(result: Result<T, object>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** Which rule refused; `done` when none did. */
export function ruleOf(result: Result<unknown, { rule: string }>): string {
  return result.ok ? 'done' : result.refusal.rule;
}

function organisationRow(id: string): Record<string, SqlValue> {
  return {
    id,
    parent_id: null,
    path: `/${id}/`,
    slug: id.toLowerCase(),
    name: '示例市妇联',
    time_zone: ZONE,
    region_code: null,
    sample: 0,
    settings: '{}',
    created_ms: 0,
  };
}

function personRow(person: PersonOfTown, orgId: string, order: number): Record<string, SqlValue> {
  return {
    id: person.id,
    org_id: orgId,
    slug: `p${String(order).padStart(4, '0')}`,
    name: person.name,
    email: null,
    phone_cipher: null,
    phone_index: null,
    joined: null,
    trainee: person.trainee ? 1 : 0,
    caps: JSON.stringify(person.caps ?? {}),
    preferences: '{}',
    active: person.active === false ? 0 : 1,
    created_ms: 0,
  };
}

const grantRows = (person: PersonOfTown, orgId: string): Record<string, SqlValue>[] =>
  person.roles.map((role) => ({ id: newId(0), org_id: orgId, person_id: person.id, role, created_ms: 0 }));

function qualificationRows(person: PersonOfTown, orgId: string): Record<string, SqlValue>[] {
  const held = person.qualifications ?? [];
  const pairs = Array.isArray(held)
    ? (held as readonly string[]).map((key): [string, string | null] => [key, null])
    : Object.entries(held as Record<string, string | null>);
  return pairs.map(([key, validUntil]) => ({
    id: newId(0),
    org_id: orgId,
    person_id: person.id,
    qualification_key: key,
    valid_until: validUntil,
  }));
}

const availabilityRows = (person: PersonOfTown, orgId: string): Record<string, SqlValue>[] =>
  (person.availability ?? []).map(({ weekday, fromMinute, toMinute }) => ({
    id: newId(0),
    org_id: orgId,
    person_id: person.id,
    weekday,
    from_minute: fromMinute,
    to_minute: toMinute,
  }));

const leaveRows = (person: PersonOfTown, orgId: string): Record<string, SqlValue>[] =>
  (person.leave ?? []).map(([from, to]) => ({
    id: newId(0),
    org_id: orgId,
    person_id: person.id,
    from_civil: from,
    to_civil: to,
    from_ms: at(from),
    to_ms: at(to),
    created_ms: 0,
    cancelled_ms: null,
  }));

function programmeRow(programme: ProgrammeOfTown, orgId: string, order: number): Record<string, SqlValue> {
  return {
    id: programme.id,
    org_id: orgId,
    slug: programme.key,
    name: programme.name,
    sort_order: order,
    specification: JSON.stringify(programme.specification),
    planned_until: null,
    created_ms: 0,
  };
}

type Rows = Record<string, SqlValue>[];

function sessionRows(programme: ProgrammeOfTown, orgId: string): { sessions: Rows; shifts: Rows } {
  const sessions = programme.sessions.map((session) => ({ id: newId(0), ...session }));
  return {
    sessions: sessions.map((session) => ({
      id: session.id,
      org_id: orgId,
      programme_id: programme.id,
      day_part: session.dayPart,
      start_ms: at(session.start),
      end_ms: at(session.end),
      start_civil: session.start,
      end_civil: session.end,
      topic: null,
      place: null,
      state: 'planned',
      reason: null,
      households_max: null,
      waitlist_max: 0,
      households_taken: 0,
      waiting: 0,
      check_in_code: null,
      revision: 0,
      created_ms: 0,
      changed_ms: 0,
    })),
    shifts: sessions.flatMap((session) =>
      programme.specification.posts.map((post, order) => ({
        id: newId(0),
        org_id: orgId,
        session_id: session.id,
        programme_id: programme.id,
        post_key: post.key,
        post_order: order,
        start_ms: at(session.start),
        end_ms: at(session.end),
        night: session.night ? 1 : 0,
        seats_min: post.min,
        seats_max: post.max,
        taken: 0,
        state: 'open',
      })),
    ),
  };
}
