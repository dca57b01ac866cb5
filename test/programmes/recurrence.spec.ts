import { faultOfRule, occurrences } from '../../src/programmes/recurrence';
import {
  DEFAULT_REMINDERS,
  DEFAULT_RULES,
  type DayPart,
  type ProgrammeSpecification,
} from '../../src/programmes/domain/specification';
import { calendarDay, daysOffOf } from '../../src/programmes/holidays';

const AFTERNOON: DayPart = { key: '', name: '', start: '15:00', end: '17:00', night: false };

function aProgramme(recurrence: string | null, more: Partial<ProgrammeSpecification> = {}): ProgrammeSpecification {
  return {
    recurrence,
    since: null,
    dayParts: [AFTERNOON],
    place: null,
    capacity: null,
    posts: [],
    rules: DEFAULT_RULES,
    reminders: DEFAULT_REMINDERS,
    handover: null,
    measures: [],
    ...more,
  };
}

const starts = (programme: ProgrammeSpecification, from: string, to: string): string[] =>
  occurrences(programme, from, to).map(({ start }) => start.slice(0, 10));

describe('the sessions that a rule makes', () => {
  const rules: [string, string | null, string[]][] = [
    ['FREQ=WEEKLY;BYDAY=SA', null, ['2026-12-05', '2026-12-12', '2026-12-19', '2026-12-26']],
    ['FREQ=MONTHLY;BYDAY=3WE', null, ['2026-12-16']],
    ['FREQ=MONTHLY;BYDAY=-1SU', null, ['2026-12-27']],
    ['FREQ=MONTHLY;BYMONTHDAY=8,31', null, ['2026-12-08', '2026-12-31']],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', null, ['2026-12-31']],
    ['FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20', null, ['2026-12-20']],
    ['FREQ=DAILY;BYDAY=MO', null, ['2026-12-07', '2026-12-14', '2026-12-21', '2026-12-28']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SA', '2026-11-28', ['2026-12-12', '2026-12-26']],
    ['FREQ=WEEKLY', '2026-11-26', ['2026-12-03', '2026-12-10', '2026-12-17', '2026-12-24', '2026-12-31']],
    ['FREQ=WEEKLY;BYDAY=SA;COUNT=3', '2026-11-28', ['2026-12-05', '2026-12-12']],
    ['FREQ=WEEKLY;BYDAY=SA;UNTIL=20261212', null, ['2026-12-05', '2026-12-12']],
    ['FREQ=WEEKLY;BYDAY=SA', '2026-12-13', ['2026-12-19', '2026-12-26']],
  ];
  it.each(rules)('%s since %s', (rule, since, december) => {
    expect(faultOfRule(rule, since)).toBeNull();
    expect(starts(aProgramme(rule, { since }), '2026-12-01', '2026-12-31')).toEqual(december);
  });

  it('are the same whether asked for day by day or at once', () => {
    const programme = aProgramme('FREQ=MONTHLY;BYDAY=2TU,4TU');
    const year = starts(programme, '2026-01-01', '2026-12-31');
    const single = year.filter((date) => starts(programme, date, date).length === 1);
    expect(year).toHaveLength(24);
    expect(single).toEqual(year);
    expect(starts(programme, '2026-12-09', '2026-12-21')).toEqual([]);
  });

  it('come in day parts, in order, the last one over midnight', () => {
    const night: DayPart = { key: 'night', name: '夜班', start: '20:00', end: '08:00', night: true };
    const late: DayPart = { key: 'late', name: '晚班', start: '16:00', end: '24:00', night: false };
    const found = occurrences(aProgramme('FREQ=DAILY', { dayParts: [night, late] }), '2026-12-31', '2026-12-31');
    expect(found.map(({ start, end }) => `${start} ${end}`)).toEqual([
      '2026-12-31T16:00 2027-01-01T00:00',
      '2026-12-31T20:00 2027-01-01T08:00',
    ]);
  });

  it('are none for a programme of ordered sessions', () => {
    expect(occurrences(aProgramme(null), '2026-01-01', '2026-12-31')).toEqual([]);
  });

  it.each([
    'hello',
    '',
    'FREQ=HOURLY',
    'FREQ=SOMETIMES',
    'FREQ=WEEKLY',
    'FREQ=MONTHLY',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=DAILY;INTERVAL=2',
    'FREQ=DAILY;COUNT=10',
    'RRULE:FREQ=DAILY',
  ])('refuses %p without an anchor', (rule) => {
    expect(faultOfRule(rule, null)).toEqual(expect.any(String));
  });
});

describe('holidays and make-up workdays', () => {
  it('come from the published table', () => {
    expect(calendarDay('2026-10-01')).toEqual({ works: false, holiday: '国庆节' });
    expect(calendarDay('2026-10-10')).toEqual({ works: true, holiday: '国庆节' });
    expect(calendarDay('2026-11-24')).toEqual({ works: true, holiday: null });
    expect(calendarDay('2026-11-28')).toEqual({ works: false, holiday: null });
  });

  it('give each holiday its days off', () => {
    expect(daysOffOf(2026)?.map(({ name }) => name)).toEqual([
      '元旦',
      '春节',
      '清明',
      '劳动节',
      '端午',
      '中秋',
      '国庆节',
    ]);
    expect(daysOffOf(2026)?.[6]).toEqual({
      name: '国庆节',
      from: '2026-10-01',
      to: '2026-10-08',
      worked: ['2026-09-20', '2026-10-10'],
    });
    expect(daysOffOf(2031)).toBeNull();
  });

  it('are unknown for a year without a table, never assumed', () => {
    expect(calendarDay('2031-10-01')).toBeNull();
    expect(calendarDay('2031-05-14')).toBeNull();
    expect(calendarDay('2026-02-30')).toBeNull();
  });
});
