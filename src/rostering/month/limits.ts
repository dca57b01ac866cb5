import type { ZoneName } from '../../kernel/civil-time';
import { localDayOf } from '../../rota/domain/local-day';
import type { Duty } from '../../rota/domain/seat';
import type { MonthVolunteer } from '../domain/month-facts';
import type { AtMost } from './packing';
import type { Slot } from './slot';

type Clash = (earlier: Slot, later: Slot) => boolean;

/** Her caps and the nights in a row as rows over her open slots; what stands already is taken off each. */
export function limitRows(
  volunteer: MonthVolunteer,
  duties: readonly Duty[],
  slots: readonly Slot[],
  zone: ZoneName,
  clash: Clash,
): AtMost[] {
  const { caps } = volunteer;
  const days = duties.map((duty) => ({ ...localDayOf(duty.start, zone), night: duty.night }));
  const capped = (own: readonly Slot[], limit: number | undefined, standing: number): AtMost[] =>
    limit === undefined ? [] : binding({ shifts: own.map(({ index }) => index), most: limit - standing });
  return [
    ...grouped(slots, ({ day }) => day.monday).flatMap(([monday, own]) =>
      capped(own, caps.perWeek, days.filter((day) => day.monday === monday).length),
    ),
    ...grouped(slots, ({ day }) => day.month).flatMap(([month, own]) => {
      const then = days.filter((day) => day.month === month);
      const nights = own.filter(({ seat }) => seat.night);
      return [
        ...capped(own, caps.perMonth, then.length),
        ...capped(nights, caps.nightsPerMonth, then.filter(({ night }) => night).length),
      ];
    }),
    ...grouped(slots, ({ day }) => day.date).flatMap(([date, own]) => {
      const standing = days.filter((day) => day.date === date).length;
      return caps.perDay === undefined ? daysOfProgrammes(own, standing) : capped(own, caps.perDay, standing);
    }),
    ...nightRows(slots, new Set(days.flatMap((day) => (day.night ? [day.number] : []))), clash),
  ];
}

/** Each programme has its own most in a day: whoever serves in it has no more that day, in whatever programme. */
function daysOfProgrammes(own: readonly Slot[], standing: number): AtMost[] {
  const limits = new Set(own.flatMap(({ seat }) => seat.rules.maxPerDay ?? []));
  const shifts = own.map(({ index }) => index);
  return [...limits].flatMap((limit): AtMost[] => {
    const strict = own.filter(({ seat }) => seat.rules.maxPerDay === limit);
    if (strict.length === own.length) return binding({ shifts, most: limit - standing });
    const over = Math.max(0, own.length - (limit - standing));
    return strict.map(({ index }) => ({
      shifts,
      weights: shifts.map((shift) => (shift === index ? 1 + over : 1)),
      most: limit - standing + over,
    }));
  });
}

/**
 * No run of nights longer than the programme of any of them allows. For each stretch of one day more and each day in it
 * from which the limit comes: not a night on every day. Nights of one day that clash share a row; others are told apart.
 */
function nightRows(slots: readonly Slot[], standing: ReadonlySet<number>, clash: Clash): AtMost[] {
  const nights = slots.filter(({ seat }) => seat.night);
  const byDay = new Map(grouped(nights, ({ day }) => day.number));
  const rows = new Map<string, AtMost>();
  for (const limit of new Set(nights.flatMap(({ seat }) => seat.rules.maxNightsInRow ?? []))) {
    for (const [pivot, own] of byDay) {
      const strict = own.filter(({ seat }) => seat.rules.maxNightsInRow === limit);
      if (strict.length === 0) continue;
      for (let first = pivot - limit; first <= pivot; first++) {
        const others = Array.from({ length: limit + 1 }, (_, i) => first + i).filter((day) => day !== pivot);
        const open = others.filter((day) => !standing.has(day));
        const choices = [strict, ...open.map((day) => byDay.get(day) ?? [])].map((day) => clashing(day, clash));
        for (const shifts of combinations(choices)) {
          const row = { shifts: shifts.sort((a, b) => a - b), most: open.length };
          rows.set(`${row.shifts.join(' ')} ${row.most}`, row);
        }
      }
    }
  }
  return [...rows.values()].flatMap(binding);
}

/** Groups in which any two nights clash, each night in one of them. */
function clashing(nights: readonly Slot[], clash: Clash): number[][] {
  const groups: Slot[][] = [];
  for (const night of nights) {
    const group = groups.find((one) => one.every((other) => clash(other, night)));
    if (group) group.push(night);
    else groups.push([night]);
  }
  return groups.map((group) => group.map(({ index }) => index));
}

/** One group of every day, in all ways; none when a day has no night at all. */
function combinations(days: readonly number[][][]): number[][] {
  return days.reduce<number[][]>(
    (found, groups) => found.flatMap((row) => groups.map((group) => [...row, ...group])),
    [[]],
  );
}

/** A row that nothing can break is left out. */
const binding = (row: AtMost): AtMost[] => (row.shifts.length > row.most ? [row] : []);

function grouped<K>(slots: readonly Slot[], keyOf: (slot: Slot) => K): [K, Slot[]][] {
  const groups = new Map<K, Slot[]>();
  for (const slot of slots) {
    const key = keyOf(slot);
    const group = groups.get(key);
    if (group) group.push(slot);
    else groups.set(key, [slot]);
  }
  return [...groups];
}
