import { AROUND } from './around-words';
import { CLOCK } from './clock-words';
import { DATES, MONTHS_AND_YEARS } from './date-words';
import { DAYS } from './day-words';
import { HOLIDAYS } from './holiday-words';
import { DAY_PARTS } from './hours';
import { PARTS_OF_MONTHS } from './month-words';
import { PERIODS } from './period-words';
import { RECURRENCES } from './recurrence-words';
import { SPANS } from './span-words';
import { UNKNOWN } from './unknown-words';
import { N, sticky, type Found, type TimeRule } from './time-rule';

/** All of them in the order in which they are tried; what says more comes before what it begins with. */
const RULES = [
  ...RECURRENCES,
  ...SPANS,
  ...PERIODS,
  ...AROUND,
  ...HOLIDAYS,
  ...PARTS_OF_MONTHS,
  ...UNKNOWN,
  ...DATES,
  ...CLOCK,
  ...DAYS,
  ...MONTHS_AND_YEARS,
];

const BY_FIRST = new Map<string, TimeRule[]>();
for (const rule of RULES) {
  for (const char of rule[0]) {
    const list = BY_FIRST.get(char);
    if (!list) BY_FIRST.set(char, [rule]);
    else if (!list.includes(rule)) list.push(rule);
  }
}

const PART_WORDS = [...DAY_PARTS.keys()].sort((a, b) => b.length - a.length);
const PARTS_BY_FIRST = new Map<string, string[]>();
for (const word of PART_WORDS) {
  const first = word.charAt(0);
  PARTS_BY_FIRST.set(first, [...(PARTS_BY_FIRST.get(first) ?? []), word]);
}
const BEFORE_HOUR = sticky(`(?:${N}(?:点|时(?![间长候段])|:)|${N}(?:到|至|-|~))`);

const FIRST = new Set([...BY_FIRST.keys(), ...PARTS_BY_FIRST.keys(), '到', '至']);

/** False when no time phrase can begin with `char`. */
export function beginsTime(char: string): boolean {
  return FIRST.has(char);
}

/** The part of the day that stands at `at`; a single 早 or 晚 counts only right after a day or right before an hour. */
export function partAt(text: string, at: number, afterDay: boolean, extra: readonly string[]): Found | null {
  for (const word of extra) {
    if (text.startsWith(word, at)) {
      const shift = DAY_PARTS.get('夜班');
      return shift ? { word: { kind: 'part', part: DAY_PARTS.get(word) ?? shift, word }, length: word.length } : null;
    }
  }
  for (const word of PARTS_BY_FIRST.get(text.charAt(at)) ?? []) {
    if (!text.startsWith(word, at)) continue;
    const part = DAY_PARTS.get(word);
    if (!part) continue;
    if (word.length === 1 && !afterDay) {
      BEFORE_HOUR.lastIndex = at + 1;
      if (!BEFORE_HOUR.test(text)) continue;
    }
    if (word === '一天' && !afterDay) continue;
    return { word: { kind: 'part', part, word }, length: word.length };
  }
  return null;
}

const isDigit = (char: string): boolean => char >= '0' && char <= '9';
/** What stands behind the figure that a time begins with. */
const BEHIND_FIGURE = new Set(
  '年月号日点时:/.-~到至、,和跟或及与个周星礼天小钟分刻半季百节那当谁大晚早值·上下第q一二三四apjfmsondt ',
);

/** A glance at what follows the digits, so that a mere number is not held against every rule. */
function figureBeginsTime(text: string, at: number): boolean {
  let end = at + 1;
  while (isDigit(text.charAt(end))) end++;
  // 618 and the like may stand at the end.
  return end < text.length ? BEHIND_FIGURE.has(text.charAt(end)) : end - at > 2;
}

function holdsOneOf(text: string, some: string): boolean {
  for (let i = 0; i < some.length; i++) if (text.includes(some.charAt(i))) return true;
  return false;
}

/** The time word at `at`, or null. `thisYear` is what 今年 means. */
export function timeWordAt(text: string, at: number, thisYear: number): Found | null {
  const char = text.charAt(at);
  const rules = BY_FIRST.get(char);
  if (!rules || (isDigit(char) && !figureBeginsTime(text, at))) return null;
  for (const [, pattern, build, needs] of rules) {
    if (needs !== undefined && !holdsOneOf(text, needs)) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match || match[0] === '') continue;
    const word = build(match, thisYear);
    if (word) return { word, length: match[0].length };
  }
  return null;
}

const LINK = sticky('到|至|~+|-+|以及|还有|和|跟|与|及|或者?|还是|、|/');
const EDGE = sticky('之后|以后|过后|后(?![天日晚台勤续面头备]|半夜)|之前|以前|前(?!天|台)|起(?!来)|开始');

export function linkAt(text: string, at: number): Found | null {
  LINK.lastIndex = at;
  const match = LINK.exec(text);
  if (!match) return null;
  const said = match[0];
  const link = /^(?:到|至|~|-)/.test(said) ? 'to' : /^(?:或|还是)/.test(said) ? 'or' : 'and';
  return { word: { kind: 'link', link }, length: said.length };
}

export function edgeAt(text: string, at: number): Found | null {
  EDGE.lastIndex = at;
  const match = EDGE.exec(text);
  if (!match) return null;
  return { word: { kind: 'edge', edge: /前/.test(match[0]) ? 'before' : 'after' }, length: match[0].length };
}
