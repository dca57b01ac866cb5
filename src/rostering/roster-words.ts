import { civilOf, type ZoneName } from '../kernel/civil-time';
import type { Violation } from '../rota/domain/violation';
import type { Account, Change, Closed, Why } from './domain/drafted-month';

const SHOWN = 3;

/** One sentence: whom a rule keeps from a place, some of them by name. */
export function closedSentence({ violation, people }: Closed): string {
  return `${who(people)}${RULES[violation.rule](violation as never)}`;
}

function who(people: readonly string[]): string {
  const shown = people.slice(0, SHOWN).join('、');
  return people.length > SHOWN ? `${shown}等 ${String(people.length)} 人` : shown;
}

type Said<R extends Violation['rule']> = (violation: Extract<Violation, { rule: R }>) => string;

const CAPS = { day: '一天', week: '一周', month: '一个月', 'nights-month': '一个月夜班' };

const RULES: { readonly [R in Violation['rule']]: Said<R> } = {
  past: () => '：这个班次已经结束。',
  cancelled: () => '：这个场次已取消。',
  inactive: () => '已停用。',
  'already-yours': () => '已在这个班次上。',
  full: () => '：名额已满。',
  'qualification-missing': () => '没有所需资质。',
  'qualification-expired': ({ validUntil }) => `的资质 ${validUntil} 到期，届时已失效。`,
  overlap: () => '同一时间另有班次。',
  'not-open-yet': () => '：尚未开放认领。',
  rest: ({ neededHours }) => `和前后班次之间休息不到 ${String(neededHours)} 小时。`,
  cap: ({ period, limit }) => `已到${CAPS[period]}最多 ${String(limit)} 个的上限。`,
  'nights-in-row': ({ limit }) => `会连续值夜班超过 ${String(limit)} 晚。`,
  'trainee-never': () => '是新手，不能上这个岗位。',
  'trainee-alone': () => '是新手，同场次没有有经验的同伴。',
  'on-leave': () => '在请假。',
  unavailable: () => '在这个时段不能值班。',
};

/** What would be enough for a hole to close. */
export function changeSentence({ violation, by, end }: Change, name: string, zone: ZoneName): string {
  switch (violation.rule) {
    case 'cap':
      return `${name}的上限（${CAPS[violation.period]} ${String(violation.limit)} 个）加 1，就能补上。`;
    case 'on-leave': {
      const edge = civilOf(end === 'later' ? violation.from : violation.to, zone).slice(0, 10);
      return `${name}的请假（${end === 'later' ? '自' : '到'} ${edge}）${end === 'later' ? '晚开始' : '早结束'} ${String(by)} 天，就能补上。`;
    }
    case 'unavailable':
      return `${name}若在这个时段也能值班，就能补上。`;
  }
}

/** Why a place went to her. */
export function whySentence(why: Why | { kept: true } | { imported: true }): string {
  if ('kept' in why) return '本人已有此班，草稿保留。';
  if ('imported' in why) return '按导入的班表排。';
  return [first(why), ...second(why)].join('');
}

function first({ able, free, shifts, share, tie }: Why): string {
  if (able <= 1) return '全组只有她符合这个班的条件。';
  const load = `她本月共 ${String(shifts)} 班，应分担 ${String(share)} 班`;
  if (free === 0) return `${String(able)} 人符合条件，其余的人已排满、要休息或另有班次；${load}。`;
  const others = `${String(able)} 人符合条件，另有 ${String(free)} 人也排得开`;
  return tie === true ? `${others}，排给谁同样公平；${load}。` : `${others}，排给她全组最公平；${load}。`;
}

function second({ wish, steady }: Why): string[] {
  return [
    ...(wish === 'like' ? ['也是她想要的班。'] : wish === 'dislike' ? ['她不太想要这个班，但换别人更不合适。'] : []),
    ...(steady === true ? ['相邻一场也是她，人员连续。'] : []),
  ];
}

/** Why what somebody has differs from her fair share. */
export function differenceSentence({ difference }: Pick<Account, 'difference'>): string {
  switch (difference) {
    case 'even':
      return '和应分担的相当。';
    case 'claimed':
      return '已认领或已安排的班就比应分担的多。';
    case 'needed':
      return '多排是因为这些班别人排不开，或要让夜班、周末、节假日更公平。';
    case 'no-room':
      return '少排是因为其余能上的班都和她的班次、休息或上限冲突。';
    case 'others':
      return '少排是因为还能上的班由更需要补足的人承担。';
  }
}
