import { addDays, dateOf, type CivilDate } from '../../kernel/civil-time';
import type { ShiftView } from '../../rota/domain/shift-view';
import { saidDay, saidHours, saidSpan, saidStretch } from '../../kernel/said-time';

/*
 * What the bot says of a 接龙, and the 接龙 that it writes.
 */

export interface DifferenceFacts {
  readonly fresh: readonly string[];
  readonly withdrawn: readonly string[];
  readonly same: number;
  readonly unknown: readonly string[];
  readonly unclear: readonly string[];
  readonly conflicts: readonly string[];
}

const SHOWN = 4;

export function difference(f: DifferenceFacts): string {
  const part = (title: string, items: readonly string[]): string[] =>
    items.length > 0
      ? [`${title} ${String(items.length)}：${items.slice(0, SHOWN).join('；')}${items.length > SHOWN ? '……' : ''}`]
      : [];
  return [
    `接龙和班表的差异（一致 ${String(f.same)} 个）：`,
    ...part('新增', f.fresh),
    ...part('撤下（班表上有、接龙里没有）', f.withdrawn),
    ...part('名字对不上', f.unknown),
    ...part('没看懂班次', f.unclear),
    ...part('不合规则', f.conflicts),
    next(f),
  ].join('\n');
}

function next({ fresh, withdrawn }: DifferenceFacts): string {
  if (fresh.length > 0 && withdrawn.length > 0) return '回复 是 只办新增的；回复 2 连撤下的一起办；回复 算了 不改。';
  if (fresh.length > 0) return '回复 是 就办新增的；回复 算了 不改。';
  if (withdrawn.length > 0) return '回复 是 就撤下这些；回复 算了 不改。';
  return '没有要改的，什么都没有动。';
}

export const twoOfThem = (name: string, count: number): string => `${name}（有 ${String(count)} 位）`;
export const conflict = (name: string, reason: string): string => `${name}：${reason.replace(/。$/u, '')}`;
export const severalFit = (text: string, count: number): string => `${text}（有 ${String(count)} 个班对得上）`;
export const seatsGone = (line: string): string => `${line} 前面的人已经占满`;

export function applied(
  done: { assigned: number; dropped: number; offered: number },
  failed: readonly string[],
): string {
  const dropped = done.dropped > 0 ? `，撤下 ${String(done.dropped)} 个` : '';
  const offered = done.offered > 0 ? `，${String(done.offered)} 个离开始太近，已改为求替` : '';
  return [
    `✓ 已按接龙安排 ${String(done.assigned)} 个班${dropped}${offered}。会通知本人。`,
    ...(failed.length > 0 ? [`没办成 ${String(failed.length)} 个：${failed.slice(0, SHOWN).join('；')}`] : []),
    '回复 缺口 看还缺的。',
  ].join('\n');
}

/** The posts that are open in each session, in order. */
function sessions(shifts: readonly ShiftView[]): [ShiftView, string[]][] {
  const found = new Map<string, [ShiftView, string[]]>();
  for (const shift of shifts) {
    const session = found.get(shift.sessionId) ?? [shift, []];
    session[1].push(shift.postName);
    found.set(shift.sessionId, session);
  }
  return [...found.values()];
}

/** Begins as WeChat's own lists do: pasted into a group it becomes one. */
export function post(shifts: readonly ShiftView[], today: CivilDate): string {
  const [first] = shifts;
  const last = shifts[shifts.length - 1];
  if (!first || !last) return '';
  const programmes = [...new Set(shifts.map((shift) => shift.programmeName))].join('、');
  const until = addDays(dateOf(last.startCivil), 1);
  const days = saidStretch(`${dateOf(first.startCivil)}T00:00`, `${until}T00:00`, today);
  const part = first.dayPartName === '' ? ` ${saidHours(first)} ` : first.dayPartName;
  return [
    '#接龙',
    `${programmes}空班 ${days}`,
    `例 张三 ${saidDay(dateOf(first.startCivil))}${part}${first.postName}`,
    ...sessions(shifts).map(([shift, posts]) => `${saidSpan(shift, today)} ${shift.programmeName} ${posts.join('、')}`),
    '',
    '1. ',
  ].join('\n');
}

export const postHint = (more: number): string =>
  `把上一条复制到群里就是接龙${more > 0 ? `（还有 ${String(more)} 个班没放进去，可以再说 接龙 加日期）` : ''}。\n接好以后整条粘贴给我，我先列出差异，你说 是 才办。`;

export const nothingToPost = (): string => '这段时间没有空班可以接龙。\n换个时间再说，比如：接龙 下周';
