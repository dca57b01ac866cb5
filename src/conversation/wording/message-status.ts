import { HOUR, MINUTE } from '../../kernel/clock';
import { KIND_WORDS, reasonText } from '../../messaging/domain/message-words';
import type { LoggedMessage } from '../../messaging/message-log.service';

/* What became of the messages that the service owed: sent, seen, waiting, refused and why. */

export const MOST_LINES = 8;

export const you = (): string => '你';
export const everybody = (): string => '大家';
export const notFound = (): string => '没有对上的人或班。比如：消息状态 · 消息状态 王芳 · 消息状态 明天晚班';

/** `08:00 陈三 提醒：已送达，已看到`. */
export function line(message: LoggedMessage, clock: string): string {
  const { kind, person, reason } = message;
  const why = reason === null ? '' : `（${reasonText(reason)}）`;
  return `${clock} ${person ?? ''} ${KIND_WORDS[kind]}：${stateOf(message)}${why}`;
}

function stateOf({ state, seenMs, lateMs }: LoggedMessage): string {
  switch (state) {
    case 'sent':
      return ['已送出', ...(lateMs > 0 ? [`晚了 ${spell(lateMs)}`] : []), ...(seenMs === null ? [] : ['已看到'])].join(
        '，',
      );
    case 'pending':
    case 'leased':
      return '等着发';
    case 'failed':
      return '没送到';
    case 'expired':
      return '过期没发';
    case 'suppressed':
      return '不用发了';
  }
}

/** `40 分钟`, `3 小时`: hours from two on. */
function spell(ms: number): string {
  return ms < 2 * HOUR ? `${String(Math.round(ms / MINUTE))} 分钟` : `${String(Math.round(ms / HOUR))} 小时`;
}

export function answer(
  about: string,
  counts: Partial<Record<LoggedMessage['state'], number>>,
  lines: readonly string[],
): string {
  const of = (...states: LoggedMessage['state'][]): number =>
    states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  if (total === 0) return `${about}：今天没有要发的消息。\n可以问：消息状态 王芳 · 消息状态 明天晚班`;
  const lost = of('failed', 'expired');
  const heading = `${about}的消息 ${String(total)} 条：已送出 ${String(of('sent'))}，等着发 ${String(of('pending', 'leased'))}，没送到 ${String(lost)}，不用发了 ${String(of('suppressed'))}`;
  const more = total > lines.length ? [`（只列最近 ${String(lines.length)} 条）`] : [];
  return [heading, ...lines, ...more].join('\n');
}
