import { done, refused, type Result } from '../kernel/result';
import { namesWithin } from './zip-guard';

/** A filled cell: where it stands (`C7`) and what it says; dates as `2026-12-01`, everything else as people read it. */
export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly address: string;
  readonly text: string;
}

/** A sheet as rows of cells; an empty cell has an empty text, and cells that were joined repeat the first one's text. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

export type SpreadsheetFault =
  | 'too-large'
  | 'old-format'
  | 'not-a-spreadsheet'
  | 'too-many-cells'
  | 'cell-too-long'
  | 'too-many-joins'
  /** It took longer, or more memory, than a sheet of people may. */
  | 'too-hard';

/** A cell that the reader's own program works out; `value` is what it comes to. */
export interface Formula {
  readonly formula: string;
  readonly value: number;
}

/** A text stays a text, whatever it looks like: nobody's name becomes a formula. */
export type CellToWrite = string | number | Formula | null;

export interface SheetToWrite {
  readonly name: string;
  readonly rows: readonly (readonly CellToWrite[])[];
  /** Rows, from 0, that stand out. */
  readonly boldRows?: readonly number[];
  readonly widths?: readonly number[];
  /** Rows at the top that stay in sight. */
  readonly headerRows?: number;
  /** Drop-downs: what may stand in a range such as `E2:E200`. */
  readonly choices?: readonly { readonly range: string; readonly values: readonly string[] }[];
}

export const MOST_BYTES = 5 * 1024 * 1024;
const UNPACKED = { entries: 500, bytes: 60 * 1024 * 1024 };
const MOST_ROWS = 6000;
const MOST_CELLS = 100_000;
/** A cell of Excel holds no more. */
const LONGEST_CELL = 32_767;
/** Joined ranges of all sheets together. */
const MOST_JOINS = 5000;
/** Rows and columns beyond this are not looked at; what stands there cannot make the reader reserve memory. */
const RANGE = `A1:CV${String(MOST_ROWS)}`;
const OLD_FORMAT = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** Reads an .xlsx workbook; refuses what is too large, unpacks to too much, or is no such workbook. Dates are local days. */
export async function readSpreadsheet(bytes: Buffer): Promise<Result<Sheet[], SpreadsheetFault>> {
  if (bytes.length > MOST_BYTES) return refused('too-large');
  if (bytes.subarray(0, 4).equals(OLD_FORMAT)) return refused('old-format');
  const names = namesWithin(bytes, UNPACKED);
  if (!names?.includes('xl/workbook.xml')) return refused('not-a-spreadsheet');
  const { readXlsx } = await import('hucre');
  try {
    const workbook = await readXlsx(new Uint8Array(bytes), { range: RANGE });
    const fault = faultOf(workbook.sheets);
    if (fault !== null) return refused(fault);
    const sheets = workbook.sheets.map(sheetOf);
    const cells = sheets.reduce((sum, sheet) => sum + sheet.rows.reduce((n, row) => n + row.length, 0), 0);
    return cells > MOST_CELLS ? refused('too-many-cells') : done(sheets);
  } catch {
    return refused('not-a-spreadsheet');
  }
}

/** Makes an .xlsx workbook. */
export async function writeSpreadsheet(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  const { writeXlsx } = await import('hucre');
  const bytes = await writeXlsx({
    sheets: sheets.map((sheet) => ({
      name: sheet.name,
      rows: sheet.rows.map((row) => row.map((cell) => (isFormula(cell) ? cell.value : cell))),
      cells: cellsOf(sheet),
      columns: sheet.widths?.map((width) => ({ width })),
      freezePane: sheet.headerRows ? { rows: sheet.headerRows } : undefined,
      dataValidations: sheet.choices?.map(({ range, values }) => ({
        type: 'list' as const,
        values: [...values],
        range,
        // several values may stand in one cell, so the list helps and does not forbid
        showErrorMessage: false,
      })),
    })),
  });
  return Buffer.from(bytes);
}

const isFormula = (cell: CellToWrite): cell is Formula => typeof cell === 'object' && cell !== null;

/** What is more than a bare value, by `row,column`. */
function cellsOf({ rows, boldRows = [] }: SheetToWrite): Map<string, object> {
  const bold = new Set(boldRows);
  const cells = new Map<string, object>();
  for (const [row, line] of rows.entries())
    for (const [column, cell] of line.entries()) {
      const style = bold.has(row) ? { style: { font: { bold: true } } } : {};
      const formula = isFormula(cell)
        ? { type: 'formula' as const, formula: cell.formula, formulaResult: cell.value, value: cell.value }
        : {};
      if (bold.has(row) || isFormula(cell)) cells.set(`${String(row)},${String(column)}`, { ...style, ...formula });
    }
  return cells;
}

interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly unknown[])[];
  readonly merges?: readonly {
    readonly startRow: number;
    readonly startCol: number;
    readonly endRow: number;
    readonly endCol: number;
  }[];
}

/** What must not be gone through any further. */
function faultOf(sheets: readonly ReadSheet[]): SpreadsheetFault | null {
  if (sheets.reduce((sum, { merges = [] }) => sum + merges.length, 0) > MOST_JOINS) return 'too-many-joins';
  const tooLong = (value: unknown): boolean => typeof value === 'string' && value.length > LONGEST_CELL;
  return sheets.some(({ rows }) => rows.some((row) => row.some(tooLong))) ? 'cell-too-long' : null;
}

function sheetOf(read: ReadSheet): Sheet {
  const texts = read.rows.map((row) => row.map(textOf));
  for (const merge of read.merges ?? []) {
    const first = texts[merge.startRow]?.[merge.startCol] ?? '';
    for (let row = merge.startRow; row <= Math.min(merge.endRow, texts.length - 1); row++) {
      const line = texts[row];
      for (let column = merge.startCol; line && column <= Math.min(merge.endCol, 99); column++) line[column] = first;
    }
  }
  const rows = texts.map((line, row) =>
    Array.from(line, (text, column) => ({ row, column, address: addressOf(row, column), text })),
  );
  while (rows.length > 0 && rows[rows.length - 1]?.every((cell) => cell.text === '')) rows.pop();
  return { name: read.name, rows };
}

function textOf(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'string')
    return value
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, '')
      .trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** `C7` for the third column of the seventh row; both are counted from 0. */
export function addressOf(row: number, column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return `${letters}${String(row + 1)}`;
}
