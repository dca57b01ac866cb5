import { HOUR, MINUTE } from '../../kernel/clock';
import type { LoggedMessage } from '../../messaging/message-log.service';

/* What became of the messages that the service owed: sent, seen, waiting, refused and why. */

export const MOST_LINES = 8;

const KINDS: Readonly<Record<string, string>> = {
  'confirm-reminder': '提醒',
  'confirm-again': '再次提醒',
  'own-reminder': '自己设的提醒',
  'registration-reminder': '活动提醒',
  'cover-asked': '问能否顶班',
  'cover-settled': '顶班已有人',
  'seat-settled': '接班的消息',
  'still-open': '还没着落',
  'nobody-there': '没有人的警报',
  'post-empty': '没人到岗的警报',
  'post-filled': '已到岗',
  'post-acknowledged': '已有人处理',
  covered: '班被接手',
  assigned: '排班通知',
  unassigned: '不用来的通知',
  'handover-note': '交接',
  'session-changed': '变更通知',
  'session-cancelled': '取消通知',
  'rota-published': '班表发布',
  notice: '通知',
  aside: '私聊答复',
  'crisis-alert': '危机提醒',
  'give-asked': '请接手',
  'given-back': '班还给本人',
  'registered-promoted': '候补转正',
  'request-answered': '换班答复',
  'request-expired': '换班过期',
  'ring-asked': '多人换班',
  'ring-ended': '多人换班结果',
  'sign-in-code': '登录码',
  'swap-asked': '请换班',
  'wish-expired': '换班意愿过期',
};

const REASONS: Readonly<Record<string, string>> = {
  'quiet hours': '免打扰时间',
  'quiet until it no longer mattered': '免打扰结束时已经用不着',
  'came too late': '过了时间',
  'no longer worth saying': '已经不用说了',
  'nobody to send it to': '没有收件人',
  'no channel reaches the person': '没有能送到的渠道',
  'the person is no longer here': '人已不在',
  'the person has to write first on this channel': '要等对方先发来一句话',
  'many messages already': '短时间内消息太多',
  'too many messages at that time': '那段时间消息太多',
  'no answer in time': '渠道没有回应',
  'WeChat is not connected': '微信没有连上',
  'WeChat knows no such contact': '微信里没有这个联系人',
  'the session was moved': '场次改期了',
  'the session was cancelled': '场次取消了',
  'another time was set': '改成了别的提醒时间',
  'assignment ended': '班已不是本人的',
  'registration ended': '报名已取消',
  'request answered': '已经答复',
  'request expired': '过期没人答复',
  'request withdrawn': '对方收回了',
  'the search is over': '已有人接',
  'somebody is there': '已有人到岗',
  'somebody takes care of it': '已有人处理',
  'the notice was taken back': '通知已停发',
  arrived: '已到岗',
};

export const you = (): string => '你';
export const everybody = (): string => '大家';
export const notFound = (): string => '没有对上的人或班。比如：消息状态 · 消息状态 王芳 · 消息状态 12月8日晚班';

/** `08:00 陈三 提醒：已送达，已看到`. */
export function line(message: LoggedMessage, clock: string): string {
  const { kind, person, reason } = message;
  const why = reason === null ? '' : `（${REASONS[reason] ?? reason}）`;
  return `${clock} ${person ?? ''} ${KINDS[kind] ?? '消息'}：${stateOf(message)}${why}`;
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
  if (total === 0) return `${about}：今天没有要发的消息。\n可以问：消息状态 王芳 · 消息状态 12月8日晚班`;
  const lost = of('failed', 'expired');
  const heading = `${about}的消息 ${String(total)} 条：已送出 ${String(of('sent'))}，等着发 ${String(of('pending', 'leased'))}，没送到 ${String(lost)}，不用发了 ${String(of('suppressed'))}`;
  const more = total > lines.length ? [`（只列最近 ${String(lines.length)} 条）`] : [];
  return [heading, ...lines, ...more].join('\n');
}
