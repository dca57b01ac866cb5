import type { CivilDate } from '../../kernel/civil-time';
import type { FactsOf } from '../../messaging/domain/message-kinds';
import type { OpenSearch } from '../../watching/look-at-searches.service';
import type { DutyView, PersonRef, ShiftView } from '../../rota/domain/shift-view';
import { saidShift } from '../../kernel/said-time';
import { isExpected } from '../../programmes/domain/assignment-state';

/* What is said while a shift is being filled, and while the hotline's post waits for somebody. */

const placeOf = (shift: ShiftView): string => (shift.place ? `\n地点：${shift.place}` : '');

export const confirmAgain = (shift: ShiftView, today: CivilDate): string =>
  `再提醒：还没收到你的确认：${saidShift(shift, today)}${placeOf(shift)}\n再不确认就要请别人来顶了；有人接手之前，确认都算数。\n能来请回复 确认；来不了请回复 求替。`;

export const coverAsked = (shift: ShiftView, today: CivilDate): string =>
  `这一班需要人，你能来吗？${saidShift(shift, today)}${placeOf(shift)}\n同时问了几位，先回的先得。\n能来请回复 我来；来不了请回复 不行，这一班就不再问你。`;

export const coverSettled = (shift: ShiftView, end: FactsOf<'cover-settled'>['end'], today: CivilDate): string =>
  end === 'closed'
    ? `刚才问你的班有变动，不用回了：${saidShift(shift, today)}\n谢谢你。`
    : `刚才问你的班已经有人了，不用回了：${saidShift(shift, today)}\n谢谢你，回复 空班 看别的班。`;

/** Somebody took the seat; or nobody did, and its holder comes after all. */
export function seatSettled(duty: DutyView, takers: readonly string[], today: CivilDate): string {
  const names = duty.people.filter((one) => takers.length === 0 || takers.includes(one.personId));
  const who = names.map((one) => one.name).join('、');
  return takers.length > 0
    ? `有人接班了：${saidShift(duty, today)}，由${who}来。\n回复 谁在班 看安排。`
    : `有着落了：${saidShift(duty, today)}，${who}会来。\n回复 谁在班 看安排。`;
}

function searchLine({ shift, holders, asked, declined }: OpenSearch, today: CivilDate): string {
  const who = holders.map(({ name, confirmed }) => (confirmed ? `${name}求替` : `${name}没确认`)).join('、');
  const tried =
    asked === 0 ? '没有可问的人' : `已问${String(asked)}人${declined > 0 ? `，${String(declined)}人不行` : ''}`;
  return `${saidShift(shift, today)}（${who || '没有人'}；${tried}）`;
}

const MOST_LINES = 8;

function searchLines(searches: readonly OpenSearch[], today: CivilDate): string {
  const more = searches.length - MOST_LINES;
  const lines = searches.slice(0, MOST_LINES).map((search) => searchLine(search, today));
  return [...lines, ...(more > 0 ? [`……还有 ${String(more)} 个`] : [])].join('\n');
}

export const stillOpen = (searches: readonly OpenSearch[], today: CivilDate): string =>
  `快开始了还没有着落：\n${searchLines(searches, today)}\n问过的人仍可以接。回复 缺口 看全部，补班 编号 安排人。`;

export const nobodyThere = (searches: readonly OpenSearch[], today: CivilDate): string =>
  `【紧急】马上开始，还没有人：\n${searchLines(searches, today)}\n请马上安排：回复 缺口，再 补班 编号；或打电话找人。`;

export const traineeAlone = (shift: ShiftView, alone: readonly PersonRef[], today: CivilDate): string =>
  `见习没有人陪：${saidShift(shift, today)}，${alone.map(({ name }) => name).join('、')}是见习，这一场没有有经验的人同班。\n请安排人来陪，或请别人接这一班。回复 缺口 看空位，补班 编号 安排人。`;

type Rung = FactsOf<'post-empty'>['rung'];

const RUNGS: Readonly<Record<Rung, string>> = { backup: '备班', supervisor: '督导', coordinator: '统筹员' };

export const postEmpty = (duty: DutyView, rung: Rung, today: CivilDate): string => {
  const due = duty.people.filter((one) => isExpected(one.state)).map((one) => one.name);
  const who = due.length > 0 ? `${due.join('、')}还没有到岗` : '没有人到岗';
  return `【紧急】${saidShift(duty, today)}：${who}。\n请你作为${RUNGS[rung]}马上处理。\n能处理请回复 收到，就不再往上叫人。`;
};

export const postFilled = (duty: DutyView, today: CivilDate): string => {
  const there = duty.people.filter((one) => one.state === 'on-duty').map((one) => one.name);
  return `${saidShift(duty, today)}：${there.join('、') || '值班的人'}已到岗，不用处理了，谢谢。`;
};

export const postAcknowledged = (shift: ShiftView, by: string, today: CivilDate): string =>
  `${saidShift(shift, today)}：${by}已在处理。`;

export const callAcknowledged = (shift: ShiftView, today: CivilDate): string =>
  `✓ 记下了，由你处理：${saidShift(shift, today)}\n不再往上叫人。回复 谁在班 看现在的情况。`;

export const callSettled = (shift: ShiftView, state: 'acknowledged' | 'arrived' | 'over', today: CivilDate): string => {
  const how = { acknowledged: '已有人在处理', arrived: '已有人到岗', over: '已经结束' }[state];
  return `${saidShift(shift, today)}：${how}，不用你处理了，谢谢。`;
};

export const whichCover = (): string => '有几个班在等你回话，接哪一个？';
export const coverOrNot = (line: string): string =>
  `你是要接这一班吗？${line}\n回复 是 就归你；回复 不行 就不再问你这一班。`;
export const coverDeclined = (line: string): string =>
  `好的，这一班不再问你：${line}\n不想晚上被问，可以说 夜里别叫我；想歇几天，说 免打扰 7天。`;
export const coverGone = (line: string): string => `问你的这一班已经有人接了：${line}\n谢谢你。回复 空班 看别的班。`;

export const nightAsksOn = (): string => '✓ 记下了：夜里缺人也可以问你。\n改主意了就说 夜里别叫我。';
export const nightAsksOff = (): string =>
  '✓ 记下了：晚上 22:00 到早上 8:00 不问你顶班。\n要紧的事（你自己的班、轮到你处理的急事）仍会告诉你。改回来就说 夜里可以叫我。';
