import { minutesLate, presenceOf, timeThere } from '../../../src/rota/domain/presence';
import type { DutyView, MyShift, SeatHolder } from '../../shared/api';
import { isPlanned } from '../rota/rota-table';
import { lookOf, nearnessOf, type Nearness, type SeatLook } from '../rota/seat-look';

export const DAY_MS = 86_400_000;

/** The sky over a part of the day. */
export type Sky = 'night' | 'dawn' | 'noon' | 'dusk';

export interface Part {
  readonly key: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly sky: Sky;
  readonly hours: string;
}

/** One stretch of a row; `from` and `to` are shares of the day, from 0 to 1. */
export interface Bar {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly look: SeatLook | 'late-bit' | 'gap';
  readonly name: string;
  readonly duty: DutyView | null;
  readonly arrivedMs: number | null;
  /** Whole minutes that she came late, or is late by now. */
  readonly late: number;
  /** Her shift is over and nobody has come. */
  readonly stays: boolean;
  readonly gap: Nearness;
  readonly missing: number;
}

export interface Row {
  readonly key: string;
  readonly programme: string;
  readonly post: string;
  readonly bars: readonly Bar[];
}

export interface Ribbon {
  readonly parts: readonly Part[];
  readonly rows: readonly Row[];
  /** Where now is in the day, from 0 to 1. */
  readonly now: number;
}

const skyOf = ({ night, startCivil }: DutyView): Sky => {
  const hour = Number(startCivil.slice(11, 13));
  if (night || hour < 6) return 'night';
  if (hour < 12) return 'dawn';
  return hour < 18 ? 'noon' : 'dusk';
};

const share = (at: number, midnight: number): number => Math.min(1, Math.max(0, (at - midnight) / DAY_MS));

/**
 * The day from midnight to midnight: a row a post, a bar a person. A bar begins when she arrived and, while nobody relieves
 * her, goes on until now; where nobody is, there is none to be seen.
 */
export function ribbonOf(
  duties: readonly DutyView[],
  staying: readonly MyShift[],
  midnight: number,
  now: number,
): Ribbon {
  const planned = isPlanned(duties);
  const rows = new Map<string, { programme: string; post: string; bars: Bar[] }>();
  for (const duty of duties) {
    if (duty.cancelled) continue;
    const key = `${duty.programmeKey}/${duty.postKey}`;
    const row = rows.get(key) ?? { programme: duty.programmeName, post: duty.postName, bars: [] };
    rows.set(key, row);
    for (const person of duty.people) row.bars.push(...barsOf(person, duty, staying, midnight, now));
    const missing = duty.seatsMin - duty.people.length;
    if (missing > 0) row.bars.push(gapOf(duty, missing, midnight, planned ? nearnessOf(duty, now) : 'far'));
  }
  const sorted = [...rows].map(([key, row]) => ({ key, ...row, bars: row.bars.sort((a, b) => a.from - b.from) }));
  return { parts: partsOf(duties, midnight), rows: sorted, now: share(now, midnight) };
}

/** Those of the programme with the most shifts in the day; others have their own hours in their bars. */
export function partsOf(duties: readonly DutyView[], midnight: number): Part[] {
  const counts = new Map<string, number>();
  for (const { programmeKey } of duties) counts.set(programmeKey, (counts.get(programmeKey) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  const parts = new Map<string, Part>();
  for (const duty of duties) {
    if (duty.programmeKey !== most?.[0] || duty.cancelled) continue;
    const hours = `${duty.startCivil.slice(11, 13)}–${duty.endCivil.slice(11) === '00:00' ? '24' : duty.endCivil.slice(11, 13)}`;
    const [from, to] = [share(duty.start, midnight), share(duty.end, midnight)];
    parts.set(duty.sessionId, { key: duty.sessionId, name: duty.dayPartName, from, to, sky: skyOf(duty), hours });
  }
  return [...parts.values()].sort((a, b) => a.from - b.from);
}

const NOTHING = { arrivedMs: null, late: 0, stays: false, gap: 'far', missing: 0 } as const;

function barsOf(person: SeatHolder, duty: DutyView, staying: readonly MyShift[], midnight: number, now: number): Bar[] {
  const look = lookOf(person, duty, now);
  const stays = staying.some(({ assignmentId }) => assignmentId === person.assignmentId);
  const there = timeThere(person, now);
  const begun = there && presenceOf(person.state, duty, now) !== 'ahead';
  const start = begun ? Math.max(there.from, duty.start) : duty.start;
  const end = stays ? now : duty.end;
  const late = begun
    ? minutesLate(duty, there.from)
    : look === 'not-here' || look === 'due'
      ? minutesLate(duty, now)
      : 0;
  const bar: Bar = {
    ...NOTHING,
    ...{ key: person.assignmentId, look, name: person.name, duty, stays, late, arrivedMs: there?.from ?? null },
    from: share(start, midnight),
    to: share(end, midnight),
  };
  if (!begun || late === 0) return [bar];
  const missed: Bar = {
    ...bar,
    key: `${bar.key} late`,
    look: 'late-bit',
    from: share(duty.start, midnight),
    to: bar.from,
  };
  return [missed, bar];
}

const gapOf = (duty: DutyView, missing: number, midnight: number, gap: Nearness): Bar => ({
  ...NOTHING,
  ...{ key: `${duty.shiftId} gap`, look: 'gap', name: '', duty, missing, gap },
  from: share(duty.start, midnight),
  to: share(duty.end, midnight),
});
