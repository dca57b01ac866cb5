import { addDays, dateOf, type CivilDate } from '../../kernel/civil-time';
import type { Programme } from '../../programmes/programmes.service';
import type { Wish } from '../../volunteers/domain/wish';
import { DAY_PARTS } from '../grammar/time/hours';
import type { Slots } from '../grammar/reading';
import { weekdaysOf } from './matching';

const MOST_DATES = 31;

/** What a wish named and the organisation does not have; `known` is what it has of that kind. */
export interface UnknownName {
  readonly said: string;
  readonly known: readonly string[];
}

export type WishReading =
  { readonly ok: true; readonly wishes: readonly Wish[] } | { readonly ok: false; readonly unknown: UnknownName };

/** Turns what was said into wishes in the organisation's own keys: one for each day part, weekday or date. */
export function wishesOf(slots: Slots, programmes: readonly Programme[]): WishReading {
  const among = programmes.filter(({ name }) => slots.programme === undefined || name.includes(slots.programme));
  if (among.length === 0)
    return unknownName(
      slots.programme ?? '',
      programmes.map(({ name }) => name),
    );
  const parts = among.flatMap(({ specification }) => specification.dayParts);
  const posts = among.flatMap(({ specification }) => specification.posts);
  const partKeys = keysOf(partsCalled(slots.dayPart, parts));
  const postKeys = keysOf(posts.filter(({ name }) => slots.post !== undefined && name.includes(slots.post)));
  if (slots.dayPart !== undefined && partKeys.length === 0)
    return unknownName(
      slots.dayPart,
      parts.map(({ name }) => name),
    );
  if (slots.post !== undefined && postKeys.length === 0)
    return unknownName(
      slots.post,
      posts.map(({ name }) => name),
    );
  const programmeKeys = slots.programme === undefined ? [] : among.map(({ key }) => key);
  const want = slots.want ?? 'dislike';
  const each = <T>(keys: readonly T[], name: keyof Wish, wishes: readonly Wish[]): readonly Wish[] =>
    keys.length === 0 ? wishes : wishes.flatMap((wish) => keys.map((key) => ({ ...wish, [name]: key })));
  const plain = each(postKeys, 'post', each(partKeys, 'dayPart', each(programmeKeys, 'programme', [{ want }])));
  const weekdays = slots.every === undefined ? [] : [...weekdaysOf(slots.every)];
  return { ok: true, wishes: each(datesOf(slots), 'date', each(weekdays, 'weekday', plain)) };
}

const keysOf = (named: readonly { readonly key: string }[]): string[] => [...new Set(named.map(({ key }) => key))];

type Part = Programme['specification']['dayParts'][number];

/** By the part's own name; else by the hours in which a part begins that the word means: 晚上. */
function partsCalled(said: string | undefined, parts: readonly Part[]): readonly Part[] {
  if (said === undefined) return [];
  const named = parts.filter(({ name }) => name === said);
  const hours = DAY_PARTS.get(said);
  if (named.length > 0 || !hours) return named;
  if (said.includes('夜')) return parts.filter(({ night }) => night);
  if (hours.kind === 'shift') return [];
  return parts.filter(({ start }) => {
    const minute = Number(start.slice(0, 2)) * 60 + Number(start.slice(3, 5));
    return minute >= hours.from && minute < hours.to;
  });
}

function datesOf({ when, every }: Slots): CivilDate[] {
  if (!when || every !== undefined) return [];
  const dates: CivilDate[] = [];
  for (const { from, to } of when)
    for (let date = dateOf(from); dates.length < MOST_DATES; date = addDays(date, 1)) {
      if (to !== null && `${date}T00:00` >= to) break;
      dates.push(date);
      if (to === null) break;
    }
  return dates;
}

const unknownName = (said: string, names: readonly string[]): WishReading => ({
  ok: false,
  unknown: { said, known: [...new Set(names)].filter((name) => name !== '') },
});

/** The name that a key has in the organisation. */
export function namedWish(
  wish: Wish,
  programmes: readonly Programme[],
): Readonly<Record<'programme' | 'post' | 'dayPart', string>> {
  const of = programmes.filter(({ key }) => wish.programme === undefined || key === wish.programme);
  const nameIn = (list: readonly { readonly key: string; readonly name: string }[], key: string | undefined): string =>
    key === undefined ? '' : (list.find((each) => each.key === key)?.name ?? key);
  return {
    programme: nameIn(of, wish.programme),
    post: nameIn(
      of.flatMap(({ specification }) => specification.posts),
      wish.post,
    ),
    dayPart: nameIn(
      of.flatMap(({ specification }) => specification.dayParts),
      wish.dayPart,
    ),
  };
}
