import { numbered } from './lines';
import type { LeaveRefusal } from '../../volunteers/domain/leave-refusal';

/* Being away. */

/** Names whose leave it is, so that nobody's is taken for another's. */
export function leaveTaken(name: string, stretch: string, inside: readonly string[]): string {
  const taken = `✓ ${name}已请假：${stretch}`;
  if (inside.length === 0) return `${taken}\n这段时间不会给你排班。填错了 10 分钟内回复 撤销。`;
  return `${taken}\n这段时间你还有 ${String(inside.length)} 个班，不会自动退：\n${numbered(inside)}\n请逐个说 退班 1 或 求替 1；填错了 10 分钟内回复 撤销。`;
}

/** `inside`: the shifts that she has in that time. */
export const leaveForPreview = (name: string, stretch: string, inside: readonly string[]): string =>
  [
    `要请假：${name}，${stretch}`,
    ...(inside.length > 0
      ? [`${name}那段时间有 ${String(inside.length)} 个班，请了假也不会自动退：`, numbered(inside)]
      : [`${name}那段时间没有班，以后也不会排上。`]),
    `我不会另外通知${name}，请转告。`,
    '回复 是 就请假；回复 算了 就不请。',
  ].join('\n');

export const leaveHow = (): string => '请假从哪天到哪天？比如：请假 下周一到周三';

export function leaveRefusal(refusal: LeaveRefusal): string {
  switch (refusal.rule) {
    case 'not-allowed':
      return '只能给自己请假，代人请假要统筹员来办。';
    case 'not-found':
      return refusal.what === 'person' ? '没有找到这个人。' : '没有找到这次请假。';
    case 'bad-period':
      return leaveHow();
    case 'period-over':
      return '这段时间已经过去了，没有登记请假。请说以后的日期。';
    case 'period-too-long':
      return `一次最多请 ${String(refusal.mostDays)} 天假，请分段说。`;
  }
}

export const whichLeave = (): string => '取消哪一次请假？';
export const leaveGone = (): string => '这次请假已经取消或过去了，什么都没有做。\n回复 我的请假 看现在的。';
export const noLeaveToCancel = (name: string, stretches: readonly string[]): string =>
  stretches.length === 0
    ? `${name}现在没有请假，没有什么要取消。`
    : `${name}在那段时间没有请假，什么都没有做。\n${name}的请假：${stretches.join('；')}`;

/** `lines`: shifts that were let go since; `others`: leave that stays. */
export const cancelLeavePreview = (
  name: string,
  stretch: string,
  lines: readonly string[],
  others: readonly string[],
): string =>
  [
    `要取消${name}的请假（整段）：${stretch}`,
    ...(lines.length > 0
      ? [`请假后让出去的 ${String(lines.length)} 个班不会自动回来：`, numbered(lines)]
      : ['请假后没有让出这段时间的班；还在名下的班不变。']),
    ...(others.length > 0 ? [`另外的请假不动：${others.join('；')}（要取消那次请带上日期）`] : []),
    '回复 是 就取消请假；回复 算了 就照旧请假。',
  ].join('\n');
/** `lines`: those of the shifts that are still free. */
export const leaveCancelled = (name: string, stretch: string, lines: readonly string[], forOther: boolean): string =>
  [
    `✓ ${name}的请假取消了：${stretch}`,
    ...(lines.length > 0
      ? [
          '之前让出去、现在还空着的班：',
          numbered(lines),
          forOther ? `要还给${name}请说：代 ${name} 认领 1` : '要回来请逐个说：认领 1',
        ]
      : ['这段时间又可以排班了；让出去的班没有自动回来。']),
  ].join('\n');
