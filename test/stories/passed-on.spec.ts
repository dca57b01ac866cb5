import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';
import { TOWN_FILE } from '../harness/town-file';
import { ErasePerson } from '../../src/organisations/erase-person.service';
import { ExportOrganisation } from '../../src/import/export-organisation.service';
import { ImportOrganisation } from '../../src/import/import-organisation.service';

const ANSWERS = [
  { question: ['可以带孩子吗', '能带娃来吗'], answer: '可以，二楼有儿童角，请大人陪着。' },
  { question: ['停车', '车停在哪里'], answer: '院子里能停十来辆，满了停对面商场。' },
  { question: ['停车收费吗'], answer: '院子里不收费，商场每小时 3 元。' },
  { question: ['热线电话是多少'], answer: '天天询热线 0772-1234567，全天有人。' },
];
const FILE = { ...TOWN_FILE, organisation: { ...TOWN_FILE.organisation, answers: ANSWERS } };

const quoting = (message: string, own: string): string => `「小约：${message}」\n- - - - - - - - - - - - - - -\n${own}`;

describe.each(databasesUnderTest())("the organisation's own questions, on %s", (engine) => {
  let town: StoryTown;
  beforeEach(async () => {
    town = await StoryTown.open(engine, undefined, {}, FILE);
  });
  afterEach(() => town.close());

  it('are answered with their text, however they are asked, and never in the place of a command', async () => {
    await town.wei.says('可以带孩子吗').thenHears(/二楼有儿童角/);
    await town.wei.says('请问沙龙能不能带小朋友呀？').thenHears(/二楼有儿童角/);
    await town.wei.says('车子停哪里').thenHears(/对面商场/);
    await town.wei.says('我想找人聊聊').thenHears(/0772-1234567/, /12356/);
    await town.wei.says('今天有谁在呀我想找个人聊聊').thenHears(/0772-1234567/);
    await town.wei.says('常见问题').thenHears(/大家常问的 4 个/, /1\. 可以带孩子吗/);
    await town.wei.says('4').thenHears(/0772-1234567/);
    await town.wei.says('报名 周六沙龙 3人').thenHears(/报名成功/);
    await town.wei.says('我带孩子来，改成4个人').thenHears(/4 人/);
    await town.mei.says('空班').thenHears(/你可以接的空班/);
  });

  it('are asked about where two come near', async () => {
    await town.wei.says('停车要钱吗').thenHears(/每小时 3 元/);
    await town.wei.says('停车的地方收费不').thenHears(/你想问的是哪一个/, /停车收费吗/, /停车\n/);
  });

  it('travel in the file of the organisation', async () => {
    const org = await town.one<{ id: string }>('SELECT id FROM organisations');
    const file = await town.get(ExportOrganisation).export(org?.id ?? '', town.clock.now());
    expect(file).toMatchObject({ organisation: { answers: ANSWERS } });
    const again = await town.get(ImportOrganisation).import(file, town.clock.now());
    expect(again).toMatchObject({ ok: true });
    await town.wei.says('能带娃来吗').thenHears(/二楼有儿童角/);
    const faulty = { ...FILE, organisation: { ...FILE.organisation, answers: [...ANSWERS, ANSWERS[0]] } };
    const refused = await town.get(ImportOrganisation).import(faulty, town.clock.now());
    expect(JSON.stringify(refused)).toContain('/organisation/answers/4/question/0');
  });
});

describe.each(databasesUnderTest())('what nobody understood, on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => {
    town = await StoryTown.open(engine);
  });
  afterEach(() => town.close());

  it('goes to the coordinators with her yes, and the answer comes back and into the list', async () => {
    await town.wei.says('沙龙的地板滑不滑呀老人家怕摔').thenHears(/没听懂/, /要不要把这句话转给统筹员/);
    await town.wei.says('好的').thenHears(/✓ 已把「沙龙的地板滑不滑呀老人家怕摔」转给统筹员（第 1 号提问）/);
    await town.settle();
    const notice = town.boss.news();
    expect(notice).toMatch(/【提问 1】韦家问：\n沙龙的地板滑不滑呀老人家怕摔/);
    expect(town.mei.news()).toBe('');
    await town.mei.says('回复 1 不滑').thenHears(/只有统筹员/);
    await town.boss
      .says(quoting(notice, '不滑，铺了防滑垫，老人家放心来。'))
      .thenHears(/第 1 号已答复韦家/, /加进常见问题吗/);
    await town.settle();
    expect(town.wei.news()).toMatch(/统筹员答复你的「沙龙的地板滑不滑呀老人家怕摔」：\n不滑，铺了防滑垫/);
    await town.boss.says('是').thenHears(/已加进常见问题/);
    await town.boss.says('回复 1 再说一遍').thenHears(/李统筹已经答复过/);
    await town.qin.says('沙龙的地板滑不滑').thenHears(/防滑垫/);
  });

  it('is passed on in the words that were offered last', async () => {
    await town.wei.says('老师讲课的口音重不重呀').thenHears(/要不要把这句话转给统筹员/);
    await town.wei.says('沙龙的地板滑不滑呀老人家怕摔').thenHears(/要不要把这句话转给统筹员/);
    await town.wei.says('是').thenHears(/已把「沙龙的地板滑不滑呀老人家怕摔」转给统筹员（第 1 号提问）/);
    const kept = await town.one<{ text: string }>('SELECT text FROM asked_questions');
    expect(kept?.text).toBe('沙龙的地板滑不滑呀老人家怕摔');
  });

  it('is answered by its number, once, and not passed on by a no', async () => {
    await town.mei.says('转给统筹员：值班室的空调遥控器在哪').thenHears(/第 1 号/);
    await town.lan.says('这个月的补贴啥时候到账呀').thenHears(/转给统筹员/);
    await town.lan.says('算了').thenHears(/不办/);
    await town.boss.says('回复 1 在抽屉里，用完放回去').thenHears(/已答复陈静/);
    await town.settle();
    expect(town.mei.news()).toContain('在抽屉里，用完放回去');
    await town.boss.says('回复 7 在的').thenHears(/没有这一号/);
    expect(await town.one('SELECT id FROM asked_questions WHERE number = 2')).toBeNull();
  });

  it('leaves a danger to life to the numbers, and goes with whoever is erased', async () => {
    await town.wei.says('转给统筹员：我不想活了').thenHears(/12356/);
    expect(await town.one('SELECT id FROM asked_questions')).toBeNull();
    await town.wei.says('转给统筹员 我家孩子怕生能来吗').thenHears(/第 1 号/);
    const people = (slug: string): Promise<{ id: string; orgId: string } | null> =>
      town.one('SELECT id, org_id FROM people WHERE slug = ?', slug);
    const [wei, boss] = [await people('wei'), await people('boss')];
    const context = {
      scope: { orgId: boss?.orgId ?? '', zone: 'Asia/Shanghai' },
      actorId: boss?.id ?? '',
      roles: ['coordinator' as const],
      now: town.clock.now(),
      channel: 'console',
    };
    const erased = await town.get(ErasePerson).erase(context, wei?.id ?? '');
    expect(erased).toMatchObject({ ok: true });
    expect(await town.one('SELECT id FROM asked_questions')).toBeNull();
  });
});
