import type { Gap, MyShift, ShiftView } from '../../rota/domain/shift-view';
import type { CivilDate, ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import { saidShift } from '../../kernel/said-time';
import { stateMark } from './shifts';
import type { Violation } from '../../rota/domain/violation';
import { ruleText } from '../../rota/domain/rule-words';

/* What is still open or unconfirmed, and who could fill it. */

export const gapsHeading = (count: number): string => `还缺人的班 ${String(count)} 个：`;
export const gapsNext = (): string => '回复 补班 编号，例如：补班 1';
export const noGaps = (): string => '没有缺口，都排上了人。\n回复 未确认 看谁还没确认。';
export function gapLine(gap: Gap, today: CivilDate, now: Instant): string {
  const offering = gap.people.filter((person) => person.state === 'offered').map((person) => person.name);
  const missing = gap.missing > 0 ? `缺${String(gap.missing)}` : `${offering.join('、')}求替`;
  return `${saidShift(gap, today)}（${gap.start <= now && gap.missing > 0 ? '现在正缺人，' : ''}${missing}）`;
}

export const unconfirmedHeading = (count: number): string => `还没确认的 ${String(count)} 个：`;
export const unconfirmedLine = (mine: MyShift, today: CivilDate): string =>
  `${saidShift(mine, today)} ${mine.personName}${stateMark(mine.state)}`;
export const unconfirmedNext = (): string => '可以打电话问一问；要换人就说：代 某人 求替 日期，再说 补班';
const ASKED_LINES = 8;
export const askAgainPreview = (lines: readonly string[]): string =>
  [
    `要再问一遍这 ${String(lines.length)} 个还没确认的班：`,
    ...lines.slice(0, ASKED_LINES),
    ...(lines.length > ASKED_LINES ? [`……共 ${String(lines.length)} 个`] : []),
    '回复 是 就问；回复 算了 就不问。',
  ].join('\n');
export const askedAgain = (count: number): string =>
  `✓ 正在再问 ${String(count)} 个班的人；免打扰的会晚一点收到，一小时内同一班不重复问。\n回复 未确认 看还差谁。`;
/** `empty`: shifts of that time that nobody has. */
export const noUnconfirmed = (empty: number): string =>
  `这段时间排上的人都确认了${empty > 0 ? `；另有 ${String(empty)} 个班还没有人` : ''}。\n回复 缺口 看还缺的。`;
export const nobodyToAsk = (): string => '这段时间没有还没确认的人，没有再问谁。\n回复 缺口 看还缺的。';
export const nobodyOnRota = (): string =>
  '这段时间还没有排上任何人（班表还没排，或还没发布），没有谁要确认。\n回复 生成班表 下个月，或 缺口 一个个补。';

export const candidatesHeading = (line: string): string => `${line}\n可以安排的人（排班少的在前）：`;
export function candidateLine(name: string, load: number, violations: readonly Violation[], zone: ZoneName): string {
  const first = violations[0];
  return `${name}（本月 ${String(load)} 班${first ? `；${ruleText(first, zone)}` : ''}）`;
}
export const candidatesNext = (): string => '回复数字安排；回复 换一个 看后面的人；回复 算了 就不动。';
export const repairPlan = (line: string, lines: readonly string[]): string =>
  [
    `${line}\n没有人能直接补上；这样调整 ${String(lines.length)} 人就能补：`,
    ...lines,
    '还没有人收到通知。回复 是 就这样调整并通知他们；回复 算了 不动。',
  ].join('\n');
export function affectedLine(
  { name, gains, loses }: { name: string; gains: ShiftView; loses: ShiftView | null },
  today: CivilDate,
): string {
  return loses
    ? `${name}：${saidShift(loses, today)} 改为 ${saidShift(gains, today)}`
    : `${name}：加 ${saidShift(gains, today)}`;
}
export const noCandidates = (line: string): string => `${line}\n没有合适的人可以安排。可以放宽规则或换时间。`;
export const fillAnyway = (line: string, name: string, reason: string): string =>
  `${name}：${reason}\n仍要安排 ${line} 吗？回复 是 照样安排并记录；回复 算了 不安排。`;
export const overrideReason = (): string => '统筹员在会话中确认';
/** Several assignments at once: `lines` of each, `names` of those that a yes assigns. */
export const fillTogether = (lines: readonly string[], names: readonly string[]): string =>
  [
    `要安排 ${String(lines.length)} 个班：`,
    ...lines,
    ...(names.length > 0
      ? [`会通知：${names.join('、')}。回复 是 办 ✓ 的 ${String(names.length)} 个；回复 算了 就都不办。`]
      : ['一个都排不了，什么都没有做。']),
  ].join('\n');
export const canFill = (name: string, line: string): string => `✓ ${name}：${line}`;
export const cannotFill = (name: string, why: string): string => `✗ ${name}：${why}`;
export const severalGaps = (lines: readonly string[]): string =>
  `有 ${String(lines.length)} 个缺口对得上，请带上日期、钟点或岗位：${lines.slice(0, 3).join('；')}`;
export const noSuchGap = (): string => '没有对得上的缺口（满了，或没有这一班）';
export const whoIsIt = (count: number): string =>
  count === 0 ? '名册里没有这个人' : `有 ${String(count)} 位，请说全名`;
export const gapTaken = (line: string): string => `${line} 前面那位已经占了`;
export const notAble = (line: string): string => `${line} 按资质、休息或重叠的规则排不了`;
export const against = (line: string, violation: Violation, zone: ZoneName): string =>
  `${line} ${ruleText(violation, zone)} 要照排请单独安排她`;
export const filled = (shift: ShiftView, name: string, today: CivilDate): string =>
  `✓ 已安排${name}：${saidShift(shift, today)}\n会通知本人。回复 缺口 看其余的。`;
