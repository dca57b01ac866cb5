import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answers } from '../../src/console/http/answers';

const ROOT = join(__dirname, '..', '..');
const TOOL = join(ROOT, 'tools', 'answers.mjs');
const CODE = `
  const { readAnswers } = await import(process.argv[1]);
  process.stdout.write(JSON.stringify(readAnswers([process.argv[2]])));
`;

/** What is read off a controller that stands alone, with a decorator of its own. */
function read(source: string): Answers {
  const folder = mkdtempSync(join(tmpdir(), 'xinyue-answers-'));
  const path = join(folder, 'scratch.controller.ts');
  writeFileSync(path, `declare const Get: () => MethodDecorator;\n${source}`);
  try {
    const given = ['--input-type=module', '--eval', CODE, TOOL, path];
    return JSON.parse(execFileSync(process.execPath, given, { encoding: 'utf8', stdio: 'pipe' })) as Answers;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the answers that are read off the controllers', () => {
  it('are what JSON makes of the types, under the names and comments that these have', () => {
    const { operations, schemas } = read(`
      /** Somebody. */
      interface Person {
        readonly id: string;
        /** In full. */
        readonly name: string | null;
      }
      type State = 'held' | 'confirmed';
      export class Scratch {
        @Get() async one(): Promise<Person> { throw new Error(); }
        @Get() many(): { people: readonly Person[]; total: number; state: State; was?: State; at: Date } { throw new Error(); }
        @Get() either(): ({ kind: 'a'; n: 1 } | { kind: 'b'; of: Record<string, boolean> }) | null { throw new Error(); }
        @Get() page(): string { return ''; }
        @Get() async nothing(): Promise<void> {}
        helper(): Map<string, string> { return new Map(); }
      }`);
    const person = { $ref: '#/components/schemas/Person' };
    expect(Object.keys(operations)).toEqual(['Scratch_one', 'Scratch_many', 'Scratch_either', 'Scratch_page']);
    expect(operations.Scratch_one).toEqual({ type: 'application/json', schema: person });
    expect(operations.Scratch_many?.schema).toEqual({
      type: 'object',
      properties: {
        people: { type: 'array', items: person },
        total: { type: 'number' },
        state: { $ref: '#/components/schemas/State' },
        was: { type: 'string', enum: ['held', 'confirmed'] },
        at: { type: 'string' },
      },
      required: ['people', 'total', 'state', 'at'],
    });
    expect(operations.Scratch_either?.schema).toEqual({
      nullable: true,
      anyOf: [
        {
          type: 'object',
          properties: { kind: { type: 'string', enum: ['a'] }, n: { type: 'number', enum: [1] } },
          required: ['kind', 'n'],
        },
        {
          type: 'object',
          properties: {
            kind: { type: 'string', enum: ['b'] },
            of: { type: 'object', additionalProperties: { type: 'boolean' } },
          },
          required: ['kind', 'of'],
        },
      ],
    });
    expect(operations.Scratch_page?.type).toBe('text/html');
    expect(schemas).toMatchObject({
      Person: {
        type: 'object',
        description: 'Somebody.',
        properties: { id: { type: 'string' }, name: { type: 'string', nullable: true, description: 'In full.' } },
        required: ['id', 'name'],
      },
      State: { type: 'string', enum: ['held', 'confirmed'] },
    });
  });

  it('are refused where JSON would lose them, by the place that gives them', () => {
    const lost = `
      export class Scratch {
        @Get() lost(): { deep: { counts: Map<string, number> } } { throw new Error(); }
      }`;
    expect(() => read(lost)).toThrow('Scratch_lost.deep.counts: Map<string, number> cannot be said in JSON');
  });

  it('stand beside bodies of which no two have one name: the later would be described in place of both', () => {
    const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.ts'),
    );
    const names = files.flatMap((path) =>
      [...readFileSync(join(ROOT, 'src', path), 'utf8').matchAll(/^(?:export )?class (\w+Dto)\b/gmu)].map(
        ([, name]) => name,
      ),
    );
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
  });
});
