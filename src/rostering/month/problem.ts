import type { Wish } from '../../volunteers/domain/wish';
import { weekdayOf } from '../../kernel/civil-time';
import { HOUR } from '../../kernel/clock';
import { restBetween } from '../../rota/domain/judge';
import { localDayOf, type LocalDay } from '../../rota/domain/local-day';
import { Scene } from '../../rota/domain/scene';
import type { Duty } from '../../rota/domain/seat';
import type { Violation } from '../../rota/domain/violation';
import { fairShares, type Shares } from '../domain/fair-shares';
import { FAMILIES, type Family } from '../../programmes/domain/goals';
import { NOTHING, type Counts, type MonthFacts, type MonthShift, type MonthVolunteer } from '../domain/month-facts';
import { limitRows } from './limits';
import type { Slot } from './slot';
import { clashRows, type AtMost } from './packing';

export interface MonthPerson {
  readonly index: number;
  readonly volunteer: MonthVolunteer;
  readonly duties: readonly Duty[];
  /** Slots that no rule closes to her by herself, in order. */
  readonly open: readonly number[];
  /** What each of `open` costs by her wishes; less than nothing for what she likes. */
  readonly costs: ReadonlyMap<number, number>;
  /** Everything that her slots may not do together. */
  readonly rows: readonly AtMost[];
  /** What would be fair in this month on top of what stands; less than nothing when she did more than her share. */
  readonly targets: Shares;
}

export interface Problem {
  readonly facts: MonthFacts;
  readonly slots: readonly Slot[];
  readonly people: readonly MonthPerson[];
  /** The slot that looks at this one for continuity, by slot. */
  readonly after: ReadonlyMap<number, number>;
  /** The weight of each family. */
  readonly weights: Readonly<Record<Family, number>>;
  /** Slots of each session in which somebody who must not be alone has nobody yet. */
  readonly sessions: ReadonlyMap<string, readonly number[]>;
}

/** An empty place costs more than any unfairness that filling it could cause; that of the first post more than others. */
const EMPTY = 10_000;
const CONTINUITY_DAYS = { least: 4, most: 40 };

export const emptyCost = ({ rank }: MonthShift): number => EMPTY * (1 + 0.2 / (1 + rank));

/** Lays the facts out for the search: who may serve where, what may not go together, and what would be fair. */
export function problemOf(facts: MonthFacts): Problem {
  const slots = slotsOf(facts);
  const clashes = clashRows(
    slots.map((slot) => slot.index),
    (a, b) => clash(slots[a], slots[b]),
  );
  const alike = firstAlike(slots);
  const scene = sceneOf(facts);
  const sketches = facts.volunteers.map((volunteer) => {
    const duties = facts.duties.get(volunteer.id) ?? [];
    return { volunteer, duties, open: openTo(scene, volunteer, slots, alike) };
  });
  const most = sketches.map(({ open }) => countsOf(open.map((s) => slots[s])));
  const needed = countsOf(slots, (slot) => slot.places);
  const targets = fairShares(facts, most, needed);
  const people = sketches.map(({ volunteer, duties, open }, index): MonthPerson => {
    const standing = facts.standing.get(volunteer.id) ?? NOTHING;
    const target = targets[index] ?? { ...NOTHING };
    const inner = new Set(open);
    return {
      index,
      volunteer,
      duties,
      open,
      costs: new Map(open.flatMap((s) => wishCost(volunteer, slots[s]))),
      rows: [
        ...withinOpen(clashes, inner),
        ...limitRows(
          volunteer,
          duties,
          open.flatMap((s) => slots[s] ?? []),
          facts.zone,
          (a, b) => clash(a, b),
        ),
      ],
      targets: minus(target, standing),
    };
  });
  const after = new Map(slots.flatMap(({ before, index }) => (before === null ? [] : [[before, index] as const])));
  return { facts, slots, people, after, weights: weightsOf(slots), sessions: companyNeeded(facts, slots) };
}

function openTo(scene: Scene, { id }: MonthVolunteer, slots: readonly Slot[], alike: readonly number[]): number[] {
  const free = scene.dutiesOf(id).length === 0;
  const open: number[] = [];
  const known: boolean[] = [];
  for (const slot of slots) {
    const first = free ? (alike[slot.index] ?? slot.index) : slot.index;
    known[first] ??= standsAlone(slot, scene.verdict(id, slot.seat) ?? []);
    if (known[first]) open.push(slot.index);
  }
  return open;
}

/** By slot: the first of the same session and demands, of which the rules say the same to whoever has no duty yet. */
function firstAlike(slots: readonly Slot[]): number[] {
  const first = new Map<string, number>();
  return slots.map(({ index, seat: { sessionId, qualification, trainee } }) => {
    const name = JSON.stringify([sessionId, qualification, trainee]);
    const found = first.get(name) ?? index;
    first.set(name, found);
    return found;
  });
}

/** The month as it stands, without what is drafted; company and places are the draft's own affair. */
export const sceneOf = ({ volunteers, duties, companions, now, zone }: MonthFacts): Scene =>
  new Scene({ people: new Map(volunteers.map((one) => [one.id, one])), duties, companions }, { now, zone });

/** Whether nothing but the draft itself closes the slot; nobody whom a post allows is company for a trainee who stands alone. */
const standsAlone = ({ seat }: Slot, violations: readonly Violation[]): boolean =>
  violations.every(({ rule }) => rule === 'full' || (rule === 'trainee-alone' && seat.trainee === 'not-alone'));

function slotsOf(facts: MonthFacts): Slot[] {
  const sorted = [...facts.shifts].sort((a, b) => a.seat.start - b.seat.start || a.rank - b.rank);
  const last = new Map<string, { index: number; day: number }>();
  return sorted.map((shift, index): Slot => {
    const day = localDayOf(shift.seat.start, facts.zone);
    const families = FAMILIES.filter((family) => shift.goals.fairness[family] > 0 && belongs(shift, day, family));
    const series = `${shift.programme} ${shift.post} ${shift.dayPart}`;
    const previous = last.get(series);
    last.set(series, { index, day: day.number });
    const apart = previous ? day.number - previous.day : 0;
    const near = apart >= CONTINUITY_DAYS.least && apart <= CONTINUITY_DAYS.most && shift.goals.continuity > 0;
    return { ...shift, index, day, families, before: near && previous ? previous.index : null };
  });
}

function belongs(shift: MonthShift, day: LocalDay, family: Family): boolean {
  switch (family) {
    case 'shifts':
      return true;
    case 'nights':
      return shift.seat.night;
    case 'weekends':
      return day.weekend;
    case 'holidays':
      return shift.holiday;
  }
}

export function clash(earlier: Slot | undefined, later: Slot | undefined): boolean {
  if (!earlier || !later) return false;
  const gap = later.seat.start - earlier.seat.end;
  return gap < 0 || gap < restBetween({ ...earlier.seat, highRisk: false }, later.seat) * HOUR;
}

function countsOf(slots: readonly (Slot | undefined)[], weigh: (slot: Slot) => number = () => 1): Counts {
  const counts = { ...NOTHING };
  for (const slot of slots) for (const family of slot?.families ?? []) if (slot) counts[family] += weigh(slot);
  return counts;
}

function minus(a: Shares, b: Counts): Shares {
  return {
    shifts: a.shifts - b.shifts,
    nights: a.nights - b.nights,
    weekends: a.weekends - b.weekends,
    holidays: a.holidays - b.holidays,
  };
}

function weightsOf(slots: readonly Slot[]): Record<Family, number> {
  const most = (family: Family): number =>
    slots.reduce((found, { goals }) => Math.max(found, goals.fairness[family]), 0);
  return { shifts: most('shifts'), nights: most('nights'), weekends: most('weekends'), holidays: most('holidays') };
}

function wishCost(volunteer: MonthVolunteer, slot: Slot | undefined): [number, number][] {
  if (!slot) return [];
  const wants = new Set((volunteer.wishes ?? []).filter((wish) => speaksOf(wish, slot)).map(({ want }) => want));
  const cost = wants.has('dislike') ? slot.goals.dislike : wants.has('like') ? -slot.goals.like : 0;
  return cost === 0 ? [] : [[slot.index, cost]];
}

/** True when the wish is about the slot; one that she dislikes in any way is not one that she likes. */
export function speaksOf(wish: Wish, slot: Slot): boolean {
  return (
    (wish.programme ?? slot.programme) === slot.programme &&
    (wish.post ?? slot.post) === slot.post &&
    (wish.dayPart ?? slot.dayPart) === slot.dayPart &&
    (wish.date ?? slot.day.date) === slot.day.date &&
    (wish.weekday === undefined || wish.weekday === weekdayOf(slot.day.date))
  );
}

function withinOpen(rows: readonly AtMost[], open: ReadonlySet<number>): AtMost[] {
  const seen = new Set<string>();
  return rows.flatMap(({ shifts, most }) => {
    const inner = shifts.filter((s) => open.has(s)).sort((a, b) => a - b);
    const name = inner.join(' ');
    if (inner.length <= most || seen.has(name)) return [];
    seen.add(name);
    return [{ shifts: inner, most }];
  });
}

/** Sessions with a post on which a trainee must not be alone, and nobody experienced on them yet. */
function companyNeeded(facts: MonthFacts, slots: readonly Slot[]): Map<string, number[]> {
  const sessions = new Map<string, number[]>();
  for (const { index, seat } of slots) sessions.set(seat.sessionId, [...(sessions.get(seat.sessionId) ?? []), index]);
  for (const [id, own] of sessions) {
    const experienced = (facts.companions.get(id) ?? []).some((companion) => !companion.trainee);
    const asked = own.some((s) => slots[s]?.seat.trainee === 'not-alone');
    if (experienced || !asked) sessions.delete(id);
  }
  return sessions;
}
