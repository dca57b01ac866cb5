import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

describe.each(databasesUnderTest())('what was said before, put right, on %s', (engine) => {
  let town: StoryTown;
  beforeAll(async () => (town = await StoryTown.open(engine)));
  afterAll(() => town.close());

  it('corrects the figures that were reported, by what they are of or by the number that was wrong', async () => {
    await town.mei.says('认领 今天早班').thenHears(/归你了/);
    await town.mei.says('到岗').thenHears(/已到岗/);
    await town.mei.says('登记 来电6 高危1').thenHears(/来电 6个/);
    await town.mei.says('刚才报错了，是7个不是6个').thenHears(/来电 7个（原为 6，已更正）/);
    await town.mei.says('写错了，是高危2').thenHears(/高危来电 2个（原为 1，已更正）/);
    await town.mei.says('报错了，是8个不是9个').thenHears(/没有找到登记成 9/);
    await town.mei.says('登记').thenHears(/登记要带数字/);
    await town.mei.says('一共9个电话').thenHears(/来电 9个（原为 7，已更正）/);
  });

  it('keeps a shift for which somebody was sought, and seeks nobody any more', async () => {
    await town.lan.says('认领 周四晚上').thenHears(/归你了/);
    await town.lan.says('求替 周四晚上').thenHears(/已求替/);
    await town.lan.says('算了我自己来，不用找人了').thenHears(/已确认：12月3日\(周四\) 20:00/);
    await town.lan.says('取消求替').thenHears(/没有替你找人的班/);
  });

  it('leaves what it was about to give back, and asks before it gives back one of a list by its place', async () => {
    await town.lan.says('认领 12月5日晚班').thenHears(/归你了/);
    await town.lan.says('我的班').thenHears(/1\. 12月3日/, /2\. 12月5日/);
    await town.lan.says('把前面那个退掉').thenHears(/你是要：退班 12月3日/);
    await town.lan.says('等等先别退').thenHears(/什么都没有改动/);
    await town.lan.says('我的班').thenHears(/12月3日/, /12月5日/);
  });
});
