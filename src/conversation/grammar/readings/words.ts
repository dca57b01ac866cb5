import { inPlainWords } from '../text/dialect';
import { normalise, type Normal } from '../text/normalise';

/**
 * What a short word says to somebody who waits for one: that it was read (收到), that it is well (好的), that it is taken on
 * (没问题), 确认, that she comes (会去的), that she sees to it (我来处理), that she cannot (有事), not yet (再想想), or thanks alone.
 */
export type WordKind = 'heard' | 'fine' | 'accept' | 'confirm' | 'commit' | 'handle' | 'decline' | 'hold' | 'thanks';

export interface Word {
  readonly kind: WordKind;
  /** A condition or a remark that came with it, as typed: 我可能要晚20分钟. */
  readonly but?: string;
}

/** Who says 好的 says it to somebody, and softly. */
const SOFT =
  '(?:老师|小约|亲|亲爱的|领导|主任|姐|哥|大家|各位|啦|呢|哦|噢|喔|哈+|呀|啊|吧|嘛|哟|咯|的|了|滴|哒|嘞|[,、。.!~;… ]|谢谢(?:你|您|提醒|通知|告知|老师|啦|了)*|辛苦(?:你|您|了|啦)*|感谢|多谢(?:你|您|提醒)*|麻烦(?:你|您|了)*|不好意思|对不起|抱歉|sorry|真的?)';
const WHEN =
  '(?:我|我们|本人|那天|当天|今天|明天|后天|今晚|明晚|到时候?|这次|这回|这一?班|那一?班|这个|周[一二三四五六日天]|[早晚午夜]上)';
const SURELY = '(?:会|一定|肯定|准时|按时|必须?|准|马上|立刻|立马|这就|就|都|能|可以|也|那)';

/** The phrases of each kind; what stands above is weighed heavier where two kinds are said in one breath. */
const PHRASES: readonly (readonly [Exclude<WordKind, 'confirm' | 'thanks'>, string])[] = [
  [
    'decline',
    `${WHEN}*(?:实在|恐怕|可能|临时|突然|刚好|正好|也|都|又|确实|估计|应该|还是|家里|单位|学校|公司|孩子|要|得|还|就|现在|有点){0,4}(?:(?:来|去|上|值|到|接|顶|帮|搞|弄|处理|赶|抽|走|脱)不(?:了|成|到|及|上|开身|开)|来唔到|不[来去]|不能[来去到接值上]?|不得空|没得?空|没时间|没有(?:空|时间)|有(?:点|别的|其他的?|急|私|要紧)?(?:事情?|安排)|不方便|不行|不得行|要?(?:加班|出差|开会|上课|值夜班|看病|住院)|在(?:外地|外面|外头|出差|开会|住院|老家)|病了|感冒|发烧|请假|下次|下回|无能为力)(?:啊|了|的)*(?:在(?:外地|外面|老家))?`,
  ],
  [
    'handle',
    `${WHEN}*(?:先|正?在|已经?|马上|立刻|现在|这就|来|去|会){0,3}?(?:处理(?:中|一下|掉)?|(?:在)?联系(?:中|她|他|上|她们|他们|人)?|(?:打|去)个?电话(?:问问?|催|给她|看看|联系)*(?:一?下)?|跟进|解决|想办法|看看?怎么回事|去看看?|过去看看?|找人(?:顶|来|去|替)?|安排(?:人|一下)?|催(?:一下|她|他)?|问问(?:她|他|看)?|负责)`,
  ],
  [
    'hold',
    `${WHEN}*(?:还|先|再|要|得|让我?|等我?|容我?|等等|暂时){0,3}(?:看情况|看看情况|看看再说|再看看?|看看|想想看?|想一想|想一下|考虑考虑|考虑一下|考虑|再说|不确定|没确定|说不准|说不好|不一定|没定|(?:[跟和与同]?家里人?|[跟和与同]家人)?商量(?:一?下|商量)|问问家里人?|问一下家里|问下家里|晚点再?[回答]复?你?|晚点告诉你|过会儿?再?回你?|稍后(?:再)?回复?你?)(?:再(?:说|回复?你?|答复你?|定))?`,
  ],
  [
    'commit',
    `(?:${WHEN}|${SURELY})*(?:(?:来|去|到场|参加|过来|过去)(?![了啦])|${SURELY}+(?:到|在)|顶|接|上)(?:参加|值班|顶班|接班|上班|值)?|算我?一?个?(?<=我|我一个)|必到|准到|会到|交给我|包在我身上|放心|(?:不会忘|忘不了|记得|记住|记着|记下|安排好)|会准时|准时|会的|一定|必须的?|不见不散|(?:到时候?|明[天晚早]|今晚|回头|周[一二三四五六日天]|那天)见`,
  ],
  ['accept', '能|我能|我行|我可以|要得|得行|没(?:有)?问题|没得问题|木问题|妥妥?|没毛病|同意|愿意|我接受|接受|乐意'],
  ['fine', '好|行|可以|阔以|可|成|中|ok|okay|okk|okok|得|没事|好好|好嘞|就这样|有空|有时间|方便|闲着|在家'],
  ['heard', '收到|知道|知晓|晓得|明白|清楚|了解|看到|已阅|嗯|恩|哦|噢|roger|get'],
];

const phrase = (body: string): RegExp => new RegExp(`^${SOFT}*(?:(?:${body})${SOFT}*)+$`);
const ANY_OF = (kinds: readonly string[]): RegExp => phrase(kinds.join('|'));

/** Whoever says 收到, 没空 declines: beside its own words each kind allows those that commit to nothing else. */
const KINDS = PHRASES.map(([kind, body], i) => ({
  kind,
  own: new RegExp(body),
  whole: ANY_OF([body, ...PHRASES.slice(Math.max(i + 1, 3)).map(([, other]) => other)]),
}));
const THANKS =
  /^(?:好的?|[,。!~ ])*(?:谢谢|多谢|感谢|谢啦|谢了|辛苦了?|thx|thanks?)(?:你们?|您|啦|了|大家|小约|老师|哦|啊|呀|的|提醒|通知|[,。!~ ])*$/;
const CLAPS =
  /^(?:(?:\u{1F44C}|\u{1F197}|\u{1F44D}|\u{1F64F}|\u{1F4AA}|\u{1F91D}|\u{2705})(?:\p{Emoji_Modifier}|\ufe0f|\s)*)+$/u;
const PRAYS = /^(?:\u{1F64F}[\u{1F3FB}-\u{1F3FF}]?\s*)+$/u;
const CONFIRMS = /^(?:我?(?:可以|能)?确认(?:过)?(?:到岗|参加|来)?)$/;
/** 行不行, 能不能: a question that needs no mark. */
const EITHER_OR = /(.)[不没]\1/u;
/** Where a condition or a remark begins behind a word. */
const TAIL =
  /[,，。;；\s]*(?:但是?|不过|只是|可是|就是)|[,，;；\s]+(?=我?(?:们)?(?:可能|大概|估计|也许|恐怕)?(?:要|会|得)?(?:稍微?|略)?[晚迟]|路上|堵车)/u;
const LONGEST = 24;
const LONGEST_TAIL = 80;

/** Reads a text that is wholly such a word, or one with a condition behind it; null for everything else, and for every question. */
export function readWord(text: string): Word | null {
  if (text.length > LONGEST + LONGEST_TAIL || /[?？]|[吗么]\s*$/u.test(text)) return null;
  if (CLAPS.test(text.trim())) return { kind: PRAYS.test(text.trim()) ? 'thanks' : 'fine' };
  const whole = kindOf(inPlainWords(normalise(text)));
  if (whole !== null) return { kind: whole };
  const tail = TAIL.exec(text);
  if (!tail || tail.index === 0) return null;
  const kind = kindOf(inPlainWords(normalise(text.slice(0, tail.index))));
  const but = text.slice(tail.index + tail[0].length).trim();
  return kind === null || kind === 'decline' || kind === 'thanks' || but === '' ? null : { kind, but };
}

function kindOf(normal: Normal): WordKind | null {
  // 好好好好好 says no more than 好好, and would only slow the matcher down
  const said = normal.text.replace(/\s+$/u, '').replace(/(.)\1{2,}/gu, '$1$1');
  if (said === '' || said.length > LONGEST || EITHER_OR.test(said)) return null;
  if (THANKS.test(said)) return 'thanks';
  const plain = said.replace(/[,。.!~]+/g, ',').replace(/,$/, '');
  if (plain.split(',').every((part) => part !== '' && CONFIRMS.test(part))) return 'confirm';
  return KINDS.find(({ own, whole }) => own.test(plain) && whole.test(plain))?.kind ?? null;
}
