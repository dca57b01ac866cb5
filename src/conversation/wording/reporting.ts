import { type SaidSpan, saidSpan, saidMoment } from '../../kernel/said-time';
import type { Figure, TallyRefusal } from '../../statistics/domain/tally';
import { type CivilDate, type ZoneName, civilOf } from '../../kernel/civil-time';

/* The figures of a session. */

export const reportHow = (measures: readonly string[]): string =>
  `登记要带数字，比如：登记 ${measures.length > 0 ? measures.map((m, i) => `${m}${String(i === 0 ? 5 : 1)}`).join(' ') : '来电5 高危1'}`;
export const nothingToReport = (): string =>
  '最近一天半里没有你值过的班可以登记。\n统筹员可以带日期登记：登记 12月8日晚班 来电5';

export function reported(
  session: SaidSpan & { programmeName: string },
  figures: readonly Figure[],
  today: CivilDate,
): string {
  const lines = figures.map(({ measure, value, before }) =>
    before !== 0 && before !== value
      ? `${measure.name} ${String(value)}${measure.unit}（原为 ${String(before)}，已更正）`
      : `${measure.name} ${String(value)}${measure.unit}`,
  );
  return `✓ 已登记 ${saidSpan(session, today)} ${session.programmeName}：\n${lines.join('，')}\n填错了再登记一次就会更正；10 分钟内也可以回复 撤销。`;
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
    case 'bad-value':
      return `${refusal.measure.name}要是 0 到 ${String(refusal.max)} 之间的整数，什么都没有登记。`;
  }
}
