import { databasesUnderTest } from '../harness/databases';
import { StoryTown, type Voice } from '../harness/town-stories';

/** One town, in which each story has a day of its own. */
describe.each(databasesUnderTest())('a word to what the service said of itself on %s', (engine) => {
  let town: StoryTown;
  beforeAll(async () => (town = await StoryTown.open(engine)));
  afterAll(() => town.close());

  const stateOf = async (day: number): Promise<string | undefined> => {
    const start = `2026-12-${String(day).padStart(2, '0')}T20:00`;
    const found = await town.one<{ state: string }>(
      `SELECT a.state FROM assignments a JOIN shifts s ON s.id = a.shift_id JOIN sessions n ON n.id = s.session_id
        WHERE n.start_civil = ? AND a.ended_key = ''`,
      start,
    );
    return found?.state;
  };

  /** She has the evening of a day in December and has just been reminded of it. */
  const reminded = async (voice: Voice, day: number): Promise<void> => {
    await voice.says(`认领 12月${String(day)}日晚班`).thenHears(/归你了/);
    await town.until(`2026-12-${String(day - 1).padStart(2, '0')}T20:05`);
    expect(voice.news()).toMatch(/你有班 .*20:00[\s\S]*回复 确认/);
  };

  it('gives a shift that was offered to whoever takes it on, and asks whoever has only read it', async () => {
    await town.until('2026-12-01T11:05');
    const everybody = [town.mei, town.lan, town.fang, town.voice('min')];
    const asked = everybody.filter((voice) => /能来吗.*12月1日\(周二\) 14:00–20:00/.test(voice.news()));
    const [first, second, third] = asked;
    if (!first || !second || !third) throw new Error('three are asked at once');
    await first.says('收到').thenHears(/要接这一班吗？12月1日\(周二\) 14:00/);
    await first.says('不行').thenHears(/不再问你：12月1日/);
    await second.says('再想想').thenHears(/想好了再回：12月1日/);
    await second.says('我去吧').thenHears(/要接这一班吗/);
    await second.says('要得').thenHears(/归你了：12月1日\(周二\) 14:00/);
    await third.says('能').thenHears(/12月1日\(周二\) 14:00.*[\s\S]*(?:已经有人|已满)/);
  });

  it('confirms the shift of the reminder that it follows, and names it', async () => {
    await reminded(town.mei, 3);
    await town.mei.says('好的老师').thenHears(/已确认：12月3日\(周四\) 20:00–24:00/);
    expect(await stateOf(3)).toBe('confirmed');
    await reminded(town.lan, 4);
    await town.lan.says('要得').thenHears(/已确认：12月4日\(周五\) 20:00–24:00/);
  });

  it('offers three ways, with that shift, to whoever cannot come', async () => {
    await reminded(town.fang, 5);
    await town.fang
      .says('不好意思，那天要加班')
      .thenHears(/12月5日\(周六\) 20:00.*来不了吗/, /1\. 求替/, /2\. 退班/, /3\. 请假/);
    expect(await stateOf(5)).toBe('held');
    await town.fang.says('3').thenHears(/已请假：12月5日/);
    await town.fang.says('撤销').thenHears(/已撤销/);
  });

  it('leaves it open to whoever has not decided or only thanks, and takes no question and no hearsay for an answer', async () => {
    await reminded(town.mei, 6);
    await town.mei.says('再想想').thenHears(/还等你确认：12月6日\(周日\) 20:00/);
    await town.mei.says('行不行');
    await town.mei.says('王芳刚才说不行');
    expect(await stateOf(6)).toBe('held');
    await town.mei.says('确认').thenHears(/已确认：12月6日/);
    await reminded(town.lan, 7);
    await town.lan.says('谢谢老师').thenHears(/不客气/, /还等你确认：12月7日/);
    expect(await stateOf(7)).toBe('held');
  });

  it('keeps a condition and passes it on to the coordinators', async () => {
    await reminded(town.fang, 8);
    await town.fang.says('确认，但我可能要晚20分钟').thenHears(/已确认：12月8日/, /「我可能要晚20分钟」已转告/);
    await town.settle();
    expect(town.boss.news()).toMatch(/王芳确认了 12月8日\(周二\) 20:00.*「我可能要晚20分钟」/);
  });

  it('asks about a mere politeness that follows something else, and does nothing unasked', async () => {
    await reminded(town.mei, 9);
    await town.mei.says('空班 周五').thenHears(/1\. /);
    await town.mei.says('好的').thenHears(/你是要：确认 12月9日\(周三\) 20:00/);
    expect(await stateOf(9)).toBe('held');
    await town.mei.says('是').thenHears(/已确认：12月9日/);
  });
});
