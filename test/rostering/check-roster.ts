import { CheckSeats, type RosterResult } from './check-seats';
import {
  DAY,
  instant,
  programmeOf,
  weekday,
  type Duty,
  type OrganisationFile,
  type Person,
  type Seat,
} from './read-file';
import { counts, FAMILIES, sharesAnew, type Family, type Sharer } from './shares-anew';

export type { RosterResult } from './check-seats';
export type { OrganisationFile, Seat } from './read-file';

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
  return new CheckSeats(file, month, alone).broken();
}

/** All of a result: its seats, what it tells of each person, and its price. */
class Check extends CheckSeats {
  faults(): string[] {
    this.broken();
    this.counts();
    this.shares();
    this.price();
    return this.found;
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
}
