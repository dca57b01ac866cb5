import { done, refused, type Result } from '../../kernel/result';

/** Where a file is at fault: the line (from 1), the section or field, and what is wrong with it. */
export interface InstanceFault {
  readonly line: number;
  readonly field: string;
  readonly problem: string;
}

/** One line of a section: its fields without the space around them. */
export interface Row {
  readonly line: number;
  readonly fields: readonly string[];
}

export interface Section {
  /** The line of its heading. */
  readonly line: number;
  readonly rows: readonly Row[];
}

const NAMES = [
  'SECTION_HORIZON',
  'SECTION_SHIFTS',
  'SECTION_STAFF',
  'SECTION_DAYS_OFF',
  'SECTION_SHIFT_ON_REQUESTS',
  'SECTION_SHIFT_OFF_REQUESTS',
  'SECTION_COVER',
] as const;

export type SectionName = (typeof NAMES)[number];
export type Sections = Readonly<Record<SectionName, Section>>;

/** Splits an instance into its sections; what follows a # is a comment, and every section must be there once. */
export function readSections(text: string): Result<Sections, InstanceFault> {
  const found = new Map<SectionName, { line: number; rows: Row[] }>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  let current: { line: number; rows: Row[] } | null = null;
  for (const [index, whole] of lines.entries()) {
    const line = index + 1;
    const content = whole.replace(/#.*$/, '').trim();
    if (content === '') continue;
    if (content.startsWith('SECTION_')) {
      const name = NAMES.find((known) => known === content);
      if (!name) return refused({ line, field: content, problem: `is not a section; there are ${NAMES.join(', ')}` });
      if (found.has(name)) return refused({ line, field: name, problem: 'is there a second time' });
      found.set(name, (current = { line, rows: [] }));
    } else if (current) {
      current.rows.push({ line, fields: content.split(',').map((field) => field.trim()) });
    } else {
      return refused({ line, field: 'SECTION_HORIZON', problem: 'is expected before the first line of data' });
    }
  }
  const missing = NAMES.find((name) => !found.has(name));
  if (missing) return refused({ line: lines.length, field: missing, problem: 'is missing' });
  return done(Object.fromEntries(found) as unknown as Sections);
}
