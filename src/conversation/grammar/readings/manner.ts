import type { Courtesy, Reading } from '../reading';

/** Whoever only says hello may want to know what can be said. */
const GREETING = /^(?:你好|您好|嗨|哈[喽啰罗]|hello|hi|早|早上好|上午好|中午好|下午好|晚上好)[啊呀哈!！。.~～]*$/iu;

/** Whoever only thanks wants nothing more. */
const THANKS =
  /^(?:好的?|收到|嗯)?[,，。\s]*(?:谢谢|多谢|感谢|谢啦|谢了|辛苦了?|thx|thanks?)(?:你们?|您|啦|了|大家|小约|哦|啊|呀)*[!！。.~～\s]*$/iu;

/** What people say to a call and mean nothing else by. */
const ACKNOWLEDGEMENT = /^(?:好的?[,，]?)?(?:收到|知道了|明白)(?:了|[,，]?(?:马上|我来|我去|这就)?处理)?[!！。.~～]*$/u;

/** Words that can only be meant for what somebody asked; 好的 may be said to anything. */
const PLAIN_CONSENT = /同意|愿意|我接|我换|可以接|可以换|能接|能换/u;
const PLAIN_REFUSAL = /不行|不同意|拒绝|不接|不换|不了班|接不了|来不了|去不了|不能|没空|没法|没办法/u;
const NOT_COMING = /[来去]不了|不[来去]了|不能[来去]|没法[来去]/u;
/** These words also answer what somebody else asked or what a reminder asked for. */
const FOR_OTHERS = /同意|确认|確認/u;
/** Nothing longer is an answer and nothing else. */
const LONGEST_ANSWER = 12;

function courtesyOf(text: string): Courtesy | null {
  if (ACKNOWLEDGEMENT.test(text.trim())) return 'acknowledgement';
  if (THANKS.test(text)) return 'thanks';
  return GREETING.test(text) ? 'greeting' : null;
}

/** The readings with how it was said beside what was asked for: courtesies, and how plainly an answer is one. */
export function withManner(text: string, readings: readonly Reading[]): Reading[] {
  const courtesy = courtesyOf(text);
  const forOthers = text.length <= LONGEST_ANSWER && FOR_OTHERS.test(text);
  return readings.map((reading) => {
    const plain = reading.act === 'agree' ? PLAIN_CONSENT : reading.act === 'refuse' ? PLAIN_REFUSAL : null;
    const mild = plain !== null && !plain.test(text);
    const absent = reading.act === 'refuse' && NOT_COMING.test(text);
    if (courtesy === null && !mild && !absent && !forOthers) return reading;
    return {
      ...reading,
      ...(courtesy === null ? {} : { courtesy }),
      ...(mild ? { mild } : {}),
      ...(absent ? { absent } : {}),
      ...(forOthers ? { forOthers } : {}),
    };
  });
}
