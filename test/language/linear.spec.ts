import { crisisIn } from '../../src/conversation/grammar/crisis/hear-crisis';
import { understandAt } from '../../src/conversation/grammar/parse';

/** How often a pattern was held against a text while `read` ran: what time is spent on, whatever the machine. */
function trialsOf(read: () => unknown): number {
  const { exec, test } = RegExp.prototype;
  let trials = 0;
  const counted = jest.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text) {
    trials++;
    return exec.call(this, text);
  });
  const tested = jest.spyOn(RegExp.prototype, 'test').mockImplementation(function (this: RegExp, text) {
    trials++;
    return test.call(this, text);
  });
  read();
  counted.mockRestore();
  tested.mockRestore();
  return trials;
}

const times = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const PIECES = [
  '想 ',
  '想',
  '是',
  '1',
  '12',
  '一',
  '二三',
  '12.8 ',
  '王芳',
  '张',
  '周三',
  '我想',
  '晚上8点',
  '代王芳',
  '换班',
  '给',
  '认领3',
  '堵车,',
  '帮我',
  '到',
  '想死',
];

describe('the time that reading takes', () => {
  it.each(PIECES)('grows no faster than %s is repeated', (piece) => {
    const read = (length: number): number =>
      trialsOf(() =>
        understandAt(times(piece, length), { wall: '2026-11-24T10:00', vocabulary: { people: ['王芳'] } }),
      );
    const [short, long] = [read(190), read(380)];
    expect(long).toBeLessThanOrEqual(short * 2.2 + 400);
    expect(long).toBeLessThan(50_000);
  });

  it.each(PIECES)('of a danger to life does so in a very long text of %s', (piece) => {
    const [short, long] = [4000, 8000].map((length) => trialsOf(() => crisisIn(times(piece, length))));
    expect(long ?? 0).toBeLessThanOrEqual((short ?? 0) * 2.2 + 400);
  });
});
