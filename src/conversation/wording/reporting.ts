import { type SaidSpan, saidSpan, saidMoment } from '../../kernel/said-time';
import type { DoorConflict, Part, SharedFigure, TallyAnswers, TallyRefusal } from '../../statistics/domain/tally';
import { certaintyOf, sureText, type Certainty } from '../../statistics/domain/certainty';
import type { StandingFigure } from '../../statistics/tallies.service';
import type { Reply } from '../../messaging/channel';
import type { Measure } from '../../programmes/domain/specification';
import { measureCalled, nameOfMeasure } from '../../programmes/domain/usual-measures';
import { type CivilDate, type ZoneName, civilOf } from '../../kernel/civil-time';

/* The figures of a session. */

/** How figures are reported, with what is counted where she serves; the rule alone where that is not known. */
export const reportExample = (measures: readonly string[]): string =>
  measures.length === 0
    ? '登记 名称和数字'
    : `登记 ${measures
        .slice(0, 2)
        .map((name, i) => `${name}${name.includes('高危') ? '1' : i === 0 ? '5' : '12'}`)
        .join(' ')}`;
export const reportHow = (measures: readonly string[]): string => `登记要带数字，比如：${reportExample(measures)}`;
/** `coordinates`: whether she may report on sessions of others. */
export const nothingToReport = (coordinates: boolean): string =>
  `最近一天半里没有你值过的班可以登记。${coordinates ? '\n替别人登记请带上日期和班，比如：登记 昨天晚班 再加数字' : '\n值过的班要补数，请告诉统筹员。'}`;

export function reported(
  session: SaidSpan & { programmeName: string },
  figures: readonly StandingFigure[],
  today: CivilDate,
  how: 'in full' | 'in short' = 'in full',
): string {
  const lines = figures.map((figure) => {
    const { before, value } = figure;
    const corrected = before !== 0 && before !== value ? `（原为 ${String(before)}，已更正）` : '';
    return `${figureText(figure)}${figure.parts.length > 1 ? partsText(figure.parts) : corrected}`;
  });
  const head = `✓ 已登记 ${saidSpan(session, today)} ${session.programmeName}：`;
  if (how === 'in short') return `${head}${lines.join('，')}`;
  return `${head}\n${lines.join('，')}\n填错了再登记一次就会更正；10 分钟内也可以回复 撤销。`;
}

/** 来电 6个，高危来电 1个: what was said, in the words of the programmes that `of` tells of. */
export function figuresSaid(
  values: Readonly<Record<string, number>>,
  of: readonly { readonly measures: readonly Measure[] }[] = [],
  kinds: Readonly<Record<string, Certainty>> = {},
): string {
  const measures = of.flatMap((one) => one.measures);
  return Object.entries(values)
    .map(([key, value]) => {
      const measure = measureCalled(measures, key);
      const certainty = kinds[key] ?? 'exact';
      return measure
        ? figureText({ measure, value, certainty })
        : `${nameOfMeasure(measures, key)} ${sureText(value, certainty)}`;
    })
    .join('，');
}

/** One of several reports as it is shown before anything is written. */
export const reportLine = (session: string, figures: string): string => `登记 ${session}：${figures}`;

export const whichSession = (figures: string): string => `${figures} 是哪一场的？`;
export const noSessionFor = (figures: string): string =>
  `没有找到「${figures}」说的那一场，几场都还没有登记。请带上日期一场一场说，比如：登记 昨天晚班 来电5`;
export const saidTwice = (): string => '同一场的同一项说了两个数，我不知道哪个对，什么都没有登记。请一场一场说。';

export const notWritten = (session: string, replies: readonly Reply[]): string =>
  `✗ ${session}：${replies.map((reply) => ('text' in reply ? reply.text : '')).join('')}`;

const figureText = ({
  measure,
  value,
  certainty = 'exact',
}: Pick<StandingFigure, 'measure' | 'value'> & Pick<Part, 'certainty'>): string =>
  `${measure.name} ${sureText(value, certainty)}${measure.unit}`;

/** （周小燕 3，你 5）; `ownId`: of whom it is told. */
function partsText(parts: readonly Part[], ownId: string | null = null): string {
  const each = parts.map(({ reporterId, reporterName, value, certainty = 'exact' }) => {
    const who = reporterId !== null && reporterId === ownId ? '你' : (reporterName ?? '导入');
    return `${who} ${sureText(value, certainty)}`;
  });
  return `（${each.join('，')}）`;
}

/** Somebody else has changed a figure of which the person told has reported a part. */
export function noticeTallyChanged(
  by: string | null,
  session: string,
  figures: readonly StandingFigure[],
  personId: string,
): string {
  const lines = figures.map((figure) =>
    figure.known ? `${figureText(figure)}${partsText(figure.parts, personId)}` : `${figure.measure.name} 没有登记`,
  );
  return `${by ?? '有人'}改动了你登记过的数字：${session}\n现在是：${lines.join('；')}\n有出入请和${by ?? '统筹员'}核对；要改回复 登记 加日期和数字。`;
}

/** An answer to a question that a report raised, as it is shown, with the words that say it too. */
interface TallyChoice {
  readonly answer: TallyAnswers;
  readonly line: string;
  readonly words: readonly string[];
}

const ADDED = ['另外', '另外的', '加上', '加', '另算', '另外加', '补充', '不是同一批', '不一样', '追加'];
const REPLACED = [
  '更正',
  '改',
  '改成',
  '同一批',
  '一样',
  '重复',
  '重复的',
  '一共',
  '总共',
  '全部',
  '合计',
  '替换',
  '更改',
];

const DOOR = ['签到', '按签到', '以签到为准', '签到的', '签到的对', '签到为准', '按签到算', '名单'];
const REPORT = [
  '登记',
  '按登记',
  '以登记为准',
  '登记的',
  '登记的对',
  '登记为准',
  '按登记算',
  '按我的',
  '我报的',
  '我的',
];

/** The answers to a doubt about a report; null for a refusal that is none. */
export function tallyChoices(refusal: TallyRefusal): TallyChoice[] | null {
  switch (refusal.rule) {
    case 'reported-by-others': {
      const total = (of: (one: SharedFigure) => number, parts: (one: SharedFigure) => readonly Part[]): string =>
        refusal.figures
          .map((one) => ({ ...one, value: of(one), certainty: certaintyOf([one, ...parts(one)]) }))
          .map(figureText)
          .join('，');
      const sum = (one: SharedFigure): number => one.parts.reduce((all, { value }) => all + value, 0);
      return [
        {
          answer: { beside: 'add' },
          line: `另外的，合计 ${total(
            (one) => sum(one) + one.value,
            ({ parts }) => parts,
          )}`,
          words: ADDED,
        },
        {
          answer: { beside: 'replace' },
          line: `更正，全场就是 ${total(
            ({ value }) => value,
            () => [],
          )}`,
          words: REPLACED,
        },
      ];
    }
    case 'differs-from-door': {
      const total = (of: (one: DoorConflict) => number): string =>
        refusal.figures.map((one) => figureText({ measure: one.measure, value: of(one) })).join('，');
      return [
        { answer: { door: 'report' }, line: `以登记为准：${total(({ value }) => value)}`, words: REPORT },
        { answer: { door: 'door' }, line: `以签到为准：${total(({ door }) => door)}`, words: DOOR },
      ];
    }
    default:
      return null;
  }
}

/** What stands against a report, in one sentence. `session`: as a line of a list. */
export function tallyDoubt(refusal: TallyRefusal, session: string): string {
  switch (refusal.rule) {
    case 'reported-by-others': {
      const known = refusal.figures.map(({ measure, parts }) => `${measure.name}已有${partsText(parts)}`);
      const own = refusal.figures.map((one) => figureText(one)).join('，');
      return `${session}：${known.join('；')}。你的 ${own} 是另外的，还是更正？`;
    }
    case 'differs-from-door': {
      const both = refusal.figures.map(
        ({ measure, value, door }) =>
          `${measure.name}登记 ${String(value)}${measure.unit}，门口签到 ${String(door)}${measure.unit}`,
      );
      return `${session}：${both.join('；')}，两个数不加在一起。以哪个为准？`;
    }
    default:
      return session;
  }
}

export function tallyRefusal(refusal: TallyRefusal, at: { zone: ZoneName; today: CivilDate }): string {
  switch (refusal.rule) {
    case 'not-found':
      return '没有找到这一场，什么都没有登记。';
    case 'not-allowed':
      return '只有值这一班的人或统筹员可以登记，什么都没有改动。';
    case 'session-cancelled':
      return '这一场已经取消，不能登记。';
    case 'too-early':
      return `还没开始（${saidMoment(civilOf(refusal.start, at.zone), at.today)}），开始后再登记。`;
    case 'nothing-said':
      return reportHow(refusal.measures.map((measure) => measure.name));
    case 'unknown-measure':
      return `这个项目不登记「${refusal.said}」，可以登记：${refusal.measures.map((m) => m.name).join('、')}。`;
    case 'reported-by-others':
    case 'differs-from-door':
      return `${tallyDoubt(refusal, '')}还没有登记。`;
    case 'bad-value':
      return `${refusal.measure.name}要是 0 到 ${String(refusal.max)} 之间的整数，什么都没有登记。`;
  }
}
