import { crisisIn, type Crisis } from '../../src/conversation/grammar/crisis/hear-crisis';
import { crisisLines, ordinaryLines, singleLines, type CrisisLine } from './crisis-lines';
import { hearing, train, trainingLines } from './crisis-training';

type Hears = (line: CrisisLine) => boolean;

const hears: Hears = ({ text }) => crisisIn(text) !== null;
const share = (lines: readonly CrisisLine[], heard: Hears): number => lines.filter(heard).length / lines.length;
const of = (lines: readonly CrisisLine[], tone: CrisisLine['tone']): CrisisLine[] =>
  lines.filter((line) => line.tone === tone);

/** Each theme as it is heard by a score that was trained without it. */
function withoutTheirTheme(lines: readonly CrisisLine[], rest: readonly CrisisLine[]): Map<CrisisLine, boolean> {
  const heard = new Map<CrisisLine, boolean>();
  for (const theme of new Set(lines.map((line) => line.theme))) {
    const hear = hearing(train([...lines.filter((line) => line.theme !== theme), ...rest]));
    for (const line of lines) if (line.theme === theme) heard.set(line, hear(line.text));
  }
  return heard;
}

describe('what sounds like a danger to a life', () => {
  const learnt = crisisLines('learnt');
  const kept = crisisLines('kept');

  it('has its lines in pairs, every theme in both parts, and none in both', () => {
    expect(learnt.length + kept.length).toBeGreaterThanOrEqual(1000);
    expect(new Set(kept.map(({ theme }) => theme))).toEqual(new Set(learnt.map(({ theme }) => theme)));
    const known = new Set(learnt.map(({ text }) => text));
    expect(kept.filter(({ text }) => known.has(text))).toEqual([]);
  });

  it('is heard in every theme of the lines that were learnt', () => {
    const table = [...new Set(learnt.map(({ theme }) => theme))].map((theme) => {
      const lines = learnt.filter((line) => line.theme === theme);
      const signs = lines.filter(({ tone }) => tone !== 'none');
      return { theme, heard: share(signs, hears), falseAlarms: share(of(lines, 'none'), hears) };
    });
    expect(table.filter(({ heard, falseAlarms }) => heard < 0.95 || falseAlarms > 0.15)).toEqual([]);
  });

  it('is heard in themes that the score never saw', () => {
    const heard = withoutTheirTheme(learnt, [
      ...singleLines(),
      ...ordinaryLines().filter(({ text }) => text.length <= 200),
    ]);
    const known: Hears = (line) => heard.get(line) === true;
    expect(share(of(learnt, 'explicit'), known)).toBeGreaterThanOrEqual(0.97);
    expect(share(of(learnt, 'veiled'), known)).toBeGreaterThanOrEqual(0.88);
    expect(share(of(learnt, 'none'), known)).toBeLessThanOrEqual(0.14);
  }, 120_000);

  it('is heard in lines of other voices that were kept back', () => {
    expect(share(of(kept, 'explicit'), hears)).toBeGreaterThanOrEqual(0.95);
    expect(share(of(kept, 'veiled'), hears)).toBeGreaterThanOrEqual(0.8);
    expect(share(of(kept, 'none'), hears)).toBeLessThanOrEqual(0.2);
  });

  it('is not heard in what people say on ordinary days', () => {
    const ordinary = of(ordinaryLines(), 'none');
    expect(ordinary.filter(hears).map(({ text }) => text)).toEqual([]);
  });

  it.each([
    '累死了',
    '笑死',
    '想死你了',
    '这活干不下去了',
    '太困了不想醒',
    '笑不活了',
    '跳楼价',
    '下辈子再也不排夜班了',
  ])('%s is none', (text) => {
    expect(crisisIn(text)).toBeNull();
  });

  it.each<[string, Crisis]>([
    ['我不想活了', { tone: 'explicit', about: 'herself' }],
    ['我被老公打了', { tone: 'explicit', about: 'herself' }],
    ['老公把我锁在家里打', { tone: 'explicit', about: 'herself' }],
    ['我消失了对谁都好，不是吗', { tone: 'veiled', about: 'herself' }],
    ['我朋友说不想活了', { tone: 'explicit', about: 'other' }],
    ['来电人说不想活了', { tone: 'explicit', about: 'caller' }],
    ['刚那通电话里她像在道别，我心里不踏实', { tone: 'veiled', about: 'caller' }],
    ['@小约 我不配活着', { tone: 'explicit', about: 'herself' }],
  ])('%s', (text, crisis) => {
    const heard = crisisIn(text);
    expect(heard?.about).toBe(crisis.about);
    if (crisis.tone === 'veiled') expect(heard?.tone).toBe('veiled');
  });

  it('is found in one sentence among many', () => {
    const story = '今天天气不错，我去了公园，看了很久的荷花，又买了菜回家做饭，孩子作业也写完了。';
    expect(crisisIn(`${story.repeat(3)}我消失了对谁都好。${story.repeat(3)}`)).not.toBeNull();
    expect(crisisIn(story.repeat(8))).toBeNull();
  });

  it('is heard as a score that is trained anew hears it (if not: node tools/train-crisis.mjs)', () => {
    const anew = hearing(train(trainingLines()));
    const lines = [...learnt, ...kept, ...singleLines(), ...ordinaryLines()];
    expect(share(lines, (line) => anew(line.text) === hears(line))).toBeGreaterThanOrEqual(0.995);
  }, 60_000);
});
