import type { Intent } from './forms/clause-form';

/**
 * Looks are told by their words in any order when no form fits: they change nothing, so a look that was not meant costs one answer.
 * `text` is a clause in which times and names have become capitals.
 */
const ASKS = /[?吗么]|年报|哪|什么|啥|几|多少|谁|有没有|怎么样|如何|看|查|发我|发给我|给我|告诉|列|拉|导出|想知道/;
const ACTS =
  /认领|领(?!导)|报名|报个名|取消|退|换|替|顶|代[班我]|请假|休息|提醒|登记|撤|安排|补|帮|给P|不来|不去|不了|能不能|可不可以|我(?:来|去|要|想|可以|能|上|值)(?!看|查|知道|问)|[要想]P|过的|如果|要是|接龙|打算|计划|多值|多上|要带|带什么|准备什么|穿什么|了(?:吗|没)/;

/** 不生成年报 asks for none. */
const DENIED = /^我?先?[不别没甭未勿]|[不别没甭未勿](?:生成|导出|出|做|看|查|统计|汇总|发)/;

const LOOKS: readonly (readonly [Intent, RegExp])[] = [
  ['year-report', /年报|年度(?:报告|总结|统计)|年终(?:报告|总结)/],
  ['stats', /(?:来电|电话|高危|家庭|人次|场次|听众|接听).*(?:多少|几个|几次|几场)|(?:多少|几)(?:个|次|场|户|人)?(?:来电|电话|高危|家庭|人次|听众)|统计|月报|汇总/],
  ['gaps', /缺口/],
  ['open-shifts', /空班|空缺|空岗|空位|缺人|没人(?:值|领|上)|空着/],
  ['on-duty', /(?:谁|哪位|哪个人|什么人).*(?:值班|值守|在班|当班|在岗|当值)|(?:值班|当班|在岗)(?:的|人)?.*(?:是谁|谁|哪位)/],
  ['my-shifts', /我.*(?:班|值).*(?:什么时候|哪天|几号|几点|哪些|几个|有没有)|我.*(?:什么时候|哪天|哪些|几个|什么).*班|(?:什么时候|哪天|几号|哪些|几个).*我.*(?:班|值)/],
  ['sessions', /(?:活动|G).*(?:哪些|什么|几点|多少|有没有|在哪|谁讲|谁主讲|讲啥|怎么去)|(?:哪些|什么|有没有).*(?:活动|G)/],
]; // prettier-ignore

const HOW_MANY = /多少|几/;

/**
 * The look that a clause of what was `said` can only mean by its words, or null; `measures` is what the organisation calls what it
 * measures: 发了多少册手册.
 */
export function lookByWords(text: string, said: string, measures: readonly string[]): Intent | null {
  if (text.length < 4 || text.length > 24 || !ASKS.test(said) || ACTS.test(text) || DENIED.test(text)) return null;
  const look = LOOKS.find(([, words]) => words.test(text))?.[0];
  if (look !== undefined) return look;
  return HOW_MANY.test(text) && measures.some((word) => text.includes(word)) ? 'stats' : null;
}
