import type { CivilDate } from '../../kernel/civil-time';
import type { PublicSession, RegistrationView } from '../../registrations/domain/public-session';
import { sessionName } from './registrations';

/* Who signed up for a session, for those who answer for it. */

export function signedUp(
  session: PublicSession,
  roster: readonly RegistrationView[],
  phones: ReadonlyMap<string, string>,
  today: CivilDate,
): string {
  const coming = roster.filter(({ state }) => state !== 'waiting');
  const waiting = roster.filter(({ state }) => state === 'waiting');
  const people = coming.reduce((sum, { party }) => sum + party, 0);
  const places = session.householdsMax === null ? '' : `，名额 ${String(session.householdsMax)} 户`;
  return [
    `${sessionName(session, today)}：报名 ${String(coming.length)} 户 ${String(people)} 人${places}${waiting.length > 0 ? `，候补 ${String(waiting.length)} 户` : ''}。`,
    ...inLines(coming.map((one) => household(one, phones))),
    ...(waiting.length > 0 ? [`候补：${waiting.map((one) => household(one, phones)).join('、')}`] : []),
  ].join('\n');
}

function household(
  { personId, personName, party, state }: RegistrationView,
  phones: ReadonlyMap<string, string>,
): string {
  const phone = phones.get(personId);
  return `${personName} ${String(party)}人${state === 'attended' ? '（已到）' : ''}${phone === undefined ? '' : ` ${phone}`}`;
}

const A_LINE = 3;

/** Several households a line, so that a full session fits in one message. */
function inLines(households: readonly string[]): string[] {
  const lines: string[] = [];
  for (let i = 0; i < households.length; i += A_LINE) lines.push(households.slice(i, i + A_LINE).join('、'));
  return lines;
}

export const withPhones = (): string => '看了谁的电话已记进操作记录。给他们发消息就说：通知 报名的家庭 …';
export const withoutPhones = (): string => '要联系方式就说：报名名单 电话（会记进操作记录）';
export const noneToLookAt = (title: string | null): string =>
  `${title ?? '近期'}没有接受报名的活动。\n回复 活动 看全部。`;
export const inPrivate = (): string => '家庭的名单和电话请到私聊里问。';
