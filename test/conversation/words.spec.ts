import { readWord, type WordKind } from '../../src/conversation/grammar/readings/words';

const WORDS: Readonly<Record<WordKind, string>> = {
  heard: '收到 知道了 明白了 晓得了 嗯嗯知道了 收到谢谢 看到了 嗯 了解',
  fine: '好的 好的老师 OK 👌 👍 OK👌 行 可以 阔以 好嘞 好的，收到 行吧 中 有空 成',
  accept: '要得 没问题 得行 能 我可以 没得问题 妥妥的',
  commit: '我来 我去吧 会去的 必到 一定准时到 到时候见 放心，记得的 行吧我去 算我一个 我顶 交给我吧',
  confirm: '确认 确认，确认',
  handle: '我来处理 已联系 我打电话问问 我去看看 收到，马上处理 在处理了 我找人顶',
  decline: '我有事 来不了 没空 那天要加班 不好意思，孩子发烧来不了 我在外地 下次吧 走不开 好的没空 恐怕不行',
  hold: '看情况 再想想 再说吧 看看再说 还不确定 我考虑一下 跟家里商量一下再说',
  thanks: '谢谢 谢谢老师 🙏 辛苦了',
};

describe('a mere word to whoever waits for one', () => {
  const all = Object.entries(WORDS).flatMap(([kind, texts]) => texts.split(' ').map((text) => [text, kind]));

  it.each(all)('%s: %s', (text, kind) => {
    expect(readWord(text)).toEqual({ kind });
  });

  it.each([
    ['确认，但我可能要晚20分钟', 'confirm', '我可能要晚20分钟'],
    ['好的，不过我只能待到十点', 'fine', '我只能待到十点'],
    ['收到 可能晚到十分钟', 'heard', '可能晚到十分钟'],
    ['会去的，路上堵车', 'commit', '路上堵车'],
  ])('%s: keeps what is said beside it', (text, kind, but) => {
    expect(readWord(text)).toEqual({ kind, but });
  });

  it.each([
    '行不行', '能不能', '好的吗', '可以吗？', '没说不行', '小刘刚才说不行', '我来问一下周五的班', '来了', '我到了', '到了', '空班', '我的班', '认领 3',
    '退班', '请假 12月3日', '今天去南宁', '王芳来', '换班 3 给王芳', '3', '周四晚上', '登记 来电5', '', '。。。', '我要周四那个', '好的班都有谁', '来电5',
  ])('is no such word: %s', (text) => {
    expect(readWord(text)).toBeNull();
  }); // prettier-ignore

  it('is read quickly whatever is repeated in it', () => {
    const begun = performance.now();
    for (const part of ['我', '好', '哈', '都', '看', '再', '我们', '看再', '会都', '好的', '谢谢'])
      readWord(part.repeat(24).slice(0, 23) + 'x');
    expect(performance.now() - begun).toBeLessThan(1500);
  });
});
