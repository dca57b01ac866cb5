import type { Piece } from '../clauses/piece';
import type { Act } from '../reading';

/** Acts that commit nobody: what else was said need not be understood. */
const SAFE: ReadonlySet<Act> = new Set<Act>(['refuse', 'draft']);
/** Acts that others rely on at once. */
const STRICT: ReadonlySet<Act> = new Set<Act>(['agree', 'publish', 'notify', 'swap', 'undo']);
/** Acts that put oneself down for something: a remark with a negation behind them may take it back (认领3,身体吃不消). */
const COMMITS: ReadonlySet<Act> = new Set<Act>(['claim', 'register', 'confirm']);
const DENIES = /[不没未](?!(?:用|需要?)?(?:加班|上班|上课)|忙|出门|课|事|安排|别的)/;
/** Words that may bend what stands beside them; each may be a pattern. */
const BENDING = {
  acts: '认领 [我就]领 报名 退 换 改 替 顶 给 求 请假 确认 登记 取消 撤',
  refusals: '别 甭 勿 不要 不用 不退 不换 不请 不领 不报 没[要退领报请换] 不让 反对 拒绝 冲突',
  withdrawals: '不是 不对 不算 算了 错 反了 后悔 其实 我说的是 说的 假的 骗 逗你 玩笑 说着玩',
  doubts:
    '也许 可能 大概 好像 应该 看情况 看[她他孩老时] 不一定 没定 没确定 未定 犹豫 纠结 考虑 想想 商量一下 先 问 等 再说',
  conditions: '如果 要是 除非 万一 假如 或 还是 但 不过 只 除 最好 之前 以前 以后 之后',
  offers: '[能可]以?[来上值到去] 有空',
  questions: '吗 么 谁 哪 什么 怎么 多少',
  // Figures, times and names stand as capitals.
  particulars: '[A-Z]',
};
const BENDS = new RegExp(Object.values(BENDING).join(' ').split(' ').join('|'));

/** True when a clause that was not understood names an act: 先撤掉,再认领5 asks for two. */
export const namesAct = ({ clause }: Piece): boolean =>
  /认领|退班|退[掉了]|撤[销掉回]|取消|换班|报名|请假|确认|求替|登记|通知|发布|补班/.test(clause.core);

/** A clause that was not understood and yet, by its words, only tells why or how somebody feels: 学校临时安排监考, 给大家添麻烦了. */
export function isRemark({ clause, entities }: Piece): boolean {
  const core = clause.core.replace(
    /(?:我们?)?(?:已经|都)?(?:商量|说|讲|沟通|约)好(?:的|了)?|[给让]?大家添(?:麻烦)?|(?:她|他|对方)(?:已经|也)?(?:同意|答应)/g,
    '',
  );
  return entities.length === 0 && !clause.question && !clause.condition && !clause.but && !BENDS.test(core);
}

/** A reason that names its day and nothing else. */
export const isDatedReason = (piece: Piece): boolean =>
  piece.entities.length > 0 &&
  piece.entities.every(({ kind }) => kind === 'T') &&
  isRemark({ ...piece, entities: [], clause: { ...piece.clause, core: piece.clause.core.replaceAll('T', '') } });

/** Whether words may bend what stands beside them, names aside. */
export const mayBend = (skeleton: string): boolean => BENDS.test(skeleton.replace(/[PGO]/g, ''));

/** True when what was not understood beside an act says only why, and leaves the act as plain as it is. */
export function leavesPlain(act: Act, unknown: Piece): boolean {
  if (SAFE.has(act)) return true;
  return isRemark(unknown) && !STRICT.has(act) && !(COMMITS.has(act) && DENIES.test(unknown.clause.core));
}
