import { readAnswer } from '../../src/conversation/grammar/readings/answers';
import { hear, isExactCommand, understandAt } from '../../src/conversation/grammar/parse';
import type { Reading } from '../../src/conversation/grammar/reading';
import { instantOf } from '../../src/kernel/civil-time';
import { daysOffOf } from '../../src/programmes/holidays';
import { corpus, type Utterance } from './corpus';
import { isPlain, judge, shown } from './judging';

function wrong(utterances: readonly Utterance[], read: (said: Utterance) => Reading[]): unknown[] {
  return utterances.flatMap((said) => {
    const readings = read(said);
    return judge(said, readings) === 'right'
      ? []
      : [{ now: said.now, text: said.text, got: readings.map(shown), right: said.readings }];
  });
}

const context = ({ now, numbered, coordinates, people }: Utterance) => ({
  wall: now,
  holidays: daysOffOf,
  ...(numbered === undefined ? {} : { numbered }),
  ...(coordinates ? { coordinates } : {}),
  ...(people ? { vocabulary: { people } } : {}),
});

describe('the corpus of utterances', () => {
  const groups = corpus();

  it('has at least twelve hundred of them', () => {
    expect(groups.reduce((sum, [, said]) => sum + said.length, 0)).toBeGreaterThanOrEqual(1200);
  });

  it.each(groups)('reads %s right', (_, utterances) => {
    expect(wrong(utterances, (said) => understandAt(said.text, context(said)))).toEqual([]);
  });

  it.each(['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Auckland'])('reads the same for a person in %s', (zone) => {
    const all = groups.flatMap(([, utterances]) => utterances);
    const read = (said: Utterance): Reading[] =>
      hear(said.text, { ...context(said), now: instantOf(said.now, zone), zone }).readings;
    expect(wrong(all, read)).toEqual([]);
  });

  it('does not ask the machine for its zone or its time', () => {
    const local = ['getHours', 'getDate', 'getDay', 'getMonth', 'getFullYear', 'getTimezoneOffset'] as const;
    const spies = [...local.map((name) => jest.spyOn(Date.prototype, name)), jest.spyOn(Date, 'now')];
    for (const [, utterances] of groups) for (const said of utterances) understandAt(said.text, context(said));
    const calls = spies.map((spy) => spy.mock.calls.length);
    for (const spy of spies) spy.mockRestore();
    expect(calls).toEqual(calls.map(() => 0));
  });
});

describe('utterances that were written after the grammar', () => {
  const said = corpus('regression').flatMap(([, utterances]) => utterances);
  const outcomes = said.map((each) => judge(each, understandAt(each.text, context(each))));

  it('are never read wrong in silence', () => {
    expect(said.filter((_, i) => outcomes[i] === 'silently wrong').map(({ text }) => text)).toEqual([]);
  });

  it('are read right without a question in ninety-seven of a hundred', () => {
    const plain = outcomes.filter((_, i) => said[i] && isPlain(said[i]));
    expect(plain.filter((outcome) => outcome === 'right').length / plain.length).toBeGreaterThanOrEqual(0.97);
  });
});

describe('a short answer', () => {
  it.each(['是', '好', '好的。', '可以', 'OK', '没问题', '嗯嗯', '好的谢谢', '确认！'])('%s is yes', (text) => {
    expect(readAnswer(text, 3).kind).toBe('yes');
  });

  it.each(['不好', '不是', '不行', '算了', '取消', '不用了', '都不要', '不可以'])('%s is no', (text) => {
    expect(readAnswer(text, 3).kind).toBe('no');
  });

  it.each(['好像不行', '没问题吗', '好吗', '可以吗？', '是吗', '12月3号', '认领 3', '', '好不好'])(
    '%s is no answer',
    (text) => {
      expect(readAnswer(text, 3).kind).toBe('other');
    },
  );

  it.each([
    ['3', [3]],
    ['③', [3]],
    ['第二个', [2]],
    ['1和3', [1, 3]],
    ['要第二个吧', [2]],
    ['最后一个', [4]],
  ])('%s names numbers', (text, numbers) => {
    expect(readAnswer(text, 4)).toEqual({ kind: 'number', numbers });
  });

  it('takes all, or asks for others', () => {
    expect(readAnswer('都要', 3).kind).toBe('all');
    expect(readAnswer('换一个', 3).kind).toBe('next');
  });
});

describe('a numbered list that stands open', () => {
  const wall = '2026-11-24T10:00';

  it('gives a bare number its meaning, and asks when the number is not on it', () => {
    expect(understandAt('3', { wall, numbered: 5 })).toEqual([
      { act: 'claim', slots: { numbers: [3] }, bare: true, ask: null },
    ]);
    expect(understandAt('7', { wall, numbered: 5 })[0]?.ask?.about).toBe('number');
    expect(understandAt('认领 7', { wall, numbered: 5 })[0]?.ask?.about).toBe('number');
    expect(understandAt('3', { wall })[0]?.act).toBe('none');
  });

  it('makes 3号 doubtful', () => {
    expect(understandAt('认领3号', { wall, numbered: 5 })[0]?.ask?.about).toBe('number');
    expect(understandAt('认领3号', { wall })[0]?.ask).toBeNull();
  });
});

describe('in a group', () => {
  it.each(['认领 3', '空班 下周三', '+1', '退班3', '确认', '登记 来电5 高危1', '谁在班', '换班 3 给王芳'])(
    '%s is a command',
    (text) => {
      expect(isExactCommand(text)).toBe(true);
    },
  );

  it.each(['好的', '我来下周三晚上的班', '谁能替我', '今天真冷', '大家确认一下时间', '明天谁值班啊大家', ''])(
    '%s is talk',
    (text) => {
      expect(isExactCommand(text)).toBe(false);
    },
  );
});

describe('official holidays', () => {
  const wall = '2026-11-24T10:00';

  it('come from the published table', () => {
    const holidays = (year: number) =>
      year === 2027 ? [{ name: '国庆节', from: '2027-10-01', to: '2027-10-08' }] : null;
    const [reading] = understandAt('请假 国庆假期', { wall, holidays });
    expect(reading?.slots.when).toEqual([{ from: '2027-10-01T00:00', to: '2027-10-08T00:00' }]);
  });

  it('are unknown while the year has none', () => {
    const [reading] = understandAt('请假 国庆假期', { wall, holidays: () => null });
    expect(reading?.ask?.about).toBe('when');
    expect(reading?.unknownYear).toBe(2027);
  });
});
