import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

describe.each(databasesUnderTest())('what is not carried out as it was read on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => (town = await StoryTown.open(engine)));
  afterEach(() => town.close());

  const leaves = (): Promise<unknown> =>
    town.one('SELECT p.name AS name FROM leaves l JOIN people p ON p.id = l.person_id');

  it('asks a coordinator whether to act for somebody else, and names her and the days', async () => {
    await town.boss.says('陈静12月5日请假').thenHears(/要代陈静请假吗/, /1\. /);
    expect(await leaves()).toBeNull();
    await town.boss.says('1').thenHears(/要请假：陈静，12月5日/);
    await town.boss.says('是').thenHears(/陈静已请假：12月5日/);
    expect(await leaves()).toEqual({ name: '陈静' });
  });

  it('gives a volunteer no leave of her own for what is somebody else’s', async () => {
    await town.mei.says('王芳12月5日请假').thenHears(/王芳的事/, /没有替你请假/);
    await town.mei.says('1');
    await town.mei.says('是');
    expect(await leaves()).toBeNull();
    await town.mei.says('请假 12月5日').thenHears(/陈静已请假：12月5日/);
  });

  it('says of a quotation that nothing was done, and asks about a short absence', async () => {
    await town.mei.says('刚才群里有人说：我到岗了').thenHears(/转述/, /到岗/);
    await town.mei.says('我去吃个饭，先离岗十分钟').thenHears(/你还算在班/, /回复 1/);
  });

  it('says which day it does not know', async () => {
    await town.mei.says('社区节谁值班').thenHears(/不认识「社区节」/);
  });
});
