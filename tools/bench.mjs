/** `npm run bench [-- NAME] [--json] [--OPTION VALUE]…`: the benchmarks, each beside its reference in the same run. */
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { aBrowser, aDatabaseServer } from './servers.mjs';
import { ROOT, ensureReady, giveUp, say } from './setup.mjs';

const require = createRequire(import.meta.url);
const FOLDER = join(ROOT, 'dist', 'test', 'bench');
const ENDING = '.bench.js';

const USAGE = '用法 usage: npm run bench [-- NAME] [--json] [--OPTION VALUE]…';
const given = process.argv.slice(2);
const asJson = given.includes('--json');
const names = [];
/** What a bench lets choose; each bench says in its `options` which it knows. */
const options = {};
for (const rest = given.filter((argument) => argument !== '--json'); rest.length > 0;) {
  const argument = rest.shift();
  if (!argument.startsWith('--')) names.push(argument);
  else options[argument.slice(2)] = rest.shift() ?? giveUp(USAGE, 2);
}
if (names.length > 1 || names[0]?.startsWith('-')) giveUp(USAGE, 2);

await ensureReady();
const known = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith(ENDING)) : [];
const benches = known.map((file) => file.slice(0, -ENDING.length)).sort();
if (names[0] && !benches.includes(names[0]))
  giveUp(`没有 no bench "${names[0]}"; 有 there are: ${benches.join(', ')}`, 2);
for (const option of Object.keys(options)) {
  const knowing = names[0] ? (load(names[0]).options ?? {}) : {};
  if (!Object.hasOwn(knowing, option)) giveUp(`没有 no option --${option}; ${USAGE}`, 2);
}

process.env.TZ = 'UTC';
const browser = aBrowser();
if (browser) process.env.CHROME_PATH = browser;
const server = await aDatabaseServer();
if (server) process.env.TEST_MYSQL_URL = server.url;
else say('没有 MySQL/MariaDB，只测 SQLite no database server: only SQLite is measured');

try {
  for (const name of names[0] ? names : benches) await runBench(name);
} finally {
  await server?.stop();
}
process.exit(process.exitCode ?? 0);

function load(name) {
  return require(join(FOLDER, `${name}${ENDING}`));
}

async function runBench(name) {
  say(`${name}…`);
  const measured = [];
  const report = {
    say,
    measured(figure) {
      const { value, referenceValue } = figure;
      const line = { bench: name, ...figure, ratio: referenceValue ? round(value / referenceValue) : null };
      measured.push(line);
      if (asJson) process.stdout.write(`${JSON.stringify(ordered(line))}\n`);
    },
  };
  try {
    await load(name).run(report, options);
  } catch (error) {
    say(`${name}: ${error.stack ?? error}`);
    process.exitCode = 1;
  }
  if (!asJson) printTable(name, measured);
}

function ordered({ bench, case: what, value, unit, reference = null, referenceValue = null, ratio }) {
  return { bench, case: what, value: round(value), unit, reference, referenceValue: round(referenceValue), ratio };
}

function printTable(name, measured) {
  const rows = measured
    .map(ordered)
    .map((line) => [
      line.case,
      `${show(line.value)} ${line.unit}`,
      line.reference ? `${line.reference}: ${show(line.referenceValue)}` : '',
      line.ratio === null ? '' : `× ${line.ratio}`,
    ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => width(row[column]))));
  process.stdout.write(`\n${name}\n`);
  for (const row of rows) {
    const cells = row.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell))));
    process.stdout.write(`  ${cells.join('   ').trimEnd()}\n`);
  }
}

/** Columns on a terminal: a Chinese character takes two. */
function width(text) {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
}

function show(value) {
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en-US') : String(round(value));
}

function round(value) {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
