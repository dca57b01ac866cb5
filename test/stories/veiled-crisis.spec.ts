import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

/** Nobody else would say exactly this. */
const MARK = '玉树临风';
const HINT = `我消失了对谁都好，${MARK}`;
const SECOND = `真希望自己从没来过这个世界，${MARK}`;

describe.each(databasesUnderTest())('a danger that is only hinted at, on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => (town = await StoryTown.open(engine)));
  afterEach(() => town.close());

  const news = async (): Promise<string> => {
    await town.settle();
    return town.boss.news();
  };

  it('is answered kindly, with the number and the offer of a call, and nobody is told', async () => {
    const answer = await town.mei.says(HINT).thenHears(/放心不下/, /12356/, /回 要/);
    expect(answer).not.toMatch(/最要紧|已提醒/);
    expect(await news()).toBe('');
  });

  it('brings a call with her yes: who, and no word of what she said', async () => {
    await town.mei.says(HINT);
    await town.mei.says('要').thenHears(/已经告诉统筹员/, /12356/);
    const told = await news();
    expect(told).toMatch(/【请联系】/);
    expect(told).not.toMatch(/消失|玉树/);
    await town.mei.says('要').thenHears(/^(?!.*已经告诉统筹员)/s);
  });

  it('tells nobody when she says no', async () => {
    await town.mei.says(HINT);
    await town.mei.says('不用了，谢谢').thenHears(/谁也没有告诉/, /12356/);
    expect(await news()).toBe('');
  });

  it('is passed on when it comes again within a day, as she is told', async () => {
    await town.mei.says(HINT);
    await town.until('2026-12-01T20:00');
    await town.mei.says(SECOND).thenHears(/已请统筹员来关心你/);
    const told = await news();
    expect(told).toMatch(/【请关心】/);
    expect(told).not.toMatch(/世界|玉树/);
  });

  it('begins anew after a day, and its rows are forgotten', async () => {
    await town.mei.says(HINT);
    await town.until('2026-12-03T04:00');
    expect(await town.one('SELECT id FROM crisis_signs')).toBeNull();
    town.boss.news();
    await town.mei.says(SECOND).thenHears(/回 要/);
    expect(await news()).not.toMatch(/请关心/);
  });

  it('may be taken back, and is answered as a person would', async () => {
    await town.mei.says(HINT);
    await town.mei.says('没事，刚才乱说的').thenHears(/没事就好/, /12356/);
    expect(await news()).toBe('');
    await town.mei.says('要').thenHears(/^(?!.*已经告诉统筹员)/s);
    await town.mei.says('我不想活了').thenHears(/最要紧/);
    await town.mei.says('别当真，开玩笑的').thenHears(/没事就好/, /惦记/);
  });

  it('leaves a yes to the question that was put later, and plain words alone where nothing was said', async () => {
    await town.mei.says('没事，刚才乱说的').thenHears(/^(?!.*没事就好)/s);
    await town.mei.says(HINT);
    await town.until('2026-12-01T09:01');
    await town.mei.says('认领 12月3号').thenHears(/哪一个/);
    await town.mei.says('不用').thenHears(/^(?!.*谁也没有告诉)/s);
  });

  it('is answered in the private chat when it was said in a group', async () => {
    await town.mei.says(HINT, { in: 'group', mentioned: true }).thenHears(/已私聊回复你/);
    await town.settle();
    expect(town.mei.news()).toMatch(/放心不下/);
    await town.mei.says('好的，打给我吧').thenHears(/已经告诉统筹员/);
  });

  it('gives a stranger the number, and offers no call that nobody could make', async () => {
    const answer = await town.voice('somebody').says(HINT).thenHears(/12356/);
    expect(answer).not.toMatch(/回 要|绑定/);
    await town
      .voice('somebody')
      .says(SECOND)
      .thenHears(/已提醒统筹员留意/);
    expect(await news()).toMatch(/【紧急】/);
  });

  it('knows a counsellor who tells of a caller from one who speaks of herself', async () => {
    await town.mei.says('来电人说不想活了').thenHears(/来电人的情况/, /来支援你/, /没有保存/);
    expect(await news()).toMatch(/【紧急】/);
    await town.mei.says('交接 有位妈妈电话里像在道别，我心里不踏实').thenHears(/个案内容不要发在这里/, /回 要/);
    await town.mei.says(HINT).thenHears(/放心不下/, /回 要/);
    expect(await news()).not.toMatch(/紧急|请关心/);
    await town.wei.says('我朋友说不想活了').thenHears(/替 TA 着急/, /110/);
  });

  it('says so when there is nobody to be told', async () => {
    await town.boss.says(HINT);
    await town.boss.says('要').thenHears(/没有别的同事/);
  });

  it('is kept nowhere', async () => {
    for (const text of [HINT, SECOND, '要', '没事，刚才乱说的']) await town.mei.says(text);
    const tables = await Promise.all(
      ['inbox', 'outbox', 'dialogues', 'crisis_signs', 'audit_entries'].map((table) =>
        town.database.read((tx) => tx.all(`SELECT * FROM ${table}`)),
      ),
    );
    expect(JSON.stringify(tables)).not.toMatch(/玉树|消失|乱说/);
    expect(JSON.stringify(tables)).toMatch(/crisis-care/);
  });
});
