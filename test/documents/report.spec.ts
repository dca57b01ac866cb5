import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../src/command-line';
import { periodNamed } from '../../src/statistics/domain/named-period';
import type { PeriodReport } from '../../src/statistics/domain/period-report';
import { officeFile } from '../harness/office-file';
import { charactersIn, partOf } from '../harness/read-papers';
import { Workbook } from '../harness/workbook';

const NOW = ['--now', '2027-01-02T09:00:00+08:00'];

describe('a report without a server', () => {
  let folder: string;
  let office: string;
  const inFolder = (name: string): string => join(folder, name);
  const run = async (...argv: string[]): Promise<{ status: number; out: string[]; error: string[] }> => {
    const [out, error]: string[][] = [[], []];
    const status = await runCommand(['report', ...argv], {
      out: (line) => out?.push(line),
      error: (line) => error?.push(line),
    });
    return { status, out: out ?? [], error: error ?? [] };
  };
  const made = async (as: string, period = '2026-01..2026-12'): Promise<Buffer> => {
    const path = inFolder(`report.${as}`);
    const ran = await run('--organisation', office, '--period', period, '--as', as, '--out', path, ...NOW);
    expect(ran).toEqual({ status: 0, out: [], error: [] });
    return readFileSync(path);
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xinyue-report-'));
    office = inFolder('office.json');
    writeFileSync(office, JSON.stringify(officeFile()));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('says on standard output what happened, as the API answers it', async () => {
    const ran = await run('--organisation', office, '--period', '2026', '--as', 'json', ...NOW);
    const report = JSON.parse(ran.out.join('')) as PeriodReport;
    const [line, salon, talk] = report.counts.programmes;
    // 12 months of three people: 100 × the month + 0, 1, 2 minutes.
    expect(report.counts.totals).toMatchObject({
      sessions: 49,
      volunteers: 3,
      attended: { households: 30, people: 60 },
      distinct: { households: 2, people: 6 },
      minutesByOrigin: { signed: 6600, door: 6612, clock: 6624, entered: 0 },
      serviceMinutes: 19_836,
    });
    // The third of three sessions was told of in six months of twelve.
    expect(line?.measures).toMatchObject([
      { key: 'calls', value: 186, sessions: 30, ofSessions: 36, certainty: 'exact' },
      { key: 'highRisk', sessions: 0 },
    ]);
    // Ten people were ticked in December; somebody who counted a photograph says about forty.
    expect(salon?.measures).toMatchObject([{ value: 30 }, { value: 90, certainty: 'about' }]);
    expect(talk?.measures).toMatchObject([{ value: 30_000, certainty: 'at-least', sources: ['市广播电台'] }]);
    expect(report.totals).toMatchObject([{ programmeName: '月月讲𠮷', measureName: '听众', value: 30_000 }]);
    expect(report.months).toHaveLength(12);
    expect(report.counts.open.sessionsWithoutTally.total).toBe(6);
    expect(report.paragraph).toMatch(/^2026年，天天询开展36场，来电186个（36场中30场已登记）；.*听众3万多人次/);
  });

  it('says the same in a workbook whose sums are formulas, and in which no name becomes one', async () => {
    const { counts, months, people, paragraph } = JSON.parse((await made('json')).toString()) as PeriodReport;
    const book = await Workbook.of(await made('xlsx'));
    expect(book.names).toEqual(['总表', '每月', '个人时长', '整段总数', '缺漏']);

    const overview = book.rows('总表');
    expect(overview[1]?.[0]).toBe(paragraph);
    const figure = (programme: string, name: string) => {
      const at = overview.findIndex((row) => row[0] === programme && row[1] === name);
      return { value: overview[at]?.[3], formula: book.isFormula('总表', at, 3), kind: overview[at]?.[4] };
    };
    for (const one of counts.programmes) {
      expect(figure(one.label, '场次').value).toBe(one.sessions);
      expect(figure(one.label, '服务时长')).toMatchObject({ value: one.serviceMinutes, formula: true });
      for (const { name, value, sessions, sources } of one.measures)
        expect(figure(one.label, name).value).toBe(sessions > 0 || sources.length > 0 ? value : '未登记');
    }
    expect(figure('月月讲𠮷', '听众').kind).toBe('至少');
    expect(figure('全部项目', '场次')).toMatchObject({ value: counts.totals.sessions, formula: true });
    expect(figure('全部项目', '服务时长')).toMatchObject({ value: counts.totals.serviceMinutes, formula: true });
    expect(figure('全部项目', '志愿者')).toMatchObject({ value: counts.totals.volunteers, formula: false });

    const monthly = book.rows('每月');
    const calls = monthly[1]?.indexOf('来电（个）') ?? -1;
    const heard = monthly[1]?.indexOf('听众（人次）') ?? -1;
    const ofMonths = months.map(({ programmes }) => programmes[0]?.measures[0]?.value);
    expect(monthly.slice(2, 14).map((row) => row[calls])).toEqual(ofMonths);
    expect(monthly.map((row) => row[0]).slice(14)).toEqual(['各月合计', expect.stringMatching(/之差/), '全期']);
    expect(monthly.slice(14).map((row) => [row[calls], row[heard]])).toEqual([
      [186, 900],
      [null, 29_100],
      [186, 30_000],
    ]);

    const hours = book.rows('个人时长');
    expect(hours.slice(1, -1).map((row) => [row[0], row[7]])).toEqual(
      people.map(({ name, serviceMinutes }) => [name, serviceMinutes]),
    );
    expect(hours.at(-1)?.[7]).toBe(counts.totals.serviceMinutes);
    const odd = hours.findIndex((row) => row[0] === '=1+1');
    expect(odd).toBeGreaterThan(0);
    expect(book.isFormula('个人时长', odd, 0)).toBe(false);
    expect(book.rows('缺漏')[0]?.[0]).toMatch(/^没有登记齐的场次：共 6 处/);
  });

  it('says the same in Word, on the page of an official paper', async () => {
    const { paragraph } = JSON.parse((await made('json')).toString()) as PeriodReport;
    const xml = partOf(await made('docx'), 'word/document.xml');
    const text = xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');
    for (const said of [paragraph, '某市妇联2026年统计', '一、各项目情况', '186个', '至少30000人次', '330小时36分'])
      expect(text).toContain(said);
    expect(xml).toMatch(/w:eastAsia="仿宋_GB2312"/);
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/);
  });

  it('says the same in a PDF that draws every character, and names those that its font lacks', async () => {
    const { paragraph } = JSON.parse((await made('json')).toString()) as PeriodReport;
    const drawn = charactersIn(await made('pdf'));
    const missing = [...paragraph].filter((character) => !drawn.has(character));
    expect(missing).toEqual(['𠮷']);
    for (const character of '〔U+20BB7〕字体里没有的字') expect(drawn.has(character)).toBe(true);
  });

  it.each([
    ['no period', { '--period': 'soon' }, 2, /--period must be like 2026, 2026-Q3, 2026-11 or 2026-01\.\.2026-12/],
    ['a month 13', { '--period': '2026-13' }, 2, /not 2026-13/],
    ['a period that ends before it begins', { '--period': '2026-12..2026-01' }, 2, /--period/],
    ['another format', { '--as': 'odt' }, 2, /--as must be one of json, xlsx, docx, pdf, not odt/],
    ['no such moment', { '--now': 'today' }, 2, /--now must be like/],
    ['no such file', { '--organisation': '/none.json' }, 1, /none\.json: cannot be read/],
    ['a faulty file', { '--organisation': 'faulty' }, 1, /faulty\.json: \/people\/0\/key/],
    ['nowhere to write', { '--out': '/none/report.xlsx' }, 1, /--out: \/none\/report\.xlsx: cannot be written/],
  ])('%s is said in one line, and what was there stays', async (_what, wrong, status, sentence) => {
    writeFileSync(inFolder('faulty.json'), JSON.stringify({ ...officeFile(), people: [{ key: '', name: 'x' }] }));
    const out = inFolder('before.xlsx');
    writeFileSync(out, 'before');
    const given = { '--organisation': office, '--period': '2026', '--as': 'xlsx', '--out': out, ...wrong };
    const named = given['--organisation'] === 'faulty' ? { '--organisation': inFolder('faulty.json') } : {};
    const ran = await run(...Object.entries({ ...given, ...named }).flat());
    expect(ran).toMatchObject({ status, out: [] });
    expect(ran.error).toHaveLength(1);
    expect(ran.error[0]?.split('\n')[0]).toMatch(sentence);
    expect(readFileSync(out, 'utf8')).toBe('before');
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
    expect(existsSync('/none')).toBe(false);
  });

  it('needs a place for what is no text', async () => {
    const ran = await run('--organisation', office, '--period', '2026', '--as', 'xlsx');
    expect(ran.error[0]).toMatch(/--as xlsx needs --out FILE/);
  });
});

describe('the name of a period', () => {
  it.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-Q3', '2026-07-01', '2026-09-30'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026-01..2026-12', '2026-01-01', '2026-12-31'],
    ['2025-Q4..2026-02', '2025-10-01', '2026-02-28'],
    ['2026-11-03..2026-11-09', '2026-11-03', '2026-11-09'],
  ])('%s is from %s to %s', (name, from, to) => {
    expect(periodNamed(name)).toEqual({ from, to });
  });

  it.each(['', '..', '2026..', '26', '2026-Q5', '2026-00', '2026-1', '9999', '0001', '2026..2025', '2026-02-30'])(
    '“%s” is none',
    (name) => {
      expect(periodNamed(name)).toBeNull();
    },
  );
});
