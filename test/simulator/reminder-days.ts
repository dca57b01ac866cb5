import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, weekdayOf, type CivilDate, type ZoneName } from '../../src/kernel/civil-time';
import { simulate } from '../../src/simulator/simulate';
import type { Heard } from '../../src/simulator/simulation';

const SAMPLE = join(__dirname, '../../src/import/sample/sample-organisation.json');

/** What is wrong with the reminders of a stretch of days; all but `expected` have to be empty. */
export interface ReminderAccount {
  /** How many reminders were to be heard. */
  readonly expected: number;
  readonly missing: readonly string[];
  readonly doubled: readonly string[];
  /** Reminders that nobody was to hear, for example at another time. */
  readonly unexpected: readonly string[];
  /** What the people of the scenario said and the service did not take. */
  readonly refused: readonly string[];
}

/** When a seat that begins at a time of the day is reminded of: how many days before, and at what time on the wall. */
interface Times {
  readonly first: readonly [days: number, clock: string];
  readonly second: readonly [days: number, clock: string];
}

/**
 * Written down from the rules of confirm or replace by hand: 24 and 12 hours before, in the morning or on the evening
 * before where that would be at night. None of it knows of zones: a clock on a wall shows the same everywhere.
 */
const TIMES: Readonly<Record<string, Times>> = {
  '00:00': { first: [-1, '08:00'], second: [-1, '12:00'] },
  '08:00': { first: [-1, '08:00'], second: [-1, '20:00'] },
  '14:00': { first: [-1, '14:00'], second: [-1, '21:30'] },
  '20:00': { first: [-1, '20:00'], second: [0, '08:00'] },
  '15:00': { first: [-1, '15:00'], second: [0, '08:00'] },
  '19:00': { first: [-1, '19:00'], second: [0, '08:00'] },
};
/** Two hours before, at night, too: what whoever said 提醒 提前2小时 hears once more. */
const TWO_HOURS_BEFORE: Readonly<Record<string, readonly [days: number, clock: string]>> = {
  '00:00': [-1, '22:00'],
  '08:00': [0, '06:00'],
  '14:00': [0, '12:00'],
  '20:00': [0, '18:00'],
};

const PARTS = [
  { clock: '00:00', said: '00:00' },
  { clock: '08:00', said: '早班' },
  { clock: '14:00', said: '午班' },
  { clock: '20:00', said: '晚班' },
];
/** Eight seats a day go round among so many: nobody serves twice within five days, and everybody at every hour. */
const COUNSELLORS = 41;
const FACILITATORS = 4;
const FAMILIES = 3;
/** Seats are claimed this many days ahead, in the afternoon, when no reminder is due. */
const AHEAD = 7;
/** The first seats are so many days after the beginning, when all of their reminders lie ahead. */
const ARRIVAL = 2;
const CRASH_EVERY = 50;
/** One seat in so many is never confirmed. */
const SILENT = 24;

interface Seat {
  readonly person: string;
  readonly date: CivilDate;
  readonly clock: string;
  /** As people name it: `12月8日晚班接线员`. */
  readonly said: string;
  /** As the service names it: `12月8日(周二) 20:00`. */
  readonly shown: string;
  readonly post: string;
}

/** One line of a scenario. */
type Line = { readonly at: string } & Readonly<Record<string, unknown>>;

const day = (date: CivilDate): string => `${String(Number(date.slice(5, 7)))}月${String(Number(date.slice(8)))}日`;
const shown = (date: CivilDate, clock: string): string =>
  `${day(date)}(周${'一二三四五六日'.charAt(weekdayOf(date) - 1)}) ${clock}`;
const numbered = (letter: string, n: number): string => `${letter}${String(n).padStart(2, '0')}`;
const isThirdWednesday = (date: CivilDate): boolean =>
  weekdayOf(date) === 3 && Number(date.slice(8)) > 14 && Number(date.slice(8)) <= 21;

/**
 * The three programmes with every seat taken and families signed up, for `days` days soon after `from`. A third confirms
 * at the first reminder, most others at the second, a few say nothing and come; some want to be reminded two hours before
 * as well; the service crashes now and then. Everything goes through what people say.
 */
export class ReminderDays {
  private readonly seats: Seat[] = [];
  private readonly lines: Line[] = [];
  private readonly expected: string[] = [];

  constructor(
    private readonly zone: ZoneName,
    private readonly from: CivilDate,
    days: number,
  ) {
    this.wishes();
    for (let i = 1; i <= days; i++) this.dayOf(addDays(from, i + ARRIVAL), i);
    this.lines.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }

  /** Plays it all and compares what was heard with what was to be heard. */
  async play(): Promise<ReminderAccount> {
    const folder = mkdtempSync(join(tmpdir(), 'xinyue-days-'));
    try {
      const file = join(folder, 'days.jsonl');
      const all = [{ load: this.organisation(), at: `${this.from}T09:00` }, ...this.lines];
      writeFileSync(file, all.map((line) => `${JSON.stringify(line)}\n`).join(''));
      const heard: string[] = [];
      const refused: string[] = [];
      await simulate({ file, database: null, state: null }, (message) => {
        heard.push(...remindersIn(message));
        if (message.replyTo !== undefined && message.text !== undefined && !/^(✓|好的|已)/u.test(message.text))
          refused.push(`${message.at} ${message.to}: ${message.text}`);
      });
      return { expected: this.expected.length, refused, ...compared(this.expected, heard) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  private wishes(): void {
    for (let n = 0; n < COUNSELLORS; n += 9) this.say(`${this.from}T09:30`, numbered('v', n), '提醒 提前2小时');
  }

  private dayOf(date: CivilDate, index: number): void {
    const claimed = `${index + ARRIVAL <= AHEAD ? this.from : addDays(date, -AHEAD)}T16:00`;
    for (const [i, { clock, said }] of PARTS.entries()) {
      for (const [j, post] of ['接线员', '备班'].entries()) {
        const n = (index * 8 + i * 2 + j) % COUNSELLORS;
        const seat = { person: numbered('v', n), date, clock, said: `${day(date)}${said}${post}`, post };
        this.seat({ ...seat, shown: shown(date, clock) }, claimed);
        const own = TWO_HOURS_BEFORE[clock];
        if (n % 9 === 0 && own) this.expect(own, date, seat.person, '提醒', shown(date, clock));
      }
    }
    const others: [boolean, string, string, string, string[]][] = [
      [weekdayOf(date) === 6, '周周约', '15:00', 's', ['带领者', '助理']],
      [isThirdWednesday(date), '月月讲', '19:00', 't', ['嘉宾', '主持']],
    ];
    for (const [takesPlace, programme, clock, letter, posts] of others) {
      if (!takesPlace) continue;
      for (const [j, post] of posts.entries()) {
        const person = numbered(letter, (index + j) % FACILITATORS);
        const said = `${day(date)}${programme}${post}`;
        this.seat({ person, date, clock, said, post, shown: shown(date, clock) }, claimed);
      }
    }
    if (weekdayOf(date) === 6) this.families(date, claimed);
    if (index % CRASH_EVERY === 0) this.lines.push({ at: `${date}T03:30`, crash: true });
  }

  private seat(seat: Seat, claimed: string): void {
    const { person, date, clock, said } = seat;
    const n = this.seats.push(seat);
    const { first, second } = TIMES[clock] ?? { first: [0, ''], second: [0, ''] };
    this.say(claimed, person, `认领${said}`);
    this.expect(first, date, person, '提醒', seat.shown);
    if (n % 3 === 0) this.say(later(first, date), person, '确认');
    else this.expect(second, date, person, '再提醒', seat.shown);
    if (n % 3 !== 0 && n % SILENT !== 1) this.say(later(second, date), person, '确认');
    this.say(`${date}T${clock.slice(0, 2)}:01`, person, '到岗');
  }

  private families(date: CivilDate, signedUp: string): void {
    for (let n = 0; n < FAMILIES; n++) {
      this.say(signedUp, numbered('f', n), `报名${day(date)}周周约${String(n + 1)}人`);
      this.expect([-1, '15:00'], date, numbered('f', n), '提醒', shown(date, '15:00'));
    }
  }

  private say(at: string, from: string, text: string): void {
    this.lines.push({ at, from, say: text });
  }

  private expect([days, clock]: readonly [number, string], date: CivilDate, ...what: string[]): void {
    this.expected.push([`${addDays(date, days)}T${clock}`, ...what].join(' '));
  }

  private organisation(): object {
    const sample = JSON.parse(readFileSync(SAMPLE, 'utf8')) as Record<string, object>;
    const { schema, qualifications, programmes } = sample;
    const all = ['hotline', 'facilitation', 'broadcast'].map((key) => ({ key, validUntil: '2035-12-31' }));
    const people = (letter: string, count: number, more: object): object[] =>
      Array.from({ length: count }, (_, n) => ({ key: numbered(letter, n), name: numbered(letter, n), ...more }));
    return {
      schema,
      qualifications,
      programmes,
      organisation: { key: 'days', name: '一年', timeZone: this.zone },
      people: [
        { key: 'c01', name: 'c01', roles: ['coordinator'] },
        ...people('v', COUNSELLORS, { roles: ['volunteer'], qualifications: all.slice(0, 1) }),
        ...people('s', FACILITATORS, { roles: ['volunteer'], qualifications: all.slice(1, 2) }),
        ...people('t', FACILITATORS, { roles: ['volunteer'], qualifications: all.slice(2) }),
        ...people('f', FAMILIES, { roles: ['participant'] }),
      ],
    };
  }
}

/** Five minutes after a reminder. */
const later = ([days, clock]: readonly [number, string], date: CivilDate): string =>
  `${addDays(date, days)}T${clock.slice(0, 4)}5`;

/** Every reminder that a message holds, as `2026-12-07T20:00 v01 提醒 12月8日(周二) 20:00`. */
function remindersIn({ at, to, text = '', replyTo }: Heard): string[] {
  if (replyTo !== undefined) return [];
  return [...text.matchAll(/(再提醒|提醒)：[^\n]*?(\d+月\d+日\(周.\) \d\d:\d\d)/gu)].map(
    ([, kind = '', about = '']) => `${at} ${to} ${kind} ${about}`,
  );
}

function compared(
  expected: readonly string[],
  heard: readonly string[],
): Pick<ReminderAccount, 'missing' | 'doubled' | 'unexpected'> {
  const times = new Map<string, number>();
  for (const one of heard) times.set(one, (times.get(one) ?? 0) + 1);
  const wanted = new Set(expected);
  return {
    missing: expected.filter((one) => !times.has(one)),
    doubled: [...times].filter(([one, n]) => wanted.has(one) && n > 1).map(([one]) => one),
    unexpected: [...times.keys()].filter((one) => !wanted.has(one)),
  };
}
