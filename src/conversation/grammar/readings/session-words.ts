import { namesOf } from '../entities/names';
import type { Vocabulary } from '../reading';
import { typed, type Normal } from '../text/normalise';
import { NUMBER, readNumber } from '../text/numbers';

/** What is said of a session in words of its own, and the text without them, each character where it stood. */
export interface SessionWords {
  readonly rest: Normal;
  readonly topic?: string;
  readonly place?: string;
  /** How many households; null: as many as come. */
  readonly capacity?: number | null;
  /** So many households more, or fewer. */
  readonly more?: number;
}

const VERB =
  /改|挪|移|调|换|推|延|提前|往[前后]|加|增|减|多放|放|新[增建]|添|[开办排]|安排|组织|[停取]|撤|砍|关|截止|不再|别再|结束|恢复|收人|收新人|接受|让人报|不搞|不举行|压|[早晚](?=半|[一两二三四五六七八九十\d]{1,3}(?:个|分|刻|小时|钟头))|放开|可以报名|能报名|名额|人数|限额|容量|主题|题目|话题|地点|地址|场地|会场|照常|照旧|如期/;
const NOUN = /场|活动|课|报名|(?<!星)期/;

const LINK =
  '(?:要|就|也|先|请|统一|临时)*(?:修改|更改|变更|调整|改|换|定|挪|移|搬|放|设|安排)*(?:成|为|是|叫|到|在|至|:|\\s)*';
const WORDS = '(?<words>(?!主题|题目|话题|(?:改|换)?一?下|(?:改|换)个|掉|了)[^,;。!?]{1,60})';
/** 主题改一下,改成…: that it is another one may be said before which. */
const ANNOUNCED = '(?:(?:要|想|先)*(?:改|换|调整?|变)(?:一?下|一个|个|掉)?[,:]+)?';
const TOPIC = new RegExp(`(?:的|[,;])?(?:主题|题目|话题|讲题)${ANNOUNCED}${LINK}(?!是?(?:啥|什么|哪|谁))${WORDS}`);
/** 改到二楼会议室, 在一楼大厅: what ends like a place is one. */
const ROOM =
  '(?:室|厅|楼|馆|院|中心|车站|之家|学校|小学|中学|公园|园区|幼儿园|社区|广场|书吧|书房|书店|基地|礼堂|驿站|门口|平台|会场|咖啡店|操场|村|街道|小区)';
/** 场地停电 is no place: it is linked, or ends like one. */
const PLACE = new RegExp(
  `(?:的|[,;])?(?:上课|开课)?(?:地点|地址|场地|会场|地方|教室)(?:${LINK}(?<=[成为是到在至:])${WORDS}|(?<room>[^,;。!?]{1,24}?${ROOM})(?=[,;。!?]|$))`,
);
const AT_PLACE = new RegExp(
  `(?:改|挪|移|搬|换|调|放|安排)?(?:到|在|去)(?<words>(?!.{0,12}(?:上午|下午|晚上|中午|点钟?(?!咖)|周[一二三四五六日天]|星期|礼拜|\\d[号日:]))[^,;。!?]{1,24}?${ROOM})(?:里|内)?(?=开|办|举行|举办|进行|上|吧|了|[,;。!?]|$)`,
);
/** 改到周日下午二楼会议室: the place behind the time. */
const PLACE_BEHIND_TIME = new RegExp(
  `(?<=(?:改|挪|移|调|换|推|延)期?到.{1,14}[午上点分半号日天])(?<words>(?!上午|下午|晚上|中午|早上)[^,;。!?\\d周的]{1,12}?${ROOM})(?=开|办|举行|进行|吧|了|[,;。!?]|$)`,
);
const UNIT = '(?:户人?家?|家(?:人)?|个?家庭|组家庭|组|个?名额|个?位子?|个?人|名|个)?';
const SEATS = new RegExp(
  `(?:的|[,;])?(?:报名|参加|总)?(?:名额|人数|限额|容量|户数|上限|规模)(?:上限)?(?:要|就|也|先|请)*(?:修改|更改|调整|改|加|增加|增|扩大|扩|提高|提|上调|下调|调|减少|减|降低|降|放宽|放|限|设|定|缩|压缩|压|砍|控制)*(?:成|到|为|是|在|至|:)*(?<count>${NUMBER})${UNIT}`,
);
const AS_MANY = /(?:的|[,;])?(?:名额|人数|限额|报名)?(?:不限(?:名额|人数|户数)?|不设限|不设上限|敞开报?)/;
const MORE = new RegExp(
  `(?:的|[,;])?(?:名额)?(?:再|多|还)*(?<verb>增加|增|加|多放|放|多开|减少|减|少)(?:出)?(?<count>${NUMBER})(?:个)?(?:户|家|个?家庭|组|名额|位子?)(?:名额)?(?:出来)?`,
);
const LIMIT = new RegExp(
  `(?:[,;])?(?:限额?|限定|最多|只收|收|招|可报|上限|一共|共)(?<count>${NUMBER})(?:户人?家?|家|个?家庭|组家庭|组|个名额)`,
);

/** null: nothing in the text is about a session. */
export function aboutSession(normal: Normal, vocabulary: Vocabulary | undefined): SessionWords | null {
  if (normal.text.length > 160 || !VERB.test(normal.text)) return null;
  if (!NOUN.test(normal.text) && !namesOf(vocabulary).programmes.some((name) => normal.text.includes(name)))
    return null;
  const cutter = new Cutter(normal);
  const topic = cutter.words(TOPIC);
  const place = cutter.words(PLACE) ?? cutter.words(AT_PLACE) ?? cutter.words(PLACE_BEHIND_TIME);
  const asMany = cutter.take(AS_MANY) !== null ? null : undefined;
  const capacity = asMany === null ? null : (cutter.count(SEATS) ?? cutter.count(LIMIT));
  const by = capacity === undefined ? cutter.take(MORE) : null;
  const amount = by ? readNumber(by.groups?.count ?? '') : null;
  return {
    rest: cutter.rest,
    ...(topic === undefined ? {} : { topic }),
    ...(place === undefined ? {} : { place }),
    ...(capacity === undefined ? {} : { capacity }),
    ...(amount === null ? {} : { more: /减|少/.test(by?.groups?.verb ?? '') ? -amount : amount }),
  };
}

/** Takes pieces out of a text; each leaves commas behind. */
class Cutter {
  constructor(public rest: Normal) {}

  take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.rest.text);
    if (!found) return null;
    const end = found.index + found[0].length;
    const { text } = this.rest;
    this.rest = { ...this.rest, text: text.slice(0, found.index) + ','.repeat(found[0].length) + text.slice(end) };
    return found;
  }

  /** What stands in the named group, as it was typed. */
  words(pattern: RegExp): string | undefined {
    const before = this.rest;
    const found = this.take(pattern);
    const words = found?.groups?.words ?? found?.groups?.room;
    if (!found || words === undefined) return undefined;
    const from = found.index + found[0].indexOf(words);
    const said = typed(before, from, from + words.length).replace(/^[\s《「“"『]+|[\s》」”"』。！!，,]+$/gu, '');
    return said === '' ? undefined : said;
  }

  count(pattern: RegExp): number | undefined {
    const before = this.rest;
    const found = this.take(pattern);
    const count = found ? readNumber(found.groups?.count ?? '') : null;
    if (count !== null) return count;
    this.rest = before;
    return undefined;
  }
}
