import type { InvitationAnswer, Effect } from '../../calendar/answer-invitation.service';
import type { AnswerableEvent } from '../../calendar/domain/calendar-event';
import type { Void } from '../../calendar/domain/reply-rules';
import type { InvitationLetter } from '../../calendar/invitation-letters.service';
import { civilDateOf, civilOf, type CivilDate } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { Letter } from '../../messaging/channel';
import type { OrgScope } from '../../acts/domain/act-context';
import { saidSpan } from '../../kernel/said-time';
import { registrationRefusal } from './registrations';
import { rotaRefusal } from './refusals';

/** `12月8日(周二) 20:00–次日 08:00 值班：接线员` */
function lineOf(event: AnswerableEvent, today: CivilDate): string {
  const { start, end, zone, title } = event;
  return `${saidSpan({ startCivil: civilOf(start, zone), endCivil: civilOf(end, zone) }, today)} ${title}`;
}

/** The words around an invitation or its withdrawal. */
export function invitationLetter({ method, kind, event, links }: InvitationLetter, now: Instant): Letter {
  const today = civilDateOf(now, event.zone);
  const line = lineOf(event, today);
  if (method === 'DECLINECOUNTER') {
    const how = kind === 'assignment' ? '退班” 或 “求替' : '取消报名';
    const text = `${line}\n\n你在日历里提议了别的时间。时间不能这样改，这一项没有变；统筹员已经知道。来不了请对小约说“${how}”。`;
    return { subject: `时间没有改：${line}`, text, links: [] };
  }
  if (method === 'CANCEL' || !links) {
    const text = `${line}\n\n不用来了，日历里的这一项会随附件去掉。有疑问请对小约说“${kind === 'assignment' ? '我的班' : '活动'}”。`;
    return { subject: line, text, links: [] };
  }
  const place = event.place === null ? '' : `\n地点：${event.place}`;
  const asks = event.partstat === 'NEEDS-ACTION';
  const text = `${line}${place}\n\n${asks ? '请确认能不能来：' : ''}点下面的链接就行，不用登录；也可以直接对小约说。`;
  const [accept, decline] = kind === 'assignment' ? ['确认', '请假'] : ['确认', '取消报名'];
  return {
    subject: `${asks ? '请确认：' : ''}${line}`,
    text,
    links: [
      { label: accept, url: links.accept },
      { label: decline, url: links.decline },
    ],
  };
}

/** What a link would say, before anything is done. */
export function linkQuestion(event: AnswerableEvent, partstat: 'ACCEPTED' | 'DECLINED', kind: string, now: Instant) {
  const today = civilDateOf(now, event.zone);
  const decline = kind === 'assignment' ? '请假（来不了）' : '取消报名';
  return { line: lineOf(event, today), act: partstat === 'ACCEPTED' ? '确认会来' : decline, place: event.place };
}

/** What became of a word by link. */
export function answerByLink(outcome: InvitationAnswer, scope: OrgScope, now: Instant): string {
  switch (outcome.kind) {
    case 'unknown':
      return '没有找到这条邀请，可能已经删除。请直接对小约说。';
    case 'used':
      return `这个链接已经用过了。现在的状态：${stateOf(outcome.event)}。要改请直接对小约说。`;
    case 'void':
      return voidText(outcome.why);
    case 'taken':
      return effectText(outcome.effect);
    case 'refused':
      return refusalText(outcome, scope, now);
  }
}

/** What is written back to a reply by mail; null where the calendar itself says it: a reply is not answered. */
export function answerByMail(outcome: InvitationAnswer, scope: OrgScope, now: Instant): string | null {
  switch (outcome.kind) {
    case 'unknown':
    case 'used':
      return null;
    case 'void':
      return outcome.why === 'stale' || outcome.why === 'replayed'
        ? null
        : about(outcome.event, now, voidText(outcome.why));
    case 'taken':
      return outcome.effect === 'offered' ? about(outcome.event, now, effectText('offered')) : null;
    case 'refused':
      return about(outcome.event, now, `没有办成：${refusalText(outcome, scope, now)}`);
  }
}

/** To the invited person, where she is known, when a reply could not be proved to be hers. */
export const unprovenReply = (): string =>
  '收到一封回复你邀请的邮件，但不能确定是你发的，所以没有改动。\n如果是你，请直接对我说 确认 或 退班。';

/** To the coordinators, when somebody's calendar proposed another time; the mail stays unread for them. */
export const counterProposed = (name: string, event: AnswerableEvent, note: string | null, now: Instant): string =>
  `${name}在日历邀请的回信里提议改时间：${lineOf(event, civilDateOf(now, event.zone))}${note ? `\n附言：${note}` : ''}\n时间没有动，原信在邮箱里（未读）。要改请在控制台改这一场的时间，要换人请对我说 补班。`;

const about = (event: AnswerableEvent, now: Instant, text: string): string =>
  `${lineOf(event, civilDateOf(now, event.zone))}\n${text}`;

function effectText(effect: Effect): string {
  switch (effect) {
    case 'confirmed':
      return '已确认，到时候见。';
    case 'noted':
      return '已记下还不确定。定下来后请对小约说“确认”或“退班”。';
    case 'dropped':
      return '已退班，谢谢告知。';
    case 'offered':
      return '过了退班时限，已经替你发出求替；有人接之前这个班仍由你负责，请留意小约的消息。';
    case 'cancelled':
      return '已取消报名，名额会让给候补的家庭。';
  }
}

function voidText(why: Void): string {
  switch (why) {
    case 'over':
      return '这一项已经结束，没有改动。';
    case 'withdrawn':
      return '这一项已经取消，没有改动。';
    case 'stale':
      return '时间在那之后改过了，请按最新的邀请回复，或对小约说“我的班”。';
    case 'replayed':
      return '在那之后你已经有新的回复，以新的为准。';
  }
}

function refusalText(outcome: Extract<InvitationAnswer, { kind: 'refused' }>, scope: OrgScope, now: Instant): string {
  const today = civilDateOf(now, scope.zone);
  return outcome.by === 'rota'
    ? rotaRefusal(outcome.refusal, { scope, today })
    : registrationRefusal(outcome.refusal, { zone: scope.zone, today });
}

function stateOf(event: AnswerableEvent): string {
  if (event.cancelled) return '已取消';
  return { ACCEPTED: '已确认', DECLINED: '来不了', TENTATIVE: '还不确定', 'NEEDS-ACTION': '还没有确认' }[
    event.partstat
  ];
}
