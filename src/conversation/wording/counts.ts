import type { MinutesByOrigin } from '../../programmes/domain/service-origin';
import type { PersonalCounts, Counts } from '../../statistics/domain/counts';
import { byOrigin } from './presence';
import { saidMinutes } from '../../kernel/said-time';

/* What has been served. */

export function myStats(counts: PersonalCounts, year: string): string {
  const months = counts.months
    .filter((month) => month.shifts > 0)
    .slice(-6)
    .map((m) => `${String(Number(m.month.slice(5)))}月：${String(m.shifts)} 班，${saidMinutes(m.serviceMinutes)}`);
  const heading = `${year}年你服务了 ${String(counts.shifts)} 班（夜班 ${String(counts.nights)}），共 ${saidMinutes(counts.serviceMinutes)}。`;
  return [
    heading,
    ...originLine(counts.minutesByOrigin),
    ...months,
    `还有 ${String(counts.ahead)} 个班在前面。回复 我的班 查看。`,
  ].join('\n');
}

export function counts(title: string, c: Counts, paragraph: string): string {
  const open = c.open.uncheckedDuties.total + c.open.sessionsWithoutTally.total;
  const lines = c.programmes
    .filter((p) => p.sessions > 0 || p.past > 0)
    .map((p) => {
      const measures = p.measures.map((m) => `${m.name} ${String(m.value)}${m.unit}`).join('，');
      return `${p.programmeName}：${String(p.sessions)} 场${measures ? `，${measures}` : ''}，志愿者 ${String(p.volunteers)} 人，${saidMinutes(p.serviceMinutes)}`;
    });
  return [
    `${title}统计：`,
    ...(lines.length > 0 ? lines : ['还没有发生过的场次。']),
    ...originLine(c.totals.minutesByOrigin),
    ...(open > 0 ? [`还有 ${String(open)} 处没说清（未签到的班、未登记的场次），补上后数字会变。`] : []),
    paragraph,
    '回复 年报 看全年。',
  ].join('\n');
}

/** How the hours of the period are known. */
function originLine(minutes: MinutesByOrigin): string[] {
  const origin = byOrigin(minutes);
  return origin === null ? [] : [`时长来源：${origin}`];
}

export const countsHow = (): string => '统计哪段时间？比如：统计 10月 · 年报 2026';
