import { databasesUnderTest } from '../harness/databases';
import { TOWN_FILE } from '../harness/town-file';
import { StoryTown } from '../harness/town-stories';

const FILE = {
  ...TOWN_FILE,
  people: TOWN_FILE.people.map((one) => ('key' in one && one.key === 'wei' ? { ...one, phone: '13800000000' } : one)),
};

describe.each(databasesUnderTest())('what people ask, on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => {
    town = await StoryTown.open(engine, undefined, {}, FILE);
  });
  afterEach(() => town.close());

  it('is answered about the next shift: when, with whom and where', async () => {
    await town.mei.says('我下一班是什么时候').thenHears(/你后面没有排班/, /空班/);
    await town.mei.says('认领 周四晚上').thenHears(/归你了/);
    await town.mei.says('下次值班啥时候哦').thenHears(/12月3日\(周四\) 20:00–24:00/, /只有你一个人/);
    await town.hui.says('认领 周六沙龙 助理').thenHears(/归你了/);
    await town.lan.says('认领 周六沙龙 带领者').thenHears(/归你了/);
    await town.hui.says('我周六跟哪个搭班').thenHears(/韦兰（带领者）/);
    await town.hui.says('周六我去哪里带沙龙').thenHears(/三楼沙龙室/);
    await town.lan.says('星期六那天是我值吗').thenHears(/你的班 1 个/, /12月5日/);
    await town.lan.says('周日是不是我').thenHears(/12月6日\(周日\)你没有排班/, /下一班是 12月5日/);
  });

  it('is answered about somebody else, and an unknown name or day is said to be one', async () => {
    await town.mei.says('认领 周四晚上').thenHears(/归你了/);
    await town.lan.says('陈静周四值不值班').thenHears(/陈静12月3日\(周四\)的班 1 个/, /20:00/);
    await town.lan.says('陈静周三有班吗').thenHears(/12月2日\(周三\)陈静没有班/, /她的下一班：12月3日/);
    await town.lan.says('钱多多周三值不值班').thenHears(/没有.*钱多多/);
    await town.lan.says('热线今晚有人吗').thenHears(/12月1日\(周二\)/, /（空着）/);
    await town.lan.says('沙龙是谁带的').thenHears(/12月5日/, /带领者/);
    await town.lan.says('社区节谁值班').thenHears(/社区节/);
    await town.wei.says('热线今晚有人吗').thenHears(/只有志愿者/);
  });

  it('counts one month as one month', async () => {
    await town.mei.says('我这个月值了几次').thenHears(/^2026年12月你服务了 0 班/);
    await town.mei.says('去年我服务了多少小时').thenHears(/^2025年你服务了 0 班/);
    await town.mei.says('今年我值了多少个夜班').thenHears(/^2026年你服务了 0 班（夜班 0）/);
  });

  it('tells a coordinator who could serve, by the rules of the rota, and nobody else', async () => {
    await town.mei.says('请假 周四').thenHears(/请假/);
    const answer = await town.boss.says('周四晚上谁有空').thenHears(/12月3日\(周四\) 20:00–24:00/, /能来：/, /韦兰/);
    expect(answer).not.toContain('陈静');
    // the hotline asks for a qualification that 何慧 has not
    expect(answer).not.toContain('何慧');
    await town.boss.says('陈静周四晚上有空吗').thenHears(/✗ 12月3日/, /请假/);
    await town.boss.says('韦兰周四晚上能来吗').thenHears(/✓ 12月3日/);
    await town.boss.says('周四晚班谁能来').thenHears(/能来：/);
    await town.lan.says('周四晚上谁有空').thenHears(/只有统筹员/);
  });

  it('tells who served most and least, to those who answer for the rota', async () => {
    await town.boss.says('这个月谁值班最多').thenHears(/2026年12月还没有人到岗/);
    await town.mei.says('认领 周四晚上').thenHears(/归你了/);
    await town.until('2026-12-03T20:00');
    await town.mei.says('到岗').thenHears(/已到岗/);
    await town.until('2026-12-04T00:01');
    await town.mei.says('交接 来电两个，一位明早回访').thenHears(/交接/);
    await town.mei.says('离岗').thenHears(/已离岗/);
    await town.until('2026-12-04T09:00');
    await town.boss.says('值班排行').thenHears(/最多：陈静 1班/, /一次没值：.*韦兰/);
    await town.lan.says('谁值班最少').thenHears(/只有统筹员和领导/);
    await town.boss.says('昨晚的交接内容').thenHears(/陈静：来电两个，一位明早回访/);
    await town.mei.says('交接记录').thenHears(/一位明早回访/);
    // 何慧 has no shift of the hotline
    await town.hui.says('交接记录').thenHears(/没有交接记录/);
    await town.mei.says('我还有没登记的吗').thenHears(/12月3日\(周四\) 20:00–24:00 天天询/, /登记就说：登记 12月3日/);
    await town.mei.says('登记 12月3日 20:00–24:00 来电2').thenHears(/✓ 已登记/);
    await town.mei.says('没登记的').thenHears(/都登记了/);
    await town.boss.says('还有哪些没登记').thenHears(/还没登记的/);
  });

  it('names the households of a session to coordinators alone, and notes who looked at their telephones', async () => {
    await town.wei.says('我报了哪几场').thenHears(/没有报名中的活动/);
    await town.boss.says('周六沙龙家长的电话').thenHears(/报名 0 户/, /要联系方式/);
    await town.wei.says('报名 周六沙龙 3人').thenHears(/报名成功/);
    await town.qin.says('报名 周六沙龙 2人').thenHears(/第 1 位/);
    await town.boss.says('周六沙龙报了多少家').thenHears(/报名 1 户 3 人/, /韦家 3人/, /候补：覃家 2人/);
    await town.boss.says('沙龙报名的家庭有哪些电话是多少').thenHears(/韦家 3人 13800000000/, /记进操作记录/);
    const inGroup = { in: '统筹群', mentioned: true };
    const toGroup = await town.boss.says('沙龙报名的家庭有哪些电话是多少', inGroup).thenHears(/私聊/);
    expect(toGroup).not.toContain('韦家');
    const looked = await town.one<{ n: number }>(
      "SELECT COUNT(*) AS n FROM audit_entries WHERE act = 'look-at-phones'",
    );
    expect(looked?.n).toBe(1);
    const toFamily = await town.qin.says('周六沙龙报了多少家').thenHears(/近期活动/);
    expect(toFamily).not.toContain('韦家');
    await town.qin.says('我们家候补排到第几了').thenHears(/排在第 1 位/);
    await town.wei.says('我候补第几位').thenHears(/没有在候补，名额都有了/);
    await town.wei.says('我报了哪几场').thenHears(/12月5日/);
    await town.wei.says('签到码在哪看').thenHears(/活动现场/);
    await town.wei.says('我们要去哪里参加').thenHears(/三楼沙龙室/);
  });

  it('says what became of a request and which leave was taken', async () => {
    await town.mei.says('她回我换班了吗').thenHears(/最近两周你没有找人换班/);
    await town.mei.says('认领 周四晚上').thenHears(/归你了/);
    await town.mei.says('换班 周四晚上 给韦兰').thenHears(/韦兰/);
    await town.mei.says('韦兰答复我没有').thenHears(/请韦兰接 12月3日/, /还没回/);
    await town.lan.says('同意').thenHears(/12月3日/);
    await town.mei.says('我的换班有人答应吗').thenHears(/同意了/);
    await town.mei.says('我请了哪几天假').thenHears(/没有请假/);
    await town.mei.says('请假 12月10日到12日').thenHears(/请假/);
    await town.mei.says('我请的假是哪天').thenHears(/12月10日\(周四\)到12月12日\(周六\)/);
  });

  it('shows the week as lines and the month as a file', async () => {
    await town.mei.says('认领 周四晚上').thenHears(/归你了/);
    await town.lan.says('这周班表').thenHears(/12月3日\(周四\).*晚班 陈静/, /12月班表/);
    const month = await town.boss.says('12月班表').thenHears(/12月班表：/, /\[2026-12班表.xlsx\]/);
    expect(month).toMatch(/已排 1/);
  });
});
