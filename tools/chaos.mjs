/**
 * `npm run chaos [-- --kills N --minutes N --redis --seed N --write]`: kills, stops and cuts off a fleet of service
 * processes and a database server of its own, and counts what was lost. `--redis`: they share their batches through a
 * Redis, which is killed as well. `--write` adds the result to docs/chaos.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDatabaseServer } from './servers.mjs';
import { ROOT, ensureReady, giveUp, say } from './setup.mjs';

const USAGE =
  '用法 usage: npm run chaos [-- --kills N --database-kills N --redis-kills N --pauses N --cuts N --steps N --downtimes N --processes N --minutes N --seed N --redis --write]';
const NUMBERS = {
  kills: 200,
  'database-kills': 20,
  'redis-kills': 20,
  pauses: 10,
  cuts: 60,
  steps: 20,
  downtimes: 1,
  processes: 3,
  minutes: 45,
  seed: 1,
};
const FILE = join(ROOT, 'docs', 'chaos.md');

const COLUMNS = [
  'UTC',
  'on',
  'processes',
  'took',
  'kill -9',
  'database kill -9',
  'Redis kill -9',
  'pauses',
  'cut COMMITs',
  'clock steps',
  'days down',
  'messages',
  'claims',
  '**lost**',
  '**state wrong**',
  '**overdue**',
  'duplicates',
  'most per life and channel',
  'expired',
  'set aside',
];
const HEAD = `# What was survived

Rows are added by \`npm run chaos -- --write\`: processes with the service's heartbeat, dispatcher and acts, on a MariaDB of their own, are killed, stopped for longer than their
leases, cut off in the middle of COMMIT, set a day forward and back, and left without anybody running for 24 simulated hours, while messages
fall due and shifts are claimed. With \`--redis\` they share their batches through a Redis, which is killed with all that is in it. A receiving
peer that never dies writes down what arrives.

- **lost**: neither arrived nor closed with a reason; **overdue**: due at the end and neither sent nor closed; **state wrong**: a claim that is
  there twice, is missing though it was confirmed, or is miscounted. All three must be 0.
- duplicates: messages that arrived again. At most one a death (or pause, or step) and channel is promised; a channel sends one at a time here.
  The column counts the life of a process, into which several faults may fall: its own death, and before it a cut or the death of the database; with
  kills alone (\`--database-kills 0 --cuts 0 --pauses 0 --steps 0 --downtimes 0\`) it is the promise itself.
- expired: of use for two seconds only, closed as \`came too late\`; set aside: put aside after five deaths in mid-sending, and shown.

| ${COLUMNS.join(' | ')} |
|${COLUMNS.map(() => ' --- |').join('')}
`;

const given = readOptions();
await ensureReady();
process.env.TZ = 'UTC';
const require = createRequire(import.meta.url);
const server = await startDatabaseServer();
if (!server) giveUp('没有可启动的 MariaDB/MySQL no database server is installed to be killed');
let broken;
let redis;
try {
  const { chaos } = require(join(ROOT, 'dist', 'test', 'chaos', 'chaos.js'));
  if (given.redis) {
    const { aRedisServer, isRedisInstalled } = require(join(ROOT, 'dist', 'test', 'harness', 'redis.js'));
    if (!isRedisInstalled()) giveUp('没有可启动的 Redis no redis-server is installed to be killed');
    redis = await aRedisServer();
  }
  const { numbers } = given;
  const plan = { ...numbers, databaseKills: numbers['database-kills'], redisKills: numbers['redis-kills'] };
  const outcome = await chaos(plan, server, { say, seed: numbers.seed, redis });
  const events = Object.values(outcome.happened).reduce((sum, n) => sum + n, 0);
  broken =
    outcome.lost + outcome.stateWrong + outcome.overdue > 0 ||
    outcome.duplicates > 2 * (events - outcome.happened.cut - outcome.happened.redisKill) ||
    outcome.mostDuplicatesPerLifeAndChannel > 2;
  process.stdout.write(`${JSON.stringify(outcome, null, 1)}\n`);
  if (given.write) await write(outcome);
} finally {
  await redis?.stop();
  await server.stop();
}
say(broken ? '✗ 有承诺未守住 a promise was not kept' : '✓ 全部守住 every promise was kept');
process.exit(broken ? 1 : 0);

function readOptions() {
  try {
    const names = Object.keys(NUMBERS);
    const options = { write: { type: 'boolean' }, redis: { type: 'boolean' } };
    for (const name of names) options[name] = { type: 'string' };
    const { values } = parseArgs({ args: process.argv.slice(2), options });
    const numbers = Object.fromEntries(
      names.map((name) => {
        const value = Number(values[name] ?? NUMBERS[name]);
        if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} must be a whole number`);
        return [name, value];
      }),
    );
    return { numbers, write: values.write ?? false, redis: values.redis ?? false };
  } catch (error) {
    giveUp(`${error.message}\n${USAGE}`, 2);
  }
}

async function write(outcome) {
  const { happened } = outcome;
  const { createConnection } = require('mysql2/promise');
  const connection = await createConnection({ uri: server.url });
  const [[{ version }]] = await connection.query('SELECT VERSION() AS version');
  await connection.end();
  const row = [
    new Date().toISOString().slice(0, 16).replace('T', ' '),
    `Node ${process.versions.node}, ${version.split('-').slice(0, 2).join(' ')}${given.redis ? ', Redis' : ''}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}`,
    `${given.numbers.processes}`,
    `${Math.round(outcome.seconds / 60)} min`,
    ...[
      happened.kill,
      happened.databaseKill,
      happened.redisKill,
      happened.pause,
      happened.cut,
      happened.step,
      happened.downtime,
    ],
    outcome.owed,
    outcome.claimsAnswered,
    `**${outcome.lost}**`,
    `**${outcome.stateWrong}**`,
    `**${outcome.overdue}**`,
    outcome.duplicates,
    outcome.mostDuplicatesPerLifeAndChannel,
    outcome.expired,
    outcome.setAside,
  ];
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : HEAD;
  writeFileSync(FILE, `${text.trimEnd()}\n| ${row.join(' | ')} |\n`);
}
