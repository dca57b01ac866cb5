import {
  addDays,
  clockOf,
  dateOf,
  instantOf,
  startOfDay,
  weekdayOf,
  type CivilDate,
  type CivilDateTime,
  type ZoneName,
} from '../../kernel/civil-time';
import { DAY, HOUR, type Instant } from '../../kernel/clock';
import type { Interval } from '../../kernel/interval';
import type { Programme } from '../../programmes/programmes.service';
import type { Slots, Stretch as When } from '../grammar/reading';

/** What a phrase about time, programme and post is compared with. */
export interface Matchable {
  readonly start: Instant;
  readonly end: Instant;
  readonly startCivil: CivilDateTime;
  readonly endCivil: CivilDateTime;
  readonly dayPartName?: string;
  readonly programmeKey: string;
  readonly programmeName: string;
  /** Where it is and what it is about, in the words of settingOf. */
  readonly setting?: string;
  readonly postKey?: string;
  readonly postName?: string;
}

export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/** `exact` matches are what was said; `near` ones only touch the time that was said and are never acted upon unasked. */
export interface Matches<T> {
  readonly exact: readonly T[];
  readonly near: readonly T[];
}

/** From midnight to midnight. */
export const isWholeDays = (when: When): boolean =>
  when.to !== null && clockOf(when.from) === '00:00' && clockOf(when.to) === '00:00';

/** Compares referents with what was said. Without any word about time every referent of the programme and post matches. */
export function match<T extends Matchable>(referents: readonly T[], slots: Slots, zone: ZoneName): Matches<T> {
  const named = referents.filter((c) => ofProgramme(c, slots.programme) && ofPost(c, slots.post));
  const parts = byDayPart(named, slots.dayPart);
  const spans = slots.when ?? (slots.every ? [] : null);
  if (slots.every !== undefined) {
    const days = weekdaysOf(slots.every);
    const hours = slots.when ?? [];
    return {
      exact: parts.among.filter(
        (c) =>
          days.has(weekdayOf(dateOf(c.startCivil))) &&
          (hours.length === 0 || hours.some((when) => sameHours(c, when, parts.named))),
      ),
      near: [],
    };
  }
  if (spans === null || spans.length === 0) return { exact: parts.among, near: [] };
  const exact = new Set<T>();
  const near = new Set<T>();
  for (const when of spans) {
    const found = matchWhen(parts.among, when, parts.named, zone);
    for (const c of found.exact) exact.add(c);
    for (const c of found.near) near.add(c);
  }
  const inOrder = (set: Set<T>): T[] => referents.filter((c) => set.has(c));
  return { exact: inOrder(exact), near: inOrder(near).filter((c) => !exact.has(c)) };
}

/** What people call a thing by: its place and topic (沙龙 is what meets in the 沙龙室); what meets nowhere is the 热线. */
export const settingOf = (place: string | null, topic: string | null): string => `${place ?? '热线'} ${topic ?? ''}`;

/** A shift with what people call it by beside its name. */
export const inSetting = <T extends { readonly place: string | null; readonly topic: string | null }>(
  at: T,
): T & { readonly setting: string } => ({ ...at, setting: settingOf(at.place, at.topic) });

/** Whether a programme is called so: by its name, an everyday name, or what its place makes of it. */
export const isCalled = (
  { key, name, specification }: Pick<Programme, 'key' | 'name' | 'specification'>,
  called: string,
): boolean =>
  specification.names?.includes(called) === true ||
  ofProgramme({ programmeKey: key, programmeName: name, setting: settingOf(specification.place, null) }, called);

function ofProgramme(
  referent: Pick<Matchable, 'programmeKey' | 'programmeName' | 'setting'>,
  said: string | undefined,
): boolean {
  if (said === undefined || referent.programmeKey === said || referent.programmeName.includes(said)) return true;
  const { setting = '' } = referent;
  return setting.includes(said) || (said.endsWith('沙龙') && setting.includes('沙龙'));
}

function ofPost(referent: Matchable, said: string | undefined): boolean {
  if (said === undefined || referent.postName === undefined) return true;
  return referent.postName === said || referent.postKey === said || referent.postName.includes(said);
}

/** A word that is the name of a day part narrows to that part; one that is not (晚上) is left to its hours. */
function byDayPart<T extends Matchable>(
  referents: readonly T[],
  said: string | undefined,
): { among: readonly T[]; named: boolean } {
  if (said === undefined || said === '') return { among: referents, named: false };
  const among = referents.filter((c) => c.dayPartName !== undefined && c.dayPartName === said);
  if (among.length > 0) return { among, named: true };
  return { among: referents, named: false };
}

function matchWhen<T extends Matchable>(
  referents: readonly T[],
  when: When,
  namedPart: boolean,
  zone: ZoneName,
): Matches<T> {
  if (namedPart) return onNamedPart(referents, when);
  if (when.to === null) {
    const starts = referents.filter((c) => c.startCivil === when.from);
    const at = instantOf(when.from, zone);
    return { exact: starts, near: referents.filter((c) => c.start <= at && at < c.end) };
  }
  const to = when.to;
  if (isWholeDays(when)) {
    return { exact: referents.filter((c) => c.startCivil >= when.from && c.startCivil < to), near: [] };
  }
  const same = referents.filter((c) => c.startCivil === when.from && c.endCivil === to);
  if (same.length > 0) return { exact: same, near: [] };
  const window = { from: instantOf(when.from, zone), to: instantOf(to, zone) };
  const starting = referents.filter((c) => c.start >= window.from && c.start < window.to);
  const mostlyCommon = referents.filter((c) => {
    const inside = Math.min(c.end, window.to) - Math.max(c.start, window.from);
    return inside * 2 >= Math.min(c.end - c.start, window.to - window.from);
  });
  return { exact: starting, near: mostlyCommon };
}

/**
 * A named part of a named day. A part that begins in the small hours belongs to its own date and, in many mouths, to
 * the evening before: then both stand to choose.
 */
function onNamedPart<T extends Matchable>(referents: readonly T[], when: When): Matches<T> {
  const first = dateOf(when.from);
  const last = when.to === null ? first : lastDay(when.to);
  const exact = referents.filter((c) => dateOf(c.startCivil) >= first && dateOf(c.startCivil) <= last);
  const early = (c: T): boolean => clockOf(c.startCivil) < '05:00';
  if (first !== last) return { exact, near: [] };
  const nextNight = referents.filter((c) => early(c) && dateOf(c.startCivil) === addDays(first, 1));
  // Where only the later one is left, it may still not be the one that was meant: it is offered, never taken unasked.
  return exact.length > 0 ? { exact: [...exact, ...nextNight], near: [] } : { exact: [], near: nextNight };
}

const lastDay = (to: CivilDateTime): CivilDate => (clockOf(to) === '00:00' ? addDays(dateOf(to), -1) : dateOf(to));

function sameHours(referent: Matchable, when: When, namedPart: boolean): boolean {
  if (namedPart || isWholeDays(when)) return true;
  const clock = clockOf(referent.startCivil);
  if (when.to === null) return clock === clockOf(when.from);
  const end = clockOf(when.to) === '00:00' ? '24:00' : clockOf(when.to);
  return clock >= clockOf(when.from) && clock < end;
}

const BYDAY: Readonly<Record<string, number>> = { MO: 1, TU: 2, WE: 3, TH: 4, FR: 5, SA: 6, SU: 7 };

/** The weekdays of an RRULE, 1 Monday … 7 Sunday; all of them when it names none. */
export function weekdaysOf(rule: string): Set<number> {
  const days = /BYDAY=([A-Z0-9,-]+)/.exec(rule)?.[1]?.split(',') ?? [];
  const set = new Set(days.map((day) => BYDAY[day.replace(/^[+-]?\d+/, '')]).filter((day) => day !== undefined));
  return set.size > 0 ? set : new Set([1, 2, 3, 4, 5, 6, 7]);
}

/** All of the days that were said, from the beginning of the first to the end of the last. */
export function daysSaid(when: readonly When[], zone: ZoneName): Interval {
  const days = when.flatMap(({ from, to }) => [dateOf(from), dateOf(to ?? from)]).sort();
  return { from: startOfDay(days[0] ?? '', zone), to: startOfDay(addDays(days[days.length - 1] ?? '', 1), zone) };
}

/** The stretch in which to look for what was said: generous at its edges, from `now` on unless `past`, or `days` ahead. */
export function windowOf(slots: Slots, now: Instant, zone: ZoneName, days: number, past = false): Window {
  const floor = past ? 0 : now;
  if (!slots.when || slots.when.length === 0) return { from: past ? now - days * DAY : now, to: now + days * DAY };
  const from = Math.min(...slots.when.map((w) => startOfDay(dateOf(w.from), zone)));
  const to = Math.max(...slots.when.map((w) => startOfDay(addDays(dateOf(w.to ?? w.from), 1), zone)));
  return { from: Math.max(floor, from - 12 * HOUR), to: Math.max(to + 12 * HOUR, from + HOUR) };
}
