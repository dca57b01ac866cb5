import { ExportOrganisation } from '../../src/import/export-organisation.service';
import { databasesUnderTest } from '../harness/databases';
import { TOWN_FILE } from '../harness/town-file';
import { StoryTown } from '../harness/town-stories';

/** A programme that measures what nobody foresaw, from the organisation file alone. */
const TALKS = {
  key: 'fazhi',
  name: '法治宣讲',
  names: ['进社区'],
  recurrence: 'FREQ=WEEKLY;BYDAY=WE',
  start: '15:00',
  end: '17:00',
  posts: [{ key: 'speak', name: '宣讲员', min: 1, max: 1 }],
  measures: [
    { key: 'handbooks', name: '发放手册', unit: '册', words: ['本'] },
    { key: 'visits', name: '走访', unit: '户' },
  ],
};

describe.each(databasesUnderTest())('a measure that nobody foresaw on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => {
    const file = { ...TOWN_FILE, programmes: [...TOWN_FILE.programmes, TALKS] };
    town = await StoryTown.open(engine, undefined, {}, file);
    await town.lan.says('认领 周三的进社区').thenHears(/归你了/, /法治宣讲/);
    await town.until('2026-12-02T16:50');
  });
  afterEach(() => town.close());

  it('is reported in the words of the organisation, corrected, counted and asked for', async () => {
    await town.lan.says('登记').thenHears(/发放手册/);
    await town.lan.says('登记 手册120册').thenHears(/发放手册 120册/);
    await town.lan.says('登记 手册130本 走访8户').thenHears(/发放手册 130册（原为 120，已更正）/, /走访 8户/);
    await town.lan.says('更正 走访9户').thenHears(/走访 9户（原为 8，已更正）/);
    await town.lan.says('撤销').thenHears(/撤销/);
    await town.until('2026-12-02T17:30');
    await town.boss.says('统计 本月').thenHears(/法治宣讲：1 场，发放手册 130册，走访 8户/);
    await town.boss.says('这个月发了多少册手册').thenHears(/发放手册 130册/);
    await town.boss.says('2026年报').thenHears(/法治宣讲开展1场，发放手册130册，走访8户/);
  });

  it('is understood as a sentence, in a group without a mention, and by a coordinator for another', async () => {
    await town.lan.says('今天发了120册手册').thenHears(/发放手册 120册/);
    await town.lan.says('登记 手册125册', { in: '宣讲群' }).thenHears(/已私聊回复你/);
    await town.boss.says('登记 12月2日进社区 手册126册').thenHears(/发放手册已有（韦兰 125）/);
    await town.boss.says('更正 12月2日进社区 手册126册').thenHears(/发放手册 126册（原为 125，已更正）/);
  });

  it('is refused elsewhere by its name, and so is a usual one here', async () => {
    await town.mei.says('认领 周三晚上').thenHears(/归你了/);
    await town.until('2026-12-02T23:00');
    await town.mei.says('登记 手册5册').thenHears(/不登记「发放手册」，可以登记：来电、高危来电/);
    await town.mei.says('登记 听众5').thenHears(/不登记「听众」/);
    await town.lan.says('登记 高危1').thenHears(/不登记「高危来电」，可以登记：发放手册、走访/);
  });

  it('goes into the file and comes out of it with its words', async () => {
    await town.lan.says('登记 手册120册');
    const { id } = (await town.one<{ id: string }>('SELECT id FROM organisations')) ?? { id: '' };
    const file = await town.get(ExportOrganisation).export(id, 0);
    expect(file).toMatchObject({
      programmes: [{}, {}, TALKS],
      tallies: [
        {
          programme: 'fazhi',
          session: { start: '2026-12-02T15:00', end: '2026-12-02T17:00' },
          measure: 'handbooks',
          value: 120,
        },
      ],
    });
  });
});
