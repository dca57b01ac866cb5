import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

describe.each(databasesUnderTest())('what stands open between the bot and a person on %s', (engine) => {
  let town: StoryTown;
  beforeAll(async () => (town = await StoryTown.open(engine)));
  afterAll(() => town.close());
  /** Every story leaves its people without a shift. */
  afterEach(async () => {
    for (const voice of [town.mei, town.lan, town.fang]) {
      for (let i = 0; i < 4 && !/没有可以撤销|过时|撤销不了/.test(await voice.says('撤销')); i++);
      expect(await voice.says('我的班')).toMatch(/没有排班/);
      voice.news();
    }
    // What was listed in one story means nothing in the next.
    town.clock.windTo(town.clock.now() + 31 * 60_000);
  });

  it('is read again after the process has died: the list, then the question about it', async () => {
    await town.mei.says('空班 12月10日');
    await town.restart();
    await town.mei.says('第四个').thenHears(/你是要：认领 12月10日\(周四\) 20:00–24:00/);
    await town.restart();
    await town.mei.says('是').thenHears(/归你了：12月10日\(周四\) 20:00/);
  });

  it('is over after thirty-one minutes: a number, a yes and an ordinal then mean nothing', async () => {
    await town.mei.says('空班 12月10日');
    await town.lan.says('认领 12月10号').thenHears(/哪一个/);
    town.clock.windTo(town.clock.now() + 31 * 60_000);
    await town.mei.says('4').thenHears(/30 分钟/);
    await town.mei.says('第四个');
    await town.mei.says('认领 4').thenHears(/30 分钟，已经作废，什么都没有做/);
    await town.lan.says('4');
    await town.lan.says('是').thenHears(/好的/);
  });

  it('is told of a list that changed under the thumb, in each of the ways in which it can', async () => {
    await town.mei.says('空班 12月10日');
    await town.lan.says('认领 12月10日晚班').thenHears(/归你了/);
    await town.mei.says('4').thenHears(/4 号刚刚有变化/, /什么都没有做/);
    await town.fang.says('空班 12月11日');
    await town.fang.says('4').thenHears(/你是要：认领 12月11日\(周五\) 20:00/);
    await town.boss.says('代 陈静 认领 12月11日晚班').thenHears(/归陈静了/);
    await town.fang.says('是').thenHears(/刚刚有变化|已经满了|已经有人/);
    await town.boss.says('撤销').thenHears(/已撤销/);
  });

  it('belongs to one person in one conversation: not to another, not to the group, not to another group', async () => {
    await town.mei.says('认领 12月10号').thenHears(/哪一个/);
    await town.lan.says('是');
    await town.lan.says('4');
    for (const group of ['one', 'other']) {
      await town.mei.says('4', { in: group, mentioned: true });
      await town.mei.says('是', { in: group, mentioned: true });
      await town.mei.says('都要', { in: group, mentioned: true });
    }
    await town.fang.says('认领 12月11号', { in: 'one', mentioned: true }).thenHears(/哪一个/);
    await town.fang.says('4');
    await town.lan.says('4', { in: 'one', mentioned: true });
    await town.mei.says('4').thenHears(/归你了：12月10日\(周四\) 20:00/);
  });

  it('means places of the list that was shown, however they are named, and asks before anything is done', async () => {
    await town.mei.says('空班 12月10日');
    await town.mei.says('最后一个').thenHears(/你是要：认领 12月10日\(周四\)/);
    await town.mei.says('算了').thenHears(/什么都没有改动/);
    await town.mei.says('前两个都要').thenHears(/一共 2 件/, /认领 12月10日/);
    await town.mei.says('算了').thenHears(/什么都没有改动/);
  });

  it('takes an ordinal, all of it, or leaves it; and a new command leaves it too', async () => {
    await town.mei.says('认领 12月10号');
    await town.mei.says('最后一个').thenHears(/归你了：12月10日\(周四\) 20:00/);
    await town.lan.says('认领 12月12日晚上和12月14日晚上').thenHears(/一共 2 件/);
    await town.lan.says('都要').thenHears(/✓ 归你了：12月12日.*\n✓ 归你了：12月14日.*\n回复 我的班/);
    await town.fang.says('认领 12月13号');
    await town.fang.says('退班 周一').thenHears(/没有对得上的/);
    await town.fang.says('2').thenHears(/没听懂|作废/);
    await town.fang.says('认领 12月13号');
    await town.fang.says('算了').thenHears(/什么都没有改动/);
    await town.fang.says('2').thenHears(/没听懂|作废/);
    await town.fang.says('算了').thenHears(/没有在等你答复的事/);
  });

  it('says several shifts of one sentence back, each with its own part of the day and post', async () => {
    await town.fang
      .says('认领 12月12日早班接线员、12月14日晚班备班')
      .thenHears(/1\. 认领 12月12日\(周六\) 早班 接线员\n2\. 认领 12月14日\(周一\) 晚班 备班/);
    await town.fang.says('算了').thenHears(/什么都没有改动/);
  });

  it('lets exactly one of two who agree to two swaps of the same shift at one instant have it, and tells the other why', async () => {
    await town.mei.says('认领 12月10日晚班');
    await town.lan.says('认领 12月12日晚班');
    await town.fang.says('认领 12月14日晚班');
    await town.mei.says('我的12月10日晚班换韦兰12月12日晚班').thenHears(/已问韦兰/);
    await town.mei.says('我的12月10日晚班换王芳12月14日晚班').thenHears(/已问王芳/);
    const answers = await Promise.all([town.lan.says('同意'), town.fang.says('同意')]);
    expect(answers.filter((answer) => answer.includes('已同意，换好了'))).toHaveLength(1);
    const loser = answers[0].includes('换好了') ? town.fang : town.lan;
    await town.settle();
    const told = [...answers.filter((answer) => !answer.includes('换好了')), loser.news()].join('\n');
    expect(told).toMatch(/已经撤回，或其中的班已经有了变化|换班请求作废了/);
    await loser.says('我的班').thenHears(loser === town.fang ? /12月14日/ : /12月12日/);
    const winner = loser === town.fang ? town.lan : town.fang;
    await winner.says('撤销').thenHears(/已撤销刚才的同意/);
    await winner.says('我的班').thenHears(winner === town.fang ? /12月14日/ : /12月12日/);
    await town.settle();
    expect(town.mei.news()).toMatch(/这个班又是你的了：12月10日/);
    for (const voice of [town.mei, town.lan, town.fang]) {
      await voice.says('退班');
      await voice.says('是').thenHears(/已退班/);
    }
    town.clock.windTo(town.clock.now() + 11 * 60_000);
  });
});
