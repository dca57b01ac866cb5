import { join } from 'node:path';
import {
  faultsOf,
  leftovers,
  readingInPlace,
  sourcesOf,
  tablesOfManyWriters,
  type Source,
} from '../../tools/table-uses.cjs';
import { READING_IN_PLACE } from '../../tools/tables.cjs';

const ROOT = join(__dirname, '..', '..');

const row = (table: string, name: string): string => `@Entity('${table}')\nexport class ${name} {}`;
/** One broken rule each: the file, what it says, and what must be found there. */
const BROKEN: readonly (readonly [path: string, text: string, found: string])[] = [
  ['src/drafts/a.ts', "await tx.run('UPDATE people SET name = ?', []);", 'write people 1'],
  ['src/drafts/b.ts', '\nawait tx.insert(\n"people", { id });', 'write people 2'],
  ['src/drafts/c.ts', 'await tx.run(`\n  DELETE FROM people WHERE id IN (${marks})`, ids);', 'write people 2'],
  ['src/drafts/d.ts', 'await tx.run(`INSERT OR IGNORE INTO \\`people\\` (id) VALUES (?)`, []);', 'write people 1'],
  ['src/drafts/e.ts', "await tx.run('REPLACE INTO people (id) VALUES (?)', []);", 'write people 1'],
  ['src/drafts/f.ts', "await tx.insert(PersonRow, { id: 'x' });", 'write people 1'],
  ['src/drafts/g.ts', "await tx.update(PersonRow, { id }, { name: 'x' });", 'write people 1'],
  ['src/drafts/h.ts', 'await unit.delete(PersonRow, { id });', 'write people 1'],
  ['src/drafts/i.ts', 'await tx.run(`UPDATE ${table} SET name = ?`, []);', 'nameless null 1'],
  ['src/drafts/j.ts', 'await tx.insert(table, rows);', 'nameless null 1'],
  ['src/drafts/k.ts', 'await tx.all(`SELECT id FROM ${table}`);', 'nameless null 1'],
  ['src/drafts/l.ts', "await tx.insert('pigeons', { id });", 'unknown pigeons 1'],
  ['src/drafts/m.ts', "await tx.all('SELECT id FROM dialogues d');", 'read dialogues 1'],
  [
    'src/drafts/n.ts',
    'await tx.all(`SELECT ${WHAT} FROM people p\n JOIN dialogues d ON d.id = p.id`);',
    'read dialogues 2',
  ],
  ['src/drafts/o.ts', 'await tx.find(DialogueRow, { id });', 'read dialogues 1'],
  ['src/drafts/dialogue.row.ts', row('dialogues', 'DialogueRow'), 'homeless dialogues 1'],
  ['src/drafts/pigeon.row.ts', row('pigeons', 'PigeonRow'), 'unknown pigeons 1'],
];

/** What is right, and looks a little like what is wrong. */
const RIGHT: readonly Source[] = [
  { path: 'src/organisations/person.row.ts', text: row('people', 'PersonRow') },
  { path: 'src/organisations/people.ts', text: "await tx.update(PersonRow, { id }, { name: 'x' });" },
  { path: 'src/drafts/people.ts', text: 'await tx.all(`SELECT id FROM people ${tx.skipLocked} FOR UPDATE of_it`);' },
  {
    path: 'src/drafts/says.ts',
    text: '// UPDATE people SET name\nsay("please update people, and delete from dialogues");',
  },
  { path: 'src/drafts/set.ts', text: 'list.insert("people"); seen.delete(table); known.update(people);' },
  { path: 'src/database/gate.ts', text: 'await run(`INSERT INTO ${quoted(table)} VALUES (?)`);' },
];

describe('the tables of the house', () => {
  const sources = sourcesOf(ROOT);

  it('are written each by one room and read by those that the map names', () => {
    expect(
      faultsOf(sources).map(({ path, line, table, right }) => ({ at: `${path}:${String(line)}`, table, right })),
    ).toEqual([]);
  });

  it('are in a map that allows no more than what is done', () => {
    expect(leftovers(sources)).toEqual([]);
  });

  it('of other rooms are read in ever fewer files whose name does not say so', () => {
    expect(readingInPlace(sources).length).toBeLessThanOrEqual(READING_IN_PLACE);
    const foreign = "await tx.all('SELECT id FROM people');";
    const files = ['src/drafts/a.service.ts', 'src/drafts/a.queries.ts', 'src/organisations/a.service.ts'];
    expect(readingInPlace(files.map((path) => ({ path, text: foreign })))).toEqual(['src/drafts/a.service.ts']);
  });

  it('knows every rule that is broken by its file, line and table, and what would be right', () => {
    const broken = BROKEN.map(([path, text]) => ({ path, text }));
    const faults = faultsOf([...RIGHT, ...broken]);
    expect(
      faults.map(({ rule, path, table, line }) => [path, `${rule} ${String(table)} ${String(line)}`]).sort(),
    ).toEqual(BROKEN.map(([path, , found]) => [path, found]).sort());
    expect(faults.find(({ path }) => path === 'src/drafts/a.ts')?.right).toBe(
      'only organisations writes people: call a service of that room',
    );
    expect(faults.every(({ right }) => right.length > 20)).toBe(true);
  });

  it('counts the tables that more than one room writes', () => {
    const writing = (room: string): Source => ({
      path: `src/${room}/it.ts`,
      text: "await tx.run('UPDATE rotas SET state = ?', []);",
    });
    expect(tablesOfManyWriters([writing('drafts'), writing('import')])).toEqual([
      { table: 'rotas', rooms: ['drafts', 'import'] },
    ]);
    expect(tablesOfManyWriters([writing('drafts')])).toEqual([]);
  });
});
