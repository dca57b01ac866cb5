import type { NoticeProgress } from '../../messaging/look-at-notices.service';
import type { NoticeRefusal } from '../../messaging/send-notices.service';

/* What coordinators hear about the notices that they send. */

export const volunteers = (): string => '全体志愿者';
export const volunteersOf = (programme: string): string => `${programme}的志愿者`;
/** `waiting`: those among them who wait for a place. */
export const familiesOf = (session: string, waiting: number): string =>
  `报名 ${session} 的家庭${waiting > 0 ? `（含候补 ${String(waiting)} 户）` : ''}`;

/** Whom a notice would reach, by name. */
export interface Recipients {
  readonly names: readonly string[];
  readonly unreached: readonly string[];
}

const NAMED = 12;
const UNREACHED_NAMED = 6;
const some = (names: readonly string[], most: number): string =>
  `${names.slice(0, most).join('、')}${names.length > most ? ' 等' : ''}`;

export const preview = ({ names, unreached }: Recipients, who: string, text: string): string =>
  [
    `将发给 ${who}，共 ${String(names.length)} 位：`,
    `「${text}」`,
    some(names, NAMED),
    ...(unreached.length > 0
      ? [`其中 ${String(unreached.length)} 位我联系不上，要另外打电话：${some(unreached, UNREACHED_NAMED)}`]
      : []),
    '回复 是 发送；回复 算了 不发。',
  ].join('\n');
export const waitingFor = (session: string): string => `候补 ${session} 的家庭`;
export const whoElse = (said: string): string =>
  `「${said}」是发给谁？我没看懂，什么都没有发。可以说：\n通知 全体志愿者 … · 通知 本周值班的 … · 通知 今天没班的 … · 通知 没确认的 … · 通知 没登记的 …\n通知 周六沙龙的家庭 … · 通知 项目名 … · 通知 王芳 …`;
export const whichDay = (said: string): string =>
  `「${said}」是哪天的？请带上日子再说一遍，比如：通知 明天值班的 带好工作证。什么都没有发。`;
export const sending = (count: number, who: string): string =>
  `✓ 正在发给 ${who}，共 ${String(count)} 位，分批发出；免打扰的会晚一点收到。\n发错了马上回复 取消通知，没发出的就不发了。`;
export const nobody = (who: string): string => `${who} 里没有可以通知的人，什么都没有发。`;
export const whichSession = (lines: readonly string[]): string =>
  lines.length === 0
    ? '没有对上的活动，什么都没有发。比如：通知 周六沙龙的家庭 改到二楼'
    : `有 ${String(lines.length)} 场对得上，请说清是哪一场：\n${lines.slice(0, 6).join('\n')}\n比如：通知 下周六沙龙的家庭 改到二楼`;
export const cancelled = ({ people, sent }: NoticeProgress): string =>
  `✓ 已停发：${String(people)} 位里已发出 ${String(sent)} 位，其余 ${String(people - sent)} 位不发了。\n需要更正就再发一条：通知 …`;

/** Why a notice was not sent to `who`, or not stopped. */
export function noticeRefusal(refusal: NoticeRefusal, who: string): string {
  switch (refusal.rule) {
    case 'not-allowed':
      return '这件事只有统筹员能办。';
    case 'nobody':
      return nobody(who);
    case 'not-found':
      return '最近两天没有你发的通知，什么都没有停。';
    case 'already-cancelled':
      return '刚才的通知已经停发了。';
  }
}

export const notifyHow = (): string =>
  '通知要带内容，比如：通知 本周六沙龙改到二楼\n只发给一些人：通知 项目名 … · 通知 本周值班的 … · 通知 周六沙龙的家庭 … · 通知 王芳 …';
export const notice = (text: string): string => `【通知】${text}`;
