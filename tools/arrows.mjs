/** The arrows between files, held against the rules, and the house as they show it: a room a line, from the ground up. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './setup.mjs';

const { FLOORS, pathOf } = createRequire(import.meta.url)('./floors.cjs');
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const AREAS = ['src', 'config', 'migrations', 'test'];
const LARGEST = 64 * 1024 * 1024;

/** `{ violations, modules }` as dependency-cruiser saw them. */
function cruised() {
  const args = [CRUISER, ...AREAS, '--output-type', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: LARGEST });
  if (!stdout) throw new Error(stderr || 'dependency-cruiser said nothing');
  const { modules, summary } = JSON.parse(stdout);
  return { modules, violations: summary.violations };
}

const ROOMS = FLOORS.flatMap((rooms, index) =>
  rooms.map((room) => ({ room, floor: index + 1, path: new RegExp(pathOf(room)) })),
);
const roomOf = (file) => ROOMS.find(({ path }) => path.test(file))?.room ?? null;

/** Rooms that reach each other, as lists of their names; an empty list in a house whose arrows all go down. */
function knots(arrows) {
  const reach = (from) => {
    const seen = new Set();
    const todo = [from];
    while (todo.length > 0) {
      for (const to of arrows.get(todo.pop()) ?? []) if (!seen.has(to)) todo.push(...(seen.add(to), [to]));
    }
    return seen;
  };
  const reached = new Map([...arrows.keys()].map((room) => [room, reach(room)]));
  const tied = [...reached.keys()].filter((room) => reached.get(room).has(room));
  const groups = tied.map((room) =>
    tied
      .filter((other) => reached.get(room).has(other) && reached.get(other)?.has(room))
      .sort()
      .join(' ↔ '),
  );
  return [...new Set(groups)];
}

/** The lines of the table of floors, and below it what the arrows between rooms come to. */
function houseLines(modules) {
  const own = modules.filter(({ source }) => roomOf(source) !== null);
  const files = new Map();
  const arrows = new Map(ROOMS.map(({ room }) => [room, new Set()]));
  let crossing = 0;
  for (const { source, dependencies } of own) {
    const room = roomOf(source);
    files.set(room, (files.get(room) ?? 0) + 1);
    for (const { resolved } of dependencies) {
      const other = roomOf(resolved);
      if (other === null || other === room) continue;
      crossing += 1;
      arrows.get(room).add(other);
    }
  }
  const lines = FLOORS.map((rooms, index) => {
    const named = rooms.map((room) => `${room} ${files.get(room) ?? 0}`).join(' · ');
    return `${String(index + 1).padStart(4)}  ${named}`;
  }).reverse();
  const cycles = knots(arrows);
  return [
    '楼层与文件数 floors and their files',
    ...lines,
    `${cycles.length} room cycles${cycles.map((knot) => `: ${knot}`).join('')}; ${crossing} imports between rooms`,
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { modules, violations } = cruised();
  for (const { rule, from, to } of violations) process.stdout.write(`${rule.severity} ${rule.name}: ${from} → ${to}\n`);
  if (violations.length === 0) process.stdout.write(`${houseLines(modules).join('\n')}\n`);
  process.exit(violations.length === 0 ? 0 : 1);
}
