import type { Instant } from '../../kernel/clock';
import { minutesLate, presenceOf } from '../../rota/domain/presence';
import type { DutyView, MyShift } from '../../rota/domain/shift-view';
import { stateMark } from './shifts';
import { saidSpan } from '../../kernel/said-time';

/* Who is on duty, and the shifts of somebody else. */

export function dutyLine(duty: DutyView, hours: string | null): string {
  const people = duty.people.map((person) => `${person.name}${stateMark(person.state)}`);
  const empty = duty.empty > 0 && duty.people.length < duty.seatsMin ? ['（空着）'] : [];
  const when = hours ?? saidSpan(duty);
  return `${when} ${duty.programmeName} ${duty.postName}：${[...people, ...empty].join('、') || '（空着）'}`;
}

/** As `dutyLine`, of a shift that runs at `now`: who is really there, and who has stayed since the shift before. */
export function lineOfNow(duty: DutyView, hours: string, staying: readonly MyShift[], now: Instant): string {
  const people = duty.people.map(({ name, state }) => {
    if (presenceOf(state, duty, now) !== 'not-here') return `${name}${stateMark(state)}`;
    const late = minutesLate(duty, now);
    return `${name}（未到岗${late > 0 ? `，已 ${String(late)} 分钟` : ''}${state === 'offered' ? '，求替中' : ''}）`;
  });
  const empty = duty.people.length < duty.seatsMin ? ['（空着）'] : [];
  const before = staying.filter(
    ({ programmeId, postKey }) => programmeId === duty.programmeId && postKey === duty.postKey,
  );
  const still = before.map(({ personName, endCivil }) => `${personName}（${endCivil.slice(11)} 到点，还没人接）`);
  return `${hours} ${duty.programmeName} ${duty.postName}：${[...people, ...still, ...empty].join('、') || '（空着）'}`;
}

export const onDuty = (title: string, lines: readonly string[]): string =>
  `${title}值班：\n${lines.join('\n')}\n回复 空班 看可以接的班。`;
export const shiftsOfHers = (name: string, lines: readonly string[], more: number): string =>
  `${name}的班：\n${lines.join('\n')}${more > 0 ? `\n还有 ${String(more)} 个，可以加上日期再问。` : ''}\n想接她的班，等她求替或找她换班。`;
export const noShiftsOfHers = (name: string): string => `${name}没有排班。\n回复 谁在班 看现在的安排。`;
export const nobodyPlanned = (title: string): string => `${title}没有安排值班。\n回复 谁在班 今天 看当天安排。`;
export const nothingPlanned = (title: string): string => `${title}没有值班安排。\n换个日期再问，比如：12月8号谁值班`;
