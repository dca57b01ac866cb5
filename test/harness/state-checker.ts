/**
 * An independent judge of an organisation file as it stands at the end of a replay. It shares no code with the service:
 * times are read by Date.parse with China's fixed offset, and every rule is written again from its words.
 */
export interface StateFile {
  people: readonly {
    key: string;
    name: string;
    trainee?: boolean;
    qualifications?: readonly { key: string; validUntil?: string | null }[];
    availability?: readonly { weekday: number; from: string; to: string }[];
    leave?: readonly { from: string; to: string }[];
    caps?: { perDay?: number; perWeek?: number; perMonth?: number; nightsPerMonth?: number };
  }[];
  programmes: readonly {
    key: string;
    dayParts?: readonly { key: string; start: string; end: string; night?: boolean }[];
    posts: readonly { key: string; min: number; max: number; qualification?: string | null; trainee?: string }[];
    rules?: { minRestHours?: number; restAfterNightHours?: number; maxNightsInRow?: number | null };
  }[];
  assignments?: readonly {
    programme: string;
    session: { start: string; end?: string };
    post: string;
    person: string;
    state: string;
  }[];
}

interface Seat {
  readonly programme: StateFile['programmes'][number];
  readonly post: StateFile['programmes'][number]['posts'][number];
  readonly person: StateFile['people'][number];
  readonly from: number;
  readonly to: number;
  readonly night: boolean;
  readonly start: string;
}

const LIVING = ['held', 'confirmed', 'on-duty', 'done', 'offered'];
const HOUR = 3_600_000;
const instant = (civil: string): number => Date.parse(`${civil.slice(0, 16)}:00+08:00`);
const dayIndex = (civil: string): number => Math.floor(Date.parse(`${civil.slice(0, 10)}T00:00:00Z`) / 86_400_000);
/** Monday is 1; 1970-01-01 was a Thursday. */
const weekday = (civil: string): number => ((dayIndex(civil) + 3) % 7) + 1;
const weekIndex = (civil: string): number => Math.floor((dayIndex(civil) + 3) / 7);

/** Every broken rule as one sentence; an empty list means that the state is sound. */
export function faultsOf(state: StateFile): string[] {
  const seats = seatsOf(state);
  return [
    ...capacity(seats),
    ...state.people.flatMap((person) =>
      ofPerson(
        person,
        seats.filter((s) => s.person === person),
      ),
    ),
    ...trainees(seats),
  ];
}

function seatsOf(state: StateFile): Seat[] {
  return (state.assignments ?? [])
    .filter((assignment) => LIVING.includes(assignment.state))
    .map((assignment) => {
      const programme = must(
        state.programmes.find((p) => p.key === assignment.programme),
        assignment.programme,
      );
      const post = must(
        programme.posts.find((p) => p.key === assignment.post),
        assignment.post,
      );
      const person = must(
        state.people.find((p) => p.key === assignment.person),
        assignment.person,
      );
      const start = assignment.session.start;
      const part = programme.dayParts?.find((p) => p.start === start.slice(11, 16));
      const end = must(assignment.session.end, `${assignment.programme} ${start} without an end`);
      return { programme, post, person, start, from: instant(start), to: instant(end), night: part?.night === true };
    });
}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the state names what it does not have: ${what}`);
  return value;
}

function capacity(seats: readonly Seat[]): string[] {
  const taken = new Map<string, number>();
  for (const seat of seats) {
    const key = `${seat.programme.key} ${seat.start} ${seat.post.key}`;
    taken.set(key, (taken.get(key) ?? 0) + 1);
  }
  return seats
    .filter((seat) => (taken.get(`${seat.programme.key} ${seat.start} ${seat.post.key}`) ?? 0) > seat.post.max)
    .map((seat) => `${seat.programme.key} ${seat.start} ${seat.post.key}: more people than seats`);
}

function ofPerson(person: Seat['person'], unordered: readonly Seat[]): string[] {
  const seats = [...unordered].sort((a, b) => a.from - b.from);
  const faults: string[] = [];
  const say = (seat: Seat, what: string): void => {
    faults.push(`${person.key} ${person.name} ${seat.start} ${seat.programme.key}/${seat.post.key}: ${what}`);
  };
  seats.forEach((seat, index) => {
    const next = seats[index + 1];
    if (next) {
      if (next.from < seat.to) say(seat, `overlaps ${next.start}`);
      const rest = Math.max(
        seat.programme.rules?.minRestHours ?? 0,
        seat.night ? (seat.programme.rules?.restAfterNightHours ?? 0) : 0,
        next.programme.rules?.minRestHours ?? 0,
      );
      if (next.from >= seat.to && next.from - seat.to < rest * HOUR)
        say(seat, `less than ${String(rest)} h before ${next.start}`);
    }
    for (const fault of alone(person, seat)) say(seat, fault);
  });
  const caps = person.caps ?? {};
  for (const seat of seats) {
    const count = (same: (other: Seat) => boolean): number => seats.filter(same).length;
    if (caps.perDay && count((o) => dayIndex(o.start) === dayIndex(seat.start)) > caps.perDay)
      say(seat, 'beyond the cap of the day');
    if (caps.perWeek && count((o) => weekIndex(o.start) === weekIndex(seat.start)) > caps.perWeek)
      say(seat, 'beyond the cap of the week');
    if (caps.perMonth && count((o) => o.start.slice(0, 7) === seat.start.slice(0, 7)) > caps.perMonth)
      say(seat, 'beyond the cap of the month');
    const nights = count((o) => o.night && o.start.slice(0, 7) === seat.start.slice(0, 7));
    if (caps.nightsPerMonth !== undefined && seat.night && nights > caps.nightsPerMonth)
      say(seat, 'beyond the cap of nights');
  }
  return faults;
}

function alone(person: Seat['person'], seat: Seat): string[] {
  const faults: string[] = [];
  if (seat.post.qualification) {
    const held = person.qualifications?.find((q) => q.key === seat.post.qualification);
    if (!held) faults.push(`lacks ${seat.post.qualification}`);
    else if (held.validUntil && held.validUntil < seat.start.slice(0, 10)) faults.push('qualification ran out');
  }
  for (const leave of person.leave ?? []) {
    const from = instant(leave.from.length === 10 ? `${leave.from}T00:00` : leave.from);
    const to = leave.to.length === 10 ? instant(`${leave.to}T00:00`) + 24 * HOUR : instant(leave.to);
    if (seat.from < to && from < seat.to) faults.push(`on leave from ${leave.from}`);
  }
  if (person.availability && person.availability.length > 0 && !available(person.availability, seat))
    faults.push('not available');
  return faults;
}

/** Half hour by half hour: each must lie in some weekly window. */
function available(windows: NonNullable<Seat['person']['availability']>, seat: Seat): boolean {
  for (let t = seat.from; t < seat.to; t += HOUR / 2) {
    const civil = new Date(t + 8 * HOUR).toISOString();
    const clock = civil.slice(11, 16);
    if (!windows.some((w) => w.weekday === weekday(civil) && w.from <= clock && clock < w.to)) return false;
  }
  return true;
}

function trainees(seats: readonly Seat[]): string[] {
  return seats
    .filter((seat) => seat.person.trainee && seat.post.trainee === 'not-alone')
    .filter((seat) => !seats.some((o) => o.programme === seat.programme && o.start === seat.start && !o.person.trainee))
    .map((seat) => `${seat.person.key} ${seat.start}: a trainee alone`);
}
