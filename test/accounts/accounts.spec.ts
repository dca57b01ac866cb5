import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test, type TestingModule } from '@nestjs/testing';
import { readConfiguration } from '../../config/configuration';
import { DAY, HOUR, ManualClock } from '../../src/kernel/clock';
import type { Result } from '../../src/kernel/result';
import { AppClock } from '../../src/kernel/app-clock';
import { AccountsModule } from '../../src/accounts/accounts.module';
import { BindingCodes } from '../../src/accounts/binding-codes.service';
import type { ActContext, Role } from '../../src/acts/domain/act-context';
import { Identities } from '../../src/organisations/identities.service';
import { ImportModule } from '../../src/import/import.module';
import { ImportOrganisation } from '../../src/import/import-organisation.service';
import { People } from '../../src/organisations/people.service';
import { Secrets } from '../../src/organisations/secrets.service';
import { PlatformModule } from '../../src/platform.module';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';

const NOW = Date.parse('2026-11-24T10:00:00+08:00');
const FILE = {
  schema: 'xinyue/organisation@1',
  organisation: { key: 'county', name: '某县妇联' },
  people: [
    { key: 'v01', name: '王芳', roles: ['volunteer'], phone: '+8613800000001' },
    { key: 'v02', name: '王丽芳', roles: ['volunteer', 'coordinator'] },
    { key: 'v03', name: '黄敏', roles: ['volunteer'] },
    { key: 'v04', name: '韦兰', roles: ['volunteer'], active: false },
  ],
};
const valueOf = <T>(result: Result<T, object>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
const ruleOf = (result: Result<unknown, { rule: string }>): string => (result.ok ? 'done' : result.refusal.rule);

describe.each(databasesUnderTest())('accounts and people on %s', (engine) => {
  let fresh: FreshDatabase;
  let module: TestingModule;
  let orgId: string;
  const ids = new Map<string, string>();

  beforeEach(async () => {
    fresh = await freshDatabase(engine);
    const configuration = readConfiguration({ LOG_LEVEL: 'silent', SECRET_KEY: 'k'.repeat(40) });
    const clock = new AppClock(new ManualClock(NOW));
    module = await Test.createTestingModule({
      imports: [PlatformModule.with({ configuration, database: fresh.database, clock }), AccountsModule, ImportModule],
    }).compile();
    await module.init();
    ({ orgId } = valueOf(await get(ImportOrganisation).import(FILE, NOW)));
    const rows = await fresh.database.read((tx) => tx.all<{ id: string; slug: string }>('SELECT id, slug FROM people'));
    for (const { id, slug } of rows) ids.set(slug, id);
  });
  afterEach(async () => {
    await module.close();
    await fresh.close();
  });

  const get = <T>(service: abstract new (...args: never[]) => T): T => module.get(service, { strict: false });
  const id = (key: string): string => ids.get(key) ?? '';
  const as = (key: string, ...roles: Role[]): ActContext => ({
    scope: { orgId, zone: 'Asia/Shanghai' },
    actorId: id(key),
    roles,
    now: NOW,
    channel: 'test',
    proved: true,
  });
  const codeFor = async (key: string): Promise<string> =>
    valueOf(await get(BindingCodes).issue(as('v02', 'coordinator'), id(key))).code;
  const redeem = (account: string, code: string, now = NOW): Promise<Result<{ name: string }, { rule: string }>> =>
    get(BindingCodes).redeem({ channel: 'wechat', externalId: account }, code, now);

  it('an account becomes a person by a code that works once', async () => {
    const code = await codeFor('v01');
    expect(code).toMatch(/^\d{10}$/);
    expect(await get(Identities).resolve('wechat', 'wx-1')).toBeNull();
    expect(valueOf(await redeem('wx-1', code))).toMatchObject({ name: '王芳' });
    expect(await get(Identities).resolve('wechat', 'wx-1')).toMatchObject({ key: 'v01', roles: ['volunteer'] });
    expect(await get(Identities).resolve('mail', 'wx-1')).toBeNull();
    expect(ruleOf(await redeem('wx-2', code))).toBe('wrong-code');
  });

  it('another code moves the account to another person, and an account in other letters is another account', async () => {
    valueOf(await redeem('Wx-1', await codeFor('v01')));
    valueOf(await redeem('Wx-1', await codeFor('v03')));
    expect(await get(Identities).resolve('wechat', 'Wx-1')).toMatchObject({ name: '黄敏' });
    expect(await get(Identities).resolve('wechat', 'wx-1')).toBeNull();
  });

  it('a code ends with the next one, after its week, and with the person', async () => {
    const first = await codeFor('v01');
    const second = await codeFor('v01');
    expect(ruleOf(await redeem('wx-1', first))).toBe('wrong-code');
    expect(ruleOf(await redeem('wx-2', second, NOW + 7 * DAY))).toBe('wrong-code');
    expect(ruleOf(await redeem('wx-3', second, NOW + 7 * DAY - 1))).toBe('done');
    expect(ruleOf(await redeem('wx-4', await codeFor('v04')))).toBe('wrong-code');
  });

  it('two accounts with one code at the same instant: exactly one is bound', async () => {
    const code = await codeFor('v01');
    const both = await Promise.all([redeem('wx-1', code), redeem('wx-2', code)]);
    expect(both.map(ruleOf).sort()).toEqual(['done', 'wrong-code']);
  });

  it('five wrong codes in an hour are enough, for that account alone', async () => {
    const code = await codeFor('v01');
    const wrong = code === '0000000000' ? '1111111111' : '0000000000';
    for (let i = 0; i < 5; i++) expect(ruleOf(await redeem('wx-1', wrong, NOW + i))).toBe('wrong-code');
    expect(await redeem('wx-1', code, NOW + 10)).toMatchObject({
      refusal: { rule: 'too-many-tries', againAtMs: NOW + HOUR },
    });
    expect(ruleOf(await redeem('wx-2', wrong))).toBe('wrong-code');
    expect(ruleOf(await redeem('wx-1', code, NOW + HOUR))).toBe('done');
  });

  it('only coordinators issue codes, for people of their own', async () => {
    expect(ruleOf(await get(BindingCodes).issue(as('v01', 'volunteer'), id('v01')))).toBe('not-allowed');
    expect(ruleOf(await get(BindingCodes).issue(as('v02', 'coordinator'), 'somebody else'))).toBe('not-found');
  });

  it('neither codes nor telephone numbers can be read in the database', async () => {
    const code = await codeFor('v01');
    const rows = await fresh.database.read(async (tx) => [
      await tx.all('SELECT * FROM binding_codes'),
      await tx.all('SELECT * FROM people'),
    ]);
    const text = JSON.stringify(rows);
    expect(text).not.toContain(code);
    expect(text).not.toContain('13800000001');
  });

  it('people are found by name, by part of it, by surname and by sound, never beyond the organisation', async () => {
    const names = async (called: string, org = orgId): Promise<string[]> =>
      (await get(People).find({ orgId: org, zone: 'Asia/Shanghai' }, called)).map(({ name }) => name);
    expect(await names('王芳')).toEqual(['王芳']);
    expect(await names('丽芳')).toEqual(['王丽芳']);
    expect(await names('王姐')).toEqual(['王芳', '王丽芳']);
    expect(await names('王方')).toEqual(['王芳']);
    expect(await names('韦兰')).toEqual([]);
    expect(await names('%')).toEqual([]);
    expect(await names('王芳', 'another')).toEqual([]);
  });
});

describe('the secret of the installation', () => {
  it('seals a text for one place, and notices when it was moved or changed', () => {
    const secrets = new Secrets(readConfiguration({ SECRET_KEY: 'k'.repeat(40) }));
    const sealed = secrets.seal('people|phone|1|o', '+8613800000001');
    expect(sealed).not.toBe(secrets.seal('people|phone|1|o', '+8613800000001'));
    expect(secrets.open('people|phone|1|o', sealed)).toBe('+8613800000001');
    expect(() => secrets.open('people|phone|2|o', sealed)).toThrow();
    expect(() => secrets.open('people|phone|1|o', `${sealed.slice(0, -2)}AA`)).toThrow();
    const others = new Secrets(readConfiguration({ SECRET_KEY: 'x'.repeat(40) }));
    expect(() => others.open('people|phone|1|o', sealed)).toThrow();
    expect(secrets.hash('a', 'text')).not.toBe(secrets.hash('b', 'text'));
  });

  it('is made once beside the database, for its owner alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'xinyue-secret-'));
    try {
      const configuration = readConfiguration({ DATABASE_URL: `sqlite:${join(folder, 'deep', 'xinyue.db')}` });
      const sealed = new Secrets(configuration).seal('here', 'text');
      const path = join(folder, 'deep', 'secret.key');
      expect(existsSync(path)).toBe(true);
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(readFileSync(path, 'utf8').trim()).toMatch(/^[0-9a-f]{64}$/);
      expect(new Secrets(configuration).open('here', sealed)).toBe('text');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
