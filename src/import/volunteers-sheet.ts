import type { Role } from '../acts/domain/act-context';
import { dayIn, listIn, windowsIn, yesNoIn } from './cell-words';
import { personSchema, type PersonFile } from './organisation-file.schema';
import { faultAt, sheetSays } from './sheet-faults';
import type { Cell, Sheet } from './spreadsheet';

export interface KnownPeople {
  readonly qualifications: readonly { readonly key: string; readonly name: string }[];
  readonly people: readonly PersonFile[];
}

export interface VolunteersRead {
  readonly faults: readonly string[];
  /** Whom the sheet names, as they are to be; what the sheet leaves empty stays as it was. */
  readonly people: readonly PersonFile[];
  /** A fault about the person of this index, at the cell of her roles or her name. */
  at(index: number, reason: string): string;
}

type Field =
  | 'key'
  | 'name'
  | 'phone'
  | 'email'
  | 'roles'
  | 'qualifications'
  | 'validUntil'
  | 'availability'
  | 'perDay'
  | 'perWeek'
  | 'perMonth'
  | 'nightsPerMonth'
  | 'trainee'
  | 'joined';

/** The first that fits a header names its column; others (备注) are passed over. */
const HEADERS: readonly [RegExp, Field][] = [
  [/^(编号|工号|人员编号)/u, 'key'],
  [/^(志愿者)?(姓名|名字)/u, 'name'],
  [/^(手机|电话|联系电话|联系方式)/u, 'phone'],
  [/^(邮箱|电子邮件|电子邮箱)/u, 'email'],
  [/^(角色|身份)/u, 'roles'],
  [/有效期/u, 'validUntil'],
  [/^(资质|证书|资格)/u, 'qualifications'],
  [/^(可值班|可服务|可排班|空闲)/u, 'availability'],
  [/夜班/u, 'nightsPerMonth'],
  [/^每[天日]/u, 'perDay'],
  [/^每周/u, 'perWeek'],
  [/^每月/u, 'perMonth'],
  [/新手|见习/u, 'trainee'],
  [/^(加入|入职)/u, 'joined'],
];
const HEADER_ROWS = 10;
const FOR_EVER = /^(长期|永久|长期有效|无期限)$/u;
const ROLES: Readonly<Record<string, Role>> = {
  志愿者: 'volunteer',
  统筹员: 'coordinator',
  统筹: 'coordinator',
  参与者: 'participant',
  家庭: 'participant',
  县区统筹员: 'county-coordinator',
  领导: 'leader',
};

/** Reads the sheet on which an office lists its volunteers. Pure: what is in the database comes in `known`. */
export function readVolunteers(sheets: readonly Sheet[], known: KnownPeople): VolunteersRead {
  const found = headerOf(sheets);
  if (!found)
    return {
      faults: [faultAt(sheets[0]?.name ?? '', { address: 'A1' }, sheetSays.noNameColumn)],
      people: [],
      at: (_, reason) => reason,
    };
  return new VolunteersReader(found.sheet, found.columns, known).read(found.row + 1);
}

function headerOf(sheets: readonly Sheet[]): { sheet: Sheet; row: number; columns: Map<Field, number> } | null {
  const byName = [...sheets].sort((a, b) => Number(b.name.includes('志愿者')) - Number(a.name.includes('志愿者')));
  for (const sheet of byName) {
    for (const [row, cells] of sheet.rows.slice(0, HEADER_ROWS).entries()) {
      const columns = new Map<Field, number>();
      for (const cell of cells) {
        const header = cell.text.replace(/\s/gu, '');
        const field = HEADERS.find(([words]) => words.test(header))?.[1];
        if (field && !columns.has(field)) columns.set(field, cell.column);
      }
      if (columns.has('name')) return { sheet, row, columns };
    }
  }
  return null;
}

type PersonInProgress = { -readonly [K in keyof PersonFile]: PersonFile[K] };

class VolunteersReader {
  private readonly faults: string[] = [];
  private readonly people: PersonFile[] = [];
  private readonly places: Cell[] = [];
  private readonly seen = new Map<string, Cell>();
  private readonly keys: Set<string>;
  private lastNumber: number;

  constructor(
    private readonly sheet: Sheet,
    private readonly columns: ReadonlyMap<Field, number>,
    private readonly known: KnownPeople,
  ) {
    this.keys = new Set(known.people.map((person) => person.key));
    this.lastNumber = Math.max(0, ...[...this.keys].map((key) => Number(/^v(\d{1,6})$/.exec(key)?.[1] ?? 0)));
  }

  read(from: number): VolunteersRead {
    for (const row of this.sheet.rows.slice(from)) {
      if (row.some((cell) => cell.text !== '')) this.person(row);
    }
    if (this.people.length === 0 && this.faults.length === 0) {
      this.faults.push(faultAt(this.sheet.name, { address: `A${String(from + 1)}` }, sheetSays.noRows));
    }
    const at = (index: number, reason: string): string =>
      faultAt(this.sheet.name, this.places[index] ?? { address: 'A1' }, reason);
    return { faults: this.faults, people: this.people, at };
  }

  private person(row: readonly Cell[]): void {
    const name = this.cell(row, 'name');
    if (name.text === '') {
      this.say(name, sheetSays.noName);
      return;
    }
    const phone = this.phone(row);
    const before = this.before(row, name, phone);
    if (before === 'unclear') return;
    const person: PersonInProgress = before ? { ...before } : this.stranger(row);
    this.noteOnce(person.key, name);
    person.name = name.text.replace(/\s/gu, '');
    if (phone !== null) person.phone = phone;
    this.contacts(row, person);
    this.duties(row, person);
    this.limits(row, person);
    this.fitting(row, person);
    this.people.push(person);
    this.places.push(this.columns.has('roles') ? this.cell(row, 'roles') : name);
  }

  /** Whom the row is about: by key, else by telephone, else by a name that only one person has. */
  private before(row: readonly Cell[], name: Cell, phone: string | null): PersonFile | null | 'unclear' {
    const key = this.cell(row, 'key').text;
    if (key !== '') return this.known.people.find((person) => person.key === key) ?? null;
    const sameName = this.known.people.filter((person) => person.name === name.text.replace(/\s/gu, ''));
    const samePhone = sameName.filter((person) => phone !== null && plain(person.phone) === plain(phone));
    if (samePhone.length === 1) return samePhone[0] ?? null;
    if (sameName.length > 1) {
      this.say(name, sheetSays.sameName(name.text));
      return 'unclear';
    }
    return sameName[0] ?? null;
  }

  private stranger(row: readonly Cell[]): PersonInProgress {
    const cell = this.cell(row, 'key');
    if (cell.text !== '' && !/^[A-Za-z0-9_.-]{1,64}$/.test(cell.text)) this.say(cell, sheetSays.badKey(cell.text));
    const key = cell.text === '' ? this.nextKey() : cell.text;
    return {
      key,
      name: '',
      roles: ['volunteer'],
      trainee: false,
      active: true,
      qualifications: [],
      availability: [],
      leave: [],
      caps: {},
      wishes: [],
    };
  }

  private nextKey(): string {
    this.lastNumber++;
    const key = `v${String(this.lastNumber).padStart(2, '0')}`;
    return this.keys.has(key) ? this.nextKey() : key;
  }

  private noteOnce(key: string, cell: Cell): void {
    const before = this.seen.get(key);
    if (before) this.say(cell, sheetSays.twice(cell.text, before.address));
    this.seen.set(key, cell);
  }

  private phone(row: readonly Cell[]): string | null {
    const cell = this.cell(row, 'phone');
    const digits = plain(cell.text);
    if (digits === '') return null;
    if (/^1\d{10}$/.test(digits)) return `+86${digits}`;
    if (/^\+?\d{5,15}$/.test(digits)) return digits;
    this.say(cell, sheetSays.badPhone(cell.text));
    return null;
  }

  private contacts(row: readonly Cell[], person: PersonInProgress): void {
    const email = this.cell(row, 'email');
    if (email.text !== '') {
      if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.text)) person.email = email.text;
      else this.say(email, sheetSays.badEmail(email.text));
    }
    const joined = this.day(this.cell(row, 'joined'));
    if (joined !== null) person.joined = joined;
    const roles = this.cell(row, 'roles');
    if (roles.text === '') return;
    const said = listIn(roles.text).map((word) => ({ word, role: ROLES[word] }));
    for (const { word, role } of said) if (!role) this.say(roles, sheetSays.noRole(word));
    person.roles = said.flatMap(({ role }) => (role ? [role] : []));
  }

  private duties(row: readonly Cell[], person: PersonInProgress): void {
    const cell = this.cell(row, 'qualifications');
    const general = this.cell(row, 'validUntil');
    const until = FOR_EVER.test(general.text) ? null : this.day(general);
    if (cell.text !== '') {
      person.qualifications = listIn(cell.text).flatMap((said) => {
        const held = this.qualification(cell, said);
        const before = person.qualifications.find((q) => q.key === held?.key)?.validUntil ?? null;
        const kept = general.text === '' ? before : until;
        return held ? [{ key: held.key, validUntil: held.until === undefined ? kept : held.until }] : [];
      });
    } else if (general.text !== '') {
      person.qualifications = person.qualifications.map(({ key }) => ({ key, validUntil: until }));
    }
    const times = this.cell(row, 'availability');
    const windows = windowsIn(times.text);
    if (windows === null) this.say(times, sheetSays.badTimes(times.text));
    else if (times.text !== '') person.availability = windows;
  }

  /** `热线接听` or, with a date of its own, `热线接听(2027-06-30)`. */
  private qualification(cell: Cell, said: string): { key: string; until: string | null | undefined } | null {
    const [, name = said, date] = /^([^(]+)\(([^)]*)\)$/u.exec(said) ?? [];
    const found = this.known.qualifications.find((q) => q.name === name.trim() || q.key === name.trim());
    if (!found) {
      const names = this.known.qualifications.map((q) => q.name);
      this.say(cell, sheetSays.noQualification(name, names));
      return null;
    }
    if (date === undefined) return { key: found.key, until: undefined };
    return { key: found.key, until: FOR_EVER.test(date) ? null : this.day({ ...cell, text: date }) };
  }

  private limits(row: readonly Cell[], person: PersonInProgress): void {
    const caps = { ...person.caps };
    for (const field of ['perDay', 'perWeek', 'perMonth', 'nightsPerMonth'] as const) {
      const cell = this.cell(row, field);
      const number = Number(/^(\d+)\s*[个次班]*$/u.exec(cell.text)?.[1] ?? NaN);
      if (cell.text === '') continue;
      if (/^(不限|无)$/u.test(cell.text)) caps[field] = undefined;
      else if (Number.isInteger(number) && number <= 1000) caps[field] = number;
      else this.say(cell, sheetSays.badNumber(cell.text));
    }
    person.caps = caps;
    const cell = this.cell(row, 'trainee');
    const trainee = yesNoIn(cell.text);
    if (trainee === null) this.say(cell, sheetSays.badYesNo(cell.text));
    else if (cell.text !== '') person.trainee = trainee;
  }

  /** What a file may not hold, a sheet may not either. */
  private fitting(row: readonly Cell[], person: PersonFile): void {
    const checked = personSchema.safeParse(person);
    const fields = new Set(checked.error?.issues.map(({ path }) => path[0]));
    for (const field of ['key', 'name', 'phone', 'email', 'joined'] as const) {
      if (fields.has(field)) this.say(this.cell(row, field), sheetSays.badText(this.cell(row, field).text));
    }
  }

  private day(cell: Cell): string | null {
    if (cell.text === '') return null;
    const day = dayIn(cell.text);
    if (day === null) this.say(cell, sheetSays.badDay(cell.text));
    return day;
  }

  private cell(row: readonly Cell[], field: Field): Cell {
    const column = this.columns.get(field);
    const cell = column === undefined ? undefined : row[column];
    return cell ?? { row: row[0]?.row ?? 0, column: 0, address: row[0]?.address ?? 'A1', text: '' };
  }

  private say(cell: Cell, reason: string): void {
    this.faults.push(faultAt(this.sheet.name, cell, reason));
  }
}

const plain = (phone: string | null | undefined): string => (phone ?? '').replace(/[\s-]/gu, '');
