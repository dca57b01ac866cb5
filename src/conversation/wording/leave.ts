import { numbered } from './lines';
import type { LeaveRefusal } from '../../volunteers/domain/leave-refusal';

/* Being away. */

/** Names whose leave it is, so that nobody's is taken for another's. */
export function leaveTaken(name: string, stretch: string, inside: readonly string[]): string {
  const taken = `✓ ${name}已请假：${stretch}`;
  if (inside.length === 0) return `${taken}\n这段时间不会给你排班。填错了 10 分钟内回复 撤销。`;
  return `${taken}\n这段时间你还有 ${String(inside.length)} 个班，不会自动退：\n${numbered(inside)}\n请逐个说 退班 1 或 求替 1；填错了 10 分钟内回复 撤销。`;
}

export const leaveHow = (): string => '请假从哪天到哪天？比如：请假 12月1日到5日';

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
