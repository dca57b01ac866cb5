import { matchAt, type FoundEntity } from './entity';
import { NUMBER, readNumber } from '../text/numbers';
import type { Measure } from '../reading';
import { sticky } from '../time/time-rule';

const CALLS = '(?:接听来电|接到来电|接听热线|接热线|接听电话|接到电话|接电话|接听|来电数?|电话|热线来电|来电量)';
const RISKS = '(?:高危来电|高危电话|高风险来电|高风险|高危|危机来电|危机)';
const IS =
  '(?:数|量|人数|户数)?(?:一共|总共)?(?:[:=是有为共接了]{0,2}|应?该?(?:改成|改为|更正为|更正成|更正到|应该是|应为))';
/** A figure, also as 1.2万. */
const FIGURE = `(?:\\d{1,4}\\.\\d{1,3}万|${NUMBER})`;
const MEASURES: readonly (readonly [string, Measure])[] = [
  [RISKS, 'highRisk'],
  [CALLS, 'calls'],
  ['(?:听众|收听人数|收听)', 'listeners'],
  ['(?:家庭|户数)', 'households'],
  ['(?:参与人数|参加人数|到场人数|参与人次|参与|到场|人数|人次)', 'people'],
  ['(?:场次|场数)', 'sessions'],
];
const TALLY_WORD_FIRST = MEASURES.map(
  ([word, measure]) =>
    [
      sticky(
        `${word}${IS}(${FIGURE}(?![\\d点:月日号天来几共]|小时|多[个通次]|(?:到|至|-|~)\\d)|无(?!法|人)|没有)(?:个|通|次|例|${measure === 'people' ? '人次|人|位' : '户|人次|人|位'}|条|多)?(?!数|户)`,
      ),
      measure,
    ] as const,
);
const TALLY_NUMBER_FIRST: readonly (readonly [RegExp, Measure])[] = [
  // 接了8个高危1个: the figure of the dangerous ones stands behind them
  [sticky(`(?<![接了到])(${NUMBER})(?:个|通|例|次)?(?:是|属于|属)?${RISKS}(?!${NUMBER})`), 'highRisk'],
  [sticky(`(都不是|都没有?|一个都不是|一个也不是)${RISKS}`), 'highRisk'],
  [
    sticky(`(?<=接[了到]?)(${NUMBER})(?:个|通)(?:电话|来电)?(?=$|[,;。!~ 、]|其中|[没无]|都不是|高危|一个|有|里面)`),
    'calls',
  ],
  // 一个电话都没有: none at all
  [sticky('(一个)(?:来电|电话)(?:都|也)(?:没有|没)(?:接到)?'), 'calls'],
  [sticky(`(${NUMBER})(?:个|通|次)(?:来电|电话|热线)`), 'calls'],
  [sticky(`(${FIGURE})(?:位|个|名)?听众`), 'listeners'],
  [sticky(`(没有|没|无)${RISKS}`), 'highRisk'],
  [sticky('(没有|没|无)(?:接到)?(?:来电|人来电)(?!的|记录)'), 'calls'],
  [sticky(`(${NUMBER})人次`), 'people'],
];
const TALLIES = [...TALLY_NUMBER_FIRST, ...TALLY_WORD_FIRST];
/** 没来电5 gives no figure, and 报名人数 is no count of those who came. */
const DENIED = /(?:没有?|[无不未别]|报名)$/;
const TALLY_FIRST = new Set('接来电热高危听收家户参到人场没无都0123456789一二三四五六七八九十两零〇百千万'.split(''));

function figure(text: string): number | null {
  if (/^[无没都]|^一个(?:都|也|$)/.test(text)) return 0;
  // 五六个 is about five or six, not 56.
  if (/^[一二三四五六七八九]{2}$/.test(text)) return null;
  const tenThousands = /^(\d+\.\d+)万$/.exec(text)?.[1];
  return tenThousands === undefined ? readNumber(text) : Math.round(Number(tenThousands) * 10_000);
}

/** The figure that is reported at `at`: 来电5, 8个电话, 高危没有. */
export function tallyAt(text: string, at: number): FoundEntity | null {
  if (!TALLY_FIRST.has(text.charAt(at)) || DENIED.test(text.slice(Math.max(0, at - 2), at))) return null;
  for (const [pattern, measure] of TALLIES) {
    const found = matchAt(pattern, text, at);
    const value = found ? figure(found[1] ?? '') : null;
    if (found && value !== null) return { entity: { kind: 'C', measure, value }, length: found[0].length };
  }
  return null;
}
