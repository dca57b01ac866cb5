import type { CivilDate, CivilDateTime } from '../kernel/civil-time';
import { timesOf, type DayPart, type Post } from '../programmes/domain/specification';
import type { Programme } from '../programmes/programmes.service';
import { dayOfMonthIn } from './cell-words';
import { faultAt, sheetSays } from './sheet-faults';
import type { Cell, Sheet } from './spreadsheet';

export interface RotaWords {
  readonly month: string;
  readonly programmes: readonly Programme[];
  readonly people: readonly { readonly id: string; readonly key: string; readonly name: string }[];
}

/** One name in one cell. */
export interface SheetEntry {
  readonly programmeId: string;
  readonly startCivil: CivilDateTime;
  readonly postKey: string;
  /** `早班 接线员` */
  readonly label: string;
  readonly personId: string;
  readonly personName: string;
  /** `班表!C7` */
  readonly sheet: string;
  readonly cell: Cell;
}

export interface RotaRead {
  readonly faults: readonly string[];
  readonly entries: readonly SheetEntry[];
}

/** What a column of the rota is about. */
interface Seat {
  readonly programme: Programme;
  readonly part: DayPart;
  readonly post: Post;
}

type Grid = readonly (readonly Cell[])[];

const NOBODY = /^(?:[-—–/\\×xX.。]+|无|休|空|停|暂无|待定)$/u;
const PASSED_OVER = /星期|周次|备注|说明|序号|人数|合计|带班领导/u;
const BETWEEN_NAMES = /[、,;/\n\r+&]/u;

/** Reads a month's rota as an office writes it: days down and duties across, or the other way round. Pure. */
export function readRota(sheets: readonly Sheet[], words: RotaWords): RotaRead {
  const faults: string[] = [];
  const entries: SheetEntry[] = [];
  const marked = sheets.flatMap((sheet) => {
    const grid = upright(sheet.rows, words.month);
    return grid ? [{ sheet, ...grid }] : [];
  });
  if (marked.length === 0) {
    return { faults: [faultAt(sheets[0]?.name ?? '', { address: 'A1' }, sheetSays.noDays(words.month))], entries };
  }
  for (const { sheet, grid, column } of marked) new RotaReader(sheet.name, words, faults, entries).read(grid, column);
  return { faults, entries };
}

/** The grid with its days in a column, turned round when they stand in a row; null when there are none. */
function upright(rows: Grid, month: string): { grid: Grid; column: number } | null {
  const turned = transposed(rows);
  const [down, across] = [dayColumn(rows, month), dayColumn(turned, month)];
  if (!down && !across) return null;
  return down && (!across || down.score >= across.score)
    ? { grid: rows, column: down.column }
    : { grid: turned, column: across?.column ?? 0 };
}

function dayColumn(rows: Grid, month: string): { column: number; score: number } | null {
  const scores = new Map<number, number>();
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      if (dayOfMonthIn(cell.text, month) === null) continue;
      // a running number looks like a day too; what says 月 or 日 is surely one
      const sure = /[-/.年月日号]|^\d{5}$/u.test(cell.text);
      scores.set(column, (scores.get(column) ?? 0) + (sure ? 2 : 1));
    }
  }
  const best = [...scores].sort((a, b) => b[1] - a[1])[0];
  return best ? { column: best[0], score: best[1] } : null;
}

function transposed(rows: Grid): Grid {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => rows.flatMap((row) => row[column] ?? []));
}

class RotaReader {
  private readonly seats: readonly Seat[];

  constructor(
    private readonly sheet: string,
    private readonly words: RotaWords,
    private readonly faults: string[],
    private readonly entries: SheetEntry[],
  ) {
    this.seats = words.programmes.flatMap((programme) =>
      programme.specification.dayParts.flatMap((part) =>
        programme.specification.posts.map((post) => ({ programme, part, post })),
      ),
    );
  }

  read(grid: Grid, dayColumn: number): void {
    const first = grid.findIndex((row) => this.dayOf(row[dayColumn]) !== null);
    const columns = this.columns(grid.slice(0, first), grid.slice(first), dayColumn);
    for (const row of grid.slice(first)) {
      const date = this.dayOf(row[dayColumn]);
      if (date !== null) for (const [column, seat] of columns) this.names(row[column], seat, date);
      else this.strayDay(row[dayColumn], row, columns);
    }
  }

  private dayOf(cell: Cell | undefined): CivilDate | null {
    return cell ? dayOfMonthIn(cell.text, this.words.month) : null;
  }

  /** A row with names whose day is none of this month's. */
  private strayDay(cell: Cell | undefined, row: readonly Cell[], columns: ReadonlyMap<number, Seat>): void {
    const names = [...columns.keys()].some((column) => !isNobody(row[column]?.text ?? ''));
    if (cell && names) this.say(cell, sheetSays.otherMonth(cell.text, this.words.month));
  }

  private columns(headers: Grid, body: Grid, dayColumn: number): Map<number, Seat> {
    const columns = new Map<number, Seat>();
    const width = Math.max(0, ...body.map((row) => row.length));
    for (let column = 0; column < width; column++) {
      if (column === dayColumn) continue;
      const label = labelOf(headers, column);
      const used = body.some((row) => !isNobody(row[column]?.text ?? ''));
      if (!used || (PASSED_OVER.test(label.text) && this.fitting(label.text).length === 0)) continue;
      const seat = this.seat(label);
      if (seat) columns.set(column, seat);
    }
    return columns;
  }

  private seat(label: Cell): Seat | null {
    const found = this.fitting(label.text);
    const [only] = found;
    if (only && found.length === 1) return only;
    if (found.length === 0) this.say(label, sheetSays.noPost(label.text));
    else this.say(label, sheetSays.manyPosts(label.text, found.map(nameOf)));
    return null;
  }

  /** The seats that a label names: its day part and post, its programme where it says one. */
  private fitting(label: string): Seat[] {
    const named = this.seats.filter(({ programme }) => label.includes(programme.name));
    const among = named.length > 0 ? named : this.seats;
    return among.filter(({ programme, part, post }) => {
      const partFits = part.name === '' ? named.length > 0 || !this.anyPart(label) : label.includes(part.name);
      const postFits = label.includes(post.name) || (partFits && this.loneIn(programme, label));
      return partFits && postFits;
    });
  }

  private anyPart(label: string): boolean {
    return this.seats.some(({ part }) => part.name !== '' && label.includes(part.name));
  }

  /** A programme with a single post need not say it. */
  private loneIn(programme: Programme, label: string): boolean {
    const { posts, dayParts } = programme.specification;
    return posts.length === 1 && dayParts.some((part) => part.name === '' || label.includes(part.name));
  }

  private names(cell: Cell | undefined, seat: Seat, date: CivilDate): void {
    if (!cell || isNobody(cell.text)) return;
    for (const said of this.namesIn(cell.text)) {
      const person = this.person(cell, said);
      if (!person) continue;
      this.entries.push({
        programmeId: seat.programme.id,
        startCivil: timesOf(seat.part, date).start,
        postKey: seat.post.key,
        label: nameOf(seat),
        personId: person.id,
        personName: person.name,
        sheet: this.sheet,
        cell,
      });
    }
  }

  /** 韦 兰 is one person, 韦兰 陈静 are two: whatever is a name as a whole is not taken apart. */
  private namesIn(text: string): string[] {
    return text
      .split(BETWEEN_NAMES)
      .map((piece) => piece.replace(/[((][^()()]*[))]/gu, '').trim())
      .flatMap((piece) => {
        const joined = piece.replace(/\s/gu, '');
        return this.called(joined).length > 0 ? [joined] : piece.split(/\s+/u);
      })
      .filter((piece) => piece !== '' && !isNobody(piece));
  }

  private called(said: string): readonly { id: string; name: string }[] {
    const byName = this.words.people.filter((person) => person.name === said);
    return byName.length > 0 ? byName : this.words.people.filter((person) => person.key === said);
  }

  private person(cell: Cell, said: string): { id: string; name: string } | null {
    const found = this.called(said);
    const [only] = found;
    if (only && found.length === 1) return only;
    if (found.length > 1) this.say(cell, sheetSays.sameName(said));
    else this.say(cell, sheetSays.noPerson(said, this.near(said)));
    return null;
  }

  /** The only name that differs in a single character. */
  private near(said: string): string | null {
    const near = this.words.people.filter(
      ({ name }) =>
        name.length === said.length && [...name].filter((letter, i) => letter !== [...said][i]).length === 1,
    );
    return near.length === 1 ? (near[0]?.name ?? null) : null;
  }

  private say(cell: Pick<Cell, 'address'>, reason: string): void {
    this.faults.push(faultAt(this.sheet, cell, reason));
  }
}

const isNobody = (text: string): boolean => text === '' || NOBODY.test(text);
const nameOf = ({ programme, part, post }: Seat): string =>
  part.name === '' ? `${programme.name} ${post.name}` : `${part.name} ${post.name}`;

/** What stands above a column, in all header rows together; above the last one an empty cell continues its neighbour. */
function labelOf(headers: Grid, column: number): Cell {
  const texts: string[] = [];
  headers.forEach((row, index) => {
    let text = row[column]?.text ?? '';
    if (index < headers.length - 1) for (let c = column - 1; text === '' && c >= 0; c--) text = row[c]?.text ?? '';
    if (text !== '' && !texts.includes(text)) texts.push(text);
  });
  const last = headers[headers.length - 1]?.[column];
  return { row: last?.row ?? 0, column, address: last?.address ?? 'A1', text: texts.join(' ') };
}
