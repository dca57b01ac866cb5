import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

/** What is said again, asked again or looked up while something else stands open. */
describe.each(databasesUnderTest())('between a question and its answer on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => (town = await StoryTown.open(engine)));
  afterEach(() => town.close());

  it('confirms once, and asks before it confirms another shift', async () => {
    await town.mei.says('认领 周四晚上');
    await town.mei.says('认领 周六晚上');
    await town.mei.says('确认').thenHears(/已确认：12月3日\(周四\)/);
    await town.mei.says('我确认了啊').thenHears(/已经确认过了：12月3日/, /还有一班等你确认：12月5日/, /也确认这一班吗/);
    await town.mei.says('算了');
    await town.mei.says('我的班').thenHears(/12月3日.*（已确认）/, /12月5日\(周六\) 20:00–24:00 天天询 接线员\n/);
    await town.mei.says('确认').thenHears(/已经确认过了：12月3日/);
    await town.mei.says('是').thenHears(/已确认：12月5日/);
  });

  it('keeps its question behind a look and a thank-you, and says it again', async () => {
    await town.wei.says('报名 周六沙龙').thenHears(/12月5日\(周六\).*：一共几个人来？/);
    await town.wei.says('谢谢').thenHears(/不客气/, /刚才问的还等你：12月5日\(周六\).*一共几个人来/);
    await town.wei.says('活动').thenHears(/近期活动/, /刚才问的还等你/, /数字现在指上面的清单/);
    await town.wei.says('3').thenHears(/什么都没有做/);
    await town.wei.says('改成4个人').thenHears(/报名成功：12月5日\(周六\).*4 人/);
  });

  it('takes a number for what the later list shows under it, and nothing for another', async () => {
    await town.fang.says('认领 周四晚上');
    await town.fang.says('认领 周六晚上');
    await town.fang.says('退班').thenHears(/退班哪一个/);
    await town.fang.says('我的统计').thenHears(/刚才问的还等你：退班哪一个/);
    await town.fang.says('我的班').thenHears(/数字现在指上面的清单/);
    await town.fang.says('2').thenHears(/已退班：12月5日/);
    await town.qin.says('报名 周六沙龙');
    await town.qin.says('活动').thenHears(/2\. 12月12日/);
    await town.qin.says('报名 2 3人').thenHears(/报名成功：12月12日/);
  });

  it('shows in full what was looked up beside an act, and takes what a family asks for as a place', async () => {
    await town.mei.says('认领 周四晚上');
    await town.mei.says('退班 周四晚上，另外问下周二谁值班').thenHears(/一共 2 件/);
    const told = await town.mei.says('是').thenHears(/✓ 已退班：12月3日/, /12月8日\(周二\)值班：\n/);
    expect(told).not.toMatch(/✗/);
    await town.wei.says('报名 12月5日沙龙3人，12月19日也报').thenHears(/报名 12月5日/, /报名 12月19日/);
  });

  it('forgets what was only offered when words were not understood', async () => {
    await town.mei.says('窗台上的绿萝浇水了没有人管').thenHears(/要不要把这句话转给统筹员/);
    expect(await town.mei.says('我的班')).not.toMatch(/刚才问的还等你/);
  });

  it('says to whoever leaves that nobody is on the post now', async () => {
    await town.mei.says('认领 周四晚上');
    await town.until('2026-12-03T20:00');
    await town.mei.says('到岗').thenHears(/已到岗/);
    await town.until('2026-12-03T22:00');
    await town.mei.says('离岗').thenHears(/已离岗/, /现在没有人在岗/, /请先打电话给统筹员/);
  });

  it('passes words on for a plain yes alone, and only right behind the offer', async () => {
    const odd = '窗台上的绿萝浇水了没有人管';
    await town.mei.says('认领 周四晚上');
    await town.mei.says(odd).thenHears(/要不要把这句话转给统筹员/);
    await town.mei.says('确认').thenHears(/已确认：12月3日/);
    await town.mei.says(odd).thenHears(/要不要把这句话转给统筹员/);
    await town.mei.says('谢谢').thenHears(/不客气/);
    expect(await town.mei.says('嗯')).not.toMatch(/转给统筹员/);
    await town.mei.says(odd).thenHears(/要不要把这句话转给统筹员/);
    await town.mei.says('转吧').thenHears(/已把「窗台上的绿萝浇水了没有人管」转给统筹员/);
  });
});

describe.each(databasesUnderTest())('what a coordinator looks up and changes on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => (town = await StoryTown.open(engine)));
  afterEach(() => town.close());

  it('sends a notice to a plain word for it, and never behind news that it did not understand', async () => {
    await town.wei.says('报名 周六沙龙 3人');
    const notice = '通知 12月5日沙龙报名的家庭 场地漏水，可能有变动';
    await town.boss.says(notice).thenHears(/将发给/, /回复 是 发送/);
    await town.boss.says('刚物业说修好了，照常').thenHears(/没听懂/, /先放下了，没有办，谁也没有通知：将发给/);
    expect(await town.boss.says('要的')).not.toMatch(/正在发给/);
    await town.boss.says(notice).thenHears(/将发给/);
    await town.boss.says('发吧').thenHears(/正在发给/);
  });

  it('never says that all have confirmed where nobody is on the rota', async () => {
    await town.boss.says('未确认').thenHears(/还没有排上任何人/);
    await town.mei.says('认领 周四晚上');
    await town.boss.says('未确认').thenHears(/还没确认的 1 个/);
    await town.mei.says('确认');
    await town.boss.says('未确认').thenHears(/排上的人都确认了；另有 \d+ 个班还没有人/);
  });

  it('names the post that is empty now first of all gaps, and fills it', async () => {
    await town.boss.says('缺口').thenHears(/1\. 12月1日\(周二\) 08:00–14:00.*现在正缺人/);
    await town.boss.says('补班 1').thenHears(/08:00–14:00[\s\S]*可以安排的人/);
  });

  it('counts the part of the day that was asked for, and says what is not known', async () => {
    await town.until('2026-12-01T13:00');
    await town.boss.says('安排陈静今天午班');
    await town.boss.says('1');
    await town.until('2026-12-01T20:30');
    await town.mei.says('登记 来电7 高危1').thenHears(/已登记/);
    await town.boss
      .says('今天午班接了多少电话')
      .thenHears(/^12月1日\(周二\) 14:00–20:00 天天询：来电 7个，高危来电 1个$/);
    await town.boss.says('今天早班接了多少电话').thenHears(/08:00–14:00 天天询：来电 未登记/);
    await town.boss.says('今天夜班接了多少电话').thenHears(/00:00–08:00/);
  });

  it('says of a change whom it is told to, before and after alike', async () => {
    await town.boss.says('12月19号的沙龙改到下午三点半').thenHears(/还没有人报名和值班，不用告诉谁/);
    await town.boss.says('是').thenHears(/改好了/, /还没有人报名和值班，不用告诉谁/);
    await town.wei.says('报名 12月12日沙龙 3人');
    await town.boss.says('12月12号的沙龙改到下午三点半').thenHears(/会告诉：已报名 1 户（韦家）/);
    await town.boss.says('是').thenHears(/改好了/, /会告诉：已报名 1 户（韦家）/);
  });

  it('says that an hour of today is past, and gives an example of what there is', async () => {
    await town.boss.says('今天早上8点加一场沙龙').thenHears(/这个时间已经过去了/);
    await town.boss.says('算了');
    await town.boss.says('取消12月25日的沙龙').thenHears(/没有对得上的场次/, /比如：取消12月5日的周周约$/);
    await town.boss.says('取消12月5日的周周约').thenHears(/要取消：12月5日/);
  });
});
