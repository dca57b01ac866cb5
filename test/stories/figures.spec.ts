import { Statistics } from '../../src/statistics/statistics.service';
import { monthPeriod } from '../../src/statistics/domain/counts';
import { databasesUnderTest } from '../harness/databases';
import { TOWN_FILE } from '../harness/town-file';
import { StoryTown } from '../harness/town-stories';

const [hotline, salon] = TOWN_FILE.programmes;
const two = { ...hotline, posts: [{ key: 'answer', name: '接线员', min: 1, max: 2, qualification: 'hotline' }] };
const seat = (programme: string, start: string, post: string, person: string, state = 'held') => ({
  programme,
  session: { start },
  post,
  person,
  state,
});
const FILE = {
  ...TOWN_FILE,
  people: [...TOWN_FILE.people, { key: 'chief', name: '韦主席', roles: ['leader'] }],
  programmes: [two, salon],
  assignments: [
    seat('zhouzhouyue', '2026-11-21T15:00', 'lead', 'lan', 'done'),
    seat('zhouzhouyue', '2026-11-28T15:00', 'lead', 'lan', 'done'),
    seat('tiantianxun', '2026-11-30T20:00', 'answer', 'mei', 'done'),
    seat('tiantianxun', '2026-12-01T08:00', 'answer', 'mei', 'on-duty'),
    seat('tiantianxun', '2026-12-01T08:00', 'answer', 'fang', 'on-duty'),
  ],
  registrations: ['2026-10-24T15:00', '2026-10-31T15:00'].map((start) => ({
    ...{ programme: 'zhouzhouyue', session: { start }, person: 'wei', party: 3, state: 'attended' },
  })),
};

describe.each(databasesUnderTest())('figures told in chat on %s', (engine) => {
  let town: StoryTown;
  beforeAll(async () => {
    town = await StoryTown.open(engine, undefined, {}, FILE);
  });
  afterAll(() => town.close());

  const sums = async (month: string): Promise<Record<string, number>> => {
    const org = await town.one<{ id: string }>("SELECT id FROM organisations WHERE slug = 'town'");
    const scope = { orgId: org?.id ?? '', zone: 'Asia/Shanghai' };
    const counts = await town.get(Statistics).counts(scope, monthPeriod(month), town.clock.now());
    const known = counts.programmes.flatMap(({ measures }) => measures).filter(({ sessions }) => sessions > 0);
    return Object.fromEntries(known.map(({ key, value }) => [key, value]));
  };

  it('are echoed beside their sessions before any is written, where one message tells of several', async () => {
    const said = town.mei.says('昨天来电6个，今天来电2个');
    await said.thenHears(/11月30日.*20:00.*来电 6个/, /12月1日.*08:00.*来电 2个/, /回复 是/);
    expect({ ...(await sums('2026-11')), ...(await sums('2026-12')) }).toEqual({});
    await town.mei.says('是').thenHears(/11月30日.*来电 6个/, /12月1日.*来电 2个/);
    expect(await sums('2026-11')).toEqual({ calls: 6 });
    expect(await sums('2026-12')).toEqual({ calls: 2 });
  });

  it('belong to the session that they were told with, each of them', async () => {
    await town.boss
      .says('登记 11月21日沙龙6户，11月28日沙龙7户20人')
      .thenHears(/11月21日.*家庭 6户/, /11月28日.*家庭 7户，参与 20人次/);
    await town.boss.says('算了').thenHears(/./);
    expect(await sums('2026-11')).toEqual({ calls: 6 });
    await town.boss.says('登记 11月21日沙龙6户，11月28日沙龙7户20人').thenHears(/回复 是/);
    await town.boss.says('是').thenHears(/家庭 6户/, /家庭 7户/);
    expect(await sums('2026-11')).toEqual({ calls: 6, households: 13, people: 20 });
  });

  it('are asked about where two report one session: besides or instead; the first hears of it', async () => {
    town.mei.news();
    await town.fang.says('登记 来电5').thenHears(/来电已有（陈静 2）/, /另外的，合计 来电 7个/, /更正/);
    expect(await sums('2026-12')).toEqual({ calls: 2 });
    await town.fang.says('另外的').thenHears(/来电 7个（陈静 2，王芳 5）/);
    expect(await sums('2026-12')).toEqual({ calls: 7 });
    await town.settle();
    expect(town.mei.news()).toMatch(/王芳改动了你登记过的数字：12月1日.*\n现在是：来电 7个（你 2，王芳 5）/);
    await town.mei.says('写错了，是来电3个').thenHears(/来电 8个/);
    expect(await sums('2026-12')).toEqual({ calls: 8 });
  });

  it('are corrected by a coordinator who says so, and those who reported hear of it', async () => {
    await town.boss.says('登记 12月1日早班 来电9').thenHears(/陈静 3，王芳 5/, /更正，全场就是 来电 9个/);
    await town.boss.says('更正').thenHears(/来电 9个/);
    expect(await sums('2026-12')).toEqual({ calls: 9 });
    await town.settle();
    expect(town.fang.news()).toMatch(/李统筹改动了/);
  });

  it('are told with what they rest on, and what runs is no session that was not held', async () => {
    await town.boss.says('统计 今天').thenHears(/天天询：.*1 场进行中/, /来电 9个/);
    expect(await town.boss.says('统计 今天')).not.toMatch(/0 ?场/);
    await town.boss.says('统计 11月').thenHears(/来电 6个（1\/\d+ 班已登记）/, /值守覆盖 [\d.]+%（空档 11月/);
    await town.boss.says('统计 10月').thenHears(/家庭 2户，参与 6人次，不同的家庭 1户/);
    await town.boss.says('统计 11月 城西区').thenHears(/没有正好叫「城西区」/);
  });

  it('that are no exact ones are echoed, kept and printed as what they are, until an exact one is said', async () => {
    const salon = '11月21日沙龙';
    await town.boss.says(`更正 ${salon} 参与约40人`).thenHears(/参与 约40人次/);
    await town.boss.says('统计 11月').thenHears(/参与 约\d+人次/);
    await town.boss.says(`更正 ${salon} 至少40人`).thenHears(/参与 至少40人次/);
    await town.boss.says('统计 11月').thenHears(/参与 至少\d+人次/);
    await town.boss.says(`更正 ${salon} 38人`).thenHears(/参与 38人次/);
    await town.boss.says('统计 11月').thenHears(/参与 \d+人次/);
  });

  it('are told to leaders as to coordinators, and to nobody else', async () => {
    const chief = town.voice('chief');
    await chief.says('统计 11月').thenHears(/来电 6个（1\/\d+ 班已登记）/);
    await chief.says('年报 2026').thenHears(/2026年/, /来电/);
    await chief.says('帮助').thenHears(/统计 10月 · 统计 本级 · 年报 2026/);
    await chief.says('发布 12月').thenHears(/只有统筹员/);
    await chief.says('统计 11月', { in: 'group', mentioned: true }).thenHears(/私聊/);
    for (const voice of [town.mei, town.wei]) await voice.says('统计 11月').thenHears(/只有统筹员和领导能看/);
  });

  it('stay counted when their session is called off while it runs, and whoever calls it off is asked', async () => {
    await town.boss.says('停办 今天早班 热线').thenHears(/原因|为什么/);
    await town.boss.says('停电').thenHears(/回复 是/);
    await town.boss.says('是').thenHears(/已经开始：2 人在班或值过，1 项数字已登记/, /会保留并计入统计/);
    await town.boss.says('是').thenHears(/取消/);
    expect(await sums('2026-12')).toEqual({ calls: 9 });
    await town.fang.says('更正 来电7').thenHears(/来电 7个/);
    await town.boss.says('统计 今天').thenHears(/天天询：1 场/, /来电 7个/, /志愿者 2 人/);
  });
});
