import { chainText } from '../text/chain-list';
import { inPlainWords } from '../text/dialect';
import { normalise, type Normal } from '../text/normalise';
import { heardDanger } from './score';
import { namesDanger } from './signs';

/** `explicit`: a danger to life is named. `veiled`: it sounds as if there were one. */
export type Tone = 'explicit' | 'veiled';

/** Whose life it is about: the speaker's own, somebody's she knows, or a caller's of whom a counsellor tells. */
export type About = 'herself' | 'other' | 'caller';

export interface Crisis {
  readonly tone: Tone;
  readonly about: About;
}

/** From where a text is a veiled sign by its score alone, and from where with the words of one: a false alarm costs a kind sentence, a miss a life. */
const ALARMING = -20;
const ALARMING_IF_HINTED = -150;
/** Nobody's cry for help is longer, and a pasted list is no sentence. */
const LONGEST_SCORED = 4000;

/** True when a score, in hundredths of a logit, is that of a veiled sign; `hinted`: with the words of one. */
export const soundsVeiled = (score: number, hinted: boolean): boolean =>
  score > (hinted ? ALARMING_IF_HINTED : ALARMING);

const CALLER =
  /来电(?:人|者|的)|来访(?:者|的)?|求助者|求助人|案主|个案|线上(?:这|那|有)|(?:刚|这|那)(?:才)?(?:接的?|通|个)(?:那通)?电话|电话(?:里|那头)/;
const SOMEBODY =
  /(?:^|[,。我])(?:的|家|有个|一个|屋里?)*(?:朋友|同学|闺蜜|室友|同事|同桌|网友|邻居|隔壁|楼上|老表|妹妹?|弟弟?|姐姐?|哥哥?|爸爸?|妈妈?|舅舅|老伴|爱人|老公|老婆|男朋友|女朋友|女儿|儿子|孩子|崽|闺女|娃|有人|她|他|佢|个仔|个女|阿妹)(?:[^,。]{0,8})(?:说|讲|喊|话|要|想|发|留|在|把|最近|喝|吃|爬|站|手|有)/;
/** What somebody else does to the speaker is her own danger. */
const TO_ME =
  /(?:打|杀|砍|掐|捶|踢|踹|扇|抽|摸|锁|关|绑|逼|威胁|骂|追|推|揍|捅|烫|泼|毒|不让|不放|不给|脱|侵犯|强)[^,。]{0,4}我|我[^,。]{0,4}(?:被|挨)|把我/;

/** 我自己来，不用找人了: whoever says so of a shift says it in the words of a farewell. */
const OF_A_SHIFT =
  /^(?:算了|那)?[,。 ]*我?(?:还是)?自己[来值上顶](?:吧|了)?[,。 ]*(?:不用|不要|别|不必)再?(?:帮我|给我)?找别?人(?:替|顶)?了?[,。!~ ]*(?:谢谢)?$/;

/** 算了，不给她了，我自己去; 这班我自己去: whoever goes in place of the one she asked. */
const OF_A_REQUEST =
  /^(?:算了|那)?[,。 ]*(?:不再?(?:给|找|问)(?:她|他|[她他]们|别人|人家)(?:来|去|上|值|顶|替|接|换)*了[,。 ]*(?:那|还是)*我?(?:还是)?|(?:这|那)个?一?班(?:还是)?我?(?:还是)?)自己[来值上顶去](?:吧|了)?[,。!~ ]*$/;

/** What a normal text says of a danger to life; null when nothing. `plain` is the same with dialect in common words. */
export function crisisOf(heard: Normal, plain: Normal, isList = false): Crisis | null {
  const explicit = namesDanger(heard.text) || (plain !== heard && namesDanger(plain.text));
  if (explicit) return { tone: 'explicit', about: aboutWhom(heard.text) };
  if (isList || heard.text.length < 2 || heard.text.length > LONGEST_SCORED) return null;
  if (OF_A_SHIFT.test(plain.text) || OF_A_REQUEST.test(plain.text)) return null;
  const { score, hinted } = heardDanger(plain.text);
  return soundsVeiled(score, hinted) ? { tone: 'veiled', about: aboutWhom(heard.text) } : null;
}

/** The same for a message as it was typed, a mention of the bot before it or none. */
export function crisisIn(text: string): Crisis | null {
  const heard = normalise(text.replace(/^\s*@\S{1,20}[\s\u2005]+/u, ''));
  return crisisOf(heard, inPlainWords(heard), chainText(text) !== null);
}

function aboutWhom(text: string): About {
  if (CALLER.test(text)) return 'caller';
  return SOMEBODY.test(text) && !TO_ME.test(text) ? 'other' : 'herself';
}
