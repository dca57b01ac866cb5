import { Agent, request } from 'node:http';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { inParallel } from './measure';

/** One call of the platform. */
export interface Call {
  readonly url: string;
  readonly body: string;
}

interface Load {
  readonly calls: readonly Call[];
  /** So many at a time, each as soon as one is answered; or so many a second, come what may. */
  readonly pace: { readonly atOnce: number } | { readonly aSecond: number };
  /** The status that every answer must have. */
  readonly status: number;
}

export interface Loaded {
  readonly tookMs: number;
  /** Of each call, from the instant at which it was due, in milliseconds. */
  readonly each: readonly number[];
}

/** Calls from a thread of its own. */
export function callAll(load: Load): Promise<Loaded> {
  const worker = new Worker(__filename, { workerData: load });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function call({ url, body }: Call, status: number, agent: Agent): Promise<void> {
  const headers = { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === status) resolve();
        else reject(new Error(`${url}: ${String(response.statusCode)}`));
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

async function carryLoad({ calls, pace, status }: Load): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 'atOnce' in pace ? pace.atOnce : 100 });
  const each: number[] = [];
  const timed = async (one: Call, due: number): Promise<void> => {
    await call(one, status, agent);
    each.push(performance.now() - due);
  };
  const begun = performance.now();
  if ('atOnce' in pace) await inParallel(calls, pace.atOnce, (one) => timed(one, performance.now()));
  else {
    const arrivals = calls.map(async (one, i) => {
      const due = begun + (i * 1000) / pace.aSecond;
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      await timed(one, due);
    });
    await Promise.all(arrivals);
  }
  const tookMs = performance.now() - begun;
  agent.destroy();
  parentPort?.postMessage({ tookMs, each } satisfies Loaded);
}

// the same file is the thread
if (parentPort) void carryLoad(workerData as Load);
