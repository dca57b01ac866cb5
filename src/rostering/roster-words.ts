import { civilOf, type ZoneName } from '../kernel/civil-time';
import { capText, ruleOfSeveral } from '../rota/domain/rule-words';
import type { Account, Relief, Closed, Why } from './domain/drafted-month';

const SHOWN = 3;

/** One sentence: whom a rule keeps from a place, some of them by name. */
export const closedSentence = ({ violation, people }: Closed): string => ruleOfSeveral(violation, who(people));

function who(people: readonly string[]): string {
  const shown = people.slice(0, SHOWN).join('、');
  return people.length > SHOWN ? `${shown}等 ${String(people.length)} 人` : shown;
}

/** What would be enough for a hole to close. */
export function changeSentence({ violation, by, end }: Relief, name: string, zone: ZoneName): string {
  switch (violation.rule) {
    case 'cap':
      return `${name}的上限（${capText(violation)}）加 1，就能补上。`;
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
