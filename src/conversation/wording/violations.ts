import type { Violation } from '../../rota/domain/violation';
import { type ZoneName, civilOf } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import { saidSpan, saidMoment } from '../../kernel/said-time';

/* The rules of the rota, each as one sentence. */

export function violationText(violation: Violation, zone: ZoneName): string {
  const span = (other: { start: Instant; end: Instant }): string =>
    saidSpan({ startCivil: civilOf(other.start, zone), endCivil: civilOf(other.end, zone) });
  switch (violation.rule) {
    case 'past':
      return '这个班已经结束了。';
    case 'cancelled':
      return '这一场已经取消了。';
    case 'inactive':
      return '账号不是在岗志愿者，不能接班；请联系统筹员。';
    case 'already-yours':
      return '这个班已经是你的了。';
    case 'full':
      return '这个班刚被别人认领，已经满了。';
    case 'qualification-missing':
      return '这个岗位需要相应的资质，目前没有登记；有证请找统筹员补录。';
    case 'qualification-expired':
      return `这个岗位的资质 ${violation.validUntil} 到期，到时已失效；续期后请找统筹员更新。`;
    case 'overlap':
      return `和已有的班 ${span(violation.other)} 时间重叠；要换的话先退掉那个班。`;
    case 'not-open-yet':
      return `还没开放认领，${saidMoment(civilOf(violation.opens, zone))} 起可以认领。`;
    case 'rest':
      return `和 ${span(violation.other)} 的班间隔 ${String(violation.gapHours)} 小时，至少要休息 ${String(violation.neededHours)} 小时；请选隔得开的班。`;
    case 'cap':
      return capText(violation.period, violation.limit);
    case 'nights-in-row':
      return `连续夜班最多 ${String(violation.limit)} 晚；请选隔一天的，或白天的班。`;
    case 'trainee-never':
      return '这个岗位不安排新手；可以先接备班或助理。';
    case 'trainee-alone':
      return '新手不能单独值班，这一班还没有带班的人；等有经验的人认领后再来，或选有人带的班。';
    case 'on-leave':
      return `这段时间在请假（${span({ start: violation.from, end: violation.to })}）；请选假期以外的班。`;
    case 'unavailable':
      return '不在登记的可值班时间里；请选那些时间的班，或请统筹员更新可值班时间。';
  }
}

function capText(period: 'day' | 'week' | 'month' | 'nights-month', limit: number): string {
  const texts = {
    day: `一天最多 ${String(limit)} 个班；请选别的日子。`,
    week: `一周最多 ${String(limit)} 个班，已经到了上限；请选别的周。`,
    month: `一个月最多 ${String(limit)} 个班，已经到了上限；请选别的月份。`,
    'nights-month': `一个月最多 ${String(limit)} 个夜班，已经到了上限；请选白天或晚上的班。`,
  };
  return texts[period];
}
