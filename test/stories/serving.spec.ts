import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

describe.each(databasesUnderTest())('serving by chat on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => {
    town = await StoryTown.open(engine);
    await town.mei.says('认领 周四晚上').thenHears(/归你了/);
  });
  afterEach(() => town.close());

  it('reminds a day before and takes a bare 确认', async () => {
    await town.until('2026-12-02T20:00');
    expect(town.mei.news()).toMatch(/提醒：你有班 12月3日\(周四\) 20:00–24:00[\s\S]*回复 确认/);
    await town.mei.says('确认').thenHears(/已确认：12月3日\(周四\) 20:00–24:00/);
    await town.mei.says('确认').thenHears(/没有等你确认的班|已经确认过了/);
    await town.lan.says('确认').thenHears(/没有排班/);
  });

  it('asks which when two wait for a word', async () => {
    await town.mei.says('认领 周五晚上').thenHears(/归你了/);
    await town.until('2026-12-03T12:00');
    town.mei.news();
    await town.mei.says('确认').thenHears(/哪一个/, /1\. 12月3日/, /2\. 12月4日/);
    await town.mei.says('都要').thenHears(/12月3日/, /12月4日/);
  });

  it('does not take 不行 for anything but a no', async () => {
    await town.until('2026-12-02T20:00');
    await town.mei.says('不行').thenHears(/来不了吗/, /求替/);
    await town.mei.says('1').thenHears(/已求替/);
  });

  it('goes on duty, hands over, reports and goes off duty', async () => {
    await town.until('2026-12-03T19:50');
    await town.mei.says('到岗').thenHears(/已到岗/);
    await town.until('2026-12-03T23:50');
    await town.lan.says('谁在班').thenHears(/现在值班/, /接线员：陈静（在班）/);
    await town.mei.says('交接 来电2个,一位明早回访').thenHears(/交接已记下/);
    await town.mei.says('登记 来电5 高危1').thenHears(/来电 5个/, /高危来电 1个/);
    await town.mei.says('登记 来电6').thenHears(/来电 6个（原为 5个?，已更正）/);
    await town.until('2026-12-04T00:00');
    await town.mei.says('离岗').thenHears(/已离岗/, /4小时/);
  });

  it('asks a coordinator whether she was there who says so a day later, and counts it with her word', async () => {
    await town.until('2026-12-04T10:00');
    await town.mei.says('到岗').thenHears(/已经结束，当时没有签到/, /已请统筹员确认/);
    await town.mei.says('我的统计').thenHears(/服务了 0 班/);
    await town.settle();
    expect(town.boss.news()).toMatch(/陈静说自己值过 12月3日\(周四\) 20:00–24:00.*\n.*回复 同意.*不行/);
    await town.boss.says('同意').thenHears(/已补录：陈静 12月3日\(周四\) 20:00–24:00.*4小时/);
    await town.settle();
    expect(town.mei.news()).toMatch(/统筹员已确认你值过 12月3日.*计 4小时/);
    await town.mei.says('我的统计').thenHears(/服务了 1 班.*4小时/, /时长来源：事后补录 4小时/);
  });

  it('takes 离岗 without 到岗 for presence, and says so', async () => {
    await town.until('2026-12-04T00:10');
    await town.mei.says('离岗').thenHears(/已离岗：12月3日/, /4小时（没有说过到岗，按班表开始计）/);
    await town.mei.says('我的统计').thenHears(/时长来源：本人签到签退 4小时/);
  });

  it('tells volunteers when a colleague serves, and families nothing of who is on duty', async () => {
    await town.lan.says('陈静什么时候值班').thenHears(/陈静的班/, /12月3日\(周四\) 20:00–24:00 天天询 接线员/);
    await town.lan.says('陈静下周什么时候值班').thenHears(/12月7日.*陈静没有班/, /她的下一班：12月3日/);
    await town.wei.says('谁在班').thenHears(/只有志愿者看得到/);
    await town.wei.says('陈静什么时候值班').thenHears(/只有志愿者看得到/);
  });

  it('takes a hand that says all right for a yes, where one is waited for', async () => {
    await town.mei.says('请架 12月20日').thenHears(/你是想说/);
    await town.mei.says('\u{1F44C}').thenHears(/已请假/);
  });

  it('keeps who a caller is out of a note, and refuses what is not hers', async () => {
    await town.until('2026-12-03T19:50');
    await town.mei.says('到岗');
    await town.mei.says('交接 请回电 13812345678').thenHears(/身份信息/);
    const kept = await town.one<{ note: string | null }>('SELECT note FROM assignments WHERE note IS NOT NULL');
    expect(kept).toBeNull();
    await town.lan.says('到岗').thenHears(/没有你要到岗的班/);
    await town.lan.says('离岗').thenHears(/没有在班/);
    await town.lan.says('登记 来电5').thenHears(/没有你值过的班/);
  });

  it('keeps what she would like and what she would rather not for the next draft, and asks whether a bare Wednesday is every one', async () => {
    await town.mei.says('我想少排夜班').thenHears(/记下了/, /尽量不排 夜班/, /不能保证/);
    await town.mei.says('周三晚上最好别排我').thenHears(/1\. .*每周三/, /2\. .*12月2日/);
    await town.mei.says('1').thenHears(/尽量不排 每周三 晚班/);
    await town.mei.says('少排通宵班').thenHears(/没有叫“通宵班”的/, /早班/);
    await town.mei.says('心愿').thenHears(/1\. 尽量不排 夜班/, /2\. 尽量不排 每周三 晚班/);
    await town.mei.says('取消心愿 1').thenHears(/已去掉：尽量不排 夜班/);
    const kept = await town.one<{ preferences: string }>(`SELECT preferences FROM people WHERE name = '陈静'`);
    const { wishes } = JSON.parse(kept?.preferences ?? '{}') as { wishes: unknown };
    expect(wishes).toEqual([{ want: 'dislike', dayPart: 'evening', weekday: 3 }]);
    await town.mei.says('撤销').thenHears(/已撤销刚才的排班心愿/);
    await town.mei.says('心愿').thenHears(/夜班/, /每周三/);
  });

  it('is too early to arrive in the morning', async () => {
    await town.until('2026-12-03T17:00');
    await town.mei.says('到岗').thenHears(/还太早/);
  });

  it('reminds once more when somebody wants it, and is quiet when she wants that', async () => {
    await town.mei.says('提醒 提前2小时').thenHears(/提前 2小时/);
    await town.until('2026-12-03T17:59');
    town.mei.news();
    await town.until('2026-12-03T18:00');
    expect(town.mei.news()).toMatch(/提醒：你有班 12月3日/);
    await town.mei.says('免打扰 7天').thenHears(/免打扰到 12月10日/);
    await town.mei.says('免打扰 90天').thenHears(/1 到 30 天/);
    await town.boss.says('通知 明天停电');
    await town.boss.says('是').thenHears(/正在发给/);
    await town.settle();
    expect(town.mei.news()).toBe('');
    expect(town.lan.news()).toMatch(/【通知】明天停电$/);
    await town.mei.says('免打扰 0天').thenHears(/恢复/);
  });

  it('says what one has given', async () => {
    await town.mei.says('我的统计').thenHears(/2026年你服务了 0 班/, /1 个班在前面/);
  });
});
