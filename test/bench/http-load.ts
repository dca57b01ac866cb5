import { Agent, request } from 'node:http';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { inParallel } from './measure';

/** One POST by somebody who is signed in. */
export interface Posting {
  readonly url: string;
  readonly cookie: string;
  readonly body: string;
}

interface Load {
  readonly postings: readonly Posting[];
  readonly atOnce: number;
}

const PATIENCE_MS = 20_000;

/** Sends these requests from a thread of its own over `atOnce` connections; all must be answered 200. Milliseconds. */
export function postAll(postings: readonly Posting[], atOnce: number): Promise<number> {
  const load: Load = { postings, atOnce };
  const worker = new Worker(__filename, { workerData: load });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function post({ url, cookie, body }: Posting, agent: Agent): Promise<void> {
  const headers = { cookie, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers, timeout: PATIENCE_MS }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url}: ${String(response.statusCode)} ${text}`));
      });
    });
    sent.once('timeout', () => sent.destroy(new Error(`${url}: no answer`)));
    sent.once('error', reject);
    sent.end(body);
  });
}

async function carryLoad({ postings, atOnce }: Load): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const took = await inParallel(postings, atOnce, (posting) => post(posting, agent));
  agent.destroy();
  parentPort?.postMessage(took);
}

// the same file is the thread
if (parentPort) void carryLoad(workerData as Load);
