import type { Instant } from '../../kernel/clock';
import type { MyShift, PersonRef } from './shift-view';
import type { WantedTime } from './wish';

export type RingState = 'open' | 'done' | 'refused' | 'expired' | 'withdrawn' | 'undone';

export interface RingLegView {
  readonly person: PersonRef;
  /** The shift that she gives away, as it is or last was. */
  readonly gives: MyShift;
  readonly to: PersonRef;
  readonly takes: MyShift;
  readonly answer: 'waiting' | 'agreed' | 'refused' | 'expired';
}

/** Two to four people who could each have the time they wish for, as everybody concerned sees it. */
export interface RingView {
  readonly ringId: string;
  readonly state: RingState;
  /** Each gives to the next, the last to the first. */
  readonly legs: readonly RingLegView[];
  /** Whose word or whose changed shift ended it; null while open, and when nobody in particular did. */
  readonly endedBy: PersonRef | null;
  readonly expires: Instant;
}

export type WishState = 'open' | 'done' | 'withdrawn' | 'expired';

/** Somebody's wish to serve at another time. */
export interface WishView {
  readonly wishId: string;
  readonly state: WishState;
  readonly shift: MyShift;
  /** Empty: any other time. */
  readonly wanted: readonly WantedTime[];
}
