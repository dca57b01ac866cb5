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
});
