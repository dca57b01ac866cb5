import type { Entity } from '../entities/entity';
import type { Skeleton } from '../entities/skeleton';
import { withoutFillers } from './fillers';

/** One clause of an utterance, without its courtesies. */
export interface Clause {
  /** What is left to be recognised: fillers removed, entities as capitals. */
  readonly core: string;
  /** The entities of the core in their order. */
  readonly entities: readonly Entity[];
  /** Where the clause stands in the normal form. */
  readonly from: number;
  readonly to: number;
  /** Where it stands in the skeleton. */
  readonly start: number;
  readonly end: number;
  readonly question: boolean;
  readonly polite: boolean;
  /** Asks whether something has already happened: 退班了吗. */
  readonly asksState: boolean;
  /** Begins with 但是, 不过 …: a condition on what was said before it. */
  readonly but: boolean;
  /** Says under which condition the rest holds: 没人的话, 如果还缺人. */
  readonly condition: boolean;
}

const IF = '(?:如果|假如|假设|要是|万一|倘若)';
/**
 * Where a clause ends. Each joint begins with the characters that stand right behind it, and only then looks back: the matcher can
 * then pass over most places at a glance.
 */
const JOINTS = [
  '[,;。!?.…~\\s]+',
  '(?=[然顺另并同再])(?<=[^,])(?:然后(?:再)?|顺便(?:再)?|另外|并且|同时|(?<!T)再(?=认领|领|退|换班|请假|报名|确认|求替|登记|签到))(?=.)',
  '(?=换|谁|求|让|改|能不能|可不可以|有没有|帮|请|麻烦|需要|哪位|[大各](?:家|位))(?<=(?:不了|没空|有事|不行)了?)',
  '(?=我)(?<=^.{0,12}我(?:是|叫)[\\u4e00-\\u9fff]{2,3})',
  `(?=${IF}(?!可以|方便))(?<=[TN])`,
  `(?=我(?:就|可以|来|去|顶|愿意)|就?(?:叫|找|喊)我|算我)(?<=[TN].{0,3}(?:${IF}|只要)[^,;。]{1,8})`,
  '(?=但是|但(?![^我可能只要得T])|不过(?!来))(?<=[\\u4e00-\\u9fffTNPGO])',
  '还有(?=未确认|缺口|空班)(?<=(?:缺口|空班|名单)..)',
  '[啊呀哈](?<=了.)(?=..)',
  '(?=T)(?<=(?:不了|没空|有事|不行|不可以|不在)了?)',
];
const SPLIT = new RegExp(JOINTS.join('|'), 'g');
const SPLIT_BEHIND_IF = new RegExp([...JOINTS, '(?<=(?<!可以|方便|这样|那样|是)的话)(?=.)'].join('|'), 'g');

const ABLE = /能不能|可不可以|是否可以|可否|能否/;
const QUESTION_ENDS = /(?:(?<!什|怎|这|那|多)[吗么]|(?<=[有缺位班])否|(?<=..)(?:不|没有|没))$/;
const STATE_ENDS = /(?:了|过)(?:吗|么|没有?|不)[呢啊呀]*$/;
/** Endings are looked for in so many last characters. */
const TAIL = 12;
const POLITE = /请|麻烦|帮我|帮忙|能不能|可不可以|可否|能否|好吗|可以吗|行吗|拜托|能帮/;

const CONDITION =
  /(?<!可以|方便|这样|那样|是)的话$|^(?:前提(?:是|条件)|如果|假如|假设|要是|除非|万一|只要|若是|倘若|等我)|看情况|不一定|除了/;

const isCapital = (char: string): boolean => char >= 'A' && char <= 'Z';

function entitiesBetween(skeleton: Skeleton, from: number, to: number): Entity[] {
  const found: Entity[] = [];
  for (let i = from; i < to; i++) {
    const entity = skeleton.entities.get(i);
    if (entity) found.push(entity);
  }
  return found;
}

function clause(skeleton: Skeleton, from: number, to: number, ending: string): Clause | null {
  const text = skeleton.text.slice(from, to);
  if (text === '') return null;
  const tail = text.slice(-TAIL);
  const but = /^(?:但是?|不过|可是|只是|只不过|就是(?=T|得|要|只))/.exec(text);
  const body = but ? text.slice(but[0].length) : text;
  const own = body.includes('本人') ? body.replaceAll('本人', '我') : body;
  const core = withoutFillers(own);
  return {
    core: squeeze(core),
    entities: entitiesBetween(skeleton, from, to),
    from: skeleton.places[from] ?? 0,
    to: skeleton.places[to] ?? 0,
    start: from,
    end: to,
    question: ending.includes('?') || ABLE.test(text) || QUESTION_ENDS.test(tail.replace(/[呢啊呀]+$/, '')),
    polite: POLITE.test(text),
    asksState: STATE_ENDS.test(tail),
    but: but !== null,
    condition: CONDITION.test(text),
  };
}

/** Repeated glue adds nothing and would only slow the matcher down. */
function squeeze(said: string): string {
  // 8号接线员和10号备班: what joins two shifts says nothing of its own.
  const core = said.includes('O') ? said.replace(/(?<=O)[、和及](?=[TO])/g, '') : said;
  return core.length > 8 ? core.replace(/([的个这那场次班岗我要想来去能都还再也])\1+/g, '$1') : core;
}

/** Where a new thought may begin in speech without punctuation, and what it must not follow: a negation belongs to its verb. */
const NEW_THOUGHT =
  /我|回家|刚刚|离岗|你看|那就|那天|就是|反正|因为|正好|刚好|孩子|家里|你帮|帮|能不能|可不可以|谁|有没有|有人|请|麻烦|想|要|其中|因|求|登记|认领|退班|撤销|换成|改成|T/g;
const AFTER_NEGATION =
  /(?:不|没|没有|别|未|勿|无法|是否|能否|[帮替代]我?|[我T都还又](?:要|得|想)|[带送陪]|[换改调到和跟与的接顶])$/;

/** The ways to cut a clause in two where nobody has put a mark; each part is a clause of its own, the second made when asked for. */
export function* cutsOf(skeleton: Skeleton, whole: Clause): Generator<readonly [Clause, () => Clause | null]> {
  const { start, end } = whole;
  for (const { index } of skeleton.text.slice(start, end).matchAll(NEW_THOUGHT)) {
    const at = start + index;
    if (index < 2 || AFTER_NEGATION.test(skeleton.text.slice(start, at))) continue;
    const first = clause(skeleton, start, at, '');
    if (first) yield [first, () => clause(skeleton, at, end, whole.question ? '?' : '')];
  }
}

/** Cuts a skeleton at its punctuation and at words such as 然后 and 但是. */
export function clausesOf(skeleton: Skeleton): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  const add = (end: number, ending: string): void => {
    const made = clause(skeleton, start, end, ending);
    if (made) clauses.push(made);
  };
  const split = skeleton.text.includes('的话') ? SPLIT_BEHIND_IF : SPLIT;
  split.lastIndex = 0;
  for (let match = split.exec(skeleton.text); match; match = split.exec(skeleton.text)) {
    add(match.index, match[0]);
    start = match.index + match[0].length;
    if (match[0] === '') split.lastIndex++;
  }
  add(skeleton.text.length, '');
  return clauses;
}

/** How many entities a core holds. */
export function capitalsIn(core: string): number {
  let count = 0;
  for (let i = 0; i < core.length; i++) if (isCapital(core.charAt(i))) count++;
  return count;
}
