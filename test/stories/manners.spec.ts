import { ConversationSettings } from '../../src/conversation/dialogue/pace';
import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

describe.each(databasesUnderTest())('manners of the bot on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => (town = await StoryTown.open(engine)));
  afterEach(() => town.close());

  it('does not act on a number after thirty minutes, and shows the list anew', async () => {
    await town.mei.says('空班 周四');
    await town.until('2026-12-01T09:31');
    await town.mei.says('认领 4').thenHears(/30 分钟/, /1\. /);
    await town.mei.says('我的班').thenHears(/没有排班/);
  });

  it('says that a list changed under the thumb instead of taking another shift', async () => {
    await town.mei.says('空班 周四');
    await town.lan.says('认领 周四晚上').thenHears(/归你了/);
    await town.mei.says('认领 4').thenHears(/4 号刚刚有变化|刚被别人认领/);
    await town.mei.says('我的班').thenHears(/没有排班/);
  });

  it('keeps a question over a restart', async () => {
    await town.mei.says('认领 12月3号').thenHears(/哪一个/);
    await town.restart();
    await town.mei.says('4').thenHears(/归你了：12月3日\(周四\) 20:00/);
  });

  it('leaves a question for a new command, and answers only whom it was put to', async () => {
    await town.mei.says('认领 12月3号');
    await town.lan.says('4').thenHears(/没听懂|没有列过/);
    await town.mei.says('我的班').thenHears(/没有排班/, /刚才问的还等你：认领哪一个/);
    await town.mei.says('退班').thenHears(/没有可选的|没有排班/);
    await town.mei.says('4').thenHears(/没听懂|没有/);
    await town.mei.says('我的班').thenHears(/没有排班/);
  });

  it('does not let a question leak from the private chat into a group', async () => {
    await town.mei.says('认领 12月3号').thenHears(/哪一个/);
    await town.mei.says('4', { in: 'group', mentioned: true });
    await town.mei.says('我的班').thenHears(/没有排班/);
  });

  it('takes the number of a private list in the group, where the act is said', async () => {
    await town.mei.says('空班 周四');
    await town.mei.says('认领 4', { in: 'group', mentioned: true }).thenHears(/归你了：12月3日\(周四\) 20:00/);
  });

  it('is silent in a group unless it is mentioned or given a command', async () => {
    await town.mei.says('今天好冷啊', { in: 'group' }).thenHearsNothing();
    await town.mei.says('我下周三晚上可能有空', { in: 'group' }).thenHearsNothing();
    await town.mei.says('认领 周四晚上', { in: 'group' }).thenHears(/归你了/);
  });

  it('answers what is personal in the private chat', async () => {
    await town.mei.says('认领 周四晚上');
    const answer = await town.mei.says('我的班', { in: 'group', mentioned: true }).thenHears(/已私聊回复你/);
    expect(answer).not.toMatch(/12月3日/);
    await town.settle();
    expect(town.mei.news()).toMatch(/12月3日\(周四\) 20:00/);
    await town.hui.says('认领 周四夜班', { in: 'group', mentioned: true });
    await town.settle();
    expect(town.hui.news()).toMatch(/资质|哪一个/);
  });

  it('gives the same message the same answer and does it once', async () => {
    const first = await town.mei.says('认领 周四晚上', { id: 'twice' });
    expect(await town.mei.says('认领 周四晚上', { id: 'twice' })).toBe(first);
    const both = await Promise.all([
      town.lan.says('认领 周五晚上', { id: 'again' }),
      town.lan.says('认领 周五晚上', { id: 'again' }),
    ]);
    expect(both[0]).toBe(both[1]);
    await town.lan.says('我的班').thenHears(/你的班 1 个/);
  });

  it('gives the last place to one of two who want it at once', async () => {
    const answers = await Promise.all([town.mei.says('认领 周四晚上'), town.lan.says('认领 周四晚上')]);
    expect(answers.filter((answer) => answer.includes('归你了'))).toHaveLength(1);
    expect(answers.every((answer) => answer !== '')).toBe(true);
  });

  it('keeps nothing of what was said', async () => {
    await town.mei.says('认领 周四晚上', { id: 'said' });
    const row = await town.one<{ payload: string }>('SELECT payload FROM inbox WHERE message_id = ?', 'said');
    expect(row?.payload).not.toContain('认领 周四晚上');
  });

  it('answers a cry for help at once, alarms whoever is on duty, and repeats no word of it', async () => {
    await town.lan.says('认领 今天午班').thenHears(/归你了/);
    await town.until('2026-12-01T15:00');
    town.lan.news();
    await town.mei.says('我不想活了', { id: 'cry' }).thenHears(/12356/, /110/);
    await town.settle();
    expect(town.boss.news()).toMatch(/【紧急】12月1日\(周二\) 15:00/);
    expect(town.lan.news()).toMatch(/【紧急】/);
    const rows = await town.database.read((tx) => tx.all('SELECT * FROM inbox'));
    const owed = await town.database.read((tx) => tx.all('SELECT * FROM outbox'));
    expect(JSON.stringify([rows, owed])).not.toContain('不想活');
    await town.mei.says('累死了').thenHears(/没听懂/);
  });

  it('knows nobody before a binding code, and takes it in the private chat alone', async () => {
    const stranger = town.voice('somebody');
    await stranger.says('空班').thenHears(/绑定/);
    await stranger.says('绑定 000000').thenHears(/绑定码不对/);
    await stranger.says('绑定 123456', { in: 'group', mentioned: true }).thenHears(/私聊/);
    await stranger.says('我的班').thenHears(/还不认识你/);
  });

  it('has one clear line for what it cannot read', async () => {
    await town.mei.says('班'.repeat(600)).thenHears(/500 字/);
    await town.mei.says('x'.repeat(1_000_000)).thenHears(/500 字/);
    await town.mei.says('😀😀').thenHears(/没看到文字/);
    await town.mei.says('\u0000\u0007').thenHears(/没看到文字/);
    await town.mei.says('', { attachment: 'voice' }).thenHears(/只看得懂文字/);
    await town.mei.says('', { attachment: 'voice', in: 'group' }).thenHearsNothing();
    await town.mei.says('天上有几颗星星').thenHears(/没听懂/, /帮助/);
  });

  it('is kind to thanks, and does nothing for them', async () => {
    await town.mei.says('谢谢小约！').thenHears(/不客气/);
    await town.mei.says('@小约 谢谢', { in: 'group', mentioned: true }).thenHears(/不客气/);
    await town.mei.says('认领 周四晚上和周六晚上').thenHears(/一共 2 件/);
    await town.mei.says('谢谢');
    await town.mei.says('我的班').thenHears(/没有排班/);
  });

  it('takes 邮箱 for what it is behind a mention and beside a question, which stays open', async () => {
    await town.mei.says('@小约 邮箱 mei@example.com', { in: 'group', mentioned: true }).thenHears(/到私聊里说/);
    await town.mei.says('认领 周四晚上和周六晚上').thenHears(/一共 2 件/);
    await town.mei.says('邮箱 mei@example.com').thenHears(/还没有开通邮件/);
    await town.mei.says('算了').thenHears(/不办，什么都没有改动/);
  });

  it('never takes an unclear word for a yes', async () => {
    for (const word of ['不好', '不是', '好像不行', '没问题吗', '再说吧']) {
      await town.mei.says('认领 周四晚上和周六晚上').thenHears(/一共 2 件/);
      await town.mei.says(word);
      await town.mei.says('我的班').thenHears(/没有排班/);
    }
  });

  it('shows each what she can say', async () => {
    await town.mei.says('帮助').thenHears(/认领/, /到岗/);
    const family = await town.wei.says('帮助').thenHears(/报名/);
    expect(family).not.toMatch(/生成班表/);
    await town.boss.says('帮助').thenHears(/生成班表/);
  });
});

describe('the pace of a person', () => {
  it('is slowed down once, and a cry for help is never', async () => {
    const town = await StoryTown.open('sqlite', new ConversationSettings({ perMinute: 10, burst: 3 }));
    for (let i = 0; i < 3; i++) await town.mei.says('我的班').thenHears(/没有排班/);
    await town.mei.says('我的班').thenHears(/慢一点/);
    await town.mei.says('我的班').thenHearsNothing();
    await town.mei.says('我不想活了').thenHears(/12356/);
    await town.close();
  });
});
