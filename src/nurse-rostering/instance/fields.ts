import type { InstanceFault, Row, Section, SectionName } from './sections';

/** Thrown while an instance is read and caught where the reading began. */
export class FieldFault extends Error {
  constructor(readonly fault: InstanceFault) {
    super(fault.problem);
  }
}

/** One number above this is a slip of the pen; products of several must stay exact. */
const MOST = 1_000_000_000;

/** The fields of one line by their names, each read with what it must be. */
export class Fields {
  constructor(
    private readonly section: SectionName,
    private readonly row: Row,
    private readonly names: readonly string[],
  ) {
    const missing = names[row.fields.length];
    if (missing !== undefined) throw this.fault(missing, 'is missing');
    if (row.fields.length > names.length) throw this.fault('line', `has more fields than ${names.join(', ')}`);
  }

  get line(): number {
    return this.row.line;
  }

  text(name: string): string {
    return this.row.fields[this.names.indexOf(name)] ?? '';
  }

  name(name: string, taken: ReadonlyMap<string, number>): string {
    const text = this.text(name);
    if (text === '') throw this.fault(name, 'is empty');
    if (taken.has(text)) throw this.fault(name, `"${text}" is there a second time`);
    return text;
  }

  whole(name: string, least = 0, most = MOST): number {
    return this.wholeOf(name, this.text(name), least, most);
  }

  wholeOf(name: string, text: string, least = 0, most = MOST): number {
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    throw this.fault(name, `"${text}" is not a whole number from ${least} to ${most}`);
  }

  known(name: string, among: ReadonlyMap<string, number>, text = this.text(name)): number {
    const index = among.get(text);
    if (index === undefined) throw this.fault(name, `"${text}" is not known`);
    return index;
  }

  /** The parts between |; none when the field is empty. */
  list(name: string): string[] {
    const text = this.text(name);
    return text === '' ? [] : text.split('|').map((part) => part.trim());
  }

  fault(field: string, problem: string): FieldFault {
    return new FieldFault({ line: this.row.line, field: `${this.section} ${field}`, problem });
  }
}

/** The lines of a section that must not be empty. */
export function rowsOf(name: SectionName, section: Section): readonly Row[] {
  if (section.rows.length > 0) return section.rows;
  throw new FieldFault({ line: section.line, field: name, problem: 'has no line' });
}
