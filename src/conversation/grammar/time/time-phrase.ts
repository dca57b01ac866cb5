import { clockOfMinutes, dateOfDayNumber, dayNumber } from '../../../kernel/civil-time';
import { mondayOfDay, one, weekdayOfDay, yearMonthOf, type DayRange } from './civil-days';
import type { DaySpec, Direction } from './day-spec';
import { resolveDays, type Today } from './days';
import { endAfter, minutesOf } from './hours';
import type { PhraseItem, TimePhrase } from './phrase';
import type { Stretch } from '../reading';
import type { TimeWord } from './time-rule';
import { without } from './without';

/** What a phrase may mean: alternatives, likeliest first, each a list of stretches. Several have to be asked; none is no such time. */
export interface TimeReading {
  readonly alternatives: readonly (readonly Stretch[])[];
  readonly dayPart: string | null;
  readonly every: string | null;
  readonly unknownYear: number | null;
}

interface Resolving {
  readonly today: Today;
  readonly direction: Direction;
}

const dates = new Map<number, string>();

function dateOf(day: number): string {
  let date = dates.get(day);
  if (date === undefined) {
    date = dateOfDayNumber(day);
    if (dates.size > 5000) dates.clear();
    dates.set(day, date);
  }
  return date;
}

const at = (minutes: number): string => {
  const day = Math.floor(minutes / 1440);
  return `${dateOf(day)}T${clockOfMinutes(minutes - day * 1440)}`;
};
const stretch = (from: number, to: number | null): Stretch => ({ from: at(from), to: to === null ? null : at(to) });

/** Gives days without a part or an hour those of a later day they are listed with: 周三和周五晚上8点. */
function share(items: readonly PhraseItem[]): PhraseItem[] {
  const shared = items.map((item) => ({ ...item }));
  for (let i = shared.length - 2; i >= 0; i--) {
    const item = shared[i];
    const next = shared[i + 1];
    if (!item || !next?.days || !item.days || item.part || item.time) continue;
    if (next.link === 'to' && next.time && !next.part) continue;
    item.part = next.part;
    item.partWord = next.partWord;
    if (next.link !== 'to' || next.part) item.time = next.time;
  }
  return shared;
}

/** The days an item names; without any, those of `before`, else today. */
function daysOf(
  item: PhraseItem,
  before: DayRange | null,
  week: number | null,
  how: Resolving,
): { ranges: readonly DayRange[]; unknownYear: number | null } {
  if (!item.days) return { ranges: [before ?? one(how.today.day)], unknownYear: null };
  let spec = item.days;
  // A weekday listed after one whose week was said belongs to the same week.
  if (spec.kind === 'weekday' && spec.week === null && week !== null) spec = { ...spec, week };
  if (spec.kind === 'date' && spec.month === null && spec.months === null && before && item.link !== 'or') {
    const anchor = { ...how.today, day: before.to - 1, minute: 0 };
    const { readings } = resolveDays(spec, anchor, 'ahead');
    return { ranges: item.gloss ? agreeing(readings, item, item.gloss, how) : readings, unknownYear: null };
  }
  const days = resolveDays(spec, how.today, item.edge === 'since' ? 'behind' : how.direction);
  if (item.gloss) return { ranges: agreeing(days.readings, item, item.gloss, how), unknownYear: null };
  return { ranges: narrowed(item, days.readings, how), unknownYear: days.unknownYear ?? null };
}

/** The days that fall on the weekday said beside them; when none does, one of the two is a slip and both are candidates. */
function agreeing(
  ranges: readonly DayRange[],
  item: PhraseItem,
  gloss: DaySpec & { kind: 'weekday' },
  how: Resolving,
): readonly DayRange[] {
  const named = resolveDays(gloss, how.today, how.direction).readings;
  const sameWeek = ({ from }: DayRange): boolean => gloss.week === null || named.some((day) => day.from === from);
  const right = ranges.filter((range) => weekdayOfDay(range.from) === gloss.day && sameWeek(range));
  const plain =
    right.length > 0 && (!item.glossListed || named.every(({ from }) => right.some((day) => day.from === from)));
  return plain ? right : [...ranges, ...named];
}

/** With an hour or a part said, a weekday's name on that day means today while the hour is still to come, and next week afterwards. */
function narrowed(item: PhraseItem, ranges: readonly DayRange[], how: Resolving): readonly DayRange[] {
  const { today } = how;
  if (
    item.days?.kind !== 'weekday' ||
    ranges.length !== 2 ||
    ranges[0]?.from !== today.day ||
    how.direction !== 'ahead'
  )
    return ranges;
  const until = item.time
    ? Math.max(...minutesOf(item.time, item.part))
    : item.part && item.part.kind !== 'shift' && item.part.kind !== 'whole'
      ? item.part.to
      : null;
  if (until === null) return ranges;
  return until > today.minute ? ranges.slice(0, 1) : ranges.slice(1);
}

function partStretches(item: PhraseItem, day: number): Stretch[] {
  const { part } = item;
  if (!part) return [stretch(day * 1440, day * 1440 + 1440)];
  // 除夕夜 is the evening of that day.
  if (item.partWord === '夜' && item.days?.kind === 'holiday') return [stretch(day * 1440 + 1080, day * 1440 + 1440)];
  const usual = stretch(day * 1440 + part.from, day * 1440 + part.to);
  if (part.kind !== 'night' || (item.partWord === '夜' && item.days?.kind === 'offset')) return [usual];
  return [usual, stretch(day * 1440, day * 1440 + 360)];
}

/** So many days are named one by one; more are one stretch. */
const LISTED_DAYS = 14;

/** Alternatives of a single item over its days. */
function single(item: PhraseItem, ranges: readonly DayRange[], how: Resolving): Stretch[][] {
  const alternatives: Stretch[][] = [];
  for (const range of ranges) {
    if (item.time) {
      for (const minute of minutesOf(item.time, item.part))
        alternatives.push(eachDay(range, (day) => stretch(day * 1440 + minute, null)));
    } else if (item.part?.kind === 'shift' && range.to - range.from > LISTED_DAYS) {
      // 12月夜班: a month is one stretch, and which shift of its days the name tells.
      alternatives.push([stretch(range.from * 1440, range.to * 1440)]);
    } else if (item.part) {
      const kinds = partStretches(item, range.from).length;
      for (let kind = 0; kind < kinds; kind++)
        alternatives.push(eachDay(range, (day) => partStretches(item, day)[kind] ?? stretch(day * 1440, null)));
    } else alternatives.push([stretch(range.from * 1440, range.to * 1440)]);
  }
  if (item.days || alternatives.length === 0) return alternatives;
  // 一整天 does not say which day.
  if (item.part?.kind === 'whole' && !item.time) return wholeDays(how);
  return withoutDay(alternatives, how);
}

function wholeDays({ today, direction }: Resolving): Stretch[][] {
  const days = direction === 'behind' ? [today.day, today.day - 1] : [today.day, today.day + 1];
  return days.map((day) => [stretch(day * 1440, day * 1440 + 1440)]);
}

/** A time without a day is the next one ahead (the last one for a report); candidates stand in the order in which they come. */
function withoutDay(alternatives: readonly Stretch[][], how: Resolving): Stretch[][] {
  const now = at(how.today.day * 1440 + how.today.minute);
  const moved = alternatives.map((list) =>
    list.map((entry) => {
      const passed = (entry.to ?? entry.from) <= now;
      if (how.direction === 'behind') return passed || entry.from <= now ? entry : shift(entry, -1);
      return passed && how.direction === 'ahead' ? shift(entry, 1) : entry;
    }),
  );
  return moved.sort((a, b) => ((a[0]?.from ?? '') < (b[0]?.from ?? '') ? -1 : 1));
}

function shift(entry: Stretch, by: number): Stretch {
  const move = (text: string): string => at(Date.parse(`${text}:00Z`) / 60_000 + by * 1440);
  return { from: move(entry.from), to: entry.to === null ? null : move(entry.to) };
}

function eachDay(range: DayRange, make: (day: number) => Stretch): Stretch[] {
  const list: Stretch[] = [];
  for (let day = range.from; day < range.to && list.length < 62; day++) list.push(make(day));
  return list;
}

/** Alternatives of `first` 到 `second`. */
function range(first: PhraseItem, second: PhraseItem, firstRanges: readonly DayRange[], how: Resolving): Stretch[][] {
  if (!first.time && !second.time && second.days) return dayRange(first, second, firstRanges, how);
  const alternatives: Stretch[][] = [];
  const starts = first.time ? minutesOf(first.time, first.part) : [first.part?.from ?? 0];
  for (const days of firstRanges) {
    const endDays = second.days ? daysOf(second, days, weekOfItem(first), how).ranges : null;
    for (const start of starts) {
      const offset = endDays?.[0] ? endDays[0].from - days.from : second.nextDay ? 1 : 0;
      const end = second.time
        ? endAfter(start, second.time, second.part, offset > 0 ? null : first.part, offset)
        : (second.part?.to ?? 1440) + offset * 1440;
      if (end !== null && end > start)
        alternatives.push(eachDay(days, (day) => stretch(day * 1440 + start, day * 1440 + end)));
    }
  }
  return first.days ? plausible(alternatives) : withoutDay(plausible(alternatives), how);
}

/** Drops readings that last far longer than another one. */
function plausible(alternatives: Stretch[][]): Stretch[][] {
  const length = (list: Stretch[]): number =>
    (Date.parse(`${list[0]?.to ?? ''}:00Z`) - Date.parse(`${list[0]?.from ?? ''}:00Z`)) / 3_600_000;
  const shortest = Math.min(...alternatives.map(length));
  return alternatives.filter((list) => length(list) <= Math.max(12, shortest));
}

/** A range of bare days that runs over the end of a month is hardly longer. */
const LONGEST_TURN = 20;

const isBareDate = ({ days }: PhraseItem): boolean =>
  days?.kind === 'date' && days.year === null && days.month === null && days.months === null && days.day > 0;

const dayOfMonth = ({ days }: PhraseItem): number => (days?.kind === 'date' ? days.day : 0);

function dayRange(
  first: PhraseItem,
  second: PhraseItem,
  firstRanges: readonly DayRange[],
  how: Resolving,
): Stretch[][] {
  const alternatives: Stretch[][] = [];
  const doubtful = first.days?.kind === 'weekday' && first.days.week === null;
  for (const days of firstRanges) {
    const ends = endDaysOf(second, days, first, how);
    for (const end of ends) {
      if (end.to <= days.from) continue;
      const whole = { from: days.from, to: end.to };
      const daily = second.part ?? first.part;
      if (daily && !(first.partWord !== second.partWord && first.part)) {
        alternatives.push(
          eachDay(
            whole,
            (day) => partStretches({ ...second, part: daily, days: null }, day)[0] ?? stretch(day * 1440, null),
          ),
        );
      } else if (first.part || second.part)
        alternatives.push([
          stretch(days.from * 1440 + (first.part?.from ?? 0), (end.to - 1) * 1440 + (second.part?.to ?? 1440)),
        ]);
      else alternatives.push([stretch(whole.from * 1440, whole.to * 1440)]);
      // 5号到3号 may be a slip for the other way round.
      const back = isBareDate(second) ? dayOfMonth(first) - dayOfMonth(second) : 0;
      if (back > 0 && whole.to - whole.from > LONGEST_TURN)
        alternatives.push([stretch((days.from - back) * 1440, (days.from + 1) * 1440)]);
    }
  }
  // 周一到周五 on a Tuesday: next week, or what is left of this one.
  if (
    doubtful &&
    how.direction !== 'behind' &&
    second.days?.kind === 'weekday' &&
    second.days.week === null &&
    !second.part
  ) {
    const { today } = how;
    const monday = mondayOfDay(today.day);
    const start = firstRanges[0]?.from ?? today.day;
    const endHere = monday + (second.days.last ?? second.days.day);
    if (start >= monday + 7 && endHere > today.day) alternatives.push([stretch(today.day * 1440, endHere * 1440)]);
  }
  return alternatives;
}

function endDaysOf(second: PhraseItem, start: DayRange, first: PhraseItem, how: Resolving): readonly DayRange[] {
  const spec = second.days;
  if (!spec) return [start];
  if (spec.kind === 'weekday' && spec.week === null) {
    const monday = mondayOfDay(start.from);
    const last = spec.last ?? spec.day;
    const end = { from: monday + spec.day - 1, to: monday + last };
    return [end.from >= start.from ? end : { from: end.from + 7, to: end.to + 7 }];
  }
  // 2020年1月到10月: the end belongs to the beginning, whatever year it is said in.
  const months = (spec.kind === 'month' && spec.month !== null) || spec.kind === 'quarter';
  const told = how.direction === 'behind' || (first.days && 'year' in first.days && first.days.year !== null);
  if (months && spec.year === null && told)
    return resolveDays(spec, { ...how.today, day: start.from, minute: 0 }, 'ahead').readings;
  if ((spec.kind === 'date' && spec.year === null && spec.months === null) || spec.kind === 'holiday') {
    return resolveDays(spec, { ...how.today, day: start.from, minute: 720 }, 'ahead').readings.slice(0, 1);
  }
  return daysOf(second, null, weekOfItem(first), how).ranges;
}

const weekOfItem = (item: PhraseItem): number | null => (item.days?.kind === 'weekday' ? item.days.week : null);

function spanReading(span: TimeWord & { kind: 'span' }, how: Resolving): Stretch[] {
  const { today } = how;
  const now = today.day * 1440 + today.minute;
  const sign = span.mode === 'ago' ? -1 : 1;
  const monthsOn = (): number => {
    const { year, month, date } = yearMonthOf(today.day);
    const first = Date.UTC(year, month - 1 + sign * span.months, 1);
    const length = new Date(Date.UTC(year, month + sign * span.months, 0)).getUTCDate();
    return first / 86_400_000 + Math.min(date, length) - 1;
  };
  const day = span.months > 0 ? monthsOn() : today.day + sign * span.days;
  if (span.mode === 'within')
    return [span.minutes > 0 ? stretch(now, now + span.minutes) : stretch(now, (day + 1) * 1440)];
  if (span.minutes > 0) return [stretch(now + sign * span.minutes, null)];
  return [stretch(day * 1440, (day + 1) * 1440)];
}

function everyWithHours(rule: string, items: readonly PhraseItem[]): string {
  const item = items[0];
  if (!item?.time) return rule;
  const minute = minutesOf(item.time, item.part)[0];
  if (minute === undefined) return rule;
  const inDay = minute % 1440;
  return `${rule};BYHOUR=${String(Math.floor(inDay / 60))};BYMINUTE=${String(inDay % 60)}`;
}

/** What a phrase may mean on `today`; `week` is the week that an earlier phrase of the same utterance was about. */
export function resolvePhrase(
  phrase: TimePhrase,
  today: Today,
  direction: Direction,
  week: number | null,
): TimeReading {
  const how = { today, direction };
  const items = share(phrase.items);
  const said = items.find((item) => item.partWord !== null && item.time === null);
  const [begin, end] = items;
  // 从周五晚上到周日中午 is one stretch and no part of the day.
  const spans =
    end?.link === 'to' && begin?.partWord !== null && end.partWord !== null && begin?.partWord !== end.partWord;
  const dayPart = spans || items.some((item) => item.time !== null) ? null : (said?.partWord ?? null);
  if (phrase.span)
    return { alternatives: [spanReading(phrase.span, how)], dayPart: null, every: null, unknownYear: null };
  if (phrase.every !== null)
    return { alternatives: [], dayPart, every: everyWithHours(phrase.every, items), unknownYear: null };
  if (
    items.every(
      (item) =>
        item.days === null && item.time === null && (item.part?.kind === 'shift' || item.part?.kind === 'night'),
    )
  ) {
    return { alternatives: [[]], dayPart, every: null, unknownYear: null };
  }
  const parts: Stretch[][][] = [];
  let before: DayRange | null = null;
  let unknownYear: number | null = null;
  let weekNow = week;
  let either = false;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (!item) continue;
    if (item.link === 'or') either = true;
    const days = daysOf(item, before, weekNow, how);
    unknownYear ??= days.unknownYear;
    weekNow = weekOfItem(item) ?? weekNow;
    const next = items[i + 1];
    if (next?.link === 'to') {
      parts.push(range(item, next, days.ranges, how));
      i++;
    } else if (item.edge || item.link === 'to') parts.push(openRange(item, days.ranges, how));
    else parts.push(single(item, days.ranges, how));
    before = days.ranges[0] ?? before;
  }
  const alternatives = either ? parts.flat() : combine(parts);
  if (!phrase.except) return { alternatives, dayPart, every: null, unknownYear };
  return { alternatives: excepting(alternatives, phrase.except, how, weekNow), dayPart, every: null, unknownYear };
}

/** Each alternative without what was excepted; where that is in doubt or lies outside, both are left to be asked. */
function excepting(
  alternatives: readonly (readonly Stretch[])[],
  except: TimePhrase,
  how: Resolving,
  week: number | null,
): (readonly Stretch[])[] {
  const [begin] = alternatives[0] ?? [];
  const anchor = begin ? { ...how.today, day: dayNumber(begin.from.slice(0, 10)), minute: 0 } : how.today;
  const [taken, ...more] = resolvePhrase(except, anchor, 'either', week === null ? null : 0).alternatives;
  return alternatives.flatMap((list) => {
    const left = taken && more.length === 0 ? without(list, taken) : null;
    return left ? [left] : [list, taken ?? []];
  });
}

function openRange(item: PhraseItem, ranges: readonly DayRange[], how: Resolving): Stretch[][] {
  const now = how.today.day * 1440 + how.today.minute;
  return single({ ...item, edge: null }, ranges, how).flatMap((list): Stretch[][] => {
    const first = list[0];
    if (!first) return [];
    if (item.edge === 'after') return [[{ from: first.from, to: null }]];
    if (item.edge === 'since') return first.from < at(now) ? [[{ from: first.from, to: at(now) }]] : [];
    // 月底前 lasts until the month is over.
    const through = item.edge !== 'before' || (item.days?.kind === 'date' && item.days.day < 0);
    const end = through ? (first.to ?? first.from) : first.from;
    if (end > at(now)) return [[{ from: at(now), to: end }]];
    // 到上周五 is over: nothing leads from now on to it, and the day that was said is left. What was before it, nobody knows.
    return item.edge === 'before' ? [] : [[first]];
  });
}

/** Lists side by side: alternatives of one place go together with those of the others. */
function combine(parts: readonly Stretch[][][]): Stretch[][] {
  if (parts.some((part) => part.length === 0)) return [];
  const most = Math.max(...parts.map((part) => part.length));
  const combined: Stretch[][] = [];
  for (let i = 0; i < most; i++)
    combined.push(
      parts.flatMap((part) => part[Math.min(i, part.length - 1)] ?? []).sort((a, b) => (a.from < b.from ? -1 : 1)),
    );
  return combined;
}

/** The week an earlier phrase named, for a bare weekday that follows: 我下周三来不了,换成周四. */
export function weekOfPhrase(phrase: TimePhrase): number | null {
  for (const item of phrase.items) if (item.days?.kind === 'weekday' && item.days.week !== null) return item.days.week;
  return null;
}
