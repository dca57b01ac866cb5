import type { AssignmentState } from '../../programmes/domain/assignment-state';
import type { Card } from '../../messaging/channel';

/* Open shifts and one's own. */

export function stateMark(state: AssignmentState): string {
  const marks: Readonly<Record<AssignmentState, string>> = {
    held: '',
    confirmed: '（已确认）',
    'on-duty': '（在班）',
    done: '（已完成）',
    offered: '（求替中）',
    dropped: '（已退）',
    'no-show': '（缺席）',
  };
  return marks[state];
}

export const coverMark = (name: string): string => `（替${name}）`;
export const openShifts = (count: number, barred: number): string =>
  `你可以接的空班 ${String(count)} 个${barred > 0 ? `（另有 ${String(barred)} 个暂时不合规则）` : ''}：`;
export const allOpenShifts = (count: number): string => `现在的空班 ${String(count)} 个：`;
export const allOpenShiftsNext = (): string => '回复 补班 编号 安排人，例如：补班 1';
export const openShiftsForVolunteers = (): string => '空班是给志愿者认领的。\n想参加活动请回复 活动。';
export const openShiftsNext = (): string => '回复 认领 编号，例如：认领 1（30 分钟内有效）';
export const noOpenShifts = (timed: boolean): string =>
  timed ? '这段时间没有空班。\n回复 空班 看最近两周的。' : '最近两周没有空班，谢谢惦记。\n回复 我的班 看自己的班。';
export const onlyBarredShifts = (lines: readonly string[], count: number): string =>
  `有 ${String(count)} 个空班，但按资质、休息或上限的规则你暂时都接不了：\n${lines.join('\n')}\n想知道原因，说 认领 加日期，比如：认领 周四晚上`;

export const yourShifts = (count: number): string => `你的班 ${String(count)} 个：`;
export const yourShiftsNext = (): string => '可以说：确认 1 · 退班 1 · 求替 1 · 换班 1 给某人 · 日历';
export const noShiftsOfYours = (): string => '你目前没有排班。\n回复 空班 看可以接的班。';

export const ownPage = (url: string): Card => ({
  title: '我的班次和报名',
  text: '点开就能看、确认、报名。链接只给你一人，一天内有效。',
  url,
});
