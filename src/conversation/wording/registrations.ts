import type { PublicSession, RegistrationState } from '../../registrations/domain/public-session';
import { type CivilDate, type ZoneName, civilOf } from '../../kernel/civil-time';
import { saidSpan, saidMoment } from '../../kernel/said-time';
import type { RegistrationRefusal } from '../../registrations/domain/registration-refusal';

/* Sessions that take registrations, for those who come. */

export function sessionLine(session: PublicSession, today: CivilDate): string {
  const left = session.householdsMax === null ? null : session.householdsMax - session.householdsTaken;
  if (session.signUpClosed) return `${sessionName(session, today)}（已停止报名）`;
  const places =
    left === null ? '' : left > 0 ? `（余 ${String(left)} 户）` : `（已满，候补 ${String(session.waiting)}）`;
  return `${sessionName(session, today)}${places}`;
}

export const sessionName = (session: PublicSession, today: CivilDate): string =>
  `${saidSpan(session, today)} ${session.programmeName}${session.topic ? `「${session.topic}」` : ''}`;

export const sessionsHeading = (count: number): string => `近期活动 ${String(count)} 场：`;
export const sessionsNext = (): string => '回复 报名 编号 人数，例如：报名 1 3人';
export const noSessions = (timed: boolean): string =>
  timed ? '这段时间没有可以报名的活动。\n回复 活动 看全部。' : '近期没有可以报名的活动，过几天再来看看。';
export const registeredMark = (state: RegistrationState): string =>
  state === 'waiting' ? '（你在候补）' : '（你已报名）';

export function registered(
  result: { state: 'registered' | 'waiting'; position: number | null; party: number; session: PublicSession },
  today: CivilDate,
): string {
  const { session } = result;
  const name = sessionName(session, today);
  if (result.state === 'waiting') {
    return `名额满了，已为你候补：${name}\n排在第 ${String(result.position ?? 1)} 位，${String(result.party)} 人。有名额会马上告诉你。\n不等了回复 取消报名。`;
  }
  return `✓ 报名成功：${name}，${String(result.party)} 人${session.place ? `\n地点：${session.place}` : ''}\n来不了请回复 取消报名，把名额让给别人。`;
}

export const partyPlease = (line: string): string => `${line}：一共几个人来？直接回人数就行，比如：3人`;
export const partyChanged = (before: number, party: number, session: PublicSession, today: CivilDate): string =>
  `✓ 已把 ${sessionName(session, today)} 的人数从 ${String(before)} 改为 ${String(party)}。\n来不了请回复 取消报名。`;
export const unregistered = (session: PublicSession, today: CivilDate): string =>
  `✓ 已取消报名：${sessionName(session, today)}\n回复 活动 看别的场次。`;
export const noRegistrations = (): string => '你没有报名中的活动。\n回复 活动 看可以报名的。';
export const registrationLine = (
  session: PublicSession,
  party: number,
  state: RegistrationState,
  today: CivilDate,
): string => `${sessionName(session, today)}，${String(party)} 人${state === 'waiting' ? '（候补）' : ''}`;
export const withPlace = (line: string, place: string | null): string => (place === null ? line : `${line}，${place}`);
export const yourRegistrations = (count: number): string => `你的报名 ${String(count)} 个：`;
export const yourRegistrationsNext = (): string => '可以说：取消报名 1 · 改人数：报名 1 4人 · 活动';
export const alsoRegistered = (lines: readonly string[]): string => ['你还报名了：', ...lines].join('\n');
export const changePartyFirst = (line: string, party: number): string =>
  `你已报名：${line}。\n要改成 ${String(party)} 人吗？回复 是 就改；回复 算了 就不改。想报别的场次请带上日期。`;
export const checkedIn = (session: PublicSession, party: number, already: boolean, today: CivilDate): string =>
  already
    ? `之前已经签过到了：${sessionName(session, today)}，${String(party)} 人。`
    : `✓ 签到成功：${sessionName(session, today)}，${String(party)} 人。\n结束后可以回复 评价 5 加一句感受。`;
export const checkInHow = (): string => '签到要带上现场的签到码，比如：签到 4821';
export const feedbackHow = (): string => '打几分？1 到 5 分，可以加一句话，比如：评价 5 老师讲得好';
export const feedbackGiven = (score: number, session: PublicSession, today: CivilDate): string =>
  `✓ 谢谢评价：${sessionName(session, today)}，${String(score)} 分。\n再说一次会替换这次的评价。`;

export function registrationRefusal(refusal: RegistrationRefusal, at: { zone: ZoneName; today: CivilDate }): string {
  switch (refusal.rule) {
    case 'not-found':
      return '没有找到这场活动。\n回复 活动 看可以报名的。';
    case 'not-allowed':
      return '只能办自己家的报名，代办请找统筹员。';
    case 'not-open-to-public':
      return `${refusal.session.programmeName}不接受报名。\n回复 活动 看可以报名的。`;
    case 'session-cancelled':
      return `${sessionName(refusal.session, at.today)} 已取消${refusal.session.reason ? `（${refusal.session.reason}）` : ''}。\n回复 活动 看别的场次。`;
    case 'session-started':
      return `${sessionName(refusal.session, at.today)} 已经开始，不能再改。\n回复 活动 看别的场次。`;
    case 'session-over':
      return `${sessionName(refusal.session, at.today)} 已经结束。\n回复 活动 看别的场次。`;
    case 'already-registered':
      return `你已经${refusal.state === 'waiting' ? '在候补' : '报过名'}：${sessionName(refusal.session, at.today)}，${String(refusal.party)} 人。\n要改人数就说：报名 加活动和人数；不来了回复 取消报名。`;
    case 'fewer-than-registered':
      return `已经有 ${String(refusal.taken)} 户报上名，名额不能比这更少。`;
    case 'overlap':
      return `和你已报名的 ${sessionName(refusal.other, at.today)} 时间重叠，不能都报。\n想换的话先回复 取消报名。`;
    case 'party-size':
      return `人数要在 ${String(refusal.min)} 到 ${String(refusal.max)} 之间。请再说一遍，比如：报名 1 3人`;
    case 'sign-up-closed':
      return others(`${sessionName(refusal.session, at.today)} 已经停止报名。`, refusal.alternatives, at.today);
    case 'full':
      return others(`${sessionName(refusal.session, at.today)} 名额和候补都满了。`, refusal.alternatives, at.today);
    case 'state':
      return refusal.state === 'cancelled'
        ? '这次报名已经取消了。\n回复 活动 可以重新报名。'
        : '这次报名现在不能这样改。';
    case 'unknown-code':
      return '签到码不对，请看现场的签到码再试一次。';
    case 'check-in-closed':
      return `${sessionName(refusal.session, at.today)} 的签到时间是 ${saidMoment(civilOf(refusal.opens, at.zone), at.today)} 到 ${civilOf(refusal.closes, at.zone).slice(11)}，现在不能签到。`;
    case 'not-registered':
      return `你没有报名 ${sessionName(refusal.session, at.today)}，请找现场的工作人员。`;
    case 'still-waiting':
      return `你还在候补${refusal.position === null ? '' : `第 ${String(refusal.position)} 位`}，请找现场的工作人员。`;
    case 'score':
      return feedbackHow();
    case 'too-long':
      return `评价最多 ${String(refusal.max)} 字，请说短一点。`;
    case 'nothing-to-rate':
      return '最近没有你签到过的活动可以评价。';
  }
}

function others(heading: string, sessions: readonly PublicSession[], today: CivilDate): string {
  if (sessions.length === 0) return `${heading}\n回复 活动 看别的场次。`;
  return `${heading}还有位置的：\n${sessions.map((other) => sessionLine(other, today)).join('\n')}\n回复 活动 再选一场报名。`;
}
