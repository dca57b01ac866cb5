import { civilOf, type ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import { saidMoment, saidSpan } from '../../kernel/said-time';
import type { CapPeriod, Violation } from './violation';

/* The one home of what each rule of the rota says, for the chat, the draft, the console and the sheets. */

/** The same to the person herself, as a sentence, with what would work instead. */
export function ruleSentence(violation: Violation, zone: ZoneName): string {
  const other = instead(violation);
  return `${ruleText(violation, zone)}${other === null ? '' : `；${other}`}。`;
}

/** One sentence: people whom the same rule keeps from a seat to the same extent. */
export function ruleOfSeveral(violation: Violation, people: string): string {
  return `${people}${OF_PEOPLE.includes(violation.rule) ? '' : '：'}${ruleText(violation, null)}。`;
}

/** Who goes leaves a trainee without company; the rule is the same as for who comes. */
export const leftAloneText = (): string => '这样同班的见习志愿者就没人带了';

/** What is said of people rather than of the seat: it goes on after their names. */
const OF_PEOPLE: readonly Violation['rule'][] = ['already-yours', 'overlap', 'rest', 'cap', 'on-leave'];

/**
 * Why a rule stands between a person and a seat, without a full stop: by itself, or after her name and a colon. `zone`:
 * in which her particulars are told; null: without them, as it holds of several alike.
 */
export function ruleText(violation: Violation, zone: ZoneName | null): string {
  switch (violation.rule) {
    case 'past':
      return '这个班已经结束了';
    case 'cancelled':
      return '这一场已经取消了';
    case 'inactive':
      return '账号不是在岗志愿者，不能接班';
    case 'already-yours':
      return '已经在这个班上了';
    case 'full':
      return '这个班已满';
    case 'qualification-missing':
      return '这个岗位需要相应的资质，目前没有登记';
    case 'qualification-expired':
      return `这个岗位的资质 ${violation.validUntil} 到期，到时已失效`;
    case 'overlap':
      return zone === null ? '和已有的班时间重叠' : `和已有的班 ${span(violation.other, zone)} 时间重叠`;
    case 'not-open-yet':
      return zone === null ? '还没开放认领' : `还没开放认领，${saidMoment(civilOf(violation.opens, zone))} 起可以认领`;
    case 'rest': {
      const { gapHours, neededHours, other } = violation;
      const gap = zone === null ? '和前后的班间隔不够' : `和 ${span(other, zone)} 的班间隔 ${String(gapHours)} 小时`;
      return `${gap}，至少要休息 ${String(neededHours)} 小时`;
    }
    case 'cap':
      return `${CAPS[violation.period].most(violation.limit)}，已经到了上限`;
    case 'nights-in-row':
      return `连续夜班最多 ${String(violation.limit)} 晚`;
    case 'trainee-never':
      return '这个岗位不安排见习志愿者';
    case 'trainee-alone':
      return '见习志愿者不能单独值班，这一班还没有带班的人';
    case 'on-leave':
      return zone === null ? '在请假' : `在请假（${span({ start: violation.from, end: violation.to }, zone)}）`;
    case 'unavailable':
      return '不在登记的可值班时间里';
  }
}

/** What she could do instead; null where there is nothing but another seat. */
function instead(violation: Violation): string | null {
  switch (violation.rule) {
    case 'past':
    case 'cancelled':
    case 'already-yours':
    case 'full':
    case 'not-open-yet':
      return null;
    case 'inactive':
      return '请联系统筹员';
    case 'qualification-missing':
      return '有证请找统筹员补录';
    case 'qualification-expired':
      return '续期后请找统筹员更新';
    case 'overlap':
      return '要换的话先退掉那个班';
    case 'rest':
      return '请选隔得开的班';
    case 'cap':
      return CAPS[violation.period].instead;
    case 'nights-in-row':
      return '请选隔一天的，或白天的班';
    case 'trainee-never':
      return '可以先接备班或助理';
    case 'trainee-alone':
      return '等有经验的人认领后再来，或选有人带的班';
    case 'on-leave':
      return '请选假期以外的班';
    case 'unavailable':
      return '请选那些时间的班，或请统筹员更新可值班时间';
  }
}

interface CapWords {
  readonly most: (limit: number) => string;
  readonly instead: string;
}

const CAPS: Readonly<Record<CapPeriod, CapWords>> = {
  day: { most: (limit) => `一天最多 ${String(limit)} 个班`, instead: '请选别的日子' },
  week: { most: (limit) => `一周最多 ${String(limit)} 个班`, instead: '请选别的周' },
  month: { most: (limit) => `一个月最多 ${String(limit)} 个班`, instead: '请选别的月份' },
  'nights-month': { most: (limit) => `一个月最多 ${String(limit)} 个夜班`, instead: '请选白天或晚上的班' },
};

/** `一周最多 3 个班`. */
export const capText = ({ period, limit }: { readonly period: CapPeriod; readonly limit: number }): string =>
  CAPS[period].most(limit);

const span = (of: { readonly start: Instant; readonly end: Instant }, zone: ZoneName): string =>
  saidSpan({ startCivil: civilOf(of.start, zone), endCivil: civilOf(of.end, zone) });
