import type { Intent } from './forms/clause-form';
import { RuleIndex } from './rule-index';

/**
 * A form for clauses that put the same words in another order (我周五的夜班想退掉): what stands between the particulars and the verb
 * is taken out first, and what is left has to be nothing but the form. A negation is never taken out, so it never gets through.
 */
export interface LooseRule {
  readonly intent: Intent;
  readonly form: RegExp;
  /** What the clause as said must have beside, and what it must not have. */
  readonly needs?: RegExp;
  readonly unless?: RegExp;
  readonly doubtful?: true;
  readonly splits?: true;
}

const BETWEEN =
  /我自己|我们|我家|[我俺]|本人|自己|可以|愿意|想要|打算|准备|需要|申请|[能要想来去也再还都的这那个场次条项位了啦掉完吧把将就先着]|现在|这边|班次?(?!表)|岗位?|时段|空位|名额|全部|所有|当天/g;

const SHIFT = '[TNGO]';
const COVER = '(?:帮忙|帮|替|顶|代|接|换|补)(?:值|上|替|顶|代|接|换|忙|手)*';
const SOMEBODY =
  '(?:谁|哪(?:老师|姐妹|同事|伙伴|朋友)?|有没有(?:人|谁|老师|姐妹|同事|伙伴|朋友)?|有(?:人|谁|老师|姐妹|同事|伙伴|朋友))';
const HAPPENED = /[替顶代接换领拿退](?:走|掉)?[了过]/;
const I_SHALL = /我(?:来|去|要|想|可以|能|愿意|都|就|替|顶|代|接|值|上|包|领)|(?:算|归|留给|给|加|写|记|排)(?:上)?我/;

const loose = (intent: Intent, form: string, more: Omit<LooseRule, 'intent' | 'form'> = {}): LooseRule => ({
  intent,
  form: new RegExp(`^(?:${form})$`),
  ...more,
});

const LOOSE_RULES: readonly LooseRule[] = [
  loose('drop', `${SHIFT}+(?:退|放弃)|(?:退|放弃)${SHIFT}+`, { unless: /退过|放弃过|谁|有人/ }),
  loose('offer', `${SHIFT}*${SOMEBODY}(?:有空|方便)*${COVER}${SHIFT}*`, { unless: HAPPENED }),
  loose('give', `${SHIFT}+(?:让|请|由|叫|托|拜托|找)?P(?:帮忙|帮|替|顶|代)(?:值|上)*`, {
    needs: /我/,
    unless: HAPPENED,
  }),
  loose('give', `${SHIFT}+(?:让|请|由|叫)P(?:值|上|接)+`, { needs: /我/, unless: HAPPENED }),
  loose('give', `${SHIFT}+(?:让|请|由|叫)P(?:值|上|接)+`, { doubtful: true, unless: HAPPENED }),
  loose('claim', `PT+(?:替|顶|代|接|值|上)+`, {
    needs: /我(?:来|去|可以|能|替|顶|接|代|值|上)/,
    unless: /[替帮代顶]我/,
  }),
  loose('swap', `[TN]+(?:换|调|改|挪)(?:到|成|为)?[TN]+`, { splits: true, unless: /[换调改挪]过/ }),
  loose('swap', `[TN]+(?:和|跟|与|同|找)P[TN]*(?:换|对调|互换|调换|调)`, { splits: true, unless: /[换调]过/ }),
  loose('swap', `[TN]+(?:和|跟|与|同)[TN]+(?:换|对调|互换|调换)`, { splits: true, unless: /[换调]过/ }),
  loose('swap', `用?[TN]+(?:和|跟|与|同)你们?谁?[TN]*(?:换|对调|互换|调换)[TN]?`, { splits: true, unless: /[换调]过/ }),
  loose('swap', `[TN]{1,2}(?:对换|互换|对调|调换|交换|换换|换)`, {
    splits: true,
    needs: /[和跟与同、N]|T.*T|T换/,
    unless: /换过|[谁她他]/,
  }),
  loose('register', `T*GT*报名?`, { unless: /班|过/ }),
  loose('claim', `${SHIFT}+(?:认领|领|抢|报名?)|${SHIFT}+(?:\\+1|加1|加一)`, { unless: HAPPENED }),
  loose('claim', `${SHIFT}+(?:值|上|顶|接|包|替|补|负责|算|归|留|给|排|带|拿|领)+(?:一|上|下)?`, {
    needs: I_SHALL,
    unless: /[替帮代]我|谁|[值上顶接替领拿]过/,
  }),
  loose('claim', `(?:承担|负责|包)${SHIFT}+`, { needs: /我|本人/, unless: /谁|过/ }),
  loose('my-shifts', '(?:看|查|问)?T?(?:什么时候|何时|哪天|哪几天|几号|几点|周几)(?:有|是|轮到)?(?:值|上|班)*', {
    needs: /我/,
  }),
  loose('drop', '退', { needs: /所有|全部/, doubtful: true }),
  loose('offer', `${SHIFT}+(?:转|让|送|换)?给(?:别人|其他人|其他同事|谁|大家|有空人)`, { unless: HAPPENED }),
  loose('give', `${SHIFT}+(?:转|让|交|换|留|分)?给P`, { unless: /谁|过/ }),
  loose('give', `P(?:说|答应|同意|讲)?[她他]?(?:替|顶|代|帮)(?:值|上)*${SHIFT}+`, {
    needs: /[替顶代帮]我/,
    unless: HAPPENED,
  }),
  loose('my-shifts', 'T*(?:上|值|排|排上)?(?:什么|哪|啥)', { needs: /我.*班/ }),
  loose('my-shifts', 'T*排(?:几|多少)次?', { needs: /我/ }),
  loose('open-shifts', '(?:看|查|看看)*T?(?:哪些|哪|什么|哪天|哪几天)(?:没人|空着?|缺人|没有人)(?:领|值|上)?'),
  loose('on-duty', 'T(?:值班表|排班表|班表)'),
  loose('stats', '统计T?(?:服务)?(?:时长|工时|次数|人数|人次|场|来电)'),
  loose('can', '[TL](?:有空|有时间|方便)(?:顶|值|替|上)?', { needs: /我/ }),
  loose('claim', `(?:\\+1|加1|加一)${SHIFT}+|${SHIFT}+(?:登记|记|写|排|安排)(?:在|到)名下`),
  loose('open-shifts', '(?:最近)?T?缺人有?(?:哪些|哪|什么)?'),
  loose('on-duty', '(?:看|查)*T?(?:有没有人|有人)(?:值|在)', { unless: /[替帮顶]/ }),
  loose('gaps', 'T?有?(?:多少|哪些|几|什么)?缺口有?(?:多少|哪些|几)?'),
  loose('fill', `(?:安排|派|让|叫)?P(?:补|顶)(?:上)?[TN]+`),
  loose('publish', 'T?(?:班表|排班表|值班表|草稿)T?(?:正式)?(?:发布|公布)', { doubtful: true }),
];

const INDEX = new RuleIndex(LOOSE_RULES, ({ form }) => form);

/** The first loose form that a clause has, or null. */
export function looseRuleFor(core: string): LooseRule | null {
  const bare = core.replace(BETWEEN, '');
  if (bare === '') return null;
  return INDEX.find(
    bare,
    ({ form, needs, unless }) => form.test(bare) && (needs?.test(core) ?? true) && !(unless?.test(core) ?? false),
  );
}
