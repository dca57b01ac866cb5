/** `npm run check`: types, lint, arrows and floors, tables and their writers, dead code and formatting. Runs all of them and tells all that is wrong. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT, ensureInstalled, say, seconds } from './setup.mjs';

const CHECKS = [
  // The types of the pages are made of the server's: whatever reads the pages comes after.
  { name: '接口 API', own: 'api.mjs', args: [], first: true },
  { name: '类型 types', script: 'typescript/bin/tsc', args: ['--noEmit', '--pretty', 'false', '-p', '.'] },
  {
    name: '网页类型 web types',
    script: 'vue-tsc/bin/vue-tsc.js',
    args: ['--noEmit', '--pretty', 'false', '-p', 'web'],
    needs: 'web/tsconfig.json',
  },
  // Without a cache: what a file may do depends on the types of others, which a cache by file does not see.
  { name: '规范 lint', script: 'eslint/bin/eslint.js', args: ['.', '--max-warnings', '0'] },
  { name: '依赖方向与楼层 arrows and floors', own: 'arrows.mjs', args: [], tells: true },
  { name: '表与写者 tables and their writers', own: 'tables.mjs', args: [], tells: true },
  { name: '死代码 dead code', script: 'knip/bin/knip.js', args: ['--no-progress'] },
  {
    name: '格式 formatting',
    script: 'prettier/bin/prettier.cjs',
    args: ['--check', '--log-level', 'warn', '--cache', '.'],
  },
];
const AT_ONCE = 2;

/** Runs every check and resolves to `{ name, passed, output, seconds }` of each, in the order of the list. */
export async function runChecks() {
  const todo = CHECKS.filter(({ needs }) => !needs || existsSync(join(ROOT, needs)));
  const results = new Array(todo.length);
  let next = 0;
  while (todo[next]?.first) {
    results[next] = await runCheck(todo[next]);
    report(results[next++]);
  }
  const worker = async () => {
    while (next < todo.length) {
      const index = next++;
      results[index] = await runCheck(todo[index]);
      report(results[index]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

function runCheck({ name, script, own, args, tells = false }) {
  const begun = performance.now();
  const path = own ? join(ROOT, 'tools', own) : join(ROOT, 'node_modules', script);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path, ...args], {
      cwd: ROOT,
      env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1' },
    });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.once('error', (error) => (output += error.message));
    child.once('close', (status) => resolve({ name, passed: status === 0, output, tells, seconds: seconds(begun) }));
  });
}

function report({ name, passed, output, tells, seconds }) {
  say(`${passed ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (!passed || tells) say(output.trimEnd());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureInstalled();
  const results = await runChecks();
  const width = Math.max(...results.map(({ name }) => name.length)) + 4;
  for (const { name, passed, seconds } of results) {
    process.stdout.write(`${passed ? 'ok    ' : 'FAILED'}  ${name.padEnd(width)}${seconds.padStart(6)} s\n`);
  }
  process.exit(results.every(({ passed }) => passed) ? 0 : 1);
}
