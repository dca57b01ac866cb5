import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PlainRow, PlainTable, RowStore } from '../../database/row-store';

/** Writes all rows into a file: a line that names a table and its columns, then a line for each of its rows. */
export async function writeRowLines(store: RowStore, path: string): Promise<void> {
  await pipeline(Readable.from(linesOf(store)), createWriteStream(path, { mode: 0o600 }));
}

async function* linesOf(store: RowStore): AsyncIterable<string> {
  for (const table of store.tables) {
    yield `${JSON.stringify(table)}\n`;
    for await (const rows of store.rowsOf(table)) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  }
}

/** The tables and rows of such a file. The tables are read in their order, each once: the file is gone through once more. */
export class RowLines {
  private readonly lines: AsyncIterator<string>;
  /** The line that names the next table. */
  private ahead: string | null = null;

  private constructor(
    readonly tables: readonly PlainTable[],
    path: string,
  ) {
    this.lines = linesIn(path)[Symbol.asyncIterator]();
  }

  static async of(path: string): Promise<RowLines> {
    const tables: PlainTable[] = [];
    for await (const line of linesIn(path)) if (isTable(line)) tables.push(JSON.parse(line) as PlainTable);
    return new RowLines(tables, path);
  }

  async *rowsOf({ name }: PlainTable): AsyncIterable<PlainRow[]> {
    this.ahead ??= await this.next();
    if (this.ahead === null || (JSON.parse(this.ahead) as PlainTable).name !== name) {
      throw new Error(`the rows of ${name} are not next in the copy`);
    }
    let batch: PlainRow[] = [];
    for (;;) {
      const line = await this.next();
      if (line === null || isTable(line)) {
        this.ahead = line;
        if (batch.length > 0) yield batch;
        return;
      }
      batch.push(JSON.parse(line) as PlainRow);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  }

  private async next(): Promise<string | null> {
    const line = await this.lines.next();
    return line.done === true ? null : line.value;
  }
}

const BATCH = 500;
const isTable = (line: string): boolean => line.startsWith('{');
const linesIn = (path: string): AsyncIterable<string> => createInterface({ input: createReadStream(path) });
