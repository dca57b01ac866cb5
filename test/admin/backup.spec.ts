import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY, HOUR } from '../../src/kernel/clock';
import type { Database } from '../../src/database/database';
import { openDatabase } from '../../src/schema/open-database';
import { databasesUnderTest, freshUrl, type FreshUrl } from '../harness/databases';
import { insertInto } from '../harness/insert-into';
import { aRunningService, TUESDAY_TEN } from '../http/running-service';
import { admin, KEY, SHARED } from './admin';

const NAMES = ['南宁市妇联', "it's a “test” \\ 100%", '值班员😀'];

async function inDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const addOrganisations = (url: string, ...names: string[]): Promise<void> =>
  inDatabase(url, (database) =>
    database.write(async (tx) => {
      for (const name of names) {
        const id = `org-${Buffer.from(name).toString('hex').slice(0, 20)}`;
        const row = { id, path: `/${id}/`, slug: id, name, time_zone: 'Asia/Shanghai', sample: 0, settings: '{}' };
        await insertInto(tx, 'organisations', { ...row, created_ms: 1_606_780_800_000 });
      }
    }),
  );

const namesIn = (url: string): Promise<string[]> =>
  inDatabase(url, async (database) => {
    const rows = await database.read((tx) => tx.all<{ name: string }>('SELECT name FROM organisations'));
    return rows.map(({ name }) => name).sort();
  });

describe.each(databasesUnderTest())('copies of a database on %s', (engine) => {
  let fresh: FreshUrl;
  let folder: string;
  let env: Record<string, string>;

  beforeEach(async () => {
    fresh = await freshUrl(engine);
    folder = mkdtempSync(join(tmpdir(), 'xinyue-copies-'));
    env = { DATABASE_URL: fresh.url, SECRET_KEY: KEY, BACKUP_DIR: folder };
  });
  afterEach(async () => {
    await fresh.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function copied(more: Record<string, string> = {}): Promise<string> {
    const made = await admin({ ...env, ...more }, 'backup', 'now');
    expect(made).toMatchObject({ status: 0, error: [expect.stringMatching(/备份好了/u)] });
    const [path = ''] = made.out;
    expect(readdirSync(folder)).toContain(path.slice(folder.length + 1));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    return path;
  }

  it('are made while the service runs, proved aside, and bring back what was there', async () => {
    await addOrganisations(fresh.url, ...NAMES);
    const service = await aRunningService({ databaseUrl: fresh.url, env: { SECRET_KEY: KEY } });
    const path = await copied();
    const people = (await service.database.read((tx) => tx.one<{ n: number }>('SELECT COUNT(*) AS n FROM people')))?.n;
    const tried = await admin(env, 'backup', 'try', path);
    expect(tried).toMatchObject({ status: 0 });
    expect(tried.out).toContain(`people: ${String(people)}`);
    expect(tried.out.at(-1)).toMatch(/备份完好/u);
    const refused = await admin(env, 'backup', 'restore', path);
    expect(refused).toMatchObject({ status: 1, out: [], error: [expect.stringMatching(/先停下/u)] });
    await service.stop();
    await addOrganisations(fresh.url, 'added afterwards');
    const restored = await admin(env, 'backup', 'restore', path, '--yes');
    expect(restored).toMatchObject({ status: 0 });
    expect(restored.out).toContain('  organisations: 5 → 4');
    expect(await namesIn(fresh.url)).toEqual(expect.not.arrayContaining(['added afterwards']));
    expect(await namesIn(fresh.url)).toEqual(expect.arrayContaining(NAMES));
    const [point = ''] = readdirSync(folder).filter((name) => name.startsWith('before-restore-'));
    expect((await admin(env, 'backup', 'restore', join(folder, point), '--yes')).status).toBe(0);
    expect(await namesIn(fresh.url)).toContain('added afterwards');
    const listed = await admin(env, 'backup', 'list');
    expect(listed.out).toEqual([expect.stringContaining(path)]);
    expect((await admin(env, 'doctor', '--json')).status).toBe(0);
  });

  it('are opened by their passphrase alone when they have one', async () => {
    await addOrganisations(fresh.url, ...NAMES);
    const passphrase = { BACKUP_PASSPHRASE: '十二个字以上的一句口令 and more' };
    const path = await copied(passphrase);
    expect(readFileSync(path).includes(Buffer.from('妇联'))).toBe(false);
    expect((await admin({ ...env, ...passphrase }, 'backup', 'try', path)).status).toBe(0);
    for (const [wrong, sentence] of [
      [{}, /请设置 BACKUP_PASSPHRASE/u],
      [{ BACKUP_PASSPHRASE: 'another one, long enough' }, /不是这份备份的口令/u],
    ] as const) {
      expect(await admin({ ...env, ...wrong }, 'backup', 'try', path)).toMatchObject({
        status: 1,
        error: [expect.stringMatching(sentence)],
      });
    }
  });

  it.each([
    ['as they are', {}],
    ['encrypted', { BACKUP_PASSPHRASE: 'a passphrase for tests' }],
  ])('%s are refused when a byte was changed or the end is missing, and nothing is touched', async (_, passphrase) => {
    await addOrganisations(fresh.url, ...NAMES);
    const path = await copied(passphrase);
    const whole = readFileSync(path);
    const changed = Buffer.from(whole);
    const at = whole.length - 200;
    changed[at] = (changed[at] ?? 0) ^ 1;
    await addOrganisations(fresh.url, 'added afterwards');
    for (const bytes of [changed, whole.subarray(0, whole.length - 100), whole.subarray(0, 900)]) {
      writeFileSync(path, bytes);
      const refused = await admin({ ...env, ...passphrase }, 'backup', 'restore', path, '--yes');
      expect(refused).toMatchObject({ status: 1, out: [], error: [expect.stringMatching(/损坏|不是备份/u)] });
    }
    expect(await namesIn(fresh.url)).toContain('added afterwards');
  });

  it('of a newer version are refused, those of an older one are brought up to date', async () => {
    await addOrganisations(fresh.url, ...NAMES);
    await inDatabase(fresh.url, (database) =>
      database.write(async (tx) => {
        await tx.run('DROP TABLE backups');
        await tx.run("DELETE FROM migrations WHERE name LIKE 'KeepAccountOfBackups%'");
      }),
    );
    const made = await admin(env, 'backup', 'now');
    expect(made.error.join('\n')).toMatch(/没能记进数据库/u);
    const [path = ''] = made.out;
    expect((await admin(env, 'backup', 'restore', path, '--yes')).status).toBe(0);
    expect(await namesIn(fresh.url)).toEqual([...NAMES].sort());
    expect((await admin(env, 'upgrade', 'check')).out.at(-1)).toMatch(/与程序相符/u);
    writeFileSync(path, readFileSync(path, 'latin1').replace('"executed":[', '"executed":["FlyToTheMoon1",'), 'latin1');
    const refused = await admin(env, 'backup', 'restore', path, '--yes');
    expect(refused).toMatchObject({ status: 1, out: [], error: [expect.stringMatching(/FlyToTheMoon1/u)] });
  });

  it('are made once a day by the service, so many are kept, and their age is told', async () => {
    const second = join(folder, 'second');
    const env2 = { BACKUP_DIR: folder, BACKUP_KEEP: '2', BACKUP_SECOND_DIR: second };
    const service = await aRunningService({ databaseUrl: fresh.url, env: env2 });
    try {
      for (let day = 0; day < 3; day++) {
        service.clock.windTo(TUESDAY_TEN + day * DAY);
        await service.beat();
        await service.beat();
      }
      const kept = ['xinyue-20261125T020000Z.copy', 'xinyue-20261126T020000Z.copy'];
      expect(readdirSync(folder).sort()).toEqual(['second', ...kept]);
      expect(readdirSync(second).sort()).toEqual(kept);
      service.clock.windTo(service.clock.now() + 5 * HOUR);
      const { body } = await service.http.get('/health/ready').expect(200);
      expect(body.details.backup).toMatchObject({ status: 'up', ageHours: 5 });
      expect((await service.http.get('/metrics')).text).toContain(`xinyue_backup_age_seconds ${String(5 * 3600)}`);
    } finally {
      await service.stop();
    }
    await addOrganisations(fresh.url, 'in use for years');
    const report = await admin({ ...env, SECRET_KEY: SHARED }, 'doctor', '--json');
    const { problems } = JSON.parse(report.out[0] ?? '') as { problems: { about: string }[] };
    expect(problems.map(({ about }) => about)).toContain('backup');
  });

  it('that were put back half way are not taken for a database', async () => {
    await inDatabase(fresh.url, (database) =>
      database.write((tx) => tx.run('CREATE TABLE unfinished_restore (since_ms int)')),
    );
    await expect(openDatabase(fresh.url)).rejects.toThrow(/恢复只做了一半/u);
  });
});

describe('a copy of an embedded database', () => {
  it('carries its key along, and goes back to an empty folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xinyue-copies-'));
    const env = { DATABASE_URL: `sqlite:${join(folder, 'data', 'xinyue.db')}`, BACKUP_DIR: join(folder, 'copies') };
    const service = await aRunningService({ env: { ...env, SECRET_KEY: '' } });
    await service.stop();
    const [path = ''] = (await admin(env, 'backup', 'now')).out;
    const key = join(folder, 'data', 'secret.key');
    const before = readFileSync(key, 'utf8');
    rmSync(join(folder, 'data'), { recursive: true });
    expect((await admin({ ...env, SECRET_KEY: KEY }, 'backup', 'restore', path)).error.at(-1)).toMatch(/密钥打不开/u);
    expect(existsSync(join(folder, 'data', 'xinyue.db'))).toBe(false);
    expect((await admin(env, 'backup', 'restore', path)).status).toBe(0);
    expect(readFileSync(key, 'utf8')).toBe(before);
    const again = await aRunningService({ env: { ...env, SECRET_KEY: '' }, sample: false });
    expect(await again.personId('c01')).toHaveLength(26);
    await again.stop();
    rmSync(folder, { recursive: true });
  });

  it('is not put into a server, and nothing else is taken for a copy', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xinyue-copies-'));
    const file = join(folder, 'anything.copy');
    const env = { DATABASE_URL: `sqlite:${join(folder, 'xinyue.db')}`, BACKUP_DIR: folder };
    for (const text of ['', 'hello\n', '{"format":"xinyue/copy@1"}\nmore', 'x'.repeat(100_000)]) {
      writeFileSync(file, text);
      for (const verb of ['try', 'restore']) {
        expect(await admin(env, 'backup', verb, file)).toMatchObject({
          status: 1,
          error: [expect.stringMatching(/不是备份/u)],
        });
      }
    }
    expect(await admin(env, 'backup', 'try', join(folder, 'gone'))).toMatchObject({ status: 1 });
    expect(await admin(env, 'backup', 'now')).toMatchObject({
      status: 1,
      error: [expect.stringMatching(/没有备份成功/u)],
    });
    expect(await admin(env, 'backup', 'restore')).toMatchObject({ status: 2 });
    rmSync(folder, { recursive: true });
  });
});
