import { databasesUnderTest } from '../harness/databases';
import { instantOf } from '../../src/kernel/civil-time';
import { DraftTimes } from '../../src/drafts/draft-times';
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

describe.each(databasesUnderTest())('people, arranged by chat on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => (town = await StoryTown.open(engine)));
  afterEach(() => town.close());

  it('looks at several assignments in one sentence, and does those that nothing is against', async () => {
    await town.boss
      .says('安排王芳12月3日晚班、陈静12月4日早班、何慧12月5日午班')
      .thenHears(
        /✓ 王芳：12月3日\(周四\) 20:00/,
        /✓ 陈静：12月4日\(周五\) 08:00/,
        /✗ 何慧：.*排不了/,
        /会通知：王芳、陈静/,
      );
    await town.fang.says('我的班').thenHears(/没有排班/);
    await town.boss.says('是').thenHears(/已安排王芳/, /已安排陈静/);
    await town.settle();
    expect(town.fang.news()).toMatch(/给你排了班：12月3日/);
    await town.boss
      .says('安排王敏周四夜班，李四周五午班')
      .thenHears(/✗ 王敏：有 2 个缺口/, /✗ 李四：名册里没有这个人/, /什么都没有做/);
  });

  it('adds a volunteer and gives her a code, and never two of a name by mistake', async () => {
    await town.boss.says('加个志愿者：黄丽').thenHears(/要新增志愿者：黄丽/);
    await town.boss.says('是').thenHears(/已新增志愿者：黄丽/);
    await town.boss.says('给黄丽发个绑定码').thenHears(/要给黄丽发一个新的绑定码吗/);
    const shown = await town.boss.says('是').thenHears(/黄丽的绑定码：[\d ]+/);
    const code = /绑定码：([\d ]+)/.exec(shown)?.[1]?.trim() ?? '';
    await town
      .voice('stranger')
      .says(`绑定 ${code}`)
      .thenHears(/绑定成功，你好，黄丽/);
    await town.boss.says('新增志愿者 王芳');
    await town.boss.says('是').thenHears(/已经有 1 位王芳，还没有加/);
    await town.boss.says('算了');
    expect(await town.one<{ n: number }>("SELECT COUNT(*) AS n FROM people WHERE name = '王芳'")).toEqual({ n: 1 });
    await town.mei.says('绑定码 王芳').thenHears(/只有统筹员/);
  });

  it('notes for somebody what a coordinator says of her, and names person and span', async () => {
    await town.boss.says('王芳12月5日请假').thenHears(/这是王芳的事/, /代 王芳 请假 12月5日/);
    await town.boss.says('是').thenHears(/代王芳：要请假：王芳，12月5日/, /没有班/);
    await town.boss.says('是').thenHears(/代王芳：/, /王芳已请假：12月5日\(周六\)/);
    await town.mei.says('认领 今天午班');
    await town.until('2026-12-01T13:30');
    await town.boss.says('陈静要晚到半小时').thenHears(/这是陈静的事/);
    await town.boss.says('1').thenHears(/代陈静：/, /14:30/);
    await town.boss.says('陈静到岗了').thenHears(/代 陈静 到岗/);
    await town.boss.says('1').thenHears(/代陈静：✓ 已到岗/);
    await town.boss.says('代').thenHears(/代谁、做什么/);
    await town.boss.says('王敏').thenHears(/代王敏做什么/);
    await town.boss.says('认领 周四晚班').thenHears(/代王敏：/, /归王敏了：12月3日\(周四\) 20:00/);
  });

  it('notes a duty that was not served, after it was shown', async () => {
    await town.lan.says('认领 今天早班');
    await town.until('2026-12-01T15:00');
    await town.boss.says('韦兰今天早班没来').thenHears(/要记韦兰缺席吗/, /12月1日\(周二\) 08:00–14:00/);
    expect(await town.one("SELECT id FROM assignments WHERE state = 'no-show'")).toBeNull();
    await town.boss.says('是').thenHears(/已记韦兰缺席/);
    expect(await town.one("SELECT id FROM assignments WHERE state = 'no-show'")).not.toBeNull();
    await town.boss.says('陈静缺席').thenHears(/没有陈静已经开始的班/);
  });
});

describe.each(databasesUnderTest())('a draft that its time did not suffice for, on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => {
    town = await StoryTown.open(engine);
    town.clock.windTo(instantOf('2026-12-30T09:00', 'Asia/Shanghai'));
    Object.assign(town.get(DraftTimes), { answered: 0.001, onwards: 60 });
  });
  afterEach(() => town.close());

  /** What the coordinator hears once the search behind the draft has ended. */
  async function later(): Promise<string> {
    for (;;) {
      await town.settle();
      const news = town.boss.news();
      if (news !== '') return news;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  it('is answered at once, searched for on and told of again', async () => {
    await town.boss.says('生成班表 12月').thenHears(/草稿（第 1 版）/, /在后台接着算，最多 1 分钟/);
    expect(await later()).toMatch(/草稿第 [12] 版.*(没有更|没有比)/);
    await town.boss.says('发布 12月').thenHears(/草稿（第 [12] 版）/);
  });
});
