import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

const THURSDAY = '12月3日\\(周四\\) 20:00–24:00 天天询 接线员';

describe.each(databasesUnderTest())('shifts by chat on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => (town = await StoryTown.open(engine)));
  afterEach(() => town.close());

  it('shows what one can take, numbered, and claims by that number', async () => {
    const list = await town.mei.says('空班 周四').thenHears(/1\. 12月3日\(周四\) 00:00–08:00/, /认领 编号/);
    expect(list.split('\n').length).toBeLessThanOrEqual(12);
    await town.mei.says('认领 4').thenHears(new RegExp(`归你了：${THURSDAY}`), /撤销/);
    await town.mei.says('我的班').thenHears(new RegExp(`1\\. ${THURSDAY}`));
    await town.lan.says('我的班').thenHears(/没有排班/);
  });

  it('claims by date and part of the day, echoed in full', async () => {
    await town.mei.says('认领 周四晚上').thenHears(new RegExp(THURSDAY));
    await town.mei.says('认领 周四晚上').thenHears(/已经是你的了/);
  });

  it('asks when a whole day fits, and takes the answer', async () => {
    await town.mei.says('认领 12月3号').thenHears(/哪一个/, /4\. .*20:00–24:00/);
    await town.mei.says('4').thenHears(new RegExp(`归你了：${THURSDAY}`));
  });

  it('says by which rule it refuses and what else there is', async () => {
    await town.hui.says('认领 周四晚上').thenHears(/需要相应的资质/);
    await town.mei.says('认领 周四晚上');
    await town.mei.says('认领 周五早班').thenHears(/没有认领成功/, /至少要休息 11 小时/, /1\. 12月/);
    await town.lan.says('认领 周四晚上').thenHears(/已经有人了/, /1\. /);
  });

  it('echoes a bare number and waits for 是', async () => {
    await town.mei.says('空班 周四');
    await town.mei.says('4').thenHears(/你是要：认领 .*20:00–24:00/, /回复 是/);
    await town.mei.says('我的班').thenHears(/没有排班/);
    await town.mei.says('空班 周四');
    await town.mei.says('4');
    await town.mei.says('是').thenHears(/归你了/);
  });

  it('does several acts only together and after a yes', async () => {
    await town.mei.says('认领 周四晚上和周六晚上').thenHears(/一共 2 件/, /12月3日/, /12月5日/);
    await town.mei.says('算了').thenHears(/什么都没有改动/);
    await town.mei.says('我的班').thenHears(/没有排班/);
    await town.mei.says('认领 周四晚上和周六晚上');
    await town.mei.says('是').thenHears(/12月3日/, /12月5日/);
    await town.mei.says('我的班').thenHears(/你的班 2 个/);
  });

  it('takes a claim back for ten minutes and not longer', async () => {
    await town.mei.says('认领 周四晚上');
    await town.mei.says('撤销').thenHears(/已撤销刚才的认领/);
    await town.mei.says('我的班').thenHears(/没有排班/);
    await town.mei.says('认领 周四晚上');
    await town.until('2026-12-01T09:11');
    await town.mei.says('撤销').thenHears(/10 分钟/);
    await town.mei.says('我的班').thenHears(new RegExp(THURSDAY));
  });

  it('drops before the cut-off after a yes, and offers instead after it', async () => {
    await town.mei.says('认领 周四晚上');
    await town.mei.says('退班').thenHears(/你是要：退班/);
    await town.mei.says('是').thenHears(/已退班/);
    await town.mei.says('认领 周三晚上');
    await town.mei.says('退班 周三晚上').thenHears(/不能直接退/, /还是你的/);
    await town.lan.says('认领 周三晚上').thenHears(/替陈静顶班，归你了/);
    await town.settle();
    expect(town.mei.news()).toMatch(/韦兰接手了你的班/);
    await town.mei.says('我的班').thenHears(/没有排班/);
  });

  it('drops nothing that is not hers', async () => {
    await town.lan.says('认领 周四晚上');
    await town.mei.says('退班 周四晚上').thenHears(/没有/);
    await town.lan.says('我的班').thenHears(new RegExp(THURSDAY));
  });

  it('gives a shift to somebody only with her word', async () => {
    await town.mei.says('认领 周四晚上');
    await town.mei.says('我的班');
    await town.mei.says('换班 1 给王芳').thenHears(/已问王芳/, /还是你的/);
    await town.settle();
    expect(town.fang.news()).toMatch(/陈静想请你接 12月3日\(周四\) 20:00–24:00.*\n接的话回复 同意/);
    await town.mei.says('我的班').thenHears(new RegExp(THURSDAY));
    await town.fang.says('同意').thenHears(/已同意/, /12月3日/);
    await town.mei.says('我的班').thenHears(/没有排班/);
    await town.settle();
    expect(town.mei.news()).toMatch(/王芳同意了/);
  });

  it('does not take politeness for consent', async () => {
    await town.mei.says('认领 周四晚上');
    await town.mei.says('换班 周四晚上 给王芳');
    await town.fang.says('好的').thenHears(/还没有动/, /陈静想请你接/);
    await town.mei.says('我的班').thenHears(new RegExp(THURSDAY));
    await town.fang.says('我同意').thenHears(/已同意/);
    await town.lan.says('好的').thenHears(/好的/);
  });

  it('leaves a shift where it is when the other declines, or is not known, or is two', async () => {
    await town.mei.says('认领 周四晚上');
    await town.mei.says('换班 周四晚上 给王芳');
    await town.fang.says('不行').thenHears(/已告诉陈静/);
    await town.mei.says('我的班').thenHears(new RegExp(THURSDAY));
    await town.mei.says('换班 周四晚上 给赵六').thenHears(/没有找到/);
    await town.mei.says('换班 周四晚上 给王姐').thenHears(/王芳/, /王敏/);
    await town.mei.says('2').thenHears(/已问王敏/);
  });

  it('swaps two shifts with the consent of the other', async () => {
    await town.mei.says('认领 周四晚上');
    await town.fang.says('认领 12月8日晚上');
    await town.mei.says('我的班');
    await town.mei.says('我的1换王芳12月8日晚').thenHears(/已问王芳换不换/, /12月3日/, /12月8日/);
    await town.settle();
    expect(town.fang.news()).toMatch(/陈静想用 12月3日.*换你的 12月8日/);
    await town.fang.says('同意').thenHears(/你的新班：12月3日/);
    await town.mei.says('我的班').thenHears(/12月8日\(周二\) 20:00/);
    await town.fang.says('我的班').thenHears(/12月3日\(周四\) 20:00/);
  });

  it('says who is on duty, now and on a day', async () => {
    await town.mei.says('认领 12月8日晚上');
    await town.lan
      .says('12月8号谁值班')
      .thenHears(/12月8日\(周二\)值班/, /20:00–24:00 天天询 接线员：陈静/, /00:00–08:00 .*空着/);
    await town.lan.says('谁在班').thenHears(/现在值班/);
  });

  it('takes leave, names the shifts inside it, and keeps new ones away', async () => {
    await town.mei.says('认领 周四晚上');
    await town.mei.says('请假 12月1日到5日').thenHears(/12月1日\(周二\)到12月5日\(周六\)/, /还有 1 个班/);
    await town.mei.says('认领 周五晚上').thenHears(/在请假/);
    await town.mei.says('我的班').thenHears(new RegExp(THURSDAY));
  });

  it('gives the calendar as a file and an address that is kept nowhere', async () => {
    await town.mei.says('认领 周四晚上');
    const text = await town.mei.says('日历', { id: 'calendar' }).thenHears(/\/calendar\/[\w-]{43}\.ics/, /\[.*\.ics\]/);
    const kept = await town.one<{ payload: string | null }>(
      'SELECT payload FROM inbox WHERE message_id = ?',
      'calendar',
    );
    expect(text).toContain('请不要转发');
    expect(kept?.payload).toBeNull();
  });
});
