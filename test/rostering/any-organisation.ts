import * as fc from 'fast-check';
import type { OrganisationFile } from './read-file';

/** A month of an organisation that somebody made up, and how long its draft may take. */
export interface AnyMonth {
  readonly file: OrganisationFile;
  readonly month: string;
  readonly seconds: number;
}

type Json = Record<string, unknown>;

const MONTHS = ['2026-10', '2026-11', '2026-12'];
/** Some change their clocks in one of the months, one is half an hour off. */
const ZONES = ['Asia/Shanghai', 'Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'];
const QUALIFICATIONS = ['hotline', 'facilitation', 'broadcast'];
const SURNAMES = ['陈', '韦', '黄', '覃', '莫', '罗', '蓝', '刘', '梁', '农', '李', '王', '赵', '何'];

const day = fc.integer({ min: 1, max: 30 }).map((number) => String(number).padStart(2, '0'));
/** Left out more often than not: `likely` times of ten it is there. */
const perhaps = <T>(value: fc.Arbitrary<T>, likely = 3): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: likely, arbitrary: value }, { weight: 10 - likely, arbitrary: fc.constant(undefined) });

const caps = fc.record(
  {
    perDay: fc.integer({ min: 0, max: 2 }),
    perWeek: fc.integer({ min: 0, max: 4 }),
    perMonth: fc.integer({ min: 0, max: 12 }),
    nightsPerMonth: fc.integer({ min: 0, max: 4 }),
  },
  { requiredKeys: [] },
);

const hours = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }),
  times: fc.constantFrom(
    ['00:00', '24:00'],
    ['08:00', '24:00'],
    ['00:00', '08:30'],
    ['18:00', '24:00'],
    ['07:00', '20:15'],
  ),
});

const person = (month: string): fc.Arbitrary<Json & Omit<Holder, 'key'>> =>
  fc
    .record({
      trainee: fc.boolean(),
      active: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
      joined: perhaps(
        day.map((date) => `${month}-${date}`),
        1,
      ),
      qualifications: fc.subarray(QUALIFICATIONS, { minLength: 0 }),
      until: perhaps(
        day.map((date) => `${month}-${date}`),
        2,
      ),
      availability: perhaps(fc.array(hours, { minLength: 1, maxLength: 10 }), 3),
      leave: fc.oneof(
        { weight: 6, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.constant([{ from: `${month}-01`, to: `${month}-30` }]) },
        {
          weight: 3,
          arbitrary: fc
            .array(fc.tuple(day, day), { minLength: 1, maxLength: 3 })
            .map((days) =>
              days
                .map(([a, b]) => (a < b ? [a, b] : [b, a]))
                .map(([from, to]) => ({ from: `${month}-${from ?? ''}`, to: `${month}-${to ?? ''}` })),
            ),
        },
      ),
      caps: perhaps(caps, 6),
      wishes: perhaps(
        fc.array(
          fc.record(
            {
              want: fc.constantFrom('like', 'dislike'),
              weekday: fc.integer({ min: 1, max: 7 }),
              post: fc.constantFrom('first', 'second'),
            },
            { requiredKeys: ['want'] },
          ),
          { minLength: 1, maxLength: 3 },
        ),
      ),
    })
    .map(({ qualifications, until, availability, ...rest }) => ({
      ...rest,
      qualifications: qualifications.map((key, i) => (i === 0 && until ? { key, validUntil: until } : { key })),
      availability: (availability ?? []).map(({ weekday, times: [from, to] }) => ({ weekday, from, to })),
    }));

const rules = fc.record(
  {
    minRestHours: fc.constantFrom(0, 8, 11, 12, 36),
    restAfterNightHours: fc.constantFrom(0, 12, 24, 48),
    maxNightsInRow: fc.constantFrom(null, 0, 1, 2, 3),
    maxPerDay: fc.constantFrom(null, 0, 1, 2),
  },
  { requiredKeys: [] },
);

const post = fc
  .record({
    min: fc.integer({ min: 0, max: 3 }),
    more: fc.integer({ min: 0, max: 2 }),
    qualification: perhaps(fc.constantFrom(...QUALIFICATIONS), 5),
    trainee: fc.constantFrom('allowed', 'not-alone', 'never'),
  })
  .map(({ min, more, ...rest }) => ({ min, max: min + more, ...rest }));

const parts = fc.constantFrom<Json[][]>(
  [{ key: 'all', name: '全天', start: '08:00', end: '20:00' }],
  [
    { key: 'day', name: '白班', start: '08:00', end: '20:00' },
    { key: 'night', name: '夜班', start: '20:00', end: '08:00', night: true },
  ],
  [
    { key: 'late', name: '晚班', start: '16:00', end: '24:00', night: true },
    { key: 'night', name: '夜班', start: '00:00', end: '08:00', night: true },
    { key: 'noon', name: '午班', start: '11:00', end: '17:00' },
  ],
);
const recurrence = fc.constantFrom(
  'FREQ=DAILY',
  'FREQ=WEEKLY;BYDAY=SA',
  'FREQ=WEEKLY;BYDAY=MO,WE,FR',
  'FREQ=MONTHLY;BYDAY=3WE',
);

const programme = (mostPosts: number): fc.Arbitrary<ProgrammeOfMonth> =>
  fc
    .record({ recurrence, dayParts: parts, posts: fc.array(post, { maxLength: mostPosts }), rules })
    .map(({ posts, ...rest }) => ({
      ...rest,
      posts: posts.map((one, i) => ({ key: ['first', 'second', 'third'][i], name: `第${String(i + 1)}岗`, ...one })),
    }));

/**
 * Organisations with few people or none, odd rules, impossible months, posts that nobody fills, and seats that stand
 * already; half of them have more people than they need, so that there is something to share out.
 */
export const anyMonth: fc.Arbitrary<AnyMonth> = fc
  .tuple(fc.constantFrom(...MONTHS), fc.boolean())
  .chain(([month, scarce]) =>
    fc
      .record({
        zone: fc.constantFrom(...ZONES),
        people: fc.array(person(month), { minLength: scarce ? 0 : 8, maxLength: SURNAMES.length }),
        programmes: fc.array(programme(scarce ? 3 : 1), { minLength: 1, maxLength: scarce ? 3 : 1 }),
        cancelled: fc.array(day, { maxLength: 3 }),
        pins: fc.array(fc.tuple(day, fc.nat(), fc.nat(), fc.nat()), { maxLength: 6 }),
        seconds: fc.constantFrom(1, 2, 4),
      })
      .map(({ zone, cancelled, pins, seconds, ...rest }): AnyMonth => {
        const people = rest.people.map((one, i): Json & Holder => ({
          key: `v${String(i)}`,
          name: `${SURNAMES[i] ?? ''}一`,
          ...one,
        }));
        const programmes = rest.programmes.map((one, i) => ({
          key: `p${String(i)}`,
          name: `项目${String(i)}`,
          ...one,
        }));
        const sessions = programmes.flatMap(({ key, recurrence: rule, dayParts }) =>
          rule === 'FREQ=DAILY'
            ? [...new Set(cancelled)].map((date) => ({
                programme: key,
                start: `${month}-${date}T${String(dayParts[0]?.['start'])}`,
                cancelled: true,
              }))
            : [],
        );
        const file = {
          schema: 'xinyue/organisation@1',
          organisation: { key: 'any', name: '任意', timeZone: zone },
          qualifications: QUALIFICATIONS.map((key) => ({ key, name: key })),
          people,
          programmes,
          sessions,
        };
        const assignments = seats(file, month, pins);
        return { file: { ...file, assignments } as unknown as OrganisationFile, month, seconds };
      }),
  );

interface Made {
  readonly people: readonly Holder[];
  readonly programmes: readonly (ProgrammeOfMonth & { readonly key: string })[];
  readonly sessions: readonly { readonly start: string }[];
}

interface ProgrammeOfMonth {
  readonly recurrence: string;
  readonly dayParts: readonly Json[];
  readonly posts: readonly { readonly key?: string; readonly max: number; readonly qualification?: string }[];
}

interface Holder {
  readonly key: string;
  readonly qualifications: readonly { readonly key: string; readonly validUntil?: string }[];
}

/** Seats that people have already, at most one in a session, of daily programmes; whoever has one is qualified for it. */
function seats(
  { people, programmes, sessions }: Made,
  month: string,
  pins: readonly [string, number, number, number][],
): Json[] {
  const daily = programmes.filter(({ recurrence: rule }) => rule === 'FREQ=DAILY');
  const found = new Map<string, Json>();
  for (const [date, a, b, c] of pins) {
    const held = daily[a % Math.max(1, daily.length)];
    const part = held?.dayParts[b % held.dayParts.length];
    const open = held?.posts.filter(({ max }) => max > 0) ?? [];
    const chosen = open[b % Math.max(1, open.length)];
    const able = people.filter((one) => holds(one, chosen?.qualification));
    const who = able[c % Math.max(1, able.length)];
    if (!held || !part || !chosen || !who) continue;
    const start = `${month}-${date}T${String(part['start'])}`;
    if (sessions.some((session) => session.start === start)) continue;
    found.set(`${held.key} ${start}`, {
      programme: held.key,
      session: { start },
      post: chosen.key,
      person: who.key,
    });
  }
  return [...found.values()];
}

const holds = ({ qualifications }: Holder, asked: string | undefined): boolean =>
  asked === undefined || qualifications.some(({ key, validUntil }) => key === asked && validUntil === undefined);
