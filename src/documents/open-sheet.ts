import type { CellToWrite, SheetToWrite } from '../import/spreadsheet';
import { saidSpan } from '../kernel/said-time';
import type { PeriodReport } from '../statistics/domain/period-report';
import { CERTAINTY_WORDS, NOTHING_OPEN, OPEN_TITLES, SHEET_NAMES, listedOf, wholeTime } from './report-texts';

/** What a report still lacks: a title, and its lines in cells. */
export interface OpenPart {
  readonly title: string;
  readonly lines: readonly (readonly string[])[];
}

/** Everything that somebody should look at before the figures are final; empty when there is nothing. */
export function openParts({ counts }: PeriodReport): OpenPart[] {
  const { uncheckedDuties: duties, sessionsWithoutTally: sessions, figuresInDoubt: doubts } = counts.open;
  const when = (span: { startCivil: string; endCivil: string }): string => saidSpan(span, '');
  const gaps = counts.programmes.flatMap(({ label, cover }) => (cover ? [{ label, ...cover.gaps }] : []));
  const parts = [
    part(OPEN_TITLES.uncheckedDuties, duties, (duty) => [duty.programmeName, when(duty), duty.personName]),
    part(OPEN_TITLES.sessionsWithoutTally, sessions, (one) => [one.programmeName, when(one), one.missing.join('、')]),
    part(OPEN_TITLES.figuresInDoubt, doubts, (one) => [
      ...[one.programmeName, when(one)],
      `${nameOf(counts, one.measure)}：登记 ${String(one.reported)}，门口 ${String(one.door)}`,
    ]),
    ...gaps.map((of) =>
      part(`${of.label} ${OPEN_TITLES.gaps}`, of, (gap) => [
        ...[gap.organisationName, when(gap)],
        `${String(gap.minutes)} 分钟`,
      ]),
    ),
    part(OPEN_TITLES.cut, { total: counts.cutTotals.length, first: counts.cutTotals }, (total) => [
      ...[wholeTime(total), String(total.value), total.source],
    ]),
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

function part<T>(
  title: string,
  { total, first }: { readonly total: number; readonly first: readonly T[] },
  line: (one: T) => string[],
): OpenPart {
  return { title: listedOf(title, total, first.length), lines: first.map(line) };
}

const nameOf = ({ programmes }: PeriodReport['counts'], key: string): string =>
  programmes.flatMap(({ measures }) => measures).find((measure) => measure.key === key)?.name ?? key;

export function openSheet(report: PeriodReport): SheetToWrite {
  const parts = openParts(report);
  const rows: string[][] = [];
  const boldRows: number[] = [];
  for (const { title, lines } of parts) {
    boldRows.push(rows.length);
    rows.push([title], ...lines.map((line) => [...line]), []);
  }
  return {
    name: SHEET_NAMES.open,
    rows: rows.length > 0 ? rows : [[NOTHING_OPEN]],
    widths: [32, 36, 36],
    boldRows,
  };
}

/** Figures that were given for a whole time, each with who says so; no sheet where there are none. */
export function totalsSheet({ totals }: PeriodReport): SheetToWrite[] {
  if (totals.length === 0) return [];
  const rows: CellToWrite[][] = totals.map((total) => [
    ...[total.programmeName, total.organisationName, total.measureName, total.unit, total.value],
    ...[CERTAINTY_WORDS[total.certainty], total.from, total.to, total.source],
  ]);
  const head = ['项目', '组织', '指标', '单位', '数', '性质', '从', '到', '来源'];
  return [
    {
      name: SHEET_NAMES.totals,
      rows: [head, ...rows],
      widths: [16, 24, 14, 8, 12, 8, 12, 12, 32],
      headerRows: 1,
      boldRows: [0],
    },
  ];
}
