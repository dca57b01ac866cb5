import { extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { newId } from '../../src/kernel/ids';
import { openDatabase } from '../../src/schema/open-database';
import type { Database } from '../../src/database/database';
import { aTown } from '../builders/town';
import { freshUrl } from '../harness/databases';
import { startChild } from '../harness/processes';
import { aRedisServer, isRedisInstalled } from '../harness/redis';
import { quantile } from './measure';
import type { Report } from './report';
import { insertInto } from '../harness/insert-into';

/** For a short look: BENCH_REMINDERS=1000. */
const MESSAGES = Number(process.env.BENCH_REMINDERS ?? 10_000);
const PEOPLE = 200;
const PROCESSES = [1, 2, 3];
const PATIENCE_MS = 120_000;

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** All due at one instant, handed over by one, two and three processes, beside a bare SKIP LOCKED loop and BullMQ alone. */
export async function run(report: Report): Promise<void> {
  if (!process.env.TEST_MYSQL_URL) {
    report.say('several processes need a database server: not measured');
    return;
  }
  const fresh = await freshUrl('mysql');
  const database = await openDatabase(fresh.url, { migrate: false });
  const people = Array.from({ length: PEOPLE }, (_, i) => `志愿者${String(i)}`);
  const town = await aTown(database)
    .withVolunteers(...people)
    .open();
  try {
    const ids = people.map((name) => town.id(name));
    await bind(database, town.scope.orgId, ids);
    const bullmq = await bullmqAlone(report);
    for (const processes of PROCESSES) {
      const bare = await handedOver(database, fresh.url, town.scope.orgId, ids, 'bare', processes);
      const ours = await handedOver(database, fresh.url, town.scope.orgId, ids, 'ours', processes);
      const what = `${String(MESSAGES)} due at once, ${String(processes)} process${processes > 1 ? 'es' : ''}`;
      const rate = { case: what, value: ours.perSecond, unit: '/s' };
      report.measured({ ...rate, reference: 'bare SKIP LOCKED loop', referenceValue: bare.perSecond });
      if (bullmq !== null) report.measured({ ...rate, reference: 'BullMQ alone, one process', referenceValue: bullmq });
      report.measured({
        case: `${what}: lateness p50`,
        value: ours.p50,
        unit: 'ms',
        reference: 'bare',
        referenceValue: bare.p50,
      });
      report.measured({
        case: `${what}: lateness p99`,
        value: ours.p99,
        unit: 'ms',
        reference: 'bare',
        referenceValue: bare.p99,
      });
    }
  } finally {
    await town.close();
    await database.close();
    await fresh.drop();
  }
}

function bind(database: Database, orgId: string, ids: readonly string[]): Promise<void> {
  const rows = ids.map((id) => ({
    id: newId(0),
    org_id: orgId,
    person_id: id,
    channel: 'bench',
    external_id: id,
    bound_ms: 0,
  }));
  return database.write((tx) => insertInto(tx, 'identities', rows));
}

async function handedOver(
  database: Database,
  url: string,
  orgId: string,
  people: readonly string[],
  who: 'ours' | 'bare',
  processes: number,
): Promise<Measured> {
  await database.write((tx) => tx.run('DELETE FROM outbox'));
  const file = join(__dirname, `dispatching-child${extname(__filename)}`);
  const children = Array.from({ length: processes }, () => startChild(file, [url, who]));
  try {
    await Promise.all(children.map((child) => child.said(1)));
    const due = Date.now() + 60_000;
    const rows = Array.from({ length: MESSAGES }, (_, i) => rowOf(orgId, people[i % people.length] ?? '', i, due));
    for (let i = 0; i < rows.length; i += 500)
      await database.write((tx) => insertInto(tx, 'outbox', rows.slice(i, i + 500)));
    const begun = Date.now();
    await database.write((tx) => tx.run('UPDATE outbox SET due_ms = ?, next_ms = ?', [begun, begun]));
    const started = Date.now();
    for (const child of children) child.tell('go');
    for (let left = MESSAGES; left > 0;) {
      if (Date.now() - started > PATIENCE_MS) throw new Error(`${String(left)} messages were not handed over`);
      await sleep(50);
      const row = await database.read((tx) =>
        tx.one<{ n: number }>("SELECT COUNT(*) AS n FROM outbox WHERE state <> 'sent'"),
      );
      left = row?.n ?? left;
    }
    const sent = await database.read((tx) => tx.all<{ sentMs: number }>('SELECT sent_ms FROM outbox'));
    const late = sent.map((row) => row.sentMs - started);
    return { perSecond: (MESSAGES / Math.max(...late)) * 1000, p50: quantile(late, 0.5), p99: quantile(late, 0.99) };
  } finally {
    await Promise.all(children.map((child) => child.kill()));
  }
}

const rowOf = (orgId: string, personId: string, n: number, due: number) => ({
  id: newId(due),
  org_id: orgId,
  dedupe_key: `bench.${String(n)}`,
  person_id: personId,
  kind: 'notice',
  class: 'urgent',
  content: JSON.stringify({ say: [{ text: `提醒${String(n)}` }] }),
  due_ms: due,
  state: 'pending',
  attempts: 0,
  crashes: 0,
  next_ms: due,
  created_ms: due,
});

/** Jobs that do nothing, from the first to the last; null when no Redis is installed. */
async function bullmqAlone(report: Report): Promise<number | null> {
  if (!isRedisInstalled()) {
    report.say('no redis-server is installed: BullMQ is not measured');
    return null;
  }
  const server = await aRedisServer();
  const connection = new Redis(server.url, { maxRetriesPerRequest: null });
  connection.on('error', () => undefined);
  const prefix = `xinyue-bench-${newId(Date.now())}`;
  const queue = new Queue('bench', { connection, prefix });
  const options = { removeOnComplete: true, removeOnFail: true };
  for (let i = 0; i < MESSAGES; i += 1000)
    await queue.addBulk(
      Array.from({ length: Math.min(1000, MESSAGES - i) }, (_, n) => ({
        name: 'm',
        data: { n: i + n },
        opts: options,
      })),
    );
  let done = 0;
  const listening = connection.duplicate();
  listening.on('error', () => undefined);
  const began = Date.now();
  const worker = new Worker('bench', () => Promise.resolve(), { connection: listening, prefix, concurrency: 50 });
  await new Promise<void>((resolve) => {
    worker.on('completed', () => {
      done += 1;
      if (done === MESSAGES) resolve();
    });
  });
  const perSecond = (MESSAGES / (Date.now() - began)) * 1000;
  await worker.close();
  await queue.obliterate({ force: true });
  await queue.close();
  listening.disconnect();
  connection.disconnect();
  await server.stop();
  return perSecond;
}
