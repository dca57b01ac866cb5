import type { ShiftView } from '../../rota/domain/shift-view';
import type { CivilDate } from '../../kernel/civil-time';
import { saidShift } from '../../kernel/said-time';

/* Dropping and offering a shift, and whatever else was not done with one. */

export const actRefused = (what: string, line: string, reason: string): string =>
  `没有办成「${what}」：${line}\n${reason}`;

/** Said of her for whom it is done. */
export const dropForPreview = (line: string): string =>
  `要退：${line}\n退了这一班就空出来，她会收到不用来的消息；离开始太近退不了的，改为替她求替，有人接手前还是她的。\n回复 是 就退；回复 算了 就不退。`;

interface DroppedFacts {
  readonly kind: 'dropped' | 'offered-instead';
  readonly cutoffHours: number;
}

export function dropped(shift: ShiftView, result: DroppedFacts, today: CivilDate): string {
  const line = saidShift(shift, today);
  if (result.kind === 'dropped') return `✓ 已退班：${line}\n退错了 10 分钟内回复 撤销；回复 我的班 看其余的班。`;
  return `离开始不到 ${String(result.cutoffHours)} 小时，不能直接退，已替你求替：${line}\n有人接手之前这个班还是你的。\n也可以自己找人：换班 给某人`;
}

export const offered = (shift: ShiftView, today: CivilDate): string =>
  `✓ 已求替：${saidShift(shift, today)}\n有人接手之前这个班还是你的，接手后会马上告诉你。\n改主意了随时说 不求替了。`;
export const cannotCome = (line: string): string =>
  `${line} 来不了吗？\n1. 求替（有人接手前仍是你的）\n2. 退班\n3. 请假（那天都不排班）\n回复数字选择；回复 算了 就不动。`;
