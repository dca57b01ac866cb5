import { hotlineFile } from '../harness/hotline-file';
import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

const THURSDAY = '2026-12-03T20:00';
const FRIDAY = '2026-12-04T20:00';

describe.each(databasesUnderTest())('people by their names on %s', (engine) => {
  let town: StoryTown;
  afterEach(() => town.close());

  const open = async (name: string): Promise<void> => {
    const file = hotlineFile(
      [THURSDAY, FRIDAY],
      [
        { start: THURSDAY, post: 'answer', person: 'v1' },
        { start: FRIDAY, post: 'answer', person: 'v2' },
      ],
      { people: { v2: { name } } },
    );
    town = await StoryTown.open(engine, undefined, {}, file);
  };

  it.each(['热娜·艾力', '韦㛃', '刘𬍛', '和平', '付小燕'])('a shift goes to %s, who is asked', async (name) => {
    await open(name);
    await town.voice('v1').says(`把12月3号晚班给${name}`).thenHears(new RegExp(name));
    await town.settle();
    expect(town.voice('v2').news()).toMatch(/陈一想请你接 12月3日/);
  });

  it('nobody is asked for a swap with somebody who was not made out, and nothing stands open', async () => {
    await open('付小燕');
    await town
      .voice('v1')
      .says('我和隔壁组的换12月3号晚班')
      .thenHears(/谁|名字/);
    await town.settle();
    expect(town.voice('v2').news()).toBe('');
  });
});
