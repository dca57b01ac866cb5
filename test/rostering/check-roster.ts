/**
 * Judges a result of the `roster` command by the organisation file alone. It shares no code with the service: its own
 * calendar, its own reading of the rules, its own sum of the objective.
 */
export interface RosterResult {
  readonly status: string;
  readonly objective: number;
  readonly bound: number;
  readonly assignments: readonly Seat[];
  readonly unfilled: readonly (Omit<Seat, 'person'> & { readonly reasons: readonly string[] })[];
  readonly fairness: Readonly<Record<string, Told>>;
  readonly reasons: Readonly<Record<string, string>>;
}

type Family = 'shifts' | 'nights' | 'weekends' | 'holidays';

type Told = Readonly<Record<Family | 'fairShare', number>> & { readonly fair: Readonly<Record<Family, number>> };

export interface Seat {
  readonly programme: string;
  readonly session: { readonly start: string; readonly end: string };
  readonly post: string;
  readonly person: string;
}

/** An organisation file as somebody wrote it, defaults left out. */
export interface OrganisationFile {
  readonly organisation: { readonly timeZone?: string };
  readonly people: readonly Person[];
  readonly programmes: readonly Programme[];
  readonly sessions?: readonly {
    readonly programme: string;
    readonly start: string;
    readonly end?: string;
    readonly cancelled?: boolean;
  }[];
  readonly assignments?: readonly (Seat & { readonly state?: string })[];
}

interface Person {
  readonly key: string;
  readonly roles?: readonly string[];
  readonly active?: boolean;
  readonly trainee?: boolean | null;
  readonly qualifications?: readonly { readonly key: string; readonly validUntil?: string | null }[];
  readonly availability?: readonly { readonly weekday: number; readonly from: string; readonly to: string }[];
  readonly leave?: readonly { readonly from: string; readonly to: string }[];
  readonly caps?: Readonly<Record<string, number>> | null;
  readonly wishes?: readonly Readonly<Record<string, unknown>>[];
}

interface Programme {
  readonly key: string;
  readonly recurrence?: string;
  readonly start?: string;
  readonly end?: string;
  readonly dayParts?: readonly DayPart[];
  readonly posts?: readonly Post[];
  readonly rules?: Readonly<Record<string, number | null>>;
}

interface DayPart {
  readonly key?: string;
  readonly start: string;
  readonly end: string;
  readonly night?: boolean;
}

interface Post {
  readonly key: string;
  readonly min?: number;
  readonly max?: number;
  readonly qualification?: string | null;
  readonly trainee?: string;
}

interface NeededSession {
  readonly programme: Programme;
  readonly start: string;
  readonly end: string;
  readonly night: boolean;
}

interface Duty extends Seat {
  readonly from: number;
  readonly to: number;
  readonly date: string;
  readonly night: boolean;
  readonly rules: Readonly<Record<string, number | null>>;
  readonly postOf: Post | undefined;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The instant of a wall time: the offset is looked for until it agrees with itself. */
function instant(civil: string, zone: string): number {
  const wanted = Date.parse(`${civil.slice(0, 16)}:00Z`);
  let found = wanted;
  for (let i = 0; i < 3; i++) found += wanted - Date.parse(`${wall(found, zone)}:00Z`);
  return found;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wall(at: number, zone: string): string {
  const known = formats.get(zone);
  const options = { timeZone: zone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'short' } as const;
  const format = known ?? new Intl.DateTimeFormat('sv-SE', options);
  formats.set(zone, format);
  return format.format(at).replace(' ', 'T');
}

const plus = (date: string, days: number): string => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
/** 0 for Monday. */
const weekday = (date: string): number => (new Date(date).getUTCDay() + 6) % 7;
const monday = (date: string): string => plus(date, -weekday(date));

function programmeOf(file: OrganisationFile, key: string): Programme {
  const found = file.programmes.find((one) => one.key === key);
  if (!found) throw new Error(`no programme ${key}`);
  return found;
}

/** Every session of the month that somebody is needed for; recurrences as far as the tests write them. */
function sessions(file: OrganisationFile, month: string): NeededSession[] {
  const found = new Map<string, NeededSession & { cancelled: boolean }>();
  const days = Array.from({ length: 31 }, (_, i) => plus(`${month}-01`, i)).filter((day) => day.startsWith(month));
  for (const programme of file.programmes) {
    const { start: from = '', end: to = '' } = programme;
    const parts: DayPart[] = [...(programme.dayParts ?? [{ start: from, end: to }])];
    for (const day of days) {
      if (!programme.recurrence || !recurs(programme.recurrence, day)) continue;
      for (const part of parts) {
        const start = `${day}T${part.start}`;
        const over = part.end <= part.start;
        const end = part.end === '24:00' ? `${plus(day, 1)}T00:00` : `${over ? plus(day, 1) : day}T${part.end}`;
        found.set(`${programme.key} ${start}`, { programme, start, end, night: part.night === true, cancelled: false });
      }
    }
  }
  for (const session of file.sessions ?? []) {
    const programme = programmeOf(file, session.programme);
    const start = session.start.slice(0, 16);
    const usual = found.get(`${programme.key} ${start}`);
    const part = (programme.dayParts ?? []).find((one) => one.start === start.slice(11));
    if (!start.startsWith(month)) continue;
    found.set(`${programme.key} ${start}`, {
      programme,
      start,
      end: session.end?.slice(0, 16) ?? usual?.end ?? '',
      night: usual?.night ?? part?.night === true,
      cancelled: session.cancelled === true,
    });
  }
  return [...found.values()].filter(({ cancelled }) => !cancelled);
}

function recurs(rule: string, day: string): boolean {
  const parts = Object.fromEntries(rule.split(';').map((part) => part.split('='))) as Record<string, string>;
  const named = (parts['BYDAY'] ?? '').split(',');
  const own = WEEKDAYS[weekday(day)] ?? '';
  if (parts['FREQ'] === 'DAILY') return true;
  if (parts['FREQ'] === 'WEEKLY') return named.includes(own);
  const nth = Math.ceil(Number(day.slice(8)) / 7);
  return parts['FREQ'] === 'MONTHLY' && named.includes(`${String(nth)}${own}`);
}

/** Everything that is wrong with the result; empty when all of it holds. */
export function checkRoster(file: OrganisationFile, month: string, result: RosterResult): string[] {
  return new Check(file, month, result).faults();
}

/** Every hard rule that these seats of the month break or leave open, whatever made them. */
export function brokenSeats(file: OrganisationFile, month: string, seats: readonly Seat[]): string[] {
  const reasons = Object.fromEntries(
    seats.map(({ programme, session, post, person }) => [`${programme} ${session.start} ${post} ${person}`, 'told']),
  );
  const alone = { status: '', objective: 0, bound: 0, assignments: seats, unfilled: [], fairness: {}, reasons };
  return new Check(file, month, alone).broken();
}

class Check {
  private readonly zone: string;
  private readonly found: string[] = [];
  private readonly people: Map<string, Person>;
  private readonly needed: Map<string, { need: number; rank: number; max: number }>;
  private readonly duties: Duty[];

  constructor(
    private readonly file: OrganisationFile,
    private readonly month: string,
    private readonly result: RosterResult,
  ) {
    this.zone = file.organisation.timeZone ?? 'Asia/Shanghai';
    const volunteers = file.people.filter(
      (p) => (p.roles ?? ['volunteer']).includes('volunteer') && p.active !== false,
    );
    this.people = new Map(volunteers.map((person) => [person.key, person]));
    this.needed = new Map();
    const nights = new Map<string, boolean>();
    for (const { programme, start, end, night } of sessions(file, month)) {
      nights.set(`${programme.key} ${start}`, night);
      (programme.posts ?? []).forEach((post, rank) => {
        this.needed.set(`${programme.key} ${start} ${end} ${post.key}`, {
          need: post.min ?? 1,
          rank,
          max: post.max ?? 1,
        });
      });
    }
    this.duties = [
      ...result.assignments.map((seat) =>
        this.duty(seat, nights.get(`${seat.programme} ${seat.session.start}`) ?? false),
      ),
      ...(file.assignments ?? [])
        .filter(
          (seat) => !seat.session.start.startsWith(month) && !['dropped', 'no-show'].includes(seat.state ?? 'held'),
        )
        .map((seat) => this.duty(seat, false)),
    ];
  }

  faults(): string[] {
    this.broken();
    this.counts();
    this.price();
    return this.found;
  }

  broken(): string[] {
    this.places();
    for (const person of this.people.values()) {
      this.person(
        person,
        this.duties.filter((duty) => duty.person === person.key),
      );
    }
    for (const { person } of this.result.assignments) if (!this.people.has(person)) this.say('no volunteer', person);
    this.company();
    return this.found;
  }

  private duty(seat: Seat, night: boolean): Duty {
    const programme = programmeOf(this.file, seat.programme);
    const usual = (programme.dayParts ?? []).find((part) => part.start === seat.session.start.slice(11, 16));
    const { end } = seat.session;
    return {
      ...seat,
      from: instant(seat.session.start, this.zone),
      to: instant(end, this.zone),
      date: seat.session.start.slice(0, 10),
      night: night || usual?.night === true,
      rules: programme.rules ?? {},
      postOf: (programme.posts ?? []).find((post) => post.key === seat.post),
    };
  }

  private places(): void {
    const given = new Map<string, number>();
    const empty = new Map<string, number>();
    const name = (seat: Omit<Seat, 'person'>): string =>
      `${seat.programme} ${seat.session.start} ${seat.session.end} ${seat.post}`;
    for (const seat of this.result.assignments) given.set(name(seat), (given.get(name(seat)) ?? 0) + 1);
    for (const seat of this.result.unfilled) {
      empty.set(name(seat), (empty.get(name(seat)) ?? 0) + 1);
      if (seat.reasons.length === 0) this.say('an empty place without a reason', name(seat));
    }
    for (const [seat, { need, max }] of this.needed) {
      const have = given.get(seat) ?? 0;
      if (have > max) this.say('more people than places', seat);
      if (Math.max(0, need - have) !== (empty.get(seat) ?? 0))
        this.say('an empty place not told, or told wrongly', seat);
    }
    for (const seat of [...given.keys(), ...empty.keys()])
      if (!this.needed.has(seat)) this.say('nobody is needed there', seat);
    for (const { programme, session, post, person } of this.result.assignments) {
      if (!this.result.reasons[`${programme} ${session.start} ${post} ${person}`]) this.say('no reason', person);
    }
  }

  private person(person: Person, duties: readonly Duty[]): void {
    const { key } = person;
    const own = [...duties].sort((a, b) => a.from - b.from);
    const pinned = (duty: Duty): boolean => this.pinned(duty);
    own.forEach((duty, i) => {
      if (duty.date.startsWith(this.month) && !pinned(duty)) this.alone(key, person, duty);
      for (const later of own.slice(i + 1)) this.pair(key, duty, later);
    });
    const fresh = own.filter((duty) => !pinned(duty) && duty.date.startsWith(this.month));
    const caps = person.caps ?? {};
    for (const duty of fresh) {
      const among = (test: (other: Duty) => boolean): number => own.filter(test).length;
      const perDay = caps.perDay ?? duty.rules['maxPerDay'] ?? Infinity;
      if (among((d) => d.date === duty.date) > perDay) this.say('day cap', key);
      if (among((d) => monday(d.date) === monday(duty.date)) > (caps.perWeek ?? Infinity)) this.say('week cap', key);
      if (among((d) => d.date.startsWith(this.month)) > (caps.perMonth ?? Infinity)) this.say('month cap', key);
      if (!duty.night) continue;
      const nights = own.filter((d) => d.night);
      if (nights.filter((d) => d.date.startsWith(this.month)).length > (caps.nightsPerMonth ?? Infinity))
        this.say('nights cap', key);
      const dates = new Set(nights.map((d) => d.date));
      let run = 1;
      for (let day = plus(duty.date, -1); dates.has(day); day = plus(day, -1)) run++;
      for (let day = plus(duty.date, 1); dates.has(day); day = plus(day, 1)) run++;
      if (run > (duty.rules['maxNightsInRow'] ?? Infinity)) this.say('nights in a row', key);
    }
  }

  private alone(key: string, person: Person, duty: Duty): void {
    const { qualification = null, trainee = 'allowed' } = duty.postOf ?? {};
    if (qualification) {
      const held = (person.qualifications ?? []).find((one) => one.key === qualification);
      const lastDay = wall(duty.to - 1, this.zone).slice(0, 10);
      if (!held) this.say('not qualified', `${key} ${duty.session.start}`);
      else if (held.validUntil && held.validUntil < lastDay)
        this.say('qualification over', `${key} ${duty.session.start}`);
    }
    for (const { from, to } of person.leave ?? []) {
      const begins = instant(from.length === 10 ? `${from}T00:00` : from, this.zone);
      const ends = instant(to.length === 10 ? `${plus(to, 1)}T00:00` : to, this.zone);
      if (begins < duty.to && duty.from < ends) this.say('on leave', `${key} ${duty.session.start}`);
    }
    if (person.trainee === true && trainee === 'never') this.say('a trainee there', key);
    const windows = person.availability ?? [];
    if (windows.length === 0) return;
    for (let at = duty.from; at < duty.to; at += HOUR / 4) {
      const [date = '', time = ''] = wall(at, this.zone).split('T');
      const open = windows.some((w) => w.weekday === weekday(date) + 1 && w.from <= time && time < w.to);
      if (!open) this.say('not available', `${key} ${duty.session.start}`);
      if (!open) return;
    }
  }

  private pair(key: string, earlier: Duty, later: Duty): void {
    if (this.pinned(earlier) && this.pinned(later)) return;
    const hours = Math.max(
      earlier.rules['minRestHours'] ?? 0,
      earlier.night ? (earlier.rules['restAfterNightHours'] ?? 0) : 0,
      later.rules['minRestHours'] ?? 0,
    );
    if (later.from < earlier.to) this.say('two at once', `${key} ${later.session.start}`);
    else if (later.from - earlier.to < hours * HOUR) this.say('rest', `${key} ${later.session.start}`);
  }

  private pinned({ programme, session, post, person }: Seat): boolean {
    return (this.file.assignments ?? []).some(
      (one) =>
        one.programme === programme &&
        one.session.start === session.start &&
        one.post === post &&
        one.person === person,
    );
  }

  private company(): void {
    const together = new Map<string, Seat[]>();
    for (const seat of this.result.assignments) {
      const name = `${seat.programme} ${seat.session.start}`;
      together.set(name, [...(together.get(name) ?? []), seat]);
    }
    for (const [name, seats] of together) {
      const experienced = seats.some(({ person }) => this.people.get(person)?.trainee !== true);
      const needy = seats.some((seat) => {
        const policy = this.duties.find((duty) => duty.programme === seat.programme && duty.post === seat.post)?.postOf
          ?.trainee;
        return policy === 'not-alone' && this.people.get(seat.person)?.trainee === true && !this.pinned(seat);
      });
      if (needy && !experienced) this.say('a trainee alone', name);
    }
  }

  private counts(): void {
    for (const key of this.people.keys()) {
      const own = this.duties.filter((duty) => duty.person === key && duty.date.startsWith(this.month));
      const told = this.result.fairness[key];
      const right =
        told?.shifts === own.length &&
        told.nights === own.filter(({ night }) => night).length &&
        told.weekends === own.filter(({ date }) => weekday(date) >= 5).length;
      if (!right) this.say('counts', key);
    }
  }

  /** The objective, summed up anew: distances from the shares that the result names, and the price of empty places. */
  private price(): void {
    const weights = { shifts: 10, nights: 10, weekends: 5, holidays: 10 };
    let price = 0;
    for (const told of Object.values(this.result.fairness)) {
      for (const [family, weight] of Object.entries(weights) as [Family, number][])
        price += weight * (told[family] - told.fair[family]) ** 2;
    }
    for (const { programme, session, post } of this.result.unfilled) {
      const rank = this.needed.get(`${programme} ${session.start} ${session.end} ${post}`)?.rank ?? 0;
      price += 10_000 * (1 + 0.2 / (1 + rank));
    }
    price -= this.continued() * 2;
    price += this.wished();
    // The shares are told to four digits after the point.
    if (Math.abs(price - this.result.objective) > 0.05 * this.people.size) {
      this.say('the objective', `${String(price)} and not ${String(this.result.objective)}`);
    }
    if (this.result.bound > this.result.objective + 1e-6) this.say('a bound above the objective', '');
    if (this.result.status === 'optimal' && this.result.objective - this.result.bound > 1e-4)
      this.say('not proved', '');
  }

  /**
   * Places filled by whoever has the post in the session before, where that lies four to forty days back; of the sessions
   * of which something was left to draft.
   */
  private continued(): number {
    const series = new Map<string, Map<string, Set<string>>>();
    for (const [seat, { need }] of this.needed) {
      const [programme = '', start = '', , post = ''] = seat.split(' ');
      const on = this.result.assignments.filter(
        (one) => one.programme === programme && one.session.start === start && one.post === post,
      );
      const fresh = on.filter((one) => !this.pinned(one));
      if (on.length - fresh.length >= need) continue;
      const name = `${programme} ${post} ${start.slice(11)}`;
      const dates = series.get(name) ?? new Map<string, Set<string>>();
      series.set(name, dates.set(start.slice(0, 10), new Set(fresh.map(({ person }) => person))));
    }
    let count = 0;
    for (const dates of series.values()) {
      const sorted = [...dates].sort(([a], [b]) => (a < b ? -1 : 1));
      sorted.forEach(([date, held], i) => {
        const [day, before] = sorted[i - 1] ?? [date, new Set<string>()];
        const apart = (Date.parse(date) - Date.parse(day)) / DAY;
        if (apart >= 4 && apart <= 40) count += [...held].filter((person) => before.has(person)).length;
      });
    }
    return count;
  }

  private wished(): number {
    let price = 0;
    for (const seat of this.result.assignments) {
      if (this.pinned(seat)) continue;
      const programme = programmeOf(this.file, seat.programme);
      const part = (programme.dayParts ?? []).find((one) => one.start === seat.session.start.slice(11, 16));
      const date = seat.session.start.slice(0, 10);
      const facts: Record<string, unknown> = {
        programme: seat.programme,
        post: seat.post,
        dayPart: part?.key ?? '',
        weekday: weekday(date) + 1,
        date,
      };
      const wants = (this.people.get(seat.person)?.wishes ?? [])
        .filter((wish) => Object.entries(wish).every(([name, value]) => name === 'want' || facts[name] === value))
        .map((wish) => wish.want);
      price += wants.includes('dislike') ? 8 : wants.includes('like') ? -3 : 0;
    }
    return price;
  }

  private say(rule: string, what: string): void {
    this.found.push(`${rule}: ${what}`);
  }
}
