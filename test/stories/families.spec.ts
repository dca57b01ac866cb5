import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

describe.each(databasesUnderTest())('families by chat on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => (town = await StoryTown.open(engine)));
  afterEach(() => town.close());

  it('lists what there is and signs a household up, with its invitation', async () => {
    await town.wei.says('活动').thenHears(/1\. 12月5日\(周六\) 15:00–17:00 周周约/, /余 1 户/);
    await town.wei.says('报名 1 3人').thenHears(/报名成功：12月5日\(周六\)/, /3 人/, /三楼沙龙室/, /\[.*\.ics\]/);
    await town.wei.says('报名 周六 3人').thenHears(/已经报过名/);
  });

  it('knows a session by where it meets, and takes no other for it', async () => {
    await town.wei.says('报名 周六讲座 3人').thenHears(/没有对得上的活动/);
    await town.wei.says('报名 周六沙龙 3人').thenHears(/报名成功：12月5日\(周六\)/, /3 人/);
  });

  it('asks how many come', async () => {
    await town.wei.says('报名 这周六').thenHears(/几个人/);
    await town.wei.says('3').thenHears(/报名成功.*3 人/);
    await town.wei.says('取消报名');
    await town.wei.says('是').thenHears(/取消/);
    await town.wei.says('报名 这周六').thenHears(/几个人/);
    await town.wei.says('还是三个人').thenHears(/3 人/);
    await town.qin.says('报名 这周六').thenHears(/几个人/);
    await town.qin.says('我家两个大人').thenHears(/2 人/);
  });

  it('lets the next one wait, moves her up, and refuses when nobody more can wait', async () => {
    await town.wei.says('报名 这周六 3人');
    await town.qin.says('报名 这周六 2人').thenHears(/候补/, /第 1 位/);
    await town
      .voice('lu')
      .says('报名 这周六 2人')
      .thenHears(/都满了/, /12月12日/);
    await town.wei.says('取消报名').thenHears(/你是要：取消报名/);
    await town.wei.says('是').thenHears(/已取消报名/);
    await town.settle();
    expect(town.qin.news()).toMatch(/有名额了.*12月5日/);
  });

  it('answers where and when, and changes how many come after a yes', async () => {
    await town.wei.says('我的报名').thenHears(/你没有报名中的活动/);
    await town.wei.says('报名 这周六 3人');
    await town.wei.says('在哪里').thenHears(/你的报名 1 个/, /12月5日\(周六\) 15:00–17:00/, /三楼沙龙室/);
    await town.wei.says('改成4个人').thenHears(/你已报名.*3 人/, /要改成 4 人吗/);
    await town.wei.says('是').thenHears(/人数从 3 改为 4/);
  });

  it('understands a parent who cannot come as one who gives her place back, not as a volunteer', async () => {
    await town.wei.says('报名 这周六 3人');
    await town.wei.says('孩子发烧，这周六去不了').thenHears(/取消报名：12月5日\(周六\)/);
    await town.wei.says('报名 这周六 3人');
    await town.wei.says('我去不了了').thenHears(/你是要：取消报名/);
    await town.wei.says('算了').thenHears(/什么都没有/);
    await town.wei.says('我的报名').thenHears(/你的报名 1 个/);
  });

  it('has nothing to cancel for who did not sign up', async () => {
    await town.wei.says('取消报名').thenHears(/没有报名中的活动/);
    await town.wei.says('签到 0000').thenHears(/签到码不对/);
    await town.wei.says('评价 5 很好').thenHears(/没有你签到过的活动/);
  });
});
