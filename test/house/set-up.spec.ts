import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const TOOLS = join(__dirname, '..', '..', 'tools');
const tool = (name: string): string => JSON.stringify(pathToFileURL(join(TOOLS, name)).href);

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinyue-set-up-'));
  lock = join(folder, 'lock');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function start(script: string): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function endOf(child: ChildProcess): Promise<{ status: number | null; out: string }> {
  let out = '';
  child.stdout?.on('data', (data: Buffer) => (out += data.toString()));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, out };
}

/** Holds the lock for a moment and notes down when it came and went. */
const worker = (log: string): string => `
  import { withLock } from ${tool('lock.mjs')};
  import { appendFileSync } from 'node:fs';
  await withLock(${JSON.stringify(lock)}, async () => {
    appendFileSync(${JSON.stringify(log)}, 'in ');
    await new Promise((resolve) => setTimeout(resolve, 150));
    appendFileSync(${JSON.stringify(log)}, 'out ');
  });`;

describe('the lock of the set-up', () => {
  it('lets commands that start at once do the work one after the other', async () => {
    const log = join(folder, 'log');
    await Promise.all([1, 2, 3, 4].map(() => endOf(start(worker(log)))));
    expect(readFileSync(log, 'utf8')).toBe('in out '.repeat(4));
    expect(existsSync(lock)).toBe(false);
  });

  it('passes on from a command that was killed', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(lock, `${String(pid)} ${hostname()}`);
    const begun = performance.now();
    expect((await endOf(start(worker(join(folder, 'log'))))).status).toBe(0);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('waits for what a killed command left running', async () => {
    const left = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 1200)'], { stdio: 'ignore' });
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(lock, `${String(pid)} ${hostname()} ${String(left.pid)}`);
    const ended = endOf(start(worker(join(folder, 'log'))));
    await new Promise((resolve) => left.once('exit', resolve));
    expect(existsSync(join(folder, 'log'))).toBe(false);
    expect((await ended).status).toBe(0);
  });

  it('passes on from a machine that has gone silent, and waits for one that has not', async () => {
    writeFileSync(lock, '1 another-machine');
    const child = start(worker(join(folder, 'log')));
    const ended = endOf(child);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(existsSync(join(folder, 'log'))).toBe(false);
    utimesSync(lock, new Date(0), new Date(0));
    expect((await ended).status).toBe(0);
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('in out ');
  });
});

describe('a command that runs a script of the service', () => {
  const running = (text: string): ChildProcess => {
    const script = join(folder, 'script.cjs');
    writeFileSync(script, text);
    const file = JSON.stringify(script);
    return start(`import { runNode } from ${tool('run-node.mjs')}; process.exit(await runNode(${file}, ['a', 'b']));`);
  };

  it.each([0, 1, 2])('hands over its words, its output and its exit status %i', async (status) => {
    const child = running(`console.log(process.argv.slice(2).join()); process.exitCode = ${String(status)};`);
    expect(await endOf(child)).toEqual({ status, out: 'a,b\n' });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('lets it end in its own way on %s', async (signal) => {
    const child = running(`
      process.on('${signal}', () => setTimeout(() => { console.log('tidied up'); process.exit(7); }, 100));
      setInterval(() => {}, 1000);
      console.log('ready');`);
    child.stdout?.once('data', () => child.kill(signal));
    expect(await endOf(child)).toEqual({ status: 7, out: 'ready\ntidied up\n' });
  });
});
