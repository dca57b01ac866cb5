import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

describe.each(databasesUnderTest())('single sessions, arranged by chat on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => (town = await StoryTown.open(engine)));
  afterEach(() => town.close());

  const news = (): string => ['wei', 'qin', 'lu', 'lan'].map((who) => town.voice(who).news()).join('\n');

  it('adds one after it was shown, at the usual hours, and tells nobody', async () => {
    await town.boss
      .says('加一场周日下午沙龙，主题《情绪管理》，地点二楼会议室，20户')
      .thenHears(/12月6日\(周日\) 15:00–17:00 周周约「情绪管理」/, /地点：二楼会议室/, /名额：20 户/, /不通知任何人/);
    expect(await town.wei.says('活动')).not.toMatch(/12月6日/);
    await town.boss.says('是').thenHears(/加好了：12月6日/);
    await town.wei.says('活动').thenHears(/12月6日\(周日\) 15:00–17:00 周周约「情绪管理」（余 20 户）/);
    await town.settle();
    expect(news()).toBe('\n\n\n');
    await town.boss.says('加一场周日下午沙龙');
    await town.boss.says('是').thenHears(/这个时间已经有一场了，没有再加/);
  });

  it('asks for the hour where none is usual, and which programme where none is named', async () => {
    await town.boss.says('再加一场沙龙').thenHears(/加在哪天、几点/);
    await town.boss.says('12月13日晚上').thenHears(/没有固定的时间，从几点到几点/);
    await town.boss.says('晚上7点到9点').thenHears(/12月13日\(周日\) 19:00–21:00 周周约/);
    await town.boss.says('算了').thenHears(/没有|不/);
    expect(await town.one("SELECT id FROM sessions WHERE start_civil = '2026-12-13T19:00'")).toBeNull();
    await town.mei.says('加一场周日下午沙龙').thenHears(/只有统筹员/);
  });

  it('moves one with everybody on it, who were named before', async () => {
    await town.wei.says('报名 周六沙龙 3人');
    await town.qin.says('报名 周六沙龙 2人').thenHears(/候补/);
    await town.lan.says('认领 周六带领者');
    await town.boss
      .says('周六的沙龙改到周日上午10点')
      .thenHears(
        /12月5日\(周六\) 15:00–17:00/,
        /12月6日\(周日\) 10:00–12:00/,
        /值班的 1 人（韦兰）.*已报名 1 户（韦家）.*候补 1 户（覃家）/,
      );
    await town.settle();
    expect(news()).toBe('\n\n\n');
    await town.boss.says('是').thenHears(/改好了/, /12月6日\(周日\) 10:00–12:00/);
    await town.settle();
    expect(news().match(/现在是：12月6日\(周日\) 10:00–12:00/g)).toHaveLength(3);
    await town.boss.says('周日的沙龙推迟半小时').thenHears(/10:30–12:30/);
    await town.boss.says('是');
    await town.wei.says('我的报名').thenHears(/12月6日\(周日\) 10:30–12:30/);
  });

  it('names whoever serves elsewhere then, and lets her go only after a second yes', async () => {
    await town.lan.says('认领 周六带领者');
    await town.lan.says('认领 周日午班').thenHears(/归你了/);
    await town.boss.says('周六沙龙改到周日下午').thenHears(/12月6日\(周日\) 15:00–17:00/);
    await town.boss.says('是').thenHears(/还没有改：韦兰那个时间另有班/);
    await town.lan.says('我的班').thenHears(/12月5日\(周六\) 15:00/);
    await town.boss.says('是').thenHears(/改好了/, /韦兰那时另有班，已从这一场撤下/);
    await town.lan.says('我的班').thenHears(/你的班 1 个/, /12月6日\(周日\) 14:00/);
  });

  it('changes place, topic and places in one sentence, and says who moves up', async () => {
    await town.wei.says('报名 周六沙龙 3人');
    await town.qin.says('报名 周六沙龙 2人').thenHears(/候补/);
    await town.boss
      .says('周六沙龙地点改成一楼大厅，主题改成亲子沟通，名额加到5户')
      .thenHears(/三楼沙龙室 → 一楼大厅/, /未定 → 亲子沟通/, /1 户 → 5 户（已报 1 户，候补会转正 1 户/);
    await town.boss.says('是').thenHears(/名额改成 5 户，候补转正 1 户/);
    await town.settle();
    expect(town.qin.news()).toMatch(/有名额|转正|候补/);
    await town.wei.says('活动').thenHears(/「亲子沟通」（余 3 户）/);
    await town.boss.says('周六沙龙再加2个名额').thenHears(/5 户 → 7 户/);
  });

  it('takes no more sign-ups and takes them again; whoever waits still moves up', async () => {
    await town.wei.says('报名 周六沙龙 3人');
    await town.qin.says('报名 周六沙龙 2人').thenHears(/候补/);
    await town.boss.says('周六沙龙停止报名').thenHears(/已报 1 户、候补 1 户都不变/);
    await town.boss.says('是').thenHears(/已停止报名/);
    await town
      .voice('lu')
      .says('报名 周六沙龙 2人')
      .thenHears(/已经停止报名/, /12月12日/);
    await town.wei.says('取消报名');
    await town.wei.says('是').thenHears(/已取消报名/);
    await town.settle();
    expect(town.qin.news()).toMatch(/12月5日/);
    await town.boss.says('周六沙龙名额加到5户');
    await town.boss.says('是').thenHears(/名额改成 5 户/);
    await town
      .voice('lu')
      .says('报名 周六沙龙 2人')
      .thenHears(/已经停止报名/);
    await town.boss.says('周六沙龙报名关了吧').thenHears(/已经停止报名了，什么都没有改/);
    await town.boss.says('重新开放周六沙龙的报名');
    await town.boss.says('是').thenHears(/又可以报名了/);
    await town
      .voice('lu')
      .says('报名 周六沙龙 2人')
      .thenHears(/报名成功/);
  });

  it('cancels one for a reason, which everybody is told; 是 is no reason', async () => {
    await town.wei.says('报名 周六沙龙 3人');
    await town.boss.says('取消周六的沙龙').thenHears(/已报名 1 户（韦家）/, /为什么取消/);
    await town.boss.says('是');
    expect(await town.one("SELECT id FROM sessions WHERE state = 'cancelled'")).toBeNull();
    await town.boss.says('老师病了').thenHears(/原因：老师病了/, /班和报名都会结束/);
    await town.boss.says('是').thenHears(/已取消：12月5日/, /正在告诉 1 人/);
    await town.settle();
    expect(town.wei.news()).toMatch(/取消通知：12月5日\(周六\).*原因：老师病了/);
  });

  it('is a household’s own place when a household says the same', async () => {
    await town.wei.says('报名 周六沙龙 3人');
    await town.wei.says('取消周六的沙龙');
    expect(await town.one("SELECT id FROM sessions WHERE state = 'cancelled'")).toBeNull();
  });
});
