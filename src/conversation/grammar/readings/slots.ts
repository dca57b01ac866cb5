import { dayNumber, minutesOfClock } from '../../../kernel/civil-time';
import type { DaySpec, Direction } from '../time/day-spec';
import type { Today } from '../time/days';
import type { Act, Ask, OtherShift, Slots, Stretch, WallContext } from '../reading';
import type { Entity } from '../entities/entity';
import type { MeasureLexicon } from '../entities/measure-lexicon';
import type { PhraseItem, TimePhrase } from '../time/phrase';
import { resolvePhrase, weekOfPhrase, type TimeReading } from '../time/time-phrase';

/** The day and the minute in which something is said. */
export const todayIn = ({ wall, holidays }: WallContext): Today => ({
  day: dayNumber(wall.slice(0, 10)),
  minute: minutesOfClock(wall.slice(11, 16)),
  ...(holidays ? { holidays } : {}),
});

/** What the entities of a clause come to, with the question that one of them raises. */
export interface Gathered {
  slots: Slots;
  ask: Ask | null;
  minutes: number | null;
  unknownYear: number | null;
  /** The week that was named, for the weekday of a later clause. */
  week: number | null;
}

export interface Gathering {
  readonly today: Today;
  readonly direction: Direction;
  readonly numbered: number | undefined;
  readonly act: Act;
  /** How the act is said, for the options of a question. */
  readonly command: string;
  readonly week: number | null;
  /** What a bare number of households or of people is reported as. */
  readonly measures: Pick<MeasureLexicon, 'households' | 'people'>;
}

const BEHIND: ReadonlySet<Act> = new Set([
  'report',
  'stats',
  'my-stats',
  'most-served',
  'handovers',
  'unreported',
  'year-report',
  'handover',
  'off-duty',
  'arrive',
  'feedback',
]);
const EITHER: ReadonlySet<Act> = new Set(['on-duty', 'my-shifts', 'my-leave', 'crisis', 'help']);
const TAKES_NUMBERS: ReadonlySet<Act> = new Set([
  'claim',
  'drop',
  'offer',
  'give',
  'swap',
  'confirm',
  'fill',
  'undo',
  'register',
  'unregister',
]);

export function directionOf(act: Act): Direction {
  if (BEHIND.has(act)) return 'behind';
  return EITHER.has(act) ? 'either' : 'ahead';
}

/** One stretch that spans a list, to stand as an option. */
function spanOf(list: readonly Stretch[]): Stretch | null {
  const first = list[0];
  const last = list[list.length - 1];
  return first && last ? { from: first.from, to: last.to } : null;
}

/** The weekday with which a phrase begins: 周三, 周五的晚班. */
function glossOf({ items: [first], every }: TimePhrase): (DaySpec & { kind: 'weekday' }) | null {
  if (every !== null || first?.link !== 'none') return null;
  const { days } = first;
  return days?.kind === 'weekday' && days.last === undefined && days.week === null ? days : null;
}

const isWholeDay = (item: PhraseItem): boolean => item.gloss === null && item.part === null && item.time === null;

/** A part of the day or an hour that follows a whole day in a later place belongs to that day: 明天有事,晚上的班谁能替. */
function joined(phrases: readonly TimePhrase[]): TimePhrase[] {
  const result: TimePhrase[] = [];
  for (const phrase of phrases) {
    const before = result[result.length - 1];
    const day = before?.items.length === 1 ? before.items[0] : undefined;
    const [first] = phrase.items;
    // 12月9号,周三: the weekday of the date before it, and no second day.
    const gloss = glossOf(phrase);
    if (before && day?.days?.kind === 'date' && isWholeDay(day) && gloss && phrase.from - before.to <= 1) {
      const [, ...more] = phrase.items;
      result[result.length - 1] = { ...phrase, items: [{ ...(first ?? day), days: day.days, gloss }, ...more] };
      continue;
    }
    // 周三请假到周五: the end stands behind the verb.
    if (before && day && !day.time && first?.link === 'to' && phrase.every === null && phrase.span === null) {
      result[result.length - 1] = { ...phrase, items: [...before.items, ...phrase.items] };
    } else if (
      before &&
      day?.days &&
      !day.part &&
      !day.time &&
      first &&
      !first.days &&
      phrase.every === null &&
      phrase.span === null
    ) {
      result[result.length - 1] = { ...phrase, items: [{ ...first, days: day.days }, ...phrase.items.slice(1)] };
    } else result.push(phrase);
  }
  return result;
}

/** In their order, each once: 明天冬至,…明天的晚班 names one day. */
function distinct(stretches: readonly Stretch[]): Stretch[] {
  const sorted = [...stretches].sort((a, b) => (a.from < b.from ? -1 : 1));
  return sorted.filter(({ from, to }, i) => sorted[i - 1]?.from !== from || sorted[i - 1]?.to !== to);
}

const UP_MAY_BE_VERB: ReadonlySet<Act> = new Set(['claim', 'offer', 'give']);

/** 替王姐上周五的班 is about last Friday by its letters and about next Friday by its sense: both are candidates. */
function readingOf(phrase: TimePhrase, how: Gathering, week: number | null): TimeReading {
  const reading = resolvePhrase(phrase, how.today, how.direction, week);
  const [first, ...more] = phrase.items;
  if (!UP_MAY_BE_VERB.has(how.act) || first?.days?.kind !== 'weekday' || first.days.week !== -1) return reading;
  const days = { ...first.days, week: null };
  const ahead = resolvePhrase({ ...phrase, items: [{ ...first, days }, ...more] }, how.today, how.direction, week);
  return { ...reading, alternatives: [...ahead.alternatives, ...reading.alternatives] };
}

function addTimes(gathered: Gathered, entities: readonly Entity[], how: Gathering): void {
  const parts: (readonly (readonly Stretch[])[])[] = [];
  const phrases = entities.flatMap((entity) => (entity.kind === 'T' ? [entity.phrase] : []));
  // 三天后的周五 may be one day or two.
  if (phrases.length > 1 && phrases.some(({ span }) => span?.mode === 'after'))
    gathered.ask ??= { about: 'when', options: [] };
  for (const phrase of joined(phrases)) {
    const reading = readingOf(phrase, how, gathered.week);
    gathered.week = weekOfPhrase(phrase) ?? gathered.week;
    gathered.unknownYear ??= reading.unknownYear;
    if (reading.dayPart !== null) gathered.slots.dayPart = reading.dayPart;
    if (reading.every !== null) gathered.slots.every = reading.every;
    else parts.push(reading.alternatives);
  }
  if (parts.length === 0) return;
  const most = Math.max(...parts.map((part) => part.length));
  const impossible = parts.some((part) => part.length === 0);
  const combined: (readonly Stretch[])[] = [];
  for (let i = 0; i < most && !impossible; i++)
    combined.push(parts.flatMap((part) => part[Math.min(i, part.length - 1)] ?? []));
  const only = combined[0];
  if (combined.length === 1 && only && gathered.unknownYear === null) {
    if (only.length > 0) gathered.slots.when = distinct(only);
    return;
  }
  gathered.ask ??= { about: 'when', options: combined.flatMap((list) => spanOf(list) ?? []) };
}

/** 3号 behind a command may be the third entry or the third of the month. */
function askNumberOrDate(gathered: Gathered, value: number, how: Gathering): void {
  gathered.ask ??= {
    about: 'number',
    options: [`${how.command} 第${String(value)}个`, `${how.command} ${String(value)}日`],
  };
}

/** Days that people call by numerals: 认领三八 may be about entries 3 and 8, or about the 8th of March. */
const CALLED_BY_NUMBERS = /^(?:三八|三一五|五一|五四|六一|七一|八一|六一八|十一|315|520|618|1111|1212)$/;

function addNumbers(gathered: Gathered, entity: Entity & { kind: 'N' }, how: Gathering): void {
  const numbers = [...new Set([...(gathered.slots.numbers ?? []), ...entity.numbers])];
  gathered.slots.numbers = numbers;
  const { numbered } = how;
  if (/^\d{1,2}号(?!班次)/.test(entity.word) && numbers.length === 1) askNumberOrDate(gathered, numbers[0] ?? 0, how);
  if (numbered === undefined && CALLED_BY_NUMBERS.test(entity.word))
    gathered.ask ??= {
      about: 'number',
      options: [`${how.command} ${numbers.join('、')}`, `${how.command} ${entity.word}那天`],
    };
  if (
    numbered !== undefined &&
    TAKES_NUMBERS.has(how.act) &&
    numbers.some((number) => number < 1 || number > numbered)
  ) {
    gathered.ask = {
      about: 'number',
      options: Array.from({ length: Math.min(numbered, 20) }, (_, i) => `${how.command} ${String(i + 1)}`),
    };
  } else if (numbers.includes(0)) gathered.ask ??= { about: 'number', options: [] };
}

/** Puts the entities of one clause, or of one side of a swap, into their slots. */
export function gather(entities: readonly Entity[], how: Gathering): Gathered {
  const gathered: Gathered = { slots: {}, ask: null, minutes: null, unknownYear: null, week: how.week };
  const { slots } = gathered;
  addTimes(gathered, entities, how);
  for (const entity of entities) {
    switch (entity.kind) {
      case 'T':
        break;
      case 'N':
        addNumbers(gathered, entity, how);
        break;
      case 'P':
        slots.person ??= entity.name;
        if (entity.unsure && how.act !== 'none') gathered.ask ??= { about: 'person', options: [] };
        break;
      case 'G':
        slots.programme ??= entity.word;
        break;
      case 'O':
        slots.post ??= entity.word;
        break;
      case 'C':
        slots.tally = { ...slots.tally, [entity.measure]: entity.value };
        slots.kinds = kindsWith(slots.kinds, entity.measure, entity.certainty);
        break;
      case 'H':
        if (how.act === 'report') {
          slots.tally = {
            ...slots.tally,
            ...(entity.households === null ? {} : { [how.measures.households]: entity.households }),
            ...(entity.party === null ? {} : { [how.measures.people]: entity.party }),
          };
        } else {
          if (entity.party !== null) slots.party = entity.party;
          if (entity.households !== null) slots.households = entity.households;
        }
        break;
      case 'L':
        gathered.minutes = entity.minutes;
        break;
      case 'K':
        slots.code ??= entity.code;
        break;
    }
  }
  return gathered;
}

/** A bare N日 with a list of at least N entries open may be an entry. */
export function doubtListed(entities: readonly Entity[], gathered: Gathered, how: Gathering): void {
  if (how.numbered === undefined || !TAKES_NUMBERS.has(how.act)) return;
  for (const entity of entities) {
    if (entity.kind !== 'T' || entity.phrase.items.length !== 1) continue;
    const item = entity.phrase.items[0];
    if (
      !item ||
      item.part ||
      item.time ||
      item.days?.kind !== 'date' ||
      item.days.month !== null ||
      item.days.months !== null
    )
      continue;
    if (item.days.day >= 1 && item.days.day <= how.numbered) askNumberOrDate(gathered, item.days.day, how);
  }
}

export function otherOf(gathered: Gathered): OtherShift | null {
  const { when, numbers, dayPart } = gathered.slots;
  if (!when && !numbers && dayPart === undefined) return null;
  return { ...(when ? { when } : {}), ...(numbers ? { numbers } : {}), ...(dayPart === undefined ? {} : { dayPart }) };
}

/** The last word counts: 约40人, 不对, 38人 is exactly 38. */
function kindsWith(
  kinds: Slots['kinds'],
  measure: string,
  certainty: 'at-least' | 'about' | undefined,
): Slots['kinds'] {
  const rest = Object.entries(kinds ?? {}).filter(([key]) => key !== measure);
  const all = certainty === undefined ? rest : [...rest, [measure, certainty] as const];
  return all.length === 0 ? undefined : Object.fromEntries(all);
}
