import { instantOf } from '../../src/kernel/civil-time';
import { hotlineFile } from '../harness/hotline-file';
import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

const NIGHT = '2026-12-04T00:00';
const EARLY = '2026-12-05T08:00';

describe.each(databasesUnderTest())('messages to many on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => {
    const seats = [
      { start: NIGHT, post: 'answer', person: 'v1' },
      { start: '2026-12-04T08:00', post: 'answer', person: 'v1' },
    ];
    town = await StoryTown.open(engine, undefined, {}, hotlineFile([NIGHT, '2026-12-04T08:00', EARLY], seats));
  });
  afterEach(() => town.close());

  it('tells a person with two shifts in one message', async () => {
    await town.until('2026-12-03T08:30');
    const told = town.sent.filter((one) => one.to === 'v1');
    expect(told.map((one) => one.at)).toEqual(['12-03T08:00']);
    expect(told[0]?.text).toMatch(/12月4日\(周五\) 00:00–08:00[\s\S]*12月4日\(周五\) 08:00–14:00/);
  });

  it('goes to the volunteers of a programme, to one person, and stops when taken back', async () => {
    await town
      .voice('boss')
      .says('通知 天天询 今晚系统维护')
      .thenHears(/天天询的志愿者，共 9 位/, /今晚系统维护/);
    await town
      .voice('boss')
      .says('是')
      .thenHears(/正在发给 天天询的志愿者，共 9 位/, /取消通知/);
    await town
      .voice('boss')
      .says('取消通知')
      .thenHears(/已停发：9 位里已发出 0 位，其余 9 位不发了/);
    await town
      .voice('boss')
      .says('取消通知')
      .thenHears(/已经停发了/);
    await town.settle();
    expect(town.sent).toEqual([]);
    await town
      .voice('boss')
      .says('通知 陈三 明天带身份证')
      .thenHears(/将发给 陈三，共 1 位/);
    await town.voice('boss').says('是');
    await town.settle();
    expect(town.sent.map((one) => [one.to, one.text])).toEqual([['v3', '【通知】明天带身份证']]);
    await town
      .voice('v3')
      .says('取消通知')
      .thenHears(/统筹员/);
  });

  it('waits when somebody has been written to often enough already', async () => {
    for (let i = 1; i <= 6; i++) {
      await town.voice('boss').says(`通知 陈三 第${String(i)}条`);
      await town.voice('boss').says('是');
      await town.settle();
    }
    expect(town.sent).toHaveLength(5);
    await town.until('2026-12-01T09:15');
    expect(town.sent.map((one) => one.at)).toEqual([...Array<string>(5).fill('12-01T09:00'), '12-01T09:15']);
  });

  it('says what was sent, what was seen and what was not said and why', async () => {
    await town
      .voice('v1')
      .says('消息状态')
      .thenHears(/今天没有要发的消息/);
    await town.until('2026-12-03T08:30');
    await town
      .voice('v1')
      .says('消息状态')
      .thenHears(/^你的消息/, /08:00 陈一 提醒：已送出/);
    await town.voice('v1').says('确认 1');
    await town.until('2026-12-03T12:00');
    await town
      .voice('boss')
      .says('消息状态 陈一')
      .thenHears(/已送出，已看到/);
    await town
      .voice('boss')
      .says('消息状态 12月4日00:00')
      .thenHears(/12月4日\(周五\) 00:00–08:00/, /提醒/);
    await town
      .voice('boss')
      .says('消息状态 没有这个人')
      .thenHears(/没有对上/);
    const mine = await town.voice('v2').says('消息状态 陈一');
    expect(mine).not.toMatch(/陈一/);
    town.voice('v1').news();
    // for forty minutes nothing runs
    town.clock.windTo(instantOf('2026-12-03T20:40', 'Asia/Shanghai'));
    await town.settle();
    expect(town.voice('v1').news()).toMatch(/（这条消息晚到了，原定 12月3日\(周四\) 20:00 发）\n再提醒/);
    await town
      .voice('boss')
      .says('消息状态 陈一')
      .thenHears(/再次提醒：已送出，晚了 40 分钟/);
  });
});
