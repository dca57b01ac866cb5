import fc from 'fast-check';
import { instantOf, type CivilDateTime } from '../../src/kernel/civil-time';
import { DAY, HOUR } from '../../src/kernel/clock';
import { DEFAULT_RULES, type RotaRules } from '../../src/programmes/domain/specification';
import { judge, traineeComesToBeAlone, type Question } from '../../src/rota/domain/judge';
import type { Companion, Duty, Seat } from '../../src/rota/domain/seat';
import { isHard, type Violation } from '../../src/rota/domain/violation';
import type { Volunteer } from '../../src/volunteers/domain/volunteer';

const zone = 'Asia/Shanghai';
const at = (civil: CivilDateTime): number => instantOf(civil, zone);
const rules = (more: Partial<RotaRules> = {}): RotaRules => ({ ...DEFAULT_RULES, ...more });

const mei: Volunteer = {
  id: 'mei',
  name: '陈静',
  active: true,
  trainee: false,
  qualifications: [{ key: 'hotline', validUntil: '2027-06-30' }],
  availability: [],
  leave: [],
  caps: {},
};

/** The evening of Tuesday 8 December, four hours. */
const evening: Seat = {
  shiftId: 'evening',
  sessionId: 'tuesday-evening',
  start: at('2026-12-08T20:00'),
  end: at('2026-12-09T00:00'),
  night: false,
  cancelled: false,
  seatsMax: 1,
  taken: 0,
  qualification: 'hotline',
  trainee: 'not-alone',
  rules: rules(),
  companions: [],
};

const duty = (start: CivilDateTime, hours: number, more: Partial<Duty> = {}): Duty => ({
  assignmentId: `a ${start}`,
  shiftId: `s ${start}`,
  start: at(start),
  end: at(start) + hours * HOUR,
  night: false,
  highRisk: false,
  rules: rules(),
  ...more,
});

const companion = (personId: string, more: Partial<Companion> = {}): Companion => ({
  assignmentId: `a-${personId}`,
  shiftId: 'other',
  personId,
  trainee: false,
  policy: 'allowed',
  ...more,
});

const found = (
  more: Partial<Omit<Question, 'seat' | 'volunteer'>> & { seat?: Partial<Seat>; who?: Partial<Volunteer> },
) =>
  judge({
    duties: [],
    now: at('2026-12-01T09:00'),
    zone,
    ...more,
    volunteer: { ...mei, ...more.who },
    seat: { ...evening, ...more.seat },
  });
const rulesOf = (...args: Parameters<typeof found>): Violation['rule'][] => found(...args).map((v) => v.rule);

describe('each rule refuses, and lets pass what is just within it', () => {
  const cases: [string, Parameters<typeof found>[0], Violation['rule'][]][] = [
    ['nothing in the way', {}, []],
    ['a session that has ended', { now: evening.end }, ['past']],
    ['a session that still runs', { now: evening.end - 1 }, []],
    ['a cancelled shift', { seat: { cancelled: true } }, ['cancelled']],
    ['somebody who no longer serves', { who: { active: false } }, ['inactive']],
    ['a full shift', { seat: { taken: 1 } }, ['full']],
    [
      'a full shift whose holder leaves',
      {
        seat: { taken: 1, companions: [companion('wei', { shiftId: 'evening' })] },
        without: ['a-wei'],
      },
      [],
    ],
    ['her own shift', { seat: { companions: [companion('mei', { shiftId: 'evening' })] } }, ['already-yours']],
    ['no such qualification', { seat: { qualification: 'supervision' } }, ['qualification-missing']],
    ['no qualification needed', { seat: { qualification: null }, who: { qualifications: [] } }, []],
    [
      'a qualification that ends the day before',
      {
        who: { qualifications: [{ key: 'hotline', validUntil: '2026-12-07' }] },
      },
      ['qualification-expired'],
    ],
    [
      'a qualification valid on the last day',
      {
        who: { qualifications: [{ key: 'hotline', validUntil: '2026-12-08' }] },
      },
      [],
    ],
    ['a duty in the same hours', { duties: [duty('2026-12-08T18:00', 3)] }, ['overlap']],
    ['a duty that ends as it begins', { duties: [duty('2026-12-08T17:00', 3)] }, []],
    ['a duty given up by the same act', { duties: [duty('2026-12-08T18:00', 3)], without: ['a 2026-12-08T18:00'] }, []],
    [
      'too little rest before',
      { seat: { rules: rules({ minRestHours: 11 }) }, duties: [duty('2026-12-08T08:00', 6)] },
      ['rest'],
    ],
    ['enough rest before', { seat: { rules: rules({ minRestHours: 6 }) }, duties: [duty('2026-12-08T08:00', 6)] }, []],
    [
      'too little rest after',
      { duties: [duty('2026-12-09T08:00', 6, { rules: rules({ minRestHours: 11 }) })] },
      ['rest'],
    ],
    [
      'too little rest after a night',
      {
        duties: [duty('2026-12-08T00:00', 8, { night: true, rules: rules({ restAfterNightHours: 24 }) })],
      },
      ['rest'],
    ],
    [
      'the same hours after a day',
      { duties: [duty('2026-12-08T00:00', 8, { rules: rules({ restAfterNightHours: 24 }) })] },
      [],
    ],
    [
      'too little rest after a high-risk call',
      {
        duties: [duty('2026-12-07T20:00', 4, { highRisk: true, rules: rules({ restAfterHighRiskHours: 36 }) })],
      },
      ['rest'],
    ],
    ['the cap of a day', { who: { caps: { perDay: 1 } }, duties: [duty('2026-12-08T08:00', 6)] }, ['cap']],
    [
      'the programme’s cap of a day',
      { seat: { rules: rules({ maxPerDay: 1 }) }, duties: [duty('2026-12-08T08:00', 6)] },
      ['cap'],
    ],
    [
      'the cap of a week, on its Monday',
      { who: { caps: { perWeek: 1 } }, duties: [duty('2026-12-07T08:00', 6)] },
      ['cap'],
    ],
    ['the Sunday before that week', { who: { caps: { perWeek: 1 } }, duties: [duty('2026-12-06T08:00', 6)] }, []],
    [
      'the cap of a month, on its last day',
      { who: { caps: { perMonth: 1 } }, duties: [duty('2026-12-31T20:00', 4)] },
      ['cap'],
    ],
    ['the first of the next month', { who: { caps: { perMonth: 1 } }, duties: [duty('2027-01-01T00:00', 8)] }, []],
    [
      'the cap of nights',
      {
        seat: { night: true },
        who: { caps: { nightsPerMonth: 1 } },
        duties: [duty('2026-12-20T00:00', 8, { night: true })],
      },
      ['cap'],
    ],
    [
      'nights are capped, days are not',
      {
        who: { caps: { nightsPerMonth: 1 } },
        duties: [duty('2026-12-20T00:00', 8, { night: true })],
      },
      [],
    ],
    [
      'nights in a row, between two others',
      {
        seat: { night: true, rules: rules({ maxNightsInRow: 2 }) },
        duties: [duty('2026-12-07T20:00', 4, { night: true }), duty('2026-12-09T20:00', 4, { night: true })],
      },
      ['nights-in-row'],
    ],
    [
      'nights with one between',
      {
        seat: { night: true, rules: rules({ maxNightsInRow: 2 }) },
        duties: [duty('2026-12-07T20:00', 4, { night: true }), duty('2026-12-10T20:00', 4, { night: true })],
      },
      [],
    ],
    ['a trainee alone', { who: { trainee: true } }, ['trainee-alone']],
    [
      'a trainee beside a trainee',
      { who: { trainee: true }, seat: { companions: [companion('wei', { trainee: true })] } },
      ['trainee-alone'],
    ],
    ['a trainee in company', { who: { trainee: true }, seat: { companions: [companion('wei')] } }, []],
    [
      'a trainee whose company leaves',
      {
        who: { trainee: true },
        seat: { companions: [companion('wei')] },
        without: ['a-wei'],
      },
      ['trainee-alone'],
    ],
    [
      'a post that takes no trainees',
      { who: { trainee: true }, seat: { trainee: 'never', companions: [companion('wei')] } },
      ['trainee-never'],
    ],
    [
      'leave that begins within it',
      { who: { leave: [{ from: evening.end - HOUR, to: evening.end + DAY }] } },
      ['on-leave'],
    ],
    ['leave that begins as it ends', { who: { leave: [{ from: evening.end, to: evening.end + DAY }] } }, []],
    [
      'hours she did not name',
      { who: { availability: [{ weekday: 2, fromMinute: 480, toMinute: 1380 }] } },
      ['unavailable'],
    ],
    ['hours she named', { who: { availability: [{ weekday: 2, fromMinute: 1200, toMinute: 1440 }] } }, []],
    [
      'hours across midnight',
      {
        seat: { end: at('2026-12-09T08:00') },
        who: {
          availability: [
            { weekday: 2, fromMinute: 1080, toMinute: 1440 },
            { weekday: 3, fromMinute: 0, toMinute: 480 },
          ],
        },
      },
      [],
    ],
    [
      'before claims open',
      { claiming: true, seat: { rules: rules({ claimOpensDays: 7 }) }, now: at('2026-11-30T23:59') },
      ['not-open-yet'],
    ],
    [
      'the midnight when claims open',
      { claiming: true, seat: { rules: rules({ claimOpensDays: 7 }) }, now: at('2026-12-01T00:00') },
      [],
    ],
    ['not claiming for oneself', { seat: { rules: rules({ claimOpensDays: 7 }) }, now: at('2026-11-01T00:00') }, []],
  ];
  it.each(cases)('%s', (_, question, expected) => {
    expect(rulesOf(question)).toEqual(expected);
  });

  it.each([
    ['the hour that comes twice', '2026-10-25'],
    ['the hour that is skipped', '2027-03-28'],
  ])('knows hours on the wall on the day of %s', (_, sunday) => {
    const berlin = 'Europe/Berlin';
    const start = instantOf(`${sunday}T16:00`, berlin);
    const end = instantOf(`${sunday}T22:00`, berlin);
    const asked = (fromMinute: number, toMinute: number): Violation[] => {
      const volunteer = { ...mei, availability: [{ weekday: 7 as const, fromMinute, toMinute }] };
      return judge({ volunteer, duties: [], seat: { ...evening, start, end }, now: start - DAY, zone: berlin });
    };
    expect(asked(16 * 60, 22 * 60)).toEqual([]);
    expect(asked(17 * 60, 23 * 60)).toEqual([{ rule: 'unavailable' }]);
    expect(asked(15 * 60, 21 * 60)).toEqual([{ rule: 'unavailable' }]);
  });

  it('names the rest that is needed and the rest that there is', () => {
    const question = { seat: { rules: rules({ minRestHours: 11 }) }, duties: [duty('2026-12-08T08:00', 6)] };
    expect(found(question)[0]).toMatchObject({ rule: 'rest', neededHours: 11, gapHours: 6 });
  });
});

describe('a trainee comes to be alone', () => {
  const trainee = companion('lan', { trainee: true, policy: 'not-alone' });
  const old = companion('wei');

  it('when the only experienced one leaves', () => {
    expect(traineeComesToBeAlone([trainee, old], ['a-wei'])).toBe(true);
  });

  it('but not when another stays, comes, or when she was alone before', () => {
    expect(traineeComesToBeAlone([trainee, old, companion('ning')], ['a-wei'])).toBe(false);
    expect(traineeComesToBeAlone([trainee, old], ['a-wei'], [companion('ning')])).toBe(false);
    expect(traineeComesToBeAlone([trainee], [])).toBe(false);
  });
});

describe('whatever the facts', () => {
  const hours = fc.integer({ min: -60, max: 60 });
  const duties = fc.array(
    fc.record({ offset: hours, length: fc.integer({ min: 1, max: 12 }), night: fc.boolean(), highRisk: fc.boolean() }),
    { maxLength: 8 },
  );
  const question = fc
    .record({
      duties,
      rest: fc.integer({ min: 0, max: 24 }),
      perWeek: fc.integer({ min: 1, max: 5 }),
      nights: fc.integer({ min: 1, max: 3 }),
      night: fc.boolean(),
      trainee: fc.boolean(),
    })
    .map((facts): Question => {
      const own = rules({ minRestHours: facts.rest, maxNightsInRow: facts.nights });
      const made = facts.duties.map((one, i) => {
        const start = evening.start + one.offset * HOUR;
        return {
          ...one,
          assignmentId: String(i),
          shiftId: `s${String(i)}`,
          start,
          end: start + one.length * HOUR,
          rules: own,
        };
      });
      const volunteer = { ...mei, trainee: facts.trainee, caps: { perWeek: facts.perWeek } };
      return { volunteer, duties: made, seat: { ...evening, night: facts.night, rules: own }, now: 0, zone };
    });

  it('one duty more never removes an obstacle', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const rulesWith = new Set(judge(asked).map((v) => v.rule));
        const without = judge({ ...asked, duties: asked.duties.slice(1) }).map((v) => v.rule);
        return without.every((rule) => rulesWith.has(rule));
      }),
    );
  });

  it('ending every duty leaves only what has nothing to do with duties', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const ended = judge({ ...asked, without: asked.duties.map((d) => d.assignmentId) }).map((v) => v.rule);
        return ended.every((rule) => rule === 'trainee-alone');
      }),
    );
  });

  it('overlapping duties are always found, touching ones never', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const overlapping = asked.duties.some((d) => d.start < asked.seat.end && asked.seat.start < d.end);
        return judge(asked).some((v) => v.rule === 'overlap') === overlapping;
      }),
    );
  });

  it('hard rules come first', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const hard = judge({ ...asked, seat: { ...asked.seat, qualification: 'unknown' } }).map(isHard);
        return hard.lastIndexOf(true) < (hard.includes(false) ? hard.indexOf(false) : Infinity);
      }),
    );
  });
});
