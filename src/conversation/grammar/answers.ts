import { normalise } from './normalise';
import { readNumber } from './numbers';

export interface Answer {
  readonly kind: 'yes' | 'no' | 'number' | 'all' | 'next' | 'other';
  readonly numbers?: readonly number[];
}

const YES = /^(?:是|是的|对|对的|对啊|好|好的|好啊|好呀|行|可以|可|嗯|嗯嗯|没错|确认|确定|同意|没问题|ok|okay|yes|y|要|办|办吧|就这样|就这么办|是就这样)$/;
const NO = /^(?:否|不|不是|不要|不用|不用了|不了|不行|不可以|不同意|不好|算了|算了吧|取消|返回|没有|no|n|别|先不|先不了|先不办|不办|不办了|放弃|0)$/;
const ALL = /^(?:都要|全都要|全要|都|全部|全部都要|都可以|都行|都办|所有)$/;
const NEXT = /^(?:换一个|换个|下一个|换一批|别的|还有吗|更多|下一页)$/;
const NUMBER = /^(?:选|要|我选|我要|就)?(?:第)?(\d{1,3}|[一二三四五六七八九十两廿]{1,3})(?:个|号|项|条)?(?:吧|的)?$/;
const PARTICLES = /[。.!~,;、]+$|(?<=.)[吧啊呀呢哦啦哈]$/g;

/** Reads a short answer to an open question, anchored as a whole: 不好, 没问题吗 and whatever else is not plainly one is `other` or `no`. */
export function readAnswer(text: string, optionsCount: number): Answer {
  if (text.length > 40) return { kind: 'other' };
  const plain = normalise(text).text.replace(/\s+/g, '').replace(PARTICLES, '');
  if (NO.test(plain)) return { kind: 'no' };
  if (YES.test(plain)) return { kind: 'yes' };
  if (ALL.test(plain) && optionsCount !== 1) return { kind: 'all' };
  if (NEXT.test(plain)) return { kind: 'next' };
  const parts = plain.split(/[,、和跟+]/);
  const numbers = parts.map((part) => readNumber(NUMBER.exec(part)?.[1] ?? ''));
  if (parts.length > 0 && numbers.every((n) => n !== null)) return { kind: 'number', numbers };
  return { kind: 'other' };
}
