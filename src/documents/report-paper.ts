import { saidMinutes } from '../kernel/said-time';
import { ORIGIN_WORDS, SERVICE_ORIGINS } from '../programmes/domain/service-origin';
import { sureText, type Certainty } from '../statistics/domain/certainty';
import type { PeriodReport } from '../statistics/domain/period-report';
import { figureRows, type FigureRow } from './figure-rows';
import { monthColumns } from './months-sheet';
import { openParts } from './open-sheet';
import type { Block, Paper, PaperTable } from './paper';
import {
  FIGURE_WORDS,
  NOTHING_OPEN,
  NOT_REPORTED,
  PAPER_HEADINGS,
  TOTALS_ASIDE_NOTE,
  titleOf,
  wholeTime,
} from './report-texts';

const NUMERALS = '一二三四五六七八九十';

type Section = readonly [heading: string, blocks: readonly Block[]];

/** The report as a paper: its paragraph first, then what the paragraph rests on, and last what is still missing. */
export function reportPaper(report: PeriodReport): Paper {
  const { counts } = report;
  const sections: readonly Section[] = [
    [PAPER_HEADINGS.programmes, [tableOf(programmesTable(report))]],
    [PAPER_HEADINGS.origins, [tableOf(originsTable(report))]],
    [PAPER_HEADINGS.organisations, counts.organisations.length > 1 ? [tableOf(organisationsTable(report))] : []],
    [PAPER_HEADINGS.months, report.months.length > 1 ? monthTables(report) : []],
    [PAPER_HEADINGS.totals, totalsBlocks(report)],
    [PAPER_HEADINGS.open, openBlocks(report)],
  ];
  const shown = sections.filter(([, blocks]) => blocks.length > 0);
  return {
    title: titleOf(counts.organisations[0]?.name ?? '', counts.period),
    blocks: [
      { kind: 'paragraph', text: report.paragraph },
      ...shown.flatMap(([heading, blocks], i): Block[] => [
        { kind: 'heading', text: `${NUMERALS.charAt(i)}、${heading}` },
        ...blocks,
      ]),
    ],
  };
}

const tableOf = (table: PaperTable): Block => ({ kind: 'table', table });

/** Hours are told apart by where they come from in a table of their own. */
const isShown = ({ role }: FigureRow): boolean => role !== 'origin';

function programmesTable({ counts }: PeriodReport): PaperTable {
  const rows = figureRows(counts).filter(isShown);
  return {
    columns: [
      { title: '项目', width: 20 },
      { title: '指标', width: 30 },
      { title: '数', counts: true, width: 20 },
      { title: '依据', width: 30 },
    ],
    rows: [
      ...rows.map((row) => [row.programme, row.name, said(row, row.value), row.source === '' ? row.rests : row.source]),
      ['全部项目', FIGURE_WORDS.volunteers, `${String(counts.totals.volunteers)}名`, ''],
      ['全部项目', FIGURE_WORDS.hours, saidMinutes(counts.totals.serviceMinutes), ''],
    ],
  };
}

function said({ unit, role, certainty }: FigureRow, value: FigureRow['value']): string {
  if (value === null) return NOT_REPORTED;
  if (typeof value === 'string') return value;
  return role === 'hours' ? saidMinutes(value) : saidFigure(value, certainty ?? 'exact', unit);
}

const saidFigure = (value: number, certainty: Certainty, unit: string): string =>
  `${sureText(value, certainty)}${unit}`;

function originsTable({ counts }: PeriodReport): PaperTable {
  const { minutesByOrigin, serviceMinutes } = counts.totals;
  return {
    columns: [
      { title: '时长怎样知道的', width: 60 },
      { title: '时长', counts: true, width: 40 },
    ],
    rows: [
      ...SERVICE_ORIGINS.map((origin) => [ORIGIN_WORDS[origin], saidMinutes(minutesByOrigin[origin])]),
      ['合计', saidMinutes(serviceMinutes)],
    ],
  };
}

function organisationsTable({ counts }: PeriodReport): PaperTable {
  const rows = figureRows(counts).filter(isShown);
  return {
    columns: [
      { title: '组织', width: 28 },
      { title: '项目', width: 22 },
      { title: '指标', width: 30 },
      { title: '数', counts: true, width: 20 },
    ],
    rows: counts.organisations.flatMap(({ name }, i) =>
      rows
        .filter(({ shares }) => (shares[i] ?? null) !== null)
        .map((row) => [name, row.programme, row.name, said(row, row.shares[i] ?? null)]),
    ),
  };
}

/** A table a programme, so that none is wider than a page. */
function monthTables(report: PeriodReport): Block[] {
  const columns = monthColumns(report);
  const programmes = [...new Set(columns.map(({ programme }) => programme))];
  const aside = columns.some(
    ({ adds, whole, values }) => adds && (whole ?? 0) !== values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
  );
  const tables = programmes.flatMap((programme): Block[] => {
    const own = columns.filter((column) => column.programme === programme);
    const table: PaperTable = {
      columns: [
        { title: '月份', width: 16 },
        ...own.map(({ name, unit }) => ({ title: `${name}（${unit}）`, counts: true, width: 84 / own.length })),
      ],
      rows: [
        ...report.months.map(({ month }, i) => [month, ...own.map(({ values }) => numberText(values[i] ?? null))]),
        ['全期', ...own.map(({ whole }) => numberText(whole))],
      ],
    };
    return [{ kind: 'line', text: programme }, tableOf(table)];
  });
  return aside ? [...tables, { kind: 'line', text: TOTALS_ASIDE_NOTE }] : tables;
}

const numberText = (value: number | null): string => (value === null ? NOT_REPORTED : String(value));

function totalsBlocks({ totals }: PeriodReport): Block[] {
  if (totals.length === 0) return [];
  const rows = totals.map((total) => [
    ...[total.programmeName, total.measureName, saidFigure(total.value, total.certainty, total.unit)],
    ...[wholeTime(total), total.source],
  ]);
  const titles = [
    ['项目', 18],
    ['指标', 14],
    ['数', 18],
    ['时间', 26],
    ['来源', 24],
  ] as const;
  return [tableOf({ columns: titles.map(([title, width]) => ({ title, width, counts: title === '数' })), rows })];
}

function openBlocks(report: PeriodReport): Block[] {
  const parts = openParts(report);
  if (parts.length === 0) return [{ kind: 'line', text: NOTHING_OPEN }];
  return parts.flatMap(({ title, lines }): Block[] => [
    { kind: 'line', text: `${title}。` },
    ...lines.map((cells): Block => ({ kind: 'line', text: cells.join('\u3000') })),
  ]);
}
