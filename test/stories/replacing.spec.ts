import { hotlineFile } from '../harness/hotline-file';
import { databasesUnderTest } from '../harness/databases';
import { StoryTown } from '../harness/town-stories';

const EVENING = '2026-12-03T20:00';
const SEATS = [
  { start: EVENING, post: 'answer', person: 'v1' },
  { start: EVENING, post: 'backup', person: 'v2', state: 'confirmed' },
];
const SHIFT = /12月3日\(周四\) 20:00–24:00 天天询 接线员/;

describe.each(databasesUnderTest())('confirm or replace on %s', (engine) => {
  let town: StoryTown;
  const open = async (file = hotlineFile([EVENING], SEATS)): Promise<void> => {
    town = await StoryTown.open(engine, undefined, {}, file);
  };
  afterEach(() => town.close());

  /** `12-03T14:00 v3` for everything sent whose text matches. */
  const sent = (what: RegExp): string[] =>
    town.sent.filter((one) => what.test(one.text)).map((one) => `${one.at} ${one.to}`);
  const asked = (): string[] => sent(/这一班需要人/);

  it('asks twice, then others in waves, and tells the coordinator only what is open three hours before', async () => {
    await open();
    await town.until('2026-12-03T20:00');
    expect(sent(/提醒：/)).toEqual(['12-02T20:00 v1', '12-03T08:00 v1']);
    expect(asked()).toEqual([
      ...['v3', 'v4', 'v5'].map((v) => `12-03T14:00 ${v}`),
      ...['v6', 'v7', 'v8'].map((v) => `12-03T14:45 ${v}`),
      '12-03T15:30 v9',
    ]);
    expect(sent(/没有着落/)).toEqual(['12-03T17:00 boss']);
    expect(town.voice('boss').news()).toMatch(/接线员（陈一没确认；已问7人）[\s\S]*补班/);
  });

  it('leaves whoever confirms in peace, and everybody else', async () => {
    await open();
    await town.until('2026-12-02T21:00');
    await town
      .voice('v1')
      .says('确认')
      .thenHears(/已确认/);
    await town.until('2026-12-03T19:59');
    expect(town.sent.map((one) => `${one.at} ${one.to}`)).toEqual(['12-02T20:00 v1']);
  });

  it('lets the second person of the third wave take it, and tells everyone concerned', async () => {
    await open(hotlineFile([EVENING], SEATS, { programme: { reminders: { waveSize: 2 } } }));
    await town.until('2026-12-03T15:35');
    expect(asked()).toEqual([
      '12-03T14:00 v3',
      '12-03T14:00 v4',
      '12-03T14:45 v5',
      '12-03T14:45 v6',
      '12-03T15:30 v7',
      '12-03T15:30 v8',
    ]);
    for (const voice of ['v1', 'v2', 'v7', 'v3', 'boss']) town.voice(voice).news();
    await town
      .voice('v4')
      .says('不行')
      .thenHears(/不再问你/, SHIFT);
    await town
      .voice('v8')
      .says('我来')
      .thenHears(/你替陈一顶班，归你了/, SHIFT);
    await town.settle();
    expect(town.voice('v1').news()).toMatch(/陈八接手了你的班/);
    expect(town.voice('v2').news()).toMatch(/由陈八来/);
    expect(town.voice('boss').news()).toMatch(/由陈八来/);
    expect(sent(/已经有人了/)).toEqual(['v3', 'v5', 'v6', 'v7'].map((v) => `12-03T15:35 ${v}`));
    await town
      .voice('v7')
      .says('我来')
      .thenHears(/已经有人接了/);
    await town
      .voice('v1')
      .says('确认')
      .thenHears(/没有排班/);
    await town.until('2026-12-03T19:59');
    expect([asked().length, sent(/没有着落/)]).toEqual([6, []]);
  });

  it('gives the seat to one of two who say it at once', async () => {
    await open();
    await town.until('2026-12-03T14:10');
    const answers = await Promise.all([town.voice('v3').says('我来'), town.voice('v4').says('+1')]);
    expect(answers.filter((text) => /归你了/.test(text))).toHaveLength(1);
    expect(answers.filter((text) => /没有认领成功|已经有人接了/.test(text))).toHaveLength(1);
  });

  it('still counts a late 确认 when nobody has taken it, and stops asking', async () => {
    await open();
    await town.until('2026-12-03T15:00');
    await town
      .voice('v1')
      .says('确认')
      .thenHears(/已确认/, SHIFT);
    await town.settle();
    expect(sent(/已经有人了/)).toEqual(['v3', 'v4', 'v5', 'v6', 'v7', 'v8'].map((v) => `12-03T15:00 ${v}`));
    await town
      .voice('v3')
      .says('我来')
      .thenHears(/已经有人接了/);
    await town.until('2026-12-03T19:59');
    expect([asked().length, sent(/没有着落/)]).toEqual([6, []]);
  });

  it('starts at once, in the right step, when somebody drops out five hours before', async () => {
    await open(hotlineFile([EVENING], [{ ...SEATS[0], state: 'confirmed' }, SEATS[1]] as typeof SEATS));
    await town.until('2026-12-03T15:00');
    expect(town.sent).toEqual([]);
    await town.voice('v1').says('退班').thenHears(/是/);
    await town
      .voice('v1')
      .says('是')
      .thenHears(/已替你求替/, /还是你的/);
    await town.settle();
    expect(asked()).toEqual(['v3', 'v4', 'v5'].map((v) => `12-03T15:00 ${v}`));
    await town.until('2026-12-03T17:00');
    expect(sent(/没有着落/)).toEqual(['12-03T17:00 boss']);
    expect(asked().slice(3, 4)).toEqual(['12-03T15:45 v6']);
  });

  it('asks for a seat that nobody ever claimed', async () => {
    await open(hotlineFile([EVENING], [SEATS[1]] as typeof SEATS));
    await town.until('2026-12-03T14:10');
    expect(asked()).toHaveLength(3);
    await town
      .voice('v3')
      .says('可以')
      .thenHears(/你是要接这一班吗/, SHIFT);
    await town
      .voice('v3')
      .says('是')
      .thenHears(/归你了/, SHIFT);
    await town.until('2026-12-03T19:59');
    expect([asked().length, sent(/没有着落|还没有人/)]).toEqual([3, []]);
  });

  it('never asks who is on leave, not fit, or wants quiet', async () => {
    const people = {
      v3: { leave: [{ from: '2026-12-03', to: '2026-12-03' }] },
      v4: { qualifications: [] },
      v5: { availability: [{ weekday: 1, from: '08:00', to: '12:00' }] },
    };
    await open(hotlineFile([EVENING], SEATS, { people }));
    await town
      .voice('v6')
      .says('免打扰 7天')
      .thenHears(/免打扰到/);
    await town.until('2026-12-03T19:59');
    expect(asked()).toEqual(['v7', 'v8', 'v9'].map((v) => `12-03T14:00 ${v}`));
  });

  it('asks those who were asked least, and says in the log why', async () => {
    const next = '2026-12-04T20:00';
    const second = [{ ...SEATS[0], start: next, person: 'v2' }];
    await open(hotlineFile([EVENING, next], [...SEATS, ...second] as typeof SEATS));
    await town.until('2026-12-03T14:10');
    await town
      .voice('v3')
      .says('我来')
      .thenHears(/归你了/);
    await town.until('2026-12-04T14:00');
    const answerers = town.sent.filter((one) => one.at === '12-04T14:00' && /接线员/.test(one.text));
    expect(answerers.map((one) => one.to)).toEqual(['v1', 'v6', 'v7']);
    const entry = await town.one<{ detail: string }>("SELECT detail FROM audit_entries WHERE act = 'ask-wave' LIMIT 1");
    expect(JSON.parse(entry?.detail ?? '{}')).toMatchObject({ wave: 1, asked: [{ askedOfLate: 0, load: 0 }, {}, {}] });
  });

  it('leaves the night quiet while a seat is open, but not the coordinators half an hour before', async () => {
    const night = '2026-12-04T00:00';
    await open(hotlineFile([night], [{ start: night, post: 'backup', person: 'v2', state: 'confirmed' }]));
    await town
      .voice('v9')
      .says('夜里可以叫我')
      .thenHears(/夜里缺人也可以问你/);
    for (const v of ['v1', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8']) await town.voice(v).says('免打扰 夜里别叫我');
    await town.until('2026-12-03T17:59');
    const everybody = ['v1', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8', 'v9'];
    for (const v of everybody) await town.voice(v).says('免打扰 0天');
    await town.until('2026-12-04T00:00');
    expect(asked().every((line) => line < '12-03T22:00')).toBe(true);
    expect(sent(/没有着落/)).toEqual(['12-03T21:00 boss']);
    expect(sent(/【紧急】马上开始，还没有人/)).toEqual(['12-03T23:30 boss']);
  });

  it('asks at night only who allowed it', async () => {
    const night = '2026-12-04T00:00';
    const seats = [
      { start: night, post: 'answer', person: 'v1', state: 'confirmed' },
      { start: night, post: 'backup', person: 'v2', state: 'confirmed' },
    ];
    await open(hotlineFile([night], seats));
    await town
      .voice('v9')
      .says('夜里可以叫我')
      .thenHears(/夜里缺人也可以问你/);
    await town.until('2026-12-03T22:30');
    await town
      .voice('v1')
      .says('求替')
      .thenHears(/已求替|是/);
    await town.voice('v1').says('是');
    await town.settle();
    expect(asked()).toEqual(['12-03T22:30 v9']);
    expect(sent(/没有着落/)).toEqual(['12-03T22:30 boss']);
    await town
      .voice('v9')
      .says('我来')
      .thenHears(/归你了/);
  });

  it('asks anew when the shift moves after the reminder went', async () => {
    await open();
    await town.until('2026-12-02T21:00');
    expect(sent(/提醒：/)).toEqual(['12-02T20:00 v1']);
    await town.move(EVENING, '2026-12-05T14:00');
    await town.settle();
    expect(sent(/变更通知，现在是：12月5日\(周六\) 14:00–18:00[\s\S]*回复 确认/)).toEqual([
      '12-02T21:00 v1',
      '12-02T21:00 v2',
    ]);
    await town.until('2026-12-05T13:00');
    expect(sent(/提醒：.*12月3日/)).toEqual(['12-02T20:00 v1']);
    expect(sent(/提醒：[\s\S]*12月5日/)).toEqual([
      '12-04T14:00 v1',
      '12-04T14:00 v2',
      '12-04T21:30 v1',
      '12-04T21:30 v2',
    ]);
  });

  it('tells those who were asked when the shift moves away under them', async () => {
    await open();
    await town.until('2026-12-03T14:10');
    await town.move(EVENING, '2026-12-06T20:00');
    await town.settle();
    expect(sent(/有变动，不用回了/)).toEqual(['v3', 'v4', 'v5'].map((v) => `12-03T14:10 ${v}`));
    await town
      .voice('v1')
      .says('我的班')
      .thenHears(/12月6日/);
    await town.until('2026-12-05T19:00');
    expect(asked()).toHaveLength(3);
  });

  it('keeps every instant over a crash', async () => {
    await open();
    await town.until('2026-12-03T14:20');
    await town.restart();
    await town.until('2026-12-03T17:00');
    expect(asked()).toHaveLength(7);
    expect(sent(/没有着落/)).toEqual(['12-03T17:00 boss']);
  });
});
