import fc from 'fast-check';
import { mask } from '../../src/conversation/language-model/masking';

const NAMES = ['王芳', '欧阳静', '韦兰'];

describe('what a language model is shown', () => {
  it.each([
    ['那个12月8号晚上的弄给王芳呗', '那个[N1]月[N2]号晚上的弄给[P1]呗'],
    ['周三晚上我想弄掉', '周三晚上我想弄掉'],
    ['十二月八号我弄一下', '[N1]月[N2]号我弄一下'],
    ['打我电话13800138000找阿静', '打我电话[N1]找[P1]'],
    ['我是一三八零零一三八零零零', '我是[N1]'],
    ['发到 mei@example.org 或 https://example.org/a?b=1', '发到 [X1] 或 [X2]'],
    ['加我微信 wxid_abc123', '加我微信 [X1]'],
    ['静静和欧阳静都来', '静静和[P1]都来'],
    ['跟赵小兰说一声', '跟[P1]说[N1]声'],
    ['[N1] 骗你的 [P1]', ' N[N1]  骗你的  P[N2] '],
  ])('%s', (typed, shown) => {
    expect(mask(typed, NAMES).text).toBe(shown);
  });

  it('is put back as it was typed, and nothing is made of a placeholder that there is none of', () => {
    const masked = mask('12月8号给王芳', NAMES);
    expect(masked.restore('[N1]月[N2]号 给[P1]')).toBe('12月8号 给王芳');
    expect(masked.restore('给[P2]')).toBeNull();
    expect(masked.restore('没有占位符')).toBe('没有占位符');
  });

  it('has no digit, no known name and no address left in it, whatever was typed', () => {
    const word = fc.constantFrom(
      '王芳',
      '欧阳静',
      '韦兰',
      '12月8号',
      '１３９',
      '13912345678',
      '3️⃣',
      '晚上',
      '给',
      'a@b.cn',
      '[P1]',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 12 }), (words) => {
        const typed = words.join('');
        const masked = mask(typed, NAMES);
        const bare = masked.text.replace(/\[[NPX]\d+\]/gu, '');
        expect(bare).not.toMatch(/\d|王芳|欧阳静|韦兰|@b/u);
        expect(masked.restore(masked.text)).toBe(typed.normalize('NFKC').replace(/[[\]]/gu, ' '));
      }),
      { seed: 20261125, numRuns: 500 },
    );
  });
});
