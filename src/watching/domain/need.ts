import type { AssignmentState } from '../../programmes/domain/assignment-state';
import type { Instant } from '../../kernel/clock';

/** What a shift's seats look like to somebody who looks whether anybody will be there. */
export interface WatchedSeat {
  readonly assignmentId: string;
  readonly personId: string;
  readonly name: string;
  readonly state: AssignmentState;
  /** Since when it stands as it does: claimed, given, moved. */
  readonly changedMs: Instant;
}

export interface Need {
  /** Seats below the shift's minimum that nobody has. */
  readonly empty: number;
  /** Who has a seat and has not said that she will come although she was asked. */
  readonly silent: readonly WatchedSeat[];
  /** Who put her seat up for others to take. */
  readonly offered: readonly WatchedSeat[];
}

/** Whoever took her seat after the last question of the reminders has given her word by taking it. */
export function needOf(seatsMin: number, seats: readonly WatchedSeat[], lastAskMs: Instant): Need {
  return {
    empty: Math.max(0, seatsMin - seats.length),
    silent: seats.filter((seat) => seat.state === 'held' && seat.changedMs < lastAskMs),
    offered: seats.filter((seat) => seat.state === 'offered'),
  };
}

export const isNeeded = (need: Need): boolean => need.empty + need.silent.length + need.offered.length > 0;
