import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface PersonOfFile {
  readonly key: string;
  readonly name: string;
  readonly roles: readonly string[];
}

type OrganisationFile = Readonly<Record<string, unknown>> & { readonly people: readonly PersonOfFile[] };

const SAMPLE = join(__dirname, '../../src/organisations/sample/sample-organisation.json');
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

/** The keys of the sample's own volunteers. */
export const volunteerKeys = (): string[] =>
  organisationOf(0)
    .people.filter(isVolunteer)
    .map((person) => person.key);

const isVolunteer = (person: PersonOfFile): boolean => /^v\d/.test(person.key) && person.roles.includes('volunteer');
