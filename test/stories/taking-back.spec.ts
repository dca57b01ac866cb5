import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

describe.each(databasesUnderTest())('what is taken back, and what is said to say instead on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => (town = await StoryTown.open(engine)));
  afterEach(() => town.close());

  it.each([
    '取消求替',
    '不求替了',
    '我自己来',
    '撤回求替',
    '把求替撤回来',
    '还是我自己值吧',
    '收回刚才的求替，我自己去',
  ])('keeps the shift for which somebody was sought: %s', async (words) => {
    await town.mei.says('认领 周四晚上');
    await town.mei.says('求替 周四晚上').thenHears(/随时说 不求替了/);
    town.clock.windTo(town.clock.now() + 30 * 60_000);
    await town.mei.says(words).thenHears(/已确认：12月3日\(周四\) 20:00/, /不再找人了，这一班还是你的/);
    await town.mei.says('我的班').thenHears(/12月3日.*（已确认）/);
    await town.mei.says('不求替了').thenHears(/没有替你找人的班/);
  });

  it.each(['算了，不给她了，我自己去', '不给她了', '算了，我自己去', '不求替了'])(
    'asks one person no longer to take the shift: %s',
    async (words) => {
      await town.mei.says('认领 周四晚上');
      await town.mei.says('周四晚上 给王芳').thenHears(/已问王芳能不能接/);
      town.clock.windTo(town.clock.now() + 30 * 60_000);
      await town.mei.says(words).thenHears(/不问王芳了，班没有动，还是你的/);
      await town.fang.says('同意').thenHears(/没有等你同意的请求/);
      await town.mei.says('我的班').thenHears(/12月3日/);
    },
  );

  it('asks again about the day that she names instead, and does nothing before her yes', async () => {
    await town.wei.says('报名 12月5日沙龙 3人');
    await town.wei.says('取消报名').thenHears(/你是要：取消报名 12月5日/);
    await town.wei.says('不是，我讲5号的不去').thenHears(/取消报名 12月5日.*？/);
    await town.wei.says('是').thenHears(/已取消报名：12月5日/);
    await town.mei.says('认领 周四晚上');
    await town.mei.says('认领 周六晚上');
    await town.mei.says('退班 周四晚上，另外问下周二谁值班').thenHears(/一共 2 件/);
    await town.mei.says('不对，我说的是周六的').thenHears(/不办，什么都没有改动/);
    await town.mei.says('我的班').thenHears(/12月3日/, /12月5日/);
  });

  it('gives a place back to a household that gave it up by mistake, or a turn to wait', async () => {
    await town.wei.says('报名 周六沙龙 3人');
    await town.wei.says('取消报名');
    await town.wei.says('是').thenHears(/已取消报名/);
    town.clock.windTo(town.clock.now() + 2 * 60_000);
    await town.wei.says('撤销').thenHears(/取消报名撤回来了/, /报名成功.*3 人/);
    await town.wei.says('取消报名');
    await town.wei.says('是');
    await town.qin.says('报名 周六沙龙 2人').thenHears(/报名成功/);
    await town.wei.says('撤销').thenHears(/名额满了，已为你候补/);
  });

  it('advises each to say what she can say', async () => {
    await town.wei.says('撤销').thenHears(/没有可以撤销/, /取消报名|活动/);
    expect(await town.wei.says('撤销')).not.toMatch(/退班|求替/);
    await town.mei.says('撤销').thenHears(/退班 或 求替/);
    expect(await town.boss.says('撤销')).not.toMatch(/要让出班/);
    await town.wei.says('报名 周六沙龙 3人');
    town.clock.windTo(town.clock.now() + 11 * 60_000);
    await town.wei.says('撤销').thenHears(/「报名」已经过时了/, /取消报名/);
  });

  it('names to a salon’s leader what is counted there, and nothing of a hotline', async () => {
    await town.lan.says('认领 周六带领者');
    await town.until('2026-12-05T14:30');
    const heard = [
      await town.lan.says('帮助'),
      await town.lan.says('到岗'),
      await town.lan.says('登记'),
      await town.lan.says('登记 来电5 高危1'),
      await town.lan.says('交接'),
      await town.lan.says('刚才报错了，是7个不是6个'),
      await town.lan.says('离岗'),
    ].join('\n');
    expect(heard).toMatch(/登记 家庭5 参与12/);
    expect(heard).not.toMatch(/高危|calls|households|来电\d/);
  });

  it('shows a household its registrations behind 日历, and no shifts', async () => {
    await town.wei.says('日历').thenHears(/还没有报名/);
    await town.wei.says('报名 周六沙龙 3人');
    const text = await town.wei
      .says('日历')
      .thenHears(/里面是你的报名：12月5日\(周六\) 15:00–17:00/, /\[活动日历\.ics\]/);
    expect(text).not.toMatch(/排班|我的班/);
  });
});

describe.each(databasesUnderTest())('a part of a shift on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => (town = await StoryTown.open(engine)));
  afterEach(() => town.close());

  it('is told to the coordinators after a yes, and the shift stays hers', async () => {
    await town.fang.says('认领 周四晚上');
    await town.fang.says('周四晚班我只能值到十点').thenHears(/你只值到 22:00，22:00–24:00 要人顶/);
    await town.settle();
    expect(town.boss.news()).toBe('');
    await town.fang.says('是').thenHears(/已告诉统筹员和同班的人/);
    await town.settle();
    expect(town.boss.news()).toMatch(/王芳只能值到 22:00，这一班的 22:00–24:00 要人顶：12月3日\(周四\) 20:00/);
    await town.fang.says('我的班').thenHears(/12月3日/);
    await town.fang.says('周四晚班我只能值到8点').thenHears(/不在这个钟点里，什么都没有报/);
    await town.mei.says('只能值到22点').thenHears(/没有找到你在那个钟点/);
  });

  it('that is offered with a condition goes to the coordinators with the shift', async () => {
    await town.until('2026-12-01T18:05');
    town.boss.news();
    const asked = await town.fang.says('我来，但只能到22点');
    await town.fang.says(/^1\. /m.test(asked) ? '1' : '是').thenHears(/归你了/, /「只能到22点」已转告/);
    await town.settle();
    expect(town.boss.news()).toMatch(/王芳接了 .*，并说：「只能到22点」/);
  });
});

describe.each(databasesUnderTest())('leave that is taken back, and leave for others on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => (town = await StoryTown.open(engine)));
  afterEach(() => town.close());

  it('shows the span and what became of the shifts that were let go because of it', async () => {
    await town.mei.says('认领 12月20日晚班');
    await town.mei.says('认领 12月18日晚班');
    await town.mei.says('请假 12月18日到21日');
    await town.mei.says('退班 12月20日').thenHears(/已退班/);
    await town.mei.says('退班 12月18日').thenHears(/已退班/);
    await town.fang.says('认领 12月18日晚班').thenHears(/归你了/);
    await town.mei.says('请假 12月28日');
    await town.mei
      .says('取消20号的请假')
      .thenHears(
        /要取消陈静的请假（整段）：12月18日\(周五\)到12月21日\(周一\)/,
        /让出去的 2 个班不会自动回来/,
        /12月18日.*（已经是王芳的）/,
        /12月20日.*（还空着，可以再认领）/,
      );
    await town.mei.says('是').thenHears(/陈静的请假取消了：12月18日/, /1\. 12月20日/);
    await town.mei.says('我的班').thenHears(/没有排班/);
    await town.mei.says('认领 12月20日晚班').thenHears(/归你了/);
    await town.mei.says('我的请假').thenHears(/12月28日/);
  });

  it.each(['取消请假', '撤销请假', '我不请假了', '假不请了'])(
    'understands %s, and does it after a yes alone',
    async (words) => {
      await town.mei.says('请假 12月20日');
      await town.mei.says(words).thenHears(/要取消陈静的请假（整段）：12月20日\(周日\)/);
      await town.mei.says('算了').thenHears(/什么都没有改动/);
      await town.mei.says('我的请假').thenHears(/12月20日/);
      await town.mei.says(words);
      await town.mei.says('是').thenHears(/请假取消了/);
      await town.mei.says(words).thenHears(/陈静现在没有请假/);
    },
  );

  it('is shown to the coordinator who asks it for somebody, before anything is done', async () => {
    await town.fang.says('认领 12月20日晚班');
    await town.boss.says('帮王芳请假 12月20日').thenHears(/要请假：王芳，12月20日/, /有 1 个班，请了假也不会自动退/);
    await town.fang.says('我的请假').thenHears(/没有请假/);
    await town.boss.says('是').thenHears(/王芳已请假：12月20日/);
    await town.boss.says('帮王芳退班').thenHears(/你?要退：12月20日.*[\s\S]*回复 是 就退/);
    await town.fang.says('我的班').thenHears(/12月20日/);
    await town.boss.says('是').thenHears(/代王芳：✓ 已退班：12月20日/);
    await town.boss.says('帮王芳取消请假').thenHears(/要取消王芳的请假/);
    await town.boss.says('是').thenHears(/王芳的请假取消了/);
    await town.fang.says('我的请假').thenHears(/没有请假/);
  });
});

describe.each(databasesUnderTest())('a session that was cancelled by mistake on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => (town = await StoryTown.open(engine)));
  afterEach(() => town.close());

  it('is held after all, asks everybody who was told, and gives nobody her place unasked', async () => {
    await town.wei.says('报名 12月12日沙龙 3人').thenHears(/报名成功/);
    await town.lan.says('认领 12月12日带领者').thenHears(/归你了/);
    await town.boss.says('取消12月12日的沙龙，停电');
    await town.boss.says('是').thenHears(/正在告诉 2 人/);
    await town.settle();
    expect(town.wei.news()).toMatch(/取消通知/);
    expect(town.lan.news()).toMatch(/取消通知/);
    await town.boss.says('撤销').thenHears(/「取消场次」不能用 撤销 收回/, /照常举行/);
    await town.boss
      .says('12月12号的沙龙照常举行')
      .thenHears(/要恢复，照常举行：12月12日/, /通知过的 2 人（.*韦兰.*）/, /不会自动回来/);
    await town.wei.says('活动 12月12日').thenHears(/没有/);
    await town.boss.says('是').thenHears(/照常举行：12月12日/);
    await town.settle();
    expect(town.wei.news()).toMatch(/照常举行：12月12日.*[\s\S]*原来的报名没有自动恢复/);
    expect(town.lan.news()).toMatch(/照常举行：12月12日.*[\s\S]*原来的班没有自动恢复/);
    await town.wei.says('我的报名').thenHears(/没有/);
    await town.wei.says('报名 12月12日沙龙 3人').thenHears(/报名成功/);
    await town.lan.says('认领 12月12日带领者').thenHears(/归你了/);
    await town.boss.says('12月12号的沙龙照常举行').thenHears(/没有取消的场次|没有对得上/);
    await town.boss.says('取消12月12日的沙龙，又停电');
    await town.boss.says('是').thenHears(/正在告诉 2 人/);
    await town.settle();
    expect(town.wei.news()).toMatch(/取消通知.*又停电/);
  });

  it('says nothing of a cancelling that is no longer so', async () => {
    await town.wei.says('报名 12月12日沙龙 3人');
    await town.boss.says('取消12月12日的沙龙，停电');
    await town.boss.says('是');
    await town.boss.says('恢复12月12日的沙龙');
    await town.boss.says('是');
    await town.settle();
    expect(town.wei.news()).not.toMatch(/取消通知/);
  });
});
