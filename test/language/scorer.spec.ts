import { hear, understandAt } from '../../src/conversation/grammar/parse';
import type { Act } from '../../src/conversation/grammar/reading';
import { likelyActs, type Likely } from '../../src/conversation/grammar/supposing/score';
import { instantOf } from '../../src/kernel/civil-time';
import { actLines, crossed, TEMPERED, trainActs, type ActLine } from './act-training';
import { corpus } from './corpus';
import { otherTraps, traps } from './traps';

/** As `suppose.ts` has them. */
const ASKED = 0.4;
const TAKEN = 0.6;
const LOOKS: ReadonlySet<Act> = new Set<Act>([
  'open-shifts', 'my-shifts', 'on-duty', 'gaps', 'unconfirmed', 'stats', 'year-report', 'sessions', 'help', 'my-stats', 'calendar',
]); // prettier-ignore

const NOW = instantOf('2026-11-24T10:00', 'Asia/Shanghai');

/** What would become of each line if the score alone decided. */
function tally(lines: readonly ActLine[], seen: readonly (readonly Likely[])[]) {
  const counts = { acts: 0, chatter: 0, amongTwo: 0, wrong: 0, silent: 0, needless: 0, looksRight: 0, looksWrong: 0 };
  lines.forEach(({ act }, i) => {
    const [first, second] = seen[i] ?? [];
    const speaks = first && first.act !== 'none' && first.p >= ASKED;
    counts[act === 'none' ? 'chatter' : 'acts']++;
    if (speaks && LOOKS.has(first.act) && first.p >= TAKEN) counts[first.act === act ? 'looksRight' : 'looksWrong']++;
    if (act === 'none') counts.needless += speaks ? 1 : 0;
    else if (!speaks) counts.silent++;
    else counts[first.act === act || second?.act === act ? 'amongTwo' : 'wrong']++;
  });
  return counts;
}

describe('what the score supposes', () => {
  const lines = actLines();

  it('is right among two acts, and silent about chatter, in lines that it has not seen', () => {
    const { acts, chatter, amongTwo, wrong, needless, looksRight, looksWrong } = tally(
      lines,
      crossed(lines, 5, TEMPERED),
    );
    expect(amongTwo / acts).toBeGreaterThanOrEqual(0.9);
    expect(wrong / acts).toBeLessThanOrEqual(0.015);
    expect(needless / chatter).toBeLessThanOrEqual(0.05);
    expect(looksWrong / lines.length).toBeLessThanOrEqual(0.01);
    expect(looksRight).toBeGreaterThanOrEqual(1200);
  }, 120_000);

  it('is of use in words of another writer that were kept back', () => {
    const kept = actLines([]).filter(({ of }) => of === 'kept');
    const { acts, amongTwo, wrong } = tally(
      kept,
      kept.map(({ skeleton }) => likelyActs(skeleton)),
    );
    expect(amongTwo / acts).toBeGreaterThanOrEqual(0.66);
    expect(wrong / acts).toBeLessThanOrEqual(0.065);
  });

  it('is what a score that is trained anew supposes (if not: node tools/train-acts.mjs)', () => {
    const anew = trainActs(lines, TEMPERED);
    const alike = lines.filter(({ skeleton }) => likelyActs(skeleton, anew)[0]?.act === likelyActs(skeleton)[0]?.act);
    expect(alike.length / lines.length).toBeGreaterThanOrEqual(0.99);
  }, 60_000);
});

describe('a text that no form reads', () => {
  const kept = corpus('first-sight').flatMap(([of, said]) => (of === 'kept' ? said : []));

  it('seldom leaves nothing but silence', () => {
    const silent = kept.filter(({ text, now }) =>
      understandAt(text, { wall: now }).every(({ act, ask }) => act === 'none' && ask === null),
    );
    expect(silent.length / kept.length).toBeLessThanOrEqual(0.22);
  });

  it('is asked about with one or two sentences that leave no doubt', () => {
    const asked = kept.flatMap(({ text, now }) =>
      understandAt(text, { wall: now }).flatMap(({ ask }) => (ask?.about === 'act' ? [{ now, ask }] : [])),
    );
    expect(asked.length).toBeGreaterThanOrEqual(10);
    for (const { now, ask } of asked) {
      for (const option of ask.options) {
        const [reading, ...more] = typeof option === 'string' ? understandAt(option, { wall: now }) : [];
        expect({ option, more, ask: reading?.ask }).toEqual({ option, more: [], ask: null });
        expect(reading?.act).not.toBe('none');
      }
    }
  });

  it('is never acted upon, only asked about or looked up', () => {
    const texts = [
      ...actLines([]).map(({ text }) => text),
      ...traps().flatMap(({ texts: framed }) => framed),
      ...otherTraps(),
    ];
    const acted = texts.filter((text) => {
      const meant = hear(text, { now: NOW, zone: 'Asia/Shanghai' }).suppose();
      return meant !== null && meant.ask === null && !LOOKS.has(meant.act);
    });
    expect(acted).toEqual([]);
  });

  it.each(['今晚的月亮真圆', '她说：我来周五晚班嘛', '这菜多少钱一斤', '不是不行', '昨天那部电影好看'])(
    '%s is left alone',
    (text) => {
      expect(hear(text, { now: NOW, zone: 'Asia/Shanghai' }).suppose()).toBeNull();
    },
  );
});
