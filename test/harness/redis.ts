import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, freePort, programAt } from './programs';

/** A throw-away Redis that may be seen to die; it keeps nothing over its death. */
export interface RedisServer {
  readonly url: string;
  /** kill -9, then waits for the end. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const isRedisInstalled = (): boolean => programAt('redis-server') !== null;

/** Starts one on a free port, in a folder that `stop` removes; throws when it does not answer. */
export async function aRedisServer(): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'xinyue-redis-'));
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  let child: ChildProcess;
  const launch = async (): Promise<void> => {
    child = spawn(programAt('redis-server') ?? 'redis-server', options, { stdio: 'ignore' });
    await eventually(() => answers(port));
  };
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const atExit = (): void => void child.kill('SIGKILL');
  process.once('exit', atExit);
  await launch();
  return {
    url: `redis://127.0.0.1:${String(port)}`,
    kill,
    restart: launch,
    stop: async () => {
      await kill();
      process.removeListener('exit', atExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** null: not yet. */
function answers(port: number): Promise<true | null> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(null);
    });
  });
}
