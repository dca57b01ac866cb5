import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { organisationJsonSchema } from '../../src/import/organisation-file.schema';

const PUBLISHED = join(__dirname, '../../docs/organisation.schema.json');

describe('the published schema of the organisation file', () => {
  const text = `${JSON.stringify(organisationJsonSchema(), null, 2)}\n`;
  // UPDATE_SCHEMA=1 writes it anew after the file format was extended
  if (process.env.UPDATE_SCHEMA === '1') writeFileSync(PUBLISHED, text);

  it('is what the import checks', () => {
    expect(readFileSync(PUBLISHED, 'utf8')).toBe(text);
  });

  it('names every part of the file', () => {
    const { properties, required } = organisationJsonSchema() as { properties: object; required: string[] };
    expect(Object.keys(properties)).toEqual([
      'schema',
      'organisation',
      'qualifications',
      'people',
      'programmes',
      'sessions',
      'assignments',
      'registrations',
      'tallies',
      'totals',
    ]);
    expect(required).toEqual(['schema', 'organisation']);
  });
});
