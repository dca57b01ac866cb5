import type { DaySpec } from './day-spec';
import type { DayPart, SaidTime } from './hours';
import { readNumber } from '../text/numbers';

/** One word of a time phrase. */
export type TimeWord =
  | { readonly kind: 'days'; readonly spec: DaySpec }
  | { readonly kind: 'part'; readonly part: DayPart; readonly word: string }
  | { readonly kind: 'time'; readonly time: SaidTime }
  | { readonly kind: 'next-day' }
  | { readonly kind: 'link'; readonly link: 'to' | 'and' | 'or' }
  | { readonly kind: 'edge'; readonly edge: 'before' | 'after' }
  | {
      readonly kind: 'span';
      readonly mode: 'after' | 'within' | 'ago';
      readonly minutes: number;
      readonly days: number;
      readonly months: number;
    }
  | { readonly kind: 'every'; readonly rule: string };

export interface Found {
  readonly word: TimeWord;
  readonly length: number;
}

export type Build = (match: RegExpExecArray, thisYear: number) => TimeWord | null;
/** A rule is tried only where one of its first characters stands, and only in a text with one of those it `needs`. */
export type TimeRule = readonly [first: string, pattern: RegExp, build: Build, needs?: string];

export const N = '(?:\\d{1,2}|[一二三四五六七八九十廿卅两〇零]{1,3})';
export const DIGIT_FIRST = '0123456789一二三四五六七八九十廿卅两〇零';
export const YEAR = '(?:(今年|明年|后年|去年|前年|\\d{4}年|\\d{2}年|[二〇零一三四五六七八九]{4}年)的?)?';
export const YEAR_FIRST = '今明后去前' + DIGIT_FIRST;

export const MONTH_WORD =
  '上上上个月|上上个月|上上月|下下下个月|下下个月|下下月|下个月|下月|这个月|这月|本月|当月|上个月|上月';
export const MONTH_FIRST = '下这本当上';

/** How many weeks or months on 下, 上上 and the like are. */
export function stepsOf(word: string): number {
  const said = /^(?:上+|下+)/.exec(word)?.[0] ?? '';
  return said.startsWith('上') ? -said.length : said.length;
}
export const sticky = (source: string): RegExp => new RegExp(source, 'y');
export const days = (spec: DaySpec): TimeWord => ({ kind: 'days', spec });
export const number = (text: string | undefined): number => readNumber(text ?? '') ?? NaN;

const RELATIVE: Readonly<Record<string, number>> = {
  大前年: -3,
  前年: -2,
  去年: -1,
  今年: 0,
  明年: 1,
  后年: 2,
  大后年: 3,
};

/** How many years on 去年, 明年 and the like are. */
export const yearsFrom = (word: string): number => RELATIVE[word] ?? 0;

export function yearOf(word: string | undefined, thisYear: number): number | null {
  if (word === undefined) return null;
  const relative = RELATIVE[word];
  if (relative !== undefined) return thisYear + relative;
  const value = number(word.slice(0, -1));
  return value < 100 ? 2000 + value : value;
}

export function validDate(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

export const WEEKDAYS = '一二三四五六日';

/** 1 Monday … 7 Sunday. */
export const weekday = (char: string): number => {
  if (/[1-7]/.test(char)) return Number(char);
  return char === '天' ? 7 : WEEKDAYS.indexOf(char) + 1;
};
