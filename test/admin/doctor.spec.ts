import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../../src/command-line';
import { openDatabase } from '../../src/schema/open-database';
import { bareUrl, databasesUnderTest, freshUrl, onServer, type FreshUrl } from '../harness/databases';
import { insertInto } from '../harness/insert-into';
import { aRunningService } from '../http/running-service';
import { admin, KEY, SHARED } from './admin';

interface Report {
  readonly problems: readonly { readonly about: string; readonly sentence: string }[];
  readonly checks: readonly { readonly about: string; readonly state: string; readonly sentence: string }[];
}

async function doctor(env: Record<string, string>): Promise<Report & { readonly status: number }> {
  const ran = await admin(env, 'doctor', '--json');
  expect(ran.out).toHaveLength(1);
  return { ...(JSON.parse(ran.out[0] ?? '') as Report), status: ran.status };
}

/** Exactly one problem, told in Chinese and in English. */
async function expectOne(env: Record<string, string>, about: string, sentence: RegExp): Promise<void> {
  const report = await doctor(env);
  expect(report.problems).toEqual([{ about, sentence: expect.stringMatching(sentence) }]);
  expect(report.problems[0]?.sentence).toMatch(/[\u4e00-\u9fff].*[a-z]{3}/u);
  expect(report.status).toBe(1);
}

/** A port on which every connection is treated like this. */
async function listening<Kind extends Server>(server: Kind): Promise<{ port: number; close: () => void }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

describe.each(databasesUnderTest())('the doctor on %s', (engine) => {
  let fresh: FreshUrl;
  let env: Record<string, string>;

  beforeEach(async () => {
    fresh = await freshUrl(engine);
    env = { DATABASE_URL: fresh.url, SECRET_KEY: KEY };
  });
  afterEach(() => fresh.drop());

  const change = async (sql: string, values: string[] = []): Promise<void> => {
    const database = await openDatabase(fresh.url, { migrate: false });
    await database.write((tx) => tx.run(sql, values));
    await database.close();
  };

  it('finds nothing on a sound installation, and says so to people and to programs', async () => {
    expect(await doctor(env)).toMatchObject({ status: 0, problems: [] });
    const told = await admin(env, 'doctor');
    expect(told.status).toBe(0);
    expect(told.out.at(-1)).toMatch(/没有发现毛病/u);
    expect(told.out.join('\n')).not.toContain(KEY);
  });

  it('names the key that is not the one of this database', async () => {
    const service = await aRunningService({ databaseUrl: fresh.url });
    await service.stop();
    await expectOne({ ...env, SECRET_KEY: 'z'.repeat(40) }, 'SECRET_KEY', /不是写这个数据库时用的/u);
  });

  it('names tables that are older or newer than the program, and so does the look before an upgrade', async () => {
    await change("DELETE FROM migrations WHERE name LIKE 'CreatePeriodTotals%'");
    await expectOne(env, 'schema', /数据表较旧/u);
    const older = await admin(env, 'upgrade', 'check');
    expect(older.status).toBe(0);
    expect(older.out.at(-1)).toContain('CreatePeriodTotals');
    await change("INSERT INTO migrations (timestamp, name) VALUES (1, 'FlyToTheMoon1')");
    await expectOne(env, 'schema', /更新的版本.*FlyToTheMoon1/u);
    expect((await admin(env, 'upgrade', 'check')).status).toBe(1);
  });

  it('works while the service runs, and knows whether PUBLIC_URL leads to it', async () => {
    const service = await aRunningService({ databaseUrl: fresh.url, now: Date.now() });
    try {
      const url = service.server.baseUrl;
      const running = { ...env, SECRET_KEY: SHARED, PORT: new URL(url).port };
      const report = await doctor({ ...running, PUBLIC_URL: url });
      expect(report).toMatchObject({ status: 0, problems: [] });
      expect(report.checks).toContainEqual(expect.objectContaining({ about: 'service', state: 'good' }));
      expect(report.checks).toContainEqual(expect.objectContaining({ about: 'PUBLIC_URL', state: 'good' }));
      const stranger = await listening(createHttpServer((_, answer) => answer.end('{"it":"is not us"}')));
      await expectOne(
        { ...running, PUBLIC_URL: `http://127.0.0.1:${String(stranger.port)}` },
        'PUBLIC_URL',
        /不是这个服务/u,
      );
      stranger.close();
      const proxy = await listening(
        createHttpServer((request, answer) => {
          void fetch(`${url}${request.url ?? ''}`).then(async (got) => answer.end(await got.text()));
        }),
      );
      await expectOne(
        { ...running, PUBLIC_URL: `http://127.0.0.1:${String(proxy.port)}` },
        'proxy',
        /没有传原来的 Host/u,
      );
      proxy.close();
    } finally {
      await service.stop();
    }
  });

  it('counts what should have left and did not', async () => {
    const service = await aRunningService({ databaseUrl: fresh.url, now: Date.now() });
    const orgId =
      (await service.database.read((tx) => tx.one<{ id: string }>('SELECT id FROM organisations')))?.id ?? '';
    await service.stop();
    const database = await openDatabase(fresh.url, { migrate: false });
    await database.write((tx) =>
      insertInto(tx, 'outbox', {
        ...{ id: 'm1', org_id: orgId, dedupe_key: 'm1', kind: 'notice', class: 'normal', content: '{"say":[]}' },
        ...{ due_ms: 1, next_ms: 1, state: 'pending', attempts: 0, crashes: 0, created_ms: 1 },
      }),
    );
    await database.close();
    await expectOne({ ...env, SECRET_KEY: SHARED }, 'outbox', /有 1 条消息/u);
  });

  it('gives a coordinator a link that signs her in once, also beside the running service', async () => {
    const service = await aRunningService({ databaseUrl: fresh.url, now: Date.now() });
    try {
      const invited = await admin({ ...env, PUBLIC_URL: service.server.baseUrl }, 'coordinator', 'invite', '李统筹');
      expect(invited.status).toBe(0);
      const token = invited.out[0]?.split('#')[1] ?? '';
      await service.http.post('/api/console/sign-in').send({ token }).expect(200);
      await service.http.post('/api/console/sign-in').send({ token }).expect(401);
      const unknown = await admin(env, 'coordinator', 'invite', '莫红梅');
      expect(unknown).toMatchObject({ status: 1, out: [] });
      expect(unknown.error[0]).toMatch(/李统筹 \(c01/u);
    } finally {
      await service.stop();
    }
  });
});

describe('the doctor', () => {
  let folder: string;
  let env: Record<string, string>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xinyue-doctor-'));
    env = { DATABASE_URL: `sqlite:${join(folder, 'xinyue.db')}`, SECRET_KEY: KEY };
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('names a setting that nothing reads, and one that is wrong, without making the database', async () => {
    await expectOne({ ...env, SMTP_ULR: 'smtp://x' }, 'SMTP_ULR', /是不是 SMTP_URL/u);
    await expectOne({ ...env, PUBLIC_URL: 'xinyue.example.org' }, 'PUBLIC_URL', /写得不对/u);
    await expectOne({ ...env, PUBLIC_URL: 'http://xinyue.example.org' }, 'PUBLIC_URL', /不是 https/u);
    await expectOne({ ...env, WECHATY_PUPPET: 'wechaty-puppet-wechat4u' }, 'WECHATY_PUPPET', /写得不对/u);
    await expectOne({ ...env, DATABASE_URL: 'mysql://root:very-secret@127.0.0.1:1/x' }, 'DATABASE_URL', /连不上/u);
    expect(existsSync(join(folder, 'xinyue.db'))).toBe(false);
  });

  it('says each service that refuses us or is away by its setting', async () => {
    const mail = await listening(createServer((socket) => socket.end('554 no service for you\r\n')));
    const port = String(mail.port);
    const mailing = { MAIL_FROM: 'bot@example.org', SMTP_URL: `smtp://bot:hidden-word@127.0.0.1:${port}` };
    await expectOne({ ...env, ...mailing }, 'SMTP_URL', /不接受.*554/u);
    expect(JSON.stringify(await doctor({ ...env, ...mailing }))).not.toContain('hidden-word');
    mail.close();
    const gone = `127.0.0.1:${port}`;
    await expectOne({ ...env, REDIS_URL: `redis://${gone}` }, 'REDIS_URL', /Redis 连不上/u);
    await expectOne({ ...env, IMAP_URL: `imap://a:b@${gone}` }, 'IMAP_URL', /打不开/u);
    const model = { LANGUAGE_MODEL_URL: `http://${gone}/v1`, LANGUAGE_MODEL_NAME: 'm' };
    await expectOne({ ...env, ...model }, 'LANGUAGE_MODEL_URL', /连不上/u);
    const gateway = { WECHATY_PUPPET: 'wechaty-puppet-service', WECHATY_PUPPET_SERVICE_TOKEN: 't' };
    const endpoint = { WECHATY_PUPPET_SERVICE_ENDPOINT: gone };
    await expectOne({ ...env, ...gateway, ...endpoint }, 'WECHATY_PUPPET_SERVICE_ENDPOINT', /微信网关连不上/u);
  });

  it('misses a key file that is gone, and a clock that was set back', async () => {
    const service = await aRunningService({ now: Date.UTC(2100, 0, 1), env: { ...env, PORT: '0' } });
    await service.http.post('/api/chat/messages').send({ from: 'v01', text: '帮助' });
    await service.stop();
    const report = await doctor({ DATABASE_URL: env.DATABASE_URL ?? '' });
    expect(report.problems.map(({ about }) => about)).toEqual(['SECRET_KEY', 'clock']);
  });

  it('takes a file that is no database for damaged', async () => {
    writeFileSync(join(folder, 'xinyue.db'), 'this is not a database, whatever its name says '.repeat(100));
    await expectOne(env, 'DATABASE_URL', /数据库连不上或不能用.*not a database/u);
    expect(dirname(folder)).toBe(tmpdir());
  });

  it('is called in one way', async () => {
    for (const words of [['doctor', 'now'], ['doctor', '--loud'], ['upgrade'], ['coordinator'], [], ['dance']]) {
      const ran = await admin(env, ...words);
      expect(ran).toMatchObject({ status: 2, out: [] });
      expect(ran.error.join('\n')).toContain('admin -- doctor [--json]');
    }
    const output: string[] = [];
    const lines = { out: (line: string) => output.push(line), error: (line: string) => output.push(line) };
    expect(await runCommand(['admin', '--help'], lines)).toBe(0);
    expect(output.join('\n')).toContain('coordinator invite [NAME]');
  });
});

const withServer = databasesUnderTest().includes('mysql') ? describe : describe.skip;

withServer('the doctor on a server', () => {
  it('names the column that takes different texts for the same', async () => {
    const fresh = await freshUrl('mysql');
    await onServer(
      (server) =>
        server.query(
          'ALTER TABLE inbox MODIFY sender varchar(191) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NOT NULL',
        ),
      fresh.url,
    );
    await expectOne({ DATABASE_URL: fresh.url, SECRET_KEY: KEY }, 'collation', /inbox\.sender.*utf8mb4_general_ci/u);
    await fresh.drop();
    const bare = await bareUrl('mysql');
    await expectOne({ DATABASE_URL: bare.url, SECRET_KEY: KEY }, 'collation', /排序规则/u);
    await bare.drop();
  });
});
