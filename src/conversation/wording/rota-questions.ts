import type { CivilDate, ZoneName } from '../../kernel/civil-time';
import { saidHours, saidMinutes, saidShift, saidSpan } from '../../kernel/said-time';
import { ruleText } from '../../rota/domain/rule-words';
import type { Candidate, DutyView, MyShift, ShiftView } from '../../rota/domain/shift-view';
import type { Violation } from '../../rota/domain/violation';
import type { ServiceOfPerson, Unreported } from '../../statistics/look-at-service.service';
import { numbered } from './lines';

/* Who could serve, who served, what was handed over and what nobody reported. */

export const freeWhen = (): string => '想知道哪天谁有空？比如：谁有空 周三晚上';
export const noShiftsToJudge = (title: string): string =>
  `${title}没有班次，没法按规则判断谁能来。\n换个时间再问，或回复 缺口 看还缺人的班。`;
export const timeIsOver = (title: string): string => `${title}已经过去了。\n换个时间再问，比如：谁有空 明晚`;

export function whoFits(
  shift: DutyView,
  fitting: readonly Candidate[],
  soft: readonly Candidate[],
  at: { today: CivilDate; zone: ZoneName },
): string {
  const names = fitting.map(({ name, load }) => `${name}(${String(load)}班)`).join('、');
  const open =
    shift.empty > 0 ? `空${String(shift.empty)}` : `已排：${shift.people.map(({ name }) => name).join('、')}`;
  const first = soft[0]?.violations[0];
  return [
    `${saidShift(shift, at.today)}（${open}）`,
    fitting.length > 0 ? `能来：${names}` : '按规则没有能来的人',
    ...(soft.length > 0
      ? [`要放宽规则：${soft.map(({ name }) => name).join('、')}${first ? `（${ruleText(first, null)}）` : ''}`]
      : []),
  ].join('\n');
}
export const freeNext = (shown: number, all: number): string =>
  `${all > shown ? `还有 ${String(all - shown)} 个班没列出，说具体一点可以看全。\n` : ''}括号里是当月班数。安排就说：补班 加日期`;

export const couldServe = (shift: ShiftView, today: CivilDate): string => `✓ ${saidShift(shift, today)}：能来`;
export const hers = (shift: ShiftView, today: CivilDate): string => `● ${saidShift(shift, today)}：本来就是她的班`;
export const couldNot = (shift: ShiftView, violation: Violation, at: { today: CivilDate; zone: ZoneName }): string =>
  `✗ ${saidShift(shift, at.today)}：${ruleText(violation, at.zone)}`;
export const oneFree = (name: string, lines: readonly string[]): string =>
  `${name}：\n${lines.join('\n')}\n按资质、休息、请假和上限判断，她自己有没有别的事还要问她。`;

export function mostServed(
  title: string,
  most: readonly ServiceOfPerson[],
  least: readonly ServiceOfPerson[],
  none: readonly string[],
): string {
  const line = ({ name, shifts, serviceMinutes }: ServiceOfPerson): string =>
    `${name} ${String(shifts)}班 ${saidMinutes(serviceMinutes)}`;
  return [
    `${title}的值班（已到岗的班）：`,
    `最多：${most.map(line).join('，')}`,
    ...(least.length > 0 ? [`最少：${least.map(line).join('，')}`] : []),
    ...(none.length > 0
      ? [`一次没值：${none.slice(0, 12).join('、')}${none.length > 12 ? ` 等 ${String(none.length)} 人` : ''}`]
      : []),
    '换个时间就说：值班排行 11月',
  ].join('\n');
}
export const nobodyServed = (title: string): string =>
  `${title}还没有人到岗值过班。\n换个时间再问，比如：值班排行 今年`;
export const rankingNotYours = (): string => '大家的值班排行只有统筹员和领导能看。\n看自己的请回复 我的统计。';

export const handoverLine = (mine: MyShift, today: CivilDate): string =>
  `${saidSpan(mine, today)} ${mine.personName}：${mine.note ?? ''}`;
export const handovers = (lines: readonly string[], more: number): string =>
  `交接记录：\n${lines.join('\n')}${more > 0 ? `\n还有 ${String(more)} 条，加上日期再问可以看全。` : ''}\n要写自己的就说：交接 加内容（不写来电人的信息）`;
export const noHandovers = (title: string | null): string =>
  `${title ?? '最近三天'}没有交接记录。\n想看别的日子就说：交接记录 加日期；要写就说：交接 加内容`;

export function unreportedLine({ startCivil, endCivil, programmeName }: Unreported, today: CivilDate): string {
  return `${saidSpan({ startCivil, endCivil }, today)} ${programmeName}`;
}
export function unreported(lines: readonly string[], total: number, example: string): string {
  const more = total > lines.length ? `\n还有 ${String(total - lines.length)} 场没列出，加上日期再问可以看全。` : '';
  return `还没登记的 ${String(total)} 场（最近的在前）：\n${numbered(lines)}${more}\n登记就说：${example}`;
}
/** A sentence that reports the first of them, with figures to be replaced. */
export function reportExample({ startCivil, endCivil, measures }: Unreported): string {
  const day = `${String(Number(startCivil.slice(5, 7)))}月${String(Number(startCivil.slice(8, 10)))}日`;
  const figures = measures.map(({ name }, i) => `${name}${String(i === 0 ? 5 : 1)}`).join(' ');
  return `登记 ${day} ${saidHours({ startCivil, endCivil }).replace('次日 ', '')} ${figures}`;
}
export const nothingUnreported = (title: string | null): string =>
  `${title ?? '最近一个月'}结束的场次都登记了。\n回复 统计 看这个月的数。`;
