import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

describe.each(databasesUnderTest())('an answer in a few words on %s', (engine) => {
  let town: StoryTown;
  beforeAll(async () => (town = await StoryTown.open(engine)));
  afterAll(() => town.close());

  it('says what was missing: the days of a leave, the note, the figures, the people', async () => {
    await town.mei.says('请假').thenHears(/从哪天到哪天/);
    await town.mei.says('15号到17号').thenHears(/已请假：12月15日.*17日/);
    await town.mei.says('撤销').thenHears(/已撤销/);
    await town.boss.says('通知').thenHears(/内容/);
    await town.boss.says('明天下午请假的同志来开会').thenHears(/明天下午请假的同志来开会/, /回复 是/);
    await town.boss.says('算了').thenHears(/不办/);
    await town.wei.says('报名 12月12号').thenHears(/几个人/);
    await town.wei.says('两大一小').thenHears(/报名成功.*12月12日[\s\S]*3 人/);
    await town.wei.says('签到').thenHears(/码/);
    await town.wei.says('123456').thenHears(/签到码|不对|没有/);
    await town.mei.says('提醒').thenHears(/提醒/);
    await town.mei.says('2小时').thenHears(/2小时|2 小时/);
    await town.mei.says('提醒 关');
  });

  it('leaves the question for a new command, a question and a no', async () => {
    const leaves = async () => Number((await town.one<{ n: number | string }>('SELECT COUNT(*) AS n FROM leaves'))?.n);
    const before = await leaves();
    await town.mei.says('请假');
    await town.mei.says('空班 12月10日').thenHears(/12月10日/);
    await town.boss.says('通知');
    await town.boss.says('我的班').thenHears(/排班/);
    await town.boss.says('通知');
    await town.boss.says('算了').thenHears(/不办/);
    await town.mei.says('请假');
    await town.mei.says('要写原因吗');
    expect(await leaves()).toBe(before);
  });

  it('describes one of those that were listed: by its hour, its day, its place among two', async () => {
    await town.mei.says('认领 12月10号').thenHears(/哪一个/);
    await town.mei.says('晚上的').thenHears(/归你了：12月10日\(周四\) 20:00/);
    await town.lan.says('认领 下周晚班').thenHears(/哪一个/);
    await town.lan.says('不对，我要周五那个').thenHears(/归你了：12月11日\(周五\) 20:00/);
    await town.fang.says('认领 12月12号').thenHears(/哪一个/);
    await town.fang.says('早的那个').thenHears(/12月12日\(周六\) 00:00/);
    await town.mei.says('退班').thenHears(/退班 12月10日/);
    await town.mei.says('算了');
  });

  it('adds to what is asked about instead of forgetting it', async () => {
    await town.fang.says('空班 12月15日').thenHears(/1\. /);
    await town.fang.says('2').thenHears(/你是要：认领 12月15日\(周二\) 08:00/);
    await town.fang.says('4也要').thenHears(/一共 2 件/, /认领 12月15日\(周二\) 08:00/, /认领 12月15日\(周二\) 20:00/);
    await town.fang.says('算了').thenHears(/不办/);
  });

  it('names one of several people', async () => {
    await town.lan.says('换班 12月11日晚班 给王老师').thenHears(/是哪一位/, /王芳/, /王敏/);
    await town.lan.says('王敏').thenHears(/已问王敏能不能接：12月11日\(周五\) 20:00/);
  });
});
