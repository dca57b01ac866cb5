import type { CivilDate } from '../../kernel/civil-time';
import { saidShift } from '../../kernel/said-time';
import type { MyShift, RequestView, SeatHolder } from '../../rota/domain/shift-view';
import { stateMark } from './shifts';

/* What somebody asks about her own shifts, leave, requests and places. */

const TRY_OPEN = '回复 空班 看可以接的班。';

export const nextShift = (mine: MyShift, company: string, today: CivilDate): string =>
  `你的下一班：${saidShift(mine, today)}${stateMark(mine.state)}${placeOf(mine)}\n${company}\n可以说：确认 · 求替 · 我的班 看后面的。`;
export const noNextShift = (): string => `你后面没有排班。\n${TRY_OPEN}`;

/** Who else serves in the session of a shift, each with her post. */
export function company(others: readonly (SeatHolder & { postName: string })[]): string {
  if (others.length === 0) return '这一班目前只有你一个人。';
  return `一起的有：${others.map(({ name, postName, state }) => `${name}（${postName}）${stateMark(state)}`).join('、')}`;
}

export const companyLine = (mine: MyShift, withWhom: string, today: CivilDate): string =>
  `${saidShift(mine, today)}：${withWhom}`;
export const companyOf = (lines: readonly string[]): string =>
  `${lines.join('\n')}\n想换搭档可以说：换班 加日期和对方的名字。`;

const placeOf = ({ place }: MyShift): string => (place === null ? '' : `\n地点：${place}`);
export const placeLine = (mine: MyShift, today: CivilDate): string =>
  `${saidShift(mine, today)}：${mine.place ?? '没有登记地点（热线在值班室）'}`;
export const placesOf = (lines: readonly string[]): string =>
  `${lines.join('\n')}\n地点不清楚可以说：转给统筹员 值班地点在哪里`;

export const noShiftsThen = (title: string, next: MyShift | null, today: CivilDate): string =>
  next === null
    ? `${title}你没有排班，后面也没有。\n${TRY_OPEN}`
    : `${title}你没有排班。你的下一班是 ${saidShift(next, today)}。\n回复 我的班 看全部。`;

export const leaveHeading = (count: number): string => `你请的假 ${String(count)} 段：`;
export const leaveNext = (): string => '要收回刚请的假回复 撤销；要改请联系统筹员。';
export const noLeave = (title: string | null): string =>
  `${title ?? '现在和以后'}你没有请假。\n要请就说：请假 下周一到周三`;

export function requestState(request: RequestView, today: CivilDate, until: string): string {
  const { kind, to, shift, other, state } = request;
  const what =
    kind === 'offer'
      ? `求替 ${saidShift(shift, today)}`
      : kind === 'give'
        ? `请${to?.name ?? '人'}接 ${saidShift(shift, today)}`
        : `和${to?.name ?? '人'}换 ${saidShift(shift, today)}${other ? ` ↔ ${saidShift(other, today)}` : ''}`;
  return `${what}：${STATES[state](kind, to?.name ?? null, until)}`;
}

const STATES: Readonly<
  Record<RequestView['state'], (kind: RequestView['kind'], to: string | null, until: string) => string>
> = {
  open: (kind, _, until) => (kind === 'offer' ? '还没有人接' : `还没回，等到 ${until}`),
  accepted: (kind, to) => (kind === 'offer' ? `${to ?? '有人'}接了` : '同意了'),
  refused: () => '没有同意',
  expired: () => '没有等到答复，已过期',
  withdrawn: () => '已收回',
};
export const requests = (lines: readonly string[]): string =>
  `${lines.join('\n')}\n等不及可以说：求替 加日期（发给大家），或 换班 加日期和另一个人。`;
export const noRequests = (name: string | null): string =>
  `${name === null ? '最近两周你没有找人换班或求替' : `最近两周你没有找${name}换过班`}。\n要找人就说：换班 周四晚上 给某人，或 求替 周四晚上`;
export const openWish = (line: string): string => `${line}：在等合适的人来换`;

export const waitingPlace = (line: string, position: number): string =>
  `${line}：排在第 ${String(position)} 位，前面还有 ${String(position - 1)} 家。`;
export const waitingNext = (): string => '有名额会马上告诉你；不等了回复 取消报名。';
export const notWaiting = (registered: readonly string[]): string =>
  registered.length === 0
    ? '你没有在候补，也没有报名中的活动。\n回复 活动 看可以报名的。'
    : `你没有在候补，名额都有了：\n${registered.join('\n')}\n来不了回复 取消报名。`;

export const codeWhere = (): string =>
  '签到码在活动现场：门口的二维码，或由带领的老师念出来的数字，开场前才有。\n到了就说：签到 4821（换成现场的数字）；找不到就请现场的工作人员帮忙。';
