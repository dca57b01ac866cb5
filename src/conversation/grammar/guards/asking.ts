import type { Act } from '../reading';
import type { Evidence } from '../evidence/evidence';
import { NOTES, acts, matched, plainly, writesBut, type Guard } from './guard';

const ASKS =
  /(?:来|去|给我|给你|给大家|想|要|先|帮我|帮忙)?(?:问问|问一?[下声句]|打听|咨询|了解一?下|请教|想知道|查一?下|看一?下|看看|核对一?下|说一?[下声](?![,，]))/;
const LOOKED_AT: Partial<Record<Act, Act>> = { claim: 'open-shifts', drop: 'my-shifts', confirm: 'my-shifts' };
const WH =
  /(?<!我们|咱们?|[这那没好十])几(?:个|位|名)(?:人|志愿者|接线员|老师|同事|家庭|(?=请假|休假|离岗|到岗))|谁(?![都也])|(?<!没|没有|那个|这个)什么(?![都也事的])|(?<!不)怎么(?![都也])|怎样|如何|几点|几号|哪(?![天]都)|多少|多久|为什么|为啥|干嘛|啥/;
const DO = '(?:请假|认领|领(?!导)|退|报名|确认|求替|登记|签到|到岗|离岗|下班|换|取消|撤销|核实|核对|交接|找人)';
const ACTS = new RegExp(DO);
/** 过两天请假 is some day soon, 三天后 is one. */
const SOME_DAY = /过(?:[两几些]|一两|三两|两三)天(?!前)/;
/** The word for later, and the act right behind it: 等下我再退班3, not 等下有课，退班3. */
const LATER = new RegExp(
  `(?:(?<![退销消换])了|回去|回来|[几两]天|[之以]后|阵子|段时间|做完|忙完|到家|家里|想好|考虑好|T)我?再(?:把)?[TNOG的]*${DO}|(?:差不多|快|准备|马上|就)要(?:离岗|下班|到岗)|(?:等一?下|等会儿?|待会儿?|一会儿?|回头|晚点|过一?会儿?|稍后|改天|改日|到时候?)(?:我|就|再|会|要|想|去|来|把|[,TNOG])*${DO}|我?(?:先|马上|这就|现在)*(?<!出|过|[TNOG的]我)去(?:把)?[TNOG]*${DO}`,
);
const HEDGED =
  /我怕我|可能|打算|也许|大概(?!率)|估计|考虑|说不定|没准|兴许|或许|犹豫|纠结|再想想|想想再|不一定|看情况|琢磨|寻思|要不要|该不该|(?:已经?|应该|算是?|我是)[^,。]{0,10}了吧/;
/** 恨不得现在就离岗, 真想请假: said by whoever stays; 真想报名 is said by whoever comes. */
const LONGING = /恨不得|巴不得|(?:真|好|多|特别|太|超|很)(?:的)?(?:想|希望)(?!你|请问)|大不了/;
const LETS_GO = acts('off-duty', 'take-leave', 'drop', 'offer', 'unregister', 'quiet');
/** These bend what stands beside them, too. */
const UNDECIDED =
  /掂量|盘算|斟酌|权衡|(?:再|要|得|先|需要|还没)(?:[和跟同与][^,。]{1,4})?商量(?!好|过|完|定)|看(?:心情|情况|天气|运气|缘分)|随缘|要不然?(?:还是|我)|纠结|犹豫|没想好|没想清楚|没定|没决定|拿不准|没拿定|(?<!以后|下[次回]|有空|回头)再(?:忍忍?|看看|说说?|想想|议议?|等等|熬熬|撑撑|缓缓|拖拖|考虑(?:考虑)?)[吧了啊]*(?=$|[,。!~])/;
/** 退周四晚班,算了还是上吧,咬咬牙: taken back in the middle. */
const RECONSIDERED =
  /(?:[,;。!~]|\.{2,}|…)(?:[唉哎诶嗯呃])?,?(?:还是)?算了(?:吧|不)?,?(?:我)?(?:还是|就)(?:我)?(?:自己)?(?:上|来|去|值|顶|留|不|别)/;
/** 来电4,不对5,我再数数: the figure is still being looked for. */
const STILL_COUNTING = /(?:再|还要|要|得|重新)(?:数|核对?|算|查|对)(?:一?[数算查对核下遍]+|清楚?)|没数清|数不清|数错/;
const CONDITION = /如果|要是|假如|假使|倘若|万一|除非|只要|的话|(?:还|再|一直)(?:不|没)[^,;。]{1,4}就|前提(?:是|条件)/;
const POLITE_IF =
  /(?:可以|方便|行|能|这样|那样|是|有空|不麻烦|允许|没问题)的话|如果(?:可以|方便|行|能)|要是(?:可以|方便|行)/;
const NEGATED =
  /(?:不|没|别|甭|未|勿)(?:是|有|想|打算|准备|说|要|用|敢|能|肯|会|愿意?|再|先|去|来)*(?:认领|领|退班?|请假|确认|到岗|离岗|报名|签到|登记|求替|换班|下班|交接)(?!了?吗)/;
const NOT_NEGATED = /别忘|忘|不(?:好意思|得不|用谢)|没(?:问题|关系|人|空)/;

/** 下回再领3, 我想先看看再退: something comes first. 我再领3 is one more, 退掉2再领3 a second act. */
const AGAIN = new RegExp(`^(.{2,}?)再(?:把)?[TNOG的]*${DO}`);
const ONE_MORE = /^(?:我们?|想|要|还|可以|能|也|就|那|请|帮|麻烦|老师|顺便|另外|然后|[TNOG]|的|个|班)*$/;

function afterwards(skeleton: string): string | null {
  if (!skeleton.includes('再')) return null;
  for (const words of skeleton.split(/[,;。!?…~]/)) {
    const before = AGAIN.exec(words)?.[1];
    if (before !== undefined && !ONE_MORE.test(before) && !ACTS.test(before)) return `${before}再`;
  }
  return null;
}

const said = (pattern: RegExp, except: RegExp | null = null) => {
  return (_: unknown, { acting }: Evidence): string | null =>
    except?.test(acting) === true ? null : matched(pattern, acting);
};

/** 周五之前确认 says by when, and confirms nothing now. */
const confirmedBy = (act: Act, entities: Evidence['entities']): string | null =>
  (act === 'confirm' &&
    entities.find(({ entity }) => entity.kind === 'T' && entity.phrase.items.some(({ edge }) => edge === 'before'))
      ?.word) ||
  null;

/** 先别通知 may be about what is about to be sent to others. */
const NOT_SENT_YET =
  /^(?:你|那)?(?:先|暂时)(?:别|不要|不用)(?:急着)?(?:通知|发通知|发消息)(?:大家|她们|他们)?[了吧]*[。!~]*$/;

/** What is asked, weighed or put off is not yet wanted. */
export const ASKING: readonly Guard[] = [
  {
    name: 'telling',
    stops: acts(
      'claim',
      'drop',
      'confirm',
      'take-leave',
      'arrive',
      'off-duty',
      'undo',
      'swap',
      'register',
      'unregister',
      'draft',
      'publish',
      'fill',
    ),
    when: (_, { acting }) => matched(ASKS, acting),
    about: 'act',
    options: ({ act }, evidence) => [
      plainly(LOOKED_AT[act] ?? act, evidence),
      ...(LOOKED_AT[act] ? [plainly(act, evidence)] : []),
    ],
    why: '我来问一下周五晚上的班 asks about a shift and takes none',
  },
  {
    name: 'wh',
    stops: writesBut(...NOTES, 'offer', 'give', 'swap', 'report', 'refuse', 'agree'),
    when: said(WH),
    about: 'act',
    why: '请假找谁, 什么时候退班: a question is no request',
  },
  {
    name: 'later',
    stops: writesBut(...NOTES, 'refuse', 'agree', 'remind-me', 'late'),
    when: ({ act }, { skeleton, text, entities }) =>
      matched(SOME_DAY, text) ?? confirmedBy(act, entities) ?? matched(LATER, skeleton) ?? afterwards(skeleton),
    about: 'act',
    options: ({ act }, evidence) => [plainly(act, evidence).replace(/[之以]?前$/, '')],
    why: '我去确认一下, 一会儿再退班: not yet',
  },
  {
    name: 'condition',
    stops: writesBut(...NOTES, 'refuse', 'agree'),
    when: ({ slots }, { text }) => (slots.but === undefined && !POLITE_IF.test(text) ? matched(CONDITION, text) : null),
    about: 'act',
    why: '如果下雨就请假: what hangs on something waits for it',
  },
  {
    name: 'hedged',
    stops: writesBut(...NOTES, 'refuse', 'agree', 'late'),
    when: ({ act }, { acting, text }) =>
      (act === 'offer' ? null : matched(HEDGED, acting)) ??
      matched(UNDECIDED, text) ??
      matched(RECONSIDERED, text) ??
      (act === 'report' ? matched(STILL_COUNTING, text) : null) ??
      (LETS_GO.has(act) ? matched(LONGING, acting) : null),
    about: 'act',
    why: '我可能周五请假: not decided',
  },
  {
    name: 'planned',
    stops: acts('quiet'),
    when: (_, { text }) =>
      matched(NOT_SENT_YET, text) ??
      matched(UNDECIDED, text) ??
      matched(/打算|考虑|可能|也许|想着|琢磨|准备(?=T|下|以后|从)/, text),
    about: 'act',
    why: '打算下个月开始免打扰: not yet',
  },
  {
    name: 'negated',
    stops: writesBut(...NOTES, 'refuse', 'agree', 'wish', 'offer', 'unregister', 'drop', 'cancel-leave'),
    when: said(NEGATED, NOT_NEGATED),
    about: 'act',
    why: '我没说要请假: the opposite was said',
  },
];
