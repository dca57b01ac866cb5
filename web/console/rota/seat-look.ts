import { minutesLate, presenceOf } from '../../../src/rota/domain/presence';
import type { DutyView, SeatHolder } from '../../shared/api';

/** How a seat is shown: who is there, who should be, who said that she comes, and whose word is still wanted. */
export type SeatLook = 'here' | 'due' | 'not-here' | 'offered' | 'confirmed' | 'waiting' | 'held' | 'over' | 'absent';

/** Minutes after which somebody who has not come is no longer only due. */
const ALLOWANCE_MINUTES = 5;
/** Before that, a word that is missing is nothing to worry about. */
const WAITING_MS = 48 * 3_600_000;
/** A seat that nobody has is urgent this long before its start. */
const SOON_MS = 72 * 3_600_000;

type Shift = Pick<DutyView, 'start' | 'end'>;

export function lookOf({ state }: Pick<SeatHolder, 'state'>, shift: Shift, now: number): SeatLook {
  const presence = presenceOf(state, shift, now);
  if (presence === 'here' || presence === 'absent') return presence;
  if (presence === 'over' || presence === 'unheard') return 'over';
  if (presence === 'not-here') return minutesLate(shift, now) >= ALLOWANCE_MINUTES ? 'not-here' : 'due';
  if (state === 'offered' || state === 'confirmed') return state;
  return shift.start - now <= WAITING_MS ? 'waiting' : 'held';
}

/** How near an empty seat is: `soon` is what somebody must be found for now. */
export type Nearness = 'soon' | 'far' | 'past';

export function nearnessOf(shift: Shift, now: number): Nearness {
  if (shift.end <= now) return 'past';
  return shift.start - now <= SOON_MS ? 'soon' : 'far';
}
