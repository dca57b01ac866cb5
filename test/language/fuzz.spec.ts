import { readAnswer } from '../../src/conversation/grammar/readings/answers';
import { isExactCommand, understandAt } from '../../src/conversation/grammar/parse';
import { WRITES } from '../../src/conversation/grammar/guards/guard';
import { COMMAND, type Reading } from '../../src/conversation/grammar/reading';
import { corpus } from './corpus';
import { mutations, random } from './fuzzing';

const WALL = '2026-11-24T10:00';
const MUTATIONS = Number(process.env.FUZZ_UTTERANCES ?? 20_000);

function isSound(reading: Reading): boolean {
  const stretches = [...(reading.slots.when ?? []), ...(reading.slots.other?.when ?? [])];
  return (
    reading.act in COMMAND &&
    stretches.every(({ from, to }) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(from) && (to === null || from < to))
  );
}

const said = corpus().flatMap(([, utterances]) => utterances);

describe('whatever is typed', () => {
  it('is read without a failure and gives a sound reading', () => {
    const mutated = mutations(
      20261124,
      said.map(({ text }) => text),
    );
    const unsound: string[] = [];
    for (let i = 0; i < MUTATIONS; i++) {
      const text: string = mutated.next().value;
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

  it('may be huge, repetitive or broken', () => {
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
    for (const text of long) expect(understandAt(text, { wall: WALL }).length).toBeGreaterThan(0);
  });
});

describe('a negation', () => {
  const commands = said.filter(
    ({ text, now, readings: [only, ...more] }) =>
      now === WALL &&
      more.length === 0 &&
      only?.ask === undefined &&
      /^(?:认领|退班|换班|求替|请假|报名|确认|到岗|签到|发布|生成|补班|撤销|登记|代)/.test(text) &&
      only?.act !== 'none' &&
      WRITES.has(only?.act ?? 'none') &&
      !/[,，。;；!！]/.test(text),
  );

  it.each(['不', '别', '不要', '没', '我不', '先别', '不是要', '我没说要'])(
    '%s before a command never carries it out',
    (no) => {
      const done = commands.filter(({ text, readings: [right] }) =>
        understandAt(no + text, { wall: WALL }).some(({ act, ask }) => act === right?.act && ask === null),
      );
      expect(done.map(({ text }) => no + text)).toEqual([]);
    },
  );
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
