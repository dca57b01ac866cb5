import { inPlainWords } from '../text/dialect';
import { normalise } from '../text/normalise';
import { readNumber } from '../text/numbers';
import type { Act } from '../reading';

/** A short answer to an open question or list. `other` is everything that is not wholly an answer. */
export interface Answer {
  readonly kind: 'yes' | 'no' | 'number' | 'all' | 'next' | 'other';
  readonly numbers?: readonly number[];
}

const YES =
  /^(?:是|是的|是啊|是呀|对|对的|对啊|对呀|对对|对对对|没错|正确|好|好的|好啊|好呀|好滴|好哒|好嘞|好吧|行|行吧|行啊|行的|可|可以|可以的|可以啊|成|中|没问题|没意见|同意|我同意|确认|确定|愿意|我愿意|接受|答应|就这样|就这么办|是就这样|就是这个|就这个|就它|嗯|嗯嗯|恩|恩恩|嗯好|嗯好的|嗯是的|嗯可以|ok|okay|okok|yes|y|必须的|要|要的|需要|得|妥|办吧|办|继续)$/;
const NO =
  /^(?:不|不是|不对|不行|不要|不好|不可以|不同意|我不同意|不愿意|不用|不用了|不需要|不了|不必|不接受|拒绝|否|错|错了|不换|不想|不能|不成|不方便|不办|不办了|别|别了|算了|算了吧|取消|返回|退出|放弃|先不|先不了|先不办|先不要|先不用|先算了|没有|no|n|0|还是不要了|还是算了|还是不了|不是这个|不是的|都不是|都不要|都不行|都不|一个都不要)$/;
const ALL =
  /^(?:我)?(?:都要|全要|全部|全都要|都可以|都行|都办|都选|全选|所有|都|全都|全部都要|都好|都是|都来|(?:全部?都?|都)给我)(?:了|的)?$/;
const NEXT =
  /^(?:换一个|换个|下一个|下一页|还有吗|还有别的吗|还有其他的吗|换一批|更多|再来几个|下一批|别的|别的呢|其他的呢|有别的吗)$/;
const COUNT = '(\\d{1,3}|[一二三四五六七八九十两廿]{1,3})';
const NUMBER = new RegExp(
  `^(?!我?(?:要|来|选)(?:两|[三四五六七八九]|\\d+)个)(?:我)?(?:要|选|就|就要|就选|选择|来)?(?:第)?${COUNT}(?:个|号|条|项|场)?(?:都要|就行|好了|那个|就好|的)?$`,
);
const LAST = /^(?:我)?(?:要|选|就|就要)?(?:最后|最末|最下面)(?:那|的)?(?:一)?(?:个|条|项)(?:给我|我要|归我|吧|好了)?$/;
const JOINTS = /[,、和与跟及+ ]|还有/;
const MARKS = /[,。.!~…;、]+$/;
const SOFT = /(?:[,。.!~]*(?:谢谢(?:你|您|啦|了)?|谢了|哈+|呢|哦|噢|喔|吧|啦|呀|啊|嘛|哟))+$/;

function numbersIn(text: string, optionsCount: number): number[] | null {
  if (LAST.test(text)) return optionsCount > 0 ? [optionsCount] : null;
  const numbers: number[] = [];
  for (const part of text.split(JOINTS)) {
    const value = readNumber(NUMBER.exec(part)?.[1] ?? '');
    if (value === null) return null;
    if (!numbers.includes(value)) numbers.push(value);
  }
  return numbers;
}

function answerOf(said: string, optionsCount: number): Answer | null {
  if (NO.test(said)) return { kind: 'no' };
  if (YES.test(said)) return { kind: 'yes' };
  if (ALL.test(said)) return { kind: optionsCount === 1 && /^都$/.test(said) ? 'other' : 'all' };
  const numbers = numbersIn(said, optionsCount);
  return numbers ? { kind: 'number', numbers } : null;
}

/**
 * Reads a short answer; the whole text has to be one, so that 不好, 好像不行 and 没问题吗 are never a yes, and a question is never
 * an answer. `optionsCount` is how many numbered options stand open; numbers outside it are given all the same.
 */
export function readAnswer(text: string, optionsCount: number): Answer {
  if (text.length > 40) return { kind: 'other' };
  const plain = inPlainWords(normalise(text)).text;
  if (NEXT.test(plain.replace(/[?。!~]+$/, ''))) return { kind: 'next' };
  if (plain.includes('?')) return { kind: 'other' };
  const bare = plain.replace(MARKS, '');
  if (bare === '') return { kind: 'other' };
  return (
    answerOf(bare, optionsCount) ??
    answerOf(bare.replace(SOFT, '').replace(MARKS, ''), optionsCount) ?? { kind: 'other' }
  );
}

/** These are commands or answer another person, beside being a yes. */
const COMMITS = /确认|确定|同意|愿意|接受|答应/u;

/** 是, 好, 要: a yes that is nothing else. */
export const isPlainYes = (text: string): boolean => readAnswer(text, 0).kind === 'yes' && !COMMITS.test(text);

const SOFTLY = '(?:出去|了)?(?:吧|啦|呀|啊|了|哦)*[。.!！~]*$';
/** The act said by its name to the question whether it is to be done. */
const BY_NAME: Partial<Record<Act, RegExp>> = {
  notify: new RegExp(`^(?:那|就|可以|好|好的|行)*[,，]?(?:现在|直接|马上)?(?:发|发送|通知)${SOFTLY}`, 'u'),
  publish: new RegExp(`^(?:那|就|可以|好|好的|行)*[,，]?(?:现在|直接|马上)?(?:发|发送|公布)${SOFTLY}`, 'u'),
  'ask-again': new RegExp(`^(?:那|就|可以|好|好的|行)*[,，]?(?:现在|直接|马上)?(?:发|发送|催|问)${SOFTLY}`, 'u'),
  'ask-coordinator': new RegExp(
    `^(?:那|就|可以|好|好的|行|帮我|你)*[,，]?(?:转|转过去|转给[她他](?:们)?|转一?下)${SOFTLY}`,
    'u',
  ),
};

/** 发吧, 转吧. */
export const saysAct = (text: string, act: Act): boolean => BY_NAME[act]?.test(text.trim()) === true;
