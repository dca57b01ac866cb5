import { civilOf, type CivilDateTime, type ZoneName } from '../../kernel/civil-time';
import { MINUTE } from '../../kernel/clock';
import type { Interval } from '../../kernel/interval';

/** A stretch of a programme that is to be staffed always, in which nobody was there. */
export interface CoverGap {
  readonly organisationName: string;
  readonly startCivil: CivilDateTime;
  readonly endCivil: CivilDateTime;
  readonly minutes: number;
}

/** How much of the time in which somebody was to be there somebody was, in minutes. */
export interface Cover {
  readonly coveredMinutes: number;
  readonly ofMinutes: number;
  /** Cut where they are many; the total is not. */
  readonly gaps: { readonly total: number; readonly first: readonly CoverGap[] };
}

const LISTED = 100;

/**
 * What of `whole` none of the presences covers, in order. Less than a minute is no gap: whoever leaves and whoever comes do not speak
 * in the same second.
 */
export function gapsIn(whole: Interval, presences: readonly Interval[]): Interval[] {
  const gaps: Interval[] = [];
  let until = whole.from;
  for (const { from, to } of [...presences].sort((a, b) => a.from - b.from)) {
    if (from >= whole.to) break;
    if (from - until >= MINUTE) gaps.push({ from: until, to: from });
    until = Math.max(until, to);
  }
  if (whole.to - until >= MINUTE) gaps.push({ from: until, to: whole.to });
  return gaps;
}

const minutesOf = ({ from, to }: Interval): number => Math.round((to - from) / MINUTE);

/** The cover of one organisation's programme over `whole`. */
export function coverOf(
  whole: Interval,
  presences: readonly Interval[],
  { zone, organisationName }: { readonly zone: ZoneName; readonly organisationName: string },
): Cover {
  const gaps = gapsIn(whole, presences).map((gap): CoverGap => {
    const [startCivil, endCivil] = [civilOf(gap.from, zone), civilOf(gap.to, zone)];
    return { organisationName, startCivil, endCivil, minutes: minutesOf(gap) };
  });
  const ofMinutes = Math.max(0, minutesOf(whole));
  const missing = gaps.reduce((sum, { minutes }) => sum + minutes, 0);
  return {
    coveredMinutes: Math.max(0, ofMinutes - missing),
    ofMinutes,
    gaps: { total: gaps.length, first: gaps.slice(0, LISTED) },
  };
}

/** Both together, as of one programme that two organisations run. */
export const addedCover = (a: Cover, b: Cover): Cover => ({
  coveredMinutes: a.coveredMinutes + b.coveredMinutes,
  ofMinutes: a.ofMinutes + b.ofMinutes,
  gaps: { total: a.gaps.total + b.gaps.total, first: [...a.gaps.first, ...b.gaps.first].slice(0, LISTED) },
});

/** Somebody was there all the time; false before anybody was to be. */
export const isWhole = ({ ofMinutes, gaps }: Cover): boolean => ofMinutes > 0 && gaps.total === 0;

/** `98.6%`, rounded down: what is not whole never looks whole. */
export function coverText({ coveredMinutes, ofMinutes }: Cover): string {
  const tenths = ofMinutes === 0 ? 0 : Math.floor((coveredMinutes * 1000) / ofMinutes);
  return `${String(Math.min(tenths, coveredMinutes < ofMinutes ? 999 : 1000) / 10)}%`;
}
