import { done, refused, type Result } from '../../kernel/result';
import { isCivilDate, type CivilDate } from '../../kernel/civil-time';
import type { Measure } from '../../programmes/domain/specification';
import { measureCalled } from '../../programmes/domain/usual-measures';
import type { Certainty } from './certainty';
import type { Period } from './period';

/** A figure for a whole period that nobody can lay on single sessions: what a radio station says of a year's listeners. */
export interface PeriodTotal extends Period {
  readonly id: string;
  readonly programmeId: string;
  readonly measure: string;
  readonly value: number;
  readonly certainty: Certainty;
  /** Who says so, as it is to be printed. */
  readonly source: string;
}

/** What is counted of a programme beside its measures, for a time of which there are no sessions. */
export const COUNTED_BESIDE: readonly Measure[] = [
  { key: 'sessions', name: '场次', unit: '场', estimated: false },
  { key: 'volunteers', name: '志愿者', unit: '名', estimated: false },
];

const MOST = 100_000_000;

export type TotalRefusal =
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'not-found'; readonly what: 'programme' | 'total' }
  | { readonly rule: 'unknown-measure'; readonly said: string; readonly measures: readonly Measure[] }
  | { readonly rule: 'bad-value'; readonly measure: Measure; readonly max: number }
  | { readonly rule: 'bad-period' }
  /** The period is not over. */
  | { readonly rule: 'too-early'; readonly until: CivilDate }
  | { readonly rule: 'source-needed' }
  /** Another total of the same thing lies partly in the period and partly out of it: nobody could say what both make together. */
  | { readonly rule: 'overlaps'; readonly other: Period };

export interface SaidTotal extends Period {
  readonly measure: string;
  readonly value: number;
  readonly certainty: Certainty;
  readonly source: string;
}

export const measuresOfTotals = (measures: readonly Measure[]): readonly Measure[] => [...measures, ...COUNTED_BESIDE];

/** What is wrong with a total, or the measure that it is about. `others`: those of the same programme. */
export function judgeTotal(
  said: SaidTotal,
  measures: readonly Measure[],
  others: readonly Pick<PeriodTotal, 'measure' | 'from' | 'to'>[],
  today: CivilDate,
): Result<Measure, TotalRefusal> {
  const known = measuresOfTotals(measures);
  const measure = measureCalled(known, said.measure);
  if (!measure) return refused({ rule: 'unknown-measure', said: said.measure, measures: known });
  const { from, to, value } = said;
  if (!isCivilDate(from) || !isCivilDate(to) || to < from) return refused({ rule: 'bad-period' });
  if (to > today) return refused({ rule: 'too-early', until: to });
  if (!Number.isInteger(value) || value < 0 || value > MOST) return refused({ rule: 'bad-value', measure, max: MOST });
  if (said.source.trim() === '') return refused({ rule: 'source-needed' });
  const other = others.find((one) => one.measure === measure.key && isPartly(one, said));
  return other ? refused({ rule: 'overlaps', other: { from: other.from, to: other.to } }) : done(measure);
}

/** They share days, and neither lies within the other. */
export const isPartly = (a: Period, b: Period): boolean =>
  a.from <= b.to && b.from <= a.to && !contains(a, b) && !contains(b, a);

const contains = (a: Period, b: Period): boolean => a.from <= b.from && b.to <= a.to;

/** Those that count in a period: wholly within it, and within no other one of the same thing that is. */
export function countedTotals(totals: readonly PeriodTotal[], period: Period): PeriodTotal[] {
  const within = totals.filter((total) => contains(period, total));
  return within.filter(
    (total) => !within.some((other) => other !== total && isSameThing(other, total) && contains(other, total)),
  );
}

/** Those that reach out of the period at one end: they are no part of its figures, and whoever reads them should know. */
export const cutTotals = (totals: readonly PeriodTotal[], period: Period): PeriodTotal[] =>
  totals.filter((total) => total.from <= period.to && period.from <= total.to && !contains(period, total));

export const isSameThing = (
  a: Pick<PeriodTotal, 'programmeId' | 'measure'>,
  b: Pick<PeriodTotal, 'programmeId' | 'measure'>,
): boolean => a.programmeId === b.programmeId && a.measure === b.measure;
