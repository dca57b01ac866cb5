import { addDays, civilOf, instantOf, isCivilDateTime, type ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { ProgrammeSpecification } from '../../programmes/domain/specification';
import { occurrences } from '../../programmes/recurrence';
import { specificationOf } from '../../programmes/specification.schema';
import type { OrganisationFile } from './organisation-file.schema';

/** A session that the file needs, in instants. */
export interface NeededSession {
  readonly programme: string;
  readonly startMs: Instant;
  readonly endMs: Instant;
  readonly dayPart: string;
}

export interface CrossChecked {
  readonly faults: readonly string[];
  readonly specifications: ReadonlyMap<string, ProgrammeSpecification>;
  /** By `programme start`. */
  readonly sessions: ReadonlyMap<string, NeededSession>;
}

const LIVING = ['held', 'confirmed', 'on-duty', 'done', 'offered'];

/** The instant of a time of the file; without an offset it is in the organisation's zone. */
export function instantIn(text: string, zone: ZoneName): Instant {
  return isCivilDateTime(text) ? instantOf(text, zone) : Date.parse(text);
}

export const sessionKey = (programme: string, startMs: Instant): string => `${programme} ${String(startMs)}`;

/** Looks at what each part of the file says about another: unknown keys, sessions that nothing makes, seats given twice. */
export function crossCheck(file: OrganisationFile): CrossChecked {
  const check = new CrossCheck(file);
  check.keys();
  check.people();
  check.posts();
  check.explicitSessions();
  check.assignments();
  check.registrations();
  check.tallies();
  return check;
}

class CrossCheck implements CrossChecked {
  readonly faults: string[] = [];
  readonly specifications: Map<string, ProgrammeSpecification>;
  readonly sessions = new Map<string, NeededSession>();
  private readonly zone: ZoneName;
  private readonly qualifications: Set<string>;
  private readonly persons: Set<string>;

  constructor(private readonly file: OrganisationFile) {
    this.zone = file.organisation.timeZone;
    this.specifications = new Map(file.programmes.map((programme) => [programme.key, specificationOf(programme)]));
    this.qualifications = new Set(file.qualifications.map((q) => q.key));
    this.persons = new Set(file.people.map((p) => p.key));
  }

  keys(): void {
    for (const list of ['qualifications', 'people', 'programmes'] as const) {
      const seen = new Map<string, number>();
      this.file[list].forEach((entry, index) => {
        const first = seen.get(entry.key);
        if (first !== undefined)
          this.say(`/${list}/${String(index)}/key`, `${entry.key} is also /${list}/${String(first)}`);
        else seen.set(entry.key, index);
      });
    }
  }

  people(): void {
    this.file.people.forEach((person, i) => {
      person.qualifications.forEach((held, j) => {
        if (!this.qualifications.has(held.key)) {
          this.say(`/people/${String(i)}/qualifications/${String(j)}/key`, `no qualification has the key ${held.key}`);
        }
      });
      person.leave.forEach((leave, j) => {
        if (leave.to < leave.from) this.say(`/people/${String(i)}/leave/${String(j)}/to`, 'must not lie before from');
      });
    });
  }

  posts(): void {
    this.file.programmes.forEach((programme, i) => {
      programme.posts.forEach((post, j) => {
        if (post.qualification && !this.qualifications.has(post.qualification)) {
          this.say(
            `/programmes/${String(i)}/posts/${String(j)}/qualification`,
            `no qualification has the key ${post.qualification}`,
          );
        }
      });
    });
  }

  explicitSessions(): void {
    this.file.sessions.forEach((session, i) => {
      const at = `/sessions/${String(i)}`;
      const specification = this.programme(at, session.programme);
      if (!specification) return;
      const startMs = instantIn(session.start, this.zone);
      const usual = this.dayPartAt(specification, startMs);
      const endMs = session.end === undefined ? usual?.endMs : instantIn(session.end, this.zone);
      if (endMs === undefined)
        this.say(`${at}/end`, 'is needed, since the programme has no usual time that begins then');
      else if (endMs <= startMs) this.say(`${at}/end`, 'must lie after start');
      else this.need({ programme: session.programme, startMs, endMs, dayPart: usual?.dayPart ?? '' });
    });
  }

  assignments(): void {
    const seats = new Map<string, number>();
    const persons = new Set<string>();
    this.file.assignments.forEach((assignment, i) => {
      const at = `/assignments/${String(i)}`;
      const session = this.session(at, assignment);
      this.person(at, assignment.person);
      if (!session) return;
      const post = this.specifications.get(assignment.programme)?.posts.find((p) => p.key === assignment.post);
      if (!post) {
        this.say(`${at}/post`, `the programme ${assignment.programme} has no post ${assignment.post}`);
        return;
      }
      if (!LIVING.includes(assignment.state)) return;
      const seat = `${sessionKey(session.programme, session.startMs)} ${post.key}`;
      if (persons.has(`${seat} ${assignment.person}`)) this.say(at, `${assignment.person} already has this seat`);
      persons.add(`${seat} ${assignment.person}`);
      const taken = (seats.get(seat) ?? 0) + 1;
      seats.set(seat, taken);
      if (taken > post.max) this.say(at, `the post ${post.key} has only ${String(post.max)} seats in this session`);
    });
  }

  registrations(): void {
    const seen = new Set<string>();
    const households = new Map<string, number>();
    this.file.registrations.forEach((registration, i) => {
      const at = `/registrations/${String(i)}`;
      const session = this.session(at, registration);
      this.person(at, registration.person);
      if (!session || registration.state === 'cancelled') return;
      const place = sessionKey(session.programme, session.startMs);
      if (seen.has(`${place} ${registration.person}`)) this.say(at, `${registration.person} is registered twice`);
      seen.add(`${place} ${registration.person}`);
      const kind = registration.state === 'waiting' ? 'waitlist' : 'households';
      const count = (households.get(`${place} ${kind}`) ?? 0) + 1;
      households.set(`${place} ${kind}`, count);
      const capacity = this.specifications.get(session.programme)?.capacity;
      const most = kind === 'waitlist' ? (capacity?.waitlist ?? 0) : (capacity?.households ?? null);
      if (most !== null && count > most) this.say(at, `the session has only ${String(most)} places (${kind})`);
    });
  }

  tallies(): void {
    this.file.tallies.forEach((tally, i) => {
      const at = `/tallies/${String(i)}`;
      const specification = this.session(at, tally) ? this.specifications.get(tally.programme) : undefined;
      if (specification && !specification.measures.some((measure) => measure.key === tally.measure)) {
        this.say(`${at}/measure`, `the programme ${tally.programme} has no measure ${tally.measure}`);
      }
    });
  }

  private person(at: string, key: string): void {
    if (!this.persons.has(key)) this.say(`${at}/person`, `nobody has the key ${key}`);
  }

  private programme(at: string, key: string): ProgrammeSpecification | null {
    const specification = this.specifications.get(key);
    if (!specification) this.say(`${at}/programme`, `no programme has the key ${key}`);
    return specification ?? null;
  }

  /** The session a part of the file speaks of: an explicit one, or one that the recurrence makes. */
  private session(at: string, part: { programme: string; session: { start: string } }): NeededSession | null {
    const specification = this.programme(at, part.programme);
    if (!specification) return null;
    const startMs = instantIn(part.session.start, this.zone);
    const known = this.sessions.get(sessionKey(part.programme, startMs));
    if (known) return known;
    const usual = this.dayPartAt(specification, startMs);
    const date = civilOf(startMs, this.zone).slice(0, 10);
    const recurs =
      usual &&
      occurrences(specification, date, addDays(date, 0)).some((o) => instantOf(o.start, this.zone) === startMs);
    if (!usual || !recurs) {
      this.say(
        `${at}/session/start`,
        `the programme ${part.programme} has no session that begins at ${part.session.start}`,
      );
      return null;
    }
    return this.need({ programme: part.programme, startMs, ...usual });
  }

  private need(session: NeededSession): NeededSession {
    this.sessions.set(sessionKey(session.programme, session.startMs), session);
    return session;
  }

  private dayPartAt(
    specification: ProgrammeSpecification,
    startMs: Instant,
  ): { dayPart: string; endMs: Instant } | null {
    const civil = civilOf(startMs, this.zone);
    const part = specification.dayParts.find((p) => p.start === civil.slice(11, 16));
    if (!part) return null;
    const day = civil.slice(0, 10);
    const end =
      part.end === '24:00'
        ? `${addDays(day, 1)}T00:00`
        : `${part.end > part.start ? day : addDays(day, 1)}T${part.end}`;
    return { dayPart: part.key, endMs: instantOf(end, this.zone) };
  }

  private say(at: string, reason: string): void {
    this.faults.push(`${at}: ${reason}`);
  }
}
