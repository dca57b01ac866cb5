import { weekdayOf, type CivilDate } from '../../kernel/civil-time';
import type { Wish } from '../../volunteers/domain/wish';
import type { UnknownName } from '../dialogue/wished';

/* What the bot says of wishes about the rota: what one would like to be drafted for, and what one would rather not. */

const MOST_LINES = 6;
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** 每周三 · 12月24日(周四) · 夜班, whichever of it was wished. */
export function wishLine(wish: Wish, names: Readonly<Record<'programme' | 'post' | 'dayPart', string>>): string {
  const day = wish.date === undefined ? weekly(wish.weekday) : dated(wish.date);
  const what = [day, names.programme, names.dayPart, names.post].filter((word) => word !== '').join(' ');
  return `${wish.want === 'like' ? '想多排' : '尽量不排'} ${what || '任何班'}`;
}

const weekly = (weekday: number | undefined): string =>
  weekday === undefined ? '' : `每周${WEEKDAYS[weekday - 1] ?? ''}`;

const dated = (date: CivilDate): string =>
  `${String(Number(date.slice(5, 7)))}月${String(Number(date.slice(8, 10)))}日(周${WEEKDAYS[weekdayOf(date) - 1] ?? ''})`;

export const wishNoted = (lines: readonly string[]): string =>
  [
    '✓ 记下了，排下一张班表时会照顾，但不能保证；已经排好的班不变：',
    ...lines.slice(0, MOST_LINES),
    ...(lines.length > MOST_LINES ? [`……共 ${String(lines.length)} 条`] : []),
    '一定来不了请说：请假 下周一。回复 心愿 看全部，撤销 取消刚才的。',
  ].join('\n');

export const wishesHeading = (): string => '你的排班心愿（排班时照顾，不保证）：';
export const wishesLast = (): string => '说 取消心愿 1 去掉一条；再说 少排夜班、多排周末 之类添一条。';

export const noWishes = (): string => '你还没有排班心愿。\n可以说：少排夜班 · 以后每周三晚上别排我 · 想多值周末';

export const wishGone = (line: string): string => `✓ 已去掉：${line}\n回复 心愿 看剩下的，撤销 恢复。`;

export const wishUnknown = ({ said, known }: UnknownName): string =>
  known.length > 0
    ? `没有叫“${said}”的，没有记下。有：${known.join('、')}。\n比如：少排${known[0] ?? ''}`
    : `没有叫“${said}”的，没有记下。\n可以说：以后每周三别排我`;

export const tooManyWishes = (most: number): string =>
  `排班心愿最多 ${String(most)} 条，没有再记。\n回复 心愿 看看，说 取消心愿 1 先去掉一条。`;
