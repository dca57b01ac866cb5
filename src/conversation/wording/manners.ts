import type { Role } from '../../acts/domain/act-context';

/* Not understood, too much, too fast, or not here; and what is said to thanks. */

export const textOnly = (): string => '我只看得懂文字，语音、图片和表情包请改成文字再发。\n回复 帮助 看我能做什么。';
export const tooLong = (): string => '这条太长了，我最多读 500 字（接龙最多 8000 字）。请说短一点。';
export const wordless = (): string => '收到，不过我没看到文字。回复 帮助 看我能做什么。';
export const underMaintenance = (): string => '正在维护，现在办不了事，请过一会儿再说。';

export const slower = (): string => '慢一点，我跟不上了。请过一分钟再说。';
export const answeredPrivately = (name: string): string => `${name}，已私聊回复你。`;
export const privateOnly = (): string => '这件事请到私聊里说。';
export const coordinatorsOnly = (): string => '这件事只有统筹员能办。需要的话请联系统筹员。\n回复 帮助 看你能办的事。';
export const countingOnly = (): string => '全组织的统计只有统筹员和领导能看，自己的请回复 我的统计。';
export const volunteersOnly = (): string =>
  '谁在值班只有志愿者看得到，什么都没有做。\n回复 活动 看可以参加的活动，回复 帮助 看你能办的事。';
export const thanked = (): string => '不客气，你也辛苦了。有事随时说。';
/** What was previewed is not done, because something else was said. `said`: how it was put. */
export const putAside = (said: string): string =>
  `刚才等你点头的事先放下了，没有办，谁也没有通知：${said.replace(/[：:]$/u, '')}\n还要办的话请再说一次。`;
export const leftAlone = (): string => '好的，不办，什么都没有改动。';
export const waitsForYou = (): string => '好的，先不动，你想好了再回：回复 是 就办，回复 算了 就不办。';
export const nothingPending = (): string =>
  '好的。现在没有在等你答复的事，什么都没有改动。\n刚办的想收回请回复 撤销（10 分钟内）。';
export const holidaysUnknown = (year: number): string => `${String(year)} 年的放假安排还没有公布，请直接说几月几日。`;

/** One line for each act: what was done, or what was not and why; as many messages as that takes. */
export function inShort(texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  const lines = texts.map((text) => {
    const [first = '', second = ''] = text.split('\n');
    return first.startsWith('✓') || second === '' ? first : `✗ ${first}（${second.replace(/。$/u, '')}）`;
  });
  const messages: string[][] = [[]];
  for (const line of [...lines, '回复 我的班 看现在的安排。']) {
    const last = messages[messages.length - 1] ?? [];
    if (last.length >= 10 || [...last, line].join('\n').length > 600) messages.push([line]);
    else last.push(line);
  }
  return messages.map((message) => message.join('\n'));
}

function mostUsual(roles: readonly Role[]): string {
  if (roles.includes('volunteer')) return '空班 · 认领 周四晚上 · 我的班 · 退班 · 请假 下周一到周三';
  if (roles.includes('coordinator')) return '缺口 · 补班 1 · 未确认 · 生成班表 下个月 · 统计 上个月';
  if (roles.includes('leader')) return '统计 上个月 · 年报 2026 · 值班排行';
  return '活动 · 报名 1 3人 · 取消报名 · 签到 码';
}

/** What a text named, as it was said. */
export interface Named {
  readonly day: string | null;
  readonly person: string | null;
}

/** The acts of a role that a day or a person may have been named for. */
function nearest(roles: readonly Role[], { day, person }: Named): string[] {
  // somebody who is named may as well be meant to come: her leave is never offered to a coordinator
  if (roles.includes('coordinator')) return day === null ? [] : [`谁在班 ${day}`, `缺口 ${day}`];
  if (!roles.includes('volunteer')) return day === null ? [] : [`活动 ${day}`];
  const ofDay = day === null ? [] : [`空班 ${day}`, `我的班 ${day}`, `谁在班 ${day}`, `请假 ${day}`];
  return person === null ? ofDay : [`换班 给${person}`, ...ofDay];
}

export function notUnderstood(
  understood: readonly string[],
  roles: readonly Role[] = ['volunteer'],
  named: Named = { day: null, person: null },
): string {
  const known =
    understood.length > 0 ? `听懂了：${understood.join('、')}；没听懂要做什么。` : '没听懂这句话，什么都没有做。';
  const near = nearest(roles, named);
  const offers = near.length > 0 ? `可以这样说：${near.join(' · ')}` : `最常用的：${mostUsual(roles)}`;
  return `${known}\n${offers}\n回复 帮助 看全部。`;
}

export const supposed = (what: string): string =>
  `没有完全听懂。你是想：${what}？\n回复 是 就办；回复 算了 就不办，也可以换句话再说。`;
export const acknowledged = (): string => '好的。有事随时说，回复 帮助 看我能做什么。';
