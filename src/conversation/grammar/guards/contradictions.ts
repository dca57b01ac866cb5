import { dayNumber } from '../../../kernel/civil-time';
import type { Entity } from '../entities/entity';
import type { Evidence } from '../evidence/evidence';
import type { Reading, Stretch } from '../reading';
import { readNumber } from '../text/numbers';
import type { Direction } from '../time/day-spec';
import { isWhole, type TimePhrase } from '../time/phrase';
import { phraseAt } from '../time/phrase-reader';
import { resolvePhrase } from '../time/time-phrase';

/* Two things in one sentence that cannot both be so: which of them was meant is for whoever spoke to say. */

const DAY_MINUTES = 1440;
const WEEKDAYS = '日一二三四五六';
const WEEKDAY = '(?:这|本|上|下{1,2})?(?:一?个)?(?:周|星期|礼拜)[一二三四五六日天]';
/** Feasts of one day. */
const FEAST = '(?:元旦节?|平安夜|圣诞节?|冬至|腊八节?|除夕|元宵节?|情人节|妇女节|七夕|重阳节?|小年)';
const RELATIVE = `(?:大?[前后]天|[今明昨听后]日|[今明昨]天|[今明昨后](?=晚|早|夜)|${FEAST}|${WEEKDAY})`;
const NUMERAL = '(?:\\d{1,2}|[一二三四五六七八九十廿]{1,3})';
/** 3号线 and 3号楼 are no days. */
const DATE = `(?:(?:${NUMERAL}月${NUMERAL}|${NUMERAL}(?=[号日]))[号日]?|\\d{1,2}[./]\\d{1,2}(?!\\d))(?![线楼门机位桌厅室教]|班次)`;
const JOINT = '(?:[,:]?(?:也?就是|即是?|是)|,|的)?';
/** The same day by two names. */
const TWICE_NAMED = [
  new RegExp(`(?<relative>${RELATIVE})(?:[上下中]午|早上|晚上?)?${JOINT}(?<date>${DATE})`, 'g'),
  new RegExp(`(?<date>${DATE})${JOINT}(?<relative>${RELATIVE})`, 'g'),
];
/** A list of days names each of them. */
const LISTS = /都|两[天个次]|[、和跟与及或]|还有|以及|到|至|-/;
const DATED_WEEKDAY =
  /(?:[号日]|元旦节?|圣诞节?|平安夜|国庆节?|五一|\d[./-]\d{1,2})[,(]?(?:那天)?(?:是)?(?:周|星期|礼拜)([一二三四五六日天])/g;
const NAMES_WEEKDAY = /周|星期|礼拜/;
/** 12月10号到12月2号: the same month, and the end before the beginning. */
const BACKWARDS =
  /(\d{1,2}|十[一二]?|[一二三四五六七八九])月(\d{1,2})[号日]?(?:[^,;。\d]{0,3})(?:到|至|-|~)\1月(\d{1,2})[号日]?/;

const HOUR = '(?:(?:\\d{1,2}|[一二三四五六七八九十两]{1,3})(?:点[一二三四五\\d]{0,3}[半刻分]?|:\\d{2}))';
const LATE_SHIFT = '(?:夜班|晚班|大夜班?|小夜班?)';
const EARLY_SHIFT = '(?:早班|白班|日班|午班)';
const MORNING = '(?:早上|早晨|清早|清晨|上午|大清早|一大早)';
const EVENING = '(?:晚上|夜里|半夜|深夜|夜间|(?<=[今明昨后])晚)';
/** A part of the day beside a shift, or another part, in which it does not lie. */
const HALVES = new RegExp(
  `(?:${MORNING}|中午|下午(?=[1-4一二两三四][点:]))${HOUR}?的?(?:${LATE_SHIFT}|晚上|夜里)|` +
    `${EVENING}${HOUR}?的?(?:${EARLY_SHIFT}|早上|上午|中午|下午)|(?:下午|傍晚)${HOUR}?的?(?:早班|早上|上午)|` +
    `(?:早上|上午)的?下午|${LATE_SHIFT}(?:的|,|是)?${MORNING}${HOUR}(?!下|交|结|换|才|走|离|回|到|-|~)|` +
    `${EARLY_SHIFT}(?:的|,|是)?${EVENING}${HOUR}|(?<!\\d)(?:1[3-9]|2[0-3])(?:点|:\\d{2})的?早班`,
);

type Days = readonly number[];

/** The days that a list of stretches touches. */
function daysOf(stretches: readonly Stretch[]): number[] {
  const days: number[] = [];
  for (const { from, to } of stretches) {
    const first = dayNumber(from.slice(0, 10));
    const last = to === null ? first : Math.ceil(Date.parse(`${to}:00Z`) / (DAY_MINUTES * 60_000)) - 1;
    for (let day = first; day <= Math.max(first, last) && days.length < 100; day++) days.push(day);
  }
  return days;
}

/** 12月3日 is the one to come, or the one just gone, and hardly that of a year ago. */
const NEAR = { behind: -90, ahead: 275 };

/** Every way in which words, or a phrase, may name days near by, looking ahead and back. */
function namedBy(said: string | TimePhrase, { wall }: Evidence): Days[] {
  const phrase = typeof said === 'string' ? phraseAt(said, 0, Number(wall.slice(0, 4)), []) : said;
  if (!phrase || (typeof said === 'string' && phrase.to < said.length)) return [];
  const today = { day: dayNumber(wall.slice(0, 10)), minute: 720 };
  const all = (['ahead', 'behind'] satisfies Direction[]).flatMap((direction) =>
    resolvePhrase(phrase, today, direction, null).alternatives.map(daysOf),
  );
  const near = all.filter(([first = 0]) => first - today.day >= NEAR.behind && first - today.day <= NEAR.ahead);
  return near.length > 0 ? near : all;
}

const weekdayOf = (day: number): string => WEEKDAYS.charAt(new Date(day * DAY_MINUTES * 60_000).getUTCDay());

/** Whether a word for a day and a date may be about the same; a weekday alone, or behind 上, says nothing of the week. */
function sameDay(relative: string, date: string, evidence: Evidence): boolean {
  const dates = namedBy(date, evidence).flat();
  const weekday = /^上?(?:一?个)?(?:周|星期|礼拜)(.)$/.exec(relative)?.[1]?.replace('天', '日');
  if (weekday !== undefined) return dates.length === 0 || dates.some((day) => weekdayOf(day) === weekday);
  const word = /^[今明昨后]$/.test(relative) ? `${relative}天` : relative.replace('听日', '明天');
  const days = namedBy(word, evidence).flat();
  return dates.length === 0 || days.length === 0 || days.some((day) => dates.includes(day));
}

/** 明天3号 where tomorrow is the 2nd, 周三(12月3日) where that is a Thursday. */
function namedTwice(evidence: Evidence): string | null {
  const { text } = evidence;
  if (!/[号日./]|月/.test(text)) return null;
  for (const pattern of TWICE_NAMED)
    for (const { 0: said, groups, index } of text.matchAll(pattern)) {
      const { relative = '', date = '' } = groups ?? {};
      const around = text.slice(index + said.length, index + said.length + 6);
      if (/[\d、和跟与及到至-]$/.test(text.slice(0, index)) || (said.includes(',') && LISTS.test(around))) continue;
      if (/^(?:[、和跟与及]|都|到|至|-)/.test(around) || sameDay(relative, date, evidence)) continue;
      return said;
    }
  return null;
}

/** The weekday that was said beside a date and is none of those of the days that were read. */
function wrongWeekday({ slots }: Reading, { text }: Evidence): string | null {
  if (!slots.when || !NAMES_WEEKDAY.test(text)) return null;
  const days = slots.when.map(({ from }) => WEEKDAYS.charAt(new Date(`${from}:00Z`).getUTCDay()));
  for (const [said, name = ''] of text.matchAll(DATED_WEEKDAY)) {
    const day = name === '天' ? '日' : name;
    // two days were read where one was said: the date and the weekday went apart
    if (!days.includes(day) || days.some((each) => each !== day && days.length === 2 && /那天/.test(text))) return said;
  }
  return null;
}

function backwards({ text }: Evidence): string | null {
  const found = BACKWARDS.exec(text);
  return found && Number(found[3]) < Number(found[2]) && !/明年|次年|来年/.test(text) ? found[0] : null;
}

/** 早上八点的夜班, 晚上中午: a list of them (早上晚上都行) names both. */
function halves({ text }: Evidence): string | null {
  const found = HALVES.exec(text);
  return found && !/都|[、和或]|任|随/.test(text.slice(found.index, found.index + found[0].length + 4))
    ? found[0]
    : null;
}

const isRange = (entity: Entity): entity is Entity & { kind: 'T' } =>
  entity.kind === 'T' &&
  entity.phrase.items.length > 1 &&
  entity.phrase.items.every((item) => item.days !== null && isWhole(item));

/** How many days a length may stand for: a week of leave is one of five days, too. */
function daysIn(minutes: number, word: string): readonly [least: number, most: number] {
  const days = minutes / DAY_MINUTES;
  if (/月/.test(word)) return [Math.floor(days * 0.9), Math.ceil(days * 1.05)];
  return /周|星期|礼拜/.test(word) ? [(days / 7) * 5, days + 1] : [days, days];
}

/** 请假一周,7号到9号: so long, and from then to then. */
function wrongLength({ act }: Reading, evidence: Evidence): string | null {
  const { entities, clauses } = evidence;
  // 请假12月1日到3日,免打扰7天 are two acts, each with its own
  if (act !== 'take-leave' || clauses.filter(({ role }) => role === 'act').length > 1) return null;
  const length = entities.find(({ entity }) => entity.kind === 'L');
  const range = entities.find(({ entity }) => isRange(entity));
  if (length?.entity.kind !== 'L' || range?.entity.kind !== 'T' || length.entity.minutes % DAY_MINUTES !== 0)
    return null;
  const [least, most] = daysIn(length.entity.minutes, length.word);
  const may = namedBy(range.entity.phrase, evidence);
  const fits = may.some((days) => new Set(days).size >= least && new Set(days).size <= most);
  return may.length === 0 || fits ? null : `${length.word}、${range.word}`;
}

const COUNT = /(?<![第那这前后\d月.])(\d|[一两二三四五六七八九])(?:个|场)(?:[早中晚夜白]?班|场)?(?!人|小|月|星|礼|钟)/;

/** 周三早班、周四早班三个都退, 退三个:2和5: so many, and as many as were named. */
function wrongCount({ act, slots: { numbers = [] } }: Reading, { text, entities }: Evidence): string | null {
  if (act !== 'claim' && act !== 'drop' && act !== 'offer') return null;
  const found = COUNT.exec(text);
  const count = found ? readNumber(found[1] ?? '') : null;
  if (!found || count === null) return null;
  if (numbers.length > 1 && numbers.length !== count && !numbers.includes(count)) return found[0];
  const items = entities.flatMap(({ entity }) => (entity.kind === 'T' ? entity.phrase.items : []));
  const shifts = items.filter(({ part, link }) => part?.kind === 'shift' && link !== 'to');
  return shifts.length > 1 && shifts.length === items.length && shifts.length !== count ? found[0] : null;
}

/** The words of a contradiction, or null. */
export const contradiction = (reading: Reading, evidence: Evidence): string | null =>
  wrongWeekday(reading, evidence) ??
  backwards(evidence) ??
  namedTwice(evidence) ??
  halves(evidence) ??
  wrongLength(reading, evidence) ??
  wrongCount(reading, evidence);

/** Of a notice only the days: what it says beside them is nobody's act. */
export const datesDisagree = (evidence: Evidence): string | null => namedTwice(evidence) ?? backwards(evidence);
