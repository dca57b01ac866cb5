import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ErasePerson } from '../../src/organisations/erase-person.service';
import { ImportOrganisation } from '../../src/import/import-organisation.service';
import type { ActContext } from '../../src/acts/domain/act-context';
import { openDatabase } from '../../src/schema/open-database';
import { bareUrl, databasesUnderTest, freshUrl, type FreshUrl } from '../harness/databases';
import { aRunningService, sampleFile, TUESDAY_TEN, type RunningService } from '../http/running-service';
import { admin, KEY, SHARED } from './admin';

const ROOT = join(__dirname, '../..');
const PHONE = '+8613800138000';

/** Asked again until the service has noticed: its answer holds for two seconds. */
async function until(look: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await look()); tries++) {
    if (tries > 200) throw new Error('it has not come about');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const inMaintenance = async ({ http }: RunningService): Promise<boolean> =>
  (await http.get('/health/ready').expect(200)).body.info.maintenance.on as boolean;

describe.each(databasesUnderTest())('maintenance on %s', (engine) => {
  it('is seen by running services within seconds: chat says so, the console reads, messages wait', async () => {
    const fresh = await freshUrl(engine);
    const env = { DATABASE_URL: fresh.url, SECRET_KEY: SHARED };
    const services = [await aRunningService({ databaseUrl: fresh.url })];
    if (engine === 'mysql') services.push(await aRunningService({ databaseUrl: fresh.url, sample: false }));
    const [service] = services;
    if (!service) throw new Error('no service');
    try {
      await followMaintenance(service, services, env);
    } finally {
      for (const one of services) await one.stop();
      await fresh.drop();
    }
  }, 60_000);

  async function followMaintenance(
    service: RunningService,
    services: readonly RunningService[],
    env: Record<string, string>,
  ): Promise<void> {
    const coordinator = await service.signedInAs('c01');
    const notice = { to: 'person', id: await service.personId('v01'), text: '明天带身份证' };
    // who has written can be written to, so that the alarm of a danger reaches her
    await service.http.post('/api/chat/messages').send({ from: 'c01', text: '帮助' }).expect(200);
    expect((await admin(env, 'maintenance', 'on')).status).toBe(0);
    for (const one of services) await until(() => inMaintenance(one));
    const say = async (from: string, text: string): Promise<string> => {
      const { body } = await service.http.post('/api/chat/messages').send({ from, text }).expect(200);
      return JSON.stringify(body);
    };
    expect(await say('v01', '空班')).toMatch(/正在维护/u);
    expect(await say('v02', '我不想活了')).toMatch(/12356/u);
    await coordinator.get('/api/notices').expect(200);
    const refused = await coordinator.post('/api/notices').send(notice).expect(503);
    expect(refused.body).toMatchObject({ rule: 'maintenance' });
    await service.beat();
    const sent = (): Promise<{ n: number } | null> =>
      service.database.read((tx) => tx.one("SELECT COUNT(*) AS n FROM outbox WHERE state = 'sent'"));
    expect(await sent()).toEqual({ n: 0 });
    expect((await admin(env, 'maintenance', 'off')).status).toBe(0);
    await until(async () => !(await inMaintenance(service)));
    await until(async () => {
      await service.beat();
      return ((await sent())?.n ?? 0) > 0;
    });
    expect(await say('v01', '帮助')).not.toMatch(/正在维护/u);
  }
});

describe.each(databasesUnderTest())('another key on %s', (engine) => {
  let fresh: FreshUrl;
  let env: Record<string, string>;

  beforeEach(async () => {
    fresh = await freshUrl(engine);
    env = { DATABASE_URL: fresh.url, SECRET_KEY: SHARED };
  });
  afterEach(() => fresh.drop());

  it('seals everything anew in one step; the former opens nothing any more, and who was erased stays so', async () => {
    const file = {
      ...sampleFile(),
      people: (sampleFile().people as object[]).map((one, i) => (i === 0 ? { ...one, phone: PHONE } : one)),
    };
    const key = (file.people[0] as { key: string }).key;
    const service = await aRunningService({ databaseUrl: fresh.url, sample: false });
    const load = (to: RunningService) =>
      to.server.app.get(ImportOrganisation, { strict: false }).import(file, TUESDAY_TEN);
    expect((await load(service)).ok).toBe(true);
    const [first, second] = [await service.personId(key), await service.personId('v02')];
    const org = await service.database.read((tx) => tx.one<{ id: string }>('SELECT id FROM organisations'));
    const scope = { orgId: org?.id ?? '', zone: 'Asia/Shanghai' };
    const actorId = await service.personId('c01');
    const roles: ActContext['roles'] = ['coordinator'];
    const coordinator: ActContext = { scope, actorId, roles, now: TUESDAY_TEN, channel: 'console' };
    const erasing = service.server.app.get(ErasePerson, { strict: false });
    expect((await erasing.erase(coordinator, second)).ok).toBe(true);
    expect((await admin({ ...env, NEW_SECRET_KEY: KEY }, 'keys', 'rotate')).error.at(-1)).toMatch(/先停下/u);
    await service.stop();
    const sealed = async (): Promise<string | undefined> => {
      const database = await openDatabase(fresh.url, { migrate: false });
      const row = await database.read((tx) =>
        tx.one<{ sealed: string }>('SELECT phone_cipher AS sealed FROM people WHERE id = ?', [first]),
      );
      await database.close();
      return row?.sealed;
    };
    const before = await sealed();
    const wrong = await admin({ ...env, SECRET_KEY: 'w'.repeat(40) }, 'keys', 'rotate', '--yes');
    expect(wrong).toMatchObject({ status: 1, out: [], error: [expect.stringMatching(/什么都没有改/u)] });
    expect(await sealed()).toBe(before);
    expect((await admin({ ...env, NEW_SECRET_KEY: KEY }, 'keys', 'rotate', '--yes')).status).toBe(0);
    expect(await sealed()).not.toBe(before);
    const again = await admin({ ...env, NEW_SECRET_KEY: KEY }, 'keys', 'rotate', '--yes');
    expect(again.error[0]).toMatch(/已经用新密钥/u);
    await expect(aRunningService({ databaseUrl: fresh.url, sample: false })).rejects.toThrow(/SECRET_KEY/u);
    const made = await admin({ ...env, SECRET_KEY: KEY }, 'keys', 'rotate', '--yes');
    const [, generated = ''] = /^SECRET_KEY=([0-9a-f]{64})$/u.exec(made.out[0] ?? '') ?? [];
    const anew = await aRunningService({ databaseUrl: fresh.url, sample: false, env: { SECRET_KEY: generated } });
    try {
      const exported = await (await anew.signedInAs('c01')).get(`/api/people/${first}/data`).expect(200);
      expect(exported.text).toContain(PHONE);
      expect((await load(anew)).ok).toBe(true);
      const known = await anew.database.read((tx) =>
        tx.all<{ slug: string }>("SELECT slug FROM people WHERE slug = 'v02'"),
      );
      expect(known).toEqual([]);
    } finally {
      await anew.stop();
    }
  }, 60_000);
});

describe('a key beside an embedded database', () => {
  it('is exchanged with its file, also when that was cut off in between', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xinyue-keys-'));
    const env = { DATABASE_URL: `sqlite:${join(folder, 'xinyue.db')}` };
    const key = join(folder, 'secret.key');
    await (await aRunningService({ env: { ...env, SECRET_KEY: '' } })).stop();
    const former = readFileSync(key, 'utf8');
    expect((await admin(env, 'keys', 'rotate')).status).toBe(0);
    const next = readFileSync(key, 'utf8');
    expect(next).not.toBe(former);
    expect((await admin(env, 'doctor', '--json')).status).toBe(0);
    expect((await admin(env, 'keys', 'rotate')).status).toBe(0);
    // as if it had been killed behind the last step in the database: the former file, and the new one beside it
    renameSync(key, `${key}.next`);
    writeFileSync(key, next);
    expect((await admin(env, 'doctor', '--json')).status).toBe(1);
    expect((await admin(env, 'keys', 'rotate')).error[0]).toMatch(/已经用新密钥/u);
    expect((await admin(env, 'doctor', '--json')).status).toBe(0);
    expect(readdirSync(folder).filter((name) => name.endsWith('.next'))).toEqual([]);
    rmSync(folder, { recursive: true });
  }, 60_000);
});

const withServer = databasesUnderTest().includes('mysql') ? describe : describe.skip;

withServer('moving a database', () => {
  it('takes every row from a file to a server and back, into an empty one alone, and all or nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xinyue-moving-'));
    const from = `sqlite:${join(folder, 'data', 'xinyue.db')}`;
    const service = await aRunningService({ env: { DATABASE_URL: from, SECRET_KEY: SHARED } });
    const env = { SECRET_KEY: SHARED };
    const server = await bareUrl('mysql');
    expect((await admin(env, 'copy', from, server.url)).error[0]).toMatch(/先停下/u);
    await service.stop();
    const moved = await admin(env, 'copy', from, server.url);
    expect(moved.status).toBe(0);
    expect(moved.out.at(-1)).toMatch(/都搬过去了/u);
    const on = await aRunningService({ databaseUrl: server.url, sample: false });
    expect(await on.personId('c01')).toHaveLength(26);
    await on.stop();
    const twice = await admin(env, 'copy', from, server.url, '--yes');
    expect(twice).toMatchObject({ status: 1, out: [], error: [expect.stringMatching(/not empty/u)] });
    const back = `sqlite:${join(folder, 'back', 'xinyue.db')}`;
    expect((await admin(env, 'copy', server.url, back, '--yes')).status).toBe(0);
    expect((await admin({ ...env, DATABASE_URL: back }, 'doctor', '--json')).status).toBe(0);
    expect(await admin(env, 'copy', from, back)).toMatchObject({
      status: 1,
      error: [expect.stringMatching(/已经有了/u)],
    });
    const database = await openDatabase(from);
    await database.write((tx) => tx.run("UPDATE people SET name = ? WHERE slug = 'v01'", ['长'.repeat(400)]));
    await database.close();
    const other = await bareUrl('mysql');
    const refused = await admin(env, 'copy', from, other.url);
    expect(refused).toMatchObject({ status: 1, out: [] });
    expect(refused.error.at(-1)).toMatch(/people: .*nothing was kept/u);
    const empty = await openDatabase(other.url);
    expect(await empty.read((tx) => tx.one('SELECT id FROM organisations LIMIT 1'))).toBeNull();
    await empty.close();
    await other.drop();
    await server.drop();
    rmSync(folder, { recursive: true });
  }, 90_000);
});

describe.each(databasesUnderTest())('a database on %s that was in use', (engine) => {
  it('is missed when it is suddenly empty', async () => {
    const fresh = await freshUrl(engine);
    const copies = mkdtempSync(join(tmpdir(), 'xinyue-marker-'));
    const start = (sample: boolean) => aRunningService({ databaseUrl: fresh.url, sample, env: { BACKUP_DIR: copies } });
    const service = await start(false);
    await service.server.app.get(ImportOrganisation, { strict: false }).import(sampleFile(), TUESDAY_TEN);
    await service.stop();
    await (await start(false)).stop();
    await fresh.drop();
    const emptied = engine === 'sqlite' ? fresh : await freshUrl(engine);
    if (engine === 'mysql') {
      // another database has a mark of its own
      await (await aRunningService({ databaseUrl: emptied.url, sample: false, env: { BACKUP_DIR: copies } })).stop();
      await emptied.drop();
    } else {
      await expect(start(false)).rejects.toThrow(/数据库空了.*\.marker/u);
      expect(existsSync(fresh.url.slice('sqlite:'.length))).toBe(false);
      const marker = readdirSync(tmpdir()).filter(
        (name) => fresh.url.includes(name.replace(/\.marker$/u, '')) && name.endsWith('.marker'),
      );
      for (const name of marker) rmSync(join(tmpdir(), name));
    }
    rmSync(copies, { recursive: true });
  }, 60_000);
});

describe('the command as it is called', () => {
  it('says what it can, and ends with 2 when it is called wrongly', () => {
    const call = (...words: string[]) =>
      spawnSync(
        process.execPath,
        ['--require', join(ROOT, 'tools/typescript-loader.cjs'), join(ROOT, 'src/cli.ts'), 'admin', ...words],
        {
          encoding: 'utf8',
          cwd: tmpdir(),
          env: {
            PATH: process.env.PATH,
            TMPDIR: tmpdir(),
            DATABASE_URL: `sqlite:${join(tmpdir(), 'no-such-folder', 'xinyue.db')}`,
          },
        },
      );
    const help = call('--help');
    expect(help.status).toBe(0);
    for (const name of ['doctor', 'backup', 'maintenance', 'copy', 'keys', 'coordinator', 'upgrade']) {
      expect(help.stdout).toContain(`admin -- ${name}`);
    }
    expect(call('dance').status).toBe(2);
    const away = call('backup', 'now');
    expect(away).toMatchObject({ status: 1, stdout: '' });
    expect(away.stderr.trim().split('\n')).toHaveLength(1);
  }, 60_000);
});
