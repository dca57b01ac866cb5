import type { UsualMeasure } from '../../../programmes/domain/usual-measures';
import { NUMBER } from '../text/numbers';
import { sticky } from '../time/time-rule';

/** How a figure of one measure may be said; tried only where one of its first characters stands. The figure is the first group. */
export type TallyPattern = readonly [first: string, pattern: RegExp];

/** After 登记 a bare number of people or households, too, may be no exact one: 登记 约40人. */
export const bareUnsure = (counters: readonly string[]): TallyPattern => [
  UNSURE_FIRST,
  sticky(`(?<=^(?:登记|更正).{0,20})(${UNSURE})${oneOf(counters)}`),
];

const FIGURES = '0123456789一二三四五六七八九十两零〇百千万廿卅';
const IS =
  '(?:数|量|人数|户数)?(?:一共|总共)?(?:[:=是有为共接了]{0,2}|应?该?(?:改成|改为|更正为|更正成|更正到|应该是|应为))';
/** A figure, also as 1.2万 and 6万; 6万多 is none that could be taken as it stands. */
const FIGURE = `(?:\\d{1,4}(?:\\.\\d{1,3})?万(?![\\d多余来几一二三四五六七八九])|${NUMBER})`;
/** What says that a figure is no exact one, before it and behind it: 约40, 近三千, 至少20, 6万多. */
const ABOUT = ['大约', '大概', '约莫', '约', '差不多', '将近', '接近', '近'];
const AT_LEAST = ['至少', '起码', '最少', '不少于', '不低于', '不下'];
const FULL = `(?:\\d{1,4}(?:\\.\\d{1,3})?万|${NUMBER})`;
const UNSURE = `(?:(?:${[...ABOUT, ...AT_LEAST].join('|')})${FULL}[多余]?|${FULL}[多余])(?![\\d万千百几])`;
const UNSURE_FIRST = `0123456789一二三四五六七八九十两百千大约差将接近至起最不`;
const HEDGE = new RegExp(`^(?:(${ABOUT.join('|')})|${AT_LEAST.join('|')})?(.+?)([多余]?)$`);

/** A figure without what says that it is no exact one, and how sure it is. */
export function unhedged(said: string): { figure: string; certainty: 'exact' | 'at-least' | 'about' } {
  const [, about, figure = said] = HEDGE.exec(said) ?? [];
  if (about !== undefined) return { figure, certainty: 'about' };
  return { figure, certainty: figure === said ? 'exact' : 'at-least' };
}

const NO_FIGURE = '[\\d万千百点:月日号天来几共]|小时|多[个通次]|(?:到|至|-|~)\\d';
const NONE = '无(?!法|人)|没有';

const oneOf = (words: readonly string[]): string => {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return `(?:${longestFirst.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|')})`;
};
const firstsOf = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join('');

/** The ways in which a usual measure is told: 来电5, 5个电话, 没有高危. */
export function usualPatterns(measure: UsualMeasure): TallyPattern[] {
  const { words, behind, counters, needsCounter, countedIn, alone, none, isShare, done } = measure;
  const patterns: TallyPattern[] = [];
  if (isShare) {
    const share = oneOf(behind);
    // 接了8个高危1个: the figure of the dangerous ones stands behind them
    patterns.push([FIGURES, sticky(`(?<![接了到])(${NUMBER})${oneOf(counters)}?(?:是|属于|属)?${share}(?!${NUMBER})`)]);
    patterns.push(['都一', sticky(`(都不是|都没有?|一个都不是|一个也不是)${share}`)]);
  }
  if (done) {
    const what = oneOf(done.words);
    const ends = '(?=$|[,;。!~ 、]|其中|[没无]|都不是|高危|一个|有|里面)';
    patterns.push([FIGURES, sticky(`(?<=${done.verb}[了到]?)(${NUMBER})${oneOf(done.counters)}${what}?${ends}`)]);
    // 一个电话都没有: none at all
    patterns.push(['一', sticky(`(一个)${what}(?:都|也)(?:没有|没)(?:${done.verb}到)?`)]);
  }
  if (behind.length > 0 && !isShare) {
    const figure = needsCounter ? `(${NUMBER})${oneOf(counters)}` : `(${FIGURE})${oneOf(counters)}?`;
    patterns.push([FIGURES, sticky(`${figure}${oneOf(behind)}`)]);
    const counter = needsCounter ? oneOf(counters) : `${oneOf(counters)}?`;
    patterns.push([UNSURE_FIRST, sticky(`(${UNSURE})${counter}${oneOf(behind)}`)]);
  }
  if (none.length > 0) {
    const said = done ? `(?:${done.verb}到)?${oneOf(none)}(?!的|记录)` : oneOf(none);
    patterns.push(['没无', sticky(`(没有|没|无)${said}`)]);
  }
  if (alone.length > 0) patterns.push([FIGURES, sticky(`(${NUMBER})${oneOf(alone)}(?![知过])`)]);
  const counted = countedIn.includes('人') ? '人次|人|位' : '户|人次|人|位';
  const unit = `(?:个|通|次|例|${counted}|条)?(?!数|户)`;
  patterns.push([firstsOf(words), sticky(`${oneOf(words)}${IS}(${UNSURE})${unit}`)]);
  patterns.push([
    firstsOf(words),
    sticky(
      `${oneOf(words)}${isShare ? '的?' : '(?:的(?=[是有共]))?'}${IS}(${FIGURE}(?!${NO_FIGURE})|${NONE})(?:个|通|次|例|${counted}|条|多)?(?!数|户)`,
    ),
  ]);
  return patterns;
}

/** A measure that nobody foresaw, in the words of its organisation. */
export interface OwnWords {
  /** What it is called: 发放手册, 手册. */
  readonly names: readonly string[];
  /** What it is called only where it is counted in its own: the 手册 of 法治手册. */
  readonly parts: readonly string[];
  /** What it is counted in: 册, 本. */
  readonly counters: readonly string[];
  /** The counters that say all, since nothing else is counted in them: 120册. */
  readonly alone: readonly string[];
  /** The deeds that say it with its counter: 走访了30户; and what may stand behind: 走访了30户家庭. */
  readonly deeds: readonly string[];
  readonly behindDeed: string | null;
}

/** What people say that they did; a measure whose name begins with one is told by all of its line. */
export const DEEDS: readonly (readonly string[])[] = [
  ['发放', '派发', '分发', '发出', '发'],
  ['赠送', '送出', '送'],
  ['走访', '探访', '入户', '慰问'],
  ['接待'],
  ['服务'],
  ['回访'],
  ['宣讲', '讲'],
  ['培训'],
  ['调解'],
  ['转介'],
  ['制作', '做'],
  ['收集', '收'],
  ['办理', '办'],
  ['帮扶'],
];
const DEED = oneOf(DEEDS.flat());
const DONE = '(?:出去|出|掉|完|过|到|了)*(?:一共|总共|共计?)?';
const DID = `(?:一共|总共)?(?:${DEED}|用)?${DONE}`;
/** Whom one visits, serves and teaches. */
const PEOPLE = ['家庭', '人家', '群众', '居民', '妇女', '老人', '儿童'];
/** Counters of things in general; those of people, times and lists are none. */
const THING = '[个本册份张套件只包盒箱袋组批通例支瓶台辆块面幅]';
/** 没发3册, 13册 of 113册 and 六册 of 五六册 are no figures. */
const OPEN = '(?<![\\d.一二三四五六七八九])(?<![没未不别无][\\u4e00-\\u9fff]{0,2})';

/** The ways in which any other measure is told: 手册120册, 发了120册手册, 120册, 没发手册. */
export function ownPatterns({ names, parts, counters, alone, deeds, behindDeed }: OwnWords): TallyPattern[] {
  const patterns: TallyPattern[] = [];
  /** With the deed before it, or without. */
  const told = (first: string, said: string): void => {
    patterns.push([first, sticky(said)], [firstsOf(DEEDS.flat()), sticky(`${DEED}${DONE}${said}`)]);
  };
  const own = counters.length === 0 ? null : oneOf(counters);
  if (names.length > 0) {
    const name = oneOf(names);
    told(FIGURES, `${OPEN}(${FIGURE})(?:${own === null ? '' : `${own}|`}${THING})?的?${name}`);
    patterns.push(['没无', sticky(`(没有|没|无)${DEED}?${name}`)]);
  }
  if (own !== null) {
    const called = [...names, ...parts];
    const whom = [...called, ...PEOPLE, ...(behindDeed === null ? [] : [behindDeed])];
    const counted = `(${FIGURE})${own}(?:的?${oneOf(whom)}(?!\\d))?`;
    if (called.length > 0) {
      told(FIGURES, `${OPEN}(${FIGURE})${own}的?${oneOf(called)}`);
      told(firstsOf(called), `${oneOf(called)}${DID}${IS}${counted}`);
    }
    if (deeds.length > 0) patterns.push([firstsOf(deeds), sticky(`${oneOf(deeds)}${DONE}${counted}`)]);
  }
  if (alone.length > 0) told(FIGURES, `${OPEN}(${FIGURE})${oneOf(alone)}`);
  if (names.length > 0) {
    const end = '(?![数户人家位名场]|小时|分钟)';
    const figure = `${DID}${IS}(${FIGURE}(?!${NO_FIGURE})|${NONE})${THING}?${end}`;
    told(firstsOf(names), `${oneOf(names)}${figure}`);
  }
  return patterns;
}
