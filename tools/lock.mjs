import { closeSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const BEAT_MS = 2_000;
const STALE_MS = 20_000;
const ORPHAN_MS = 600_000;

/**
 * Runs `work` while no other process runs work under the same lock file. A holder that died is noticed: at once on the
 * same machine, and elsewhere when its file has not been touched for 20 seconds. `work` may name a child process that
 * would go on if this one were killed: then that one is waited for, too.
 */
export async function withLock(path, work) {
  await acquire(path);
  const nameChild = (pid) => writeFileSync(path, `${process.pid} ${hostname()} ${pid}`);
  const beat = setInterval(() => touch(path), BEAT_MS);
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work(nameChild);
  } finally {
    clearInterval(beat);
    process.removeListener('exit', release);
    release();
  }
}

async function acquire(path) {
  for (let told = false; ; await sleep(200)) {
    if (create(path)) return;
    if (isStale(path)) rmSync(path, { force: true });
    else if (!told) {
      told = true;
      process.stderr.write('另一个命令正在准备，稍候… waiting for another command to finish the set-up\n');
    }
  }
}

function create(path) {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, `${process.pid} ${hostname()}`);
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isStale(path) {
  try {
    const silentMs = Date.now() - statSync(path).mtimeMs;
    const [pid, host, child] = readFileSync(path, 'utf8').split(' ');
    if (host !== hostname() || isAlive(Number(pid))) return silentMs > STALE_MS;
    return child === undefined || !isAlive(Number(child)) || silentMs > ORPHAN_MS;
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function touch(path) {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // The file is gone when the work is over; there is nothing left to keep alive.
  }
}
