import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

describe.each(databasesUnderTest())('coordinators by chat on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => (town = await StoryTown.open(engine)));
  afterEach(() => town.close());

  it('drafts a month, shows the difference, and publishes after a yes', async () => {
    await town.boss.says('生成班表 12月').thenHears(/2026年12月班表草稿（第 1 版）/, /还没有人收到通知/);
    await town.mei.says('我的班').thenHears(/没有排班/);
    await town.boss.says('发布').thenHears(/新增 \d+ 个班/, /加班次 \d+ 人：.*\+\d/, /只通知有变化的 \d+ 人/);
    await town.boss.says('是').thenHears(/已发布 2026年12月班表/);
    await town.settle();
    expect(town.mei.news()).toMatch(/2026年12月班表已发布，你有 \d+ 个班/);
    await town.mei.says('我的班').thenHears(/你的班 \d+ 个/);
  });

  it('drafts and publishes no whole month for some of its days without a yes', async () => {
    await town.boss.says('生成班表 12月14日到20日').thenHears(/^草稿按整月排.*要排 2026年12月 整个月吗/);
    expect(await town.one('SELECT id FROM rotas')).toBeNull();
    await town.boss.says('是').thenHears(/2026年12月班表草稿（第 1 版）/);
    await town.boss.says('发布 12月14日到20日').thenHears(/^班表按整月发布.*整个月的差异吗/);
    await town.boss.says('是').thenHears(/只通知有变化的 \d+ 人/);
    expect(await town.one('SELECT id FROM assignments')).toBeNull();
    await town.boss.says('生成班表 这个月').thenHears(/草稿（第 2 版）/);
  });

  it('publishes nothing that has changed since it was shown', async () => {
    await town.boss.says('生成班表 12月');
    await town.boss.says('发布 12月').thenHears(/第 1 版/);
    await town.boss.says('生成班表 12月').thenHears(/第 2 版/);
    await town.boss.says('是').thenHears(/好的/);
    const living = await town.one('SELECT id FROM assignments');
    expect(living).toBeNull();
  });

  it('ends by 日历 重置 only the addresses that it names', async () => {
    await town.boss.says('日历 全部').thenHears(/全部项目的场次日历/, /日历 全部 重置/);
    await town.boss.says('日历 重置').thenHears(/你自己的班以前的日历地址都已作废/, /场次日历的地址没有动/);
    await town.boss.says('日历 天天询 重置').thenHears(/天天询场次日历以前的地址都已作废，你的其他日历没有动/);
    await town.boss.says('日历 全部 重置').thenHears(/全部作废了，场次日历的也在内/);
    await town.mei.says('日历 重置').thenHears(/^✓ 你自己的班以前的[^]*新地址(?![^]*场次)/);
  });

  it('keeps coordinators’ acts from others and out of groups', async () => {
    await town.mei.says('生成班表 12月').thenHears(/只有统筹员/);
    await town.mei.says('通知 明天停电').thenHears(/只有统筹员/);
    await town.boss.says('缺口', { in: 'group', mentioned: true }).thenHears(/私聊/);
  });

  it('finds gaps, shows who could come and assigns her', async () => {
    await town.boss.says('缺口 周四').thenHears(/还缺人的班/, /4\. 12月3日\(周四\) 20:00–24:00.*（缺1）/);
    const first = await town.boss.says('补班 4').thenHears(/可以安排的人/, /1\. /);
    expect(await town.boss.says('换一个')).toBe(first);
    await town.boss.says('1').thenHears(/已安排/, /12月3日/);
    await town.settle();
    const news = ['mei', 'lan', 'fang', 'min', 'new'].map((key) => town.voice(key).news()).join('\n');
    expect(news).toMatch(/给你排了班：12月3日\(周四\) 20:00–24:00/);
  });

  it('acts for somebody by name, and the log names both', async () => {
    await town.boss.says('空班 周四').thenHears(/20:00–24:00/);
    await town.boss.says('代 陈静 认领 周四晚上').thenHears(/代陈静：/, /归陈静了/, /12月3日/);
    await town.mei.says('我的班').thenHears(/12月3日\(周四\) 20:00/);
    const entry = await town.one<{ actor: string; whom: string }>(
      `SELECT a.name AS actor, b.name AS whom FROM audit_entries e JOIN people a ON a.id = e.actor_id
         JOIN people b ON b.id = e.on_behalf_of WHERE e.act = 'assign'`,
    );
    expect(entry).toEqual({ actor: '李统筹', whom: '陈静' });
    await town.boss.says('代 赵六 认领 周四晚上').thenHears(/没有找到/);
  });

  it('sees who has not confirmed', async () => {
    await town.mei.says('认领 周四晚上');
    await town.boss.says('未确认').thenHears(/12月3日\(周四\) 20:00–24:00 天天询 接线员 陈静/);
  });

  it('sends a notice to every volunteer after a yes', async () => {
    await town.boss.says('通知 本周六沙龙改到二楼').thenHears(/全体志愿者，共 6 位/, /「本周六沙龙改到二楼」/);
    await town.settle();
    expect(town.mei.news()).toBe('');
    await town.boss.says('是').thenHears(/共 6 位，分批发出/);
    await town.settle();
    expect(town.mei.news()).toBe('【通知】本周六沙龙改到二楼');
    expect(town.wei.news()).toBe('');
  });

  it('reads a 接龙, shows the difference, and applies it after a yes', async () => {
    const list = '#接龙\n本周值班\n\n1. 陈静 周四晚上\n2. 王芳 周五晚上\n3. 赵六 周六晚上\n4. 何慧 周日晚上';
    await town.boss.says(list).thenHears(/新增 2/, /名字对不上 1：赵六/, /不合规则 1：何慧/);
    await town.mei.says('我的班').thenHears(/没有排班/);
    await town.boss.says('是').thenHears(/已按接龙安排 2 个班/);
    await town.mei.says('我的班').thenHears(/12月3日\(周四\) 20:00/);
  });

  it('tells apart in a 接龙 who is new, who has withdrawn, whom it does not know and what a rule forbids', async () => {
    await town.lan.says('认领 周四晚上').thenHears(/归你了/);
    await town.fang.says('认领 周五晚上').thenHears(/归你了/);
    const list = [
      '#Group Note',
      '天天询接线员 本周四到周日',
      '例 张三 周四晚上',
      '',
      '1. 王芳 周五晚上 💪',
      '2. 陈静周四晚上',
      '4. @王敏 12月5日 20:00-24:00',
      '5、何慧、赵六 周日晚上',
      '7. 王姐 周六早班',
      '8. 刘思琪 周日随便',
    ].join('\n');
    const heard = await town.boss.says(list);
    expect(heard).toMatch(/一致 1 个/);
    expect(heard).toMatch(/新增 1：王敏 12月5日\(周六\) 20:00–24:00 天天询 接线员/);
    expect(heard).toMatch(/撤下（班表上有、接龙里没有） 1：韦兰 12月3日\(周四\) 20:00–24:00/);
    expect(heard).toMatch(/名字对不上 2：赵六；王姐（有 2 位）/);
    expect(heard).toMatch(/不合规则 2：陈静：这个班已经有人了；何慧：/);
    expect(heard).toMatch(/没看懂班次 1：刘思琪 周日随便/);
    expect(heard.split('\n').length).toBeLessThanOrEqual(12);
    await town.lan.says('我的班').thenHears(/12月3日\(周四\) 20:00/);
    await town.boss.says('2').thenHears(/已按接龙安排 1 个班/, /撤下 1 个|已改为求替/);
    await town
      .voice('min')
      .says('我的班')
      .thenHears(/12月5日\(周六\) 20:00/);
  });

  it('changes nothing by a 接龙 before the word, and only what is new by 是', async () => {
    await town.lan.says('认领 周六晚上');
    const list = '<msg><appmsg><title>#接龙&#x0A;周六周日&#10;&#10;1. 陈静 周日晚上</title></appmsg></msg>';
    await town.boss.says(list).thenHears(/新增 1：陈静 12月6日/, /撤下.* 1：韦兰 12月5日/, /回复 2 连撤下的一起办/);
    await town.boss.says('算了').thenHears(/什么都没有改动/);
    await town.mei.says('我的班').thenHears(/没有排班/);
    await town.boss.says(list);
    await town.boss.says('是').thenHears(/已按接龙安排 1 个班/);
    await town.lan.says('我的班').thenHears(/12月5日\(周六\) 20:00/);
  });

  it('writes the open shifts as a 接龙 to post, and reads it back', async () => {
    await town.mei.says('认领 周四晚上');
    const [post] = await town.boss.says('发接龙 周四').replies();
    const text = post && 'text' in post ? post.text : '';
    expect(text).toMatch(/^#接龙\n天天询空班 12月3日\(周四\)\n例 张三 12月3日夜班接线员\n12月3日\(周四\) 00:00–08:00/);
    expect(text).not.toMatch(/20:00–24:00/);
    await town.boss.says(`${text}王芳 12月3日午班`).thenHears(/新增 1：王芳 12月3日\(周四\) 14:00–20:00/);
    await town.boss.says('接龙 明年5月').thenHears(/没有空班可以接龙/);
    await town.mei.says('接龙').thenHears(/只有统筹员/);
    await town.mei.says('#接龙\n\n1. 陈静', { in: 'group' }).thenHearsNothing();
  });

  it('reports a period', async () => {
    await town.boss.says('统计 12月').thenHears(/统计/);
    await town.boss.says('年报 2026').thenHears(/2026年/);
  });
});
