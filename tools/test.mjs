/** `npm test`: every check and every test. Its last line is `N passed, N failed, N skipped`. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.mjs';
import { aBrowser, aDatabaseServer, roomyFolder } from './servers.mjs';
import { ROOT, ensureReady, findProgram, say } from './setup.mjs';

const given = process.argv.slice(2);
const chosen = given.some(
  (argument) => !argument.startsWith('-') || /^(-t|--testNamePattern|--testPathPatterns?)\b/.test(argument),
);

process.env.TZ = 'UTC';
await ensureReady();

const server = await aDatabaseServer({ often: !chosen });
const browser = aBrowser();
let stopping;
let jest;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(signal));
if (process.env.npm_lifecycle_event) {
  // The shell between npm and this process dies of a signal without passing it on.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop('SIGTERM'), 1_000).unref();
}

const checks = chosen ? [] : await runChecks();
const tests = await runJest();
await server?.stop();
finish();

function stop(signal) {
  jest?.kill(signal);
  stopping ??= Promise.resolve(server?.stop()).finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
}

function runJest() {
  const folder = mkdtempSync(join(roomyFolder(), 'xinyue-run-'));
  // Mail servers give up root and work as users of their own: they must find the way to their files in here.
  chmodSync(folder, 0o711);
  const file = join(folder, 'result.json');
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const env = { ...process.env, NODE_ENV: 'test', TMPDIR: folder };
  if (server) env.TEST_MYSQL_URL = server.url;
  else delete env.TEST_MYSQL_URL;
  if (browser) env.CHROME_PATH = browser;
  else delete env.CHROME_PATH;
  const cache = `--cacheDirectory=${join(tmpdir(), 'xinyue-jest')}`;
  const args = [
    join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'),
    cache,
    '--json',
    `--outputFile=${file}`,
    ...given,
  ];
  return new Promise((resolve) => {
    // With an output file, jest's own account of the run goes to standard error; standard output has the JSON again.
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['inherit', 'ignore', 'inherit'] });
    jest = child;
    child.once('close', (status) => {
      const result = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
      resolve(count(result, status));
    });
  });
}

/** A spec file that could not even be loaded counts as one failed test: it must not pass for an empty one. */
function count(result, status) {
  if (!result) {
    say(`jest 没有留下结果 jest ended without a result (status ${status})`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

/** Debian's programs that some tests talk to. */
function missingPeers() {
  return ['redis-server', 'exim4', 'dovecot', 'radicale', 'vdirsyncer', 'khal'].filter(
    (name) => findProgram(name) === null,
  );
}

function finish() {
  const missing = [];
  if (!server)
    missing.push('没有 MySQL/MariaDB，其测试未运行 no database server: the tests on MySQL/MariaDB did not run');
  for (const peer of missingPeers())
    missing.push(`没有 ${peer}，其测试未运行 no ${peer}: the tests with it did not run`);
  if (!browser) missing.push('没有浏览器，页面测试未运行 no browser: the tests in a browser did not run');
  const failedChecks = checks.filter(({ passed }) => !passed);
  for (const { name } of failedChecks) say(`✗ ${name}`);
  if (chosen) say('只跑了指定的测试，未做静态检查 only the chosen tests were run, without the checks');
  for (const line of missing) process.stdout.write(`${line}\n`);
  const lacking = process.env.CI && process.env.CI !== 'false' ? missing.length : 0;
  const passed = tests.passed + checks.length - failedChecks.length;
  const failed = tests.failed + failedChecks.length + lacking;
  process.stdout.write(`${passed} passed, ${failed} failed, ${tests.skipped} skipped\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
