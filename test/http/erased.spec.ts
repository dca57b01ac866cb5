import { databasesUnderTest, freshUrl, type FreshUrl } from '../harness/databases';
import { HOUR } from '../../src/kernel/clock';
import { PERSONAL_DATA } from '../../src/console/operation/personal-data';
import { aRunningService, type RunningService } from './running-service';

const DAY = 24 * HOUR;
/** How columns are called that say who somebody is, beside those that end in person_id. */
const POINTERS = "'actor_id', 'on_behalf_of', 'sender', 'address', 'phone_cipher', 'email'";
/** 罗海霞: nobody else of the sample is called so. */
const WHO = 'v05';
const NAME = '罗海霞';
/** 2026-11-30 20:00 in Shanghai. */
const SHIFT = Date.UTC(2026, 10, 30, 12);

describe.each(databasesUnderTest())('who was erased, on %s', (engine) => {
  let database: FreshUrl;
  let service: RunningService;

  beforeAll(async () => {
    database = await freshUrl(engine);
    service = await aRunningService({ databaseUrl: database.url });
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });

  async function say(from: string, ...texts: readonly string[]): Promise<string> {
    let last = '';
    for (const text of texts) {
      const { body } = await service.http.post('/api/chat/messages').send({ from, text }).expect(200);
      last = (body.replies as { text?: string }[]).map(({ text: one }) => one ?? '').join('\n');
      service.clock.windTo(service.clock.now() + 11_000);
    }
    await service.beat();
    return last;
  }

  /** Where the name still stands: table, column and what is there. */
  async function traces(): Promise<string[]> {
    return service.database.read(async (tx) => {
      const found: string[] = [];
      for (const table of await tables())
        for (const row of await tx.all<Record<string, unknown>>(`SELECT * FROM ${table}`))
          for (const [column, value] of Object.entries(row))
            if (typeof value === 'string' && value.includes(NAME)) found.push(`${table}.${column}: ${value}`);
      return found;
    });
  }

  async function tables(): Promise<string[]> {
    const rows = await service.database.read((tx) =>
      tx.all<{ name: string }>(
        engine === 'sqlite'
          ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
          : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'",
      ),
    );
    return rows.map(({ name }) => name);
  }

  it('could read beforehand, without signing in, of everything that points at her', async () => {
    const page = await service.http.get('/privacy').expect(200).expect('Content-Type', /html/u);
    for (const { data } of PERSONAL_DATA) expect(page.text).toContain(`<h2>${data}</h2>`);
    const named = PERSONAL_DATA.flatMap((one) => one.tables);
    const all = await tables();
    expect(named.filter((table) => !all.includes(table))).toEqual([]);
    const pointing = await service.database.read(async (tx) => {
      const found: string[] = [];
      for (const table of all) {
        const [row] = await tx.all<{ n: number }>(
          engine === 'sqlite'
            ? `SELECT COUNT(*) AS n FROM pragma_table_info('${table}') WHERE name IN (${POINTERS}) OR name LIKE '%person_id'`
            : `SELECT COUNT(*) AS n FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = '${table}' AND (column_name IN (${POINTERS}) OR column_name LIKE '%person_id')`,
        );
        if (Number(row?.n) > 0) found.push(table);
      }
      return found;
    });
    expect(pointing.length).toBeGreaterThan(20);
    expect(pointing.filter((table) => !named.includes(table))).toEqual([]);
  });

  it('leaves her name nowhere, whatever others were told of her', async () => {
    const boss = await service.signedInAs('c01');
    await say(WHO, '认领 11月30日晚班 备班', '少排夜班', '转给统筹员 请问停车');
    await say('v02', '认领 11月30日晚班 接线员', '谁在班 11月30日晚班');
    await say(WHO, '求替 11月30日晚班');
    await say('v03', '空班');
    await say(WHO, '取消求替');
    await say('c01', `通知 ${NAME}：请带身份证`, '是', `${NAME}的班`, `代 ${NAME} 认领`);
    await boss
      .post('/api/notices')
      .send({ to: 'volunteers', text: `欢迎${NAME}老师` })
      .expect(200);
    service.clock.windTo(SHIFT - HOUR / 12);
    await say(WHO, '到岗');
    await say('v02', '到岗', '谁在班');
    service.clock.windTo(SHIFT + 4 * HOUR);
    await say(WHO, '登记 来电3');
    await say('v02', `交接 钥匙已交给${NAME}`, '离岗', `登记 来电5 ${NAME}接了两个`);
    service.clock.windTo(service.clock.now() + 8 * DAY);
    await service.beat();
    expect((await traces()).length).toBeGreaterThan(5);
    await (await service.signedInAs('c01')).delete(`/api/people/${await service.personId(WHO)}`).expect(200);
    expect(await traces()).toEqual([]);
  });
});
