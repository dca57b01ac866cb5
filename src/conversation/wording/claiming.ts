import type { ShiftView } from '../../rota/domain/shift-view';
import type { CivilDate } from '../../kernel/civil-time';
import { saidShift } from '../../kernel/said-time';

/* Claiming a shift. */

interface TakenFacts {
  readonly kind: string;
  readonly coveredFor: { readonly name: string } | null;
}

export function claimed(shift: ShiftView, taken: TakenFacts, today: CivilDate): string {
  const line = saidShift(shift, today);
  const what = taken.coveredFor ? `你替${taken.coveredFor.name}顶班，归你了：${line}` : `归你了：${line}`;
  return `✓ ${what}${shift.place ? `\n地点：${shift.place}` : ''}\n点错了 10 分钟内回复 撤销；回复 日历 存进手机。`;
}

export const alreadyYours = (line: string): string => `这个班已经是你的了：${line}\n回复 我的班 看全部。`;
export const takenAlready = (): string => '这个班已经有人了。';
export const pastTime = (): string => '这个时间已经过去了，不能认领。\n回复 空班 看以后的空班。';
export const claimRefused = (line: string, reason: string): string =>
  `没有认领成功：${line}\n${reason}\n附近暂时没有别的你能接的空班；回复 空班 看更多。`;
export const claimRefusedOthers = (line: string, reason: string): string =>
  `没有认领成功：${line}\n${reason}\n附近你能接的：`;
