import { addressOf, type CellToWrite, type SheetToWrite } from '../import/spreadsheet';
import type { MeasureCount } from '../statistics/domain/counts';
import type { PeriodReport, ProgrammeInMonth } from '../statistics/domain/period-report';
import { isKnown } from './figure-rows';
import { FIGURE_WORDS, NOT_REPORTED, SHEET_NAMES, TOTALS_ASIDE } from './report-texts';

/** A column of the months: one figure of one programme. */
export interface MonthColumn {
  readonly programme: string;
  readonly name: string;
  readonly unit: string;
  /** The months add up to it, but for what was given for a longer time. */
  readonly adds: boolean;
  readonly whole: number | null;
  /** Month by month; null where nobody has said it. */
  readonly values: readonly (number | null)[];
}

type Figures = Pick<ProgrammeInMonth, 'sessions' | 'measures' | 'volunteers' | 'serviceMinutes'>;

/** What is shown of each programme month by month. */
export function monthColumns({ counts, months }: PeriodReport): MonthColumn[] {
  return counts.programmes.flatMap((programme) => {
    const monthly = months.map(({ programmes }) =>
      programmes.find(
        ({ programmeKey, label }) => programmeKey === programme.programmeKey && label === programme.label,
      ),
    );
    const column = (name: string, unit: string, of: (f: Figures) => number | null, adds = true): MonthColumn => ({
      ...{ programme: programme.label, name, unit, adds, whole: of(programme) },
      values: monthly.map((month) => (month ? of(month) : null)),
    });
    return [
      column(FIGURE_WORDS.sessions, '场', (f) => f.sessions),
      ...programme.measures.map((measure) => column(measure.name, measure.unit, (f) => valueOf(f.measures, measure))),
      column(FIGURE_WORDS.volunteers, '名', (f) => f.volunteers, false),
      column(FIGURE_WORDS.hours, '分钟', (f) => f.serviceMinutes),
    ];
  });
}

function valueOf(measures: readonly MeasureCount[], { key, unit }: MeasureCount): number | null {
  const found = measures.find((one) => one.key === key && one.unit === unit);
  return found && isKnown(found) ? found.value : null;
}

/**
 * Months in rows. The last row is what the whole period comes to: the sum of the months and, where a figure was given for a longer time
 * than a month, what that makes of it.
 */
export function monthsSheet(report: PeriodReport): SheetToWrite {
  const columns = monthColumns(report);
  const rows: CellToWrite[][] = [
    ['项目', ...columns.map(({ programme }) => programme)],
    ['月份', ...columns.map(({ name, unit }) => `${name}（${unit}）`)],
    ...report.months.map(({ month }, i) => [month, ...columns.map(({ values }) => values[i] ?? NOT_REPORTED)]),
  ];
  const [first, last] = [2, rows.length - 1];
  const sums = columns.map(({ values }) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0));
  const down = (column: number): string => `SUM(${addressOf(first, column)}:${addressOf(last, column)})`;
  rows.push(['各月合计', ...columns.map(({ adds }, i) => (adds ? formula(down(i + 1), sums[i] ?? 0) : null))]);
  const aside = columns.map(({ adds, whole }, i) => (adds && whole !== null ? whole - (sums[i] ?? 0) : 0));
  if (aside.some((difference) => difference !== 0))
    rows.push([TOTALS_ASIDE, ...aside.map((difference) => (difference === 0 ? null : difference))]);
  rows.push(['全期', ...columns.map(({ adds, whole }, i) => wholeCell(adds, whole, i + 1, last + 1, rows.length - 1))]);
  const bold = [0, 1, ...rows.keys()].filter((row) => row < first || row > last);
  return {
    name: SHEET_NAMES.months,
    rows,
    widths: [40, ...columns.map(() => 16)],
    headerRows: 2,
    boldRows: bold,
  };
}

const formula = (text: string, value: number): CellToWrite => ({ formula: text, value });

function wholeCell(adds: boolean, whole: number | null, column: number, sumRow: number, lastRow: number): CellToWrite {
  if (whole === null) return NOT_REPORTED;
  return adds ? formula(`SUM(${addressOf(sumRow, column)}:${addressOf(lastRow, column)})`, whole) : whole;
}
