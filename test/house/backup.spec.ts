import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Database } from '../../src/database/database';
import { openDatabase } from '../../src/schema/open-database';
import { databasesUnderTest, freshUrl, type EngineUnderTest, type FreshUrl } from '../harness/databases';
import { insertInto } from '../harness/insert-into';

const ROOT = join(__dirname, '..', '..');
const NAMES = ['南宁市妇联', "it's a “test” \\ 100%", '值班员😀'];

interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

function script(name: 'backup.sh' | 'restore.sh', url: string, args: string[], env: NodeJS.ProcessEnv = {}): Said {
  const { status, stdout, stderr } = spawnSync('bash', [join(ROOT, 'docker', name), ...args], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { ...process.env, ...env, DATABASE_URL: url },
  });
  return { status, out: stdout.trim(), error: stderr.trim() };
}

async function inDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

function addOrganisations(database: Database, names: readonly string[]): Promise<void> {
  return database.write(async (tx) => {
    for (const name of names) {
      const id = `org-${Buffer.from(name).toString('hex').slice(0, 20)}`;
      const row = { id, path: `/${id}/`, slug: id, name, time_zone: 'Asia/Shanghai', sample: 0, settings: '{}' };
      await insertInto(tx, 'organisations', { ...row, created_ms: 1_606_780_800_000 });
    }
  });
}

function namesIn(database: Database): Promise<string[]> {
  return database.read(async (tx) => {
    const rows = await tx.all<{ name: string }>('SELECT name FROM organisations');
    return rows.map(({ name }) => name).sort();
  });
}

describe.each(databasesUnderTest())('backup and restore on %s', (engine: EngineUnderTest) => {
  let fresh: FreshUrl;
  let folder: string;

  beforeEach(async () => {
    fresh = await freshUrl(engine);
    folder = mkdtempSync(join(tmpdir(), 'xinyue-backup-'));
  });

  afterEach(async () => {
    await fresh.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('brings back what was there at the time of the copy, taken while the service runs', async () => {
    await inDatabase(fresh.url, async (database) => {
      await addOrganisations(database, NAMES);
      const saved = script('backup.sh', fresh.url, [folder]);
      expect(saved).toMatchObject({ status: 0, error: '' });
      await addOrganisations(database, ['added afterwards']);
      expect(await namesIn(database)).toHaveLength(4);
    });
    const [copy = ''] = readdirSync(folder);
    const restored = script('restore.sh', fresh.url, [join(folder, copy), '--replace']);
    expect(restored.error).not.toMatch(/error/i);
    expect(restored.status).toBe(0);
    await inDatabase(fresh.url, async (database) => {
      expect(await namesIn(database)).toEqual([...NAMES].sort());
    });
  });

  it('does not touch data that is there unless it is told to', async () => {
    await inDatabase(fresh.url, (database) => addOrganisations(database, NAMES));
    const { out } = script('backup.sh', fresh.url, [folder]);
    await inDatabase(fresh.url, (database) => addOrganisations(database, ['added afterwards']));
    const refused = script('restore.sh', fresh.url, [out]);
    expect(refused).toMatchObject({ status: 1, out: '' });
    expect(refused.error).toContain('add --replace');
    await inDatabase(fresh.url, async (database) => {
      expect(await namesIn(database)).toHaveLength(4);
    });
  });

  it('refuses a damaged copy and one that was cut short', async () => {
    await inDatabase(fresh.url, (database) => addOrganisations(database, NAMES));
    const { out } = script('backup.sh', fresh.url, [folder]);
    const whole = readFileSync(out);
    writeFileSync(out, whole.subarray(0, whole.length / 2));
    expect(script('restore.sh', fresh.url, [out, '--replace'])).toMatchObject({ status: 1, out: '' });
    await inDatabase(fresh.url, async (database) => {
      expect(await namesIn(database)).toHaveLength(3);
    });
  });

  it('keeps as many copies as it is told to and leaves nothing unfinished', () => {
    for (const time of ['20250101T000000Z', '20250102T000000Z']) {
      writeFileSync(join(folder, `xinyue-${time}.sql.gz`), '');
    }
    const { out } = script('backup.sh', fresh.url, [folder], { KEEP: '2' });
    const kept = readdirSync(folder).sort();
    expect(kept).toEqual(['xinyue-20250102T000000Z.sql.gz', out.slice(folder.length + 1)]);
  });
});

describe('backup and restore', () => {
  it('copies the secret of an embedded database along, and keeps what a restore replaces', async () => {
    const fresh = await freshUrl('sqlite');
    const home = dirname(fresh.url.slice('sqlite:'.length));
    writeFileSync(join(home, 'secret.key'), 'the old secret\n');
    const { out } = script('backup.sh', fresh.url, [join(home, 'copies')]);
    writeFileSync(join(home, 'secret.key'), 'another secret\n');
    expect(script('restore.sh', fresh.url, [out, '--replace']).status).toBe(0);
    expect(readFileSync(join(home, 'secret.key'), 'utf8')).toBe('the old secret\n');
    const [aside = ''] = readdirSync(home).filter((name) => name.startsWith('before-restore-'));
    expect(readFileSync(join(home, aside, 'secret.key'), 'utf8')).toBe('another secret\n');
    await fresh.drop();
  });

  it('does not pull the database away from under a running service', async () => {
    const fresh = await freshUrl('sqlite');
    const { out } = script('backup.sh', fresh.url, [join(dirname(fresh.url.slice('sqlite:'.length)), 'copies')]);
    await inDatabase(fresh.url, async () => {
      const refused = await Promise.resolve(script('restore.sh', fresh.url, [out, '--replace']));
      expect(refused).toMatchObject({ status: 1, error: 'the service is running on this database; stop it first' });
    });
    await fresh.drop();
  });

  it.each([
    ['postgres://a@b/c', /must look like/],
    ['sqlite:/nowhere/xinyue.db', /there is no database/],
    ['mysql://root:secret-word@127.0.0.1:1/nothing', /connect/i],
  ])('says in clear words why %s cannot be copied', (url, reason) => {
    const folder = mkdtempSync(join(tmpdir(), 'xinyue-backup-'));
    const said = script('backup.sh', url, [folder]);
    expect(said).toMatchObject({ out: '' });
    expect(said.status).not.toBe(0);
    expect(said.error).toMatch(reason);
    expect(said.error).not.toContain('secret-word');
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
