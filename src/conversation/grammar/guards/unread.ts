import { LOOKS, WRITES, acts, plainly, type Guard } from './guard';
import type { Evidence } from '../evidence/evidence';
import type { Reading } from '../reading';

/** Words that have the look of a day that the calendar here does not know. */
const DAY_LIKE =
  /[\u4e00-\u9fff]{1,5}节(?!目|奏|约|省|点|假|课|日)|双(?:十[一二]|11|12)|(?:六一八|618|三八|五四|八一)(?=谁|那天|当天|的|请|有)|[\u4e00-\u9fff]{1,3}(?:生日|纪念日)/;
const KNOWN =
  /[A-Z]|(?:多少|几)[个次场户人位通条份册本]|一份|忘|[上下][次回]|来着|有点事|有个?事|找[她他]?|接下来|刚好|正好|调休|休息|可以|带?孩子|材料|领导|问问|今年|去年|我们?|自己|请问|帮忙?|麻烦|一下|看看|看|查|问|想|知道|告诉|列|发给?|给|导出|拉|有没有|有|没有|没|还|都|是|的|了|在|谁|哪些|哪位|哪个|哪天|哪|几个|几点|几号|几|多少|什么时候|什么|时候|啥|怎么样|怎么|如何|吗|么|呢|呀|啊|吧|值班|值守|当班|在班|在岗|当值|值|上班|上|班次?|排班|排|人员?|名单|情况|安排|表|空缺|空班|空岗|空位|空着|空|缺人|缺口|缺|领|活动|场次?|次|个|位|名|和|跟|与|、|,|现在|目前|最近|今后|到|从|来电|电话|高危|家庭|人次|听众|接听|统计|月报|年报|年度|年终|报告|总结|汇总|总共|一共|共|数据|数量|总数|份|要|能|可以|大家|老师|志愿者|社工|同事|这|那|里|上面|下面|前面|后面|其他|别的|部分|全部|所有|每天|每|各|天|期|接|打|来|去|讲|开|做|办|服务|参加|负责|主讲|内容|主题|地点|地方|名额|座位|时间|开始|结束|已经|也|就|把|用|需要|不|对|好|很|组织|我家|家/g;

function dayIn(words: readonly string[]): string | null {
  for (const each of words) {
    const found = DAY_LIKE.exec(each);
    if (found) return found[0];
  }
  return null;
}

function unreadIn({ slots }: Reading, evidence: Evidence): string | null {
  // 万圣节的班我来: taken for somebody's name
  const named = dayIn(evidence.entities.flatMap(({ entity }) => (entity.kind === 'P' ? [entity.name] : [])));
  if (named !== null) return named;
  if (slots.when && !evidence.skeleton.includes('双')) return null;
  return dayIn([...evidence.unread, ...(evidence.looked === null ? [] : [evidence.looked])]);
}

/** What is left of the words of a look that nobody knows. */
export const unknownIn = (words: string): string => words.replace(KNOWN, '');

/** What stands before the day of a leave: a reason, or whose leave it is. */
const BEFORE_DAY = /^([^A-Z,]{2,10})[TL]+(?:开始)?我?(?:要|想|得|需要|申请)*(?:请|休|告|调休)/;
const GLUE =
  /我们?家?|自己|本人|因为|因|由于|那个?|就是?|想|要|得|需要|可能|申请|各位|老师|麻烦|你好|大家好|打算|准备|特此|这[次回]|拟|于|请假|不好意思|对不起|抱歉|然后|所以|我|也|还|再|从|帮忙?|给|请|的|先|另外|还有|统筹|报告|收到|好的?|嗯|啊|哎|唉|诶|呢|跟您?说|一下|说|突然|临时|实在|真的?|有点|那/g;
const REASON =
  /[病烧疼痛院会学课考婚丧孕产医检陪带接送忙事累伤摔咳冒热冷堵车饭旅游飞票搬装修训练加]|家[里中有人]|[回老搬]家|[加上值]班|不舒服|不适|出差|不了|没空|走不开|出门|外地|回|去/;

function unreadBefore(_: Reading, { clauses }: Evidence): string | null {
  for (const { role, words } of clauses) {
    if (role !== 'act') continue;
    const before = BEFORE_DAY.exec(words)?.[1]?.replace(GLUE, '') ?? '';
    if (before !== '' && !REASON.test(before)) return before;
  }
  return null;
}

/** What was said and not read: said back, never dropped. */
export const UNREAD: readonly Guard[] = [
  {
    name: 'unknown-day',
    stops: new Set(
      [...LOOKS, ...WRITES].filter(
        (act) => !acts('handover', 'notify', 'feedback', 'refuse', 'agree', 'report', 'act-for').has(act),
      ),
    ),
    when: unreadIn,
    about: 'when',
    options: () => [],
    why: '感恩节谁值班: a day that is not known is said to be unknown',
  },
  {
    name: 'look-unread',
    stops: LOOKS,
    when: ({ slots }, { looked, entities }) => {
      // 51谁值班: a look is at days and not at numbers
      if (slots.numbers) return entities.find(({ entity }) => entity.kind === 'N')?.word ?? null;
      const left = unknownIn(looked ?? '');
      return left === '' ? null : left;
    },
    about: 'act',
    options: ({ act }, evidence) => [plainly(act, evidence, (kind) => kind !== 'N')],
    why: '谁值班最多 asks for more than who is on duty',
  },
  {
    name: 'unread',
    stops: acts('take-leave'),
    when: unreadBefore,
    about: 'act',
    why: '我猜她12月8号请假, 二组的人明天请假: before the day stands what is no reason',
  },
];
