import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const { FLOORS } = createRequire(__filename)('../../tools/floors.cjs') as { readonly FLOORS: readonly string[][] };
const rooms = FLOORS.map((floor) => floor.filter((room) => !room.endsWith('.ts'))).flatMap((floor, i) =>
  floor.length > 0 ? [`${String(i + 1)}: ${floor.join(' ')}`] : [],
);

describe.each(['README.md', 'README.zh-CN.md'])('%s', (name) => {
  const text = readFileSync(join(ROOT, name), 'utf8');

  it('draws the floors as they are held to', () => {
    const rows = [...text.matchAll(/^\| (\d+) \| (.*?) \|/gmu)].map(
      ([, floor = '', told = '']) =>
        `${floor}: ${[...told.matchAll(/`([\w-]+)`/gu)].map(([, room]) => room).join(' ')}`,
    );
    expect(rows).toEqual(rooms);
  });

  it('leads to files that are there', () => {
    const links = [...text.matchAll(/(?:\]\(|src=")(?!https?:)([^)"#]+)/gu)].map(([, path = '']) => path);
    expect(links.filter((path) => !existsSync(join(ROOT, dirname(name), path)))).toEqual([]);
  });
});
