import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

describe.each(databasesUnderTest())('a coordinator’s month by chat on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => (town = await StoryTown.open(engine)));
  afterEach(() => town.close());

  it('asks those who have not confirmed once more, by name, and not twice within the hour', async () => {
    await town.mei.says('认领 周四晚上');
    await town.lan.says('认领 今晚晚班');
    await town.boss.says('催一下未确认的').thenHears(/这 2 个还没确认的班/, /韦兰/, /陈静/);
    await town.settle();
    expect(town.mei.news()).toBe('');
    town.clock.windTo(town.clock.now() + 60_000);
    await town.boss.says('是').thenHears(/正在再问 2 个班的人/);
    await town.settle();
    expect(town.mei.news()).toMatch(/还没收到你的确认：12月3日\(周四\) 20:00/);
    await town.mei.says('收到').thenHears(/已确认：12月3日/);
    await town.boss.says('催催还没确认的').thenHears(/这 1 个还没确认的班/, /韦兰/);
    await town.boss.says('是');
    town.lan.news();
    await town.settle();
    expect(town.lan.news()).toBe('');
    await town.mei.says('催一下未确认的').thenHears(/只有统筹员/);
  });

  it('tells those whom a notice names in words, shown by name and number before', async () => {
    await town.mei.says('认领 周四晚上');
    await town.lan.says('认领 今晚晚班');
    await town.boss.says('通知本周值班的 明天开会').thenHears(/本周值班的，共 2 位/, /韦兰、陈静/);
    await town.boss.says('通知今天没班的，下午三点培训').thenHears(/共 5 位/, /王芳、何慧、陈静、王敏、刘思琪/);
    await town.boss.says('是').thenHears(/正在发给 今天没班的，共 5 位/);
    await town.settle();
    expect(town.mei.news()).toBe('【通知】下午三点培训');
    expect(town.lan.news()).toBe('');
    await town.boss.says('通知今晚值班的下午早点来').thenHears(/共 1 位/, /「下午早点来」/);
    await town.boss.says('通知陈静和王芳：明天交表').thenHears(/陈静、王芳，共 2 位/);
  });

  it('writes to nobody where it cannot make out who is meant', async () => {
    await town.boss.says('通知没来的人 下次要来').thenHears(/「没来的人」是发给谁/, /什么都没有发/);
    await town.boss.says('通知值班的 带证').thenHears(/是哪天的/);
    await town.boss.says('通知还没登记的，请补登记').thenHears(/没有可以通知的人/);
    expect(await town.one('SELECT id FROM notices')).toBeNull();
  });

  it('tells families by what they did, those who wait named as such, and those whom nothing reaches', async () => {
    await town.wei.says('报名 周六沙龙 3人');
    await town.qin.says('报名 周六沙龙 2人');
    await town.database.write((tx) =>
      tx.run("DELETE FROM identities WHERE person_id = (SELECT id FROM people WHERE slug = 'qin')"),
    );
    await town.boss
      .says('通知周六沙龙报了名的家庭：下雨带伞')
      .thenHears(
        /12月5日\(周六\) 15:00–17:00 周周约 的家庭（含候补 1 户），共 2 位/,
        /1 位我联系不上，要另外打电话：覃家/,
      );
    await town.boss.says('通知周六沙龙候补的家庭 可能有名额').thenHears(/候补 .*的家庭，共 1 位/, /覃家/);
  });

  it('shows a notice again when other people are meant by now', async () => {
    await town.mei.says('认领 周四晚上');
    await town.boss.says('通知本周值班的 明天开会').thenHears(/共 1 位/);
    await town.lan.says('认领 今晚晚班');
    await town.boss.says('是').thenHears(/共 2 位/, /回复 是 发送/);
    await town.boss.says('是').thenHears(/正在发给/);
  });

  it('reminds those who owe figures', async () => {
    await town.lan.says('认领 今晚晚班');
    await town.until('2026-12-02T09:00');
    town.lan.news();
    await town.boss.says('通知还没登记的：请把昨晚的数补上').thenHears(/共 1 位/, /韦兰/);
    await town.lan.says('登记 来电3 高危0');
    await town.boss.says('是').thenHears(/没有可以通知的人/);
  });
});
