type Value = string | number | null;

interface ReadCell {
  readonly formula?: string;
}

interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly unknown[])[];
  readonly cells?: ReadonlyMap<string, ReadCell>;
}

/** A workbook as it was written, with its formulas worked out anew by this file alone. */
export class Workbook {
  private constructor(private readonly sheets: readonly ReadSheet[]) {}

  static async of(bytes: Buffer): Promise<Workbook> {
    const { readXlsx } = await import('hucre');
    const { sheets } = await readXlsx(new Uint8Array(bytes));
    return new Workbook(sheets);
  }

  get names(): string[] {
    return this.sheets.map(({ name }) => name);
  }

  /** The rows of a sheet with every formula as it comes out. Throws where the file has another value beside the formula. */
  rows(name: string): Value[][] {
    const sheet = this.sheet(name);
    return sheet.rows.map((row, r) =>
      row.map((stored, c) => {
        const value = this.value(sheet, r, c);
        if (this.isFormula(name, r, c) && Math.abs(Number(stored) - Number(value)) > 1e-9)
          throw new Error(`${name} ${String(r)},${String(c)}: ${String(stored)} stands beside ${String(value)}`);
        return value;
      }),
    );
  }

  isFormula(name: string, row: number, column: number): boolean {
    return this.sheet(name).cells?.get(`${String(row)},${String(column)}`)?.formula !== undefined;
  }

  private sheet(name: string): ReadSheet {
    const found = this.sheets.find((sheet) => sheet.name === name);
    if (!found) throw new Error(`no sheet ${name}`);
    return found;
  }

  private value(sheet: ReadSheet, row: number, column: number): Value {
    const formula = sheet.cells?.get(`${String(row)},${String(column)}`)?.formula;
    if (formula !== undefined) return this.worked(sheet, formula);
    const value = sheet.rows[row]?.[column] ?? null;
    return typeof value === 'number' || typeof value === 'string' ? value : null;
  }

  private worked(sheet: ReadSheet, formula: string): number {
    const [, inner] = /^ROUNDDOWN\((\w+)\/60,1\)$/.exec(formula) ?? [];
    if (inner !== undefined) return Math.floor(this.at(sheet, inner) / 6) / 10;
    const [, from, to] = /^SUM\((\w+):(\w+)\)$/.exec(formula) ?? [];
    if (from !== undefined && to !== undefined) return this.sum(sheet, placeOf(from), placeOf(to));
    return formula.split('+').reduce((sum, cell) => sum + this.at(sheet, cell), 0);
  }

  private sum(sheet: ReadSheet, [top, left]: Place, [bottom, right]: Place): number {
    let sum = 0;
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++) sum += numberOf(this.value(sheet, row, column));
    return sum;
  }

  private at(sheet: ReadSheet, cell: string): number {
    return numberOf(this.value(sheet, ...placeOf(cell)));
  }
}

type Place = readonly [row: number, column: number];

/** Texts count for nothing in a sum. */
const numberOf = (value: Value): number => (typeof value === 'number' ? value : 0);

function placeOf(cell: string): Place {
  const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
  if (letters === '') throw new Error(`no cell: ${cell}`);
  return [Number(row) - 1, [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1];
}
