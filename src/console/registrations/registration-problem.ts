import { civilOf, type ZoneName } from '../../kernel/civil-time';
import type { RegistrationRefusal } from '../../registrations/domain/registration-refusal';
import { Problem } from '../http/problem';

/** How the console tells a refusal of a sign-up, in the words of people in `zone`. */
export const registrationProblem =
  (zone: ZoneName) =>
  (refusal: RegistrationRefusal): Problem => {
    const [status, detail] = told(refusal, zone);
    return new Problem(status, { rule: refusal.rule, detail });
  };

/** The same for whoever stands at the door and can make room. */
export const doorProblem =
  (zone: ZoneName) =>
  (refusal: RegistrationRefusal): Problem => {
    const { rule } = refusal;
    if (rule === 'full') return new Problem(409, { rule, detail: '名额满了；要再收，先把名额改多' });
    if (rule === 'still-waiting') return new Problem(409, { rule, detail: '还在候补；要让她进来，先把名额改多' });
    return registrationProblem(zone)(refusal);
  };

function told(refusal: RegistrationRefusal, zone: ZoneName): readonly [status: number, detail: string] {
  switch (refusal.rule) {
    case 'not-found':
      return [404, '没有找到'];
    case 'not-allowed':
      return [403, '你的身份不能做这件事'];
    case 'not-open-to-public':
      return [409, `${refusal.session.programmeName}不接受报名`];
    case 'session-cancelled':
      return [409, '这一场已经取消'];
    case 'session-started':
      return [409, '这一场已经开始'];
    case 'session-over':
      return [409, '这一场已经结束'];
    case 'already-registered':
      return [409, refusal.state === 'waiting' ? '已经在候补名单上' : '已经报过名'];
    case 'fewer-than-registered':
      return [
        409,
        `已经有 ${String(refusal.taken)} 户报上名，名额不能比这更少；不想再收，可以改成 ${String(refusal.taken)} 户，或者先取消几户`,
      ];
    case 'overlap':
      return [409, `和 ${refusal.other.startCivil.replace('T', ' ')} 的${refusal.other.programmeName}时间重叠`];
    case 'party-size':
      return [422, `同行人数要在 ${String(refusal.min)} 到 ${String(refusal.max)} 之间`];
    case 'sign-up-closed':
      return [409, '这一场已经停止报名'];
    case 'full':
      return [409, '名额和候补都满了'];
    case 'state':
      return [409, `这个报名现在的状态是 ${refusal.state}，不能这样做`];
    case 'unknown-code':
      return [404, '没有这个签到码'];
    case 'check-in-closed':
      return [409, `签到时间是 ${shown(refusal.opens, zone)} 到 ${shown(refusal.closes, zone)}`];
    case 'not-registered':
      return [409, '这一场没有报名'];
    case 'still-waiting':
      return [409, '还在候补'];
    case 'score':
      return [422, `评分要在 ${String(refusal.min)} 到 ${String(refusal.max)} 之间`];
    case 'too-long':
      return [422, `最多 ${String(refusal.max)} 字`];
    case 'nothing-to-rate':
      return [409, '没有可以评价的活动'];
  }
}

const shown = (instant: number, zone: ZoneName): string => civilOf(instant, zone).replace('T', ' ');
