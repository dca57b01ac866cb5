import fc from 'fast-check';
import { cutText } from '../../src/messaging/domain/cut-text';
import { piecesOf } from '../../src/messaging/domain/pieces';

/** The longest character takes four bytes: less room than that no channel has. */
const room = fc.integer({ min: 4, max: 200 });
const text = fc
  .array(fc.constantFrom('班', '次', 'a', ' ', '。', '！', '？', '；', '\n', '，', '👩', 'é', '1'), { maxLength: 300 })
  .map((parts) => parts.join(''));

const bytes = (piece: string): number => Buffer.byteLength(piece);

describe('a text cut to what a channel takes', () => {
  it('has no piece that is too long, empty, or with half a character', () => {
    fc.assert(
      fc.property(text, room, (whole, max) => {
        for (const piece of cutText(whole, max)) {
          expect(bytes(piece)).toBeLessThanOrEqual(max);
          expect(piece).not.toBe('');
          expect(piece.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('loses nothing but the line ends at which it was cut', () => {
    fc.assert(
      fc.property(text, room, (whole, max) => {
        const without = (s: string): string => s.replaceAll('\n', '');
        expect(without(cutText(whole, max).join(''))).toBe(without(whole));
      }),
      { numRuns: 500 },
    );
  });

  it('is left whole when it fits, but for a line end at its end', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const expected = whole.replace(/\n$/, '');
        expect(cutText(whole, bytes(whole) + 4)).toEqual(expected === '' ? [] : [expected]);
      }),
    );
  });

  it('is cut at line ends before sentence ends, and at those before characters', () => {
    expect(cutText('一二\n三四。五', 9)).toEqual(['一二', '三四。', '五']);
    expect(cutText('一二。三四。', 10)).toEqual(['一二。', '三四。']);
    expect(cutText('一二三四', 6)).toEqual(['一二', '三四']);
  });

  it('leaves files and cards between the texts as they are', () => {
    const card = { card: { title: '班次', text: '很长很长的一段话' } };
    expect(piecesOf([{ text: '一。二。' }, card, { text: '三' }], 6)).toEqual([
      { text: '一。' },
      { text: '二。' },
      card,
      { text: '三' },
    ]);
  });
});
