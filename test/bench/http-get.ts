import { Agent, request } from 'node:http';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { inParallel } from './measure';

/** The same GET again and again. */
export interface Getting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly times: number;
  readonly atOnce: number;
  /** The status that every answer must have. */
  readonly status: number;
}

export interface Got {
  readonly tookMs: number;
  /** Of each request, in milliseconds. */
  readonly each: readonly number[];
}

/** Sends these requests from a thread of its own. */
export function getAll(getting: Getting): Promise<Got> {
  const worker = new Worker(__filename, { workerData: getting });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function get({ url, headers, status }: Getting, agent: Agent): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === status) resolve(performance.now() - began);
        else reject(new Error(`${url}: ${String(response.statusCode)}`));
      });
    });
    sent.once('error', reject);
    sent.end();
  });
}

async function carryLoad(getting: Getting): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: getting.atOnce });
  const each: number[] = [];
  const turns = Array.from({ length: getting.times }, (_, i) => i);
  const tookMs = await inParallel(turns, getting.atOnce, async () => each.push(await get(getting, agent)));
  agent.destroy();
  parentPort?.postMessage({ tookMs, each } satisfies Got);
}

// the same file is the thread
if (parentPort) void carryLoad(workerData as Getting);
