import type { ShiftView, RequestView } from '../../rota/domain/shift-view';
import type { CivilDate } from '../../kernel/civil-time';
import { saidShift } from '../../kernel/said-time';
import { monthName } from './rota-month';
import type { PublicSession } from '../../registrations/domain/public-session';
import { sessionName } from './registrations';

/* What the service says of itself. */

export const confirmReminder = (shift: ShiftView, today: CivilDate): string =>
  `提醒：你有班 ${saidShift(shift, today)}${shift.place ? `\n地点：${shift.place}` : ''}\n能来请回复 确认；来不了请尽早回复 求替。`;
/** Before a message that could not leave in time. */
export const late = (moment: string): string => `（这条消息晚到了，原定 ${moment} 发）\n`;
/** A message with the page where the same is answered by tapping; whoever has the address speaks for her. */
export const withPage = (text: string, url: string | null): string =>
  url === null ? text : `${text}\n也可以点开来办（只给你一人，请不要转发）：\n${url}`;
/** A message with the link that gives the one answer it asks for; whoever has the address speaks for her. */
export function withAnswer(text: string, answer: 'confirm' | 'let-go' | 'unregister', url: string | null): string {
  if (url === null) return text;
  const words = { confirm: '点开确认', 'let-go': '点开退班', unregister: '点开取消报名' };
  return `${text}\n也可以${words[answer]}（请不要转发）：${url}`;
}
/** The reminder that she wished for herself; whoever has confirmed is not asked to again. */
export const ownReminder = (shift: ShiftView, confirmed: boolean, today: CivilDate): string =>
  confirmed
    ? `提醒：你有班 ${saidShift(shift, today)}${shift.place ? `\n地点：${shift.place}` : ''}\n到了请回复 到岗；来不了请尽早回复 求替。`
    : confirmReminder(shift, today);
export const noticeCovered = (shift: ShiftView, by: string, today: CivilDate): string =>
  `${by}接手了你的班：${saidShift(shift, today)}\n你不用来了，谢谢。回复 我的班 看其余的班。`;
export const noticeGiveAsked = (line: string): string => `${line}\n接的话回复 同意，接不了回复 不行。`;
export const noticeAnswered = (request: RequestView, today: CivilDate): string => {
  const line = saidShift(request.shift, today);
  const who = request.to?.name ?? '对方';
  switch (request.state) {
    case 'accepted':
      return `${who}同意了：${line} 已换好。\n回复 我的班 看现在的安排。`;
    case 'refused':
      return `${who}接不了：${line}，这个班还是你的。\n可以说 求替，让大家都能看到。`;
    case 'withdrawn':
      return `换班请求作废了：${line}，其中的班已有变化，没有换。\n回复 我的班 看现在的安排。`;
    case 'expired':
      return noticeExpired(request, today);
    case 'open':
      return `${who}还没有答复：${line}`;
  }
};
export const noticeExpired = (request: RequestView, today: CivilDate): string =>
  `${request.to?.name ?? '对方'}一直没有答复，请求过期了：${saidShift(request.shift, today)}，这个班还是你的。\n可以说 求替。`;
export const noticeAssigned = (shift: ShiftView, today: CivilDate): string =>
  `给你排了班：${saidShift(shift, today)}${shift.place ? `\n地点：${shift.place}` : ''}\n能来请回复 确认；来不了请尽早回复 退班。`;
export const noticeUnassigned = (shift: ShiftView, today: CivilDate): string =>
  `你的班有变化：${saidShift(shift, today)} 已经不用你来了。\n回复 我的班 看现在的安排。`;
export const noticePublished = (month: string, count: number): string =>
  `${monthName(month)}班表已发布，你有 ${String(count)} 个班。\n回复 我的班 查看，来不了的请尽早说 退班。`;
export const noticeHandover = (shift: ShiftView, note: string, today: CivilDate): string =>
  `上一班（${saidShift(shift, today)}）交接：${note}\n到了请回复 到岗。`;
export const noticeSessionCancelled = (line: string, reason: string | null): string =>
  `取消通知：${line}${reason ? `，原因：${reason}` : ''}。不用来了。`;
/** To whoever was told that it was cancelled; her seat or place is gone. */
export const noticeSessionRestored = (line: string, place: string | null, serves: boolean): string =>
  `照常举行：${line}${place ? `\n地点：${place}` : ''}\n之前说取消了，现在不取消。${serves ? '你原来的班没有自动恢复，能来请回复 空班 再认领' : '你原来的报名没有自动恢复，还来请回复 活动 再报名'}；来不了不用回。`;
export const noticeSessionChanged = (line: string, place: string | null, serves: boolean): string =>
  `变更通知，现在是：${line}${place ? `\n地点：${place}` : ''}\n${serves ? '能来请回复 确认；来不了请尽早回复 求替。' : '来不了请尽早说。'}`;
export const noticePromoted = (session: PublicSession, party: number, today: CivilDate): string =>
  `有名额了，你已从候补转为报名成功：${sessionName(session, today)}，${String(party)} 人${session.place ? `\n地点：${session.place}` : ''}\n来不了请回复 取消报名。`;
export const noticeRegistration = (session: PublicSession, party: number, today: CivilDate): string =>
  `提醒：你报名了 ${sessionName(session, today)}，${String(party)} 人${session.place ? `\n地点：${session.place}` : ''}\n来不了请回复 取消报名，把名额让给别人。`;
export const noticeSignInCode = (code: string, browser: string, at: string): string =>
  `登录码 ${code}\n在 ${browser} 上输入，5 分钟内有效，只能用一次（${at} 请求）。\n不是你本人操作请忽略，也不要把它告诉任何人。`;

export const noticeAccountBound = (where: string, when: string): string =>
  `${when}，你的名下多绑定了一个账号（${CHANNELS.get(where) ?? where}）。\n是你自己绑的，不用理会；不是，请马上告诉统筹员，让他在「人员」里把它解绑。`;

const CHANNELS = new Map([
  ['webchat', '网页聊天'],
  ['wechat', '微信'],
  ['official-account', '公众号'],
  ['wecom', '企业微信'],
  ['mail', '邮箱'],
]);

export function noticeGuessing(what: 'binding-codes' | 'sign-in-codes'): string {
  return what === 'binding-codes'
    ? '这一小时里有人连续输错绑定码，像是在猜。绑定码有十位，猜不中；如果一直这样，请把没用完的码重新发一遍，并告诉管理员。'
    : '今天有人多次用你的名字要登录码。你登录过的浏览器和通行密钥不受影响；新浏览器今天先停发登录码。不是你本人，请告诉管理员。';
}
