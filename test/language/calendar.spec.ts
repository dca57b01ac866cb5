import { Lunar, Solar } from 'lunar-javascript';
import { hear, understandAt } from '../../src/conversation/grammar/parse';
import { solarTerm } from '../../src/conversation/grammar/time/solar-terms';
import { addDays, dateOfDayNumber, instantOf } from '../../src/kernel/civil-time';

const firstDay = (text: string, wall: string): string | undefined =>
  understandAt(text, { wall })[0]?.slots.when?.[0]?.from.slice(0, 10);

const lunarDate = (year: number, month: number, day: number): string =>
  Lunar.fromYmd(year, month, day).getSolar().toYmd();

describe('the Chinese calendar beside another implementation of it', () => {
  const years = Array.from({ length: 14 }, (_, i) => 2026 + i);

  it.each(years)('has the same festivals in %i', (year) => {
    const wall = `${String(year)}-01-01T10:00`;
    expect({
      春节: firstDay('今年春节', wall),
      元宵: firstDay('今年元宵节', wall),
      端午: firstDay('今年端午', wall),
      七夕: firstDay('今年七夕', wall),
      中秋: firstDay('今年中秋', wall),
      重阳: firstDay('今年重阳节', wall),
      冬至: firstDay('今年冬至', wall),
    }).toEqual({
      春节: lunarDate(year, 1, 1),
      元宵: lunarDate(year, 1, 15),
      端午: lunarDate(year, 5, 5),
      七夕: lunarDate(year, 7, 7),
      中秋: lunarDate(year, 8, 15),
      重阳: lunarDate(year, 9, 9),
      冬至: Solar.fromYmd(year, 12, 1).getLunar().getJieQiTable().DONG_ZHI?.toYmd(),
    });
  });
});

describe('the solar terms beside another implementation of them', () => {
  const years = Array.from({ length: 84 }, (_, i) => 2000 + i);

  it.each(years)('are the same in %i', (year) => {
    // The table of a spring day reaches from the winter before to the next one, but not to its end.
    const listed = Solar.fromYmd(year, 5, 5).getLunar().getJieQiTable();
    const theirs = Object.entries(listed).flatMap(([name, day]): [string, string][] => {
      const date = day?.toYmd() ?? '';
      return /^[A-Z]/.test(name) || !date.startsWith(String(year)) ? [] : [[name, date]];
    });
    const ours = theirs.map(([name]) => {
      const day = solarTerm(name, year);
      return [name, day === null ? null : dateOfDayNumber(day)];
    });
    expect(theirs.length).toBeGreaterThanOrEqual(22);
    expect(ours).toEqual(theirs);
  });

  it('are none outside the century of the formula, and none for another word', () => {
    expect([solarTerm('立春', 1999), solarTerm('立春', 2100), solarTerm('春天', 2026)]).toEqual([null, null, null]);
  });
});

describe('in every zone', () => {
  const ZONES = [
    'Asia/Shanghai',
    'UTC',
    'America/New_York',
    'Australia/Lord_Howe',
    'Pacific/Kiritimati',
    'Asia/Kathmandu',
  ];

  it.each(ZONES)('明天 is the day after on the wall of %s, also around midnight and when clocks change', (zone) => {
    for (const day of [
      '2026-11-01',
      '2026-12-31',
      '2027-02-28',
      '2027-03-14',
      '2027-04-04',
      '2027-10-03',
      '2028-02-28',
    ]) {
      for (const clock of ['05:00', '12:00', '23:59']) {
        const [reading] = hear('认领 明天', { now: instantOf(`${day}T${clock}`, zone), zone }).readings;
        expect(reading?.slots.when?.[0]?.from).toBe(`${addDays(day, 1)}T00:00`);
      }
    }
  });
});
