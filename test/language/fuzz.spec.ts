import { readAnswer } from '../../src/conversation/grammar/answers';
import { isExactCommand, understandAt } from '../../src/conversation/grammar/parse';
import { ACTS, type Reading } from '../../src/conversation/grammar/reading';
import { corpus } from './corpus';

const WALL = '2026-11-24T10:00';
const MUTATIONS = Number(process.env.FUZZ_UTTERANCES ?? 20_000);

/** mulberry32: the same sequence for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const HOSTILE = [
  '\u0000',
  '\ud800',
  '\udc00',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\u20e3',
  '\u0300',
  '🙏',
  '〇',
  '%s',
  '${x}',
  "';--",
  '\n',
  '　',
  '年',
  '月',
  '号',
  '点',
  '到',
  '不',
  '换',
  '给',
  '的',
  'T',
  'N',
  'P',
  '9',
];

function mutate(text: string, next: () => number): string {
  const units = [...text];
  const at = Math.floor(next() * (units.length + 1));
  switch (Math.floor(next() * 5)) {
    case 0:
      units.splice(at, 1);
      break;
    case 1:
      units.splice(at, 0, HOSTILE[Math.floor(next() * HOSTILE.length)] ?? '');
      break;
    case 2:
      units.splice(at, 0, ...units.slice(0, 6));
      break;
    case 3:
      units.splice(at, 0, String.fromCharCode(Math.floor(next() * 65536)));
      break;
    default:
      units.reverse();
  }
  return units.join('');
}

function isSound(reading: Reading): boolean {
  const stretches = [...(reading.slots.when ?? []), ...(reading.slots.other?.when ?? [])];
  return (
    ACTS.includes(reading.act) &&
    stretches.every(({ from, to }) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(from) && (to === null || from < to))
  );
}

const said = corpus().flatMap(([, utterances]) => utterances);

describe('whatever is typed', () => {
  it('is read without a failure and gives a sound reading', () => {
    const next = random(20261124);
    const unsound: string[] = [];
    for (let i = 0; i < MUTATIONS; i++) {
      let text = said[Math.floor(next() * said.length)]?.text ?? '';
      for (let times = Math.floor(next() * 3); times >= 0; times--) text = mutate(text, next);
      if (!understandAt(text, { wall: WALL }).every(isSound)) unsound.push(text);
      readAnswer(text, 3);
      isExactCommand(text);
    }
    expect(unsound).toEqual([]);
  });

  it('asks for nothing when it is noise', () => {
    const next = random(7);
    const acted: string[] = [];
    for (let i = 0; i < 3000; i++) {
      const text = Array.from({ length: 1 + Math.floor(next() * 30) }, () =>
        String.fromCharCode(0x4e00 + Math.floor(next() * 20000)),
      ).join('');
      if (understandAt(text, { wall: WALL }).some((reading) => reading.act !== 'none' && reading.ask === null))
        acted.push(text);
    }
    expect(acted).toEqual([]);
  });

  it('may be huge, repetitive or broken, and still takes no time', () => {
    const long = [
      '的'.repeat(400),
      '我要'.repeat(200),
      '周三'.repeat(199),
      '3和'.repeat(199),
      '认领 '.repeat(130),
      '的个这那场次班岗我要想来去能都'.repeat(26),
      '1'.repeat(1_000_000),
      '\ud800'.repeat(100_000),
      '不想活'.repeat(100_000),
      '#接龙\n'.repeat(100_000),
      '一'.repeat(400),
      '换'.repeat(400),
      '到'.repeat(400),
    ];
    const started = process.hrtime.bigint();
    for (const text of long) understandAt(text, { wall: WALL });
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(3000);
  });
});

describe('a reading does not depend on how a thing is typed', () => {
  const plain = said.filter(
    ({ text, now, readings }) =>
      now === WALL &&
      !/[?？吗:：[]/.test(text) &&
      !text.includes('\u20e3') &&
      readings.every(
        ({ act, slots }) =>
          slots.note === undefined &&
          act !== 'crisis' &&
          act !== 'chain-list' &&
          act !== 'notify' &&
          act !== 'handover',
      ),
  );
  const wide = (text: string): string =>
    text.replace(/[!-~]/g, (char) =>
      /[[\]<>`@]/.test(char) ? char : String.fromCharCode(char.charCodeAt(0) + 0xfee0),
    );
  const ways: [string, (text: string) => string][] = [
    ['with a full stop', (text) => `${text}。`],
    ['with a tilde and a hand', (text) => `${text}～🙏`],
    ['with zero-width characters', (text) => [...text].join('\u200b')],
    ['in full width', wide],
    ['with spaces around', (text) => `  ${text}\n`],
  ];

  it.each(ways)('%s', (_, change) => {
    const strip = (readings: Reading[]): string =>
      JSON.stringify(readings.map(({ act, slots }) => [act, slots.when, slots.numbers, slots.person]));
    const different = plain.filter(
      ({ text }) => strip(understandAt(change(text), { wall: WALL })) !== strip(understandAt(text, { wall: WALL })),
    );
    expect(different.map(({ text }) => change(text))).toEqual([]);
  });
});
