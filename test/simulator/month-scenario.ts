import { faultsOf, type StateFile } from '../harness/state-checker';

type Assignment = NonNullable<StateFile['assignments']>[number];
export type ScenarioLine = Record<string, unknown>;

export interface MonthScenario {
  readonly lines: readonly ScenarioLine[];
  /** Who has which seat when all is said and done. */
  readonly expected: readonly Assignment[];
}

/** A night is said by its hour: 12月1日夜班 may mean the night before or after that day, and would be asked back. */
const PARTS: Readonly<Record<string, string>> = { '08:00': '早班', '14:00': '午班', '20:00': '晚班', '00:00': '00:00' };
const POSTS: Readonly<Record<string, string>> = { answer: '接线员', backup: '备班' };

/** `12月8日晚班接线员`: a seat as people say it. */
function said({ session, post }: Assignment): string {
  const [, month, day] = /^\d{4}-(\d{2})-(\d{2})/.exec(session.start) ?? [];
  return `${String(Number(month))}月${String(Number(day))}日${PARTS[session.start.slice(11, 16)] ?? ''}${POSTS[post] ?? ''}`;
}

/**
 * A month by chat: every seat of `plan` is claimed, then `swaps` pairs swap with consent, then `drops` people drop out
 * and somebody else steps in, with two crashes in between. Which swaps and stand-ins the rules allow is found by the
 * independent checker, not by the service.
 */
export function monthScenario(
  organisation: StateFile,
  plan: readonly Assignment[],
  options: { swaps: number; drops: number },
): MonthScenario {
  const scenario = new Scenario(organisation, plan);
  scenario.load();
  scenario.claimEverything();
  scenario.crash();
  for (let i = 0; i < options.swaps; i++) scenario.swap();
  scenario.crash();
  for (let i = 0; i < options.drops; i++) scenario.dropAndReplace();
  return scenario;
}

class Scenario implements MonthScenario {
  readonly lines: ScenarioLine[] = [];
  expected: Assignment[];
  private minute = 9 * 60;
  private readonly moved = new Set<Assignment>();

  constructor(
    private readonly organisation: StateFile,
    plan: readonly Assignment[],
  ) {
    this.expected = [...plan];
  }

  load(): void {
    this.lines.push({ load: this.organisation });
  }

  claimEverything(): void {
    const trainees = new Set(this.organisation.people.filter((p) => p.trainee).map((p) => p.key));
    // A newcomer on the line needs her experienced colleague to be there first.
    const ordered = [...this.expected].sort((a, b) => Number(trainees.has(a.person)) - Number(trainees.has(b.person)));
    for (const seat of ordered) this.say(seat.person, `认领${said(seat)}`);
  }

  crash(): void {
    this.lines.push({ at: this.at(), crash: true });
  }

  /** The first two seats that can change hands without a fault, and have not yet. */
  swap(): void {
    for (const mine of this.expected) {
      for (const theirs of this.expected) {
        if (mine.person === theirs.person || this.moved.has(mine) || this.moved.has(theirs)) continue;
        const after = this.expected.map((seat) => {
          if (seat === mine) return { ...seat, person: theirs.person };
          return seat === theirs ? { ...seat, person: mine.person } : seat;
        });
        if (!this.sound(after)) continue;
        const name = this.organisation.people.find((person) => person.key === theirs.person)?.name ?? '';
        this.say(mine.person, `我的${said(mine)}换${name}${said(theirs)}`);
        this.say(theirs.person, '同意');
        this.take(after, [this.expected.indexOf(mine), this.expected.indexOf(theirs)]);
        return;
      }
    }
    throw new Error('no two seats can be swapped');
  }

  dropAndReplace(): void {
    for (const seat of this.expected) {
      if (this.moved.has(seat)) continue;
      for (const person of this.organisation.people) {
        if (person.key === seat.person) continue;
        const after = this.expected.map((other) => (other === seat ? { ...other, person: person.key } : other));
        const between = this.expected.filter((other) => other !== seat);
        if (!this.sound(after) || !this.sound(between)) continue;
        this.say(seat.person, `退班${said(seat)}`);
        this.say(person.key, `认领${said(seat)}`);
        this.take(after, [this.expected.indexOf(seat)]);
        return;
      }
    }
    throw new Error('nobody can step in for anybody');
  }

  private take(after: Assignment[], changed: readonly number[]): void {
    const before = this.expected;
    this.expected = after;
    for (const [index, seat] of after.entries()) {
      const old = before[index];
      if (changed.includes(index) || (old && this.moved.has(old))) this.moved.add(seat);
    }
  }

  private sound(assignments: readonly Assignment[]): boolean {
    return faultsOf({ ...this.organisation, assignments }).length === 0;
  }

  private say(from: string, text: string): void {
    this.lines.push({ at: this.at(), from, say: text });
    this.minute++;
  }

  /** The last days of November, a minute a line. */
  private at(): string {
    const clock = `${String(Math.floor(this.minute / 60)).padStart(2, '0')}:${String(this.minute % 60).padStart(2, '0')}`;
    return `2026-11-29T${clock}`;
  }
}
