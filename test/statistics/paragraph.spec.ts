import type { Counts, MeasureCount, ProgrammeCounts } from '../../src/statistics/domain/counts';
import { NO_MINUTES } from '../../src/programmes/domain/service-origin';
import { about, hoursText, paragraph } from '../../src/statistics/domain/paragraph';

const measure = (name: string, unit: string, value: number, more: Partial<MeasureCount> = {}): MeasureCount => ({
  key: name,
  name,
  unit,
  value,
  published: 'exact',
  sessions: 1,
  ofSessions: more.sessions ?? 1,
  certainty: 'exact',
  sources: [],
  ...more,
});

const programme = (
  name: string,
  sessions: number,
  measures: MeasureCount[],
  roundTheClock = false,
  cover = { coveredMinutes: 100, ofMinutes: 100, gaps: { total: 0, first: [] } },
): ProgrammeCounts => ({
  programmeKey: name,
  programmeName: name,
  label: name,
  organisations: [],
  roundTheClock,
  cover: roundTheClock ? cover : null,
  running: 0,
  sessions,
  past: sessions,
  cancelled: 0,
  measures,
  registered: { households: 0, people: 0 },
  attended: { households: 0, people: 0 },
  distinct: { households: 0, people: 0 },
  volunteers: 0,
  serviceMinutes: 0,
  minutesByOrigin: NO_MINUTES,
});

const counts = (
  programmes: ProgrammeCounts[],
  volunteers = 0,
  serviceMinutes = 0,
): Pick<Counts, 'period' | 'programmes' | 'totals'> => ({
  period: { from: '2020-01-01', to: '2020-10-31' },
  programmes,
  totals: {
    sessions: 0,
    attended: { households: 0, people: 0 },
    distinct: { households: 0, people: 0 },
    volunteers,
    serviceMinutes,
    minutesByOrigin: { ...NO_MINUTES, signed: serviceMinutes },
  },
});

describe('a figure that is not published exactly', () => {
  it.each([
    [63_500, '6万多'],
    [60_000, '6万'],
    [126_000, '12万多'],
    [120_000_001, '1亿多'],
    [9_999, '9900多'],
    [4_000, '4000'],
    [226, '220多'],
    [220, '220'],
    [93, '90多'],
    [20, '20'],
    [19, '19'],
    [0, '0'],
  ])('%d is said as %s', (value, said) => {
    expect(about(value)).toBe(said);
  });

  it('never says more than there was', () => {
    for (let value = 0; value < 30_000; value += 7) {
      const said = about(value).replace('多', '');
      const number = said.endsWith('万') ? Number(said.slice(0, -1)) * 10_000 : Number(said);
      expect(number).toBeLessThanOrEqual(value);
      expect(about(value).includes('多')).toBe(number < value);
    }
  });
});

describe('service hours', () => {
  it.each([
    [0, '0'],
    [30, '0.5'],
    [59, '0.9'],
    [600, '10'],
    [719, '11'],
  ])('%d minutes are %s hours', (minutes, text) => {
    expect(hoursText(minutes)).toBe(text);
  });
});

describe('the paragraph of a work report', () => {
  it('says programmes in their order, then people and hours', () => {
    const text = paragraph(
      counts(
        [
          programme('月月讲', 6, [measure('听众', '人次', 63_500, { published: 'about' })]),
          programme('天天询', 900, [measure('来电', '个', 313)], true),
        ],
        44,
        90_000,
      ),
    );
    expect(text).toBe(
      '2020年1月1日至10月31日，月月讲开展6场，听众6万多人次；天天询24小时值守，来电313个；参与服务的志愿者44名，服务时长1500小时。',
    );
  });

  it.each([
    [60_000, 'at-least', '听众6万多人次'],
    [60_500, 'at-least', '听众6万多人次'],
    [15_000, 'about', '听众约1.5万人次'],
    [3_000, 'about', '听众约3000人次'],
    [220, 'at-least', '听众220多人次'],
    [12, 'at-least', '听众至少12人次'],
    [313, 'exact', '听众313人次'],
  ] as const)('says of %d that it is %s', (value, certainty, said) => {
    const listeners = measure('听众', '人次', value, { certainty });
    expect(paragraph(counts([programme('月月讲', 0, [listeners])]))).toContain(`月月讲，${said}。`);
  });

  it('leaves out what nobody has said, which is not zero', () => {
    const text = paragraph(
      counts([
        programme('周周约', 2, [measure('家庭', '户', 0, { sessions: 0 }), measure('高危', '个', 0)]),
        programme('宣讲', 0, [measure('听众', '人', 0, { sessions: 0 })]),
      ]),
    );
    expect(text).toBe('2020年1月1日至10月31日，周周约开展2场，高危0个。');
  });

  it('says so when nothing happened', () => {
    expect(paragraph(counts([]))).toBe('2020年1月1日至10月31日尚无服务记录。');
  });

  it('names a whole year, and a stretch over two years', () => {
    const year = { ...counts([]), period: { from: '2026-01-01', to: '2026-12-31' } };
    expect(paragraph(year)).toMatch(/^2026年尚无/);
    const winter = { ...counts([]), period: { from: '2026-12-01', to: '2027-01-31' } };
    expect(paragraph(winter)).toMatch(/^2026年12月1日至2027年1月31日/);
  });
});
