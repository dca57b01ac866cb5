import { addressOf, type CellToWrite, type Formula, type SheetToWrite } from '../import/spreadsheet';
import { ORIGIN_WORDS, SERVICE_ORIGINS } from '../programmes/domain/service-origin';
import type { PeriodReport } from '../statistics/domain/period-report';
import { figureRows, type FigureRow } from './figure-rows';
import { monthsSheet } from './months-sheet';
import { openSheet, totalsSheet } from './open-sheet';
import { ALL_PROGRAMMES, DISTINCT_VOLUNTEERS, FIGURE_WORDS, NOT_REPORTED, SHEET_NAMES, titleOf } from './report-texts';

/** The report as a workbook. What adds up is a formula over the cells that it adds up; what does not is a number. */
export const reportSheets = (report: PeriodReport): SheetToWrite[] => [
  overviewSheet(report),
  monthsSheet(report),
  peopleSheet(report),
  ...totalsSheet(report),
  openSheet(report),
];

/** The columns before those of the organisations: programme, figure, unit. */
const FIRST = 3;

function overviewSheet({ counts, paragraph }: PeriodReport): SheetToWrite {
  const [top] = counts.organisations;
  const apart = counts.organisations.length > 1 ? counts.organisations : [];
  const rows: CellToWrite[][] = [[titleOf(top?.name ?? '', counts.period)], [paragraph], []];
  rows.push(['项目', '指标', '单位', ...apart.map(({ name }) => name), '合计', '性质', '依据', '来源']);
  const head = rows.length - 1;
  const figures = figureRows(counts);
  const begin = rows.length;
  for (const figure of figures) rows.push(overviewRow(figure, rows, apart.length));
  const total = FIRST + apart.length;
  const sumOfRole = (role: FigureRow['role'], value: number, name?: string): Formula => ({
    formula: figures
      .flatMap((figure, i) =>
        figure.role === role && (name === undefined || figure.name === name) ? addressOf(begin + i, total) : [],
      )
      .join('+'),
    value,
  });
  const blanks = apart.map(() => null);
  const { sessions, volunteers, serviceMinutes, minutesByOrigin, distinct } = counts.totals;
  const all = (name: string, unit: string, value: CellToWrite, rests = ''): CellToWrite[] => [
    ...[ALL_PROGRAMMES, name, unit, ...blanks, value, '', rests],
  ];
  const bold = rows.length;
  if (figures.length > 0) {
    rows.push(all(FIGURE_WORDS.sessions, '场', sumOfRole('sessions', sessions)));
    rows.push(all(FIGURE_WORDS.volunteers, '名', volunteers, DISTINCT_VOLUNTEERS));
    rows.push(all(FIGURE_WORDS.households, '户', distinct.households));
    rows.push(all(FIGURE_WORDS.people, '人', distinct.people));
    for (const origin of SERVICE_ORIGINS) {
      const name = `${FIGURE_WORDS.hours}·${ORIGIN_WORDS[origin]}`;
      rows.push(all(name, '分钟', sumOfRole('origin', minutesByOrigin[origin], name)));
    }
    rows.push(all(FIGURE_WORDS.hours, '分钟', sumOfRole('hours', serviceMinutes)));
  }
  return {
    name: SHEET_NAMES.overview,
    rows,
    widths: [24, 30, 8, ...apart.map(() => 16), 12, 8, 26, 30],
    headerRows: head + 1,
    boldRows: [0, head, ...rows.keys()].filter((row) => row <= head || row >= bold),
  };
}

function overviewRow(figure: FigureRow, above: readonly CellToWrite[][], organisations: number): CellToWrite[] {
  const { programme, name, unit, value, shares, adds, role, kind, rests, source } = figure;
  const row = above.length;
  const cell = (of: number | string | null, column: number): CellToWrite => {
    if (of === null) return organisations > 0 && column < FIRST + organisations ? null : NOT_REPORTED;
    // The four origins stand in the rows right above.
    if (role === 'hours' && typeof of === 'number')
      return sumOf(of, addressOf(row - SERVICE_ORIGINS.length, column), addressOf(row - 1, column));
    return of;
  };
  const parts = organisations > 0 ? shares.map((share, i) => cell(share, FIRST + i)) : [];
  const total = FIRST + organisations;
  const whole =
    organisations > 0 && adds && typeof value === 'number'
      ? sumOf(value, addressOf(row, FIRST), addressOf(row, total - 1))
      : cell(value, total);
  return [programme, name, unit, ...parts, whole, kind, rests, source];
}

function peopleSheet({ people }: PeriodReport): SheetToWrite {
  const head = ['姓名', '组织', '班次', ...SERVICE_ORIGINS.map((origin) => `${ORIGIN_WORDS[origin]}（分钟）`)];
  const rows: CellToWrite[][] = [[...head, '合计（分钟）', '合计（小时）']];
  const [shifts, first, last] = [2, 3, 2 + SERVICE_ORIGINS.length];
  const ends = (row: number, minutes: number): CellToWrite[] => [
    sumOf(minutes, addressOf(row, first), addressOf(row, last)),
    hoursOf(minutes, addressOf(row, last + 1)),
  ];
  for (const { name, organisationName, shifts: served, minutesByOrigin, serviceMinutes } of people) {
    const minutes = SERVICE_ORIGINS.map((origin) => minutesByOrigin[origin]);
    rows.push([name, organisationName, served, ...minutes, ...ends(rows.length, serviceMinutes)]);
  }
  const bottom = rows.length;
  const down = (value: number, column: number): Formula =>
    sumOf(value, addressOf(1, column), addressOf(bottom - 1, column));
  if (people.length > 0)
    rows.push([
      ...['合计', '', down(added(people.map((one) => one.shifts)), shifts)],
      ...SERVICE_ORIGINS.map((origin, i) => down(added(people.map((one) => one.minutesByOrigin[origin])), first + i)),
      ...ends(bottom, added(people.map((one) => one.serviceMinutes))),
    ]);
  return {
    name: SHEET_NAMES.people,
    rows,
    widths: [14, 24, 8, 18, 18, 18, 18, 14, 14],
    headerRows: 1,
    boldRows: people.length > 0 ? [0, bottom] : [0],
  };
}

export const sumOf = (value: number, from: string, to: string): Formula => ({ formula: `SUM(${from}:${to})`, value });

/** Rounded down to the tenth, so that nobody reports more than was served. */
const hoursOf = (minutes: number, cell: string): Formula => ({
  formula: `ROUNDDOWN(${cell}/60,1)`,
  value: Math.floor(minutes / 6) / 10,
});

const added = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
