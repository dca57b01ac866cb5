import type { Normal } from './normalise';

/**
 * Words of Cantonese and of Guangxi's Mandarin, and short forms, beside what they are called in the words of this grammar; characters are the
 * simplified ones. A word that holds another stands for itself alone (得唔得 before 唔得 before 唔).
 */
const WORDS: Readonly<Record<string, string>> = {
  有冇: '有没有', 冇问题: '没问题', 冇事: '没事', 冇空: '没空', 冇得空: '没空', 冇得: '不行', 冇人: '没人', 冇: '没有', 没得空: '没空', 不得空: '没空', 得空: '有空', 得闲: '有空', 冇得闲: '没空', 唔得闲: '没空',
  没得班: '没有班', 有没得: '有没有', 不得闲: '没空', 得唔: '得不', 崽: '孩子', 钟头: '小时', 那凯: '哪里', 啥子: '什么', 几多: '多少', 莫发: '别发', 莫叫: '别叫', 莫吵: '别吵', 睇: '看', 边个: '谁', 边位: '哪位', 边日: '哪天', 哪个得空: '谁有空', 几时: '什么时候', 点样: '怎么', 做乜: '为什么', 乜嘢: '什么', 乜: '什么', 咩: '什么',
  得唔得: '行不行', 得不得: '行不行', 唔得: '不行', 唔系: '不是', 系咪: '是不是', 唔使: '不用', 唔该: '麻烦', 唔好: '不要', 唔: '不', 咗: '了', 嘅: '的', 哋: '们', 佢: '她', 畀: '给', 俾: '给', 揾: '找', 搵: '找', 嚟: '来', 啲: '些',
  今个: '这个', 呢个: '这个', 呢排: '这段时间', 嗰: '那', 出年: '明年', 旧年: '去年',
  那晚: '那天晚', 当晚: '当天晚', 听日: '明天', 后日两日: '后天两天', 两日: '两天', 听晚: '明晚', 听朝: '明早', 琴日: '昨天', 寻日: '昨天', 噚日: '昨天', 琴晚: '昨晚', 寻晚: '昨晚', 噚晚: '昨晚', 今晚黑: '今晚', 今朝: '今早', 而家: '现在', 依家: '现在', 返工: '上班', 晓得: '知道',
}; // prettier-ignore

const ANY = new RegExp(
  Object.keys(WORDS)
    .sort((a, b) => b.length - a.length)
    .map((word) =>
      word === '几时'
        ? '几时(?![间段刻])'
        : word === '今个'
          ? '今个(?!儿)'
          : word === '呢个'
            ? '(?:^|(?<=[,。;!?]|[请休]假|空班|认领|看))呢个'
            : word === '点样'
              ? '(?<![\\d一二三四五六七八九十])点样'
              : word,
    )
    .join('|'),
  'g',
);

/** The same text with dialect words in the grammar's own, each still knowing where it was typed; the same object when there are none. */
export function inPlainWords(normal: Normal): Normal {
  ANY.lastIndex = 0;
  if (!ANY.test(normal.text)) return normal;
  ANY.lastIndex = 0;
  const origin: number[] = [];
  let text = '';
  let from = 0;
  const keep = (to: number): void => {
    text += normal.text.slice(from, to);
    origin.push(...normal.origin.slice(from, to));
  };
  for (const { 0: said, index } of normal.text.matchAll(ANY)) {
    keep(index);
    const plain = WORDS[said] ?? said;
    text += plain;
    for (let i = 0; i < plain.length; i++) origin.push(normal.origin[index + Math.min(i, said.length - 1)] ?? 0);
    from = index + said.length;
  }
  keep(normal.text.length);
  origin.push(normal.raw.length);
  return { ...normal, text, origin };
}
