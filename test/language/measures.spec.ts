import * as fc from 'fast-check';
import { isExactCommand, understandAt } from '../../src/conversation/grammar/parse';
import type { Reading, Vocabulary } from '../../src/conversation/grammar/reading';

const HANDBOOKS = { key: 'handbooks', name: '发放手册', unit: '册' };
const VISITS = { key: 'visits', name: '走访', unit: '户', words: ['家'] };
const CALLS = { key: 'calls', name: '来电', unit: '个', words: ['个电话', '通'] };

const read = (text: string, vocabulary: Vocabulary): Reading[] =>
  understandAt(text, { wall: '2026-12-06T18:00', vocabulary });
function tally(text: string, vocabulary: Vocabulary): object | undefined {
  const [only, ...more] = read(text, vocabulary);
  return only?.act === 'report' && only.ask === null && more.length === 0 ? only.slots.tally : only;
}

describe('a measure that nobody foresaw', () => {
  const vocabulary: Vocabulary = { programmes: ['宣讲'], measures: [HANDBOOKS, CALLS] };

  it.each([
    '登记 手册120册',
    '登记手册120',
    '登记 发放手册 120册',
    '发了120册手册',
    '今天发了120册手册',
    '我们一共发了一百二十册手册',
    '发放手册120册',
    '发放了120册',
    '发出去120本手册',
    '手册发了120册',
    '手册一共发了120册',
    '手册：120',
    '登记 120册',
    '登记宣讲手册120册',
    '更正 手册120册',
    '手冊120冊',
    '报告一下，今天宣讲发了120册手册，谢谢',
  ])('%s', (text) => {
    expect(tally(text, vocabulary)).toEqual({ handbooks: 120 });
  });

  it.each([
    ['手册没有发', undefined],
    ['没发手册', { handbooks: 0 }],
    ['发了1.2万册手册', { handbooks: 12000 }],
    ['登记 手册120册 来电5', { handbooks: 120, calls: 5 }],
    ['来电5个，手册120册', { handbooks: 120, calls: 5 }],
    ['登记 来电5 高危1', { calls: 5, highRisk: 1 }],
    ['登记 8通', { calls: 8 }],
    ['登记 8个电话', { calls: 8 }],
  ])('%s', (text, expected) => {
    if (expected === undefined) expect(read(text, vocabulary)[0]?.slots.tally).toBeUndefined();
    else expect(tally(text, vocabulary)).toEqual(expected);
  });

  it.each([
    '明天没发120册手册',
    '手册有多少',
    '手册在哪里领',
    '发手册',
    '报名宣讲 3人',
    '认领 3',
    '手册五六册',
    '登记 五六户',
    '来了七八家',
    '12月3日手册',
  ])('no figure: %s', (text) => {
    for (const { slots } of read(text, vocabulary)) expect(slots.tally).toBeUndefined();
  });

  it('is asked for by its words', () => {
    expect(read('这个月发了多少册手册', vocabulary)).toMatchObject([{ act: 'stats', ask: null }]);
    expect(read('这个月发了多少册手册', {})).toMatchObject([{ act: 'none' }]);
  });

  it('is no figure without the words of the organisation', () => {
    for (const { slots } of read('登记 手册120册', {})) expect(slots.tally).toBeUndefined();
  });

  it('is a command in a group as any other', () => {
    for (const text of ['登记 手册120册', '登记手册：120', '登记 手册1200册 折页30张'])
      expect(isExactCommand(text)).toBe(true);
    for (const text of ['登记手册', '手册登记在哪里', '登记一下谁来发手册', '登记手册120册了吗'])
      expect(isExactCommand(text)).toBe(false);
  });
});

describe('whatever an organisation calls its measures', () => {
  it.each([
    ['C++课', '节', '登记 C++课12节'],
    ['转介（法援）', '件', '登记 转介法援12件'],
    ['车', '辆', '登记 车12辆'],
    ['服务时长', '小时', '登记 服务时长12小时'],
    ['满意度.调查', '份', '登记 12份'],
    ['E-mail答复', '封', '登记 E-mail答复12封'],
  ])('%s', (name, unit, text) => {
    expect(tally(text, { measures: [{ key: 'own', name, unit }] })).toEqual({ own: 12 });
  });

  it('reads the example that it gives itself', () => {
    expect(tally('登记 发放手册5 走访1', { measures: [HANDBOOKS, VISITS] })).toEqual({ handbooks: 5, visits: 1 });
  });

  it('never fails, and finds nothing in what has no figure', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 6, unit: 'grapheme' }),
      fc.constantFrom('册', '来电', '发放', '个', '5', '(', '家庭'),
    );
    const measure = fc.record({
      key: fc.constantFrom('a', 'b', 'calls'),
      name: word,
      unit: word,
      words: fc.array(word, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(measure, { maxLength: 5 }), fc.string({ maxLength: 8 }), (measures, text) => {
        const vocabulary = { measures };
        for (const { name, unit } of [...measures, { name: '', unit: '' }])
          read(`登记 ${name}120${unit} ${text}`, vocabulary);
        for (const { slots } of read('认领 周四晚班', vocabulary)) expect(slots.tally).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});

describe('households and people', () => {
  it.each([
    ['登记 走访30户', { visits: 30 }],
    ['走访了30户', { visits: 30 }],
    ['登记 30户', { visits: 30 }],
    ['登记 30家', { visits: 30 }],
    ['今天走访了30户家庭', { visits: 30 }],
  ])('%s is counted by the only measure of households', (text, expected) => {
    expect(tally(text, { measures: [VISITS, HANDBOOKS] })).toEqual(expected);
  });

  it('are the usual ones where those are measured too', () => {
    const measures = [VISITS, { key: 'households', name: '家庭', unit: '户' }];
    expect(tally('登记 12户30人', { measures })).toEqual({ households: 12, people: 30 });
    expect(tally('登记 走访12户', { measures })).toEqual({ visits: 12 });
    expect(tally('登记 家庭12', { measures })).toEqual({ households: 12 });
  });

  it.each(['报名 周六沙龙 3户', '报名周六的沙龙 3个人', '认领 3', '退班 3号'])('%s stays what it was', (text) => {
    const measures = [VISITS, HANDBOOKS, { key: 'audience', name: '听课', unit: '人' }];
    expect(read(text, { measures })).toEqual(read(text, {}));
  });
});

describe('a figure that is no exact one', () => {
  it.each([
    ['登记 约40人', { people: 40 }, { people: 'about' }],
    ['登记 20多户 约40人', { households: 20, people: 40 }, { households: 'at-least', people: 'about' }],
    ['登记 听众近三千', { listeners: 3000 }, { listeners: 'about' }],
    ['登记 听众6万多', { listeners: 60_000 }, { listeners: 'at-least' }],
    ['登记 听众约1.5万', { listeners: 15_000 }, { listeners: 'about' }],
    ['来电至少20通', { calls: 20 }, { calls: 'at-least' }],
    ['昨天来电20多个', { calls: 20 }, { calls: 'at-least' }],
    ['差不多40个电话', { calls: 40 }, { calls: 'about' }],
    ['登记 来电5', { calls: 5 }, undefined],
  ])('%s keeps how sure it is', (text, figures, kinds) => {
    const readings = understandAt(text, { wall: '2026-12-06T18:00' });
    expect(readings).toMatchObject([{ act: 'report', ask: null, slots: { tally: figures } }]);
    expect(readings[0]?.slots.kinds).toEqual(kinds);
  });

  it.each(['报名 大概3人', '大概3点到', '报名 周六沙龙 约3户'])('%s is no report', (text) => {
    for (const { act, slots } of understandAt(text, { wall: '2026-12-06T18:00' }))
      expect([act === 'report', slots.tally]).toEqual([false, undefined]);
  });
});

describe('words that two programmes use', () => {
  it('are told by the name where a key means two things', () => {
    const measures = [
      { key: 'measure1', name: '来电', unit: '通' },
      { key: 'measure1', name: '发放折页', unit: '张' },
    ];
    expect(tally('登记 来电5', { measures })).toEqual({ 来电: 5 });
    expect(tally('登记 折页50张', { measures })).toEqual({ 发放折页: 50 });
  });

  it('are told by the word itself where two measures own it', () => {
    const measures = [
      { key: 'books', name: '赠书', unit: '本', words: ['图书'] },
      { key: 'lent', name: '借阅', unit: '本', words: ['图书'] },
    ];
    expect(tally('登记 图书30本', { measures })).toEqual({ 图书: 30 });
    expect(tally('登记 借阅30本', { measures })).toEqual({ lent: 30 });
    for (const { slots } of read('登记 30本', { measures })) expect(slots.tally).toBeUndefined();
  });

  it('keeps calls apart from what only sounds like them', () => {
    const measures = [CALLS, { key: 'returned', name: '回访电话', unit: '通' }];
    expect(tally('登记 来电5 回访电话3通', { measures })).toEqual({ calls: 5, returned: 3 });
    expect(tally('接了3通电话', { measures })).toEqual({ calls: 3 });
    expect(tally('回访了3通', { measures })).toEqual({ returned: 3 });
  });
});

describe('an everyday name of a programme', () => {
  const vocabulary: Vocabulary = { programmes: ['周周约', '天天询'], aliases: { 家长班: '周周约', '12338': '天天询' } };

  it('stands for the programme', () => {
    expect(read('报名 家长班 3人', vocabulary)).toMatchObject([
      { act: 'register', slots: { programme: '周周约', party: 3 } },
    ]);
  });
});
