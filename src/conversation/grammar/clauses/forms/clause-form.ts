import type { Act } from '../../reading';

/**
 * What a single clause can be: an act, or a piece that makes one together with its neighbours — `cannot` (somebody will not be
 * there), `change` (…换成 another time), `can` (availability), `more` (only a time or a number).
 */
export type Intent = Act | 'cannot' | 'change' | 'can' | 'more' | 'answer-yes' | 'nothing';

/** A form of clause: the whole core (fillers removed, entities as capitals) has to match. */
export interface ClauseRule {
  readonly intent: Intent;
  readonly pattern: RegExp;
  /** True when the words leave a doubt whether the act is wanted: it is put as a question. */
  readonly doubtful: boolean;
  /** True when what follows 换 belongs to the other side. */
  readonly splits: boolean;
}

/** The words of a list, any of which may stand there; each may itself be a pattern without blanks. */
const oneOf = (words: string): string => `(?:${words.trim().split(/\s+/).join('|')})`;

/** What can stand around a verb without changing what is wanted. */
const AROUND = oneOf(`
  [TNGOHL] [两三]个 两天 那天 这天 当天 的 这个 那个 这 那 个 场 次 班次 班 岗位 岗 位 条 项 活动 课 时段 空位 名额 全部 所有
`);
const WHOSE = '我自己 我们家 我家 咱们家? 咱家? 我们 我 俺 本人';
const WISHING = '可以 能 要 想要 想 来 去 愿意 也 再 还 现在 都 打算 准备 需要 申请';

/** The parts that patterns name in braces. */
const PARTS: Readonly<Record<string, string>> = {
  X: `${AROUND}*`,
  XI: AROUND,
  S: `${oneOf(WHOSE)}?${oneOf(WISHING)}*`,
  SI: oneOf(`${WHOSE} ${WISHING}`),
  // What a wish about the rota is about, and what stands around its verb.
  XW: '(?:[TGO]|[个次]?班次?|的|这种|那种|岗位?)*',
  W: '(?:我们?|以后|平时|一般|尽量|最好|希望|想要?|要|还是|能不能|能|可以|也|都|真的?|实在)*',
  // Whoever reports what has happened; 准备到岗 and 想下班 have not happened.
  ME: '(?:我自己|我们|我|俺|本人)?(?:现在|也|都|来|再|还)*',
  E: '(?:了|啦|的|来|上|掉|好了|完|吧)*',
  // Where something is to be put: into the group, or to me.
  TO: '(?:发我|发给我|[发放贴](?:到|在)?群里?)?',
  Q: '(?:吗|么|没|没有|不|的)?',
  WHO: oneOf(`
  谁 (?:哪个|哪位)(?:老师|姐妹|同事|同志|姐姐|志愿者|人)? 哪些人 什么人 哪几个人 有哪些人 都有谁 都是谁 有谁
`),
  SOMEONE: oneOf(`
  谁 哪位有空 哪个有空 谁有空 哪位 哪个 有没有人 有人 有谁 有没有谁 大家谁 有没有哪位 哪位姐妹 哪个姐妹 有没有姐妹 姐妹们谁
`),
  COVER: oneOf(`
    顶一顶 替一替 帮一帮   替 顶 代 接 换 顶替 代替 替换 顶班 替班 代班 接班 接手 来 值 帮 接走 拿 要 领 代值 替值 顶上 补位 补
`),
  TAKE: oneOf('认领 领取 认下 认 领 抢 选 接下 接 包 揽下 揽 报班 占 拿下 拿 要下 约 预定 预订 登记上'),
  // Verbs that need no shift beside them to mean a claim.
  TAKE_UP: oneOf('认领 领取 抢班 报班 抢 认下 接下 揽下 拿下 领'),
  BUSY: oneOf(
    '上班 开会 有会 考试 上课 培训 接孩子 送孩子 带孩子 带孙子 带孙女 带娃 陪孩子 陪床 看病 住院 做手术 动手术 办事 有课 有约 体检 检查 复查 打疫苗 打针 (?:开|参加)?家长会 补课 补习 监考 值日 聚会 (?:喝|吃)喜酒 参加婚礼 搬家 没人(?:带|看|管|照顾|接|送) 离不开人',
  ),
  CANNOT: oneOf(`
  带不了 来不得 去不得 值不得 来不了 值不了 去不了 上不了 来不成 值不成 上不成 去不成 到不了 赶不到 赶不上 赶不过来 不能来 不能去
  不能值班? 不能上班? 不能到 没法来 没法去 没法值班? 没法上班? 没办法来 没办法值班? 没办法上 来不及 没空 没时间 没有时间 没有空
  有事 临时有事 家里有事 家中有事 家里有点事 有点事 有事情 无法(?:到岗|参加|值班|上班|前来|到场|出席|值守) 有事来不了 有事值不了
  有急事 值班不了 上班不了 不在 不方便 不行 不可以 抽不出时间 抽不开身 走不开 值不到 接不了班? 顶不了 不来 不值班? 不上班? 不去
  出差 要出差 生病 病 发烧 感冒 身体不舒服 身体不适 身体原因 外出 (?:出去)?旅游 回老家 出门
  (?:孩子|宝宝|小孩|老人|家人|妈妈|爸爸|爸妈|婆婆|公公)(?:生病|病|发烧|发热|住院|不舒服|摔) 要加班 加班
`),
};

/** A repeated part inside a repeated group would make the matcher try exponentially many ways: there it becomes a single atom. */
function atomic(source: string): string {
  const opened: number[] = [];
  let text = source;
  for (let i = 0; i < text.length; i++) {
    if (text.charAt(i) === '(') opened.push(i);
    if (text.charAt(i) !== ')') continue;
    const start = opened.pop() ?? 0;
    if (!/[*+]/.test(text.charAt(i + 1))) continue;
    const inner = text.slice(start, i).replace(/\{([XS])\}/g, '{$1I}');
    text = text.slice(0, start) + inner + text.slice(i);
    i = start + inner.length;
  }
  return text;
}

/** The rule for clauses of one of the `forms`: patterns in which {X} and the like stand for the parts above. */
export function rule(
  intent: Intent,
  forms: string | readonly string[],
  flags: '' | 'doubtful' | 'splits' = '',
): ClauseRule {
  const source = typeof forms === 'string' ? forms : forms.join('|');
  const filled = atomic(source).replace(/\{(\w+)\}/g, (_, name: string) => PARTS[name] ?? '');
  return { intent, pattern: new RegExp(`^(?:${filled})$`), doubtful: flags === 'doubtful', splits: flags === 'splits' };
}
