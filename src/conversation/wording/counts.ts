import type { MinutesByOrigin } from '../../programmes/domain/service-origin';
import type { Counts, MeasureCount, PersonalCounts, ProgrammeCounts } from '../../statistics/domain/counts';
import { coverText, isWhole, type Cover } from '../../statistics/domain/cover';
import { sureText } from '../../statistics/domain/certainty';
import { occasionOf, periodHeading } from '../../statistics/domain/paragraph';
import { byOrigin } from './presence';
import { dateOf, type CivilDate } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { StandingFigure } from '../../statistics/tallies.service';
import { saidMinutes, saidSpan, type SaidSpan } from '../../kernel/said-time';

/* What has been served. */

export function myStats(counts: PersonalCounts, title: string): string {
  const months = counts.months
    .filter((month) => month.shifts > 0)
    .slice(-6)
    .map((m) => `${String(Number(m.month.slice(5)))}月：${String(m.shifts)} 班，${saidMinutes(m.serviceMinutes)}`);
  const heading = `${title}你服务了 ${String(counts.shifts)} 班（夜班 ${String(counts.nights)}），共 ${saidMinutes(counts.serviceMinutes)}。`;
  return [
    heading,
    ...originLine(counts.minutesByOrigin),
    ...months,
    `还有 ${String(counts.ahead)} 个班在前面。回复 我的班 查看。`,
  ].join('\n');
}

export const sessionsCameTo = (count: number, title: string): string =>
  `${title}你家参加了 ${String(count)} 场活动（签到过的）。\n回复 活动 看可以报名的。`;

/** `title`: which time; `whose`: of whom, said where it is not the organisation alone. */
export function counts(title: string, c: Counts, paragraph: string, whose = ''): string {
  const lines = c.programmes.map(programmeLine).filter((line) => line !== null);
  return [
    `${title}统计${whose === '' ? '' : `（${whose}）`}：`,
    ...(lines.length > 0 ? lines : ['还没有发生过的场次。']),
    ...originLine(c.totals.minutesByOrigin),
    ...cutLines(c),
    ...openLines(c.open),
    paragraph,
    c.organisations.length > 1 ? '只看本级或一个县区：统计 加 本级 或它的名字。' : '回复 年报 看全年。',
  ].join('\n');
}

function programmeLine(p: ProgrammeCounts): string | null {
  const known = p.measures.filter(({ sessions, sources }) => sessions > 0 || sources.length > 0);
  if (p.sessions + p.past + p.running + known.length === 0) return null;
  const held = p.sessions > 0 ? [`${String(p.sessions)} 场`] : [];
  const unknown = p.past > p.sessions ? [`${String(p.past - p.sessions)} 场没有记录`] : [];
  const running = p.running > 0 ? [`${String(p.running)} 场进行中`] : [];
  const figures = p.measures.map((measure) => figureText(measure, occasionOf(p)));
  const { attended, distinct } = p;
  // A household that came twice is two visits.
  const again = attended.households > distinct.households ? [`不同的家庭 ${String(distinct.households)}户`] : [];
  const people = [...again, `志愿者 ${String(p.volunteers)} 人`, saidMinutes(p.serviceMinutes)];
  return `${p.label}：${[...held, ...unknown, ...running, ...coverTexts(p.cover), ...figures, ...people].join('，')}`;
}

/** 来电 947个（195/244 班已登记）; what is not known is no zero. */
function figureText(measure: MeasureCount, occasion: string): string {
  const { name, value, unit, sessions, ofSessions, certainty, sources } = measure;
  if (sources.length > 0) return `${name} ${sureText(value, certainty)}${unit}（${sources.join('、')}）`;
  if (sessions === 0) return `${name} 未登记`;
  const rests = sessions < ofSessions ? `（${String(sessions)}/${String(ofSessions)} ${occasion}已登记）` : '';
  return `${name} ${sureText(value, certainty)}${unit}${rests}`;
}

/** 24小时值守, or how much of the time and where not. */
function coverTexts(cover: Cover | null): string[] {
  if (!cover || cover.ofMinutes === 0) return [];
  if (isWhole(cover)) return ['24小时值守'];
  const gaps = cover.gaps.first
    .slice(0, 2)
    .map(({ startCivil, endCivil }) => saidSpan({ startCivil, endCivil }, dateOf(startCivil)));
  const more = cover.gaps.total > gaps.length ? `等 ${String(cover.gaps.total)} 处` : '';
  return [`值守覆盖 ${coverText(cover)}（空档 ${gaps.join('、')}${more}）`];
}

/** Totals that lie only partly in the period are left out, which is said. */
function cutLines({ cutTotals }: Counts): string[] {
  if (cutTotals.length === 0) return [];
  const periods = cutTotals.map((total) => periodHeading(total)).join('、');
  return [`有 ${String(cutTotals.length)} 个总数跨出这段时间，没有计入：${periods}。`];
}

function openLines({ uncheckedDuties, sessionsWithoutTally, figuresInDoubt }: Counts['open']): string[] {
  const open = uncheckedDuties.total + sessionsWithoutTally.total + figuresInDoubt.total;
  if (open === 0) return [];
  const doubt = figuresInDoubt.total > 0 ? '、登记和签到对不上的数字' : '';
  return [`还有 ${String(open)} 处没说清（未签到的班、未登记的场次${doubt}），补上后数字会变。`];
}

type Named = readonly { readonly name: string }[];

interface PartCount {
  readonly session: SaidSpan & { readonly programmeName: string; readonly end: Instant };
  readonly figures: readonly StandingFigure[];
}

const PARTS_SHOWN = 7;

export const noPartYet = (dayPart: string): string => `这段时间的${dayPart}还没有开始过，没有数字。`;
export const tooManyParts = (count: number, most: number): string =>
  `这段时间有 ${String(count)} 场，一次最多看 ${String(most)} 场，请说短一点的时间。`;

/** Each session with what is known of it; the sum of several with how many it rests on. */
export function partCounts(counted: readonly PartCount[], now: Instant, today: CivilDate): string {
  const line = ({ session, figures }: PartCount): string =>
    `${saidSpan(session, today)} ${session.programmeName}${session.end > now ? '（还在进行）' : ''}：${figures
      .map(({ measure, known, value }) => `${measure.name} ${known ? `${String(value)}${measure.unit}` : '未登记'}`)
      .join('，')}`;
  if (counted.length === 1) return counted.map(line).join('');
  const shown = counted.slice(-PARTS_SHOWN).map(line);
  const rest = counted.length - shown.length;
  return [...(rest > 0 ? [`（前面还有 ${String(rest)} 场没列出）`] : []), ...shown, ...sums(counted)].join('\n');
}

function sums(counted: readonly PartCount[]): string[] {
  const all = counted.flatMap(({ figures }) => figures);
  return [...new Set(all.map(({ measure }) => measure.key))].map((key) => {
    const of = all.filter(({ measure }) => measure.key === key);
    const known = of.filter((figure) => figure.known);
    const { name = '', unit = '' } = of[0]?.measure ?? {};
    const rests = `${String(known.length)}/${String(of.length)} 场已登记`;
    return known.length === 0
      ? `合计 ${name}：都没有登记`
      : `合计 ${name} ${String(known.reduce((sum, { value }) => sum + value, 0))}${unit}（${rests}）`;
  });
}

/** 含 2 个下级组织; 本级; the name of the one: said where there is something below at all. */
export function whoseCounts(counted: Named, known: number): string {
  const [first, ...below] = counted;
  if (known < 2 || !first) return '';
  return below.length > 0 ? `${first.name}，含下级 ${String(below.length)} 个` : `${first.name}本级`;
}

export const noSuchArea = (said: string, names: readonly string[]): string =>
  `没有正好叫「${said}」的下级组织。可以说：${names.slice(0, 8).join('、')}${names.length > 8 ? '……' : ''}`;

/** How the hours of the period are known. */
function originLine(minutes: MinutesByOrigin): string[] {
  const origin = byOrigin(minutes);
  return origin === null ? [] : [`时长来源：${origin}`];
}

export const countsHow = (): string => '统计哪段时间？比如：统计 10月 · 年报 2026';
