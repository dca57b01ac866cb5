import {
  DAY,
  HOUR,
  instant,
  monday,
  plus,
  programmeOf,
  sessions,
  wall,
  weekday,
  type Duty,
  type OrganisationFile,
  type Person,
  type Seat,
} from './read-file';

import { counts, FAMILIES, sharesAnew, type Family, type Sharer } from './shares-anew';

export type { OrganisationFile, Seat } from './read-file';

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

type Told = Readonly<Record<Family | 'fairShare', number>> & { readonly fair: Readonly<Record<Family, number>> };

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
  private readonly nights = new Map<string, boolean>();
  private readonly duties: Duty[];
  private readonly known = new Map<string, { day: number; time: string }[]>();

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
    for (const { programme, start, end, night } of sessions(file, month)) {
      this.nights.set(`${programme.key} ${start}`, night);
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
        this.duty(seat, this.nights.get(`${seat.programme} ${seat.session.start}`) ?? false),
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
    this.shares();
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
    for (const seat of this.result.assignments)
      if (!this.people.has(seat.person) && !this.pinned(seat)) this.say('no volunteer', seat.person);
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
    for (const { begins, ends } of this.away(person)) {
      if (begins < duty.to && duty.from < ends) this.say('on leave', `${key} ${duty.session.start}`);
    }
    if (person.trainee === true && trainee === 'never') this.say('a trainee there', key);
    const windows = person.availability ?? [];
    if (windows.length === 0) return;
    const open = this.quarters(duty).every(({ day, time }) =>
      windows.some((w) => w.weekday === day && w.from <= time && time < w.to),
    );
    if (!open) this.say('not available', `${key} ${duty.session.start}`);
  }

  /** Weekday and wall time at every quarter of an hour of the duty. */
  private quarters({ from, to }: Duty): { day: number; time: string }[] {
    const name = `${String(from)} ${String(to)}`;
    const known = this.known.get(name) ?? [];
    for (let at = from; at < to && !this.known.has(name); at += HOUR / 4) {
      const [date = '', time = ''] = wall(at, this.zone).split('T');
      known.push({ day: weekday(date) + 1, time });
    }
    this.known.set(name, known);
    return known;
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

  /** The fair shares, worked out anew from the file and held against those that the draft tells. */
  private shares(): void {
    for (const [key, mine] of this.sharesAnew()) {
      const told = this.result.fairness[key]?.fair;
      for (const family of FAMILIES) {
        const off = Math.abs(mine[family] - (told?.[family] ?? NaN));
        if (!(off < 1e-3))
          this.say('fair share', `${key} ${family}: ${String(mine[family])}, told ${String(told?.[family])}`);
      }
      const held = this.duties.filter((duty) => duty.person === key && duty.date.startsWith(this.month));
      const holidays = held.filter((duty) => counts('holidays', duty)).length;
      if (holidays !== this.result.fairness[key]?.holidays) this.say('holidays', key);
    }
  }

  private sharesAnew(): ReturnType<typeof sharesAnew> {
    const first = (offset: number): string => {
      const [year = 0, month = 0] = this.month.split('-').map(Number);
      return new Date(Date.UTC(year, month - 1 + offset, 1)).toISOString().slice(0, 10);
    };
    const fixed = [
      ...this.duties.filter((duty) => !duty.date.startsWith(this.month)),
      ...this.duties.filter((duty) => duty.date.startsWith(this.month) && this.pinned(duty)),
    ];
    const looked = fixed.filter(({ date, person }) => date >= first(-2) && date < first(1) && this.people.has(person));
    const earliest = looked.reduce((least, { date }) => (date < least ? date : least), first(0));
    const window = {
      from: instant(`${earliest.slice(0, 7)}-01T00:00`, this.zone),
      to: instant(`${first(1)}T00:00`, this.zone),
    };
    const open = [...this.needed].flatMap(([name, { need }]) => {
      const [programme = '', start = '', end = '', post = ''] = name.split(' ');
      const seat = { programme, session: { start, end }, post, person: '' };
      const taken = fixed.filter(
        (one) => one.programme === programme && one.session.start === start && one.post === post,
      );
      return Array.from({ length: Math.max(0, need - taken.length) }, () =>
        this.duty(seat, this.nights.get(`${programme} ${start}`) ?? false),
      );
    });
    const slots = [
      ...new Map(open.map((duty) => [`${duty.programme} ${duty.session.start} ${duty.post}`, duty])).values(),
    ];
    const people = [...this.people.values()].map((person): Sharer => {
      const own = fixed.filter((duty) => duty.person === person.key);
      const served = own.filter((duty) => looked.includes(duty));
      return {
        key: person.key,
        caps: person.caps ?? {},
        present: this.present(person, window),
        before: served.filter(({ date }) => date < first(0)),
        standing: served.filter(({ date }) => date >= first(0)),
        able: slots.filter((slot) => this.mayTake(person, own, { ...slot, person: person.key })),
      };
    });
    return sharesAnew(people, open);
  }

  private mayTake(person: Person, own: readonly Duty[], duty: Duty): boolean {
    if (this.pinned(duty)) return false;
    const before = this.found.length;
    this.person(person, [...own, duty]);
    const free = this.found.length === before;
    this.found.length = before;
    return free;
  }

  private present(person: Person, { from, to }: { from: number; to: number }): number {
    const since = person.joined ? Math.max(from, instant(`${person.joined}T00:00`, this.zone)) : from;
    let [there, at] = [Math.max(0, to - since), since];
    for (const { begins, ends } of this.away(person).sort((a, b) => a.begins - b.begins)) {
      const missed = Math.min(ends, to) - Math.max(begins, at);
      if (missed > 0) there -= missed;
      at = Math.max(at, ends);
    }
    return Math.max(0, there) / DAY;
  }

  private away(person: Person): { begins: number; ends: number }[] {
    return (person.leave ?? []).map(({ from, to }) => ({
      begins: instant(from.length === 10 ? `${from}T00:00` : from, this.zone),
      ends: instant(to.length === 10 ? `${plus(to, 1)}T00:00` : to, this.zone),
    }));
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
    // The shares are told to four digits after the point, the objective to six.
    if (Math.abs(price - this.result.objective) > 1e-3 + 0.05 * this.people.size) {
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
