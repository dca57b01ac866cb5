import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const { FLOORS } = createRequire(__filename)('../../tools/floors.cjs') as { readonly FLOORS: readonly string[][] };
const PACKAGES = [
  'wechaty',
  'ical-generator',
  'mysql2',
  'ioredis',
  'hucre',
  'docx',
  'pdfmake',
  'chinese-days',
  'highs',
  '@simplewebauthn/server',
  'typeorm',
  'luxon',
];

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** Lays out a small house with the given files and lets the arrows be checked there. */
function cruise(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'xinyue-arrows-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  try {
    const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, '1.0.0']));
    write('package.json', JSON.stringify({ name: 'house', dependencies, devDependencies: { jest: '1.0.0' } }));
    for (const name of [...PACKAGES, 'jest']) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
      write(`node_modules/${name}/index.js`, 'module.exports = {};');
    }
    copyFileSync(join(ROOT, 'tsconfig.json'), join(folder, 'tsconfig.json'));
    for (const area of ['src', 'config', 'migrations', 'test']) mkdirSync(join(folder, area));
    for (const [path, text] of Object.entries(files)) write(path, text);
    const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const rules = join(ROOT, '.dependency-cruiser.cjs');
    const args = [program, '--config', rules, '--output-type', 'json', 'src', 'config', 'migrations', 'test'];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    if (!stdout) throw new Error(stderr);
    const result = JSON.parse(stdout) as { summary: { violations: Violation[] } };
    return result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const leaf = 'export const leaf = 1;';
const using = (path: string): string => `import * as used from '${path}';\nexport const it = used;`;

/** One broken arrow each: the rule that must fire, where from, what is imported, and the file that it leads to. */
const BROKEN: readonly (readonly [rule: string, from: string, imported: string, to?: string])[] = [
  ['not-unresolvable', 'src/rota/lost.ts', './nowhere'],
  ['domain-is-pure', 'src/rota/domain/with-package.ts', 'luxon'],
  ['domain-is-pure', 'src/kernel/with-file.ts', 'node:fs'],
  ['domain-is-pure', 'src/conversation/grammar/with-package.ts', 'luxon'],
  ['grammar-text-comes-first', 'src/conversation/grammar/text/a.ts', '../time/b', 'src/conversation/grammar/time/b.ts'],
  [
    'grammar-crisis-comes-first',
    'src/conversation/grammar/crisis/a.ts',
    '../time/c',
    'src/conversation/grammar/time/c.ts',
  ],
  [
    'grammar-time-comes-first',
    'src/conversation/grammar/time/a.ts',
    '../readings/b',
    'src/conversation/grammar/readings/b.ts',
  ],
  [
    'grammar-entities-comes-first',
    'src/conversation/grammar/entities/a.ts',
    '../clauses/b',
    'src/conversation/grammar/clauses/b.ts',
  ],
  [
    'grammar-clauses-comes-first',
    'src/conversation/grammar/clauses/a.ts',
    '../parse',
    'src/conversation/grammar/parse.ts',
  ],
  [
    'commands-come-last',
    'src/conversation/dialogue/leans.ts',
    '../commands/claim',
    'src/conversation/commands/claim.ts',
  ],
  ['domain-knows-only-domain', 'src/rota/domain/asks.ts', '../ask.service', 'src/rota/ask.service.ts'],
  ['no-room-without-a-floor', 'src/attic/stands.ts', '../kernel/clock', 'src/kernel/clock.ts'],
  ['repositories-stay-home', 'src/console/reaches.ts', '../rota/x.repository', 'src/rota/x.repository.ts'],
  ['rows-are-written-at-home', 'src/rota/writes.ts', '../volunteers/y.row', 'src/volunteers/y.row.ts'],
  ['one-home-for-wechaty', 'src/channels/mail/bot.ts', 'wechaty'],
  ['one-home-for-ical', 'src/rota/entry.ts', 'ical-generator'],
  ['one-home-for-database-drivers', 'src/rota/pool.repository.ts', 'mysql2'],
  ['one-home-for-redis', 'src/watching/lock.service.ts', 'ioredis'],
  ['one-home-for-spreadsheets', 'src/import/sheet.ts', 'hucre'],
  ['one-home-for-word', 'src/console/paper.ts', 'docx'],
  ['one-home-for-pdf', 'src/statistics/prints.ts', 'pdfmake'],
  ['one-home-for-passkeys', 'src/console/sign-in/proof.controller.ts', '@simplewebauthn/server'],
  ['one-home-for-holidays', 'src/programmes/recurrence.ts', 'chinese-days'],
  ['one-home-for-highs', 'src/nurse-rostering/master.ts', 'highs'],
  ['one-home-for-typeorm', 'src/rota/claim.service.ts', 'typeorm'],
  ['no-barrels', 'src/rota/gathers.ts', './parts/index', 'src/rota/parts/index.ts'],
  ['not-to-test', 'src/rota/leans-on-test.ts', '../../test/helper', 'test/helper.ts'],
  ['not-to-dev', 'src/rota/leans-on-tool.ts', 'jest'],
];

const isFolder = (room: string): boolean => !room.endsWith('.ts');

describe('the arrows of the house', () => {
  it('fires each rule where it is broken, and no other', () => {
    const files: Record<string, string> = {};
    for (const [, from, imported, to] of BROKEN) {
      files[from] = using(imported);
      if (to) files[to] = leaf;
    }
    const fired = cruise(files).map((line) => line.slice(0, line.indexOf(' →')));
    expect(fired).toEqual(BROKEN.map(([rule, from]) => `${rule}: ${from}`).sort());
  });

  /** One room and a neighbour each: beside it where the floor has another, else the nearest above. */
  const closed = FLOORS.flatMap((rooms, index) =>
    rooms.flatMap((room) => {
      const neighbour =
        rooms.find((other) => other !== room && isFolder(other)) ??
        FLOORS.slice(index + 1)
          .flat()
          .find(isFolder);
      return isFolder(room) && neighbour ? [{ room, neighbour }] : [];
    }),
  );

  it('lets no room lean on one beside it or above it', () => {
    const files: Record<string, string> = {};
    for (const { room, neighbour } of closed) {
      files[`src/${room}/leans.ts`] = using(`../${neighbour}/leaf`);
      files[`src/${neighbour}/leaf.ts`] = leaf;
    }
    expect(closed.length).toBeGreaterThan(20);
    expect(cruise(files)).toEqual(
      closed.map(({ room, neighbour }) => `down-from-${room}: src/${room}/leans.ts → src/${neighbour}/leaf.ts`).sort(),
    );
  });

  it('lets no door see a row, not even its shape', () => {
    const fired = cruise({
      'src/rota/shift.row.ts': leaf,
      'src/console/shows.ts': "import type { leaf } from '../rota/shift.row';\nexport type It = typeof leaf;",
    });
    expect(fired).toEqual(['doors-see-no-rows: src/console/shows.ts → src/rota/shift.row.ts']);
  });

  it('sees a cycle, even one of types alone', () => {
    const fired = cruise({
      'src/rota/a.ts': "import type { B } from './b';\nexport interface A { b: B }",
      'src/rota/b.ts': "import type { A } from './a';\nexport interface B { a: A }",
    });
    expect(fired).toEqual(['no-cycles: src/rota/a.ts → src/rota/b.ts']);
  });

  it('lets everything through that has its right place', () => {
    const violations = cruise({
      'src/kernel/clock.ts': leaf,
      'src/rota/domain/rules.ts': using('../../kernel/clock'),
      'src/rota/domain/fits.ts': using('../../volunteers/domain/leave'),
      'src/volunteers/domain/leave.ts': leaf,
      'src/rota/shift.row.ts': using('typeorm'),
      'src/rota/shifts.repository.ts': using('./shift.row'),
      'src/rota/claim-shift.service.ts': `${using('./shifts.repository')}\nexport * from '../volunteers/people.service';`,
      'src/volunteers/people.service.ts': leaf,
      'src/conversation/claim.ts': using('../rota/claim-shift.service'),
      'src/channels/wechat/bot.ts': using('wechaty'),
      'src/calendar/ics.ts': using('ical-generator'),
      'src/database/pool.ts': `${using('mysql2')}\nexport * from 'typeorm';`,
      'src/import/spreadsheet.ts': using('hucre'),
      'src/documents/word-paper.ts': using('docx'),
      'src/documents/pdf-paper.ts': using('pdfmake'),
      'src/calendar/rota.queries.ts': `import type { leaf } from '../rota/shift.row';\nexport type It = typeof leaf;`,
      'src/programmes/holidays.ts': using('chinese-days'),
      'config/data-source.ts': using('../src/rota/shift.row'),
      'test/rota/claim.ts': `${using('../../src/rota/shift.row')}\nexport * from 'jest';`,
    });
    expect(violations).toEqual([]);
  });
});
