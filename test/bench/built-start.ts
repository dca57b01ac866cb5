import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const MAIN = join(__dirname, '../../src/main.js');
const PATIENCE_MS = 20_000;

/** The built service as a process of its own. */
export interface BuiltService {
  readonly baseUrl: string;
  /** From the start of the process until `/health/ready` said yes. */
  readonly readyAfterMs: number;
  /** Resident memory in MB. */
  memory(): number;
  stop(): Promise<void>;
}

/** Starts the built service on a free port and waits until it is ready. */
export async function startBuilt(databaseUrl: string): Promise<BuiltService> {
  const begun = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: '0',
      DATABASE_URL: databaseUrl,
      XINYUE_SAMPLE: 'load',
      SECRET_KEY: 'a secret for benches, long enough to be one',
      LOG_LEVEL: 'error',
    },
  });
  const ended = once(child, 'exit');
  try {
    const baseUrl = await addressSaidBy(child);
    while (!(await isReady(baseUrl))) {
      if (performance.now() - begun > PATIENCE_MS) throw new Error('the built service is not ready');
      await sleep(10);
    }
    const readyAfterMs = performance.now() - begun;
    const stop = async (): Promise<void> => {
      child.kill('SIGTERM');
      await ended;
    };
    return { baseUrl, readyAfterMs, memory: () => residentMemory(child.pid ?? 0), stop };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

async function addressSaidBy(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('nothing can be heard of the built service');
  for await (const line of createInterface(child.stdout)) {
    const address = /(http:\/\/\S+)\/chat/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('the built service did not start');
}

async function isReady(baseUrl: string): Promise<boolean> {
  const response = await fetch(`${baseUrl}/health/ready`).catch(() => null);
  await response?.body?.cancel();
  return response?.status === 200;
}

function residentMemory(pid: number): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(stdout.trim()) / 1024;
}
