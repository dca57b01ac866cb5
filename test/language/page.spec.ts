import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clausesOf } from '../../src/conversation/grammar/clauses/clause';
import { ruleFor } from '../../src/conversation/grammar/clauses/rule-for';
import { SkeletonReader } from '../../src/conversation/grammar/entities/skeleton';
import { understandAt } from '../../src/conversation/grammar/parse';
import { inPlainWords } from '../../src/conversation/grammar/text/dialect';
import { normalise, withoutEnding } from '../../src/conversation/grammar/text/normalise';

const ROOT = join(__dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/grammar.md'), 'utf8');
const block = (name: string): string => new RegExp(`\`\`\`${name}\\n([^]*?)\\n\`\`\``).exec(PAGE)?.[1] ?? '';

describe.each([
  ['the coordinators’ guide', 'coordinators', { coordinates: true }],
  ['the card for volunteers', 'card-volunteers', {}],
  ['the card for families', 'card-families', {}],
] as const)('%s', (_, name, who) => {
  const guide = readFileSync(join(ROOT, `docs/guide/${name}.zh-CN.md`), 'utf8');
  const phrases = [...guide.matchAll(/`([^`]+)`/gu)].map(([, phrase = '']) => phrase);

  it('has only sentences that are understood without a question', () => {
    const read = phrases
      .filter((phrase) => phrase !== '这样写的')
      .map((phrase) => ({
        phrase,
        readings: understandAt(phrase, {
          wall: '2026-12-01T10:00',
          numbered: 9,
          vocabulary: { people: ['陈静', '王芳'] },
          ...who,
        }),
      }));
    expect(read.length).toBeGreaterThan(10);
    expect(read.filter(({ readings }) => readings.some(({ act, ask }) => act === 'none' || ask !== null))).toEqual([]);
  });
});

describe('the page about the grammar', () => {
  const said = block('said');
  const normal = withoutEnding(inPlainWords(normalise(said)));
  const skeleton = new SkeletonReader(normal, 2026, undefined).read();

  it('shows what each stage makes of its sentence', () => {
    expect(normal.text).toBe(block('normal'));
    expect(skeleton.text).toBe(block('skeleton'));
    const cores = clausesOf(skeleton).flatMap(({ core }) => (core === '' ? [] : [core]));
    expect(cores.map((core) => `${core} → ${ruleFor(core)?.intent ?? 'unknown'}`).join('\n')).toBe(block('clauses'));
    expect(understandAt(said, { wall: '2026-12-01T09:00' })).toEqual(JSON.parse(block('readings')));
  });

  it('names the stages in their order, and files that are there', () => {
    const stages = ['text', 'time', 'entities', 'clauses', 'readings'];
    expect([...PAGE.matchAll(/^## \d\. `(\w+)\/`/gm)].map(([, stage]) => stage)).toEqual(stages);
    for (const [, stage = '', words = ''] of PAGE.matchAll(/^## \d\. `(\w+)\/`([^]*?)(?=^## )/gm)) {
      const named = [...words.matchAll(/`([\w/-]+\.ts)`/g)].map(([, file = '']) => file);
      const homes = [`conversation/grammar/${stage}`, 'conversation/grammar', '.'];
      for (const file of named)
        expect([file, homes.some((home) => existsSync(join(ROOT, 'src', home, file)))]).toEqual([file, true]);
      expect(named.length).toBeGreaterThan(3);
    }
  });
});
