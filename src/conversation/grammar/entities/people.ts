import { COMPOUND_NAMES, COMPOUND_NAMES_AND_WORDS, FAMILY_NAMES, FAMILY_WORDS } from './family-names';
import { hanAt, withDotsAt } from './name-characters';

const TITLE =
  /^(?:姐姐|大姐|姐|哥|老师|主任|督导|医生|大夫|阿姨|姨|叔叔|叔|妹妹|妹|总|工|科长|部长|主席|书记|师傅|嫂子|嫂|婶|奶奶|同学|社工|咨询师|队长|组长)/;
/** Characters that end a name: what people write right behind one. */
const STOP = new Set(
  '的吧了呢排派啊呀吗嘛哦么来去在是和跟与给换替代帮顶值班我你您她他它谁让由请退认领求报登确签取到到上下接对互调不没别也都就再还又想要能可会行有把将被说问好同个这那哪几两么第补说负责岗今改过愿待从把商量做干打用需应能'.split(
    '',
  ),
);
/** Courtesies and questions that people put right behind a name. */
const ENDS = /^(?:谢谢|谢了|谢啦|多谢|感谢|辛苦|麻烦|拜托|什么|何时|周几|星期几|礼拜几)/;
const NO_NAMES =
  /^(?:谢谢|谢了|谢啦|辛苦|辛劳|安排|安静|查询|查看|查一|时间|时候|时段|方便|应该|项目|高危|高兴|平时|全部|全体|关于|任何|任务|何时|何人|白天|白班|常规|成功|明白|通知|单位|于是|孙子|和平|计划|方案|方法|管理|向大|万一|江湖|连接|连续|连着|单独|解释|解决|房间|包括|车上|强制|简单|石头|金额|温馨|文件|文字|游戏|路上|卫生|华人|关闭|关心|时长|有空|成员|成了|高峰|白白|安心|安全|常来|文档|左右|项次|单子|易怒|严重|广播|包干|费用|管事|党员|古城|强度|米饭|农村|农历|盛大|路过|牛奶|马上|万分|方面|周到|周边|周期|支持|江边|云南|麻烦|麻利|麻将|渠道|旷[工课班]|揭晓|鞠躬|矫正|茅台|荆州|桑拿|宗旨|刁难|诸位|诸多|伊犁|仲裁|弘扬|甄别|朴素|辜负|栗子|郁闷|乌鸦|麦克|鹿寨|荔枝|荔浦|湛江|艾滋|艾灸|寿宴|肖邦|楚雄|付款|付钱|付费|付出|付过|荣幸|荣誉|惠民|寿星|凤山|晋级|卓越|谷歌|萨满|肖像|宰客|杭州)/;
/** Words that begin like a rarer family name. */
const NO_RARE_NAMES =
  /^(?:那[个位边些里天种]|还[有剩缺差没是能可]|.{1,2}[哪剩]|有空|有人|有事|有时|有些|有点|有班|全组|全家|全员|公司|公公|公众|公益|师傅|师父|师姐|师兄|师妹|师母|双方|双休|双数|东西|东边|红包|家庭|家里|家人|家长|家属|能人|班长|班组|班里|班上|班主|空班|空缺|要求|要紧|要事|国家|国庆|平台|平时|平常|和好|明天|明年|水果|花店|通知|都有|都没|从前|从头|过年|过节|过后|过来|过去|母亲|养老|相关|相同|后勤|后台|后天|后面|后边|别处|别家|别的|别个|广播|广大|利益|言语|福利|区里|区妇|区委|元旦|行政|皮肤|谈话|谈谈|宣传|宣讲|储备|暴雨|祖国|阴天|东区|千万|山上|山里|水电|云端|计算|计时|计划|伏案|危险|支部|支援|经理|经常|经过|应急|应该|干部|干活|富裕|封面|牧民|仰卧|秋天|秋季|束缚|幸福|幸亏|薄弱|印象|宿舍|怀孕|索性|咸鱼|苍天|闻到|贡献|劳动|劳驾|扶手|堵车|通勤|通讯|边上|边边|充电|习惯|鱼塘|容易|慎重|终于|居委|居民|居家|衡量|步行|满意|满员|越快|越好|隆重|融水|空闲|空位|空档|丰收|权益|权限|盖章|益阳|繁忙|繁琐|员工|句子|钻石|折腾|召集|六一|六楼|修理|修改|展览|巨大|庆典|敬老|智能|朝阳|来电|来宾|泉水|海边|火车|炎症|由头|畅通|皇家|直播|直接|种类|端午|竹子|线上|线下|线路|老人|老家|老公|老婆|老师|老板|老乡|老大|老年|者们|良心|虎年|衣服|西边|西区|豆腐|赛事|达标|运动|运气|道理|还款|里面|里边|野外|银行|锁门|长期|长辈|降温|雪天|飞机|香港|黑板|腾空|镇上|镇里|操作|操场|招聘|招募|战友|拜年|生日|生病|药店|德育|才艺|普通|晓得|补班|补位|税务|买菜|位置|信息|信访|初中|初一|占位|取消|台风|合适|合作|吐槽|善后|回家|回复|坚持|城里|城区|堂姐|堂妹|堂哥|塔楼|士兵|官方|客人|客户|尼龙|布置|库房|延期|开会|开心|异地|心理|税收|候补|候选|诚意|令人|哈哈|迟点|乜嘢|楼上|楼下|犹豫|燕麦|浦东|戈壁|沙龙|沙发|沃尔|须知|养生|相当|里程|考勤|烟草|绍兴|冒昧|丘陵)/;
const NO_GIVEN =
  /^(?:大家|别人|其他|她们|他们|我们|你们|人家|自己|家长|家属|全员|志愿|同事|朋友|统筹|负责|群里|组长|队长|领导|值班|主持|嘉宾|助理|督导|老师|孩子|儿子|女儿|老公|爱人|妈妈|爸爸|家里|机会|面子|一个|哪个|谁谁|新人|对方|后面|前面|活动|报名|来电|电话|热线|沙龙|今晚|点个|发个|出个|加油|点赞|家人|病人|客人|补位|系统|机器|机构|单位|消息|答复|回复|结果|说法|意见|方案|建议|评价|帮助|备班|接线)/;

/** 王芳安排到周三夜班: what is done with her is no part of her name. */
const PLACED = /^(?:安排|调[到去整班]|[派放加分编移挪撤]到|加[进入上])/;

/** The characters that Uighur, Kazakh, Tibetan and Mongolian names are mostly written with. */
const SOUNDS =
  '古丽米热娜买提阿依努尔艾力迪拉木江别克合扎西卓玛次仁丹增洛桑旺姆多吉措达瓦央金其格巴特图雅乌兰托娅苏日斯琴帕孜吐逊哈麦尼亚夏卡德塔赛祖农莫明琪美朵泽郎嘎白珍梅才让索朗宗加';
const SOUNDED = new RegExp(`^[${SOUNDS}]{3,6}`);

const NAME_FIRST = new Set([
  ...FAMILY_NAMES,
  ...FAMILY_WORDS,
  ...COMPOUND_NAMES_AND_WORDS.map((name) => name.charAt(0)),
  ...SOUNDS,
  '小',
  '老',
]);

/** False when no name with a family name, and no nickname, can begin with `char`. */
export const beginsName = (char: string): boolean => NAME_FIRST.has(char);

/** True when no name goes on at `at`: another word, a mark or the end. */
const isNameEnd = (text: string, at: number): boolean => hanAt(text, at) === '' || STOP.has(text.charAt(at));

/** A name and how many characters it takes with the form of address behind it. */
export interface NameFound {
  readonly name: string;
  readonly length: number;
}

type Blocked = (at: number) => boolean;

/** How many characters at `at` a form of address takes. */
export const titleAt = (text: string, at: number): number => TITLE.exec(text.slice(at, at + 4))?.[0].length ?? 0;

/** True for a word that has the look of a name and is none. */
export const isNoName = (text: string, at: number): boolean => {
  const rest = text.slice(at, at + 8);
  return NO_NAMES.test(rest) || NO_RARE_NAMES.test(rest) || NO_GIVEN.test(rest);
};

/** The name that begins at `at`, or null when none does. `blocked` tells where a time or another word begins. */
export function nameAt(text: string, at: number, blocked: Blocked): NameFound | null {
  const rest = text.slice(at, at + 8);
  if (NO_NAMES.test(rest)) return null;
  const nick = /^(?:小|老|阿)([一-鿿])/.exec(rest);
  if (nick && (FAMILY_NAMES.has(nick[1] ?? '') || (rest.startsWith('阿') && !STOP.has(nick[1] ?? '')))) {
    const length = 2 + titleAt(text, at + 2);
    return { name: rest.slice(0, length), length };
  }
  const family =
    COMPOUND_NAMES.find((name) => rest.startsWith(name)) ?? (FAMILY_NAMES.has(rest.charAt(0)) ? rest.charAt(0) : '');
  return family === '' ? null : fullNameAt(text, at, family, blocked);
}

/** The same for the family names that are words of their own, where only a person can stand. */
export function rareNameAt(text: string, at: number, blocked: Blocked): NameFound | null {
  if (isNoName(text, at)) return null;
  const nick = /^[小老]/.test(text.charAt(at)) && FAMILY_WORDS.has(text.charAt(at + 1)) && isNameEnd(text, at + 2);
  if (nick && !STOP.has(text.charAt(at + 1))) return { name: text.slice(at, at + 2), length: 2 };
  const first = text.charAt(at);
  const family =
    COMPOUND_NAMES_AND_WORDS.find((name) => text.startsWith(name, at)) ?? (FAMILY_WORDS.has(first) ? first : '');
  const found = family === '' ? null : fullNameAt(text, at, family, blocked);
  if (!found) return null;
  const end = at + found.length;
  return isNameEnd(text, end) || blocked(end) ? found : null;
}

function fullNameAt(text: string, at: number, family: string, blocked: Blocked): NameFound | null {
  const begin = at + family.length;
  const title = titleAt(text, begin);
  if (title > 0) return { name: text.slice(at, begin + title), length: family.length + title };
  let end = begin;
  for (let given = 0; given < 2; given++) {
    const char = hanAt(text, end);
    if (
      char === '' ||
      STOP.has(char) ||
      ENDS.test(text.slice(end, end + 4)) ||
      (given > 0 && PLACED.test(text.slice(end, end + 3))) ||
      ((given > 0 || /[周星礼今明昨后大下上每]/.test(char)) && blocked(end)) ||
      (given > 0 && titleAt(text, end) > 0)
    )
      break;
    end += char.length;
  }
  if (end === begin) return null;
  return { name: text.slice(at, end), length: end - at + titleAt(text, end) };
}

/** A given name or nickname without a family name, where only a person can stand (给…, 代…). */
export function givenNameAt(text: string, at: number, blocked: Blocked): NameFound | null {
  const latin = /^[a-z][a-z. ]{1,20}[a-z]/.exec(text.slice(at, at + 24));
  if (latin) return { name: latin[0], length: latin[0].length };
  if (isNoName(text, at)) return null;
  let end = at;
  for (let given = 0; given < 3 && !isNameEnd(text, end) && !blocked(end); given++) end += hanAt(text, end).length;
  return [...text.slice(at, end)].length === 2 && isNameEnd(text, end)
    ? { name: text.slice(at, end), length: end - at }
    : null;
}

/** 热娜·艾力, 古丽米热: a name that is written by its sound, where only a person can stand. */
export function soundedNameAt(text: string, at: number, blocked: Blocked): NameFound | null {
  const stops = (place: number): boolean => STOP.has(text.charAt(place)) || blocked(place);
  const dotted = text.includes('·') ? withDotsAt(text, at, stops) : 0;
  if (dotted > 0) return { name: text.slice(at, at + dotted), length: dotted };
  const sounds = SOUNDED.exec(text.slice(at, at + 8))?.[0] ?? '';
  if (sounds.length < 3 || isNoName(text, at)) return null;
  const end = at + sounds.length;
  if (!isNameEnd(text, end) && !blocked(end)) return null;
  return { name: sounds, length: sounds.length + titleAt(text, end) };
}
