import { civilDateOf, civilOf, instantOf, isCivilDateTime, type ZoneName } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { dayPartBeginning, type ProgrammeSpecification } from '../programmes/domain/specification';
import { occurrences } from '../programmes/recurrence';
import { specificationOf } from '../programmes/specification.schema';
import { leaveOf } from './leave';
import { judgeTotal, type TotalRefusal } from '../statistics/domain/period-total';
import type { OrganisationFile } from './organisation-file.schema';
import { isExpected } from '../programmes/domain/assignment-state';

/** A session that the file needs, in instants. */
export interface NeededSession {
  readonly programme: string;
  readonly startMs: Instant;
  readonly endMs: Instant;
  readonly dayPart: string;
  /** Of this session alone; left out: the programme's. */
  readonly capacity?: { readonly households?: number | null; readonly waitlist: number };
  /** Posts of this session beyond the programme's, or with more seats. */
  readonly posts?: readonly PostOfThen[];
}

/** A post that a past session had. */
export interface PostOfThen {
  readonly key: string;
  readonly max: number;
}

export interface CrossChecked {
  readonly faults: readonly string[];
  readonly specifications: ReadonlyMap<string, ProgrammeSpecification>;
  /** By `programme start`. */
  readonly sessions: ReadonlyMap<string, NeededSession>;
}

/** The instant of a time of the file; without an offset it is in the organisation's zone. */
export function instantIn(text: string, zone: ZoneName): Instant {
  return isCivilDateTime(text) ? instantOf(text, zone) : Date.parse(text);
}

export const sessionKey = (programme: string, startMs: Instant): string => `${programme} ${String(startMs)}`;

/**
 * Looks at what each part of the file says about another: unknown keys, sessions that nothing makes, seats given twice. What
 * is over by `now` is history: it is taken as it is, whatever the programme asks for by now.
 */
export function crossCheck(file: OrganisationFile, now: Instant): CrossChecked {
  const check = new CrossCheck(file, now);
  check.keys();
  check.people();
  check.posts();
  check.explicitSessions();
  check.assignments();
  check.registrations();
  check.tallies();
  check.totals();
  return check;
}

class CrossCheck implements CrossChecked {
  readonly faults: string[] = [];
  private readonly cancelled = new Set<string>();
  readonly specifications: Map<string, ProgrammeSpecification>;
  readonly sessions = new Map<string, NeededSession>();
  private readonly zone: ZoneName;
  private readonly qualifications: Set<string>;
  private readonly byKey: ReadonlyMap<string, OrganisationFile['people'][number]>;

  constructor(
    private readonly file: OrganisationFile,
    private readonly now: Instant,
  ) {
    this.zone = file.organisation.timeZone;
    this.specifications = new Map(file.programmes.map((programme) => [programme.key, specificationOf(programme)]));
    this.qualifications = new Set(file.qualifications.map((q) => q.key));
    this.byKey = new Map(file.people.map((p) => [p.key, p]));
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
        const { from, to } = leaveOf(leave, this.zone);
        if (to <= from) this.say(`/people/${String(i)}/leave/${String(j)}/to`, 'must not lie before from');
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
      const key = sessionKey(session.programme, startMs);
      if (this.sessions.has(key)) this.say(`${at}/start`, 'another entry speaks of the same session');
      if (session.cancelled) this.cancelled.add(key);
      const usual = this.dayPartAt(specification, startMs);
      const endMs = session.end === undefined ? usual?.endMs : instantIn(session.end, this.zone);
      if (endMs === undefined)
        this.say(`${at}/end`, 'is needed, since the programme has no usual time that begins then');
      else if (endMs <= startMs) this.say(`${at}/end`, 'must lie after start');
      else {
        const { programme, capacity, posts } = session;
        this.need({ programme, startMs, endMs, dayPart: usual?.dayPart ?? '', capacity, posts });
      }
    });
  }

  assignments(): void {
    const seats = new Map<string, number>();
    const persons = new Set<string>();
    const duties = new Map<string, NeededSession[]>();
    this.file.assignments.forEach((assignment, i) => {
      const at = `/assignments/${String(i)}`;
      const session = this.session(at, assignment);
      this.person(at, assignment.person);
      if (!session) return;
      const post = this.postOf(session, assignment.post);
      if (!post) {
        this.say(`${at}/post`, `the programme ${assignment.programme} has no post ${assignment.post}`);
        return;
      }
      if (assignment.state === 'dropped') return;
      const isOver = session.endMs <= this.now;
      const off = this.cancelled.has(sessionKey(session.programme, session.startMs));
      if (off && isExpected(assignment.state) && !isOver) this.say(at, 'the session is cancelled');
      if (assignment.vouchedBy !== undefined) this.person(at, assignment.vouchedBy, 'vouchedBy');
      this.qualified(at, assignment, post.qualification, session);
      const seat = `${sessionKey(session.programme, session.startMs)} ${assignment.post}`;
      if (persons.has(`${seat} ${assignment.person}`)) this.say(at, `${assignment.person} already has this seat`);
      persons.add(`${seat} ${assignment.person}`);
      const taken = (seats.get(seat) ?? 0) + 1;
      seats.set(seat, taken);
      if (taken > post.max && !isOver)
        this.say(at, `the post ${assignment.post} has only ${String(post.max)} seats in this session`);
      if (assignment.state === 'no-show') return;
      const others = duties.get(assignment.person) ?? [];
      const clash = others.find((other) => other.startMs < session.endMs && session.startMs < other.endMs);
      if (clash) {
        const since = civilOf(clash.startMs, this.zone);
        this.say(at, `${assignment.person} also serves in ${clash.programme} from ${since}, which overlaps`);
      }
      duties.set(assignment.person, [...others, session]);
    });
  }

  /** What is over is history and taken as it is; nobody plans somebody who lacks the qualification. */
  private qualified(
    at: string,
    assignment: OrganisationFile['assignments'][number],
    qualification: string | null,
    session: NeededSession,
  ): void {
    if (qualification === null || !isExpected(assignment.state) || session.endMs <= this.now) return;
    const person = this.byKey.get(assignment.person);
    if (!person) return;
    const held = person.qualifications.find((q) => q.key === qualification);
    if (!held) this.say(`${at}/person`, `${assignment.person} lacks the qualification ${qualification}`);
    else if (held.validUntil && held.validUntil < civilOf(session.endMs - 1, this.zone).slice(0, 10)) {
      this.say(`${at}/person`, `${qualification} of ${assignment.person} is valid until ${held.validUntil} only`);
    }
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
      if (this.cancelled.has(place) && session.endMs > this.now) this.say(at, 'the session is cancelled');
      if (seen.has(`${place} ${registration.person}`)) this.say(at, `${registration.person} is registered twice`);
      seen.add(`${place} ${registration.person}`);
      const kind = registration.state === 'waiting' ? 'waitlist' : 'households';
      const count = (households.get(`${place} ${kind}`) ?? 0) + 1;
      households.set(`${place} ${kind}`, count);
      const capacity = session.capacity ?? this.specifications.get(session.programme)?.capacity;
      const most = kind === 'waitlist' ? (capacity?.waitlist ?? 0) : (capacity?.households ?? null);
      if (most !== null && count > most && session.endMs > this.now)
        this.say(at, `the session has only ${String(most)} places (${kind})`);
    });
  }

  tallies(): void {
    const seen = new Set<string>();
    this.file.tallies.forEach((tally, i) => {
      const at = `/tallies/${String(i)}`;
      const session = this.session(at, tally);
      const specification = session ? this.specifications.get(tally.programme) : undefined;
      const { measure, by = '' } = tally;
      const figure = session ? `${sessionKey(session.programme, session.startMs)} ${measure} ${by}` : '';
      if (session && seen.has(figure)) this.say(at, 'another entry gives the same figure');
      seen.add(figure);
      if (by !== '') this.person(at, by, 'by');
      if (specification && !specification.measures.some(({ key }) => key === measure)) {
        this.say(`${at}/measure`, `the programme ${tally.programme} has no measure ${tally.measure}`);
      }
    });
  }

  totals(): void {
    const today = civilDateOf(this.now, this.zone);
    this.file.totals.forEach((total, i) => {
      const at = `/totals/${String(i)}`;
      const specification = this.programme(at, total.programme);
      if (!specification) return;
      const { kind: certainty, ...said } = total;
      const others = this.file.totals.slice(0, i).filter(({ programme }) => programme === total.programme);
      const judged = judgeTotal({ ...said, certainty }, specification.measures, others, today);
      if (!judged.ok) this.say(at, faultOfTotal(judged.refusal));
      else if (others.some((one) => one.measure === total.measure && one.from === total.from && one.to === total.to))
        this.say(at, 'another entry gives the same figure');
    });
  }

  private person(at: string, key: string, field = 'person'): void {
    if (!this.byKey.has(key)) this.say(`${at}/${field}`, `nobody has the key ${key}`);
  }

  /** The post as the session had it, else as the programme has it. */
  private postOf(
    { programme, posts }: NeededSession,
    key: string,
  ): { max: number; qualification: string | null } | null {
    const usual = this.specifications.get(programme)?.posts.find((post) => post.key === key);
    const then = posts?.find((post) => post.key === key);
    if (!usual && !then) return null;
    return { max: Math.max(usual?.max ?? 0, then?.max ?? 0), qualification: usual?.qualification ?? null };
  }

  private programme(at: string, key: string): ProgrammeSpecification | null {
    const specification = this.specifications.get(key);
    if (!specification) this.say(`${at}/programme`, `no programme has the key ${key}`);
    return specification ?? null;
  }

  /** The session a part of the file speaks of: an explicit one, or one that the recurrence makes. */
  private session(
    at: string,
    part: { programme: string; session: { start: string; end?: string } },
  ): NeededSession | null {
    const specification = this.programme(at, part.programme);
    if (!specification) return null;
    const startMs = instantIn(part.session.start, this.zone);
    const key = sessionKey(part.programme, startMs);
    const session = this.sessions.get(key) ?? this.recurring(at, specification, part, startMs);
    if (session && part.session.end !== undefined && instantIn(part.session.end, this.zone) !== session.endMs) {
      this.say(`${at}/session/end`, `the session ends at ${civilOf(session.endMs, this.zone)}`);
    }
    return session;
  }

  private recurring(
    at: string,
    specification: ProgrammeSpecification,
    part: { programme: string; session: { start: string } },
    startMs: Instant,
  ): NeededSession | null {
    const usual = this.dayPartAt(specification, startMs);
    const date = civilOf(startMs, this.zone).slice(0, 10);
    const recurs =
      usual && occurrences(specification, date, date).some((o) => instantOf(o.start, this.zone) === startMs);
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
    const found = dayPartBeginning(specification, civilOf(startMs, this.zone));
    return found && { dayPart: found.dayPart, endMs: instantOf(found.end, this.zone) };
  }

  private say(at: string, reason: string): void {
    this.faults.push(`${at}: ${reason}`);
  }
}

function faultOfTotal(refusal: TotalRefusal): string {
  switch (refusal.rule) {
    case 'unknown-measure':
      return `the programme has no measure ${refusal.said}`;
    case 'bad-period':
      return 'to must not lie before from';
    case 'too-early':
      return `the period is not over before ${refusal.until}`;
    case 'overlaps':
      return `lies only partly in the period from ${refusal.other.from} to ${refusal.other.to}, of which there is a total`;
    default:
      return `is no total: ${refusal.rule}`;
  }
}
