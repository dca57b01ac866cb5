import {
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
import type { Family } from './shares-anew';

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

/** The seats of a result: every hard rule that they break or leave open, and everything that is not told of them. */
export class CheckSeats {
  protected readonly zone: string;
  protected readonly found: string[] = [];
  protected readonly people: Map<string, Person>;
  protected readonly needed: Map<string, { need: number; rank: number; max: number }>;
  protected readonly nights = new Map<string, boolean>();
  protected readonly duties: Duty[];
  protected readonly known = new Map<string, { day: number; time: string }[]>();

  constructor(
    protected readonly file: OrganisationFile,
    protected readonly month: string,
    protected readonly result: RosterResult,
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

  protected duty(seat: Seat, night: boolean): Duty {
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

  protected places(): void {
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

  protected person(person: Person, duties: readonly Duty[]): void {
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

  protected alone(key: string, person: Person, duty: Duty): void {
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
  protected quarters({ from, to }: Duty): { day: number; time: string }[] {
    const name = `${String(from)} ${String(to)}`;
    const known = this.known.get(name) ?? [];
    for (let at = from; at < to && !this.known.has(name); at += HOUR / 4) {
      const [date = '', time = ''] = wall(at, this.zone).split('T');
      known.push({ day: weekday(date) + 1, time });
    }
    this.known.set(name, known);
    return known;
  }

  protected pair(key: string, earlier: Duty, later: Duty): void {
    if (this.pinned(earlier) && this.pinned(later)) return;
    const hours = Math.max(
      earlier.rules['minRestHours'] ?? 0,
      earlier.night ? (earlier.rules['restAfterNightHours'] ?? 0) : 0,
      later.rules['minRestHours'] ?? 0,
    );
    if (later.from < earlier.to) this.say('two at once', `${key} ${later.session.start}`);
    else if (later.from - earlier.to < hours * HOUR) this.say('rest', `${key} ${later.session.start}`);
  }

  protected pinned({ programme, session, post, person }: Seat): boolean {
    return (this.file.assignments ?? []).some(
      (one) =>
        one.programme === programme &&
        one.session.start === session.start &&
        one.post === post &&
        one.person === person,
    );
  }

  protected company(): void {
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

  protected away(person: Person): { begins: number; ends: number }[] {
    return (person.leave ?? []).map(({ from, to }) => ({
      begins: instant(from.length === 10 ? `${from}T00:00` : from, this.zone),
      ends: instant(to.length === 10 ? `${plus(to, 1)}T00:00` : to, this.zone),
    }));
  }

  /** The objective, summed up anew: distances from the shares that the result names, and the price of empty places. */

  protected say(rule: string, what: string): void {
    this.found.push(`${rule}: ${what}`);
  }
}
