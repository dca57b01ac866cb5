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
export const shiftsOfHers = (name: string, title: string | null, lines: readonly string[], more: number): string =>
  `${name}${title ?? ''}的班 ${String(lines.length + more)} 个：\n${lines.join('\n')}${more > 0 ? `\n还有 ${String(more)} 个，可以加上日期再问。` : ''}\n想接她的班，等她求替或找她换班。`;
export const noShiftsOfHers = (name: string): string => `${name}没有排班。\n回复 谁在班 看现在的安排。`;
export const noShiftsOfHersThen = (name: string, title: string, next: string | null): string =>
  `${title}${name}没有班。${next === null ? '她后面也没有排班。' : `她的下一班：${next}。`}\n回复 谁在班 ${title.replace(/\(.*?\)/gu, '')} 看那天的安排。`;
export const nothingAhead = (programme: string): string =>
  `${programme}最近一个月没有安排。\n回复 谁在班 看现在的安排。`;
export const nextTime = (programme: string): string => `${programme}现在没有班；下一次`;

export const noRota = (title: string): string => `${title}还没有班次。\n换个时间再问，比如：下周班表 · 下个月班表`;
export const rotaHeading = (title: string): string => `${title}的班表：`;
export const rotaNext = (month: number): string => `整月的表格就说：${String(month)}月班表`;
/** One session of a day: 早班 韦兰、陈静(备班). */
export function sessionInShort(seats: readonly DutyView[]): string {
  const [first] = seats;
  const name = first
    ? first.dayPartName === ''
      ? `${first.startCivil.slice(11)} ${first.programmeName}`
      : first.dayPartName
    : '';
  const people = seats.map(({ people: holders, postName, seatsMin }, i) => {
    const names = holders.map((holder) => holder.name);
    if (names.length === 0) return seatsMin > 0 ? `${i === 0 ? '' : postName}（空）` : null;
    return i === 0 ? names.join('、') : `${names.join('、')}(${postName})`;
  });
  return `${name} ${people.filter((one) => one !== null).join('、')}`;
}
export const rotaOfMonth = (
  month: number,
  { seats, taken, url }: { seats: number; taken: number; url: string | null },
): string =>
  [
    `${String(month)}月班表：要 ${String(seats)} 个人次，已排 ${String(taken)}，还空 ${String(seats - taken)}。Excel 在后面。`,
    ...(url === null ? [] : [`网页版：${url}`]),
    '只看几天就说：下周班表 · 周五班表',
  ].join('\n');
export const nobodyPlanned = (title: string): string => `${title}没有安排值班。\n回复 谁在班 今天 看当天安排。`;
export const nothingPlanned = (title: string): string => `${title}没有值班安排。\n换个日期再问，比如：明天谁值班`;
