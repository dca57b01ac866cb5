import type { ShiftView, RequestView } from '../../rota/domain/shift-view';
import type { CivilDate } from '../../kernel/civil-time';
import { saidShift } from '../../kernel/said-time';
import { numbered } from './lines';

/* Asking somebody to take a shift or to swap one, and the answer. */

export const giveAsked = (shift: ShiftView, name: string, today: CivilDate): string =>
  `✓ 已问${name}能不能接：${saidShift(shift, today)}\n对方回 同意 之前这个班还是你的。\n改主意了回复 撤销。`;

export const swapAsked = (mine: ShiftView, other: ShiftView, name: string, today: CivilDate): string =>
  `✓ 已问${name}换不换：\n你的 ${saidShift(mine, today)}\n换 ${saidShift(other, today)}\n对方回 同意 之前两个班都不动。\n改主意了回复 撤销。`;

export const nothingToSwap = (name: string, count: number): string =>
  count === 0
    ? `${name}之后没有班可以换。\n可以改说：换班 3 给${name}`
    : `请说清楚换${name}的哪个班，比如：我的3换${name}周四晚班`;

export function requestLine(request: RequestView, today: CivilDate): string {
  const mine = saidShift(request.shift, today);
  if (request.kind === 'swap' && request.other) {
    return `${request.from.name}想用 ${mine} 换你的 ${saidShift(request.other, today)}`;
  }
  return `${request.from.name}想请你接 ${mine}`;
}

export const whichRequest = (word: 'agree' | 'refuse', lines: readonly string[]): string =>
  `有 ${String(lines.length)} 个请求在等你，${word === 'agree' ? '同意' : '回绝'}哪一个？\n${numbered(lines)}\n回复数字选择；回复 算了 就先放着。`;

export function requestAgreed(request: RequestView | null, today: CivilDate): string {
  if (!request) return '✓ 已同意，班已换好。\n回复 我的班 看现在的安排。';
  const yours = `你的新班：${saidShift(request.shift, today)}`;
  const theirs = request.other ? `\n${request.from.name}接：${saidShift(request.other, today)}` : '';
  return `✓ 已同意，换好了。\n${yours}${theirs}\n回复 我的班 看现在的安排。`;
}

export const requestRefused = (name: string | null): string => `好的，已告诉${name ?? '对方'}你接不了，班都没有动。`;
export const requestTakenBack = (name: string): string =>
  `✓ 不问${name}了，班没有动，还是你的；也告诉${name}了。\n回复 我的班 看现在的安排。`;
export const stillAsked = (lines: readonly string[]): string =>
  `你是在答复这个请求吗？我还没有动：\n${lines.join('\n')}\n接的话请回复 同意，接不了请回复 不行。`;
export const nothingToAgree = (): string => '现在没有等你同意的请求。\n回复 我的班 看自己的班；要确认排班请回复 确认。';
export const nothingToRefuse = (): string => '现在没有等你答复的请求，什么都没有改动。\n班来不了可以说：求替 或 退班。';
