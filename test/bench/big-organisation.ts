import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomNumbers } from '../../src/rostering/random';

interface PersonOfFile {
  readonly key: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly caps?: Readonly<Record<'perMonth', number>>;
  readonly availability?: readonly object[];
  readonly leave?: readonly object[];
}

type OrganisationFile = Readonly<Record<string, unknown>> & { readonly people: readonly PersonOfFile[] };

const SAMPLE = join(__dirname, '../../src/import/sample/sample-organisation.json');
const NUMERALS = '零一二三四五六七八九';

/** The sample organisation with its volunteers copied until there are `volunteers` of them; nobody has a copied phone. */
export function organisationOf(volunteers: number): OrganisationFile {
  const sample = JSON.parse(readFileSync(SAMPLE, 'utf8')) as OrganisationFile;
  const originals = sample.people.filter(isVolunteer);
  const copies = Array.from({ length: volunteers - originals.length }, (_, i) => {
    const original = originals[i % originals.length];
    const name = (original?.name ?? '') + [...String(i)].map((digit) => NUMERALS[Number(digit)]).join('');
    return { ...original, key: `copy-${String(i)}`, name, roles: ['volunteer'], phone: undefined };
  });
  return { ...sample, people: [...sample.people, ...(JSON.parse(JSON.stringify(copies)) as PersonOfFile[])] };
}

/**
 * The same with copies that are nobody's twin: caps, hours, days away and wishes of each copy are her own, drawn with a
 * fixed seed.
 */
export function organisationOfDifferent(volunteers: number): OrganisationFile {
  const random = randomNumbers(7);
  const below = (count: number): number => Math.floor(random() * count);
  const file = organisationOf(volunteers);
  const people = file.people.map((person) => {
    if (!person.key.startsWith('copy-')) return person;
    const { caps, availability = [], leave = [] } = person;
    const hours = availability.filter(() => random() > 0.1);
    const away = `2026-12-${String(1 + below(28)).padStart(2, '0')}`;
    return {
      ...person,
      caps: caps && { ...caps, perMonth: Math.max(2, caps.perMonth + below(5) - 2) },
      availability: hours.length > 0 ? hours : availability,
      leave: random() < 0.3 ? [...leave, { from: away, to: away }] : leave,
      wishes: random() < 0.3 ? [{ want: random() < 0.5 ? 'like' : 'dislike', weekday: 1 + below(7) }] : [],
    };
  });
  return { ...file, people };
}

/** The keys of the sample's own volunteers. */
export const volunteerKeys = (): string[] =>
  organisationOf(0)
    .people.filter(isVolunteer)
    .map((person) => person.key);

const isVolunteer = (person: PersonOfFile): boolean => /^v\d/.test(person.key) && person.roles.includes('volunteer');
