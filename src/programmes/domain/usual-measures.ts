import type { Measure } from './specification';

/** A measure as far as it is spoken of. */
export type SpokenMeasure = Pick<Measure, 'key' | 'name' | 'unit' | 'words'>;

/** What most organisations measure, with the words for it; a programme that has it under this key or name need not list them. */
export interface UsualMeasure extends SpokenMeasure {
  /** What stands before its figure: 来电5. What is longer stands before what it begins with. */
  readonly words: readonly string[];
  /** What stands behind its figure, and the counters that may stand between: 5个电话. */
  readonly behind: readonly string[];
  readonly counters: readonly string[];
  /** The figure is never told without a counter: 5个电话, but not 5电话. */
  readonly needsCounter: boolean;
  /** What it is counted in where nothing but a number of households or people was said. */
  readonly countedIn: readonly string[];
  /** What says the whole of it behind a figure: 30人次. */
  readonly alone: readonly string[];
  /** How one says that there were none: 没有来电. */
  readonly none: readonly string[];
  /** A share of what was counted before it: 接了8个电话,1个高危. */
  readonly isShare: boolean;
  /** What has been done with what is counted: behind it a figure with a counter is enough (接了5个). */
  readonly done: {
    readonly verb: string;
    readonly counters: readonly string[];
    readonly words: readonly string[];
  } | null;
}

const RISKS = ['高危来电', '高危电话', '高风险来电', '高风险', '高危', '危机来电', '危机'];
const USUAL: Omit<UsualMeasure, 'key' | 'name' | 'unit' | 'words'> = {
  behind: [],
  counters: [],
  needsCounter: false,
  countedIn: [],
  alone: [],
  none: [],
  isShare: false,
  done: null,
};

export const USUAL_MEASURES: readonly UsualMeasure[] = [
  {
    ...USUAL,
    key: 'highRisk',
    name: '高危来电',
    unit: '个',
    words: RISKS,
    behind: RISKS,
    counters: ['个', '通', '例', '次'],
    none: RISKS,
    isShare: true,
  },
  {
    ...USUAL,
    key: 'calls',
    name: '来电',
    unit: '个',
    words: '接听来电 接到来电 接听热线 接热线 接听电话 接到电话 接电话 接听 来电数 来电量 来电 电话 热线来电'.split(
      ' ',
    ),
    behind: ['来电', '电话', '热线'],
    counters: ['个', '通', '次'],
    needsCounter: true,
    none: ['来电', '人来电'],
    alone: ['通'],
    done: { verb: '接', counters: ['个', '通'], words: ['电话', '来电'] },
  },
  {
    ...USUAL,
    key: 'listeners',
    name: '听众',
    unit: '人次',
    words: ['听众', '收听人数', '收听'],
    behind: ['听众'],
    counters: ['位', '个', '名'],
  },
  { ...USUAL, key: 'households', name: '家庭', unit: '户', words: ['家庭', '户数'], countedIn: ['户', '家'] },
  {
    ...USUAL,
    key: 'people',
    name: '参与',
    unit: '人次',
    words: ['参与人数', '参加人数', '到场人数', '参与人次', '参与', '到场', '人数', '人次'],
    countedIn: ['人次', '人', '位', '名'],
    alone: ['人次'],
  },
  { ...USUAL, key: 'sessions', name: '场次', unit: '场', words: ['场次', '场数'] },
];

/** The usual measure that a programme's measure is, by its key or by what it is called. */
export function usualOf({ key, name }: Pick<SpokenMeasure, 'key' | 'name'>): UsualMeasure | undefined {
  return USUAL_MEASURES.find((usual) => usual.key === key) ?? USUAL_MEASURES.find((usual) => isCalled(usual, name));
}

/**
 * The one of a programme's measures that is meant by its key, its name, or one of its words. What was said of a usual measure by its
 * key is taken for the one that is that or, for households and people, the only one that is counted in them.
 */
export function measureCalled<M extends SpokenMeasure>(measures: readonly M[], said: string): M | undefined {
  const exact =
    measures.find(({ key }) => key === said) ??
    measures.find(({ name }) => name === said) ??
    measures.find((measure) => isCalled(measure, said));
  if (exact) return exact;
  const usual = USUAL_MEASURES.find((each) => each.key === said || isCalled(each, said));
  if (!usual) return measures.find(({ unit }) => unit === said);
  const counted = measures.filter((one) => !usualOf(one) && usual.countedIn.includes(one.unit));
  return measures.find((one) => usualOf(one) === usual) ?? (counted.length === 1 ? counted[0] : undefined);
}

/** What people call a measure that was given by its key: the name that one of these measures has, or the usual one. */
export const nameOfMeasure = (measures: readonly SpokenMeasure[], said: string): string =>
  (measures.find(({ key }) => key === said) ?? USUAL_MEASURES.find(({ key }) => key === said))?.name ?? said;

/** The measures that every session is asked for. A share of another (高危 of 来电) is told where there was one, and asked for with it alone. */
export function measuresAskedFor<M extends SpokenMeasure>(measures: readonly M[]): M[] {
  const wholes = measures.filter((measure) => usualOf(measure)?.isShare !== true);
  return wholes.length > 0 ? wholes : [...measures];
}

const isCalled = (measure: SpokenMeasure, said: string): boolean =>
  measure.name === said || (measure.words?.includes(said) ?? false);
