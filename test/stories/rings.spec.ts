import { databasesUnderTest } from '../harness/databases';
import { StoryTown, type Voice } from '../harness/town-stories';

const DAYS = ['周四', '周五', '周六', '周日'] as const;

describe.each(databasesUnderTest())('wishes and rings by chat on %s', (engine) => {
  let town: StoryTown;
  let four: readonly Voice[];
  beforeEach(async () => {
    town = await StoryTown.open(engine);
    four = [town.mei, town.lan, town.fang, town.voice('min')];
  });
  afterEach(() => town.close());

  /** Each of the first `count` has the evening of one day and wishes for the next one's; the last for the first one's. */
  const wishInTurn = async (count: number): Promise<string> => {
    let last = '';
    for (let i = 0; i < count; i++)
      await voice(i)
        .says(`认领 ${day(i)}晚上`)
        .thenHears(/归你了/);
    for (let i = 0; i < count; i++) last = await voice(i).says(`${day(i)}晚上换${day((i + 1) % count)}晚上`);
    await town.settle();
    return last;
  };
  const voice = (i: number): Voice => four[i] ?? town.mei;
  const day = (i: number): string => DAYS[i] ?? '';
  const shiftsOf = (i: number): Promise<string> => Promise.resolve(voice(i).says('我的班'));

  it('carries out a ring of four when all have agreed, and not before', async () => {
    const shown = await wishInTurn(4);
    expect(shown).toMatch(/正好能换（4 人换一圈）/);
    expect(shown).toMatch(/你的 12月6日\(周日\) 20:00–24:00 天天询 接线员 → 王芳/);
    expect(shown.split('\n').length).toBeLessThanOrEqual(12);
    expect(voice(0).news()).toMatch(/你想换的班有着落了（4 人换一圈）/);
    await voice(0)
      .says('同意')
      .thenHears(/记下你同意了，还在等/, /韦兰/);
    await voice(1)
      .says('同意')
      .thenHears(/还在等/);
    await voice(2)
      .says('同意')
      .thenHears(/还在等 王敏/);
    expect(await shiftsOf(0)).toMatch(/12月3日\(周四\)/);
    await voice(3)
      .says('同意')
      .thenHears(/都同意了，换好了/, /你的新班：12月3日\(周四\) 20:00/, /王芳接：12月6日/);
    for (let i = 0; i < 4; i++) expect(await shiftsOf(i)).toContain(`(${day((i + 1) % 4)}) 20:00`);
    await town.settle();
    expect(voice(0).news()).toMatch(/都同意了，换好了。\n你的新班：12月4日\(周五\) 20:00/);
    expect(await town.one('SELECT id FROM shifts WHERE taken > seats_max')).toBeNull();
  });
  it('explains to each that one of them cannot, and lets a wish be made for any time and taken back', async () => {
    await wishInTurn(3);
    for (let i = 0; i < 3; i++) voice(i).news();
    await town.mei.says('好的').thenHears(/还没有动/, /3 人换一圈：你的 12月3日\(周四\).*给王芳，你值 12月4日\(周五\)/);
    await town.mei.says('同意').thenHears(/还在等/);
    await town.lan.says('不行').thenHears(/这次不换，已告诉其他人/);
    await town.settle();
    for (const i of [0, 2]) {
      expect(voice(i).news()).toMatch(new RegExp(`韦兰这次换不了，没有换成：.*\\(${day(i)}\\) 20:00.*还是你的`));
    }
    await town.fang.says('同意').thenHears(/没有换成，谁的班都没有动：这个请求已经被回绝了/);
    expect(await shiftsOf(0)).toMatch(/12月3日\(周四\).*（想换）/);
    await town.mei.says('不换了').thenHears(/你登记过：12月3日\(周四\) 20:00.*想换到 12月4日\(周五\) 18:00–24:00/);
    await town.mei.says('是').thenHears(/换班愿望已撤掉/);
    expect(await shiftsOf(0)).not.toMatch(/想换/);
    await town.mei.says('换班').thenHears(/换到什么时候/);
    await town.mei.says('算了').thenHears(/什么都没有改动/);
    await town.mei.says('换班');
    await town.mei.says('是').thenHears(/正好能换（两人互换）：\n你的 12月3日.* → 王芳\n王芳的 12月5日.* → 你/);
    town.fang.news();
    await town.mei.says('撤销').thenHears(/已撤销刚才的换班愿望/);
    await town.settle();
    expect(town.fang.news()).toMatch(/陈静那边有了变化，没有换成：12月5日.*还是你的/);
    await town.mei.says('周四晚上换昨天晚上').thenHears(/已经过去了/);
    await town.mei.says('周六晚上换周日晚上').thenHears(/没有对得上的你的班/);
  });
});
