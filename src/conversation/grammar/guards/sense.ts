import type { Evidence } from '../evidence/evidence';
import { readNumber } from '../text/numbers';
import type { Reading } from '../reading';
import { asked } from './about-itself';
import { contradiction, datesDisagree } from './contradictions';
import { acts, matched, plainly, writesBut, type Guard } from './guard';
import { implausible } from './sizes';

const ABOUT = '(?:两三|三四|四五|五六|六七|七八|八九|一两|二三|十[来几]|若干|好几|(?<![这那哪前后头剩第有])几)';
const ROUGHLY = new RegExp(
  `(?:认领|领|退|要|来|值|上|接|抢|报|求替|换|替)[^,;。]{0,4}?${ABOUT}(?:个|场|节)?(?:班|场|次)`,
);
const HANDS = /补(?:上|充)?(\d{1,2}|[两二三四五六七八九十])(?:个|名|位)(?:人|志愿者|接线员|备班)?(?![号])/;

function roughly({ act, slots }: Reading, { text }: Evidence): string | null {
  if (act !== 'fill') return matched(ROUGHLY, text);
  const found = slots.when === undefined && slots.numbers === undefined ? HANDS.exec(text) : null;
  return found && readNumber(found[1] ?? '') !== 1 ? found[0] : null;
}

/** Groups order together, joke, and rate what they eat. */
const SHOPPING = /接龙.{0,6}(?:买|团购?|拼|订|点餐|聚餐|吃|带饭|奶茶|口罩|水果|快递)|(?:团购|拼单|拼团|点餐)/;
const RATED =
  /(?:这|那|楼下|隔壁|对面|门口)(?:一)?(?:家|款|部|杯|碗|盘)[^,。;]{0,6}|(?:外卖|奶茶|螺蛳粉|米粉|老友粉|火锅|电影|餐馆|饭店|食堂|快递)/;
const EATEN =
  /(?:螺蛳粉|米粉|老友粉|奶茶|咖啡|火锅|烧烤|米线|炸鸡|蛋糕)[^,。]{0,3}(?:认领|来|领|要|报)|(?:认领|来|领|要)[^,。]{0,3}(?:碗|杯|盘|串)/;
const JOKE = /我这个?人|梦里|梦中|当神仙|做神仙|([替帮代]我)[^,;。!]{1,5}\1/;
const AT_WORK =
  /(?:科室|部门|车间|公司|单位|办公室|店里|厂里|学校|我们?班|项目组)(?:里|上)?(?:的|那个|有个)*(?:小|老|阿|大)?[\u4e00-\u9fff]{1,2}(?:T|L|又|也|要|想|说|突然|临时)*(?:请|休|调休)/;
/** What a third person gave as an answer: 罗伟回我:去不了. */
const REPLIED = /(?:回复?我|答复我|(?:跟|对|和|给|同)我(?:说|讲|发)|告诉我)(?:说|讲|的是)?[:]/;
/** 孩子学校明天请假: who may be away there is no volunteer. */
const AT_SCHOOL =
  /(?:孩子|娃|宝宝|女儿|儿子|小孩|妹妹|弟弟)(?:的|她|他)?(?:学校|幼儿园|班上|班级|老师)(?:T|也|都|要|得|统一|组织)*(?:请|休)(?:[TL])*的?假/;
const ABSENT_THIRD =
  /^(?:[她他]们?|人家|对方)(?:T|今天|明天|也|又|说|都)*(?:来不了|来不成|去不了|不来|没空|有事|不行|不去)/;

function elsewhere({ act }: Reading, { text, skeleton, words }: Evidence): string | null {
  if (act === 'take-leave') return matched(AT_WORK, skeleton) ?? matched(AT_SCHOOL, words) ?? matched(REPLIED, text);
  if (act === 'feedback') return matched(RATED, text);
  if (act === 'refuse') return matched(ABSENT_THIRD, skeleton);
  if (act === 'handover' || act === 'notify') return null;
  const eaten = act === 'claim' || act === 'offer' ? matched(EATEN, text) : null;
  return eaten ?? matched(SHOPPING, text) ?? matched(JOKE, text) ?? matched(REPLIED, text);
}

/** What cannot be meant as it stands: days that disagree, figures nobody counts, and words that are about something else. */
export const SENSE: readonly Guard[] = [
  {
    name: 'elsewhere',
    stops: writesBut('quiet', 'report'),
    when: elsewhere,
    about: 'act',
    nothing: true,
    why: '接龙买口罩 1. 韦姐2包, 评价一下这家粉: a group talks of other things as well',
  },
  {
    name: 'disagrees',
    stops: new Set([...writesBut('handover', 'feedback'), 'add-session', 'change-session', 'cancel-session']),
    when: (reading, evidence) =>
      reading.act === 'notify' ? datesDisagree(evidence) : contradiction(reading, evidence),
    about: 'when',
    options: () => [],
    why: '11月27日周四 is a Friday, 12月10号到12月2号 ends before it begins',
  },
  {
    name: 'implausible',
    stops: new Set([
      ...writesBut('notify', 'feedback', 'ask-coordinator', 'reply'),
      'bind',
      'add-session',
      'change-session',
    ]),
    when: implausible,
    about: 'number',
    options: () => [],
    why: '来电99999, 来电2 高危5, 报名 0人: a slip of the finger stands in the statistics for ever',
  },
  {
    name: 'roughly',
    stops: acts('claim', 'drop', 'offer', 'fill'),
    when: roughly,
    about: 'number',
    options: ({ act }, evidence) => [
      act === 'fill'
        ? '缺口'
        : plainly(act === 'claim' ? 'open-shifts' : 'my-shifts', evidence, (kind) => kind === 'T'),
    ],
    why: '想认领四五个班, 补3个人 name no shift',
  },
  {
    name: 'asked',
    stops: acts('offer', 'notify', 'feedback', 'confirm'),
    when: asked,
    about: 'act',
    why: '有人报了没, 通知是发给哪些人的, 评价能匿名不: questions about the thing itself',
  },
];
