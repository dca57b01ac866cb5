import type { DutyView, MyShift, Today } from '../../shared/api';
import { isPlanned } from '../rota/rota-table';
import { lookOf, nearnessOf } from '../rota/seat-look';

/** The one thing to know first. */
export type Verdict =
  | { readonly kind: 'not-here'; readonly name: string; readonly duty: DutyView; readonly still: string }
  | { readonly kind: 'gap-now'; readonly duty: DutyView; readonly still: string }
  | { readonly kind: 'gap-soon'; readonly duty: DutyView }
  /** Nobody was put on any shift yet. */
  | { readonly kind: 'unplanned' }
  | { readonly kind: 'calm'; readonly later: number }
  | { readonly kind: 'nothing-on'; readonly later: number };

/** Who is on a post at this moment although her own shift is over. */
export const stillOn = (duty: DutyView, staying: readonly MyShift[]): string =>
  staying
    .filter(({ programmeKey, postKey }) => programmeKey === duty.programmeKey && postKey === duty.postKey)
    .map(({ personName }) => personName)
    .join('、');

export const lacking = (duty: DutyView): number => Math.max(0, duty.seatsMin - duty.people.length);

/** True while there is no rota for now: an empty seat is no emergency then. */
export const isUnplanned = ({ onDuty, day, tomorrow, gaps }: Today): boolean =>
  day.length > 0 && !isPlanned([...onDuty, ...day, ...tomorrow, ...gaps]);

export function verdictOf(today: Today): Verdict {
  const { onDuty, staying, gaps, now } = today;
  if (isUnplanned(today)) return { kind: 'unplanned' };
  for (const duty of onDuty)
    for (const person of duty.people)
      if (lookOf(person, duty, now) === 'not-here')
        return { kind: 'not-here', name: person.name, duty, still: stillOn(duty, staying) };
  const empty = onDuty.find((duty) => lacking(duty) > 0);
  if (empty) return { kind: 'gap-now', duty: empty, still: stillOn(empty, staying) };
  const soon = gaps.find((gap) => gap.missing > 0 && nearnessOf(gap, now) === 'soon');
  if (soon) return { kind: 'gap-soon', duty: soon };
  return { kind: onDuty.length > 0 ? 'calm' : 'nothing-on', later: gaps.filter(({ missing }) => missing > 0).length };
}
