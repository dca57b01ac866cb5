import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram, say } from './setup.mjs';

const require = createRequire(import.meta.url);
const LOCAL_MYSQL = 'mysql://root@127.0.0.1:3306';
const START_MS = 60_000;
/** Bytes that the databases of a whole run find room in, several times over. */
const ROOM = 4 * 2 ** 30;

/**
 * A MySQL or MariaDB server to test on: `{ url, stop }`, or null when there is none and none can be started.
 * Taken is the one of TEST_MYSQL_URL, else a local one that lets root in without a password, else one that is started
 * from what is installed, on a free port and in a temporary folder that `stop` removes. `often`: hundreds of databases
 * will come and go, so where memory has room one of its own is started there before a local one is asked.
 */
export async function aDatabaseServer({ often = false } = {}) {
  const given = process.env.TEST_MYSQL_URL;
  if (given) {
    if (await answers(given)) return { url: given, stop: async () => {} };
    say('TEST_MYSQL_URL 无法连接 the server of TEST_MYSQL_URL does not answer');
    return null;
  }
  const memory = often ? roomyFolder() : tmpdir();
  const own = memory === tmpdir() ? null : await startDatabaseServer(memory);
  if (own) return own;
  if (await answers(LOCAL_MYSQL)) return { url: LOCAL_MYSQL, stop: async () => {} };
  return startDatabaseServer();
}

/**
 * Where databases of tests live: most of their time is waiting for the disk, so in memory where there is room. A killed
 * process keeps what it wrote there as it does on a disk.
 */
export function roomyFolder() {
  const memory = '/dev/shm';
  if (process.env.TMPDIR || !existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > ROOM ? memory : tmpdir();
}

/** The path of a Chromium or Chrome, or null. */
export function aBrowser() {
  const given = process.env.CHROME_PATH;
  if (given) return existsSync(given) ? given : null;
  return findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', ...downloadedBrowsers());
}

async function answers(url) {
  const { createConnection } = require('mysql2/promise');
  try {
    const connection = await createConnection({ uri: url, connectTimeout: 3_000 });
    await connection.query('SELECT 1');
    await connection.end();
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts a throw-away server: `{ url, stop, kill, restart }`, the last two for those who want to see it die. Null when
 * nothing is installed; a server that will not start says why.
 */
export async function startDatabaseServer(parent = tmpdir()) {
  const server = findProgram('mariadbd', 'mysqld');
  if (!server) return null;
  const folder = mkdtempSync(join(parent, 'xinyue-mysql-'));
  const data = join(folder, 'data');
  const asWhom = process.getuid?.() === 0 ? ['--user=root'] : [];
  const remove = () => rmSync(folder, { recursive: true, force: true });
  say('正在启动临时数据库… starting a temporary database server');
  if (!(await initialise(server, data, asWhom, folder))) {
    remove();
    return null;
  }
  const port = await freePort();
  const url = `mysql://root@127.0.0.1:${port}`;
  const options = [
    '--no-defaults',
    ...asWhom,
    `--datadir=${data}`,
    `--port=${port}`,
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--log-error=${join(folder, 'log')}`,
    '--bind-address=127.0.0.1',
    '--character-set-server=utf8mb4',
    '--max-connections=300',
  ];
  let child;
  let ended;
  const kill = () => child.kill('SIGKILL');
  const launch = () => {
    child = spawn(server, options, { stdio: 'ignore' });
    ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  };
  const up = async () => {
    for (const until = performance.now() + START_MS; performance.now() < until; await sleep(200)) {
      if (await answers(url)) return true;
      if (child.exitCode !== null || child.signalCode !== null) return false;
    }
    return false;
  };
  const stop = async () => {
    child.kill('SIGTERM');
    await Promise.race([ended, sleep(10_000, undefined, { ref: false }).then(kill)]);
    process.removeListener('exit', kill);
    remove();
  };
  launch();
  process.once('exit', kill);
  if (await up()) {
    return {
      url,
      stop,
      async kill() {
        kill();
        await ended;
      },
      async restart() {
        launch();
        if (!(await up())) throw new Error('the temporary database server did not come back');
      },
    };
  }
  say(`临时数据库未能启动 the temporary database server did not start:\n${lastLines(join(folder, 'log'))}`);
  await stop();
  return null;
}

/** MariaDB fills its data folder by a script of its own, MySQL by the server itself. */
async function initialise(server, data, asWhom, folder) {
  const script = findProgram('mariadb-install-db', 'mysql_install_db');
  const options = ['--no-defaults', ...asWhom, `--datadir=${data}`];
  const mariadb = ['--auth-root-authentication-method=normal', '--skip-test-db', `--tmpdir=${folder}`];
  const mysql = [...options, '--initialize-insecure'];
  const [program, args] = script ? [script, [...options, ...mariadb]] : [server, mysql];
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.once('error', () => resolve(false));
    child.once('close', (status) => {
      if (status !== 0) say(`临时数据库未能初始化 could not be initialised:\n${output.trimEnd()}`);
      resolve(status === 0);
    });
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function lastLines(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n').slice(-8).join('\n') : '(no log)';
}

function downloadedBrowsers() {
  const cache = join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(cache)) return [];
  const folders = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name));
  return folders.flatMap((name) => ['chrome-linux64', 'chrome-linux'].map((sub) => join(cache, name, sub, 'chrome')));
}
