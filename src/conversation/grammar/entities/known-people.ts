import { normalise } from '../text/normalise';
import type { Vocabulary } from '../reading';
import { COMPOUND_NAMES } from './family-names';

/** A person of the register as she was called at a place of a text. */
export interface KnownName {
  /** Her name as the register has it; a part of it as it was said. */
  readonly name: string;
  readonly length: number;
  /** Only her given name, or the first part of a longer one. */
  readonly part: boolean;
}

/** The people that an organisation knows, by what they are called. */
export class KnownPeople {
  private readonly whole = new Map<string, string>();
  private readonly parts = new Set<string>();
  private readonly first = new Set<string>();
  /** How long what they are called is, the longest first. */
  private readonly lengths: readonly number[];

  constructor(names: readonly string[]) {
    for (const name of names) this.add(name);
    const called = [...this.whole.keys(), ...this.parts];
    for (const each of called) this.first.add(each.charAt(0));
    this.lengths = [...new Set(called.map(({ length }) => length))].sort((a, b) => b - a);
  }

  private add(name: string): void {
    const { text } = normalise(name);
    if ((text.match(/\p{L}/gu) ?? []).length < 2) return;
    const parts = text.split('·').filter((part) => part !== '');
    // People type the dot that they find, or none.
    for (const dot of ['·', '', '.']) this.whole.set(parts.join(dot), name);
    for (const part of parts.length > 1 ? parts.slice(0, 1) : [givenIn(text)])
      if ([...part].length > 1) this.parts.add(part);
  }

  /** False when nobody is called by a name that begins with `char`. */
  begins(char: string): boolean {
    return this.first.has(char);
  }

  /** The longest name at `at`. */
  at(text: string, at: number): KnownName | null {
    if (!this.first.has(text.charAt(at))) return null;
    for (const length of this.lengths) {
      const said = text.slice(at, at + length);
      const name = this.whole.get(said);
      if (name !== undefined) return { name, length: said.length, part: false };
      if (this.parts.has(said)) return { name: said, length: said.length, part: true };
    }
    return null;
  }
}

/** What stands behind the family name; empty for a name that is not Chinese. */
function givenIn(text: string): string {
  if (!/^\p{Script=Han}{3,4}$/u.test(text)) return '';
  const family = COMPOUND_NAMES.find((name) => text.startsWith(name)) ?? [...text][0] ?? '';
  return text.slice(family.length);
}

const known = new WeakMap<readonly string[], KnownPeople>();
const NOBODY = new KnownPeople([]);

/** The people of a vocabulary; kept as long as its list of names is. */
export function peopleOf(vocabulary: Vocabulary | undefined): KnownPeople {
  const names = vocabulary?.people;
  if (!names) return NOBODY;
  let people = known.get(names);
  if (!people) {
    people = new KnownPeople(names);
    known.set(names, people);
  }
  return people;
}
