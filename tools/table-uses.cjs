/** Reads out of the sources which tables each file writes and reads: what `npm run check` and tables.spec.ts hold against tools/tables.cjs. */
const { readFileSync, readdirSync } = require('node:fs');
const { join, sep } = require('node:path');
const ts = require('typescript');
const { TABLES } = require('./tables.cjs');

/** Stands in a statement where the source puts a value in, so that a table that is not written out can be told. */
const HOLE = '\0';
const NAME = `\\\\?[\`"]?([a-z_][a-z0-9_]*|${HOLE})`;
const WRITES = new RegExp(
  `\\b(?:INSERT(?: OR [A-Z]+| IGNORE)? INTO|REPLACE INTO|DELETE FROM|(?<!FOR |DO |KEY )UPDATE)\\s+${NAME}`,
  'g',
);
const READS = new RegExp(`(?<!DELETE )\\b(?:FROM|JOIN)\\s+${NAME}`, 'g');
const ENTITY = /@Entity\('([a-z0-9_]+)'\)[\s\S]*?export class (\w+Row)\b/g;
const WRITING_CALLS = new Set(['insert', 'update', 'delete', 'put']);

/** The room that a path under the root lies in: a folder of src/, or a file that stands there by itself. */
const roomOf = (path) => path.split('/')[1];

/** Every source below `root`/src, as `{ path: 'src/rota/claim.ts', text }`. */
function sourcesOf(root) {
  return readdirSync(join(root, 'src'), { recursive: true })
    .map((path) => `src/${path.split(sep).join('/')}`)
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The tables of the rows: class → table and the file that describes it. */
function entitiesOf(sources) {
  const entities = new Map();
  for (const { path, text } of sources) {
    for (const [, table, row] of text.matchAll(ENTITY)) entities.set(row, { table, path });
  }
  return entities;
}

/** `{ verb: 'write' | 'read', table, path, line, room }` of each statement; `table` is null where it is not written out. */
function usesOf(sources) {
  const entities = entitiesOf(sources);
  return sources.flatMap(({ path, text }) => {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    const uses = [];
    const note = (verb, table, position) => {
      const line = source.getLineAndCharacterOfPosition(position).line + 1;
      uses.push({ verb, table, path, line, room: roomOf(path) });
    };
    const visit = (node) => {
      const statement = statementIn(node, source);
      if (statement) {
        for (const [pattern, verb] of [
          [WRITES, 'write'],
          [READS, 'read'],
        ]) {
          for (const match of statement.text.matchAll(pattern)) {
            const named = match[1] === HOLE ? null : match[1];
            if (verb === 'write' || named === null || named in TABLES) {
              note(verb, named, statement.from + match.index);
            }
          }
        }
      }
      const call = callIn(node, entities);
      if (call) note(call.verb, call.table, node.getStart(source));
      ts.forEachChild(node, visit);
    };
    visit(source);
    return uses;
  });
}

/** The text of a literal with a hole, as long as what it replaces, for each value that is put in. */
function statementIn(node, source) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    return { text: node.getText(source), from: node.getStart(source) };
  }
  if (!ts.isTemplateExpression(node)) return null;
  let text = node.head.getText(source);
  for (const span of node.templateSpans) {
    text = text.slice(0, -2) + HOLE + HOLE.repeat(span.literal.getStart(source) - span.expression.pos + 1);
    text += span.literal.getText(source).slice(1);
  }
  return { text, from: node.getStart(source) };
}

/** `tx.insert('people', …)`, `tx.update(PersonRow, …)`, `tx.find(PersonRow, …)`: what is called on a unit with a table first. */
function callIn(node, entities) {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const verb = WRITING_CALLS.has(node.expression.name.text) ? 'write' : 'read';
  const [first] = node.arguments;
  if (!first) return null;
  if (ts.isIdentifier(first) && entities.has(first.text)) return { verb, table: entities.get(first.text).table };
  const unit = ts.isIdentifier(node.expression.expression) && node.expression.expression.text === 'tx';
  if (verb !== 'write' || !unit) return null;
  return { verb, table: ts.isStringLiteral(first) ? first.text : null };
}

const RIGHT = {
  nameless: () => 'write the name of the table out: a statement that takes any table can be held against nothing',
  unknown: () => 'give the table a room in tools/tables.cjs',
  homeless: ({ table }) => `the row of ${table} belongs in src/${TABLES[table].room}/, the room that writes it`,
  write: ({ table }) => `only ${TABLES[table].room} writes ${table}: call a service of that room`,
  read: ({ table, room }) =>
    `${room} may not read ${table}: ask a service of ${TABLES[table].room}, or enter ${room} among its readers in tools/tables.cjs`,
};

/** What breaks a rule among the sources: `{ rule, table, path, line, room, right }`, in their order. */
function faultsOf(sources) {
  const faults = [];
  const find = (rule, use) => faults.push({ rule, ...use, right: RIGHT[rule](use) });
  for (const { table, path } of entitiesOf(sources).values()) {
    const row = { table, path, line: 1, room: roomOf(path) };
    if (!(table in TABLES)) find('unknown', row);
    else if (TABLES[table].room !== row.room) find('homeless', row);
  }
  for (const use of usesOf(sources)) {
    if (use.table === null) {
      // The gate is given the names by those who call it.
      if (use.room !== 'database') find('nameless', use);
    } else if (!(use.table in TABLES)) find('unknown', use);
    else if (TABLES[use.table].room === use.room) continue;
    else if (use.verb === 'read') {
      if (!TABLES[use.table].readers.includes(use.room)) find('read', use);
    } else find('write', use);
  }
  return faults;
}

/** What the map allows and nobody does any more, one line each. */
function leftovers(sources) {
  const uses = usesOf(sources);
  const done = new Set(uses.map(({ verb, table, room }) => `${room} ${verb}s ${String(table)}`));
  return Object.entries(TABLES)
    .flatMap(([table, of]) => of.readers.map((room) => `${room} reads ${table}`))
    .filter((line) => !done.has(line));
}

/** `{ table, rooms }` of each table that more than one room writes, in the order of the alphabet. */
function tablesOfManyWriters(sources) {
  const rooms = new Map();
  for (const { verb, table, room } of usesOf(sources)) {
    if (verb !== 'write' || table === null) continue;
    rooms.set(table, (rooms.get(table) ?? new Set()).add(room));
  }
  return [...rooms]
    .filter(([, writers]) => writers.size > 1)
    .map(([table, writers]) => ({ table, rooms: [...writers].sort() }))
    .sort((a, b) => (a.table < b.table ? -1 : 1));
}

/** The files whose name does not say that they read, and which read a table of another room. */
function readingInPlace(sources) {
  const foreign = usesOf(sources).filter(
    ({ verb, table, room, path }) =>
      verb === 'read' && table in TABLES && TABLES[table].room !== room && !/\.(queries|repository)\.ts$/.test(path),
  );
  return [...new Set(foreign.map(({ path }) => path))];
}

/** What `npm run check` prints: `{ passed, lines }`. */
function tablesReport(root) {
  const sources = sourcesOf(root);
  const many = tablesOfManyWriters(sources);
  const faults = faultsOf(sources);
  return {
    passed: faults.length === 0 && many.length === 0,
    lines: [
      `tables with more than one writing room: ${String(many.length)}`,
      `files that read another room's table and are no *.queries.ts or *.repository.ts: ${String(readingInPlace(sources).length)}`,
      ...many.map(({ table, rooms }) => `  ${table}: ${rooms.join(', ')}`),
      ...faults.map(({ path, line, table, right }) => `  ${path}:${String(line)} ${table ?? '(no name)'}: ${right}`),
    ],
  };
}

module.exports = { faultsOf, leftovers, readingInPlace, sourcesOf, tablesOfManyWriters, tablesReport, usesOf };
