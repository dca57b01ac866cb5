import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf, sourcesOf } from '../../tools/table-uses.cjs';
import { ScratchTree, stepsOf } from './follow-page';

const PAGES = readdirSync(join(__dirname, '..', '..', 'docs', 'how-to')).sort();
const KIND = 'add-a-message-kind.md';
/** What holds every command to be read, registered and said. */
const COMMANDS = 'test/conversation/commands.spec.ts';
const isSpec = ({ path }: { path: string }): boolean => path.endsWith('.spec.ts');

/** The pages are followed to the letter, all in one copy of the sources: they must not stand in one another's way. */
describe('the pages that say how to add something', () => {
  const steps = PAGES.flatMap(stepsOf);
  let tree: ScratchTree;
  beforeAll(() => {
    tree = new ScratchTree();
  });
  afterAll(() => tree.remove());

  it('are one for each kind of thing, and end with a test', () => {
    expect(PAGES).toEqual(['channel', 'command', 'measure', 'message-kind', 'report'].map((one) => `add-a-${one}.md`));
    for (const page of PAGES) expect(stepsOf(page).at(-1)?.path).toMatch(/^test\/.*\.spec\.ts$/u);
  });

  it('leave it to the compiler to ask for what a new kind of message still lacks', () => {
    const [kind, ...rest] = stepsOf(KIND);
    if (!kind) throw new Error('the page has no step');
    tree.follow([kind]);
    const asked = [
      'src/messaging/domain/message-words.ts',
      'web/console/words/en.ts',
      'src/conversation/wording/message-texts.ts',
    ];
    expect(tree.faultsIn(asked).map((fault) => fault.split(':')[0])).toEqual(asked);
    tree.follow(rest);
    expect(tree.faultsIn(asked)).toEqual([]);
  });

  it('change what is there as they say, and what they make compiles and keeps to the tables', () => {
    tree.follow(steps.filter(({ page }) => page !== KIND));
    expect(tree.faultsIn([...new Set(steps.map(({ path }) => path))].filter((path) => path.endsWith('.ts')))).toEqual(
      [],
    );
    expect(faultsOf(sourcesOf(tree.folder))).toEqual([]);
  });

  it('lead to what their tests expect', () => {
    expect(tree.failures([...steps.filter(isSpec).map(({ path }) => path), COMMANDS])).toBeNull();
  }, 240_000);
});
