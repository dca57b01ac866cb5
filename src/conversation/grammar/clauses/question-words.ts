import type { Act, Aspect } from '../reading';
import type { Clause } from './clause';

/**
 * Questions that are told by their words in whatever order: an answer changes nothing, so they are read broadly, and before the forms,
 * where 报满了没 and 谁能来 would sound like an act. `text` is a clause in which times and names have become capitals (T a time, P a
 * person, G a programme, O a post), with 吗 behind it where a question mark stood.
 */
interface QuestionKind {
  readonly intent: Act;
  readonly asks?: Aspect;
  /** Each of them is found. */
  readonly all: readonly RegExp[];
  /** None of them is: the words of an act, of somebody else, of another question. */
  readonly not?: RegExp;
}

/** What was asked: the look that answers it, and what of it was wanted. */
interface AskedLook {
  readonly intent: Act;
  readonly asks?: Aspect;
}

const WH = '谁|哪|什么|啥|几|多少';
const WHO = /谁|哪(?:些|个|位|几)(?:个|位)?(?:人|老师|志愿者|姐妹|同事)?|什么人|几个人/;
const WHERE =
  /哪里|哪儿|哪边|(?:哪个|什么|啥)(?:地方|地点|位置|房间)|哪[层栋间]|几[楼层]|(?:地点|地址)(?:是|在)?(?:哪|多少|什么|发|$)|(?<!现)在哪(?![个位些])/;
const WHEN = /什么时候|啥时候?|哪个时候|何时|几时|哪天|哪一天|几号|几点|周几|星期几|礼拜几/;
const NEXT = /下一?[个次班趟回场]|下下?次|最近(?:的|一|$)|离我最近/;
/** Ends as a question that wants a yes or a no. */
const WHETHER =
  /(?:[吗么]|(?<!要|得)不|没有?|没得|不是|别人的?|还是[^A-Z]{0,3}P?)$|是不是|有没有|有没得|要不要|该不该|用不用|需不需要|[值当上来在]不[值当上来在]/;
/** The rota and nothing but words for looking at it: 帮忙排一下班表 makes one. */
const ROTA = new RegExp(
  '^(?:我|想|要|能|可以|把|[看查发列调]|导出?|一|下|给|问|知道|现在|最新|的|[TGO]|全部|大家|所有人?|都|完整)*' +
    '(?:排班表|值班表|班表|值班安排|排班)' +
    '(?:的|怎么样|是什么|什么样|出来?了?[吗没]|有(?:没有)?|图片?|图|照片|表格|文件|电子版|e?xcel|xlsx?|截图|[发给看]|我|到?群里?|导出?来?|一份|一下|[吗么]|在哪里?|下载|过?来)*$',
);
const HERS = /我|俺|咱/;
const ORDERS = /认领|取消|撤销|退[班掉]|登记|签到|生成|发布|通知|安排(?!谁)|提醒|绑定/;
const SHIFT = /班|值|轮|岗|热线|G/;

const KINDS: readonly QuestionKind[] = [
  { intent: 'who-is-free', all: [/^(?:T的?)?谁有空T?$/] },
  { intent: 'my-leave', all: [/^(?:看|查)*我的(?:请)?假$/] },
  {
    intent: 'my-requests',
    all: [/^(?:看|查)*(?:我的)?(?:换班|求替)(?:申请)?(?:的)?(?:进展|进度|情况)?$/],
    not: /^(?:换班|求替)/,
  },
  {
    intent: 'questions',
    all: [/^(?:看|查|列|有哪些)*(?:常见|常问的?)问题(?:列表|清单)?$|^大家(?:一般)?(?:都|常)*问(?:些)?(?:什么|啥|哪些)/],
  },
  // The number that one can ring
  {
    intent: 'hotline',
    all: [
      /(?:热线|咨询|你们的?|妇联|求助)(?:的|有)?(?:电话|号码)|电话咨询|G(?:的)?(?:电话|号码)/,
      /多少|几|什么|有没有|[吗么]|是$|给我|$/,
    ],
    not: /接了|来电|打了|今天有|多少(?:个|通|条)|几[个通条]|P|T|报名|家长/,
  },
  {
    intent: 'hotline',
    all: [
      /聊聊|聊天|聊一聊|说说话|说话|倾诉|诉苦|诉诉苦|谈谈心|聊$|讲讲心里话|心理咨询|咨询/,
      /想|找|能|可以|要|有没有|怎么|预约|需要/,
    ],
    not: /P|T|班|值|统筹|报名|沙龙|G|领导|换|请假/,
  },
  { intent: 'hotline', all: [/^(?:我)?(?:需要|想要|想找|能不能找)(?:人)?(?:帮助|支持|求助|人帮忙)$|^能找谁$/] },
  // Where a place on the waiting list stands
  {
    intent: 'sessions',
    asks: 'waiting',
    all: [
      /候补|排队|排(?:到|在)?第几|前面(?:还)?有几[家户个位]|还要等几|(?:沙龙|活动|G)排[上到]/,
      /几|哪|多少|[吗么没]|情况|怎么样|排到|到我/,
    ],
    not: /P|O|(?<!报)班|取消|退|放弃|进|加入|想|(?:还有|有)几[个户家](?:在)?候补|候补名单$/,
  },
  // Who signed up, how many, and under which telephone
  {
    intent: 'sessions',
    asks: 'signed-up',
    all: [
      /报名|报了|报满|家长|家庭|几[家户]|多少[家户人]|电话|联系|名单/,
      /G|活动|沙龙|[这那下]一?场|讲座/,
      /报名|报了|报满|家|户|人数|参加|名单/,
      new RegExp(`${WH}|名单|情况|人数|[吗么没]$|电话|联系|候补`),
    ],
    not: /我[们家]|我(?!(?:看|查|一))|咱|班|排满|怎么报|如何报|能报|可以报|想报|还能|报得|报名(?:电话|方式)|取消|退|来了|时长|(?<!联系)P|年|咨询|打电话|来报|登|^报名(?!G?的|名单|情况|人数)/,
  },
  {
    intent: 'sessions',
    asks: 'signed-up',
    all: [/G|活动|沙龙/, /来(?:几|多少)|(?:几|多少)个?候补|坐满|爆满|报满/, new RegExp(`${WH}|[吗么没]$`)],
    not: /我|咱|班|取消|退|P/,
  },
  // Whether somebody has answered what was asked of her
  {
    intent: 'my-requests',
    all: [
      /换班|换|求替|替|[接顶]|申请|P|她|他|对方/,
      /(?:同意|答应|回[我复应音话]|答复|表态|[接顶]了|有人(?:接|顶|应)|消息|进展|结果|通过|批了?|哪一?步|怎么样|到哪)/,
      /[吗么没]$|没有$|怎么样|如何|不$|哪|进展$/,
    ],
    not: /愿意|[能可]以?[换替接顶]|想|要|请假|假|沙龙|G|报名|谁能|电话|热线|交接|统筹|会|如果|大家/,
  },
  // Leave of one's own
  {
    intent: 'my-leave',
    all: [
      /我|^请假(?:记录|情况)/,
      /请假|(?:过|的|了|好)(?:[\u4e00-\u9fff]|[NLT]){0,5}假|休假/,
      new RegExp(`哪|几[天号次]|什么时候|记录|情况|批|还在|来着|[看查]|日期|是不是|[吗么]$|过了?[吗没]|到[哪几]`),
    ],
    not: /谁|P|想|能|可以|怎么|如何|找|规定|流程|要请|[她他]|取消|撤|改|不用|需要|让我|会|扣|老师/,
  },
  // Who could serve
  {
    intent: 'who-is-free',
    all: [/T/, WHO, /有空|空闲|闲着|得空|得闲|有时间|合适|方便/],
    not: /[帮替顶代换]|[接求]班|求替|我|空班|空着/,
  },
  {
    intent: 'who-is-free',
    all: [
      /T/,
      /哪些(?:人|老师|志愿者|姐妹)|都有谁|(?:能|可以)(?:[找叫喊排安请]|安排)|人(?:都)?(?:是|有)(?:谁|哪些)|还有谁/,
      /能(?:来|值|上|排|安排|顶)|可以(?:来|值|上|排|顶|安排|[找叫喊请])/,
    ],
    not: /[帮替代换]我|我|空班|换班|报名|参加|G.{0,4}活动/,
  },
  {
    intent: 'who-is-free',
    all: [/P/, /T/, /有空|有时间|得空|得闲|闲不闲|方便|能(?:不能)?(?:来|值|上)/, /[吗么不没]$|有没有|能不能/],
    not: /[帮替顶代换]|我/,
  },
  // Who served most and least
  {
    intent: 'most-served',
    all: [
      /最(?:多|少|长|久|勤|积极)|排名|排行|一次(?:都|也)没|没(?:有)?值过|多.*谁.*少/,
      /值|班|服务|时长|时间|次数|接|小时/,
      /谁|哪|排|大家|人|志愿者|老师/,
    ],
    not: /我|咱|最多(?:能|可以)|来电最多|电话最多|排班|T?最长(?:能|可以)/,
  },
  // What nobody has reported
  {
    intent: 'unreported',
    all: [
      /(?:没有?|未|忘了?|忘记|漏|欠|缺|差)(?:[\u4e00-\u9fff]{0,5})(?:登记|报数|上报|报[来电数]|填报)|欠的登记|没登|(?:数字|数据|来电).{0,3}没报/,
      /哪|[吗么]$|的|谁|什么|多少|[看查]|^T?(?:没有?|未)(?:登记|报数)$|还/,
    ],
    not: /P|报名|怎么|如何|算了|不用|我(?:昨|T|还)?没(?:有)?登记$/,
  },
  // Notes that were handed over
  {
    intent: 'handovers',
    all: [
      /交接|交班|交代|留(?:下|了)?(?:的|什么|啥)?(?:话|事|言)|要?跟进/,
      /记录|内容|情况|本|什么|啥|有没有|[看查]|[吗么没]$/,
    ],
    not: /怎么|如何|给谁|给P|流程|制度|几点|什么时候|我(?:要|来|去)?(?:写|交)|写给|不了|[看查][过了完]|收到|知道|清楚/,
  },
  // Somebody else's shifts
  {
    intent: 'on-duty',
    all: [
      /P/,
      /班|值|岗|是P|来不来|排/,
      /[吗么不]$|没有$|是不是|有没有|不是$|来不来|值不值|在不在|上不上|哪|几|什么|啥|多少|^[看查问一下]*P(?:老师|姐)?的?T?的?(?:排?班|班[次表])$/,
    ],
    not: /我|请|换|替|顶|代|接|能|愿|安排P|给P|跟P|和P|让P|[找叫]|退|认领|确认|同意|登记|签到|还是P|参加|[听认]|小时|时长|服务|次[了吗]?$(?<!T.*)/,
  },
  {
    intent: 'on-duty',
    all: [/^T?(?:的班|晚上|那天|是|的)*(?:是不是|是)P(?:值班|值|的班|的|上班|上|在班)*[吗么不]?$/],
    not: /^是?P$/,
  },
  { intent: 'on-duty', all: [/P/, /T/, /值几[次个]|几[次个]班|来不来|值不值|在不在|上不上/], not: /我|换|替|请假/ },
  // Whether somebody serves in a programme
  {
    intent: 'on-duty',
    all: [
      /G|热线/,
      /有(?:没有)?人|没人|空着|排[了的]?(?:是|的是)?(?:谁|哪)|[这那][次期场]是?谁(?:带|讲|主持|值|来|$)/,
      /[吗么没不]$|没有$|有没有|谁|哪/,
    ],
    not: /我|[帮替顶代换]|接班|能|愿|报名|参加|来电|缺|差|P|想/,
  },
  // With whom, where and when one serves, and whether it is oneself
  {
    intent: 'my-shifts',
    asks: 'company',
    all: [
      /谁|哪[个位]|搭档|(?:几|一)个人|有(?:没有)?人|另外/,
      /一起|一块|一道|一同|一路|搭|(?:一个|同)班|除了?我|[那这]个?班.*(?:几个人|另外)|[我T]值班还有谁/,
      /我|搭档|下一?[个次]?班/,
    ],
    not: /[换替顶帮接]|求|想|愿意|能|可以|报名|[吃玩逛]|G.*我家/,
  },
  { intent: 'my-shifts', asks: 'next', all: [/^下(?:一|个|一个)?(?:班|次)(?:是)?(?:在)?(?:哪天|几点|几号|什么时候)/] },
  {
    intent: 'my-shifts',
    asks: 'company',
    all: [/[T班]/, /我/, /(?:一个人|H)[值上带]/, WHETHER],
    not: /[换替顶帮接]|报名|G/,
  },
  {
    intent: 'help',
    asks: 'code',
    all: [
      /签到码|二维码|签到的?码|(?:在哪|哪里|怎么|如何)(?:里|儿)?签到/,
      /哪|怎么|如何|多少|什么|啥|给我|[吗么没]|看/,
    ],
    not: /P|绑定|扫不/,
  },
  {
    intent: 'my-shifts',
    asks: 'place',
    all: [WHERE, /值|(?<!报)班|岗|(?:我|咱).*(?:[去来到带]|参加)|G.*我|我.*G/],
    not: /谁|P|报名|登记|请假|[换替退]|停车|吃|厕所|怎么报|签到|码|空班|看(?!看)|查/,
  },
  {
    intent: 'my-shifts',
    asks: 'next',
    all: [NEXT, WHEN, SHIFT],
    not: /谁|P|空|[换替退]|认领|报名|沙龙|G|活动|缺|T.*T/,
  },
  { intent: 'my-shifts', asks: 'next', all: [NEXT, WHEN, /我/], not: /谁|P|空班|[换替退]|认领|G|缺/ },
  {
    intent: 'my-shifts',
    asks: 'next',
    all: [/我/, WHEN, /再(?:来)?(?:值|上)|轮到|离我最近/],
    not: /谁|P|空班|[换替退]|认领|G|缺|报名/,
  },
  {
    intent: 'my-shifts',
    all: [
      /T/,
      HERS,
      WHETHER,
      /是不是我|T(?:那天)?是我|[是该轮到]+我(?:的|值|上|来|带|当|$|[吗么不没])|我(?:的|还|也|那天|需要|用|要不要|该|要)*(?:有班|值班|当班|上班|当不当班|值不值班|上不上班|来[吗不])|是我(?:的|值班|值)*还是/,
    ],
    not: /谁|能|可以|请假|[换替顶退帮]|认领|领|报名|参加|活动|想|签到|交接|登记|空班|(?<!需)要[来值]|家/,
  },
  {
    intent: 'sessions',
    asks: 'mine',
    all: [
      /^(?:我|我[们家]+)(?:家)?(?:一共|总共|都|还)?报(?:名)?(?:了|的|上了?)?(?:哪|几|什么|啥|多少|是哪|G)/,
      /哪|几|什么|啥|多少/,
    ],
    not: /活动|课|怎么|想|能|可以|取消|P/,
  },
  {
    intent: 'my-shifts',
    asks: 'place',
    all: [/^我们?家?(?:要|该|得|应该)?(?:去|到|在)(?:哪|几楼|什么地方)/],
    not: /签到|码|停车|报名|吃/,
  },
  {
    intent: 'my-shifts',
    all: [/^(?:我们?家?)?(?:是|要|得|该)?几点(?:钟)?(?:开始|到|集合|入场|结束)(?:合适|好|比较好|最好)?$/],
  },
  // 我10号是晚班吧, 周四午班不是我吧, 我10号几点开始, 夜班是谁的
  {
    intent: 'my-shifts',
    all: [/^(?:我T(?:的)?是T的?|T是我的?)[吧吗么]$|^T不是我的?[吧吗么]?$|^我T(?:是)?几点(?:钟)?(?:开始|上班|到岗?)$/],
  },
  { intent: 'on-duty', all: [/^T(?:的)?是谁的?$/] },
  // The rota of a week or a month
  { intent: 'on-duty', asks: 'rota', all: [ROTA], not: /(?<![给发])我(?![想要问看能可])/ },
  {
    intent: 'on-duty',
    asks: 'rota',
    all: [/T/, /怎么排的?$|(?:谁|大家)?都?排在(?:哪|什么)/],
    not: /我|能|想|P|规则|名/,
  },
];

const LONGEST = 30;

/** The look that the core of a clause asks for, or null. */
function questionFor(core: string): AskedLook | null {
  if (
    core.length < 2 ||
    core.length > LONGEST ||
    ORDERS.test(core.replace(/没有?登记|未登记|[忘欠][了的记]*登记|还没登记|签到码|在哪签到|怎么签到|取消了没/, ''))
  )
    return null;
  const kind = KINDS.find(({ all, not }) => all.every((words) => words.test(core)) && not?.test(core) !== true);
  return kind ? { intent: kind.intent, ...(kind.asks ? { asks: kind.asks } : {}) } : null;
}

/** 除了我还有谁 sets no condition. */
const BESIDE_ME = /除了?我/;

/** The look that a clause asks for by its words, or null; a question mark is as good as 吗. */
export function askedIn({ core, question, condition }: Clause): AskedLook | null {
  if (condition && !BESIDE_ME.test(core)) return null;
  return questionFor(question && !/[吗么]$/.test(core) ? `${core}吗` : core);
}
