import { saidMinutes } from '../../kernel/said-time';

/* Own reminders and quiet days. */

export const remindSet = (minutes: number): string =>
  `✓ 以后每个班提前 ${saidMinutes(minutes)} 再提醒你一次。\n不要了就说：提醒 提前0小时`;
export const remindOff = (): string => '✓ 不再另外提醒。上岗前的确认提醒还会照常发。';
export const remindHow = (): string => '提前多久提醒？可以是 1 分钟到 7 天，比如：提醒 提前2小时';
export const quietSet = (until: string): string =>
  `✓ 免打扰到 ${until}。这期间只发紧急的和等你确认的。\n想恢复就说：免打扰 0天`;
export const quietOff = (): string => '✓ 已恢复正常提醒。';
export const quietHow = (): string => '免打扰几天？可以是 1 到 30 天，比如：免打扰 7天';
