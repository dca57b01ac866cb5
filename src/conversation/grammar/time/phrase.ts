import type { DaySpec } from './day-spec';
import type { Weekday } from './day-joints';
import type { DayPart, SaidTime } from './hours';
import type { TimeWord } from './time-rule';

/** One day, part and hour of a phrase, each when it was said, and how it hangs on the one before. */
export interface PhraseItem {
  link: 'none' | 'and' | 'or' | 'to';
  days: DaySpec | null;
  /** The weekday that was said beside a date: 12月8日(周二). */
  gloss: Weekday | null;
  /** The weekday may be another day of a list as well: 9号、周三. */
  glossListed: boolean;
  part: DayPart | null;
  partWord: string | null;
  time: SaidTime | null;
  nextDay: boolean;
  edge: 'before' | 'after' | 'since' | null;
}

/** A time phrase that stands in a text from `from` to `to`, not yet resolved. */
export interface TimePhrase {
  readonly from: number;
  readonly to: number;
  readonly items: readonly PhraseItem[];
  readonly every: string | null;
  readonly span: (TimeWord & { kind: 'span' }) | null;
  /** What is taken out of it: 下周除了周三. */
  readonly except?: TimePhrase;
}

export const isWhole = (item: PhraseItem): boolean => item.part === null && item.time === null;
export const isWeekday = (item: PhraseItem): boolean => item.days?.kind === 'weekday' && isWhole(item);
export const isDated = (day: DaySpec): boolean =>
  day.kind === 'date' || day.kind === 'offset' || day.kind === 'either-order';
export const hasDay = (item: PhraseItem): boolean => item.days !== null || item.nextDay;
export const hasHead = (item: PhraseItem): boolean => hasDay(item) || !isWhole(item);
