import { StoryTown } from '../harness/town-stories';

describe('what no form reads', () => {
  let town: StoryTown;
  beforeAll(async () => (town = await StoryTown.open('sqlite')));
  afterAll(() => town.close());

  it('is asked about, and done on a number', async () => {
    await town.mei.says('12月10号晚班给我占个坑').thenHears(/你是想说/, /认领 12月10号晚班/);
    await town.mei.says('我的班').thenHears(/^(?!.*12月10日)/s);
    await town.mei.says('12月10号晚班给我占个坑').thenHears(/你是想说/);
    await town.mei.says('1').thenHears(/归你了/);
  });

  it('is offered nothing to be done where it only asks', async () => {
    await town.mei.says('12月17号晚班给我占个坑吧').thenHears(/你是想说/);
    await town.mei.says('算了');
    await town.mei.says('我10号是上晚班吧').thenHears(/^(?![^]*你是想说)/);
  });

  it('names the day that was said, and what can be asked of it', async () => {
    await town.mei.says('周五晚上的月亮').thenHears(/听懂了：周五晚上/, /空班 周五晚上/);
  });
});
