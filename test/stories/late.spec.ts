import { hotlineFile } from '../harness/hotline-file';
import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

const EVENING = '2026-12-03T20:00';
const NIGHT = '2026-12-04T00:00';
const SEATS = [
  { start: EVENING, post: 'answer', person: 'v1', state: 'confirmed' },
  { start: EVENING, post: 'backup', person: 'v2', state: 'confirmed' },
  { start: NIGHT, post: 'answer', person: 'v3', state: 'confirmed' },
  { start: NIGHT, post: 'backup', person: 'v4', state: 'confirmed' },
];

describe.each(databasesUnderTest())('somebody who will be late, on %s', (engine) => {
  let town: StoryTown;
  beforeEach(async () => {
    town = await StoryTown.open(engine, undefined, {}, hotlineFile([EVENING, NIGHT], SEATS));
    await town.until('2026-12-03T19:55');
    await town
      .voice('v1')
      .says('到岗')
      .thenHears(/已到岗/);
    await town.until('2026-12-03T23:50');
  });
  afterEach(() => town.close());

  const calls = (): string[] =>
    town.sent.filter((one) => /【紧急】/.test(one.text)).map((one) => `${one.at.slice(6)} ${one.to}`);

  it('is waited for, and whoever waits for her knows', async () => {
    await town
      .voice('v3')
      .says('堵车了，零点二十分才能到')
      .thenHears(/你 00:20 到/, /12月4日\(周五\) 00:00/, /已告诉陈一、陈四/, /等到 00:30/);
    await town.settle();
    expect(town.voice('v1').news()).toMatch(/陈三要晚到，大约 00:20 到/);
    expect(town.voice('v4').news()).toMatch(/陈三要晚到，大约 00:20 到/);
    await town.until('2026-12-04T00:21');
    expect(calls()).toEqual([]);
    await town
      .voice('v3')
      .says('到岗')
      .thenHears(/已到岗/, /陈一可以离岗了/);
    await town.settle();
    expect(town.voice('v4').news()).toMatch(/陈三已到岗，不用处理了/);
    await town.until('2026-12-04T02:00');
    expect(calls()).toEqual([]);
  });

  it('is waited for no longer than she said and the usual minutes', async () => {
    await town
      .voice('v3')
      .says('我要晚到10分钟')
      .thenHears(/你 00:10 到/, /等到 00:20/);
    await town.until('2026-12-04T00:24');
    expect(calls()).toEqual(['00:20 v4', '00:23 sup']);
    await town
      .voice('v3')
      .says('还要10分钟才到')
      .thenHears(/你 00:34 到/, /已经在叫人来顶了/);
    await town.until('2026-12-04T00:27');
    expect(calls()).toEqual(['00:20 v4', '00:23 sup', '00:26 boss']);
  });

  it('may say so again: both hear it, and the later word holds', async () => {
    await town
      .voice('v3')
      .says('可能晚5分钟到')
      .thenHears(/等到 00:15/);
    await town.settle();
    town.voice('v1').news();
    await town.until('2026-12-04T00:02');
    await town
      .voice('v3')
      .says('路上堵，迟到一刻钟')
      .thenHears(/你 00:15 到/, /等到 00:25/);
    await town.settle();
    expect(town.voice('v1').news()).toMatch(/大约 00:15 到/);
    await town.until('2026-12-04T00:24');
    expect(calls()).toEqual([]);
    await town.until('2026-12-04T00:26');
    expect(calls()).toEqual(['00:25 v4']);
  });

  it('is not waited for when she is too late: the backup is called at once', async () => {
    await town
      .voice('v3')
      .says('我要晚到40分钟')
      .thenHears(/你 00:40 到/, /现在就叫人来顶/);
    await town.settle();
    await town.until('2026-12-03T23:51');
    expect(calls()).toEqual(['23:50 v4']);
    expect(town.voice('v4').news()).toMatch(/陈三要晚到，大约 00:40 到/);
  });

  it('is not waited for once her seat is another person’s', async () => {
    await town
      .voice('v3')
      .says('我要晚到25分钟')
      .thenHears(/等到 00:35/);
    await town.database.write((tx) =>
      tx.run(
        "UPDATE assignments SET person_id = (SELECT id FROM people WHERE slug = 'v5') WHERE person_id = (SELECT id FROM people WHERE slug = 'v3')",
      ),
    );
    await town.until('2026-12-04T00:11');
    expect(calls()).toEqual(['00:10 v4']);
  });

  it('is asked when she comes, and when it is told of another', async () => {
    await town
      .voice('v3')
      .says('快到了快到了')
      .thenHears(/大概几点能到/);
    await town.voice('v1').says('陈三说她要晚到10分钟').thenHears(/晚到/);
    await town.settle();
    expect(town.voice('v4').news()).not.toMatch(/要晚到/);
    await town.until('2026-12-04T00:11');
    expect(calls()).toEqual(['00:10 v4']);
  });

  it('has to have a shift that begins soon', async () => {
    await town
      .voice('v5')
      .says('我要晚到10分钟')
      .thenHears(/没有等你到岗的班/);
    await town
      .voice('v1')
      .says('晚到10分钟')
      .thenHears(/没有等你到岗的班/);
  });
});
